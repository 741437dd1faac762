//! Named values in a fixed order.

use serde::Serialize;
use serde_json::{Map, Value};

/// Named values in a fixed order.
pub type Fields = Map<String, Value>;

/// The named values of a struct.
pub fn fields(value: &impl Serialize) -> Fields {
    match serde_json::to_value(value) {
        Ok(Value::Object(fields)) => fields,
        _ => Fields::new(),
    }
}
