//! A vendor's price-performance claim against list prices and public scores.
//!
//! A claim says that a *subject* is some *factor* better than a *comparator*.
//! List prices give a price ratio, comparator over subject, which depends on the
//! mix of input and output tokens; what the price ratio does not give must come
//! from performance. The rule, in order:
//!
//! 1. **Wording.** The claim is audited as the record has it, if an admitted
//!    source has it so; else as the strongest admitted source has it. Without
//!    any, it is *uncheckable*.
//! 2. **Day.** Prices are those of the day that is asked for, else of the day
//!    that the record names (`prices_on`), else of the claim's own date, of a
//!    month or a year its last day.
//! 3. **Sides.** The claim is read as its first subject; the others are
//!    candidates. A comparator that the claim names counts, each of several; one
//!    that is only `supposed` is shown and decides nothing: where the claim names
//!    none, the verdict is *comparator-unknown*. A side that is named and has no
//!    product in this data makes it *uncheckable*.
//! 4. **Prices** ([`offered`]). The cheapest standard price for short prompts, as
//!    everywhere. On the service that the claim names and no other. Where it names
//!    none: the subject on the claimant's services, else with its vendor, else
//!    anywhere; the comparator on the subject's own service, else with its vendor,
//!    else anywhere. Where that leaves several services, or where sources contest
//!    a price, every reading is worked out: the interval is the widest, and they
//!    must agree on the verdict, or it is *uncheckable*. A price of nothing has no
//!    ratio.
//! 5. **Ratio** ([`span`]). From input alone to output alone, or over the mixes
//!    that are asked for, exactly.
//! 6. **Factor** ([`claimed`]). A factor is as exact as it is written: 7 is
//!    anything from 6.5 to 7.5, 7.0 from 6.95 to 7.05; *about* 7 is also anything
//!    within a tenth of it. *Exactly* (a factor without any hedge) and *about*
//!    hold where some mix gives the factor. *Up to* is held to the best mix alone.
//!    *At least* is held to the digit, and to every mix, the worst among them. A
//!    price ratio above the factor is never held against a claim: the buyer gets
//!    what is said.
//! 7. **A pair** of a subject and a comparator ([`pair`]) is
//!    - *explained-by-price* where the price ratio gives the factor or more: equal
//!      performance is enough. It does not say that the performance is equal;
//!    - else, for a claim on price alone, *contradicted*; or *uncheckable*, where
//!      the ratio of cached input reaches a factor that is not claimed for every
//!      mix: it then depends on how much of the input is cached;
//!    - else *contradicted* where public benchmarks speak against it and none for
//!      it (9);
//!    - else *needs-performance*: the factor over the price ratio where the claim
//!      is held to it, that is the best mix, or for *at least* the worst.
//!
//!    A claim on performance alone needs its whole factor, whatever prices are.
//! 8. **The claim** is *explained-by-price* where its first subject is so with
//!    the very factor; else *ambiguous-subject* where another candidate gives the
//!    very factor against every named comparator; else what its first subject is
//!    against the named comparator for which that is worst: *contradicted*, then
//!    *needs-performance*, *uncheckable*, *explained-by-price*.
//! 9. **Benchmarks** ([`scores`]). Two scores are compared within one version of
//!    one suite, every setting of one with every setting of the other, as their
//!    ratio (of an error rate the inverse). A pairing speaks *for* the claim where
//!    the price ratio at the most favourable mix times the score ratio reaches the
//!    factor, or where both runs report what they cost and the price of a solved
//!    task does; else *against* it. It cannot tell where the scores have no ratio
//!    (Elo and other ratings); where they count errors, since half the errors is
//!    not twice the work; or where the suite ends too low: no model solves more
//!    than all tasks, so that against one that solves 80% nothing is more than
//!    1.25 times better. The price of a solved task never speaks against a claim:
//!    it is of the prices, the service and the day of the run. No suite speaks
//!    against an *up to*, or against a claim for some named work.
//!
//! What this leaves out: prices are per token, and a model that writes more tokens
//! for the same answer costs more than the ratio says, which only the price of a
//! solved task shows; batches and discounts are other prices, and so is cached
//! input but for the one rule above. A score
//! ratio is one reading of "performance" among several. A claim that no price and
//! no suite here speaks of is *uncheckable*, not wrong.

pub mod claimed;
pub mod offered;
pub mod pair;
pub mod ratio;
pub mod scores;
pub mod span;

