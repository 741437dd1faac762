//! Failures that say what is wrong and what to do.

use std::fmt;

/// What failed, which decides how a program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// Wrong usage, or an unknown id.
    Usage,
    /// The data is invalid.
    Data,
    /// Input or output failed.
    InputOutput,
}

/// A failure with one clear message and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What failed.
    pub kind: FailureKind,
    /// Stable code of the kind of failure, for scripts.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do; empty where the message says it all.
    pub hint: String,
}

impl Failure {
    /// Wrong usage.
    pub fn usage(code: &'static str, message: String, hint: String) -> Self {
        Self { kind: FailureKind::Usage, code, message, hint }
    }

    /// Input or output failed.
    pub fn input_output(message: String) -> Self {
        Self { kind: FailureKind::InputOutput, code: "input-output", message, hint: String::new() }
    }

    /// The data is invalid.
    pub fn data(message: String) -> Self {
        let hint = "mend what is named, or leave --data and --overlay out".to_owned();
        Self { kind: FailureKind::Data, code: "data-invalid", message, hint }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        if !self.hint.is_empty() {
            write!(f, "\n{}", self.hint)?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
