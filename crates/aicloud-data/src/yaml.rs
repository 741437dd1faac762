//! The only file that knows YAML.

use std::cell::Cell;

use anyhow::{Result, anyhow};
use serde::Serialize;
use serde::de::{DeserializeOwned, DeserializeSeed};

use crate::guard;
use crate::guard::Weight;

/// Why a text is not the YAML that was expected, and where.
#[derive(Debug)]
pub struct YamlFault {
    /// The code of the rule that it breaks.
    pub code: &'static str,
    /// The line and the column, counted from one, where the parser knows them.
    pub at: Option<(usize, usize)>,
    /// The place of the record in the list, and the field within it.
    pub path: Option<(usize, String)>,
    /// What is wrong.
    pub message: String,
}

impl YamlFault {
    /// The line, counted from one, where the parser knows it.
    pub fn line(&self) -> Option<usize> {
        self.at.map(|(line, _)| line)
    }

    /// What is wrong, behind the field where it is wrong in one.
    pub fn told(&self) -> String {
        match &self.path {
            Some((_, field)) if !field.is_empty() => format!("{field}: {}", self.message),
            _ => self.message.clone(),
        }
    }

    /// Whether it is known to stand somewhere.
    pub(super) fn is_placed(&self) -> bool {
        self.at.is_some() || self.path.is_some()
    }

    /// The fault of a record that was read by itself: so many records and lines
    /// stand before it.
    pub(super) fn behind(mut self, records: usize, lines: usize) -> Self {
        self.at = self.at.map(|(line, column)| (line + lines, column));
        self.path = self.path.map(|(number, field)| (number + records, field));
        self
    }

    /// A fault that is known to stand nowhere in particular.
    pub(super) fn unplaced(message: String) -> Self {
        Self { code: "syntax", at: None, path: None, message }
    }
}

/// Reads a list of records. An empty file is an empty list.
///
/// # Errors
/// The first place at which the text is not YAML or not such a list.
pub fn records<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, YamlFault> {
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Vec::new());
    }
    if guard::is_too_deep(text) {
        return Err(YamlFault::unplaced("its brackets are nested too deep".to_owned()));
    }
    if guard::may_repeat(text) {
        // Without repetitions a text means no more than it has letters.
        let left = Cell::new(text.len().saturating_mul(2));
        let weighed = Weight::of(&left).deserialize(serde_yaml::Deserializer::from_str(text));
        if weighed.is_err_and(|error| error.to_string().contains(guard::TOO_OFTEN)) {
            return Err(YamlFault::unplaced(guard::TOO_OFTEN.to_owned()));
        }
    }
    serde_yaml::from_str(text).map_err(|error| fault(&error, text))
}

/// Takes the words of the parser apart: `.[0].kind: unknown variant ... at line
/// 2 column 9`.
fn fault(error: &serde_yaml::Error, text: &str) -> YamlFault {
    let told = error.to_string();
    let mut at = error.location().map(|place| (place.line(), place.column()));
    if at.is_some_and(|(line, _)| line > text.lines().count()) {
        at = began(&told).or(at);
    }
    if told.starts_with("control characters are not allowed") {
        at = unprintable(text).or(at);
    }
    // The place is printed in front of the message already.
    let place = error.location().map(|at| (at.line(), at.column()));
    let cut = place.and_then(|place| before_place(&told, place));
    let told = cut.or_else(|| told.split(" at line ").next()).unwrap_or(&told);
    let told = told.split(" at position ").next().unwrap_or(told);
    let (path, message) =
        match told.split_once(": ").and_then(|(path, rest)| Some((record_path(path)?, rest))) {
            Some((path, rest)) => (Some(path), rest),
            None => (None, told),
        };
    let shape = |opening: &str| message.starts_with(opening);
    let code = match () {
        () if shape("unknown field") => "unknown-field",
        () if shape("duplicate") => "duplicate-field",
        () if shape("missing field") => "missing-field",
        () if path.is_some() => "wrong-value",
        () => "syntax",
    };
    YamlFault { code, at, path, message: message.to_owned() }
}

/// What a parser says in front of the place that it names. A value that it quotes may
/// speak of lines, too.
pub(super) fn before_place(told: &str, (line, column): (usize, usize)) -> Option<&str> {
    told.split_once(&format!(" at line {line} column {column}")).map(|(before, _)| before)
}

/// The place of a record and the field within it: `.[0].kind`.
fn record_path(path: &str) -> Option<(usize, String)> {
    let (number, field) = path.strip_prefix(".[")?.split_once(']')?;
    Some((number.parse().ok()?, field.trim_start_matches('.').to_owned()))
}

/// Where what the end of the text cuts off began: `..., while parsing a flow
/// sequence at line 2 column 12`.
fn began(told: &str) -> Option<(usize, usize)> {
    let (line, column) =
        told.split_once(", while ")?.1.split_once(" at line ")?.1.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Where the first character stands that YAML does not allow.
fn unprintable(text: &str) -> Option<(usize, usize)> {
    let bad = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}');
    let lines = text.lines().enumerate();
    let mut found = lines.filter_map(|(number, line)| {
        line.chars().position(bad).map(|column| (number + 1, column + 1))
    });
    found.next()
}

/// Writes a value as YAML: the canonical form of a data file.
///
/// # Errors
/// When the value has no YAML form, which no record has.
pub fn text<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    serde_yaml::to_string(value).map_err(|error| anyhow!("cannot write YAML: {error}"))
}
