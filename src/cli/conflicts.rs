//! `conflicts`.

use clap::Args;

/// Show where sources contradict one another, and what settles it.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud conflicts [OPTIONS] [PRODUCT|CLOUD|AGREEMENT|CONFLICT]")]
#[command(after_help = "\
--as-of leaves out contradictions that arose later, and sets the prices of that day
against one another; --known-by leaves out every source published later.

Examples
  aicloud conflicts --unresolved
  aicloud conflicts frontier
  aicloud conflicts c05
  aicloud conflicts startupfortune-2026-04-28
  aicloud conflicts databricks -o csv")]
pub struct Conflicts {
    /// A product, a provider, a service, an offer, an agreement; a source, for what it
    /// is contradicted in; or one contradiction by its id
    #[arg(value_name = "PRODUCT|CLOUD|AGREEMENT|CONFLICT")]
    pub topic: Option<String>,
    /// Only those that nothing settles
    #[arg(long)]
    pub unresolved: bool,
    /// Every contested price too, where nothing narrower is asked
    #[arg(long)]
    pub all: bool,
}
