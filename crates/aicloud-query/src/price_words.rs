//! Prices in a few words: what a cell shows, and what a saved answer holds.

use crate::values::PriceKnown;
use aicloud_core::model::{Availability, Price, PriceScope, PriceState, Tier, Usd};
use aicloud_core::offers::rows::{Listing, Row};
use aicloud_core::prices::{Meters, Quote, Settled, Slot};

/// What a cell shows of a price.
#[derive(Clone, Copy, Debug)]
pub enum PriceFace<'r> {
    /// Its amounts.
    Amount(&'r Quote),
    /// The cloud does not publish it.
    NotPublished,
    /// It costs nothing.
    Free,
    /// Something else includes it.
    Included,
    /// Nobody has recorded it.
    NotRecorded,
}

/// The price of a row; nothing where it is not sold.
pub fn price_face(row: &Row) -> Option<PriceFace<'_>> {
    let shown = row.on_sale() || matches!(row.listing, Listing::Stage(Availability::Announced, ..));
    let quote = row.quote.as_ref().filter(|_| shown)?;
    match quote.state {
        Some(PriceState::Priced) => Some(PriceFace::Amount(quote)),
        Some(PriceState::NotPublished) => Some(PriceFace::NotPublished),
        Some(PriceState::Free) => Some(PriceFace::Free),
        Some(PriceState::Included) => Some(PriceFace::Included),
        None => row.on_sale().then_some(PriceFace::NotRecorded),
    }
}

/// The same in as few cells as it takes.
pub fn price_short(row: &Row) -> Option<String> {
    let word = match price_face(row)? {
        PriceFace::Amount(quote) => {
            let mark = if quote.contested { "*" } else { "" };
            let (input, output) = (short_amount(quote.input), short_amount(quote.output));
            return Some(format!("{input}/{output}{mark}"));
        }
        PriceFace::NotPublished => "n/p",
        PriceFace::Free => "no charge",
        PriceFace::Included => "token",
        PriceFace::NotRecorded => "n/r",
    };
    Some(word.to_owned())
}

/// An amount in as few digits as it takes.
pub fn short_amount(usd: Option<Usd>) -> String {
    usd.map_or_else(|| "-".to_owned(), |usd| usd.to_string())
}

/// A slot as a cell: `geography us >272K`.
pub fn slot_words(slot: &Slot<'_>) -> String {
    let mut text = match slot.scope {
        PriceScope::Unstated => "-".to_owned(),
        scope => scope.word().to_owned(),
    };
    match slot.within {
        [] => {}
        [one] => text += &format!(" {one}"),
        [a, b] if a.len() + b.len() < 8 => text += &format!(" {a}, {b}"),
        areas => text += &format!(" {} areas", areas.len()),
    }
    if let Some(over) = slot.context_over {
        text += &match over % 1000 {
            0 => format!(" >{}K", over / 1000),
            _ => format!(" >{over}"),
        };
    }
    text
}

/// A price as it is settled: `global 5.00/30.00`.
pub fn settled_words(price: &Settled<'_>) -> String {
    slot_and_amounts(&price.slot, &price.meters, price.state)
}

/// The same of a price as it is stated.
pub fn stated_words(price: &Price) -> String {
    slot_and_amounts(&Slot::of(price), &Meters::of(price), price.state)
}

fn slot_and_amounts(slot: &Slot<'_>, meters: &Meters, state: PriceState) -> String {
    let amount = |usd| Option::map_or(usd, "-".to_owned(), Usd::cents);
    let tier = match slot.tier {
        Tier::Standard => String::new(),
        tier => format!("{} ", tier.word()),
    };
    let slot = tier + &slot_words(slot);
    match (meters.input, meters.output) {
        (None, None) => format!("{slot} {}", PriceKnown::Known(state)),
        (input, output) => format!("{slot} {}/{}", amount(input), amount(output)),
    }
}
