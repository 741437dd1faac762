//! Ratios, mixes, verdicts and needs in words.

use crate::data::Facts;
use crate::engine::audit::{Audit, Claimed, Grade, Mix, Pair, Ratio, Side, Verdict};
use crate::model::{Benchmark, ClaimParty, Hedge, Metric, ScoreUnit};
use crate::report::Page;
use crate::report::style::{Tint, tinted};

/// A ratio in as few digits as tell it: `16.7`, `1.05`, `0.48`.
pub(super) fn times(ratio: Ratio) -> String {
    let places = if ratio < Ratio::ONE || ratio.decimal(1) < 2.into() { 2 } else { 1 };
    format!("{:.*}", usize::from(places == 2) + 1, ratio.decimal(places))
}

/// A stretch of ratios: `2.4 to 5.0`, or one of them.
pub(super) fn stretch((low, high): (Ratio, Ratio)) -> String {
    if times(low) == times(high) {
        times(low)
    } else {
        format!("{} to {}", times(low), times(high))
    }
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

/// What a side is called: by the claim's own words, else by its product.
pub(super) fn called(party: &ClaimParty) -> String {
    let product = || party.product.as_ref().map(|id| id.tail().to_owned());
    party.named_as.clone().or_else(product).unwrap_or_default()
}

/// The product of a side in short.
pub(super) fn short(side: &Side<'_>, facts: &Facts) -> String {
    facts[side.product].names.short.to_string()
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
        (_, Some(Grade::Fits)) if pair.flat || claimed.hedge == Hedge::AtLeast => {
            "none, any mix".to_owned()
        }
        (_, Some(Grade::Fits)) => {
            pair.nearest.map_or_else(|| "none".to_owned(), |(mix, _)| at(mix))
        }
        (Metric::Price, Some(_)) if pair.verdict == Verdict::Uncheckable => {
            "rests on caching".to_owned()
        }
        (Metric::Price, Some(_)) => "it is not so".to_owned(),
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
    range.map_or_else(|| "not known".to_owned(), |range| format!("{} times", stretch(range)))
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
pub(super) fn line(audit: &Audit<'_>, facts: &Facts, page: &Page) -> String {
    let pair = audit.pair();
    let reason = match audit.verdict {
        Verdict::ExplainedByPrice => pair.map(|pair| explained(pair, audit)),
        Verdict::NeedsPerformance => pair.map(|pair| needs_more(pair, audit)),
        Verdict::Contradicted => pair.map(|pair| contradicted(pair, audit)),
        Verdict::ComparatorUnknown => Some(unclear(audit)),
        Verdict::AmbiguousSubject => audit.better_subject.map(|product| {
            let first = pair.map(|pair| falls_short(pair, facts)).unwrap_or_default();
            format!("{} gives the factor{first}", facts[product].names.short)
        }),
        Verdict::Uncheckable => Some(format!("missing {}", audit.missing.join("; "))),
    };
    let stop = if audit.verdict == Verdict::ComparatorUnknown { "" } else { "." };
    let tint = match audit.verdict {
        Verdict::ExplainedByPrice => Tint::Good,
        Verdict::Contradicted => Tint::Bad,
        _ => Tint::Doubt,
    };
    let verdict = tinted(loud(audit.verdict), Some(tint).filter(|_| page.look.color));
    format!("{verdict}: {}{stop}", reason.unwrap_or_default())
}

/// What the first subject lacks, where another one fits.
fn falls_short(pair: &Pair<'_>, facts: &Facts) -> String {
    let name = short(&pair.subject, facts);
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
    let metric = if audit.claim.metric == Metric::Price { "" } else { ", if it performs as well" };
    let more = if pair.grade == Some(Grade::More) { ", more than is claimed" } else { "" };
    format!("list prices give {gives} times{more}{metric}{}", scored(pair, audit))
}

fn needs_more(pair: &Pair<'_>, audit: &Audit<'_>) -> String {
    let needed = pair.needed.map(times).unwrap_or_default();
    let at = match (audit.claim.metric, pair.grade) {
        (Metric::Performance, _) => "no price says anything about it",
        (_, Some(Grade::Partly)) => "some mixes reach it by price, it is claimed for all",
        _ if pair.flat => "whatever the mix",
        _ if audit.claimed.hedge == Hedge::AtLeast => "at the least favourable mix",
        _ => "at the most favourable mix",
    };
    format!("{needed} times, {at}{}", scored(pair, audit))
}

fn contradicted(pair: &Pair<'_>, audit: &Audit<'_>) -> String {
    if audit.claim.metric == Metric::Price {
        let gives = pair.span.map(stretch).unwrap_or_default();
        return format!("list prices give {gives} times");
    }
    let needed = pair.needed.map(times).unwrap_or_default();
    format!("it takes {needed} times the performance{}", scored(pair, audit))
}

fn unclear(audit: &Audit<'_>) -> String {
    let words = audit.claim.comparators.first().map(called).unwrap_or_default();
    if audit.pairs.is_empty() {
        format!("it names no one model (\"{words}\").")
    } else {
        format!("it names no model that was sold (\"{words}\"). If it means")
    }
}

/// What public benchmarks give, after a semicolon; a word where none speaks.
fn scored(pair: &Pair<'_>, audit: &Audit<'_>) -> String {
    if audit.claim.metric == Metric::Price {
        return String::new();
    }
    let mut suites: Vec<&Benchmark> = pair.measured.iter().map(|one| one.suite).collect();
    suites.dedup_by_key(|suite| &suite.id);
    if suites.is_empty() {
        return "; no public score here compares the two".to_owned();
    }
    let rated = |suite: &&Benchmark| suite.unit == ScoreUnit::Rating;
    if suites.iter().all(rated) {
        return "; public ratings of the two have no ratio".to_owned();
    }
    suites.into_iter().filter(|suite| !rated(suite)).map(|suite| gives(suite, pair)).collect()
}

/// What one suite gives, over every setting of the two.
fn gives(suite: &Benchmark, pair: &Pair<'_>) -> String {
    let here = || pair.measured.iter().filter(|one| one.suite.id == suite.id);
    let range =
        |ratios: Vec<Ratio>| Some((ratios.iter().min().copied()?, ratios.iter().max().copied()?));
    let ratios = range(here().filter_map(|one| one.ratio).collect());
    let solved = range(here().filter_map(|one| one.per_solved).collect());
    let mut text = match ratios {
        Some(ratios) => format!("; {} gives {}", suite.name, stretch(ratios)),
        None => format!("; {} has no ratio", suite.name),
    };
    if let Some(solved) = solved {
        text += &format!(", a solved task costing {} times less there", stretch(solved));
    }
    text
}
