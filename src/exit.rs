//! How the program ends: exit codes, and failures that say what to do.

use std::fmt;

/// The exit codes. They are stable: scripts rely on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: done; for `may`, yes.
    Done,
    /// 1: no.
    No,
    /// 2: wrong usage, or an unknown id.
    Usage,
    /// 3: contested.
    Contested,
    /// 4: unknown.
    Unknown,
    /// 5: the data is invalid.
    Data,
    /// 6: input or output failed.
    InputOutput,
}

impl Exit {
    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::No => 1,
            Self::Usage => 2,
            Self::Contested => 3,
            Self::Unknown => 4,
            Self::Data => 5,
            Self::InputOutput => 6,
        }
    }
}

/// A failure with one clear message and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// How the program ends.
    pub exit: Exit,
    /// Stable code of the kind of failure, for scripts.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do; empty where the message says it all.
    pub hint: String,
}

impl Failure {
    /// Wrong usage: exit 2.
    pub fn usage(code: &'static str, message: String, hint: String) -> Self {
        Self { exit: Exit::Usage, code, message, hint }
    }

    /// Input or output failed: exit 6.
    pub fn input_output(message: String) -> Self {
        Self { exit: Exit::InputOutput, code: "input-output", message, hint: String::new() }
    }

    /// The data is invalid: exit 5.
    pub fn data(message: String) -> Self {
        let hint = "mend what is named, or leave --data and --overlay out".to_owned();
        Self { exit: Exit::Data, code: "data-invalid", message, hint }
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
