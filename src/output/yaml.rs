//! YAML: the JSON document, written as YAML.

use crate::output::{Report, json};
use aicloud_core::failure::Failure;

/// The answer as one YAML document.
///
/// # Errors
/// None in practice: every value has a YAML form.
pub fn document(report: &Report<'_>, chosen: &[&str]) -> Result<String, Failure> {
    aicloud_data::yaml::text(&json::value(report, chosen)?)
        .map_err(|error| Failure::input_output(format!("{error:#}")))
}
