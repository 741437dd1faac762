//! The command line as clap derives it: raw values, nothing resolved.
//!
//! No option has a default or a variable here: what nobody typed is filled in from
//! [`crate::settings`].

mod defaults;
pub mod front;
pub mod global;
pub mod later;
pub(crate) mod words;

use std::ffi::OsString;
use std::path::Path;

use crate::output::Format;

use clap::{ArgMatches, CommandFactory, Parser};

pub use crate::commands::Command;
pub use global::{ColorWhen, Everywhere, Global};

/// Which cloud may sell which AI product, does it, since when, at what price,
/// and on what evidence.
#[derive(Debug, Parser)]
#[command(name = "aicloud", version, about, max_term_width = 100)]
#[command(before_help = front::SHORT, before_long_help = front::LONG)]
#[command(help_template = "{before-help}", override_usage = "aicloud [OPTIONS] <COMMAND>")]
#[command(
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// Options of every command. They stand first here, since reading the command
    /// takes its values away.
    #[command(flatten)]
    pub global: Everywhere,
    /// What is asked.
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// The file or directory that takes the answer; standard output where none does.
    pub fn out(&self) -> Option<&Path> {
        self.global.out.as_deref().filter(|out| !out.as_os_str().is_empty())
    }

    /// The output format.
    pub fn format(&self) -> Format {
        if self.global.json.is_empty() {
            self.global.output.unwrap_or_default()
        } else {
            Format::Json
        }
    }

    /// The chosen columns; all where none is named.
    pub fn columns(&self) -> &[String] {
        if self.global.json.is_empty() { &self.global.columns } else { &self.global.json }
    }
}

/// `aicloud --version --verbose`: asked for without a command.
#[derive(Debug, Parser)]
#[command(name = "aicloud", disable_version_flag = true)]
pub struct LongVersion {
    #[arg(short = 'V', long)]
    version: bool,
    #[arg(short, long)]
    verbose: bool,
    /// Options of every command: which data.
    #[command(flatten)]
    pub global: Global,
}

impl LongVersion {
    /// What is asked, where it is the version at length.
    pub fn asked(typed: impl Iterator<Item = OsString>) -> Option<Result<Self, clap::Error>> {
        let typed: Vec<OsString> = typed.collect();
        let any = |words: &[&str]| typed.iter().skip(1).any(|word| words.iter().any(|w| word == w));
        let asked = any(&["-V", "--version"]) && any(&["-v", "--verbose"]);
        asked.then(|| Self::try_parse_from(typed))
    }
}

/// The options that were typed, those of every command and others.
pub fn typed(line: impl Iterator<Item = OsString>) -> Vec<String> {
    fn gather(matches: &ArgMatches, typed: &mut Vec<String>) {
        let given = |id: &&clap::Id| {
            matches.value_source(id.as_str()) == Some(clap::parser::ValueSource::CommandLine)
        };
        typed.extend(matches.ids().filter(given).map(|id| id.as_str().to_owned()));
        if let Some((_, behind)) = matches.subcommand() {
            gather(behind, typed);
        }
    }
    let mut typed = Vec::new();
    if let Ok(matches) = Cli::command().try_get_matches_from(arguments(line)) {
        gather(&matches, &mut typed);
    }
    typed
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
