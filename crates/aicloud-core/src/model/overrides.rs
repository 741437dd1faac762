//! What somebody knows better than the data, for a time.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::model::{Id, PartialDate};

/// A field of a record that is given another value, or a source that is not to
/// be believed. It says who, why and until when, and every answer that it
/// touches says so.
///
/// It holds for any record that is loaded, of the built-in data too, and the
/// result goes through the same checks. Up to `expires` it is applied; after
/// that day the data speaks for itself again, and every command reports it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// Stable id.
    pub id: Id,
    /// The record of which a field is given another value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Id>,
    /// The field, as a path within the record: `until`, `stages[0].from`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Its value from now on; `null` takes the field out. Amounts and years
    /// stand in quotes.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The value on record when this was written: where it has changed since,
    /// the override is not applied and is reported.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub was: Option<Value>,
    /// Instead of a field: a source that is not to be believed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdraw: Option<Id>,
    /// Who says so.
    pub who: String,
    /// Why.
    pub reason: String,
    /// The last day on which it is applied.
    pub expires: PartialDate,
}

/// A value that may be `null`, which is not the same as none.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}
