//! `expiring`.

use clap::Args;

/// Show what comes to an end: terms, prices, offers; and what to read again.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud expiring [OPTIONS] [PRODUCT|CLOUD|AGREEMENT]")]
#[command(after_help = "\
Examples
  aicloud expiring --within 90d
  aicloud expiring aws --within 365d --kind retirement
  aicloud expiring --within 365d -o ics > aicloud.ics
  aicloud expiring --kind source --stale 60d")]
pub struct Expiring {
    /// A product, a provider or an agreement; everything unless given
    #[arg(value_name = "PRODUCT|CLOUD|AGREEMENT")]
    pub topic: Option<String>,
    /// How far to look ahead, in days
    #[arg(long, value_name = "DAYS", default_value = "90d")]
    pub within: String,
    /// Days after which a source, or a term without a stated end, is to be looked
    /// at again
    #[arg(long, value_name = "DAYS", default_value = "180d")]
    pub stale: String,
    /// Only these kinds: term-end, term-promise, review, price-end,
    /// price-promise, retirement, stage-promise, source
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<String>,
}
