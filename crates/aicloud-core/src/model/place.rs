//! Where a product runs: geographies, countries and the regions of clouds.
//!
//! Decided ahead of the records that use it: a term, a price, a presence and a question
//! are to name a place by one id.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::id::Id;
use crate::model::source::Statement;

/// A place that terms, prices and questions name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// `eu`, `de`, `aws/eu-central-1`.
    pub id: Id,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// As people write it.
    pub name: String,
    /// The geographies that it lies in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<Id>,
    /// Of a geography: its countries, all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Id>,
    /// Of a region: the cloud that runs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloud: Option<Id>,
    /// Of a region: the code by which its cloud calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Of a region: the country that it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Id>,
    /// Of a region: the part of the cloud that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition: Option<Partition>,
    /// Other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Who says so.
    pub sources: Vec<Statement>,
}

/// The kinds of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// Countries that are named together, such as the European Union.
    Geography,
    /// A country, by its ISO 3166 code.
    Country,
    /// A region of one cloud.
    Region,
}

/// The parts of a cloud that share no accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Partition {
    /// Open to everybody.
    Commercial,
    /// For US government customers.
    UsGovernment,
    /// For classified US government work.
    UsClassified,
    /// Run in China by a local operator.
    China,
    /// The sovereign part in the European Union.
    EuSovereign,
}
