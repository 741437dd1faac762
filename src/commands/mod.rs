//! The commands, one file each: the arguments, and what people read of the answer.
//! What is asked and the rows stand in `aicloud-query`.

pub mod audit;
pub mod compare;
pub mod completions;
pub mod config;
pub mod conflicts;
pub mod cost;
pub mod data;
pub mod diff;
pub mod expiring;
pub mod list;
pub mod man;
pub mod may;
pub(crate) mod offers;
pub mod price;
pub mod report;
mod run;
pub mod show;
pub mod timeline;
pub mod watchlist;
pub mod when;
pub mod r#where;

use clap::Subcommand;

use crate::cli::later::Later;

pub use run::{DataUse, Run};

/// Declares the commands: what the list of commands says of each, its name, and its
/// arguments.
macro_rules! commands {
    ($($(#[$says:meta])* $name:ident($arguments:path);)*) => {
        /// A command with its arguments.
        #[derive(Debug, Subcommand)]
        pub enum Command {
            $($(#[$says])* $name(Later<$arguments>),)*
        }

        impl Command {
            /// What the command does.
            pub fn run(&self) -> &dyn Run {
                match self {
                    $(Self::$name(arguments) => &**arguments,)*
                }
            }
        }
    };
}

commands! {
    /// Compare products across clouds: right, stage and price in each cell
    Compare(compare::CompareArgs);
    /// Show every cloud for one product
    Where(r#where::WhereArgs);
    /// Decide whether a cloud may sell a product, with proof and an exit code
    May(may::MayArgs);
    /// Show the history of that decision: periods with right, stage and reason
    When(when::WhenArgs);
    /// List prices: one row per cloud, service, scope and tier
    Price(price::PriceArgs);
    /// What a workload costs on each cloud that may sell the product
    Cost(cost::CostArgs);
    /// Show where sources contradict one another, and what settles it
    Conflicts(conflicts::ConflictsArgs);
    /// Show what is different between two days, and why
    Diff(diff::DiffArgs);
    /// Show what comes to an end: terms, prices, offers; and what to read again
    Expiring(expiring::ExpiringArgs);
    /// Tell the story in order: agreements, terms, disputes, stages, prices
    Timeline(timeline::TimelineArgs);
    /// Show open questions and what has happened since, or check your own
    Watchlist(watchlist::WatchlistArgs);
    /// Write all of it as one web page: matrix, timeline, prices, sources
    Report(report::ReportArgs);
    /// Hold a vendor's price-performance claim against list prices and scores
    Audit(audit::AuditArgs);
    /// List the records of one kind
    List(list::ListArgs);
    /// Show one record of any kind, with everything that refers to it
    Show(show::ShowArgs);
    /// Work on the data set itself: check it, measure it, import a catalogue
    Data(data::DataArgs);
    /// Show what is set in variables and files, and where
    Config(config::ConfigArgs);
    /// Print a completion script for a shell
    Completions(completions::CompletionsArgs);
    /// Print a manual page, or write them all
    Man(man::ManArgs);
}
