//! Entries brought together, and set against what is on record.
//!
//! Several entries may state one price: a model and its dated release, or a
//! meter in every region. Where they agree they are one; where they disagree the
//! one that spells the offer most directly holds, its `model_id` before a name of
//! its product before a release; where two speak equally directly, neither does.

use aicloud_core::catalog::Catalog;
use std::collections::BTreeMap;

use crate::amount::NO_PRICE;
use crate::entry::{Amounts, CatalogueEntry, EntryReason, Rate, RateKey, TokenKind};
use crate::result::{EntryResult, EntryStatus};
use crate::shelf::{FoundOffer, Shelf, Spelled};
use aicloud_core::model::{
    Dated, Day, EvidenceClass, Id, Offer, Price, PriceScope, PriceState, Stance, Strength,
};

/// A price that entries agree on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreedPrice {
    /// The amounts.
    pub amounts: Amounts,
    /// The entries that state it, by position, and how each spells the offer.
    pub by: Vec<(usize, Spelled)>,
    /// The catalogue's own wording.
    pub as_stated: Option<String>,
    /// Why it is not taken, where it is not.
    refused: Option<EntryReason>,
}

/// The prices of each offer.
pub type AgreedPrices = BTreeMap<(Id, RateKey), AgreedPrice>;

/// What became of the entries.
#[derive(Debug)]
pub struct Merged {
    /// One row an entry.
    pub rows: Vec<EntryResult>,
    /// The prices that are taken over.
    pub prices: AgreedPrices,
}

/// Brings entries together.
pub fn merge(entries: Vec<CatalogueEntry>, day: Day, catalog: &Catalog) -> Merged {
    let shelf = Shelf::new(catalog);
    let mut found: Vec<Result<(FoundOffer, Vec<Rate>), EntryReason>> = Vec::new();
    let mut ids = Vec::new();
    for entry in entries {
        ids.push(entry.id);
        found.push(entry.read.and_then(|reading| {
            let rates = sound(reading.rates)?;
            Ok((shelf.find(reading.service, &reading.names)?, rates))
        }));
    }
    let mut prices = collect(&found, &ids);
    for price in prices.values_mut().filter(|price| price.refused.is_none()) {
        if price.amounts[TokenKind::Input as usize]
            .or(price.amounts[TokenKind::Output as usize])
            .is_none()
        {
            price.refused = Some(EntryReason::new(NO_PRICE, "neither input nor output beside it"));
        }
    }
    let row = |(id, found): (String, &Result<_, _>)| row(id, found, &prices, day, catalog);
    let rows = ids.iter().cloned().zip(&found).map(row).collect();
    prices.retain(|_, price| price.refused.is_none());
    Merged { rows, prices }
}

/// Prices without zeros: a catalogue writes 0 for "free", for "not sold" and
/// for "not known". One of input or output is enough to make it meaningless;
/// beside them it is left out.
fn sound(mut rates: Vec<Rate>) -> Result<Vec<Rate>, EntryReason> {
    let zero = |amount: &Option<aicloud_core::model::Usd>| {
        amount.is_some_and(|usd| usd.amount().is_zero())
    };
    for rate in &mut rates {
        if rate.amounts[..2].iter().any(zero) {
            return Err(EntryReason::new(
                NO_PRICE,
                "0, which may mean free, not sold or not known",
            ));
        }
        for amount in rate.amounts.iter_mut().filter(|amount| zero(amount)) {
            *amount = None;
        }
    }
    rates.retain(|rate| rate.amounts.iter().any(Option::is_some));
    if rates.is_empty() {
        Err(EntryReason::new("not a price of text tokens", ""))
    } else {
        Ok(rates)
    }
}

/// Every price with those who state it, the most direct entries first.
fn collect(found: &[Result<(FoundOffer, Vec<Rate>), EntryReason>], ids: &[String]) -> AgreedPrices {
    let mut prices = AgreedPrices::new();
    for spelled in Spelled::ALL {
        for (position, entry) in found.iter().enumerate() {
            let Ok((found, rates)) = entry else { continue };
            for rate in rates.iter().filter(|_| found.spelled == spelled) {
                let price = prices.entry((found.offer, rate.key.clone())).or_default();
                join(price, rate, (position, spelled), ids);
            }
        }
    }
    prices
}

