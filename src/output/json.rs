//! JSON: one document, or one object a line.

use serde_json::Value;

use aicloud_core::failure::Failure;
use aicloud_query::answer::Answer;
use aicloud_query::envelope::{self, OverrideKeys};

/// A failure as scripts read it.
pub fn failure_json(failure: &Failure) -> Value {
    serde_json::json!({
        "error": {"code": failure.code, "message": failure.message, "hint": failure.hint}
    })
}

/// The whole answer as a value.
///
/// # Errors
/// None in practice: every value has a JSON form.
pub fn value(
    answer: &Answer<'_>,
    overrides: Option<Vec<OverrideKeys>>,
    chosen: &[&str],
) -> Result<Value, Failure> {
    let value = envelope::document(answer, chosen, overrides);
    value.map_err(|error| Failure::input_output(error.to_string()))
}

/// The answer as one JSON document.
///
/// # Errors
/// None in practice: every value has a JSON form.
pub fn document(
    answer: &Answer<'_>,
    overrides: Option<Vec<OverrideKeys>>,
    chosen: &[&str],
) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(&value(answer, overrides, chosen)?);
    text.map(|text| text + "\n").map_err(|error| Failure::input_output(error.to_string()))
}

/// The rows as one JSON object a line, each with what the question was.
///
/// # Errors
/// None in practice: every value has a JSON form.
pub fn lines(answer: &Answer<'_>, chosen: &[&str]) -> Result<String, Failure> {
    let mut text = String::new();
    for mut row in answer.pick(chosen) {
        row.extend(answer.context());
        text += &Value::Object(row).to_string();
        text.push('\n');
    }
    Ok(text)
}
