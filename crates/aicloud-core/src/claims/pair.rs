//! One subject against one comparator.

use crate::catalog::list::List;
use crate::model::{Benchmark, Claim, ClaimParty, Id, Kind, Metric, Usd};
use crate::offers::rows::Frame;
use crate::rights::lens::Lens;

use crate::claims::claimed::{Claimed, Grade};
use crate::claims::interval::Interval;
use crate::claims::offered::{Offered, Placed, Sought, placed};
use crate::claims::question::ClaimQuestion;
use crate::claims::ratio::{Mix, Ratio};
use crate::claims::scores::{Bar, Measured, measured};
use crate::claims::verdict::Verdict;

/// A side of a pair: a product that this data has.
#[derive(Clone, Copy, Debug)]
pub struct PairSide<'r> {
    /// Its place in the list of the claim.
    pub place: usize,
    /// What the claim says of it.
    pub party: &'r ClaimParty,
    /// The product.
    pub product: Id,
}

/// One subject against one comparator.
#[derive(Clone, Debug)]
pub struct Pair<'a> {
    /// What is said to be better.
    pub subject: PairSide<'a>,
    /// What it is compared with.
    pub comparator: PairSide<'a>,
    /// The offers of the subject whose prices count, or what is missing.
    pub subject_at: Result<Vec<Offered<'a>>, Vec<String>>,
    /// The same of the comparator.
    pub comparator_at: Result<Vec<Offered<'a>>, Vec<String>>,
    /// Whether the two are compared on one service at a time.
    pub same_service: bool,
    /// Whether the claimant has services of its own, the claim names none for its
    /// subject, and its price is from elsewhere.
    pub left_shop: bool,
    /// What other services would make of it, where the claim names none.
    pub readings: Vec<PricedElsewhere<'a>>,
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
    /// Whether they bear the claim out; nothing where they cannot tell.
    pub borne_out: Option<bool>,
    /// What all of it says about the claim.
    pub verdict: Verdict,
    /// What is missing for a verdict.
    pub missing: Vec<String>,
}

/// A pair with one side on another service than the one that counts.
#[derive(Clone, Debug)]
pub struct PricedElsewhere<'a> {
    /// Whether that side is the subject.
    pub of_subject: bool,
    /// Its offer there.
    pub at: Offered<'a>,
    /// The price ratio over the mixes.
    pub span: (Ratio, Ratio),
    /// How price alone would meet the claim.
    pub grade: Option<Grade>,
}

/// What a claim states and what is asked of it.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a, 'q> {
    pub(crate) claim: &'a Claim,
    pub(crate) claimed: Claimed,
    pub(crate) suites: &'a List<Benchmark>,
    pub(crate) asked: &'q ClaimQuestion<'q>,
}

