//! What is asked of the rights engine, and what it may answer.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Day, Id};

/// The answer to "may it?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// It may.
    Permitted,
    /// It may not.
    Prohibited,
    /// It is disputed, or the terms contradict one another.
    Contested,
    /// No source says.
    Unknown,
}

/// What is asked about: selling, which takes hosting with it, or hosting alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// May it be sold?
    #[default]
    Sell,
    /// May it be hosted?
    Host,
}

/// A question about one seller and one product.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    /// Who would sell.
    pub seller: Id,
    /// What.
    pub product: Id,
    /// Selling or hosting.
    pub asked: Asked,
    /// To whom.
    pub segment: Id,
    /// Where; anywhere where nothing is asked.
    pub region: Option<&'q str>,
    /// On which day.
    pub as_of: Day,
}
