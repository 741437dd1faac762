//! Options of every command.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::{Arg, Args, Command, ValueEnum};

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

/// What `--output` names: a format, or for `cost` the number of output tokens.
/// Formats are words and numbers begin with a digit, so neither is mistaken for
/// the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// The format of the answer.
    Format(Format),
    /// A number of tokens, as typed.
    Tokens(String),
}

#[derive(Clone)]
struct OutputParser;

impl TypedValueParser for OutputParser {
    type Value = Output;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Output, clap::Error> {
        let number = value.to_str().filter(|text| text.starts_with(|c: char| c.is_ascii_digit()));
        if let Some(tokens) = number {
            return Ok(Output::Tokens(tokens.to_owned()));
        }
        let formats = EnumValueParser::<Format>::new();
        formats.parse_ref(command, arg, value).map(Output::Format)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Format::ALL.iter().filter_map(ValueEnum::to_possible_value)))
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
        value_parser = OutputParser,
        action = clap::ArgAction::Append,
        value_name = "FORMAT"
    )]
    pub output: Vec<Output>,

    /// The output format where none is given: apart from it, since `cost` takes
    /// a number by the same name.
    #[arg(long, global = true, hide = true, value_enum, env = "AICLOUD_OUTPUT", hide_env = true)]
    pub default_output: Option<Format>,

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

impl Global {
    /// The formats that were asked for: one, if all is well.
    pub fn formats(&self) -> Vec<Format> {
        let named = self.output.iter().filter_map(|output| match output {
            Output::Format(format) => Some(*format),
            Output::Tokens(_) => None,
        });
        named.collect()
    }

    /// The format, where one is asked for.
    pub fn format(&self) -> Option<Format> {
        self.formats().first().copied().or(self.default_output)
    }

    /// The numbers of tokens that were given by the name of the format.
    pub fn tokens(&self) -> Vec<&str> {
        let named = self.output.iter().filter_map(|output| match output {
            Output::Tokens(tokens) => Some(tokens.as_str()),
            Output::Format(_) => None,
        });
        named.collect()
    }
}
