//! `conflicts`.

use clap::Args;

/// Show where sources contradict one another, and what settles it.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud conflicts [OPTIONS] [PRODUCT|CLOUD|AGREEMENT|CONFLICT]")]
#[command(after_help = "\
--known-by leaves out what had not been said by a day, and what then contradicts
nothing; --as-of is the day whose prices are set against one another.

Examples
  aicloud conflicts --unresolved
  aicloud conflicts frontier
  aicloud conflicts c05
  aicloud conflicts databricks -o csv")]
pub struct Conflicts {
    /// A product, a provider, an agreement, or one contradiction by its id
    #[arg(value_name = "PRODUCT|CLOUD|AGREEMENT|CONFLICT")]
    pub topic: Option<String>,
    /// Only those that nothing settles
    #[arg(long)]
    pub unresolved: bool,
    /// Every contested price too, where nothing narrower is asked
    #[arg(long)]
    pub all: bool,
}
