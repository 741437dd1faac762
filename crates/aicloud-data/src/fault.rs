//! What is wrong with a data set: every fault at once, each with its place.

use std::fmt;

use crate::rules;
use crate::rules::{Rule, Severity};
use crate::span::Span;
use aicloud_core::clean::clean;
use aicloud_core::model::Id;

/// The longest message, in characters: it may hold what the user wrote.
const LONGEST_MESSAGE: usize = 1_000;
/// The longest line that is shown, in bytes.
const LONGEST_LINE: usize = 10_000;

/// One thing that is wrong, where it is, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Stable code of the rule that was broken.
    pub code: &'static str,
    /// The file, as the user named the directory.
    pub file: String,
    /// The offending text, where its place is known.
    pub span: Option<Span>,
    /// The line on which it stands.
    pub excerpt: Option<String>,
    /// The record.
    pub record: Option<Id>,
    /// The field within the record: `prices[2].until`.
    pub field: Option<String>,
    /// What is wrong.
    pub message: String,
}

impl Fault {
    /// A fault of a file as a whole.
    pub fn of_file(code: &'static str, file: String, message: String) -> Self {
        let message = bounded(message);
        Self { code, file, span: None, excerpt: None, record: None, field: None, message }
    }

    /// Notes the line on which it stands, unless nobody could read it.
    pub(super) fn show(&mut self, line: Option<String>) {
        self.excerpt = line.filter(|line| line.len() <= LONGEST_LINE);
    }

    /// The rule that it breaks.
    pub fn rule(&self) -> &'static Rule {
        rules::rule(self.code).unwrap_or(&rules::RULES[0])
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.rule().severity
    }

    /// The file, line and column: `data/offers/aws.yaml:12:5`.
    pub fn place(&self) -> String {
        let file = clean(&self.file);
        match self.span {
            Some(Span { line, column, .. }) => format!("{file}:{line}:{column}"),
            None => file,
        }
    }

    /// The record and the field, each with a colon, and what is wrong.
    pub fn told(&self) -> String {
        let record = self.record.as_ref().map_or(String::new(), |record| format!("{record}: "));
        let field = self.field.as_ref().map_or(String::new(), |field| format!("{field}: "));
        format!("{record}{}{}", clean(&field), clean(&self.message))
    }

    /// The line with the offending text underlined, in at most `width` cells.
    pub fn picture(&self, width: usize) -> Option<[String; 2]> {
        let (span, line) = (self.span?, self.excerpt.as_ref()?);
        // What comes before in a long line is left out, and so is what follows.
        let skip = (span.column - 1).saturating_sub(width / 2);
        let skip = if line.chars().count() <= width { 0 } else { skip };
        let shown: String = line.chars().skip(skip).take(width).collect();
        let before: String = shown.chars().take(span.column - 1 - skip).collect();
        let marked: String = shown.chars().skip(span.column - 1 - skip).take(span.length).collect();
        let cells = |text: &str| clean(text).chars().count();
        let line = " ".repeat(cells(&before)) + &"^".repeat(cells(&marked).max(1));
        Some([clean(&shown).trim_end().to_owned(), line])
    }
}

/// The message without the end that nobody reads.
fn bounded(message: String) -> String {
    match message.char_indices().nth(LONGEST_MESSAGE) {
        Some((end, _)) => format!("{} ...", &message[..end]),
        None => message,
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} [{}]", self.place(), self.told(), self.code)
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