use crate::data::facts::{ProductIx, SegmentIx, SourceIx};
use crate::engine::lens::Lens;
use crate::engine::rows::Frame;
use crate::engine::topic::speakers;
use crate::model::{Claim, ClaimParty, ClaimVersion, Day, PartialDate, Records};

pub use claimed::{Claimed, Grade};
use pair::Case;
pub use pair::{Pair, Side, bears_out};
pub use ratio::{Mix, Mixes, Ratio};

/// What an audit says about a claim, the worst for it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Prices, or prices and every public score that can tell, speak against it.
    Contradicted,
    /// The first subject does not give the factor, and another candidate does.
    AmbiguousSubject,
    /// It names no comparator that was ever sold.
    ComparatorUnknown,
    /// It takes more than the price ratio.
    NeedsPerformance,
    /// Something is missing.
    Uncheckable,
    /// The price ratio gives the factor.
    ExplainedByPrice,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: &[Self] = &[
        Self::ExplainedByPrice,
        Self::NeedsPerformance,
        Self::Contradicted,
        Self::ComparatorUnknown,
        Self::AmbiguousSubject,
        Self::Uncheckable,
    ];

    /// The verdict as the word that people type and scripts read.
    pub fn word(self) -> &'static str {
        match self {
            Self::ExplainedByPrice => "explained-by-price",
            Self::NeedsPerformance => "needs-performance",
            Self::Contradicted => "contradicted",
            Self::ComparatorUnknown => "comparator-unknown",
            Self::AmbiguousSubject => "ambiguous-subject",
            Self::Uncheckable => "uncheckable",
        }
    }
}

/// What is asked of every claim.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'q> {
    /// The day of the prices; that of the claim where nothing.
    pub day: Option<Day>,
    /// The mixes that are looked at.
    pub mixes: Mixes,
    /// To whom.
    pub segment: SegmentIx,
    /// Where.
    pub region: Option<&'q str>,
}

/// Why prices are of that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOf {
    /// It was asked for.
    Asked,
    /// The record names it.
    Record,
    /// The claim is of that day.
    Claim,
}

/// A claim as one source has it.
#[derive(Clone, Debug)]
pub struct Version<'a> {
    /// The record of it.
    pub record: &'a ClaimVersion,
    /// The source.
    pub source: SourceIx,
    /// Its factor.
    pub claimed: Claimed,
    /// Whether it changed the factor, the hedge or a side.
    pub differs: bool,
    /// What it would be as this source has it.
    pub verdict: Verdict,
}

/// What an audit finds.
#[derive(Clone, Debug)]
pub struct Audit<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// The wording that was audited.
    pub claimed: Claimed,
    /// The day of the prices.
    pub day: Day,
    /// Why that day.
    pub day_of: DayOf,
    /// Every subject against every comparator that this data has.
    pub pairs: Vec<Pair<'a>>,
    /// The pair on which the verdict rests; nothing where no comparator is named.
    pub on: Option<usize>,
    /// What it says.
    pub verdict: Verdict,
    /// The candidate that fits better than the first subject.
    pub better_subject: Option<ProductIx>,
    /// What is missing for a verdict.
    pub missing: Vec<String>,
    /// The claim as each admitted source has it, the strongest first.
    pub versions: Vec<Version<'a>>,
}

impl<'a> Audit<'a> {
    /// The pair on which the verdict rests.
    pub fn pair(&self) -> Option<&Pair<'a>> {
        self.pairs.get(self.on?)
    }

    /// Whether a number or a side changed from one source to another.
    pub fn mutated(&self) -> bool {
        self.versions.iter().any(|version| version.differs)
    }
}

/// Audits a claim as the admitted sources have it.
pub fn audit<'a>(
    claim: &'a Claim,
    records: &'a Records,
    asked: &Asked<'_>,
    lens: &Lens<'a>,
) -> Audit<'a> {
    let mut versions = versions(claim, lens);
    let own = Claimed::of(claim);
    let as_recorded = versions.iter().any(|version| version.claimed == own);
    let claimed = versions.first().map_or(own, |best| if as_recorded { own } else { best.claimed });
    for version in &mut versions {
        version.verdict = examine(claim, version.claimed, records, asked, lens).verdict;
    }
    let mut audit = examine(claim, claimed, records, asked, lens);
    if versions.is_empty() {
        audit.verdict = Verdict::Uncheckable;
        (audit.on, audit.better_subject) = (None, None);
        audit.missing = vec!["admitted source that has the claim".to_owned()];
    }
    audit.versions = versions;
    audit
}

