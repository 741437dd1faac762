//! Options of every command.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::model::EvidenceClass;
use crate::report::Format;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless `NO_COLOR` is set.
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
    #[arg(
        short,
        long,
        global = true,
        value_enum,
        value_name = "FORMAT",
        env = "AICLOUD_OUTPUT",
        hide_env = true
    )]
    pub output: Option<Format>,

    /// Output tokens, for `cost`: what [`super::arguments`] makes of a number
    /// given to `--output`.
    #[arg(long, global = true, hide = true, value_name = "TOKENS")]
    pub output_tokens: Option<String>,

    /// Choose and order columns; a wrong name lists the right ones
    #[arg(
        long,
        global = true,
        value_delimiter = ',',
        value_name = "A,B",
        env = "AICLOUD_COLUMNS",
        hide_env = true
    )]
    pub columns: Vec<String>,

    /// Short for `-o json --columns FIELDS`
    #[arg(
        long,
        global = true,
        value_delimiter = ',',
        value_name = "FIELDS",
        conflicts_with = "columns"
    )]
    pub json: Vec<String>,

    /// True on that day: 2026-04-27, 2026-04, 2026, today, 90d ago
    #[arg(
        long,
        global = true,
        value_name = "DATE",
        allow_hyphen_values = true,
        env = "AICLOUD_AS_OF",
        hide_env = true
    )]
    pub as_of: Option<String>,

    /// Using only what had been published by that day
    #[arg(
        long,
        global = true,
        value_name = "DATE",
        allow_hyphen_values = true,
        env = "AICLOUD_KNOWN_BY",
        hide_env = true
    )]
    pub known_by: Option<String>,

    /// Customer segment: commercial, us-government, us-national-security
    #[arg(long, global = true, value_name = "SEGMENT", env = "AICLOUD_SEGMENT", hide_env = true)]
    pub segment: Option<String>,

    /// Region as the cloud writes it: us-gov-west-1
    #[arg(long, global = true, value_name = "REGION", env = "AICLOUD_REGION", hide_env = true)]
    pub region: Option<String>,

    /// The weakest class of evidence to believe
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "CLASS",
        env = "AICLOUD_EVIDENCE",
        hide_env = true
    )]
    pub evidence: Option<EvidenceClass>,

    /// Believe only this source; repeat for more
    #[arg(
        long,
        global = true,
        value_name = "SOURCE",
        value_delimiter = ',',
        env = "AICLOUD_ACCORDING_TO",
        hide_env = true
    )]
    pub according_to: Vec<String>,

    /// Data directory to use instead of the built-in data
    #[arg(long, global = true, value_name = "DIR", env = "AICLOUD_DATA", hide_env = true)]
    pub data: Option<PathBuf>,

    /// Directory with more records, on top of the data; repeat for more
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "AICLOUD_OVERLAY",
        hide_env = true,
        value_delimiter = ':'
    )]
    pub overlay: Vec<PathBuf>,

    /// Fail unless the data is this version: its hash, or eight digits of it
    #[arg(long, global = true, value_name = "HASH", env = "AICLOUD_EXPECT_BASIS", hide_env = true)]
    pub expect_basis: Option<String>,

    /// Fail where the data ends more than so many days before the asked one
    #[arg(long, global = true, value_name = "DAYS", env = "AICLOUD_MAX_AGE", hide_env = true)]
    pub max_age: Option<String>,

    /// When to use colour
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto",
        env = "AICLOUD_COLOR",
        hide_env = true
    )]
    pub color: ColorWhen,

    /// Leave out the line of column names
    #[arg(long, global = true, env = "AICLOUD_NO_HEADER", hide_env = true)]
    pub no_header: bool,

    /// Do not fold to the width of the terminal
    #[arg(long, global = true, env = "AICLOUD_WIDE", hide_env = true)]
    pub wide: bool,

    /// Write to a file instead, whole or not at all
    #[arg(long, global = true, value_name = "FILE", env = "AICLOUD_OUT", hide_env = true)]
    pub out: Option<PathBuf>,
}
