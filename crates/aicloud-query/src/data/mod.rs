//! `data`: what is asked of the data set itself.

pub mod basis;
pub mod coverage;
pub mod export;
pub mod import;
pub mod rule;
pub mod stats;
pub mod validate;

use schemars::JsonSchema;
use serde::Serialize;

use crate::values::Date;

/// A query about a day and nothing else.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DayKeys {
    /// The day up to which ages are counted.
    pub as_of: Date,
}
