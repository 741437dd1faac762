//! The output formats.

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
