//! `timeline`.

use clap::Args;

/// Tell the story in order: agreements, terms, disputes, stages, prices.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud timeline [OPTIONS] [PRODUCT|CLOUD|AGREEMENT]")]
#[command(after_help = "\
Examples
  aicloud timeline
  aicloud timeline frontier
  aicloud timeline aws --from 2026-04 --to 2026-06 --kind term,stage
  aicloud timeline microsoft-openai-2026-04 -o json")]
pub struct Timeline {
    /// A product, a provider or an agreement; everything unless given
    #[arg(value_name = "PRODUCT|CLOUD|AGREEMENT")]
    pub topic: Option<String>,
    /// Nothing before this day
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Nothing after this day
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Only these kinds of event: agreement, term, term-end, dispute,
    /// dispute-end, release, stage, sighting, host, price, claim, development
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<String>,
    /// Every event, those that only confirm others too
    #[arg(long)]
    pub all: bool,
}
