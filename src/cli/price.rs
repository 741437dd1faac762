//! `price`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::words::one_of;
use aicloud_core::model::Tier;

/// List prices: one row per cloud, service, scope and tier, the cheapest first.
///
/// Of several statements about one price the seller's own price list or API
/// holds, then its price page, then other documentation, then press, analysts
/// and catalogues, and last what somebody inferred; within one rank the later
/// date. What that does not settle is marked as contested, and --explain shows
/// every statement.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud price [OPTIONS] <PRODUCT>...")]
#[command(after_help = "\
Examples
  aicloud price gpt-5.5
  aicloud price gpt-5.5 --blend 10:1 --tier batch
  aicloud price gpt-oss-120b --cloud aws,azure --explain
  aicloud price gpt-5.6-luna --history
  aicloud price gpt-5.6-luna --plot
  aicloud price gpt-5.6-luna --plot=luna.svg --cloud aws,azure
  aicloud price gpt-5.5 -o csv --columns cloud,scope,tier,input_per_mtok,output_per_mtok")]
pub struct Price {
    /// Products, by id, name or alias
    #[arg(value_name = "PRODUCT", required = true)]
    pub products: Vec<String>,
    /// Clouds, or `all`
    #[arg(long, value_name = "CLOUD", value_delimiter = ',')]
    pub cloud: Vec<String>,
    /// Input to output tokens by which prices are ranked; 3:1 unless given
    #[arg(long, value_name = "IN:OUT")]
    pub blend: Option<String>,
    /// Only prices of this tier
    #[arg(long, value_parser = one_of(Tier::ALL, Tier::word), value_name = "TIER")]
    pub tier: Option<Tier>,
    /// Only prices of this scope (global, geography, in-region, government) or
    /// for this geography or region
    #[arg(long, value_name = "SCOPE")]
    pub scope: Option<String>,
    /// Every price over time instead of those of one day
    #[arg(long)]
    pub history: bool,
    /// Draw the prices of one tier over time; =FILE.svg writes a picture, to scale
    #[arg(
        long,
        value_name = "SVG",
        num_args = 0..=1,
        require_equals = true,
        conflicts_with = "explain"
    )]
    pub plot: Option<Option<PathBuf>>,
    /// Every statement behind a price, with its sources
    #[arg(long)]
    pub explain: bool,
    /// Offers that are not on sale too
    #[arg(long)]
    pub all: bool,
}
