//! `report`.

use clap::Args;

/// Write all of it as one web page: matrix, timeline, prices, sources.
///
/// The page needs nothing but a browser: it asks no network for anything and works
/// from a file. A slider takes the matrix to any day; filters by cloud, product,
/// vendor and segment narrow everything else with it, and the address of the page
/// holds what is chosen. Without products: those of every vendor that clouds carry.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud report [OPTIONS] --out <FILE> [PRODUCT]...")]
#[command(after_help = "\
Examples
  aicloud report --out clouds.html
  aicloud report --out openai.html --vendor openai
  aicloud report --out frontier.html frontier --cloud all --segment us-government
  aicloud report --out then.html --as-of 2026-05-01 --known-by 2026-05-01")]
pub struct Report {
    /// Products, by id, name or alias
    #[arg(value_name = "PRODUCT")]
    pub products: Vec<String>,
    /// Clouds; every one unless given
    #[arg(long, value_name = "CLOUD", value_delimiter = ',')]
    pub cloud: Vec<String>,
    /// Products of this vendor, and no other
    #[arg(long, value_name = "VENDOR")]
    pub vendor: Option<String>,
}
