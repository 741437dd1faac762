//! `when`.

use clap::Args;

/// Show the history of a decision: periods with right, stage and reason.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud when [OPTIONS] <CLOUD> <PRODUCT>")]
#[command(after_help = "\
Examples
  aicloud when aws gpt-5.5
  aicloud when aws frontier --known-by 2026-04-10
  aicloud when azure gpt-5.5 --segment us-government -o csv")]
pub struct When {
    /// Cloud, by id, name or alias (either order)
    #[arg(value_name = "CLOUD")]
    pub cloud: String,
    /// Product, by id, name or alias
    #[arg(value_name = "PRODUCT")]
    pub product: String,
}
