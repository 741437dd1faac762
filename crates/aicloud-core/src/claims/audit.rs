//! The audit of a claim: from its wordings and its pairs to a verdict.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Claim, ClaimParty, Day, Id, Kind, PartialDate};
use crate::offers::rows::Frame;
use crate::rights::lens::Lens;

use crate::claims::claimed::Grade;
use crate::claims::pair::{Case, Pair, PairSide};
use crate::claims::question::ClaimQuestion;
use crate::claims::scores::Bar;
use crate::claims::verdict::Verdict;
use crate::claims::wording::{SourceVersion, Wording, admitted, versions};

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
    pub versions: Vec<SourceVersion<'a>>,
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
pub fn audit<'a>(claim: &'a Claim, asked: &ClaimQuestion<'_>, lens: &Lens<'a>) -> Audit<'a> {
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
fn day(claim: &Claim, asked: &ClaimQuestion<'_>) -> (Day, DayOf) {
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
    asked: &ClaimQuestion<'_>,
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
fn sides<'a>(parties: &'a [ClaimParty], lens: &Lens<'_>) -> Vec<PairSide<'a>> {
    let side = |(place, party): (usize, &'a ClaimParty)| {
        let product = lens.catalog.find(Kind::Product, &party.product?)?;
        Some(PairSide { place, party, product })
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
