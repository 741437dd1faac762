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

use aicloud_core::facts::{Facts, SegmentIx, SourceIx};
use aicloud_core::failure::Failure;
use aicloud_core::model::{Day, EvidenceClass};
use aicloud_core::offers::rows::Frame;
use aicloud_core::rights::Filter;

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

/// The options that every question has in common, as people write them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettingWords {
    /// True on that day.
    pub as_of: Option<String>,
    /// Using only what had been published by that day.
    pub known_by: Option<String>,
    /// The customer segment; commercial where nothing.
    pub segment: Option<String>,
    /// The region; anywhere where nothing.
    pub region: Option<String>,
    /// The weakest class of evidence to believe.
    pub evidence: Option<EvidenceClass>,
    /// The only sources to believe; all where empty.
    pub according_to: Vec<String>,
}

impl Setting {
    /// Resolves the options of every command.
    ///
    /// # Errors
    /// A date that is none, or an unknown segment or source.
    pub fn resolve(words: &SettingWords, facts: &Facts, today: Day) -> Result<Self, Failure> {
        let day = |text: Option<&String>| set(text).map(|text| dates::day(text, today)).transpose();
        let according_to = words
            .according_to
            .iter()
            .filter(|name| !name.is_empty())
            .map(|name| names::source(name, facts));
        let as_of = day(words.as_of.as_ref())?;
        Ok(Self {
            as_of: as_of.unwrap_or(today),
            as_of_given: as_of.is_some(),
            filter: Filter {
                known_by: day(words.known_by.as_ref())?,
                evidence: words.evidence,
                according_to: according_to.collect::<Result<Vec<SourceIx>, _>>()?,
                ..Filter::default()
            },
            segment: names::segment(set(words.segment.as_ref()).unwrap_or("commercial"), facts)?,
            region: set(words.region.as_ref())
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
