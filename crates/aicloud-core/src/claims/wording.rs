//! What a source makes of a claim: how much, of what, against what.

use crate::claims::claimed::Claimed;
use crate::claims::verdict::Verdict;
use crate::evidence::topic::speakers;
use crate::model::{Claim, ClaimParty, ClaimVersion, Id};
use crate::rights::lens::Lens;

/// A claim in one wording.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wording<'a> {
    /// How much is claimed.
    pub claimed: Claimed,
    /// Of what; nothing where it has only words for it.
    pub subjects: &'a [ClaimParty],
    /// Against what; nothing where it has only words for it.
    pub comparators: &'a [ClaimParty],
    /// What it calls the subject, where it has a name of its own.
    pub subject_as: Option<&'a str>,
    /// What it calls the comparator, where it has a name of its own.
    pub comparator_as: Option<&'a str>,
}

impl<'a> Wording<'a> {
    /// As the record has it.
    pub fn of(claim: &'a Claim) -> Self {
        Self {
            claimed: Claimed::of(claim),
            subjects: &claim.subjects,
            comparators: &claim.comparators,
            subject_as: None,
            comparator_as: None,
        }
    }

    /// As one source has it. A side under another name is another side: the
    /// products that the version gives for it, if any.
    pub fn in_version(claim: &'a Claim, version: &'a ClaimVersion) -> Self {
        let side = |own: &'a [ClaimParty], other: &'a [ClaimParty], name: Option<&'a str>| {
            if other.is_empty() && name.is_none() { own } else { other }
        };
        let (subject_as, comparator_as) =
            (version.subject_as.as_deref(), version.comparator_as.as_deref());
        Self {
            claimed: Claimed::in_version(claim, version),
            subjects: side(&claim.subjects, &version.subjects, subject_as),
            comparators: side(&claim.comparators, &version.comparators, comparator_as),
            subject_as,
            comparator_as,
        }
    }

    /// Whether it is of the same much, of the same and against the same.
    fn is(&self, other: &Self) -> bool {
        let named = |parties: &'a [ClaimParty]| parties.iter().map(|party| &party.product);
        self.claimed == other.claimed
            && named(self.subjects).eq(named(other.subjects))
            && named(self.comparators).eq(named(other.comparators))
    }

    /// What is named and is no record here.
    pub(crate) fn unknown(&self) -> Vec<String> {
        let first = self.subjects.iter().take(1);
        let named = self.comparators.iter().filter(|party| !party.supposed);
        let missing = first.chain(named).filter(|party| party.product.is_none());
        let missing = missing.filter_map(|party| party.named_as.as_deref());
        let renamed = self.subject_as.filter(|_| self.subjects.is_empty());
        renamed.into_iter().chain(missing).map(|words| format!("record of \"{words}\"")).collect()
    }
}

/// A claim as one source has it.
#[derive(Clone, Debug)]
pub struct SourceVersion<'a> {
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

/// The claim as each admitted source has it, the strongest first.
pub(crate) fn versions<'a>(claim: &'a Claim, lens: &Lens<'_>) -> Vec<SourceVersion<'a>> {
    let own = Wording::of(claim);
    let heard = speakers(claim.sources.iter().map(|version| &version.source), lens);
    let of = |source: Id| {
        let id = &lens.catalog.source(source).id;
        let records = claim.sources.iter().filter(move |version| **id == *version.source.as_str());
        records.map(move |record| {
            let wording = Wording::in_version(claim, record);
            let differs = !wording.is(&own);
            SourceVersion { record, source, wording, differs, verdict: Verdict::Uncheckable }
        })
    };
    heard.into_iter().flat_map(of).collect()
}

/// The wording to audit: that of the record if an admitted source has it so, else
/// that of the strongest.
pub(crate) fn admitted<'a>(claim: &'a Claim, versions: &[SourceVersion<'a>]) -> Wording<'a> {
    let as_recorded = versions.iter().any(|version| !version.differs);
    let best = versions.first().filter(|_| !as_recorded);
    best.map_or_else(|| Wording::of(claim), |best| best.wording)
}
