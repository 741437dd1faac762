//! The data of genai-prices: a list of providers, each with a list of models,
//! USD per million tokens, some from a day on and some by the length of the
//! prompt.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::amount::{NO_PRICE, amount};
use crate::entry::{Amounts, CatalogueEntry, EntryPrices, EntryReason, Rate, RateKey};
use crate::json::{Members, NotTheFormat, counts};
use crate::place::{RatePlace, profile};
use crate::shelf::spellings;
use aicloud_core::model::{Day, PartialDate, PriceScope, Tier};

/// The entries of `data.json`, each as `provider/model`, with the prices of a day.
///
/// # Errors
/// A text that is no such data.
pub fn entries(text: &str, day: Day) -> Result<Vec<CatalogueEntry>, NotTheFormat> {
    let providers: Vec<Members<'_>> = serde_json::from_str(text)?;
    let mut entries = Vec::new();
    let mut any = false;
    for fields in &providers {
        let provider = fields.text("id").unwrap_or_default();
        let list = fields.get("models").map(RawValue::get).unwrap_or_default();
        let Ok(models) = serde_json::from_str::<Vec<&RawValue>>(list) else {
            let read = Err(EntryReason::new("entry is not an object", ""));
            entries.push(CatalogueEntry { id: provider.into_owned(), read });
            continue;
        };
        any = true;
        let read = models.iter().map(|raw| Members::of(raw));
        let read: Vec<Option<Members<'_>>> = read.collect();
        let ids = read.iter().flatten().filter_map(|model| model.text("id"));
        let ids: Vec<_> = ids.collect();
        let seen = counts(ids.iter().map(|id| &**id));
        for model in &read {
            let id = model.as_ref().and_then(|model| model.text("id")).unwrap_or_default();
            let read = match model {
                _ if seen.get(&*id).is_some_and(|count| *count > 1) => {
                    Err(EntryReason::new("key stands twice in the file", ""))
                }
                None => Err(EntryReason::new("entry is not an object", "")),
                Some(model) => reading(&provider, &id, model, day),
            };
            entries.push(CatalogueEntry { id: format!("{provider}/{id}"), read });
        }
    }
    if any { Ok(entries) } else { Err(NotTheFormat::new("no provider has a list of models")) }
}

fn reading(
    provider: &str,
    model: &str,
    fields: &Members<'_>,
    day: Day,
) -> Result<EntryPrices, EntryReason> {
    let service = service(provider, model)
        .ok_or_else(|| EntryReason::new("unknown provider", provider.escape_debug().to_string()))?;
    let (mut service, mut place, mut name) = (service, RatePlace::unstated(), model);
    if service == "aws/bedrock" {
        if let Some((named, rest)) = profile(model) {
            (place, name) = (named, rest);
        }
        if place.scope == PriceScope::Government {
            service = "aws/bedrock-govcloud";
        }
    }
    let none = || EntryReason::new("not a price of text tokens", "");
    let prices = in_force(fields.get("prices").ok_or_else(none)?, day)?;
    Ok(EntryPrices { service, names: spellings(name), rates: rates(&prices, &place)? })
}

/// The prices of a day: the last of a list whose condition holds.
fn in_force(raw: &RawValue, day: Day) -> Result<Members<'_>, EntryReason> {
    let none = || EntryReason::new("not a price of text tokens", "");
    let Ok(list) = serde_json::from_str::<Vec<Members<'_>>>(raw.get()) else {
        return Members::of(raw).ok_or_else(none);
    };
    let mut holds = None;
    for conditional in &list {
        if let Some(condition) = conditional.get("constraint").and_then(Members::of) {
            let from = condition.text("start_date").map(|date| date.parse::<PartialDate>());
            match from {
                Some(Ok(from)) if condition.0.len() == 1 => {
                    if from.first_day() > day {
                        continue;
                    }
                }
                // An hour of the day is no property of a list price.
                _ => return Err(EntryReason::new("price depends on more than the day", "")),
            }
        }
        holds = conditional.get("prices").and_then(Members::of);
    }
    holds.ok_or_else(none)
}

/// The plain price, then those of longer prompts.
fn rates(prices: &Members<'_>, place: &RatePlace) -> Result<Vec<Rate>, EntryReason> {
    const NAMES: [&str; 4] = ["input_mtok", "output_mtok", "cache_read_mtok", "cache_write_mtok"];
    let mut found: BTreeMap<Option<u64>, Amounts> = BTreeMap::new();
    for (part, name) in NAMES.iter().enumerate() {
        let Some(raw) = prices.get(name) else { continue };
        let Some(tiered) = Members::of(raw) else {
            found.entry(None).or_default()[part] = amount(Some(raw), 0)?;
            continue;
        };
        found.entry(None).or_default()[part] = amount(tiered.get("base"), 0)?;
        let tiers = tiered.get("tiers").map_or("[]", RawValue::get);
        let wrong = || EntryReason::new(NO_PRICE, format!("tiers of {name}"));
        let tiers: Vec<Members<'_>> = serde_json::from_str(tiers).map_err(|_| wrong())?;
        for tier in &tiers {
            let start = tier.get("start").and_then(|raw| raw.get().parse::<u64>().ok());
            let start = start.ok_or_else(wrong)?;
            found.entry(Some(start)).or_default()[part] = amount(tier.get("price"), 0)?;
        }
    }
    let rate = |(context_over, amounts)| {
        let RatePlace { scope, within } = place.clone();
        let key = RateKey { tier: Tier::Standard, context_over, scope, within };
        Rate { key, amounts, as_stated: None }
    };
    Ok(found.into_iter().map(rate).collect())
}

/// Our service for a provider of theirs. Google's two shops are one provider
/// there: its own models are listed at the prices of the Gemini API, those of
/// others are sold on the cloud alone.
fn service(provider: &str, model: &str) -> Option<&'static str> {
    Some(match provider {
        "aws" => "aws/bedrock",
        "azure" => "azure/foundry",
        "google" if model.starts_with("gemini") => "google-direct/api",
        "google" => "google-cloud/agent-platform",
        "openai" => "openai-direct/api",
        "anthropic" => "anthropic-direct/api",
        "x-ai" => "xai-direct/api",
        "mistral" => "mistral-direct/api",
        "cohere" => "cohere-direct/api",
        "deepseek" => "deepseek-direct/api",
        _ => return None,
    })
}
