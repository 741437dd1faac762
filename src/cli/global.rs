//! Options of every command.

use std::ops::{Deref, DerefMut};
use std::path::PathBuf;

use aicloud_query::SettingWords;
use aicloud_query::expect::Expected;
use clap::builder::PossibleValue;
use clap::{ArgMatches, Args, Command, FromArgMatches, ValueEnum};

use crate::cli::words::one_of;
use crate::output::Format;
use aicloud_core::model::EvidenceClass;

/// When to do what a terminal may or may not be able to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal that can.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
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
    #[arg(short, long, hide_short_help = true, value_enum, value_name = "FORMAT")]
    pub output: Option<Format>,

    /// Output tokens, for `cost`: a number given to `--output`
    #[arg(long, hide = true, value_name = "TOKENS")]
    pub output_tokens: Option<String>,

    /// Choose and order columns; a wrong name lists the right ones
    #[arg(long, hide_short_help = true, value_delimiter = ',', value_name = "A,B")]
    pub columns: Vec<String>,

    /// Short for `-o json --columns FIELDS`
    #[arg(
        long,
        hide_short_help = true,
        value_delimiter = ',',
        value_name = "FIELDS",
        conflicts_with = "columns"
    )]
    pub json: Vec<String>,

    /// True on that day: 2026-04-27, 2026-04, 2026, today, 90d ago
    #[arg(long, hide_short_help = true, value_name = "DATE", allow_hyphen_values = true)]
    pub as_of: Option<String>,

    /// Using only what had been published by that day
    #[arg(long, hide_short_help = true, value_name = "DATE", allow_hyphen_values = true)]
    pub known_by: Option<String>,

    /// Customer segment: commercial, us-government, us-national-security
    #[arg(long, hide_short_help = true, value_name = "SEGMENT")]
    pub segment: Option<String>,

    /// Region as the cloud writes it: us-gov-west-1
    #[arg(long, hide_short_help = true, value_name = "REGION")]
    pub region: Option<String>,

    /// The weakest class of evidence to believe
    #[arg(long, hide_short_help = true, value_parser = one_of(EvidenceClass::ALL, EvidenceClass::word), value_name = "CLASS")]
    pub evidence: Option<EvidenceClass>,

    /// Believe only this source; repeat for more
    #[arg(long, hide_short_help = true, value_name = "SOURCE", value_delimiter = ',')]
    pub according_to: Vec<String>,

    /// Data directory to use instead of the built-in data
    #[arg(long, hide_short_help = true, value_name = "DIR")]
    pub data: Option<PathBuf>,

    /// Directory with more records, on top of the data; repeat for more
    #[arg(long, hide_short_help = true, value_name = "DIR", value_delimiter = ':')]
    pub overlay: Vec<PathBuf>,

    /// Fail unless the data is this version: its hash, or eight digits of it
    #[arg(long, hide_short_help = true, value_name = "HASH")]
    pub expect_basis: Option<String>,

    /// Fail where the data ends more than so many days before the asked one
    #[arg(long, hide_short_help = true, value_name = "DAYS")]
    pub max_age: Option<String>,

    /// When to use colour; unless given, on a terminal that can
    #[arg(long, hide_short_help = true, value_enum, value_name = "WHEN")]
    pub color: Option<ColorWhen>,

    /// When to link sources to their addresses; unless given, on a terminal that can
    #[arg(long, hide_short_help = true, value_enum, value_name = "WHEN")]
    pub hyperlink: Option<ColorWhen>,

    /// Do not page output that is longer than the terminal
    #[arg(long, hide_short_help = true)]
    pub no_pager: bool,

    /// Leave out the line of column names
    #[arg(long, hide_short_help = true)]
    pub no_header: bool,

    /// Do not fold to the width of the terminal
    #[arg(long, hide_short_help = true)]
    pub wide: bool,

    /// Write to a file instead, whole or not at all
    #[arg(long, hide_short_help = true, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

impl Global {
    /// What every question has in common.
    pub fn setting(&self) -> SettingWords {
        SettingWords {
            as_of: self.as_of.clone(),
            known_by: self.known_by.clone(),
            segment: self.segment.clone(),
            region: self.region.clone(),
            evidence: self.evidence,
            according_to: self.according_to.clone(),
        }
    }

    /// What is expected of the data.
    pub fn expected(&self) -> Expected<'_> {
        fn set(text: Option<&String>) -> Option<&str> {
            text.map(String::as_str).filter(|text| !text.is_empty())
        }
        Expected { basis: set(self.expect_basis.as_ref()), max_age: set(self.max_age.as_ref()) }
    }

    /// What was typed behind a command goes before what was typed before it.
    fn over(self, before: Self) -> Self {
        let many = |own: Vec<String>, before| if own.is_empty() { before } else { own };
        Self {
            output: self.output.or(before.output),
            output_tokens: self.output_tokens.or(before.output_tokens),
            columns: many(self.columns, before.columns),
            json: many(self.json, before.json),
            as_of: self.as_of.or(before.as_of),
            known_by: self.known_by.or(before.known_by),
            segment: self.segment.or(before.segment),
            region: self.region.or(before.region),
            evidence: self.evidence.or(before.evidence),
            according_to: many(self.according_to, before.according_to),
            data: self.data.or(before.data),
            overlay: if self.overlay.is_empty() { before.overlay } else { self.overlay },
            expect_basis: self.expect_basis.or(before.expect_basis),
            max_age: self.max_age.or(before.max_age),
            color: self.color.or(before.color),
            hyperlink: self.hyperlink.or(before.hyperlink),
            no_pager: self.no_pager || before.no_pager,
            no_header: self.no_header || before.no_header,
            wide: self.wide || before.wide,
            out: self.out.or(before.out),
        }
    }
}

/// The options of every command, wherever on the line they stand. Clap's own
/// global arguments would be copied into every command, asked for or not;
/// [`crate::cli::later`] gives them to the one that is asked.
#[derive(Debug, Default)]
pub struct Everywhere(Global);

impl Deref for Everywhere {
    type Target = Global;

    fn deref(&self) -> &Global {
        &self.0
    }
}

impl DerefMut for Everywhere {
    fn deref_mut(&mut self) -> &mut Global {
        &mut self.0
    }
}

impl Args for Everywhere {
    fn augment_args(command: Command) -> Command {
        Global::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Global::augment_args_for_update(command)
    }
}

impl FromArgMatches for Everywhere {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let here = Global::from_arg_matches(matches)?;
        Ok(match matches.subcommand() {
            Some((_, behind)) => Self(Self::from_arg_matches(behind)?.0.over(here)),
            None => Self(here),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
