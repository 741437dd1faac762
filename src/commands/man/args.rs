//! The arguments of `man`. The pages are made from the whole command line, which names
//! these.

use clap::Args;

/// Print a manual page, or write them all.
///
/// A page goes to standard output as it is, for man -l -. With --out DIR every
/// page is written into that directory, aicloud.1 and one for each command.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud man [OPTIONS] [COMMAND]...")]
#[command(after_help = "\
Examples
  aicloud man | man -l -
  aicloud man compare | man -l -
  aicloud man data import | man -l -
  aicloud man --out ~/.local/share/man/man1")]
pub struct ManArgs {
    /// The command; the whole program unless given
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
}
