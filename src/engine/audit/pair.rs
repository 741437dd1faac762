//! One subject against one comparator.

use crate::data::facts::{ProductIx, ProviderIx, ServiceIx};
use crate::engine::lens::Lens;
use crate::engine::rows::Frame;
use crate::model::{Benchmark, Claim, ClaimParty, Hedge, Metric, Usd};

use super::claimed::{Claimed, Grade};
use super::offered::{Offered, Where, offered};
use super::ratio::{Mix, Ratio};
use super::scores::{Measured, measured};
use super::span::Span;
use super::{Asked, Verdict};

/// A side of a pair: a product that this data has.
#[derive(Clone, Copy, Debug)]
pub struct Side<'r> {
    /// Its place in the list of the claim.
    pub place: usize,
    /// What the claim says of it.
    pub party: &'r ClaimParty,
    /// The product.
    pub product: ProductIx,
}

/// One subject against one comparator.
#[derive(Clone, Debug)]
pub struct Pair<'a> {
    /// What is said to be better.
    pub subject: Side<'a>,
    /// What it is compared with.
    pub comparator: Side<'a>,
    /// The offers of the subject whose prices count, or what is missing.
    pub subject_at: Result<Vec<Offered<'a>>, Vec<String>>,
    /// The same of the comparator.
    pub comparator_at: Result<Vec<Offered<'a>>, Vec<String>>,
    /// The price ratio over the mixes: the widest that contested prices and
    /// several services make.
    pub span: Option<(Ratio, Ratio)>,
    /// The mix that comes nearest to the claimed factor, with the ratio there;
    /// nothing where every mix gives the same, or where prices are contested.
    pub nearest: Option<(Mix, Ratio)>,
    /// Whether every mix gives the same ratio.
    pub flat: bool,
    /// The greatest ratio of cached input alone, where both sides price it.
    pub cached: Option<Ratio>,
    /// How price alone meets the claim; nothing where it is not known, or where
    /// contested prices do not agree on it.
    pub grade: Option<Grade>,
    /// The performance ratio that makes the claim true where it is held to it.
    pub needed: Option<Ratio>,
    /// The least and the most that it takes over all mixes.
    pub needed_range: Option<(Ratio, Ratio)>,
    /// What public benchmarks give.
    pub measured: Vec<Measured<'a>>,
    /// What all of it says about the claim.
    pub verdict: Verdict,
    /// What is missing for a verdict.
    pub missing: Vec<String>,
}

/// What a claim states and what is asked of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case<'a, 'q> {
    pub(super) claim: &'a Claim,
    pub(super) claimed: Claimed,
    pub(super) suites: &'a [Benchmark],
    pub(super) asked: &'q Asked<'q>,
}

