//! The questions that can be asked of a catalog, and the rows that answer them, without
//! arguments of a command line and without printing.
//!
//! Words become ids and days in [`names`] and [`dates`], which suggest the nearest where
//! one is not known. Each command has a module with the struct of its row, from which its
//! columns, its JSON and its schema come.
//!
//! May AWS sell GPT-5.5 to a commercial customer, and who says so?
//!
//! ```
//! use aicloud_core::{model::Day, rights::{Asked, Lens, Right}};
//! use aicloud_data::DataSet;
//! use aicloud_query::{Setting, SettingWords, dates, may::may, names};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let data = DataSet::embedded(aicloud_facts::SNAPSHOT)?;
//! let today = dates::day("2026-11-23", Day::EPOCH)?;
//! let setting = Setting::resolve(&SettingWords::default(), &data.catalog, today)?;
//! let question = names::cloud_and_product("aws", "gpt-5.5", &data.catalog)?;
//! let lens = Lens::new(&data.catalog, &setting.filter);
//! let answer = may(question, Asked::Sell, &setting, &lens);
//! assert_eq!(answer.decision.right, Right::Permitted);
//! println!("{}", serde_json::to_string_pretty(&answer.answer().whole())?);
//! # Ok(())
//! # }
//! ```

pub mod amounts;
pub mod answer;
pub mod audit;
pub mod batch;
pub mod compare;
pub mod comparison;
pub mod config;
pub mod conflicts;
pub mod cost;
pub mod data;
pub mod dates;
pub mod diff;
pub mod envelope;
pub mod error;
pub mod expect;
pub mod expiring;
mod fields;
mod heard;
pub mod hosts;
pub mod list;
pub mod may;
pub mod names;
mod pick;
pub mod price;
pub mod price_words;
pub mod reasons;
pub mod report;
pub mod schemas;
pub mod show;
pub mod timeline;
pub mod topics;
pub mod values;
pub mod watch;
pub mod watchlist;
pub mod when;
pub mod wording;
pub mod workload;

use aicloud_core::catalog::Catalog;
use schemars::JsonSchema;
use serde::Serialize;

use crate::values::Date;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Day, EvidenceClass, Id};
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
    pub segment: Id,
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

/// What every query has in common, as scripts read it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SettingKeys {
    /// The day on which it is true.
    pub as_of: Date,
    /// Using only what had been published by that day.
    pub known_by: Option<Date>,
    /// The customer segment.
    pub segment: String,
    /// The region, as the cloud writes it.
    pub region: Option<String>,
    /// The weakest class of evidence believed.
    pub evidence: Option<EvidenceClass>,
    /// The only sources believed; all where empty.
    pub according_to: Vec<String>,
}

impl Setting {
    /// Resolves the options of every command.
    ///
    /// # Errors
    /// A date that is none, or an unknown segment or source.
    pub fn resolve(words: &SettingWords, catalog: &Catalog, today: Day) -> Result<Self, Failure> {
        let day = |text: Option<&String>| set(text).map(|text| dates::day(text, today)).transpose();
        let according_to = words
            .according_to
            .iter()
            .filter(|name| !name.is_empty())
            .map(|name| names::source(name, catalog));
        let as_of = day(words.as_of.as_ref())?;
        Ok(Self {
            as_of: as_of.unwrap_or(today),
            as_of_given: as_of.is_some(),
            filter: Filter {
                known_by: day(words.known_by.as_ref())?,
                evidence: words.evidence,
                according_to: according_to.collect::<Result<Vec<Id>, _>>()?,
                ..Filter::default()
            },
            segment: names::segment(set(words.segment.as_ref()).unwrap_or("commercial"), catalog)?,
            region: set(words.region.as_ref())
                .map(|region| names::region(region, catalog))
                .transpose()?,
        })
    }

    /// What was asked, as it was understood.
    pub fn keys(&self, catalog: &Catalog) -> SettingKeys {
        let filter = &self.filter;
        let ids = filter.according_to.iter().map(|source| catalog.source(*source).id.to_string());
        SettingKeys {
            as_of: Date(self.as_of),
            known_by: filter.known_by.map(Date),
            segment: catalog.segment(self.segment).id.to_string(),
            region: self.region.clone(),
            evidence: filter.evidence,
            according_to: ids.collect(),
        }
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
