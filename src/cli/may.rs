//! `may`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// What is asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ActionArg {
    /// Selling, which takes hosting with it.
    #[default]
    Sell,
    /// Hosting alone.
    Host,
}

/// What a script requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Require {
    /// Nothing bars the sale.
    Permitted,
    /// And the vendor has chosen this cloud.
    Appointed,
    /// It is permitted and on sale in any form, previews included.
    Offered,
    /// It is permitted and generally available.
    Ga,
}

impl Require {
    /// What is required, as people type it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Permitted => "permitted",
            Self::Appointed => "appointed",
            Self::Offered => "offered",
            Self::Ga => "ga",
        }
    }
}

/// Decide whether a cloud may sell a product, with proof and an exit code.
///
/// The exit code judges the right alone: 0 permitted, 1 prohibited, 3 contested,
/// 4 unknown. With --require it is 0 if everything required holds, 1 if a
/// required fact does not hold, and still 3 or 4 where the right is in doubt.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud may [OPTIONS] <CLOUD> <PRODUCT>")]
#[command(after_help = "\
Examples
  aicloud may aws gpt-5.5
  aicloud may aws frontier --as-of 2026-03-25 --explain
  aicloud may aws gpt-5.5 --require ga && ./deploy.sh
  printf '%s\\n' '{\"cloud\":\"aws\",\"product\":\"gpt-5.5\"}' | aicloud may --batch -")]
pub struct May {
    /// Cloud, by id, name or alias (either order)
    #[arg(value_name = "CLOUD", required_unless_present = "batch")]
    pub cloud: Option<String>,
    /// Product, by id, name or alias
    #[arg(value_name = "PRODUCT", required_unless_present = "batch")]
    pub product: Option<String>,
    /// What is asked about
    #[arg(long, value_enum, value_name = "ACTION", default_value = "sell")]
    pub action: ActionArg,
    /// The whole proof: because, against, gaps, next change, sources
    #[arg(long)]
    pub explain: bool,
    /// Exit 1 unless this holds
    #[arg(long, value_enum, value_name = "WHAT")]
    pub require: Option<Require>,
    /// Exit 0 whatever the answer
    #[arg(long)]
    pub exit_zero: bool,
    /// Questions as JSON lines, from a file or `-`; answers in the same order
    #[arg(long, value_name = "FILE", conflicts_with_all = ["cloud", "product", "explain", "require"])]
    pub batch: Option<PathBuf>,
}
