//! A vendor's price-performance claim against list prices and public scores.
//!
//! A claim says that a *subject* is some *factor* better than a *comparator*.
//! List prices give a price ratio, comparator over subject, which depends on the
//! mix of input and output tokens; what the price ratio does not give must come
//! from performance. The rule, in order:
//!
//! 1. **Wording** ([`wording`]). The claim is audited as the record has it, if an
//!    admitted source has it so; else as the strongest admitted source has it. A
//!    source that names another subject or comparator speaks of those products,
//!    where it names products; of a comparator that it has only words for the
//!    verdict is *comparator-unknown*, of such a subject *uncheckable*. Without
//!    any source it is *uncheckable*.
//! 2. **Day.** Prices are those of the day that is asked for, else of the day
//!    that the record names (`prices_on`), else of the claim's own date, of a
//!    month or a year its last day.
//! 3. **Sides.** The claim is read as its first subject; the others are
//!    candidates. A comparator that the claim names counts, each of several; one
//!    that is only `supposed` is shown and decides nothing: where the claim names
//!    none, the verdict is *comparator-unknown*. A side that is named and has no
//!    product in this data makes it *uncheckable*.
//! 4. **Prices** ([`offered`]). The cheapest standard price for short prompts, as
//!    everywhere. A side for which the claim names a service is priced there and
//!    nowhere else. Else, whichever side is which:
//!    1. both on a service that the claim names for one or that is the claimant's,
//!       where both have a price there;
//!    2. where the claimant sells either, or each is sold by the claimant or by
//!       its vendor: each on the claimant's services, else with its vendor, else
//!       anywhere;
//!    3. both on every service on which both have a price;
//!    4. each as in 2.
//!
//!    On common services prices are compared one service at a time. Where several
//!    services remain, or where sources contest a price, every reading is worked
//!    out: the interval is the widest, and they must agree on the verdict, or it
//!    is *uncheckable*. What the services make of it that do not count is told
//!    beside it (`readings`), and where the claimant's own services have no price
//!    of the subject (`left_shop`). A price of nothing has no ratio.
//! 5. **Ratio** ([`span`]). From input alone to output alone, or over the mixes
//!    that are asked for, exactly.
//! 6. **Factor** ([`claimed`]). A factor is as exact as it is written: 7.0 is
//!    anything from 6.95 to 7.05, and a whole number may be missed by a twentieth
//!    at most: 2 is 1.9 to 2.1, 7 is 6.65 to 7.35. One that is stated as a
//!    percentage is as exact as the percentage: 83% less is 82.5 to 83.5% less,
//!    5.71 to 6.06 times; 98% less is 40 to 66.7 times. *About* is also anything
//!    within a tenth. *Exactly* (a factor without any hedge) and *about* hold
//!    where some mix gives the factor. *Up to* is held to the best mix alone. *At
//!    least* is held to the digit, and to every mix, the worst among them; *more
//!    than* likewise, and the factor itself is not enough, save at input alone or
//!    output alone, which no call is. A price ratio above the factor is never held
//!    against a claim: the buyer gets what is said.
//! 7. **A pair** of a subject and a comparator ([`pair`]) is
//!    - *explained-by-price* where the price ratio gives the factor or more: equal
//!      performance, or as many tokens for a task, is enough. It does not say that
//!      the performance is equal; what public scores say of that stands beside the
//!      verdict (9);
//!    - else, for a claim on price alone, *contradicted*; or *uncheckable*, where
//!      the ratio of cached input reaches a factor that is not claimed for every
//!      mix: it then depends on how much of the input is cached;
//!    - else *contradicted* where public scores do not bear it out (9);
//!    - else *needs-performance*: the factor over the price ratio where the claim
//!      is held to it, that is the best mix, or for *at least* and *more than* the
//!      worst. Of the cost of a task that is so many times fewer tokens, or better
//!      work.
//!
//!    A claim on performance alone needs its whole factor, whatever prices are.
//! 8. **The claim** is *explained-by-price* where its first subject is so with
//!    the very factor; else *ambiguous-subject* where another candidate gives the
//!    very factor against every named comparator; else what its first subject is
//!    against the named comparator for which that is worst: *contradicted*, then
//!    *needs-performance*, *uncheckable*, *explained-by-price*.
//! 9. **Scores** ([`scores`]). Two scores are compared within one version of one
//!    suite, every setting of one with every setting of the other, as their ratio;
//!    those of a state that came out after the day of the prices are left out. A
//!    pairing says *yes* where the price ratio at the most favourable mix times
//!    the score ratio reaches the factor, else *no*; and, where both runs report
//!    what they cost, *yes* or *no* as the price of a solved task reaches it. For
//!    the cost of a task only the price of a solved task counts, for performance
//!    only the score. It cannot tell where the two do not agree: the price of a
//!    solved task is of the prices, the service and the day of the run, and a
//!    score ratio is one reading of performance. Nor can it where scores have no
//!    ratio (Elo and other ratings), count errors (half the errors is not twice
//!    the work) or are of something else under the same name (`aside`); nor where
//!    it says no and the subject solved nine tenths of the tasks, since a suite
//!    ends at all of them. That a suite ends too low for the factor is told (at
//!    most so many times) and excuses nobody else.
//!
//!    A suite says what all its pairings say, and public scores what all suites
//!    say that say anything: no setting by itself decides, for or against. Then
//!    the claim is *supported* or *unsupported*; for neither, nothing is said. No
//!    suite speaks of a claim for some named work, unless that is no work in
//!    particular (`any_work`), and none against an *up to*, which is about the
//!    best case.
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
pub mod wording;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Claim, ClaimParty, ClaimVersion, Day, Id, Kind, PartialDate};
use crate::offers::rows::Frame;
use crate::rights::lens::Lens;

