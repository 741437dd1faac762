//! The only file that knows YAML.

use anyhow::{Result, anyhow};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why a text is not the YAML that was expected, and where.
#[derive(Debug)]
pub struct YamlFault {
    /// The line, counted from one, where the parser knows it.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

/// Reads a list of records. An empty file is an empty list.
///
/// # Errors
/// The first place at which the text is not YAML or not such a list.
pub fn records<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, YamlFault> {
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Vec::new());
    }
    serde_yaml::from_str(text).map_err(|error| {
        let line = error.location().map(|place| place.line());
        let text = error.to_string();
        // The place is printed in front of the message already.
        let message = text.split(" at line ").next().unwrap_or(&text).to_owned();
        YamlFault { line, message }
    })
}

/// Writes a value as YAML: the canonical form of a data file.
///
/// # Errors
/// When the value has no YAML form, which no record has.
pub fn text<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    serde_yaml::to_string(value).map_err(|error| anyhow!("cannot write YAML: {error}"))
}
