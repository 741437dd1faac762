//! `data basis`: which version of the data is loaded.

use aicloud_core::catalog::Basis;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::data::DayKeys;
use crate::envelope::{Nothing, OutputSchema};
use crate::values::Date;
use aicloud_core::model::Day;

/// The version of what is loaded.
pub struct DataVersion<'a> {
    /// The hash and the newest day.
    pub basis: &'a Basis,
    /// How many records there are.
    pub records: usize,
    /// The day up to which its age is counted.
    pub day: Day,
}

/// The version of the data.
#[derive(Debug, Serialize, JsonSchema)]
pub struct VersionRow {
    /// SHA-256 of the records, in hexadecimal.
    pub hash: String,
    /// The first eight digits of the hash.
    pub short: String,
    /// The newest day on which a source was read.
    pub newest: Date,
    /// Days from that to the asked day.
    pub age_days: i32,
    /// How many records there are.
    pub records: usize,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema =
    OutputSchema::single::<DayKeys, VersionRow, Nothing>("basis", "The version of the data.");

impl DataVersion<'_> {
    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let query = DayKeys { as_of: Date(self.day) };
        Answer::single("data basis", self.basis, &query, || self.row())
    }

    /// The version as scripts read it.
    pub fn row(&self) -> VersionRow {
        VersionRow {
            hash: self.basis.hash.clone(),
            short: self.basis.short().to_owned(),
            newest: Date(self.basis.newest),
            age_days: self.day.since(self.basis.newest),
            records: self.records,
        }
    }
}
