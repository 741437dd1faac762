//! What is wrong with a data set: every fault at once, each with its place.

use std::fmt;

use super::clean::clean;
use crate::model::Id;

/// One thing that is wrong, where it is, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Stable code of the rule that was broken.
    pub code: &'static str,
    /// The file, as the user named the directory.
    pub file: String,
    /// The line, counted from one, where it is known.
    pub line: Option<usize>,
    /// The record.
    pub record: Option<Id>,
    /// The field within the record.
    pub field: Option<String>,
    /// What is wrong and how to mend it.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", clean(&self.file))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": ")?;
        if let Some(record) = &self.record {
            write!(f, "{record}: ")?;
        }
        if let Some(field) = &self.field {
            write!(f, "{}: ", clean(field))?;
        }
        write!(f, "{} [{}]", clean(&self.message), self.code)
    }
}

/// All the faults of a data set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.len();
        let plural = if count == 1 { "fault" } else { "faults" };
        write!(f, "the data has {count} {plural}")?;
        for fault in &self.0 {
            write!(f, "\n  {fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
