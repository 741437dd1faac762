//! `diff`.

use clap::Args;

/// Show what is different between two days, and why.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud diff [OPTIONS] <D1> <D2>")]
#[command(after_help = "\
Examples
  aicloud diff 2026-04-26 2026-04-28
  aicloud diff 90d today --cloud aws,azure
  aicloud diff 2026-04-26 2026-04-28 -o markdown      for a pull request
  aicloud diff 30d today --kind prices --exit-code    1 where anything changed")]
pub struct Diff {
    /// The first day
    #[arg(value_name = "D1")]
    pub was: String,
    /// The second day
    #[arg(value_name = "D2")]
    pub now: String,
    /// Only these kinds of change
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = ["rights", "availability", "prices", "claims"])]
    pub kind: Vec<String>,
    /// Only these clouds
    #[arg(long, value_name = "CLOUD", value_delimiter = ',')]
    pub cloud: Vec<String>,
    /// Only these products
    #[arg(long, value_name = "PRODUCT", value_delimiter = ',')]
    pub product: Vec<String>,
    /// Only products of this vendor
    #[arg(long, value_name = "VENDOR")]
    pub vendor: Option<String>,
    /// Every row instead of groups by cause
    #[arg(long)]
    pub all: bool,
    /// Exit 1 where the world changed; what was only seen or learnt later is no change
    #[arg(long)]
    pub exit_code: bool,
}
