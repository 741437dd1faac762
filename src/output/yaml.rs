//! YAML: the JSON document, written as YAML.

use crate::output::json;
use aicloud_core::failure::Failure;
use aicloud_query::answer::Answer;
use aicloud_query::envelope::OverrideKeys;

/// The answer as one YAML document.
///
/// # Errors
/// None in practice: every value has a YAML form.
pub fn document(
    answer: &Answer<'_>,
    overrides: Option<Vec<OverrideKeys>>,
    chosen: &[&str],
) -> Result<String, Failure> {
    aicloud_data::yaml::text(&json::value(answer, overrides, chosen)?)
        .map_err(|error| Failure::input_output(format!("{error:#}")))
}
