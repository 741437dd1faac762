//! Options of every command.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::model::EvidenceClass;
use crate::report::Format;

/// When to do what a terminal may or may not be able to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal that can.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ValueEnum for EvidenceClass {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

/// Options of every command.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// Output format
    #[arg(short, long, global = true, hide_short_help = true, value_enum, value_name = "FORMAT")]
    pub output: Option<Format>,

    /// Output tokens, for `cost`: what [`super::arguments`] makes of a number
    /// given to `--output`.
    #[arg(long, global = true, hide = true, value_name = "TOKENS")]
    pub output_tokens: Option<String>,

    /// Choose and order columns; a wrong name lists the right ones
    #[arg(long, global = true, hide_short_help = true, value_delimiter = ',', value_name = "A,B")]
    pub columns: Vec<String>,

    /// Short for `-o json --columns FIELDS`
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        value_delimiter = ',',
        value_name = "FIELDS",
        conflicts_with = "columns"
    )]
    pub json: Vec<String>,

    /// True on that day: 2026-04-27, 2026-04, 2026, today, 90d ago
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        value_name = "DATE",
        allow_hyphen_values = true
    )]
    pub as_of: Option<String>,

    /// Using only what had been published by that day
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        value_name = "DATE",
        allow_hyphen_values = true
    )]
    pub known_by: Option<String>,

    /// Customer segment: commercial, us-government, us-national-security
    #[arg(long, global = true, hide_short_help = true, value_name = "SEGMENT")]
    pub segment: Option<String>,

    /// Region as the cloud writes it: us-gov-west-1
    #[arg(long, global = true, hide_short_help = true, value_name = "REGION")]
    pub region: Option<String>,

    /// The weakest class of evidence to believe
    #[arg(long, global = true, hide_short_help = true, value_enum, value_name = "CLASS")]
    pub evidence: Option<EvidenceClass>,

    /// Believe only this source; repeat for more
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        value_name = "SOURCE",
        value_delimiter = ','
    )]
    pub according_to: Vec<String>,

    /// Data directory to use instead of the built-in data
    #[arg(long, global = true, hide_short_help = true, value_name = "DIR")]
    pub data: Option<PathBuf>,

    /// Directory with more records, on top of the data; repeat for more
    #[arg(long, global = true, hide_short_help = true, value_name = "DIR", value_delimiter = ':')]
    pub overlay: Vec<PathBuf>,

    /// When to use colour; unless given, on a terminal that can
    #[arg(long, global = true, hide_short_help = true, value_enum, value_name = "WHEN")]
    pub color: Option<When>,

    /// When to link sources to their addresses; unless given, on a terminal that can
    #[arg(long, global = true, hide_short_help = true, value_enum, value_name = "WHEN")]
    pub hyperlink: Option<When>,

    /// Do not page output that is longer than the terminal
    #[arg(long, global = true, hide_short_help = true)]
    pub no_pager: bool,

    /// Leave out the line of column names
    #[arg(long, global = true, hide_short_help = true)]
    pub no_header: bool,

    /// Do not fold to the width of the terminal
    #[arg(long, global = true, hide_short_help = true)]
    pub wide: bool,

    /// Write to a file instead, whole or not at all
    #[arg(long, global = true, hide_short_help = true, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
