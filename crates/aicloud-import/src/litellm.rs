//! The cost map of `LiteLLM`: an object of model ids, USD per token.
//!
//! An id may begin with the route (`bedrock/`, `azure/`), then a region or a
//! zone, then an inference profile (`eu.`). A field ends in what narrows it:
//! `input_cost_per_token_above_272k_tokens_priority`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::value::RawValue;

use crate::amount::{NO_PRICE, amount, of_units};
use crate::entry::{Amounts, CatalogueEntry, EntryPrices, EntryReason, Rate, RateKey, TokenKind};
use crate::json::{Members, NotTheFormat, counts};
use crate::place::{RatePlace, aws_region, profile, zone};
use crate::shelf::spellings;
use aicloud_core::model::{PriceScope, Tier};

/// What a unit of Databricks costs in the map, which works its prices out from
/// units: "dbu cost * $0.070".
const DATABRICKS_UNIT: Decimal = Decimal::from_parts(7, 0, 0, false, 2);

/// Modes that are billed as text tokens of a model.
const MODES: [&str; 3] = ["chat", "completion", "responses"];

/// The entries of a cost map.
///
/// # Errors
/// A text that is no such map.
pub fn entries(text: &str) -> Result<Vec<CatalogueEntry>, NotTheFormat> {
    let models: Members<'_> = serde_json::from_str(text)?;
    let seen = counts(models.0.iter().map(|(id, _)| &**id));
    let mut any = false;
    let mut entries = Vec::new();
    for (id, raw) in &models.0 {
        // The map explains itself in an entry that is no model.
        if id == "sample_spec" {
            continue;
        }
        let fields = Members::of(raw);
        any |= fields.as_ref().is_some_and(|fields| fields.get("litellm_provider").is_some());
        let read = match fields {
            _ if seen.get(&**id).is_some_and(|count| *count > 1) => {
                Err(EntryReason::new("key stands twice in the file", ""))
            }
            None => Err(EntryReason::new("entry is not an object", "")),
            Some(fields) => reading(id, &fields),
        };
        entries.push(CatalogueEntry { id: id.to_string(), read });
    }
    if any { Ok(entries) } else { Err(NotTheFormat::new("no entry names a litellm_provider")) }
}

fn reading(id: &str, fields: &Members<'_>) -> Result<EntryPrices, EntryReason> {
    let provider = fields.text("litellm_provider").unwrap_or_default();
    let unknown = || EntryReason::new("unknown provider", provider.escape_debug().to_string());
    let service = service(&provider).ok_or_else(unknown)?;
    if let Some(mode) = fields.text("mode").filter(|mode| !MODES.contains(&&**mode)) {
        return Err(EntryReason::new(
            "not a price of text tokens",
            mode.escape_debug().to_string(),
        ));
    }
    if let Some(field) = fields.repeated() {
        return Err(EntryReason::new(NO_PRICE, format!("{} stands twice", field.escape_debug())));
    }
    let (service, place, name) = located(service, id)?;
    let mut rates = rates(fields, &place)?;
    if service == "databricks/foundation-model-apis" {
        let amounts = rates.iter_mut().flat_map(|rate| &mut rate.amounts);
        amounts.for_each(|amount| *amount = amount.map(|usd| of_units(usd, DATABRICKS_UNIT)));
    }
    if rates.is_empty() {
        return Err(EntryReason::new("not a price of text tokens", ""));
    }
    Ok(EntryPrices { service, names: spellings(name), rates })
}

/// Our service for a provider of theirs.
fn service(provider: &str) -> Option<&'static str> {
    Some(match provider {
        "bedrock" | "bedrock_converse" | "bedrock_mantle" => "aws/bedrock",
        "azure" | "azure_ai" => "azure/foundry",
        "gemini" => "google-direct/api",
        "openai" => "openai-direct/api",
        "anthropic" => "anthropic-direct/api",
        "xai" => "xai-direct/api",
        "mistral" => "mistral-direct/api",
        "cohere" | "cohere_chat" => "cohere-direct/api",
        "deepseek" => "deepseek-direct/api",
        "meta_llama" => "meta-direct/api",
        "amazon_nova" => "amazon-direct/nova-api",
        "databricks" => "databricks/foundation-model-apis",
        "snowflake" => "snowflake/cortex",
        "sap" => "sap/generative-ai-hub",
        "watsonx" => "ibm/watsonx",
        "oci" => "oracle/generative-ai",
        "cloudflare" => "cloudflare/workers-ai",
        "dashscope" => "alibaba-cloud/model-studio",
        "wandb" => "coreweave/inference",
        vertex if vertex.starts_with("vertex_ai") => "google-cloud/agent-platform",
        _ => return None,
    })
}

