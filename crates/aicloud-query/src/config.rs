//! `config`: what is set, and where, as scripts read it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::envelope::{Nothing, OutputSchema};

/// Something that can be set.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ConfigRow {
    /// What can be set.
    pub key: &'static str,
    /// Its value; null where nothing sets it.
    pub value: Option<ConfigValue>,
    /// The option, variable or file that sets it; only where that is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Option<String>>,
}

/// A value that is set.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ConfigValue {
    /// One value.
    One(String),
    /// A list of values.
    Many(Vec<String>),
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema =
    OutputSchema::rows::<Nothing, ConfigRow, Nothing>("config", "What is set, and where.");
