//! `config`.

use clap::{Args, Subcommand};

/// Show what is set in variables and files, and where.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud config show [OPTIONS]")]
#[command(disable_help_subcommand = true, subcommand_required = true)]
#[command(arg_required_else_help = true)]
#[command(after_help = "\
Examples
  aicloud config show
  aicloud config show --origin
  aicloud config show --segment us-government --origin -o json")]
pub struct Config {
    /// What is done.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// What is done with settings.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Show every setting
    Show(ConfigShow),
}

/// Show every setting.
///
/// An option goes before its variable, a variable before a file, and the file of
/// the project before that of the user. Files are called aicloud.toml: the nearest
/// one in the working directory or above it, then the user's, which lies in aicloud
/// under `XDG_CONFIG_HOME`, else under ~/.config. `AICLOUD_CONFIG` names one file to
/// read in place of both.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud config show [OPTIONS]")]
#[command(after_help = "\
Examples
  aicloud config show
  aicloud config show --origin
  aicloud config show --segment us-government --origin -o json

A file sets one thing a line:
  segment = \"us-government\"
  region = \"us-gov-west-1\"
  clouds = [\"azure\", \"aws\"]
  evidence = \"press\"
  blend = \"10:1\"
  output = \"json\"
  overlay = [\"ours\"]          seen from the directory of the file
  data = \"facts\"
  color = \"never\"
  hyperlink = \"always\"
  pager = \"less -R\"           in the user's own file only")]
pub struct ConfigShow {
    /// Where each comes from: option, variable or file
    #[arg(long)]
    pub origin: bool,
}