/// The claim as each admitted source has it, the strongest first.
fn versions<'a>(claim: &'a Claim, lens: &Lens<'_>) -> Vec<Version<'a>> {
    let own = Claimed::of(claim);
    let heard = speakers(claim.sources.iter().map(|version| &version.source), lens);
    let of = |source: SourceIx| {
        let id = &lens.facts[source].id;
        claim.sources.iter().filter(move |version| **id == *version.source.as_str()).map(
            move |record| {
                let claimed = Claimed::in_version(claim, record);
                let renamed = record.subject_as.is_some() || record.comparator_as.is_some();
                let differs = claimed != own || renamed;
                Version { record, source, claimed, differs, verdict: Verdict::Uncheckable }
            },
        )
    };
    heard.into_iter().flat_map(of).collect()
}

/// The day whose prices a claim is held against.
fn day(claim: &Claim, asked: &Asked<'_>) -> (Day, DayOf) {
    match (asked.day, &claim.prices_on) {
        (Some(day), _) => (day, DayOf::Asked),
        (None, Some(named)) => (named.day.last_day(), DayOf::Record),
        (None, None) => (PartialDate::last_day(claim.date), DayOf::Claim),
    }
}

/// Holds one wording of a claim against prices and scores.
fn examine<'a>(
    claim: &'a Claim,
    claimed: Claimed,
    records: &'a Records,
    asked: &Asked<'_>,
    lens: &Lens<'a>,
) -> Audit<'a> {
    let (day, day_of) = day(claim, asked);
    let frame = Frame { segment: asked.segment, region: asked.region, as_of: day };
    let case = Case { claim, claimed, suites: &records.benchmarks, asked };
    let comparators = sides(&claim.comparators, lens);
    let mut pairs = Vec::new();
    for subject in sides(&claim.subjects, lens) {
        for comparator in &comparators {
            pairs.push(case.pair(subject, *comparator, &frame, lens));
        }
    }
    let mut audit = Audit {
        claim,
        claimed,
        day,
        day_of,
        pairs,
        on: None,
        verdict: Verdict::Uncheckable,
        better_subject: None,
        missing: Vec::new(),
        versions: Vec::new(),
    };
    conclude(&mut audit);
    audit
}

/// The sides that have a product.
fn sides<'a>(parties: &'a [ClaimParty], lens: &Lens<'_>) -> Vec<Side<'a>> {
    let facts = lens.facts;
    let find = |id: &str| ProductIx::all(facts).find(|product| *facts[*product].id == *id);
    let side = |(place, party): (usize, &'a ClaimParty)| {
        let product = find(party.product.as_ref()?.as_str())?;
        Some(Side { place, party, product })
    };
    parties.iter().enumerate().filter_map(side).collect()
}

/// From the pairs to the claim.
fn conclude(audit: &mut Audit<'_>) {
    let claim = audit.claim;
    if claim.comparators.iter().all(|party| party.supposed) {
        audit.verdict = Verdict::ComparatorUnknown;
        return;
    }
    let first = claim.subjects.iter().take(1);
    let named = claim.comparators.iter().filter(|party| !party.supposed);
    let unknown = first.chain(named).filter(|party| party.product.is_none());
    let unknown = unknown.filter_map(|party| party.named_as.as_ref());
    audit.missing = unknown.map(|words| format!("record of \"{words}\"")).collect();
    if !audit.missing.is_empty() {
        return;
    }
    let against = |place: usize| {
        let pairs = audit.pairs.iter().enumerate();
        pairs
            .filter(move |(_, pair)| pair.subject.place == place && !pair.comparator.party.supposed)
    };
    let fits = |place: usize| {
        against(place).next().is_some()
            && against(place).all(|(_, pair)| {
                pair.verdict == Verdict::ExplainedByPrice && pair.grade == Some(Grade::Fits)
            })
    };
    let Some((worst, pair)) = against(0).min_by_key(|(place, pair)| (pair.verdict, *place)) else {
        return;
    };
    let better = (1..claim.subjects.len()).find(|place| !fits(0) && fits(*place));
    let better =
        better.and_then(|place| against(place).next()).map(|(_, pair)| pair.subject.product);
    let (verdict, missing) = (pair.verdict, pair.missing.clone());
    audit.on = Some(worst);
    audit.better_subject = better;
    audit.verdict = if better.is_some() { Verdict::AmbiguousSubject } else { verdict };
    if audit.verdict == Verdict::Uncheckable {
        audit.missing = missing;
    }
}
