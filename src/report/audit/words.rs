//! Ratios, mixes, verdicts and needs in words.

use aicloud_core::catalog::Catalog;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::output::style::{Tint, tinted};
use crate::report::Page;
use crate::report::audit::detail::services;
use crate::report::audit::scored::at_best;
use aicloud_core::claims::{Audit, Claimed, Grade, Mix, Mixes, Pair, Ratio, Side, Verdict};
use aicloud_core::model::{ClaimParty, Metric};

const TENTH: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// A ratio in three digits that count, half up: `16.7`, `6.25`, `0.477`.
pub(super) fn times(ratio: Ratio) -> String {
    digits(ratio, places(ratio))
}

/// A stretch of ratios in the places of the greater: `2.40 to 5.00`, or one.
pub(super) fn stretch(range: (Ratio, Ratio)) -> String {
    let (low, high) = ends(range);
    if low == high { low } else { format!("{low} to {high}") }
}

/// The two ends of a stretch.
pub(super) fn ends((low, high): (Ratio, Ratio)) -> (String, String) {
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
pub(super) fn mix(mix: Mix) -> String {
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

/// Which mixes are looked at; nothing where it is all of them.
pub(super) fn mixes(mixes: Mixes) -> Option<String> {
    let (most, least) = (mix(mixes.most_input), mix(mixes.most_output));
    match (mixes.is_all(), most == least) {
        (true, _) => None,
        (_, true) => Some(format!("at {most}")),
        (_, false) => Some(format!("over mixes from {most} to {least}")),
    }
}

/// What a side is called: by the claim's own words, else by its product.
pub(super) fn called(party: &ClaimParty) -> String {
    let product = || party.product.as_ref().map(|id| id.tail().to_owned());
    party.named_as.clone().or_else(product).unwrap_or_default()
}

/// What an audited wording calls its first comparator.
pub(super) fn against(audit: &Audit<'_>) -> String {
    let wording = audit.wording;
    let words = || wording.comparator_as.unwrap_or_default().to_owned();
    wording.comparators.first().map_or_else(words, called)
}

/// The product of a side in short.
pub(super) fn short(side: &Side<'_>, catalog: &Catalog) -> String {
    catalog.product(side.product).short.to_string()
}

/// What a claim still needs beside the price ratio, in a cell.
pub(super) fn needs(pair: &Pair<'_>, claimed: &Claimed, metric: Metric) -> String {
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

/// A verdict in capitals, for the line below a claim.
pub(super) fn loud(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::ExplainedByPrice => "EXPLAINED BY PRICE",
        Verdict::NeedsPerformance => "NEEDS PERFORMANCE",
        Verdict::Contradicted => "CONTRADICTED",
        Verdict::ComparatorUnknown => "UNCLEAR COMPARATOR",
        Verdict::AmbiguousSubject => "FITS ANOTHER SUBJECT",
        Verdict::Uncheckable => "UNCHECKABLE",
    }
}

/// A verdict with its reason, as one line.
pub(super) fn line(audit: &Audit<'_>, catalog: &Catalog, page: &Page) -> String {
    let pair = audit.pair();
    let reason = match audit.verdict {
        Verdict::ExplainedByPrice => pair.map(|pair| explained(pair, audit)),
        Verdict::NeedsPerformance => pair.map(|pair| needs_more(pair, audit)),
        Verdict::Contradicted => pair.map(|pair| contradicted(pair, audit)),
        Verdict::ComparatorUnknown => Some(unclear(audit)),
        Verdict::AmbiguousSubject => audit.better_subject.map(|product| {
            let first = pair.map(|pair| falls_short(pair, catalog)).unwrap_or_default();
            let depends = depends(audit, catalog);
            format!("{} gives the factor{depends}{first}", catalog.product(product).short)
        }),
        Verdict::Uncheckable => Some(format!("missing {}", audit.missing.join("; "))),
    };
    let depends = match audit.verdict {
        Verdict::AmbiguousSubject => String::new(),
        _ => depends(audit, catalog),
    };
    let reason = reason.map(|reason| reason + &left_shop(audit, catalog) + &depends);
    let tint = match audit.verdict {
        Verdict::ExplainedByPrice => Tint::Good,
        Verdict::Contradicted => Tint::Bad,
        _ => Tint::Doubt,
    };
    let unsupported =
        audit.verdict == Verdict::ExplainedByPrice && audit.borne_out() == Some(false);
    let tint = if unsupported { Tint::Doubt } else { tint };
    let but = if unsupported { ", NOT BORNE OUT BY SCORES" } else { "" };
    let loud = format!("{}{but}", loud(audit.verdict));
    let verdict = tinted(&loud, Some(tint).filter(|_| page.look.color));
    format!("{verdict}: {}.", reason.unwrap_or_default())
}

/// Where the subject is priced, if its claimant has no price of it.
fn left_shop(audit: &Audit<'_>, catalog: &Catalog) -> String {
    let Some(pair) = audit.pair().filter(|pair| pair.left_shop) else { return String::new() };
    let on = services(pair.subject_at.as_deref().unwrap_or_default(), catalog);
    format!("; priced on {on}, not at {}", audit.claim.claimant)
}

/// Which services, that the claim leaves open, would make another thing of it.
fn depends(audit: &Audit<'_>, catalog: &Catalog) -> String {
    let better = audit.pairs.iter().find(|pair| {
        audit.better_subject == Some(pair.subject.product) && !pair.comparator.party.supposed
    });
    let Some(pair) = better.or_else(|| audit.pair()) else { return String::new() };
    let met = |grade: Option<Grade>| matches!(grade, Some(Grade::Fits | Grade::More));
    let others = pair.readings.iter().filter(|one| met(one.grade) != met(pair.grade));
    let others = others.map(|one| {
        let side = if one.of_subject { &pair.subject } else { &pair.comparator };
        let service = &catalog.service(catalog.offer(one.at.offer).service).id;
        format!("{} with {} on {service}", stretch(one.span), short(side, catalog))
    });
    let others: Vec<String> = others.collect();
    if others.is_empty() { String::new() } else { format!(" (but {})", others.join(", ")) }
}

/// What the first subject lacks, where another one fits.
fn falls_short(pair: &Pair<'_>, catalog: &Catalog) -> String {
    let name = short(&pair.subject, catalog);
    match (pair.grade, pair.needed) {
        (Some(Grade::More), _) => format!("; {name} more than that"),
        (Some(_), Some(needed)) => {
            format!("; {name} would need {} times the performance", times(needed))
        }
        (Some(_), None) => format!("; {name} does not"),
        (None, _) => format!("; of {name} nothing is known"),
    }
}

fn explained(pair: &Pair<'_>, audit: &Audit<'_>) -> String {
    let gives = pair.span.map(stretch).unwrap_or_default();
    let equal = match audit.claim.metric {
        Metric::Price => "",
        Metric::TaskCost => ", at as many tokens for a task",
        Metric::PricePerformance | Metric::Performance => ", at equal performance",
    };
    let more = if pair.grade == Some(Grade::More) { ", more than claimed" } else { "" };
    format!("list prices give {gives} times{more}{equal}{}", supported(pair, audit))
}

fn needs_more(pair: &Pair<'_>, audit: &Audit<'_>) -> String {
    let needed = pair.needed.map(times).unwrap_or_default();
    let what = match audit.claim.metric {
        Metric::TaskCost => " fewer tokens (or better work)",
        _ => "",
    };
    let at = match (audit.claim.metric, pair.grade) {
        (Metric::Performance, _) => "no price says anything about it",
        (_, Some(Grade::Partly)) => "some mixes reach it by price, it is claimed for all",
        _ if pair.flat => "whatever the mix",
        _ if audit.wording.claimed.for_every_mix() => "at the least favourable mix",
        _ => "at the most favourable mix",
    };
    format!("{needed} times{what}, {at}{}", supported(pair, audit))
}

fn contradicted(pair: &Pair<'_>, audit: &Audit<'_>) -> String {
    if audit.claim.metric == Metric::Price {
        let gives = pair.span.map(stretch).unwrap_or_default();
        let least = audit.wording.claimed.least();
        let level = pair.span.is_some_and(|(_, high)| Some(high) == least);
        let level = if level { ", and no more" } else { "" };
        return format!("list prices give {gives} times{level}");
    }
    let needed = pair.needed.map(times).unwrap_or_default();
    let what = match audit.claim.metric {
        Metric::TaskCost => "fewer tokens (or better work)",
        _ => "the performance",
    };
    format!("it takes {needed} times {what}{}", supported(pair, audit))
}

/// What public scores say, where they can tell.
fn supported(pair: &Pair<'_>, audit: &Audit<'_>) -> String {
    let Some(borne_out) = pair.borne_out else { return String::new() };
    let Some((best, suites)) = at_best(pair, audit) else { return String::new() };
    let so = if borne_out { "; borne out: " } else { "; " };
    let what = match audit.claim.metric {
        Metric::PricePerformance => format!("with public scores {best}"),
        Metric::TaskCost => format!("the other's solved task cost {best} times as much"),
        Metric::Performance | Metric::Price => format!("public scores give {best}"),
    };
    format!("{so}{what} by {suites}")
}

fn unclear(audit: &Audit<'_>) -> String {
    format!("no single model that was sold is named (\"{}\")", against(audit))
}
