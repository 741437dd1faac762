//! The command line as clap derives it: raw values, nothing resolved.
//!
//! Each command writes its usage line out, since clap would otherwise list every
//! option that an environment variable happens to set.

pub mod compare;
pub mod conflicts;
pub mod cost;
pub mod data;
pub mod diff;
pub mod expiring;
pub mod global;
pub mod later;
pub mod list;
pub mod may;
pub mod price;
pub mod show;
pub mod timeline;
pub mod watchlist;
pub mod when;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

pub use global::{ColorWhen, Global};
use later::Later;

const EXAMPLES: &str = "\
Examples
  aicloud compare                                products down, clouds across
  aicloud where gpt-5.5                          every cloud for one product
  aicloud may aws gpt-5.5 --require ga && deploy a gate for scripts
  aicloud may aws frontier --as-of 2026-03-25 --explain
  aicloud when aws gpt-5.5                       the history of a right
  aicloud price gpt-5.5                          list prices, cheapest first
  aicloud cost gpt-5.5 --input 10M --output 2M   what a workload costs
  aicloud list terms --product frontier          the clauses behind it
  aicloud show msoa-2026-04-any-cloud            one record, by any id

Exit  0 yes, done  1 no  2 usage, unknown id  3 contested  4 unknown
      5 data invalid  6 input or output.  Only may and --require use 1, 3, 4.

Answers rest on public statements, which are not the contracts themselves.";

/// Which cloud may sell which AI product, does it, since when, at what price,
/// and on what evidence.
#[derive(Debug, Parser)]
#[command(name = "aicloud", version, about, after_help = EXAMPLES, max_term_width = 100)]
#[command(
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// What is asked.
    #[command(subcommand)]
    pub command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
}

/// The questions.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compare products across clouds: right, stage and price in each cell
    Compare(Later<compare::Compare>),
    /// Show every cloud for one product
    Where(Later<compare::Where>),
    /// Decide whether a cloud may sell a product, with proof and an exit code
    May(Later<may::May>),
    /// Show the history of that decision: periods with right, stage and reason
    When(Later<when::When>),
    /// List prices: one row per cloud, service, scope and tier
    Price(Later<price::Price>),
    /// What a workload costs on each cloud that may sell the product
    Cost(Later<cost::Cost>),
    /// Show where sources contradict one another, and what settles it
    Conflicts(Later<conflicts::Conflicts>),
    /// Show what is different between two days, and why
    Diff(Later<diff::Diff>),
    /// Show what comes to an end: terms, prices, offers; and what to read again
    Expiring(Later<expiring::Expiring>),
    /// Tell the story in order: agreements, terms, disputes, stages, prices
    Timeline(Later<timeline::Timeline>),
    /// Show open questions and what has happened since, or check your own
    Watchlist(Later<watchlist::Watchlist>),
    /// List the records of one kind
    List(Later<list::List>),
    /// Show one record of any kind, with everything that refers to it
    Show(Later<show::Show>),
    /// Work on the data set itself: check it, measure it, import a catalogue
    Data(Later<data::Data>),
}

/// Tells the two meanings of `--output` apart: everywhere it is the format, and
/// for `cost` also the number of output tokens. Formats are words and numbers
/// begin with a digit, so `--output 2M` becomes `--output-tokens 2M`.
pub fn arguments(typed: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let mut arguments: Vec<OsString> = typed.collect();
    for place in 0..arguments.len() {
        let next = arguments.get(place + 1).and_then(|next| next.to_str()).is_some_and(number);
        let renamed = match arguments.get(place).and_then(|argument| argument.to_str()) {
            Some("--") => break,
            Some("--output") if next => "--output-tokens".to_owned(),
            Some(argument) => {
                match argument.strip_prefix("--output=").filter(|text| number(text)) {
                    Some(tokens) => format!("--output-tokens={tokens}"),
                    None => continue,
                }
            }
            None => continue,
        };
        if let Some(argument) = arguments.get_mut(place) {
            *argument = renamed.into();
        }
    }
    arguments
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn a_number_is_never_taken_for_a_format() {
        let told = |line: &str| {
            let typed = line.split(' ').map(Into::into);
            let told: Vec<String> =
                super::arguments(typed).into_iter().map(|a| a.into_string().unwrap()).collect();
            told.join(" ")
        };
        for (typed, meant) in [
            ("cost x --output 2M", "cost x --output-tokens 2M"),
            ("cost x --output=2M -o json", "cost x --output-tokens=2M -o json"),
            ("--output json cost x --output 2M", "--output json cost x --output-tokens 2M"),
            ("where x --output csv", "where x --output csv"),
            ("cost -- --output 2M", "cost -- --output 2M"),
            ("cost --output", "cost --output"),
        ] {
            assert_eq!(told(typed), meant);
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        super::Cli::command().debug_assert();
    }
}
