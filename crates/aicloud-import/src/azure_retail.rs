//! Pages of the Azure Retail Prices API: a meter for each kind of token, named
//! in abbreviations (`5.4 cd inp Dz 1M Tokens`), in USD per thousand or million.
//!
//! One page, a list of pages, or a page a line are taken alike.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::amount::amount;
use crate::entry::{Amounts, CatalogueEntry, EntryPrices, EntryReason, Rate, RateKey, TokenKind};
use crate::json::{Members, NotTheFormat};
use crate::place::RatePlace;
use aicloud_core::model::{Day, PriceScope, Tier};

/// The meters of all pages, with the prices of a day.
///
/// # Errors
/// A text that holds something else than pages.
pub fn entries(text: &str, day: Day) -> Result<Vec<CatalogueEntry>, NotTheFormat> {
    let items = items(text)?;
    let meters: Vec<Meter<'_>> = items.iter().map(Meter::of).collect();
    let day = day.to_string();
    let mut latest: BTreeMap<[&str; 3], &str> = BTreeMap::new();
    for meter in meters.iter().filter(|meter| meter.from() <= day.as_str()) {
        let last = latest.entry(meter.key()).or_default();
        *last = meter.from().max(last);
    }
    let read = |(item, meter): (&Members<'_>, &Meter<'_>)| match latest.get(&meter.key()) {
        Some(last) if *last == meter.from() => reading(item, &meter.name, &meter.region),
        _ => Err(EntryReason::new("not in force on the day", meter.from())),
    };
    let read = items.iter().zip(&meters).map(read);
    Ok(meters
        .iter()
        .zip(read)
        .map(|(meter, read)| CatalogueEntry { id: meter.id(), read })
        .collect())
}

/// The items of all pages.
fn items(text: &str) -> Result<Vec<Members<'_>>, NotTheFormat> {
    let mut pages: Vec<Members<'_>> = Vec::new();
    if text.trim_start().starts_with('[') {
        pages = serde_json::from_str(text)?;
    } else {
        for page in serde_json::Deserializer::from_str(text).into_iter() {
            pages.push(page?);
        }
    }
    if pages.is_empty() {
        return Err(NotTheFormat::new("it holds no page"));
    }
    let mut items = Vec::new();
    for page in &pages {
        let list = page.get("Items").ok_or_else(|| NotTheFormat::new("a page has no Items"))?;
        let list: Vec<&RawValue> = serde_json::from_str(list.get())
            .map_err(|_| NotTheFormat::new("the Items of a page are no list"))?;
        items.extend(list.into_iter().map(|raw| Members::of(raw).unwrap_or_default()));
    }
    Ok(items)
}

/// What tells meters apart: a meter stands once for each day on which its price
/// changed.
struct Meter<'a> {
    name: Cow<'a, str>,
    region: Cow<'a, str>,
    product: Cow<'a, str>,
    from: Cow<'a, str>,
}

impl<'a> Meter<'a> {
    fn of(item: &Members<'a>) -> Self {
        let text = |name| item.text(name).unwrap_or_default();
        Self {
            name: text("meterName"),
            region: text("armRegionName"),
            product: text("productName"),
            from: text("effectiveStartDate"),
        }
    }

    fn key(&self) -> [&str; 3] {
        [&self.name, &self.region, &self.product]
    }

    /// The day on which it began.
    fn from(&self) -> &str {
        self.from.get(..10).unwrap_or_default()
    }

    fn id(&self) -> String {
        let region = if self.region.is_empty() { "no region" } else { &self.region };
        format!("{} ({region})", self.name)
    }
}

