//! `watchlist`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Show open questions and what has happened since, or check your own.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud watchlist [OPTIONS] [PRODUCT|CLOUD|AGREEMENT]
       aicloud watchlist check [OPTIONS] <FILE>")]
#[command(disable_help_subcommand = true, args_conflicts_with_subcommands = true)]
#[command(after_help = "\
Examples
  aicloud watchlist --unresolved
  aicloud watchlist google-cloud
  aicloud watchlist check mine.yaml || echo changed
  aicloud watchlist check mine.yaml --update")]
pub struct Watchlist {
    /// What is done with a list of your own
    #[command(subcommand)]
    pub command: Option<WatchCommand>,
    /// A product, a provider or an agreement; everything unless given
    #[arg(value_name = "PRODUCT|CLOUD|AGREEMENT")]
    pub topic: Option<String>,
    /// Only questions that nothing has settled
    #[arg(long)]
    pub unresolved: bool,
}

/// What is done with a list of one's own.
#[derive(Debug, Subcommand)]
pub enum WatchCommand {
    /// Compare saved questions and answers with the data: exit 1 where any differs
    Check(Check),
}

/// Compare saved questions and answers with the data: exit 1 where any differs.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud watchlist check [OPTIONS] <FILE>")]
#[command(after_help = "\
Examples
  aicloud watchlist check mine.yaml || echo changed
  aicloud watchlist check mine.yaml --update

The file is a YAML list. Each entry asks about a cloud and a product, or about an
item of the watch list, and may hold the answers as they were:
  - cloud: aws
    product: openai/frontier
    right: permitted
    availability: announced
  - watch: unknown-01-frontier-exclusivity-end
    status: open
Answers: right, appointed, availability, price; status and developments for an
item. --update fills them in, and keeps no comments; an entry without answers is
told as new.")]
pub struct Check {
    /// The list; - reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Write the answers of today back to the file, whole or not at all
    #[arg(long)]
    pub update: bool,
}