impl<'a> Case<'a, '_> {
    /// Holds the claim against one subject and one comparator.
    pub(crate) fn pair(
        &self,
        subject: PairSide<'a>,
        comparator: PairSide<'a>,
        frame: &Frame<'_>,
        lens: &Lens<'a>,
    ) -> Pair<'a> {
        let (placed, left_shop) = self.place([&subject, &comparator], frame, lens);
        let [subject_at, comparator_at] = placed.at;
        let ids = (&subject.party.product, &comparator.party.product);
        let measured = match ids {
            (Some(ours), Some(theirs)) => measured((ours, theirs), self.suites, frame.as_of, lens),
            _ => Vec::new(),
        };
        let mut pair = Pair {
            subject,
            comparator,
            subject_at,
            comparator_at,
            same_service: placed.same_service,
            left_shop,
            readings: Vec::new(),
            span: None,
            nearest: None,
            flat: false,
            cached: None,
            grade: None,
            needed: None,
            needed_range: None,
            measured,
            borne_out: None,
            verdict: Verdict::Uncheckable,
            missing: Vec::new(),
        };
        self.weigh(&mut pair, lens);
        self.read_elsewhere(&mut pair, &placed.elsewhere);
        let price = pair.span.map(|(_, high)| high);
        let bar = Bar { claim: self.claim, claimed: self.claimed, price };
        pair.borne_out = bar.borne_out(&pair.measured);
        pair.verdict = self.judge(&pair);
        if pair.verdict == Verdict::Uncheckable && pair.grade.is_some() {
            pair.missing.push("share of cached input on which it rests".to_owned());
        }
        if pair.verdict != Verdict::Uncheckable {
            pair.missing.clear();
        }
        pair
    }

    /// Where the two sides are priced, and whether the claim names no service for
    /// the first and its claimant, which has services, has no price of it.
    fn place(
        &self,
        sides: [&PairSide<'a>; 2],
        frame: &Frame<'_>,
        lens: &Lens<'a>,
    ) -> (Placed<'a>, bool) {
        let catalog = lens.catalog;
        let claimant = catalog
            .provider_ids()
            .find(|p| *catalog.provider(*p).id == *self.claim.claimant.as_str());
        let sought = sides.map(|side| {
            let id = side.party.service.as_ref();
            let stated = id.and_then(|id| catalog.find(Kind::Service, id));
            Sought { product: side.product, stated }
        });
        let placed = placed(sought, claimant, frame, lens);
        let mut of = catalog.service_ids().map(Id::head);
        let sells = claimant.is_some_and(|claimant| of.any(|provider| provider == claimant));
        let at = placed.at[0].iter().flatten();
        let mut at = at.map(|one| catalog.offer(one.offer).service.head());
        let away = !at.any(|provider| Some(provider) == claimant);
        let left = sells && away && sought[0].stated.is_none() && placed.at[0].is_ok();
        (placed, left)
    }

    /// The price ratio with every reading of the prices, and what it makes of
    /// the claim.
    fn weigh(&self, pair: &mut Pair<'a>, lens: &Lens<'a>) {
        let lacks = |side: &Result<Vec<Offered<'_>>, Vec<String>>| side.clone().err();
        let missing = [lacks(&pair.subject_at), lacks(&pair.comparator_at)];
        pair.missing = missing.into_iter().flatten().flatten().collect();
        if self.claim.metric == Metric::Performance {
            pair.needed_range = self.claimed.exact();
            pair.needed = pair.needed_range.map(|(factor, _)| factor);
        }
        let (Ok(ours), Ok(theirs)) = (&pair.subject_at, &pair.comparator_at) else { return };
        let service = |one: &Offered<'_>| lens.catalog.offer(one.offer).service;
        let pairs = ours.iter().flat_map(|one| theirs.iter().map(move |other| (one, other)));
        let pairs =
            pairs.filter(|(one, other)| !pair.same_service || service(one) == service(other));
        let pairs: Vec<(&Offered<'_>, &Offered<'_>)> = pairs.collect();
        pair.cached = cached(&pairs);
        let Some(spans) = self.spans(&pairs) else {
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
        pair.grade = self.grade(&spans);
        if pair.grade.is_none() {
            pair.missing.push(open(pair).to_owned());
        }
        if matches!(self.claim.metric, Metric::PricePerformance | Metric::TaskCost) {
            self.need(pair, &spans);
        }
    }

    /// What every reading of the prices makes of the claim: nothing where it is
    /// met by some and not by others.
    fn grade(&self, spans: &[Interval]) -> Option<Grade> {
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
    fn need(&self, pair: &mut Pair<'a>, spans: &[Interval]) {
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

    /// The span of every reading of the prices; nothing where one has none.
    fn spans(&self, pairs: &[(&Offered<'_>, &Offered<'_>)]) -> Option<Vec<Interval>> {
        let mut spans = Vec::new();
        for (ours, theirs) in pairs {
            for subject in &ours.rates {
                for comparator in &theirs.rates {
                    let span = Interval::of(*subject, *comparator, self.asked.mixes)?;
                    if !spans.contains(&span) {
                        spans.push(span);
                    }
                }
            }
        }
        Some(spans)
    }

    /// What the services that do not count would make of the claim.
    fn read_elsewhere(&self, pair: &mut Pair<'a>, elsewhere: &[Vec<Offered<'a>>; 2]) {
        let (Ok(ours), Ok(theirs)) = (&pair.subject_at, &pair.comparator_at) else { return };
        let mut readings = Vec::new();
        for (of_subject, others) in [(true, &elsewhere[0]), (false, &elsewhere[1])] {
            for at in others {
                let pairs: Vec<(&Offered<'_>, &Offered<'_>)> = if of_subject {
                    theirs.iter().map(|other| (at, other)).collect()
                } else {
                    ours.iter().map(|one| (one, at)).collect()
                };
                let Some(spans) = self.spans(&pairs) else { continue };
                let low = spans.iter().map(|span| span.low).min();
                let high = spans.iter().map(|span| span.high).max();
                let Some(span) = low.zip(high) else { continue };
                let grade = self.grade(&spans);
                readings.push(PricedElsewhere { of_subject, at: at.clone(), span, grade });
            }
        }
        pair.readings = readings;
    }

    /// What the numbers say about the claim.
    fn judge(&self, pair: &Pair<'_>) -> Verdict {
        let refuted = pair.borne_out == Some(false);
        match (self.claim.metric, pair.grade) {
            (Metric::Performance, _) if refuted => Verdict::Contradicted,
            (Metric::Performance, _) => Verdict::NeedsPerformance,
            (_, None) => Verdict::Uncheckable,
            (Metric::Price, Some(Grade::Short)) if self.cached_reaches(pair) => {
                Verdict::Uncheckable
            }
            (_, Some(Grade::Fits | Grade::More)) => Verdict::ExplainedByPrice,
            (Metric::Price, _) => Verdict::Contradicted,
            (Metric::PricePerformance | Metric::TaskCost, _) if refuted => Verdict::Contradicted,
            (Metric::PricePerformance | Metric::TaskCost, _) => Verdict::NeedsPerformance,
        }
    }

    /// Whether a price that fresh tokens do not bear out is reached by cached
    /// input alone, so that it depends on how much of the input is cached. What
    /// is claimed for every mix is claimed for fresh tokens too.
    fn cached_reaches(&self, pair: &Pair<'_>) -> bool {
        let reached =
            pair.cached.zip(self.claimed.least()).is_some_and(|(cached, least)| cached >= least);
        reached && !self.claimed.for_every_mix()
    }
}

/// What is open where readings of the prices do not agree.
fn open(pair: &Pair<'_>) -> &'static str {
    let sides = [&pair.subject_at, &pair.comparator_at];
    if sides.iter().any(|side| side.iter().flatten().any(Offered::contested)) {
        "word on which of the contested prices holds"
    } else {
        "word on which service is meant"
    }
}

/// The greatest ratio of what cached input costs, over every reading.
fn cached(pairs: &[(&Offered<'_>, &Offered<'_>)]) -> Option<Ratio> {
    let price = |one: &Offered<'_>| one.settled.meters.cached_input.map(Usd::amount);
    pairs.iter().filter_map(|(one, other)| Ratio::of(price(other)?, price(one)?)).max()
}
