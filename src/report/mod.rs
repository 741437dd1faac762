//! Answers to text: one report model, one small file a format.
//!
//! A command makes a [`Report`]: rows of named values for machines, and a way
//! to draw itself for people. [`Format`] picks who reads it.

pub mod config;
pub mod coverage;
pub mod export;
pub mod html;
pub mod import;
pub mod row;
pub mod rules;
pub mod schema;
pub mod stats;
pub mod validate;

use aicloud_core::catalog::Basis;
use serde_json::Value;

use crate::output::Document;
pub use crate::output::{Format, Look, Page, failure_json};
use aicloud_query::answer::Answer;
pub use aicloud_query::answer::{Fields, Shape};

/// Works out rows, given the chosen columns.
pub type Rows<'r> = dyn Fn(&[&str]) -> Vec<Fields> + 'r;

/// The named values of what `json!` writes in braces.
fn object(value: Value) -> Fields {
    match value {
        Value::Object(fields) => fields,
        _ => Fields::new(),
    }
}

/// What a command answers.
pub struct Report<'r> {
    /// The command; its last word names the schema.
    pub command: &'static str,
    /// The data version that it rests on.
    pub basis: &'r Basis,
    /// What was asked, as it was understood.
    pub query: Fields,
    /// Why rows were left out; nothing where all are there.
    pub left_out: Option<String>,
    /// The names of the values, in order.
    pub columns: Vec<&'static str>,
    /// The values, worked out only for the formats that print them.
    /// Given the chosen columns: what no one asked for need not be worked out.
    pub rows: Box<Rows<'r>>,
    /// What a document holds beside the rows, such as totals.
    pub more: Fields,
    /// How the rows stand in a document.
    pub shape: Shape,
    /// Draws the answer for people.
    pub draw: Box<dyn Fn(&Page) -> String + 'r>,
    /// Formats that this answer has of its own.
    pub special: Vec<(Format, Box<dyn Fn() -> String + 'r>)>,
}

impl<'r> From<Report<'r>> for crate::output::Report<'r> {
    fn from(report: Report<'r>) -> Self {
        let columns = report.columns.iter().map(|name| (*name).to_owned()).collect();
        let Report { command, basis, query, left_out, rows, more, shape, draw, special, .. } =
            report;
        let mut answer = Answer::untyped(command, basis, query, columns, rows);
        (answer.left_out, answer.more, answer.shape) = (left_out, more, shape);
        let drawn = move |page: &Page| {
            let text = draw(page);
            Document::default().lines(text.strip_suffix('\n').unwrap_or(&text).split('\n'))
        };
        special
            .into_iter()
            .fold(Self::new(answer, drawn), |made, (format, write)| made.special(format, write))
    }
}