fn reading(item: &Members<'_>, meter: &str, region: &str) -> Result<EntryPrices, EntryReason> {
    let currency = item.text("currencyCode").unwrap_or_default();
    if currency != "USD" {
        return Err(EntryReason::new("not in USD", currency.escape_debug().to_string()));
    }
    if let Some(kind) = item.text("type").filter(|kind| kind != "Consumption") {
        return Err(EntryReason::new(
            "not a list price on demand",
            kind.escape_debug().to_string(),
        ));
    }
    if let Some(units) = item.get("tierMinimumUnits").map(RawValue::get)
        && units.parse() != Ok(0.0)
    {
        return Err(EntryReason::new(
            "not a list price on demand",
            format!("from {units} units on"),
        ));
    }
    let product = item.text("productName").unwrap_or_default();
    if !["OpenAI", "Models", "Foundry"].iter().any(|part| product.contains(part)) {
        return Err(EntryReason::new("unknown provider", product.escape_debug().to_string()));
    }
    let unit = item.text("unitOfMeasure").unwrap_or_default();
    let shift = match unit.trim_end_matches("Tokens").trim() {
        "1K" => 3,
        "1M" => 0,
        _ => return Err(not_tokens(&unit)),
    };
    let words = Words::of(meter)?;
    let part = words.part.ok_or_else(|| not_tokens(meter))?;
    let (service, place) = words.place(region)?;
    let raw = item.get("retailPrice");
    let mut amounts = Amounts::default();
    amounts[part as usize] = amount(raw, shift)?;
    let stated = raw.filter(|_| shift != 0).map(|raw| {
        let digits: String = raw.get().chars().take(24).collect();
        format!("{} {digits} per {unit}", part.word())
    });
    let RatePlace { scope, within } = place;
    let key = RateKey { tier: words.tier, context_over: words.context_over, scope, within };
    let rates = vec![Rate { key, amounts, as_stated: stated }];
    Ok(EntryPrices { service, names: names(&words.model, &product), rates })
}

fn not_tokens(what: &str) -> EntryReason {
    EntryReason::new("not a price of text tokens", what.escape_debug().to_string())
}

/// A meter's name, word by word.
struct Words {
    model: Vec<String>,
    part: Option<TokenKind>,
    scope: PriceScope,
    tier: Tier,
    context_over: Option<u64>,
}

impl Words {
    fn of(meter: &str) -> Result<Self, EntryReason> {
        let mut words = Self {
            model: Vec::new(),
            part: None,
            scope: PriceScope::Unstated,
            tier: Tier::Standard,
            context_over: None,
        };
        let (mut cached, mut written) = (false, false);
        for word in meter.to_lowercase().split([' ', '-', '_']).filter(|word| !word.is_empty()) {
            match word {
                "inp" | "inpt" | "input" => words.part = Some(TokenKind::Input),
                "out" | "outp" | "outpt" | "opt" | "output" => words.part = Some(TokenKind::Output),
                "cached" | "ccchd" | "cchd" | "cch" | "cd" => cached = true,
                "wr" | "write" => written = true,
                "glbl" | "glb" | "gl" | "global" => words.scope = PriceScope::Global,
                "dzone" | "dzn" | "dz" | "datazone" | "data" | "zone" => {
                    words.scope = PriceScope::Geography;
                }
                "regnl" | "rgnl" | "regional" => words.scope = PriceScope::InRegion,
                "batch" => words.tier = Tier::Batch,
                "pp" | "priority" => words.tier = Tier::Priority,
                "flex" => words.tier = Tier::Flex,
                // Microsoft's prices name two lengths; its documentation puts
                // the border at 272,000 tokens.
                "longco" => words.context_over = Some(272_000),
                "shortco" | "std" | "tokens" | "token" | "1m" | "1k" => {}
                "ft" | "grdr" | "hosting" | "training" | "rt" | "aud" | "audio" | "img"
                | "image" | "trscb" | "tts" | "realtime" | "txt" | "mod" => {
                    return Err(not_tokens(meter));
                }
                other => words.model.push(other.to_owned()),
            }
        }
        words.part = cache(words.part, cached, written);
        Ok(words)
    }

    /// Our service and where inference may run: a data zone is that of the
    /// region under which the meter stands.
    fn place(&self, region: &str) -> Result<(&'static str, RatePlace), EntryReason> {
        if region.starts_with("usgov") {
            return Ok((
                "azure/foundry-government",
                RatePlace::within(PriceScope::Government, region),
            ));
        }
        let place = match self.scope {
            PriceScope::Geography => {
                let unknown =
                    || EntryReason::new("unknown data zone", region.escape_debug().to_string());
                RatePlace::within(PriceScope::Geography, data_zone(region).ok_or_else(unknown)?)
            }
            PriceScope::InRegion if !region.is_empty() => {
                RatePlace::within(PriceScope::InRegion, region)
            }
            scope => RatePlace { scope, within: Vec::new() },
        };
        // Fireworks runs these on its own cloud, at prices of their own.
        let fireworks = self.model.first().is_some_and(|word| word == "fw");
        Ok((if fireworks { "azure/fireworks" } else { "azure/foundry" }, place))
    }
}

