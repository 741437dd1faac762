//! Answers to text: one report model, one small file a format.
//!
//! A command makes a [`Report`]: rows of named values for machines, and a way
//! to draw itself for people. [`Format`] picks who reads it.

pub mod audit;
pub mod calendar;
pub mod compare;
pub mod config;
pub mod conflicts;
pub mod cost;
pub mod cost_table;
pub mod coverage;
pub mod delimited;
pub mod diff;
mod diff_table;
pub mod everywhere;
pub mod expiring;
pub mod export;
pub mod html;
pub mod import;
pub mod json;
pub mod links;
pub mod list;
pub mod markdown;
pub mod marks;
pub mod markup;
pub mod may;
mod memo;
pub mod pieces;
pub mod plot;
pub mod price;
pub mod price_table;
pub mod proof;
pub mod prose;
pub mod row;
pub mod rules;
pub mod sarif;
mod scale;
pub mod schema;
pub mod show;
pub mod sink;
pub mod stats;
pub mod style;
pub mod table;
pub mod timeline;
pub mod validate;
pub mod watchlist;
pub mod when;
pub mod words;
pub mod yaml;

use serde_json::{Map, Value};

use aicloud_core::facts::Basis;
use aicloud_core::failure::Failure;
use aicloud_core::names::nearest;

/// A failure as scripts read it.
pub fn failure_json(failure: &Failure) -> Value {
    serde_json::json!({
        "error": {"code": failure.code, "message": failure.message, "hint": failure.hint}
    })
}

/// Works out rows, given the chosen columns.
pub type Rows<'r> = dyn Fn(&[&str]) -> Vec<Fields> + 'r;

/// Named values in a fixed order.
pub type Fields = Map<String, Value>;

/// The named values of what `json!` writes in braces.
fn object(value: Value) -> Fields {
    match value {
        Value::Object(fields) => fields,
        _ => Fields::new(),
    }
}

/// The output formats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people.
    #[default]
    Table,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// One YAML document.
    Yaml,
    /// A Markdown table.
    Markdown,
    /// A calendar: iCalendar, RFC 5545.
    Ics,
    /// Findings for code hosts and editors: SARIF 2.1.0.
    Sarif,
}

impl Format {
    /// Every format.
    pub const ALL: &[Self] = &[
        Self::Table,
        Self::Json,
        Self::Jsonl,
        Self::Csv,
        Self::Tsv,
        Self::Yaml,
        Self::Markdown,
        Self::Ics,
        Self::Sarif,
    ];

    /// The format as the word that people type.
    pub fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Yaml => "yaml",
            Self::Markdown => "markdown",
            Self::Ics => "ics",
            Self::Sarif => "sarif",
        }
    }
}

/// What a terminal shows beyond plain text, or short of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether to use colour.
    pub color: bool,
    /// Whether to link sources to their addresses.
    pub links: bool,
    /// Whether only ASCII can be shown.
    pub ascii: bool,
}

/// How wide a page is and how it may be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Cells across; nothing where lines may be as long as they like.
    pub width: Option<usize>,
    /// What the terminal shows.
    pub look: Look,
    /// Whether to print column names.
    pub header: bool,
}

impl Page {
    /// Cells across, a generous number where there is no limit.
    pub fn cells(&self) -> usize {
        self.width.unwrap_or(240)
    }
}

/// Whether a value says nothing.
fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// How the rows stand in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Under the key `rows`.
    Rows,
    /// One answer: its fields at the top level.
    Single,
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

impl Report<'_> {
    /// Writes the report in a format, with chosen columns only where some are.
    ///
    /// # Errors
    /// A column that the report does not have.
    pub fn text(&self, format: Format, columns: &[String], page: &Page) -> Result<String, Failure> {
        let chosen = choose(self.command, &self.columns, columns)?;
        let mut own = self.special.iter().filter(|(own, _)| *own == format && columns.is_empty());
        if let Some((_, write)) = own.next() {
            return Ok(write());
        }
        match format {
            Format::Table if columns.is_empty() => Ok((self.draw)(page)),
            Format::Table => Ok(table::of_rows(&chosen, &(self.rows)(&chosen), page)),
            Format::Json => json::document(self, &chosen),
            Format::Jsonl => json::lines(self, &chosen),
            Format::Csv => delimited::text(self, &chosen, b',', page.header),
            Format::Tsv => delimited::text(self, &chosen, b'\t', page.header),
            Format::Yaml => yaml::document(self, &chosen),
            Format::Markdown => Ok(markdown::table(self, &chosen)),
            Format::Ics => {
                let message = if columns.is_empty() {
                    format!("`{}` has no dates for a calendar", self.command)
                } else {
                    "a calendar has no columns".to_owned()
                };
                let hint = "leave -o ics to `expiring`, without --columns".to_owned();
                Err(Failure::usage("bad-output", message, hint))
            }
            Format::Sarif => {
                let message = format!("`{}` has no findings for SARIF", self.command);
                let hint = "leave -o sarif to `data validate`, without --columns".to_owned();
                Err(Failure::usage("bad-output", message, hint))
            }
        }
    }

    /// A row with the chosen columns only.
    fn pick(row: &Fields, chosen: &[&str]) -> Fields {
        let value = |name: &&str| ((*name).to_owned(), row.get(*name).cloned().unwrap_or_default());
        chosen.iter().map(value).collect()
    }

    /// What rows carry when they stand alone: the day, the segment, whatever else
    /// narrowed the question, and the basis.
    fn bearings(&self) -> Fields {
        let mut bearings = Fields::new();
        for name in ["as_of", "segment"] {
            let value = self.query.get(name).cloned().unwrap_or_default();
            bearings.insert(name.to_owned(), value);
        }
        for name in ["known_by", "region", "evidence", "according_to"] {
            let given = self.query.get(name).filter(|value| !is_empty(value));
            bearings.extend(given.map(|value| (name.to_owned(), value.clone())));
        }
        bearings.insert("basis".to_owned(), self.basis.short().into());
        bearings
    }
}

/// The chosen columns of a command; all where none is named.
///
/// # Errors
/// A column that the command does not have, with the nearest and all of them.
pub fn choose<'c>(
    command: &str,
    columns: &[&'c str],
    chosen: &[String],
) -> Result<Vec<&'c str>, Failure> {
    let find = |name: &String| {
        let name = name.trim();
        columns.iter().copied().find(|column| *column == name).ok_or_else(|| {
            let near = nearest(name, columns.iter().copied(), 1).join("");
            let name = name.escape_debug();
            let message = format!("`{command}` has no column `{name}`; the nearest is `{near}`");
            Failure::usage(
                "unknown-column",
                message,
                format!("its columns are: {}", columns.join(", ")),
            )
        })
    };
    let mut named = chosen.iter().filter(|name| !name.is_empty()).peekable();
    if named.peek().is_none() {
        return Ok(columns.to_vec());
    }
    named.map(find).collect()
}
