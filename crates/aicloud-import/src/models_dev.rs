//! The catalogue of models.dev: providers, each with an object of models, USD
//! per million tokens.

use serde_json::value::RawValue;

use crate::amount::amount;
use crate::entry::{Amounts, CatalogueEntry, EntryPrices, EntryReason, Rate, RateKey};
use crate::json::{Members, NotTheFormat, counts};
use crate::place::{RatePlace, profile};
use crate::shelf::spellings;
use aicloud_core::model::{PriceScope, Tier};

/// The entries of `api.json`, each as `provider/model`.
///
/// # Errors
/// A text that is no such catalogue.
pub fn entries(text: &str) -> Result<Vec<CatalogueEntry>, NotTheFormat> {
    let providers: Members<'_> = serde_json::from_str(text)?;
    let seen = counts(providers.0.iter().map(|(id, _)| &**id));
    let mut entries = Vec::new();
    let mut any = false;
    for (provider, raw) in &providers.0 {
        let models = Members::of(raw).and_then(|fields| Members::of(fields.get("models")?));
        any |= models.is_some();
        if models.is_none() || seen.get(&**provider).is_some_and(|count| *count > 1) {
            let reason = if models.is_none() { "entry is not an object" } else { TWICE };
            entries.push(CatalogueEntry {
                id: provider.to_string(),
                read: Err(EntryReason::new(reason, "")),
            });
            continue;
        }
        let models = models.map_or_else(Vec::new, |models| models.0);
        let seen = counts(models.iter().map(|(id, _)| &**id));
        for (model, raw) in &models {
            let read = if seen.get(&**model).is_some_and(|count| *count > 1) {
                Err(EntryReason::new(TWICE, ""))
            } else {
                reading(provider, model, raw)
            };
            entries.push(CatalogueEntry { id: format!("{provider}/{model}"), read });
        }
    }
    if any { Ok(entries) } else { Err(NotTheFormat::new("no provider has an object of models")) }
}

const TWICE: &str = "key stands twice in the file";

fn reading(provider: &str, model: &str, raw: &RawValue) -> Result<EntryPrices, EntryReason> {
    let service = service(provider)
        .ok_or_else(|| EntryReason::new("unknown provider", provider.escape_debug().to_string()))?;
    let fields = Members::of(raw).ok_or_else(|| EntryReason::new("entry is not an object", ""))?;
    let none = || EntryReason::new("not a price of text tokens", "");
    let cost = fields.get("cost").and_then(Members::of).ok_or_else(none)?;
    let (mut service, mut place, mut name) = (service, RatePlace::unstated(), model);
    if service == "aws/bedrock"
        && let Some((named, rest)) = profile(model)
    {
        (place, name) = (named, rest);
        if place.scope == PriceScope::Government {
            service = "aws/bedrock-govcloud";
        }
    }
    let mut rates = vec![rate(&cost, None, &place)?];
    rates.extend(tiers(&cost, &place)?);
    Ok(EntryPrices { service, names: spellings(name), rates })
}

/// The dearer prices of long prompts. `context_over_200k` repeats a tier for
/// older readers, whatever its threshold, and counts only where no tier stands.
fn tiers(cost: &Members<'_>, place: &RatePlace) -> Result<Vec<Rate>, EntryReason> {
    if let Some(tiers) = cost.get("tiers") {
        let list: Vec<&RawValue> = serde_json::from_str(tiers.get()).unwrap_or_default();
        let read = |raw: &&RawValue| {
            let fields = Members::of(raw)?;
            let tier = Members::of(fields.get("tier")?)?;
            let of_context = tier.text("type").is_none_or(|kind| kind == "context");
            let size = tier.get("size")?.get().parse::<u64>().ok()?;
            of_context.then_some(rate(&fields, Some(size), place))
        };
        return list.iter().filter_map(read).collect();
    }
    let over = cost.get("context_over_200k").and_then(Members::of);
    over.iter().map(|fields| rate(fields, Some(200_000), place)).collect()
}

fn rate(
    cost: &Members<'_>,
    context_over: Option<u64>,
    place: &RatePlace,
) -> Result<Rate, EntryReason> {
    let mut amounts = Amounts::default();
    for (slot, name) in amounts.iter_mut().zip(["input", "output", "cache_read", "cache_write"]) {
        *slot = amount(cost.get(name), 0)?;
    }
    let RatePlace { scope, within } = place.clone();
    let key = RateKey { tier: Tier::Standard, context_over, scope, within };
    Ok(Rate { key, amounts, as_stated: None })
}

/// Our service for a provider of theirs.
fn service(provider: &str) -> Option<&'static str> {
    Some(match provider {
        "amazon-bedrock" => "aws/bedrock",
        "azure" | "azure-cognitive-services" => "azure/foundry",
        "google-vertex" | "google-vertex-anthropic" => "google-cloud/agent-platform",
        "google" => "google-direct/api",
        "openai" => "openai-direct/api",
        "anthropic" => "anthropic-direct/api",
        "xai" => "xai-direct/api",
        "mistral" => "mistral-direct/api",
        "cohere" => "cohere-direct/api",
        "deepseek" => "deepseek-direct/api",
        "llama" => "meta-direct/api",
        "nova" => "amazon-direct/nova-api",
        "databricks" => "databricks/foundation-model-apis",
        "snowflake-cortex" => "snowflake/cortex",
        "sap-ai-core" => "sap/generative-ai-hub",
        "cloudflare-workers-ai" => "cloudflare/workers-ai",
        "cloudflare-ai-gateway" => "cloudflare/ai-gateway",
        "alibaba" => "alibaba-cloud/model-studio",
        "wandb" => "coreweave/inference",
        _ => return None,
    })
}
