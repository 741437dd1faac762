//! What is paid for beside text tokens.
//!
//! Decided ahead of the records that use it: a price is to name amounts of other units,
//! and a commitment that a purchase counts towards.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::id::Id;
use crate::model::money::Usd;
use crate::model::source::Statement;

/// An amount for something beside text tokens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherAmount {
    /// What is counted.
    pub unit: Unit,
    /// Whether it goes in or comes out.
    pub direction: Direction,
    /// US dollars for one of it; for a million, where tokens are counted.
    pub usd: Usd,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// A picture.
    Image,
    /// A second of sound or film.
    Second,
    /// A character of text.
    Character,
    /// A page of a document.
    Page,
    /// A call.
    Request,
    /// A token of sound.
    AudioToken,
}

/// Which way it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// To the product.
    Input,
    /// From the product.
    Output,
}

/// What a customer has promised to spend with a seller, such as MACC.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// `macc`.
    pub id: Id,
    /// As people write it.
    pub name: String,
    /// Other names, such as AWS EDP.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Who says so.
    pub sources: Vec<Statement>,
}