fn join(price: &mut AgreedPrice, rate: &Rate, by: (usize, Spelled), ids: &[String]) {
    let disagree =
        |(one, other): (&Option<_>, &Option<_>)| one.is_some() && other.is_some() && one != other;
    if price.amounts.iter().zip(&rate.amounts).any(disagree) {
        if price.by.iter().any(|(_, spelled)| *spelled < by.1) {
            return;
        }
        let other = price.by.first().and_then(|(first, _)| ids.get(*first));
        let others = format!("{} and {}", shown(other), shown(ids.get(by.0)));
        price.refused.get_or_insert(EntryReason::new("entries disagree", others));
    }
    let mut more = false;
    for (slot, amount) in price.amounts.iter_mut().zip(&rate.amounts) {
        more |= slot.is_none() && amount.is_some();
        *slot = slot.or(*amount);
    }
    // Only who adds an amount has a wording for it.
    if let Some(said) = rate.as_stated.as_ref().filter(|_| more) {
        price.as_stated = Some(match price.as_stated.take() {
            Some(before) => format!("{before}; {said}"),
            None => said.clone(),
        });
    }
    price.by.push(by);
}

fn shown(id: Option<&String>) -> String {
    id.map(|id| id.escape_debug().to_string()).unwrap_or_default()
}

/// What became of one entry: the strongest of what became of its prices.
fn row(
    id: String,
    found: &Result<(FoundOffer, Vec<Rate>), EntryReason>,
    prices: &AgreedPrices,
    day: Day,
    catalog: &Catalog,
) -> EntryResult {
    let (found, rates) = match found {
        Ok(found) => found,
        Err(reason) => {
            let (theirs, ours) = (Amounts::default(), Amounts::default());
            let reason = Some(reason.clone());
            return EntryResult {
                id,
                offer: None,
                what: EntryStatus::Unmapped,
                reason,
                theirs,
                ours,
            };
        }
    };
    let mut row = EntryResult {
        id,
        offer: Some(found.offer),
        what: EntryStatus::Unmapped,
        reason: None,
        theirs: rates.first().map(|rate| rate.amounts).unwrap_or_default(),
        ours: Amounts::default(),
    };
    for (place, rate) in rates.iter().enumerate() {
        let (what, reason, ours) = judge(*found, rate, prices, day, catalog);
        if place == 0 {
            row.ours = ours;
        }
        let order =
            [EntryStatus::Unmapped, EntryStatus::Same, EntryStatus::New, EntryStatus::Changed];
        let weight = |what: EntryStatus| order.iter().position(|known| *known == what);
        if place == 0 || weight(what) > weight(row.what) {
            row.what = what;
        }
        row.reason = row.reason.or(reason);
    }
    if found.spelled == Spelled::Release && row.what != EntryStatus::Unmapped {
        row.reason.get_or_insert(EntryReason::new("named by a release", ""));
    }
    row
}

/// How one price of an entry stands.
fn judge(
    found: FoundOffer,
    rate: &Rate,
    prices: &AgreedPrices,
    day: Day,
    catalog: &Catalog,
) -> (EntryStatus, Option<EntryReason>, Amounts) {
    let offer = catalog.offer(found.offer);
    let ours = on_record(offer, |price| fits(price, &rate.key), day, catalog);
    let amounts = ours.first().copied().unwrap_or_default();
    let Some(price) = prices.get(&(found.offer, rate.key.clone())) else {
        return (EntryStatus::Unmapped, None, amounts);
    };
    if let Some(reason) = &price.refused {
        return (EntryStatus::Unmapped, Some(reason.clone()), amounts);
    }
    let disagree = |ours: &Amounts, theirs: &Amounts| {
        ours.iter().zip(theirs).any(|(a, b)| a.is_some() && b.is_some() && a != b)
    };
    if disagree(&price.amounts, &rate.amounts) {
        let reason = EntryReason::new("another entry names the offer more directly", "");
        return (EntryStatus::Unmapped, Some(reason), amounts);
    }
    if ours.is_empty() {
        let global = on_record(offer, |price| may_mean(price, &rate.key), day, catalog);
        let known = global.iter().find(|ours| !disagree(ours, &rate.amounts));
        return known
            .map_or((EntryStatus::New, None, amounts), |known| (EntryStatus::Same, None, *known));
    }
    if let Some(same) = ours.iter().find(|ours| !disagree(ours, &rate.amounts)) {
        return (EntryStatus::Same, None, *same);
    }
    let detail = format!("{}; {}", differing(&amounts, &rate.amounts), named(&rate.key));
    (EntryStatus::Changed, Some(EntryReason::new("differs", detail)), amounts)
}