/// The direction of a meter that a cache may be part of: `Cd Wr` names none.
fn cache(part: Option<TokenKind>, cached: bool, written: bool) -> Option<TokenKind> {
    match part {
        Some(TokenKind::Input) | None if cached && written => Some(TokenKind::CacheWrite),
        Some(TokenKind::Input) | None if cached => Some(TokenKind::CachedInput),
        part => part,
    }
}

/// The data zone of a region.
fn data_zone(region: &str) -> Option<&'static str> {
    match region {
        "eastus" | "eastus2" | "centralus" | "northcentralus" | "southcentralus" | "westus"
        | "westus2" | "westus3" | "westcentralus" => Some("us"),
        "swedencentral" | "westeurope" | "northeurope" | "francecentral" | "germanywestcentral"
        | "italynorth" | "polandcentral" | "spaincentral" => Some("eu"),
        _ => None,
    }
}

/// What the words left over may mean: the family that the product names stands
/// in front where the meter leaves it out, as in `5.4 inp Gl`. A release date
/// such as `0416` is a snapshot, the spelling without it comes last.
fn names(words: &[String], product: &str) -> Vec<String> {
    let family = [
        ("OpenAI", "gpt-"),
        ("Grok", "grok-"),
        ("Deepseek", "deepseek-"),
        ("DeepSeek", "deepseek-"),
    ];
    let family = family.iter().find(|(name, _)| product.contains(name)).map(|(_, start)| *start);
    let release = |word: &String| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let whole = words.join("-");
    let bare: Vec<&str> = words.iter().filter(|w| !release(w)).map(String::as_str).collect();
    let bare = bare.join("-");
    let full = |name: &str| {
        let digit = name.starts_with(|c: char| c.is_ascii_digit());
        let known = family.filter(|start| {
            (digit || *start == "deepseek-") && !name.starts_with(start.trim_end_matches('-'))
        });
        format!("{}{name}", known.unwrap_or_default())
    };
    let mut names = vec![full(&whole)];
    if bare != whole {
        // What follows `@` is a release, which the shelf knows for a snapshot.
        names.push(format!("{}@{whole}", full(&bare)));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meter_is_decoded_word_by_word() {
        for (meter, model, part, scope, tier, over) in [
            (
                "5.4 inp Gl 1M Tokens",
                "5.4",
                TokenKind::Input,
                PriceScope::Global,
                Tier::Standard,
                None,
            ),
            (
                "5.5 LongCo cd inp Dz 1M Tokens",
                "5.5",
                TokenKind::CachedInput,
                PriceScope::Geography,
                Tier::Standard,
                Some(272_000),
            ),
            (
                "GPT 5 Mini outpt Batch Glbl 1M Tokens",
                "gpt-5-mini",
                TokenKind::Output,
                PriceScope::Global,
                Tier::Batch,
                None,
            ),
            (
                "o4-mini 0416 Inp regnl Tokens",
                "o4-mini-0416",
                TokenKind::Input,
                PriceScope::InRegion,
                Tier::Standard,
                None,
            ),
        ] {
            let words = Words::of(meter).unwrap();
            assert_eq!(words.model.join("-"), model, "{meter}");
            assert_eq!((words.part, words.scope), (Some(part), scope), "{meter}");
            assert_eq!((words.tier, words.context_over), (tier, over), "{meter}");
        }
        assert!(Words::of("gpt 4o aud Inp glbl Tokens").is_err());
        let service = |meter| Words::of(meter).unwrap().place("eastus").unwrap().0;
        assert_eq!(service("FW GLM 5.1 inp DZone 1M Tokens"), "azure/fireworks");
        assert_eq!(service("5.4 inp Dz 1M Tokens"), "azure/foundry");
    }

    #[test]
    fn a_family_is_named_where_the_meter_leaves_it_out() {
        let names = |words: &[&str], product| {
            super::names(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>(), product)
        };
        assert_eq!(names(&["5.4"], "Azure OpenAI GPT5")[0], "gpt-5.4");
        assert_eq!(names(&["gpt", "5", "mini"], "Azure OpenAI GPT5")[0], "gpt-5-mini");
        assert_eq!(names(&["o4", "mini"], "Azure OpenAI Reasoning")[0], "o4-mini");
        assert_eq!(names(&["r1"], "Azure Deepseek Models")[0], "deepseek-r1");
        assert_eq!(
            names(&["o4", "mini", "0416"], "Azure OpenAI Reasoning"),
            ["o4-mini-0416", "o4-mini@o4-mini-0416"]
        );
    }
}
