//! `data rule`: what a rule of the data asks for, and why.

use aicloud_core::catalog::Basis;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::envelope::{Nothing, OutputSchema};
use crate::names;
use aicloud_core::failure::Failure;
use aicloud_core::names::nearest;
use aicloud_data::rules::{self, RULES, Rule, Severity};

/// Which rules are asked about.
pub enum Rules {
    /// Every one.
    Every,
    /// One.
    One(&'static Rule),
}

/// A rule.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RuleRow {
    /// The code of the rule.
    pub code: &'static str,
    /// An error makes the data unusable.
    pub severity: Severity,
    /// What must hold.
    pub what: &'static str,
    /// Why.
    pub why: &'static str,
    /// How to mend what breaks it.
    pub mend: &'static str,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema = OutputSchema::rows_or_single::<Nothing, RuleRow, Nothing>(
    "rule",
    "The rules of a data set. With a code its keys are at the top level.",
);

/// Answers `data rule`, given the code of a rule or none.
///
/// # Errors
/// An unknown code, with the nearest.
pub fn rule(code: Option<&str>) -> Result<Rules, Failure> {
    let Some(code) = code.map(str::trim) else { return Ok(Rules::Every) };
    rules::rule(&code.to_lowercase()).map(Rules::One).ok_or_else(|| unknown(code))
}

fn unknown(code: &str) -> Failure {
    let near = nearest(code, RULES.iter().map(|rule| rule.code), 3).join(", ");
    let message = format!("there is no rule `{}`; the nearest are {near}", names::shown(code));
    Failure::usage("unknown-id", message, "list them all: aicloud data rule".to_owned())
}

impl Rules {
    /// The answer as scripts read it, on some version of the data.
    pub fn answer<'a>(&'a self, basis: &'a Basis) -> Answer<'a> {
        match self {
            Self::Every => Answer::rows("data rule", basis, &Nothing {}, || {
                RULES.iter().map(RuleRow::from).collect()
            }),
            Self::One(rule) => {
                Answer::single("data rule", basis, &Nothing {}, || RuleRow::from(*rule))
            }
        }
    }
}

impl From<&'static Rule> for RuleRow {
    fn from(rule: &'static Rule) -> Self {
        let Rule { code, severity, what, why, mend } = *rule;
        Self { code, severity, what, why, mend }
    }
}
