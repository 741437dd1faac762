//! What public benchmarks give: the score of one product over that of another,
//! and what a solved task cost each.

use crate::catalog::list::List;
use rust_decimal::Decimal;

use crate::claims::claimed::Claimed;
use crate::claims::ratio::Ratio;
use crate::evidence::topic::speakers;
use crate::model::{Benchmark, Claim, Day, Hedge, Id, Metric, Score, ScoreUnit};
use crate::rights::lens::Lens;

/// From this share of its tasks on a suite ends too soon to tell how much better
/// a product is.
const NEAR_THE_END: Decimal = Decimal::from_parts(90, 0, 0, false, 0);

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

/// What is asked of scores: a claim, and the most that prices give of it.
#[derive(Clone, Copy, Debug)]
pub struct Bar<'c> {
    /// What is claimed.
    pub claim: &'c Claim,
    /// How much of it.
    pub claimed: Claimed,
    /// The highest price ratio.
    pub price: Option<Ratio>,
}

impl Bar<'_> {
    /// What one pairing of scores says of the claim; nothing where it cannot tell,
    /// or where what a score gives and what a solved task cost do not agree.
    pub fn says(&self, one: &Measured<'_>) -> Option<bool> {
        let least = self.claimed.least().filter(|_| one.counts())?;
        let metric = self.claim.metric;
        let price = match metric {
            Metric::PricePerformance => Some(self.price?),
            Metric::Performance => Some(Ratio::ONE),
            Metric::Price | Metric::TaskCost => None,
        };
        let score = price.and_then(|price| price.times(one.telling()?)).map(|gives| gives >= least);
        // A suite that the subject all but solves could not show more.
        let score = score.filter(|reached| *reached || !one.near_the_end());
        let solved = one.per_solved.map(|solved| solved >= least);
        let solved = match metric {
            Metric::PricePerformance | Metric::TaskCost => solved,
            Metric::Price | Metric::Performance => None,
        };
        agreed([score, solved].into_iter().flatten())
    }

    /// What all of them say: whether public scores bear the claim out. Nothing
    /// where they do not agree, or where none is of the work that is claimed.
    pub fn borne_out(&self, measured: &[Measured<'_>]) -> Option<bool> {
        if self.claim.workload.is_some() && !self.claim.any_work {
            return None;
        }
        let counted = measured.iter().filter(|one| one.counts());
        let counted = counted.filter(|one| match self.claim.metric {
            Metric::TaskCost => one.per_solved.is_some(),
            _ => one.telling().is_some(),
        });
        let counted: Vec<&Measured<'_>> = counted.collect();
        let suites = counted.chunk_by(|one, next| one.suite.id == next.suite.id);
        let suite = |here: &[&Measured<'_>]| {
            let says = here.iter().map(|one| self.says(one)).collect::<Option<Vec<bool>>>()?;
            agreed(says.into_iter())
        };
        let says = agreed(suites.filter_map(suite))?;
        // The best case is none that a suite is bound to hold.
        Some(says).filter(|says| *says || self.claimed.hedge != Hedge::UpTo)
    }
}

/// What voices say that all say the same; nothing where they do not, or where
/// there is none.
fn agreed(voices: impl Iterator<Item = bool>) -> Option<bool> {
    let voices: Vec<bool> = voices.collect();
    let first = *voices.first()?;
    voices.iter().all(|voice| *voice == first).then_some(first)
}

impl Measured<'_> {
    /// The ratio where it is one of performance: that of error rates is none,
    /// since half the errors is not twice the work.
    pub fn telling(&self) -> Option<Ratio> {
        self.ratio.filter(|_| self.suite.higher_is_better)
    }

    /// Whether it is of the two products themselves.
    pub fn counts(&self) -> bool {
        self.subject.aside.is_none() && self.comparator.aside.is_none()
    }

    fn near_the_end(&self) -> bool {
        self.ceiling.is_some() && self.subject.score.amount() >= NEAR_THE_END
    }
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
/// same version of a suite, as far as admitted sources give them, of what there
/// was on a day.
pub fn measured<'r>(
    (subject, comparator): (&Id, &Id),
    suites: &'r List<Benchmark>,
    day: Day,
    lens: &Lens<'_>,
) -> Vec<Measured<'r>> {
    let mut found = Vec::new();
    let was = |score: &Score| score.since.is_none_or(|since| since.first_day() <= day);
    for suite in suites.iter() {
        let of = |product: &Id| {
            let product = *product;
            let here = suite.scores.iter().filter(move |score| score.product == product);
            here.filter(|score| was(score) && heard(suite, score, lens))
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
