//! Snapshots of a product, under ids of their own.
//!
//! Decided ahead of the records that use it: offers, prices and ends are to name a
//! release of their product.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::date::PartialDate;
use crate::model::source::Statement;

/// One snapshot of a product, such as `2024-11-20` of GPT-4o.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// Its id: one of its kind within the product.
    pub id: String,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released: Option<PartialDate>,
    /// Who says so.
    pub sources: Vec<Statement>,
}
