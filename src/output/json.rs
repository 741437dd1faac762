//! JSON: one document, or one object a line.

use serde_json::Value;

use crate::output::Report;
use aicloud_core::failure::Failure;
use aicloud_query::envelope;

/// The whole answer as a value.
///
/// # Errors
/// None in practice: every value has a JSON form.
pub fn value(report: &Report<'_>, chosen: &[&str]) -> Result<Value, Failure> {
    let value = envelope::document(&report.answer, chosen, report.overrides.clone());
    value.map_err(|error| Failure::input_output(error.to_string()))
}

/// The answer as one JSON document.
///
/// # Errors
/// None in practice: every value has a JSON form.
pub fn document(report: &Report<'_>, chosen: &[&str]) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(&value(report, chosen)?);
    text.map(|text| text + "\n").map_err(|error| Failure::input_output(error.to_string()))
}

/// The rows as one JSON object a line, each with what the question was.
///
/// # Errors
/// None in practice: every value has a JSON form.
pub fn lines(report: &Report<'_>, chosen: &[&str]) -> Result<String, Failure> {
    let mut text = String::new();
    for mut row in report.answer.pick(chosen) {
        row.extend(report.answer.context());
        text += &Value::Object(row).to_string();
        text.push('\n');
    }
    Ok(text)
}
