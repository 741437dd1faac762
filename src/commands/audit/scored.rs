//! Public scores of two products in words.

use crate::commands::audit::names::short;
use aicloud_core::claims::scores::{Measured, cost_per_solved};
use aicloud_core::claims::{Audit, Pair, Ratio};
use aicloud_core::model::{Benchmark, Metric, Score, ScoreUnit};
use aicloud_query::audit::Audits;
use aicloud_query::audit::words::{stretch, times};

/// What the scores that count make of the claim at best, and by which suites;
/// nothing where none counts.
pub(super) fn at_best(pair: &Pair<'_>, audit: &Audit<'_>) -> Option<(String, String)> {
    let high = pair.span.map(|(_, high)| high);
    let makes = |one: &Measured<'_>| match audit.claim.metric {
        Metric::PricePerformance => high?.times(one.telling()?),
        Metric::Performance => one.telling(),
        Metric::TaskCost => one.per_solved,
        Metric::Price => None,
    };
    let counted = pair.measured.iter().filter(|one| one.counts());
    let made: Vec<(Ratio, &str)> =
        counted.filter_map(|one| Some((makes(one)?, one.suite.name.as_str()))).collect();
    let ratios = range(made.iter().map(|(ratio, _)| *ratio))?;
    let mut suites: Vec<&str> = made.iter().map(|(_, suite)| *suite).collect();
    suites.dedup();
    Some((stretch(ratios), suites.join(" and ")))
}

fn range(ratios: impl Iterator<Item = Ratio> + Clone) -> Option<(Ratio, Ratio)> {
    ratios.clone().min().zip(ratios.max())
}

/// What each suite gives, over every setting of the two, a sentence for each.
pub(super) fn tail(pair: &Pair<'_>, audit: &Audit<'_>) -> Vec<String> {
    let mut suites: Vec<&Benchmark> = Vec::new();
    for one in &pair.measured {
        if !suites.iter().any(|suite| suite.id == one.suite.id) {
            suites.push(one.suite);
        }
    }
    if suites.is_empty() && audit.claim.metric != Metric::Price {
        return vec!["No public score here compares the two.".to_owned()];
    }
    suites.into_iter().map(|suite| gives(suite, pair)).collect()
}

/// What one suite gives, over every setting of the two that counts.
fn gives(suite: &Benchmark, pair: &Pair<'_>) -> String {
    let here = pair.measured.iter().filter(|one| one.suite.id == suite.id && one.counts());
    let here: Vec<&Measured<'_>> = here.collect();
    let name = &suite.name;
    if here.is_empty() {
        return format!("{name}: no score of the products themselves.");
    }
    if suite.unit == ScoreUnit::Rating || !suite.higher_is_better {
        return format!("{name}: {}.", direction(suite, &here));
    }
    let ratios = range(here.iter().filter_map(|one| one.ratio));
    let most = here.iter().filter_map(|one| one.ceiling).max();
    let solved = range(here.iter().filter_map(|one| one.per_solved));
    let most = most.map_or(String::new(), |most| format!(" (at most {})", times(most)));
    let mut text = match ratios {
        Some(ratios) => format!("{name}: {} times as good{most}", stretch(ratios)),
        None => format!("{name}: no ratio"),
    };
    if let Some(solved) = solved {
        text += &format!("; a solved task of the other cost {} times as much", stretch(solved));
    }
    text + "."
}

/// Which way scores point that have a direction and no ratio of work.
fn direction(suite: &Benchmark, here: &[&Measured<'_>]) -> String {
    let better = |one: &&&Measured<'_>| {
        (one.subject.score > one.comparator.score) == suite.higher_is_better
            && one.subject.score != one.comparator.score
    };
    let worse = |one: &&&Measured<'_>| {
        (one.subject.score < one.comparator.score) == suite.higher_is_better
            && one.subject.score != one.comparator.score
    };
    let (better, worse) = (here.iter().filter(better).count(), here.iter().filter(worse).count());
    let words = match (suite.higher_is_better, better, worse) {
        (_, 0, 0) => return "the two stand level".to_owned(),
        (true, _, 0) => "rated above it",
        (true, 0, _) => "rated below it",
        (true, _, _) => "rated above or below it by setting",
        (false, _, 0) => "fewer errors",
        (false, 0, _) => "more errors",
        (false, _, _) => "more or fewer errors by setting",
    };
    format!("{words}, which is no ratio of work")
}

