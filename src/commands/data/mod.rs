//! `data`: the data set itself.

pub mod basis;
pub mod coverage;
pub mod export;
pub mod import;
pub mod rule;
pub mod schema;
pub mod stats;
pub mod validate;

use std::path::Path;

use clap::{Args, Subcommand};

use crate::commands::{DataUse, Run};
use crate::context::Context;
use crate::exit::Exit;
use crate::output::Format;
use aicloud_core::failure::Failure;

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
pub struct DataArgs {
    /// What is done.
    #[command(subcommand)]
    pub command: DataCommand,
}

/// What is done with the data set.
#[derive(Debug, Subcommand)]
pub enum DataCommand {
    /// Check data and point at every fault: exit 5 where there is one
    Validate(validate::ValidateArgs),
    /// Tell what a rule asks for and why, or list them all
    Rule(rule::RuleArgs),
    /// Print the JSON Schema of a kind of file, or of what a command answers
    Schema(schema::SchemaArgs),
    /// Tell the version of the data: the hash of its content
    Basis(basis::BasisArgs),
    /// Count records by kind and evidence by class
    Stats(stats::StatsArgs),
    /// List what is not known, by cloud, product and segment: what to look up next
    Coverage(coverage::CoverageArgs),
    /// Write the loaded data down: one kind, or all of it as a directory
    Export(export::ExportArgs),
    /// Turn a published price catalogue into an overlay, and report what differs
    Import(import::ImportArgs),
}

impl DataCommand {
    fn run(&self) -> &dyn Run {
        match self {
            Self::Validate(args) => args,
            Self::Rule(args) => args,
            Self::Schema(args) => args,
            Self::Basis(args) => args,
            Self::Stats(args) => args,
            Self::Coverage(args) => args,
            Self::Export(args) => args,
            Self::Import(args) => args,
        }
    }
}

impl Run for DataArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        self.command.run().run(context)
    }

    fn without_data(&self, out: Option<&Path>) -> Result<Option<String>, Failure> {
        self.command.run().without_data(out)
    }

    fn data(&self) -> DataUse {
        self.command.run().data()
    }

    fn is_repeatable(&self) -> bool {
        self.command.run().is_repeatable()
    }

    fn writes_out(&self, format: Format) -> bool {
        self.command.run().writes_out(format)
    }
}