/// The amounts in which two prices differ, theirs against ours.
fn differing(ours: &Amounts, theirs: &Amounts) -> String {
    let pairs = TokenKind::ALL.iter().zip(ours.iter().zip(theirs));
    let said = pairs.filter_map(|(part, (ours, theirs))| match (ours, theirs) {
        (Some(ours), Some(theirs)) if ours != theirs => {
            Some(format!("{} {theirs} against {ours}", part.word()))
        }
        _ => None,
    });
    said.collect::<Vec<_>>().join(", ")
}

/// A price by what tells it apart: `global batch above 272000`.
fn named(key: &RateKey) -> String {
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut text = serde_json::to_value(key.scope).map(word).unwrap_or_default();
    if !key.within.is_empty() {
        text += &format!(" {}", key.within.join(","));
    }
    text += &format!(" {}", serde_json::to_value(key.tier).map(word).unwrap_or_default());
    key.context_over.map_or(text.clone(), |over| format!("{text} above {over}"))
}

/// What the data holds of a price on a day: of the strongest evidence, the
/// latest; several where sources of one class read different amounts, since
/// readings of different days contest one another.
fn on_record(
    offer: &Offer,
    is_asked: impl Fn(&Price) -> bool,
    day: Day,
    catalog: &Catalog,
) -> Vec<Amounts> {
    let mut live: Vec<(Strength, Day, Dated, Amounts)> = catalog
        .prices(offer)
        .filter(|price| is_asked(price) && catalog.price_from(price) <= day)
        .filter(|price| price.last_day().is_none_or(|until| day <= until))
        .filter_map(|price| {
            let said = price.sources.iter().filter(|one| one.stance == Stance::Asserts);
            let classes = said.map(|one| catalog.evidence_of(one.source));
            let strength = EvidenceClass::strongest(classes)?.strength();
            let amounts = [
                price.input,
                price.output,
                price.cached_input,
                price.cache_write,
                price.cache_write_1h,
            ];
            Some((strength, catalog.price_from(price), price.dated, amounts))
        })
        .collect();
    live.sort_by(|a, b| b.cmp(a));
    let best = live.first().map(|(class, from, dated, _)| (*class, *from, *dated));
    let held = live.into_iter().filter(|(class, from, dated, _)| {
        best.is_some_and(|best| {
            let readings = *dated == Dated::Observed && best.2 == Dated::Observed;
            *class == best.0 && (*from == best.1 || readings)
        })
    });
    held.map(|(_, _, _, amounts)| amounts).collect()
}

/// Whether a price on record is for the slot of theirs, at least: ours may hold in
/// more areas.
fn fits(price: &Price, key: &RateKey) -> bool {
    price.state == PriceState::Priced
        && (price.scope, price.tier, price.context_over) == (key.scope, key.tier, key.context_over)
        && price.within.is_empty() == key.within.is_empty()
        && key.within.iter().all(|name| price.within.iter().any(|other| **name == **other))
}

/// Whether an entry that states no scope may mean our price of the global scope.
fn may_mean(price: &Price, key: &RateKey) -> bool {
    key.scope == PriceScope::Unstated
        && fits(price, &RateKey { scope: PriceScope::Global, ..key.clone() })
}