impl<'a> Case<'a, '_> {
    /// Holds the claim against one subject and one comparator.
    pub(super) fn pair(
        &self,
        subject: Side<'a>,
        comparator: Side<'a>,
        frame: &Frame<'_>,
        lens: &Lens<'a>,
    ) -> Pair<'a> {
        let facts = lens.facts;
        let stated = |side: &Side<'_>| {
            let id = side.party.service.as_ref()?.as_str();
            ServiceIx::all(facts).find(|service| *facts[*service].id == *id)
        };
        let claimant =
            ProviderIx::all(facts).find(|p| *facts[*p].id == *self.claim.claimant.as_str());
        let place = Where { stated: stated(&subject), first: Vec::new(), then: claimant };
        let subject_at = offered(subject.product, &place, frame, lens);
        let first = subject_at.iter().flatten().map(|one| facts[one.offer].service).collect();
        let place = Where { stated: stated(&comparator), first, then: None };
        let comparator_at = offered(comparator.product, &place, frame, lens);
        let ids = (&subject.party.product, &comparator.party.product);
        let measured = match ids {
            (Some(ours), Some(theirs)) => measured(ours, theirs, self.suites, lens),
            _ => Vec::new(),
        };
        let mut pair = Pair {
            subject,
            comparator,
            subject_at,
            comparator_at,
            span: None,
            nearest: None,
            flat: false,
            cached: None,
            grade: None,
            needed: None,
            needed_range: None,
            measured,
            verdict: Verdict::Uncheckable,
            missing: Vec::new(),
        };
        self.weigh(&mut pair);
        pair.verdict = self.judge(&pair);
        if pair.verdict == Verdict::Uncheckable && pair.grade.is_some() {
            pair.missing.push("share of cached input on which it rests".to_owned());
        }
        if pair.verdict != Verdict::Uncheckable {
            pair.missing.clear();
        }
        pair
    }

    /// The price ratio with every reading of the prices, and what it makes of
    /// the claim.
    fn weigh(&self, pair: &mut Pair<'a>) {
        let lacks = |side: &Result<Vec<Offered<'_>>, Vec<String>>| side.clone().err();
        let missing = [lacks(&pair.subject_at), lacks(&pair.comparator_at)];
        pair.missing = missing.into_iter().flatten().flatten().collect();
        if self.claim.metric == Metric::Performance {
            pair.needed_range = self.claimed.exact();
            pair.needed = pair.needed_range.map(|(factor, _)| factor);
        }
        let Some(spans) = self.spans(pair).into_iter().collect::<Option<Vec<Span>>>() else {
            pair.missing.push("prices short enough to be exact".to_owned());
            return;
        };
        let low = spans.iter().map(|span| span.low).min();
        pair.span = low.zip(spans.iter().map(|span| span.high).max());
        let Some((low, high)) = pair.span else { return };
        pair.flat = low == high;
        if let [one] = spans.as_slice() {
            pair.nearest = self.claimed.nearest(one);
        }
        pair.cached = cached(pair);
        pair.grade = self.grade(&spans);
        if pair.grade.is_none() {
            let sides = [&pair.subject_at, &pair.comparator_at];
            let contested = sides.iter().any(|side| side.iter().flatten().any(Offered::contested));
            let open = if contested {
                "word on which of the contested prices holds"
            } else {
                "word on which service is meant"
            };
            pair.missing.push(open.to_owned());
        }
        if self.claim.metric == Metric::PricePerformance {
            self.need(pair, &spans);
        }
    }

    /// What every reading of the prices makes of the claim: nothing where it is
    /// met by some and not by others.
    fn grade(&self, spans: &[Span]) -> Option<Grade> {
        let grades = spans.iter().map(|span| self.claimed.grade(span));
        let grades = grades.collect::<Option<Vec<Grade>>>()?;
        let all = |wanted: &[Grade]| grades.iter().all(|grade| wanted.contains(grade));
        let wholly = [Grade::Fits, Grade::Partly].into_iter().find(|grade| all(&[*grade]));
        let met = all(&[Grade::Fits, Grade::More]).then_some(Grade::More);
        let missed = all(&[Grade::Partly, Grade::Short]).then_some(Grade::Short);
        wholly.or(met).or(missed)
    }

    /// The performance that the claim takes beside the prices: the most that any
    /// reading of them asks for.
    fn need(&self, pair: &mut Pair<'a>, spans: &[Span]) {
        let needed = spans.iter().map(|span| self.claimed.needed(span));
        let needed = needed.collect::<Option<Vec<Ratio>>>();
        let worst = needed.and_then(|needed| needed.into_iter().max());
        pair.needed = worst.filter(|_| pair.grade.is_some());
        let ranges = spans.iter().map(|span| self.claimed.needed_range(span));
        pair.needed_range = ranges.collect::<Option<Vec<_>>>().and_then(|ranges| {
            let least = ranges.iter().map(|(least, _)| *least).min()?;
            Some((least, ranges.iter().map(|(_, most)| *most).max()?))
        });
    }

    /// The span of every reading; nothing in it where one has none.
    fn spans(&self, pair: &Pair<'_>) -> Vec<Option<Span>> {
        let (Ok(ours), Ok(theirs)) = (&pair.subject_at, &pair.comparator_at) else {
            return Vec::new();
        };
        let mut spans = Vec::new();
        for subject in ours.iter().flat_map(|one| &one.rates) {
            for comparator in theirs.iter().flat_map(|one| &one.rates) {
                let span = Span::of(*subject, *comparator, self.asked.mixes);
                if !spans.contains(&span) {
                    spans.push(span);
                }
            }
        }
        spans
    }

    /// What the numbers say about the claim.
    fn judge(&self, pair: &Pair<'_>) -> Verdict {
        let measured = self.benchmarks_refute(pair);
        match (self.claim.metric, pair.grade) {
            (Metric::Performance, _) if measured => Verdict::Contradicted,
            (Metric::Performance, _) => Verdict::NeedsPerformance,
            (_, None) => Verdict::Uncheckable,
            (Metric::Price, Some(Grade::Short)) if self.cached_reaches(pair) => {
                Verdict::Uncheckable
            }
            (_, Some(Grade::Fits | Grade::More)) => Verdict::ExplainedByPrice,
            (Metric::Price, _) => Verdict::Contradicted,
            (Metric::PricePerformance, _) if measured => Verdict::Contradicted,
            (Metric::PricePerformance, _) => Verdict::NeedsPerformance,
        }
    }

    /// Whether a price that fresh tokens do not bear out is reached by cached
    /// input alone, so that it depends on how much of the input is cached. What
    /// is claimed for every mix is claimed for fresh tokens too.
    fn cached_reaches(&self, pair: &Pair<'_>) -> bool {
        let reached =
            pair.cached.zip(self.claimed.least()).is_some_and(|(cached, least)| cached >= least);
        reached && self.claimed.hedge != Hedge::AtLeast
    }

    /// Whether benchmarks speak against the claim and none for it, where they
    /// can: an "up to" is about the best case and a claim for some work about
    /// that work, and no suite is either.
    fn benchmarks_refute(&self, pair: &Pair<'_>) -> bool {
        if self.claimed.hedge == Hedge::UpTo || self.claim.workload.is_some() {
            return false;
        }
        let says: Vec<bool> =
            pair.measured.iter().filter_map(|one| self.bears_out(one, pair)).collect();
        !says.is_empty() && !says.contains(&true)
    }

    /// Whether a pairing of scores bears the claim out at the mix that favours it
    /// most; nothing where it cannot tell.
    pub(super) fn bears_out(&self, one: &Measured<'_>, pair: &Pair<'_>) -> Option<bool> {
        bears_out(&self.claimed, self.claim.metric, one, pair)
    }
}

