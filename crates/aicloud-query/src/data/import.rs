//! `data import`: what became of each entry of a catalogue, as scripts read it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::SettingKeys;
use crate::envelope::{Nothing, OutputSchema};
use crate::values::Amount;

/// What was asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ImportKeys {
    /// What every query has in common.
    #[serde(flatten)]
    pub setting: SettingKeys,
    /// The format of the catalogue.
    pub format: &'static str,
    /// The source that it becomes.
    pub source: String,
    /// Where it was written.
    pub out: Option<String>,
}

/// What became of an entry. Amounts are in USD per million tokens.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ImportRow {
    /// The entry.
    pub id: String,
    /// The offer that it maps to.
    pub offer: Option<String>,
    /// New, changed, same or unmapped.
    pub what: &'static str,
    /// Why it maps to none.
    pub reason: Option<String>,
    /// As the catalogue says.
    pub input_per_mtok: Option<Amount>,
    /// As the catalogue says.
    pub output_per_mtok: Option<Amount>,
    /// As the data says.
    pub ours_input_per_mtok: Option<Amount>,
    /// As the data says.
    pub ours_output_per_mtok: Option<Amount>,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema = OutputSchema::rows::<ImportKeys, ImportRow, Nothing>(
    "import",
    "What became of each entry of a catalogue.",
);
