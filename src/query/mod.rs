//! Raw values, a catalog and today to typed questions: ids resolved, dates
//! read, with suggestions where something is not known.

pub mod amounts;
pub mod batch;
pub mod compare;
pub mod dates;
pub mod expect;
mod heard;
pub mod list;
pub mod names;
pub mod topics;
pub mod watch;
pub mod workload;

use crate::cli::Global;
use crate::data::facts::{Facts, SegmentIx, SourceIx};
use crate::engine::Filter;
use crate::engine::rows::Frame;
use crate::exit::Failure;
use crate::model::Day;

/// Who is asked about what day, for whom, on whose word: what every question
/// has in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// True on that day.
    pub as_of: Day,
    /// Whether somebody asked for that day; else it is today.
    pub as_of_given: bool,
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
        let day = |text: Option<&String>| set(text).map(|text| dates::day(text, today)).transpose();
        let according_to = global
            .according_to
            .iter()
            .filter(|name| !name.is_empty())
            .map(|name| names::source(name, facts));
        let as_of = day(global.as_of.as_ref())?;
        Ok(Self {
            as_of: as_of.unwrap_or(today),
            as_of_given: as_of.is_some(),
            filter: Filter {
                known_by: day(global.known_by.as_ref())?,
                evidence: global.evidence,
                according_to: according_to.collect::<Result<Vec<SourceIx>, _>>()?,
                ..Filter::default()
            },
            segment: names::segment(set(global.segment.as_ref()).unwrap_or("commercial"), facts)?,
            region: set(global.region.as_ref())
                .map(|region| names::region(region, facts))
                .transpose()?,
        })
    }

    /// What every cell is asked.
    pub fn frame(&self) -> Frame<'_> {
        Frame { segment: self.segment, region: self.region.as_deref(), as_of: self.as_of }
    }
}

/// An option that holds something: an empty environment variable is unset.
fn set(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.is_empty())
}
