//! What `compare`, `where` and the page say of an offer.

use crate::output::prose;
use crate::output::words::Face;
use aicloud_core::offers::rows::Row;
use aicloud_core::rights::Right;
use aicloud_query::comparison::Comparison;

/// What a table of offers is about.
pub(super) fn title(comparison: &Comparison<'_>, subject: &str) -> String {
    let Comparison { setting, lens, .. } = comparison;
    let words = prose::setting(setting, lens.catalog);
    format!("{subject} on {}{words}. USD per 1M tokens, in/out.", setting.as_of)
}

/// Which rights of that day later sources changed, and when, as a sentence.
pub(super) fn learnt(comparison: &Comparison<'_>) -> Option<String> {
    let changed: Vec<(&Row, Right)> =
        comparison.shown().filter_map(|row| Some((row, comparison.revised(row)?))).collect();
    let catalog = comparison.lens.catalog;
    let told = |(row, right): &(&Row, Right)| {
        let (product, cloud) =
            (&catalog.product(row.product).short, &catalog.provider(row.cloud).id);
        let word = if comparison.setting.filter.known_by.is_some() { "published" } else { "until" };
        let when = comparison.revised_on(row).map(|day| format!(" ({word} {day})"));
        format!("{product} on {cloud} {}{}", right.word(), when.unwrap_or_default())
    };
    let some: Vec<String> = changed.iter().take(3).map(told).collect();
    if some.is_empty() {
        return None;
    }
    let more = match changed.len() - some.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(match comparison.setting.filter.known_by {
        Some(_) => format!("Later sources make it: {}{more}.", some.join(", ")),
        None => {
            format!("By what was public on that day: {}{more}.", some.join(", "))
        }
    })
}

/// The mark behind a right: that it hangs on something, or that the sale goes
/// on although it is barred.
pub(crate) fn mark(row: &Row) -> &'static str {
    match (row.sold_though_barred(), row.hangs) {
        (true, _) => "!",
        (false, true) => "~",
        (false, false) => "",
    }
}

/// A right as a table tells it.
pub(crate) fn face(row: &Row) -> Face {
    Face::of(row.decision.right, row.decision.appointed)
}
