//! `data`: the data set itself.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::words::one_of;
use aicloud_data::kinds::FileKind;
use aicloud_import::Format;

/// Work on the data set itself.
#[derive(Args, Debug)]
#[command(subcommand_required = true, arg_required_else_help = true)]
#[command(disable_help_subcommand = true, override_usage = "aicloud data <COMMAND>")]
#[command(after_help = "\
Examples
  aicloud data validate ours && git commit      every fault, with its place
  aicloud data coverage --cloud aws             what is not known yet
  aicloud data import litellm prices.json --dry-run
  aicloud data schema offers > offers.json")]
pub struct Data {
    /// What is done.
    #[command(subcommand)]
    pub command: DataCommand,
}

/// What is done with the data set.
#[derive(Debug, Subcommand)]
pub enum DataCommand {
    /// Check data and point at every fault: exit 5 where there is one
    Validate(Validate),
    /// Tell what a rule asks for and why, or list them all
    Rule(Rule),
    /// Print the JSON Schema of a kind of file, or of what a command answers
    Schema(Schema),
    /// Tell the version of the data: the hash of its content
    Basis(Basis),
    /// Count records by kind and evidence by class
    Stats(Stats),
    /// List what is not known, by cloud, product and segment: what to look up next
    Coverage(Coverage),
    /// Write the loaded data down: one kind, or all of it as a directory
    Export(Export),
    /// Turn a published price catalogue into an overlay, and report what differs
    Import(Import),
}

impl DataCommand {
    /// Whether the command looks at the data that the options name by itself, or
    /// at none.
    pub fn opens_no_data(&self) -> bool {
        matches!(self, Self::Validate(_) | Self::Rule(_) | Self::Schema(_))
    }

    /// Whether the command answers with rows about the data and writes nothing.
    pub fn only_looks(&self) -> bool {
        match self {
            Self::Stats(_) | Self::Coverage(_) => true,
            Self::Export(args) => args.kind.is_some(),
            _ => false,
        }
    }

    /// Whether --out names a directory that the command writes.
    pub fn writes_a_directory(&self, json: bool) -> bool {
        match self {
            Self::Import(_) => true,
            Self::Export(args) => args.kind.is_none() && !json,
            _ => false,
        }
    }
}

/// Check data and point at every fault: exit 5 where there is one.
///
/// A directory that has the segment `commercial` is a data set and is checked by
/// itself; any other is an overlay and is checked on top of the data. A file is
/// checked within its directory, and only its own faults are told. Without
/// either, what --data and --overlay name is checked, or else the built-in data.
/// Warnings stop nothing unless --strict is given. Ages count up to --as-of.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data validate [OPTIONS] [DIR|FILE]...")]
#[command(after_help = "\
Examples
  aicloud data validate data
  aicloud data validate our-overlay
  aicloud data validate data/offers/aws.yaml
  aicloud data validate our-overlay -o json | jq '.rows[] | .file'
  aicloud data validate our-overlay -o sarif --out findings.sarif")]
pub struct Validate {
    /// Directories, or files within one
    #[arg(value_name = "DIR|FILE")]
    pub paths: Vec<PathBuf>,
    /// Exit 5 where there is a warning, too
    #[arg(long)]
    pub strict: bool,
}

/// Tell what a rule asks for and why, or list them all.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data rule [OPTIONS] [CODE]")]
#[command(after_help = "\
Examples
  aicloud data rule
  aicloud data rule dangling-reference
  aicloud data rule -o json")]
pub struct Rule {
    /// The code of a rule; every rule unless given
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// Tell the version of the data: the hash of its content.
///
/// The hash is that of the records, whatever their files, order and formatting;
/// `--expect-basis HASH` on any command fails where the data is another.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data basis [OPTIONS]")]
#[command(after_help = "\
Examples
  aicloud data basis
  aicloud data basis --overlay our-overlay -o json
  aicloud may aws gpt-5.5 --expect-basis 7c1e09ab")]
pub struct Basis {}

/// Count records by kind and evidence by class.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data stats [OPTIONS]")]
#[command(after_help = "\
Examples
  aicloud data stats
  aicloud data stats --overlay our-overlay -o csv")]
pub struct Stats {}

/// List what is not known, by cloud, product and segment: what to look up next.
///
/// price: on sale without a price; stage: listed, and no source says at which
/// stage; host: sold, and no source says who runs it; right: no source says
/// whether it may be sold; field: open fields of a product; source: not read for
/// long; record: nobody has looked. Every segment counts unless --segment names
/// one.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data coverage [OPTIONS] [PRODUCT]...")]
#[command(after_help = "\
Examples
  aicloud data coverage
  aicloud data coverage --cloud aws --what price,stage
  aicloud data coverage gpt-5.5 --segment us-government
  aicloud data coverage -o csv > to-do.csv")]
pub struct Coverage {
    /// Products, by id, name or alias; every current one unless given
    #[arg(value_name = "PRODUCT")]
    pub products: Vec<String>,
    /// Clouds; all unless given
    #[arg(
        long,
        value_name = "CLOUD",
        value_delimiter = ',',
        env = "AICLOUD_CLOUD",
        hide_env = true
    )]
    pub cloud: Vec<String>,
    /// Products of this vendor
    #[arg(long, value_name = "VENDOR")]
    pub vendor: Option<String>,
    /// Only these kinds of lack: price, stage, host, right, field, source, record
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub what: Vec<String>,
    /// Days after which a source is to be read again
    #[arg(long, value_name = "DAYS", default_value = "90d")]
    pub stale: String,
    /// Superseded products too
    #[arg(long)]
    pub all: bool,
}

/// Write the loaded data down: one kind, or all of it as a directory.
///
/// With a kind its records are printed whole: as canonical YAML, or with -o as
/// json, jsonl, csv or tsv. Without one, --out names a new directory that --data
/// reads again, the same data to the last fact, and -o json is one document.
/// Overrides stay overrides in a directory; elsewhere they are applied and marked.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data export [OPTIONS] [KIND]")]
#[command(after_help = "\
Examples
  aicloud data export --out everything
  aicloud data export offers > offers.yaml
  aicloud data export sources -o csv --columns id,class,published,url
  aicloud data export -o json | jq '.agreements | length'")]
pub struct Export {
    /// The kind of file; everything unless given
    #[arg(value_parser = one_of(FileKind::ALL, FileKind::word), value_name = "KIND")]
    pub kind: Option<FileKind>,
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
    #[arg(value_parser = one_of(Format::ALL, Format::word), value_name = "FORMAT", hide_possible_values = true)]
    pub format: Format,
    /// The catalogue, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Report only, write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Print the JSON Schema of a kind of file, or of what a command answers.
///
/// KIND is a kind of data file: providers services segments classes watchlist
/// conflicts discounts overrides products offers prices agreements claims
/// benchmarks sources. The shipped files name theirs in the first line; an editor
/// with a YAML language server then completes and checks while you type.
///
/// output.COMMAND is the schema of what a command writes with -o json; the schema
/// of a row is under `$defs` in it, and each line of -o jsonl is such a row. Keys
/// may be added within version 1, none taken away.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data schema [OPTIONS] <KIND|output.COMMAND>")]
#[command(after_help = "\
Examples
  aicloud data schema offers --out offers.json
  aicloud data schema output.compare
  aicloud data schema output.may > may.schema.json
  aicloud data schema output.error")]
pub struct Schema {
    /// A kind of file, output.COMMAND, or output.error
    #[arg(value_name = "KIND|output.COMMAND")]
    pub kind: String,
}