/// Whether a pairing of scores bears a claim out at the mix that favours it most;
/// nothing where it cannot tell.
pub fn bears_out(
    claimed: &Claimed,
    metric: Metric,
    one: &Measured<'_>,
    pair: &Pair<'_>,
) -> Option<bool> {
    let least = claimed.least()?;
    let solved = one.per_solved.is_some_and(|per_solved| per_solved >= least);
    if solved && metric == Metric::PricePerformance {
        return Some(true);
    }
    // Fewer errors are better, and half of them is not twice the work.
    if metric == Metric::Price || !one.suite.higher_is_better {
        return None;
    }
    let price = match metric {
        Metric::PricePerformance => pair.span?.1,
        _ => Ratio::ONE,
    };
    if price.times(one.ratio?)? >= least {
        return Some(true);
    }
    // A suite that ends below what is needed could not have borne it out.
    let room = one.ceiling.is_none_or(|end| price.times(end).is_some_and(|most| most >= least));
    room.then_some(false)
}

/// The greatest ratio of what cached input costs, over every reading.
fn cached(pair: &Pair<'_>) -> Option<Ratio> {
    let (ours, theirs) = (pair.subject_at.as_ref().ok()?, pair.comparator_at.as_ref().ok()?);
    let price = |one: &Offered<'_>| one.settled.meters.cached_input.map(Usd::amount);
    let pairs = ours.iter().flat_map(|one| theirs.iter().map(move |other| (one, other)));
    let ratios = pairs.filter_map(|(one, other)| Ratio::of(price(other)?, price(one)?));
    ratios.max()
}