/// The routes that an id may begin with.
const ROUTES: [&str; 17] = [
    "bedrock",
    "bedrock_mantle",
    "azure",
    "azure_ai",
    "vertex_ai",
    "gemini",
    "openai",
    "xai",
    "mistral",
    "deepseek",
    "databricks",
    "snowflake",
    "watsonx",
    "oci",
    "cloudflare",
    "dashscope",
    "wandb",
];

/// Takes the route, the region and the profile off an id.
fn located<'a>(
    service: &'static str,
    id: &'a str,
) -> Result<(&'static str, RatePlace, &'a str), EntryReason> {
    let routed = id.split_once('/').filter(|(route, _)| ROUTES.contains(route));
    let (route, rest) = routed.unwrap_or(("", id));
    if let Some(name) = rest.strip_prefix("claude_platform/").filter(|_| route == "bedrock") {
        return Ok(("aws/claude-platform", RatePlace::unstated(), name));
    }
    // Fireworks runs these on its own cloud, at prices of their own.
    if service == "azure/foundry" && rest.starts_with("FW-") {
        return Ok(("azure/fireworks", RatePlace::unstated(), rest));
    }
    let head = rest.split_once('/');
    let placed = match service {
        "aws/bedrock" => {
            let region = head.and_then(|(head, more)| Some((aws_region(head)?, more)));
            region.or_else(|| profile(rest))
        }
        "azure/foundry" | "openai-direct/api" => {
            head.and_then(|(head, more)| Some((zone(head)?, more)))
        }
        _ => return Ok((service, RatePlace::unstated(), rest)),
    };
    let (place, name) = placed.unwrap_or((RatePlace::unstated(), rest));
    if let Some((head, _)) = name.split_once('/') {
        // What else stands before the model changes the price in a way that
        // nothing here knows.
        return Err(EntryReason::new("unknown part of the id", head.escape_debug().to_string()));
    }
    let service = match (service, place.scope) {
        ("aws/bedrock", PriceScope::Government) => "aws/bedrock-govcloud",
        ("azure/foundry", PriceScope::Government) => "azure/foundry-government",
        _ => service,
    };
    Ok((service, place, name))
}

/// The prices of an entry, the plain one first.
fn rates(fields: &Members<'_>, place: &RatePlace) -> Result<Vec<Rate>, EntryReason> {
    let mut found: BTreeMap<(Tier, Option<u64>), (Amounts, Vec<String>)> = BTreeMap::new();
    for (name, raw) in &fields.0 {
        let Some((part, tier, over)) = field(name) else { continue };
        let Some(usd) = amount(Some(raw), 6)? else { continue };
        let (amounts, stated) = found.entry((tier, over)).or_default();
        amounts[part as usize] = Some(usd);
        if matches!(part, TokenKind::Input | TokenKind::Output) {
            stated.push(stated_as(part, raw));
        }
    }
    let rate = |((tier, context_over), (amounts, stated)): ((Tier, Option<u64>), _)| {
        let (amounts, stated): (Amounts, Vec<String>) = (amounts, stated);
        let RatePlace { scope, within } = place.clone();
        let as_stated = (!stated.is_empty()).then(|| format!("{} per token", stated.join(", ")));
        Rate { key: RateKey { tier, context_over, scope, within }, amounts, as_stated }
    };
    Ok(found
        .into_iter()
        .map(rate)
        .filter(|rate| rate.amounts.iter().any(Option::is_some))
        .collect())
}

