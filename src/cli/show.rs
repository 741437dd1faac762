//! `show`.

use clap::Args;

/// Show one record of any kind, with everything that refers to it.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud show [OPTIONS] <ID>")]
#[command(after_help = "\
Examples
  aicloud show openai/frontier
  aicloud show aws-2026-02-frontier-excl
  aicloud show startupfortune-2026-04-28
  aicloud show aws/bedrock/gpt-5.5 -o yaml")]
pub struct Show {
    /// The id of a record, or a name or alias of a provider or a product
    #[arg(value_name = "ID")]
    pub id: String,
}
