//! Raw values, a catalog and today to typed questions: ids resolved, dates
//! read, with suggestions where something is not known.

pub mod batch;
pub mod compare;
pub mod dates;
pub mod list;
pub mod names;

use crate::cli::Global;
use crate::cli::global::Evidence;
use crate::data::facts::{Facts, SegmentIx, SourceIx};
use crate::engine::Filter;
use crate::engine::rows::Frame;
use crate::exit::Failure;
use crate::model::{Day, EvidenceClass};

/// Who is asked about what day, for whom, on whose word: what every question
/// has in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// True on that day.
    pub as_of: Day,
    /// Which sources to believe.
    pub filter: Filter,
    /// For whom.
    pub segment: SegmentIx,
    /// Where; anywhere where nothing is asked.
    pub region: Option<String>,
}

impl Setting {
    /// Resolves the options of every command.
    ///
    /// # Errors
    /// A date that is none, or an unknown segment or source.
    pub fn resolve(global: &Global, facts: &Facts, today: Day) -> Result<Self, Failure> {
        let day =
            |text: &Option<String>| text.as_deref().map(|text| dates::day(text, today)).transpose();
        let according_to = global.according_to.iter().map(|name| names::source(name, facts));
        Ok(Self {
            as_of: day(&global.as_of)?.unwrap_or(today),
            filter: Filter {
                known_by: day(&global.known_by)?,
                evidence: global.evidence.map(class),
                according_to: according_to.collect::<Result<Vec<SourceIx>, _>>()?,
                ..Filter::default()
            },
            segment: names::segment(global.segment.as_deref().unwrap_or("commercial"), facts)?,
            region: global.region.clone(),
        })
    }

    /// What every cell is asked.
    pub fn frame(&self) -> Frame<'_> {
        Frame { segment: self.segment, region: self.region.as_deref(), as_of: self.as_of }
    }
}

fn class(evidence: Evidence) -> EvidenceClass {
    match evidence {
        Evidence::Primary => EvidenceClass::Primary,
        Evidence::Press => EvidenceClass::Press,
        Evidence::Analyst => EvidenceClass::Analyst,
        Evidence::Catalogue => EvidenceClass::Catalogue,
        Evidence::Inferred => EvidenceClass::Inferred,
    }
}
