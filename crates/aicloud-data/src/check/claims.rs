//! What claims and benchmark scores must be.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::check::checker::Checker;
use crate::check::shape::{evidence, quotations};
use aicloud_core::model::{
    Benchmark, Claim, ClaimParty, PercentForm, Percentage, Records, ScoreUnit, Usd,
};

/// Reports claims that compare nothing or claim nothing, wordings that do not
/// fit together, and scores that cannot be.
pub(super) fn check(records: &Records, checker: &mut Checker) {
    records.claims.iter().for_each(|claim| self::claim(claim, checker));
    records.benchmarks.iter().for_each(|benchmark| self::benchmark(benchmark, checker));
}

fn claim(claim: &Claim, checker: &mut Checker) {
    if claim.sources.is_empty() {
        let message = "no source; every fact names at least one".to_owned();
        checker.report("no-source", claim.id, "sources", message);
    }
    let quotes = claim.sources.iter().map(|version| version.quote.as_deref());
    quotations(claim.id, "sources", quotes, checker);
    for (field, parties) in [("subjects", &claim.subjects), ("comparators", &claim.comparators)] {
        let nameless = |party: &ClaimParty| party.product.is_none() && party.named_as.is_none();
        let nameless = parties.iter().position(nameless);
        if parties.is_empty() || nameless.is_some() {
            let place = nameless.map_or(String::new(), |n| format!("[{n}]"));
            let message = "a side of a claim has a product or the claim's own words for it \
                           (named_as), and there is at least one"
                .to_owned();
            checker.report("claim-side", claim.id, format_args!("{field}{place}"), message);
        }
    }
    factor(claim, "", claim.factor, claim.factor_to, checker);
    percentage(claim, "", claim.percent, (claim.factor, claim.factor_to), checker);
    for (n, version) in claim.sources.iter().enumerate() {
        if version.factor_to.is_some() && version.factor.is_none() {
            let message = "names the upper end of a range and not the lower one".to_owned();
            let field = format_args!("sources[{n}].factor_to");
            checker.report("claim-factor", claim.id, field, message);
        }
        let stated = version.factor.unwrap_or(claim.factor);
        let within = format!("sources[{n}].");
        factor(claim, &within, stated, version.factor_to, checker);
        percentage(claim, &within, version.percent, (stated, version.factor_to), checker);
    }
    if claim.original_found != claim.sources.iter().any(|version| version.own_words) {
        let message = "true exactly where one of the sources has own_words".to_owned();
        checker.report("claim-wording", claim.id, "original_found", message);
    }
}

/// A factor is more than nothing, and a range rises.
fn factor(claim: &Claim, within: &str, factor: Usd, factor_to: Option<Usd>, checker: &mut Checker) {
    let field = format!("{within}factor");
    if factor.amount().is_zero() {
        let message = "a claim is of some factor; equal is 1".to_owned();
        checker.report("claim-factor", claim.id, &field, message);
    } else if let Some(upper) = factor_to.filter(|upper| *upper <= factor) {
        let message = format!("the range ends at {upper}, which is not above {factor}");
        checker.report("claim-factor", claim.id, format!("{field}_to"), message);
    }
}

/// A percentage makes the factor that is written beside it.
fn percentage(
    claim: &Claim,
    within: &str,
    percent: Option<Percentage>,
    (factor, factor_to): (Usd, Option<Usd>),
    checker: &mut Checker,
) {
    let Some(percent) = percent else { return };
    let makes = |number: Usd, factor: Usd| {
        let (hundred, number) = (Decimal::ONE_HUNDRED, number.amount());
        let made = match percent.form {
            PercentForm::More => (hundred + number).checked_div(hundred),
            PercentForm::Less if number >= hundred => None,
            PercentForm::Less => hundred.checked_div(hundred - number),
        };
        let digits = factor.amount().scale();
        let half_up = RoundingStrategy::MidpointAwayFromZero;
        made.is_some_and(|made| made.round_dp_with_strategy(digits, half_up) == factor.amount())
    };
    let upper = match (percent.number_to, factor_to) {
        (Some(number), Some(factor)) => makes(number, factor),
        (None, None) => true,
        _ => false,
    };
    if !upper || !makes(percent.number, factor) {
        let message = "does not make the factor that stands beside it".to_owned();
        checker.report("claim-factor", claim.id, format!("{within}percent"), message);
    }
}

fn benchmark(benchmark: &Benchmark, checker: &mut Checker) {
    evidence(benchmark.id, "sources", &benchmark.sources, checker);
    for (n, score) in benchmark.scores.iter().enumerate() {
        if !score.sources.is_empty() {
            let field = format_args!("scores[{n}].sources");
            evidence(benchmark.id, field, &score.sources, checker);
        }
        let share = benchmark.unit == ScoreUnit::Percent;
        if share && score.score.amount() > Decimal::ONE_HUNDRED {
            let message = format!("{} is no share of a hundred, {}", score.score, score.product);
            checker.report("score", benchmark.id, format_args!("scores[{n}].score"), message);
        }
        if score.tasks == Some(0) {
            let message = format!("a run without a task, {}", score.product);
            checker.report("score", benchmark.id, format_args!("scores[{n}].tasks"), message);
        }
    }
}