fn stated_as(part: TokenKind, raw: &RawValue) -> String {
    let digits: String = raw.get().chars().take(24).collect();
    format!("{} {digits}", part.word())
}

/// What a field holds; nothing where it is not a price of text tokens that we
/// have a place for, such as a cache that lives for twelve hours.
fn field(name: &str) -> Option<(TokenKind, Tier, Option<u64>)> {
    const PARTS: [(&str, TokenKind); 5] = [
        ("cache_creation_input_token_cost_above_1hr", TokenKind::CacheWrite1h),
        ("cache_creation_input_token_cost", TokenKind::CacheWrite),
        ("cache_read_input_token_cost", TokenKind::CachedInput),
        ("input_cost_per_token", TokenKind::Input),
        ("output_cost_per_token", TokenKind::Output),
    ];
    let (part, mut rest) =
        PARTS.iter().find_map(|(start, part)| Some((*part, name.strip_prefix(start)?)))?;
    let mut over = None;
    if let Some(more) = rest.strip_prefix("_above_") {
        let (thousands, more) = more.split_once("k_tokens")?;
        over = Some(thousands.parse::<u64>().ok()?.checked_mul(1000)?);
        rest = more;
    }
    let tier = match rest {
        "" => Tier::Standard,
        "_batches" => Tier::Batch,
        "_flex" => Tier::Flex,
        "_priority" => Tier::Priority,
        "_ultrafast" => Tier::Ultrafast,
        _ => return None,
    };
    Some((part, tier, over))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_says_which_price_it_is() {
        for (name, expected) in [
            ("input_cost_per_token", Some((TokenKind::Input, Tier::Standard, None))),
            (
                "output_cost_per_token_above_272k_tokens_priority",
                Some((TokenKind::Output, Tier::Priority, Some(272_000))),
            ),
            (
                "cache_creation_input_token_cost_above_1hr_above_200k_tokens",
                Some((TokenKind::CacheWrite1h, Tier::Standard, Some(200_000))),
            ),
            (
                "cache_read_input_token_cost_batches",
                Some((TokenKind::CachedInput, Tier::Batch, None)),
            ),
            ("cache_creation_input_token_cost_above_12hr", None),
            ("input_cost_per_token_cache_hit", None),
            ("input_cost_per_audio_token", None),
        ] {
            assert_eq!(field(name), expected, "{name}");
        }
    }

    #[test]
    fn an_id_says_where_inference_may_run() {
        let bedrock = |id| {
            located("aws/bedrock", id).map(|(service, place, name)| {
                (service, place.scope, place.within.join(","), name.to_owned())
            })
        };
        let is = |service, scope, within: &str, name: &str| {
            Ok((service, scope, within.to_owned(), name.to_owned()))
        };
        let gov = "aws/bedrock-govcloud";
        assert_eq!(
            bedrock("bedrock_mantle/us-gov-west-1/openai.gpt-5.4"),
            is(gov, PriceScope::Government, "us-gov-west-1", "openai.gpt-5.4")
        );
        assert_eq!(
            bedrock("in.moonshotai.kimi-k3"),
            is("aws/bedrock", PriceScope::Geography, "in", "moonshotai.kimi-k3")
        );
        let fireworks = located("azure/foundry", "azure_ai/FW-GLM-5.1").unwrap();
        assert_eq!((fireworks.0, fireworks.2), ("azure/fireworks", "FW-GLM-5.1"));
        assert_eq!(
            bedrock("bedrock/us-east-1/meta.llama3"),
            is("aws/bedrock", PriceScope::InRegion, "us-east-1", "meta.llama3")
        );
        assert_eq!(
            bedrock("us.openai.gpt-5.4"),
            is("aws/bedrock", PriceScope::Geography, "us", "openai.gpt-5.4")
        );
        assert_eq!(
            bedrock("bedrock/us-east-1/1-month-commitment/cohere.command"),
            Err(EntryReason::new("unknown part of the id", "1-month-commitment"))
        );
        assert_eq!(
            bedrock("bedrock/claude_platform/claude-opus-4-6"),
            is("aws/claude-platform", PriceScope::Unstated, "", "claude-opus-4-6")
        );
    }
}