/// Every pairing of scores: those that can tell with their numbers, the others in
/// a line for each suite.
pub(super) fn lines(audit: &Audit<'_>, answer: &Audits<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for pair in &audit.pairs {
        let telling = |one: &&Measured<'_>| one.telling().is_some() || one.per_solved.is_some();
        let (tell, mute): (Vec<_>, Vec<_>) = pair.measured.iter().partition(telling);
        lines.extend(tell.into_iter().map(|one| score(one, pair, audit, answer)));
        let mut suites: Vec<&Benchmark> = mute.iter().map(|one| one.suite).collect();
        suites.dedup_by_key(|suite| &suite.id);
        for suite in suites {
            let here = mute.iter().filter(|one| one.suite.id == suite.id);
            lines.push(mute_line(suite, pair, &here.collect::<Vec<_>>(), answer));
        }
    }
    lines
}

fn named(product: &str, score: &Score) -> String {
    let variant = score.variant.as_ref().map_or(String::new(), |v| format!(" ({v})"));
    format!("{product}{variant} {}", score.score)
}

/// Scores that have a direction at most.
fn mute_line(
    suite: &Benchmark,
    pair: &Pair<'_>,
    here: &[&&Measured<'_>],
    answer: &Audits<'_>,
) -> String {
    let catalog = answer.lens.catalog;
    let listed = |names: Vec<String>| {
        let mut once: Vec<String> = Vec::new();
        for name in names {
            if !once.contains(&name) {
                once.push(name);
            }
        }
        once.join(", ")
    };
    let (ours, theirs) = (short(&pair.subject, catalog), short(&pair.comparator, catalog));
    let ours = listed(here.iter().map(|one| named(&ours, one.subject)).collect());
    let theirs = listed(here.iter().map(|one| named(&theirs, one.comparator)).collect());
    let here: Vec<&Measured<'_>> = here.iter().map(|one| **one).collect();
    let says = direction(suite, &here);
    format!("{}: {ours} against {theirs}: {says}: cannot tell", suite.name)
}

/// One pairing that can tell, and what it says of the claim.
fn score(one: &Measured<'_>, pair: &Pair<'_>, audit: &Audit<'_>, answer: &Audits<'_>) -> String {
    let catalog = answer.lens.catalog;
    let version = one.subject.version.as_ref().map_or(String::new(), |v| format!(" {v}"));
    let mut text = format!(
        "{}{version}: {} against {}",
        one.suite.name,
        named(&short(&pair.subject, catalog), one.subject),
        named(&short(&pair.comparator, catalog), one.comparator)
    );
    if let Some(ratio) = one.telling() {
        let most = one.ceiling.map_or(String::new(), |most| format!(" of at most {}", times(most)));
        text += &format!(", {} times{most}", times(ratio));
        let priced =
            pair.span.and_then(|(low, high)| Some((low.times(ratio)?, high.times(ratio)?)));
        if let Some(priced) = priced.filter(|_| audit.claim.metric == Metric::PricePerformance) {
            text += &format!("; with the price ratio {}", stretch(priced));
        }
    }
    let costs =
        (cost_per_solved(one.suite, one.subject), cost_per_solved(one.suite, one.comparator));
    if let ((Some(ours), Some(theirs)), Some(ratio)) = (costs, one.per_solved) {
        text += &format!(
            "; a solved task cost {} against {}, {} times as much",
            ours.round_dp(4).normalize(),
            theirs.round_dp(4).normalize(),
            times(ratio)
        );
    }
    if let Some(why) = one.subject.aside.as_ref().or(one.comparator.aside.as_ref()) {
        return format!("{text}: decides nothing ({why})");
    }
    text + match audit.bar(pair).says(one) {
        Some(true) => ": bears the claim out",
        Some(false) => ": does not bear the claim out",
        None => ": cannot tell",
    }
}
