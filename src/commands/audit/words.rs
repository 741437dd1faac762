//! Verdicts in words, each with its reason.

use crate::commands::audit::detail::services;
use crate::commands::audit::scored::at_best;
use crate::output::Page;
use crate::output::style::{Tint, tinted};
use aicloud_core::catalog::Catalog;
use aicloud_core::claims::{Audit, Grade, Mixes, Pair, PairSide, Verdict};
use aicloud_core::model::Metric;
use aicloud_query::audit::words::{against, mix, stretch, times};

/// Which mixes are looked at; nothing where it is all of them.
pub(super) fn mixes(mixes: Mixes) -> Option<String> {
    let (most, least) = (mix(mixes.most_input), mix(mixes.most_output));
    match (mixes.is_all(), most == least) {
        (true, _) => None,
        (_, true) => Some(format!("at {most}")),
        (_, false) => Some(format!("over mixes from {most} to {least}")),
    }
}

/// The product of a side in short.
pub(super) fn short(side: &PairSide<'_>, catalog: &Catalog) -> String {
    catalog.product(side.product).short.clone()
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
