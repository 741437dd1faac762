//! Ratios, mixes and needs in words.

use rust_decimal::{Decimal, RoundingStrategy};

use aicloud_core::claims::{Audit, Claimed, Grade, Mix, Pair, Ratio, Verdict};
use aicloud_core::model::{ClaimParty, Metric};

const TENTH: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// A ratio in three digits that count, half up: `16.7`, `6.25`, `0.477`.
pub fn times(ratio: Ratio) -> String {
    digits(ratio, places(ratio))
}

/// A stretch of ratios in the places of the greater: `2.40 to 5.00`, or one.
pub fn stretch(range: (Ratio, Ratio)) -> String {
    let (low, high) = ends(range);
    if low == high { low } else { format!("{low} to {high}") }
}

/// The two ends of a stretch.
pub fn ends((low, high): (Ratio, Ratio)) -> (String, String) {
    let places = places(high);
    (digits(low, places), digits(high, places))
}

/// The places after the point that make three digits that count, four at most.
fn places(ratio: Ratio) -> u32 {
    let digits = ratio.decimal(8).trunc().to_string().len();
    match digits {
        1 if ratio < Ratio::ONE => {
            if ratio.decimal(8) < TENTH {
                4
            } else {
                3
            }
        }
        1 => 2,
        2 => 1,
        _ => 0,
    }
}

fn digits(ratio: Ratio, places: u32) -> String {
    let rounded = ratio.decimal(12);
    let rounded = rounded.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    format!("{rounded:.*}", usize::try_from(places).unwrap_or(0))
}

/// A mix as one says it: `16:1`, `all output`.
pub fn mix(mix: Mix) -> String {
    let Mix { input, output } = mix;
    let rounded = |over: u64, under: u64| {
        let parts = Ratio::of(over.into(), under.into()).map(|ratio| ratio.decimal(1));
        parts.map_or_else(|| "?".to_owned(), |parts| parts.to_string())
    };
    match (input, output) {
        (_, 0) => "all input".to_owned(),
        (0, _) => "all output".to_owned(),
        _ if input >= output => format!("{}:1", rounded(input, output)),
        _ => format!("1:{}", rounded(output, input)),
    }
}

/// What a side is called: by the claim's own words, else by its product.
pub fn called(party: &ClaimParty) -> String {
    let product = || party.product.as_ref().map(|id| id.tail().to_owned());
    party.named_as.clone().or_else(product).unwrap_or_default()
}

/// What an audited wording calls its first comparator.
pub fn against(audit: &Audit<'_>) -> String {
    let wording = audit.wording;
    let words = || wording.comparator_as.unwrap_or_default().to_owned();
    wording.comparators.first().map_or_else(words, called)
}

/// What a claim still needs beside the price ratio, in a cell.
pub fn needs(pair: &Pair<'_>, claimed: &Claimed, metric: Metric) -> String {
    let at = |mixed: Mix| match mixed {
        Mix::INPUT | Mix::OUTPUT => format!("none, {}", mix(mixed)),
        mixed => format!("none at {}", mix(mixed)),
    };
    match (metric, pair.grade) {
        (Metric::Performance, _) => format!("{}, all of it", needed_stretch(pair)),
        (_, None) => "not known".to_owned(),
        (_, Some(Grade::More)) => "none, gives more".to_owned(),
        (_, Some(Grade::Fits)) if pair.flat || claimed.for_every_mix() => {
            "none, any mix".to_owned()
        }
        (_, Some(Grade::Fits)) => {
            pair.nearest.map_or_else(|| "none".to_owned(), |(mix, _)| at(mix))
        }
        (Metric::Price, Some(_)) if pair.verdict == Verdict::Uncheckable => {
            "rests on caching".to_owned()
        }
        (Metric::Price, Some(_)) => "it is not so".to_owned(),
        (Metric::TaskCost, Some(_)) => format!("{} tokens", needed_stretch(pair)),
        (_, Some(Grade::Partly)) => match pair.nearest {
            Some((mixed, _)) => format!("{}; {}", needed_stretch(pair), at(mixed)),
            None => needed_stretch(pair),
        },
        (_, Some(Grade::Short)) => needed_stretch(pair),
    }
}

/// The performance that is needed: over all mixes, or where a claim for every
/// mix is held to it.
fn needed_stretch(pair: &Pair<'_>) -> String {
    let range = match (pair.grade, pair.needed) {
        (Some(Grade::Partly), Some(needed)) => Some((needed, needed)),
        _ => pair.needed_range,
    };
    range.map_or_else(|| "not known".to_owned(), |range| format!("{}x", stretch(range)))
}
