//! A failure as scripts read it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::envelope::OutputSchema;
use aicloud_core::failure::Failure;

/// A failure, on standard error, where JSON was asked for.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ErrorKeys<'a> {
    /// What is wrong and what to do.
    pub error: FailureKeys<'a>,
}

/// What is wrong and what to do.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FailureKeys<'a> {
    /// The kind of failure; it stays the same.
    pub code: &'a str,
    /// What is wrong.
    pub message: &'a str,
    /// What to do; empty where the message says it all.
    pub hint: &'a str,
}

/// The schema of a failure.
pub const SCHEMA: OutputSchema = OutputSchema::of::<ErrorKeys<'_>>(
    "error",
    "A failure, on standard error, where JSON was asked for.",
);

impl<'a> From<&'a Failure> for ErrorKeys<'a> {
    fn from(failure: &'a Failure) -> Self {
        let Failure { code, message, hint, .. } = failure;
        Self { error: FailureKeys { code, message, hint } }
    }
}
