//! `data`: the data set itself.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Subcommand, ValueEnum};

use crate::import::Format;

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

/// Work on the data set itself.
#[derive(Args, Debug)]
#[command(subcommand_required = true, arg_required_else_help = true)]
#[command(disable_help_subcommand = true, override_usage = "aicloud data <COMMAND>")]
pub struct Data {
    /// What is done.
    #[command(subcommand)]
    pub command: DataCommand,
}

/// What is done with the data set.
#[derive(Debug, Subcommand)]
pub enum DataCommand {
    /// Turn a published price catalogue into an overlay, and report what differs
    Import(Import),
    /// Print the JSON Schema of what a command answers
    Schema(Schema),
}

/// Turn a published price catalogue into an overlay, and report what differs.
///
/// Each entry is mapped to an offer by the names that spell it, never by
/// likeness; what finds no offer is reported with its reason. --out names the
/// directory of the overlay, not a file: it is written whole or not at all, and
/// replaces an earlier import only. Prices count as read on the day of --as-of
/// and meet those on record in the same contest; nothing on record is changed.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data import [OPTIONS] <FORMAT> <FILE> --out <DIR>")]
#[command(after_help = "\
Formats
  litellm       model_prices_and_context_window.json of BerriAI/litellm
  models-dev    https://models.dev/api.json
  genai-prices  prices/data.json of pydantic/genai-prices
  azure-retail  pages of https://prices.azure.com/api/retail/prices: one, a
                list of them, or one a line

--out names the directory of the overlay here, and the report is printed.

Examples
  aicloud data import litellm prices.json --dry-run
  aicloud data import litellm prices.json --out my-prices
  aicloud where gpt-5.5 --overlay my-prices
  aicloud data import models-dev - --dry-run -o csv < api.json > report.csv")]
pub struct Import {
    /// The format of the catalogue
    #[arg(value_enum, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Format,
    /// The catalogue, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Report only, write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Print the JSON Schema of what a command answers.
///
/// output.COMMAND is the schema of what a command writes with -o json; the schema
/// of a row is under `$defs` in it, and each line of -o jsonl is such a row. Keys
/// may be added within version 1, none taken away.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data schema [OPTIONS] <KIND>")]
#[command(after_help = "\
Examples
  aicloud data schema output.compare
  aicloud data schema output.may > may.schema.json
  aicloud data schema output.error")]
pub struct Schema {
    /// output.COMMAND, or output.error
    #[arg(value_name = "KIND")]
    pub kind: String,
}
