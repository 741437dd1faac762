//! `data stats`: how much there is.

use aicloud_core::catalog::Basis;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::data::DayKeys;
use crate::envelope::{Nothing, OutputSchema};
use crate::values::Date;
use aicloud_core::model::{Day, Records};
use aicloud_data::census::{Count, census};

/// Counts of everything.
pub struct Stats<'a> {
    /// The counts, heading by heading.
    pub counts: Vec<Count>,
    /// The version of the data.
    pub basis: &'a Basis,
    /// The day up to which ages are counted.
    pub day: Day,
}

/// A count.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CountRow<'a> {
    /// What is counted: records, sources, offers, prices, facts by their best source.
    pub of: &'static str,
    /// Of which kind, class, stage or age.
    pub name: &'a str,
    /// How many.
    pub count: usize,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema =
    OutputSchema::rows::<DayKeys, CountRow<'_>, Nothing>("stats", "How much there is.");

/// Answers `data stats`.
pub fn stats<'a>(records: &Records, basis: &'a Basis, day: Day) -> Stats<'a> {
    Stats { counts: census(records, day), basis, day }
}

impl Stats<'_> {
    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let query = DayKeys { as_of: Date(self.day) };
        Answer::rows("data stats", self.basis, &query, || self.rows())
    }

    /// The counts as scripts read them.
    pub fn rows(&self) -> Vec<CountRow<'_>> {
        let counts = self.counts.iter();
        counts.map(|one| CountRow { of: one.of, name: &one.name, count: one.count }).collect()
    }
}
