//! Answers to text: one report, one document for people, one small file a format.

pub mod calendar;
pub mod delimited;
pub mod document;
pub mod html;
pub mod json;
pub mod links;
pub mod markdown;
pub mod marks;
pub mod markup;
pub mod phrase;
pub mod pieces;
pub mod prose;
mod report;
pub mod sarif;
pub mod scale;
pub mod sink;
pub mod style;
pub mod table;
mod text;
pub mod words;
pub mod yaml;

use serde_json::Value;

use aicloud_core::failure::Failure;

pub use document::Document;
pub use phrase::Phrase;
pub use report::Report;

/// A failure as scripts read it.
pub fn failure_json(failure: &Failure) -> Value {
    serde_json::json!({
        "error": {"code": failure.code, "message": failure.message, "hint": failure.hint}
    })
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