pub use claimed::{Claimed, Grade};
use pair::Case;
pub use pair::{Pair, Reading, Side};
pub use ratio::{Mix, Mixes, Ratio};
pub use scores::Bar;
pub use wording::Wording;
use wording::{admitted, versions};

/// What an audit says about a claim, the worst for it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
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
    pub segment: Id,
    /// Where.
    pub region: Option<&'q str>,
}

/// Why prices are of that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
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
    pub source: Id,
    /// Its wording.
    pub wording: Wording<'a>,
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
    pub wording: Wording<'a>,
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
    pub better_subject: Option<Id>,
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

    /// What is asked of the scores of one of its pairs.
    pub fn bar(&self, pair: &Pair<'_>) -> Bar<'a> {
        let price = pair.span.map(|(_, high)| high);
        Bar { claim: self.claim, claimed: self.wording.claimed, price }
    }

    /// Whether public scores bear it out, of the pair on which the verdict rests.
    pub fn borne_out(&self) -> Option<bool> {
        self.pair().and_then(|pair| pair.borne_out)
    }

    /// Whether a number or a side changed from one source to another.
    pub fn mutated(&self) -> bool {
        self.versions.iter().any(|version| version.differs)
    }
}

/// Audits a claim as the admitted sources have it.
pub fn audit<'a>(claim: &'a Claim, asked: &Asked<'_>, lens: &Lens<'a>) -> Audit<'a> {
    let mut versions = versions(claim, lens);
    for version in &mut versions {
        version.verdict = examine(claim, version.wording, asked, lens).verdict;
    }
    let mut audit = examine(claim, admitted(claim, &versions), asked, lens);
    if versions.is_empty() {
        audit.verdict = Verdict::Uncheckable;
        (audit.on, audit.better_subject) = (None, None);
        audit.missing = vec!["admitted source that has the claim".to_owned()];
    }
    audit.versions = versions;
    audit
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
    wording: Wording<'a>,
    asked: &Asked<'_>,
    lens: &Lens<'a>,
) -> Audit<'a> {
    let (day, day_of) = day(claim, asked);
    let frame = Frame { segment: asked.segment, region: asked.region, as_of: day };
    let case = Case { claim, claimed: wording.claimed, suites: &lens.catalog.benchmarks, asked };
    let comparators = sides(wording.comparators, lens);
    let mut pairs = Vec::new();
    for subject in sides(wording.subjects, lens) {
        for comparator in &comparators {
            pairs.push(case.pair(subject, *comparator, &frame, lens));
        }
    }
    let mut audit = Audit {
        claim,
        wording,
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
    let side = |(place, party): (usize, &'a ClaimParty)| {
        let product = lens.catalog.find(Kind::Product, &party.product?)?;
        Some(Side { place, party, product })
    };
    parties.iter().enumerate().filter_map(side).collect()
}

/// From the pairs to the claim.
fn conclude(audit: &mut Audit<'_>) {
    let wording = audit.wording;
    if wording.comparators.iter().all(|party| party.supposed) {
        audit.verdict = Verdict::ComparatorUnknown;
        return;
    }
    audit.missing = wording.unknown();
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
    let better = (1..wording.subjects.len()).find(|place| !fits(0) && fits(*place));
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

#[cfg(test)]
mod tests {
    use super::Verdict;

    #[test]
    fn people_type_a_verdict_as_scripts_read_it() {
        for verdict in Verdict::ALL {
            assert_eq!(serde_json::to_value(verdict).unwrap(), verdict.word());
        }
    }
}
