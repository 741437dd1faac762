//! What public benchmarks give: the score of one product over that of another,
//! and what a solved task cost each.

use rust_decimal::Decimal;

use super::ratio::Ratio;
use crate::engine::lens::Lens;
use crate::engine::topic::speakers;
use crate::model::{Benchmark, Id, Score, ScoreUnit};

/// Two scores of one version of one suite.
#[derive(Clone, Copy, Debug)]
pub struct Measured<'r> {
    /// The suite.
    pub suite: &'r Benchmark,
    /// The score of the subject.
    pub subject: &'r Score,
    /// The score of the comparator.
    pub comparator: &'r Score,
    /// How many times better the subject does; nothing where the scores have no
    /// ratio.
    pub ratio: Option<Ratio>,
    /// The most that this ratio could be: a share of tasks ends at all of them.
    pub ceiling: Option<Ratio>,
    /// What a solved task of the comparator cost over what one of the subject
    /// did; nothing where a run reports no cost.
    pub per_solved: Option<Ratio>,
}

/// What a solved task of a run cost, USD; nothing where the run reports no cost,
/// or the suite does not count solved tasks.
pub fn cost_per_solved(suite: &Benchmark, score: &Score) -> Option<Decimal> {
    let (cost, solved) = run(suite, score)?;
    cost.checked_div(solved)
}

/// The cost of a run and the tasks solved in it.
fn run(suite: &Benchmark, score: &Score) -> Option<(Decimal, Decimal)> {
    if suite.unit != ScoreUnit::Percent || !suite.higher_is_better {
        return None;
    }
    let share = score.score.amount().checked_div(Decimal::ONE_HUNDRED)?;
    let solved = share.checked_mul(Decimal::from(score.tasks?))?;
    (!solved.is_zero()).then_some((score.run_cost_usd?.amount(), solved))
}

/// Every pairing of a score of the subject with one of the comparator in the
/// same version of a suite, as far as admitted sources give them.
pub fn measured<'r>(
    subject: &Id,
    comparator: &Id,
    suites: &'r [Benchmark],
    lens: &Lens<'_>,
) -> Vec<Measured<'r>> {
    let mut found = Vec::new();
    for suite in suites {
        let of = |product: &Id| {
            let product = product.clone();
            suite.scores.iter().filter(move |s| s.product == product && heard(suite, s, lens))
        };
        for ours in of(subject) {
            for theirs in of(comparator).filter(|theirs| theirs.version == ours.version) {
                found.push(pairing(suite, ours, theirs));
            }
        }
    }
    found
}

/// Whether an admitted source gives a score: its own, or that of the suite.
fn heard(suite: &Benchmark, score: &Score, lens: &Lens<'_>) -> bool {
    let statements = if score.sources.is_empty() { &suite.sources } else { &score.sources };
    !speakers(statements.iter().map(|said| &said.source), lens).is_empty()
}

fn pairing<'r>(suite: &'r Benchmark, subject: &'r Score, comparator: &'r Score) -> Measured<'r> {
    let better = |ours: Decimal, theirs: Decimal| match suite.unit {
        ScoreUnit::Rating => None,
        _ if suite.higher_is_better => Ratio::of(ours, theirs),
        _ => Ratio::of(theirs, ours),
    };
    let (ours, theirs) = (subject.score.amount(), comparator.score.amount());
    let ends = suite.unit == ScoreUnit::Percent && suite.higher_is_better;
    let per_solved = || {
        let (our_cost, our_solved) = run(suite, subject)?;
        let (their_cost, their_solved) = run(suite, comparator)?;
        Ratio::of(their_cost.checked_mul(our_solved)?, our_cost.checked_mul(their_solved)?)
    };
    Measured {
        suite,
        subject,
        comparator,
        ratio: better(ours, theirs),
        ceiling: if ends { Ratio::of(Decimal::ONE_HUNDRED, theirs) } else { None },
        per_solved: per_solved(),
    }
}
