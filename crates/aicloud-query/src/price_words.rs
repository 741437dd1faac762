//! Prices in a few words: what a cell shows, and what a saved answer holds.

use aicloud_core::model::PriceScope;
use aicloud_core::prices::Slot;

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
