//! `completions`: completion scripts, and the answers that they ask for.
//!
//! The command line says of each value what it is by its name (`CLOUD`, `PRODUCT`,
//! `SOURCE`), and [`candidates`] says what there is of it in the data.

mod args;
pub mod candidates;

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

use clap::{Arg, Command, CommandFactory};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::Shells;

use crate::cli::Cli;
use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use aicloud_core::failure::Failure;
use aicloud_data::DataSet;
use aicloud_query::names;
use candidates::{CandidateKind, PLACEHOLDERS, of};

pub use args::{CompletionsArgs, Shell};

impl Run for CompletionsArgs {
    fn run(&self, _context: &mut Context<'_>) -> Result<Exit, Failure> {
        // The script was printed without data.
        Ok(Exit::Done)
    }

    fn without_data(&self, _out: Option<&Path>) -> Result<Option<String>, Failure> {
        script(self).map(Some)
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

/// Set by a completion script, to the name of its shell, when it asks.
pub const ASKS: &str = "AICLOUD_COMPLETE";

/// Loaded by zsh from its directory of functions, the script is the body of the
/// function that was to complete: it does so at once.
const FIRST: &str = "\nif [[ \"${funcstack[1]}\" == _aicloud ]]; then
    _clap_dynamic_completer_aicloud \"$@\"
fi
";

/// The script of a shell: one that asks the program, or one that stands alone.
///
/// # Errors
/// None in practice: the text goes to memory.
fn script(args: &CompletionsArgs) -> Result<String, Failure> {
    let failed = |error: io::Error| Failure::input_output(error.to_string());
    let mut text = Vec::new();
    if args.alone {
        alone(args.shell, &mut text);
    } else {
        let name = args.shell.word();
        let shells = Shells::builtins();
        let Some(shell) = shells.completer(name) else {
            return Err(Failure::input_output(format!("no completion for {name}")));
        };
        shell
            .write_registration(ASKS, "aicloud", "aicloud", "aicloud", &mut text)
            .map_err(failed)?;
    }
    let text = String::from_utf8(text).map_err(|error| failed(io::Error::other(error)))?;
    let text = text.trim_start();
    if args.shell == Shell::Zsh && !args.alone {
        return Ok(format!("{text}{FIRST}"));
    }
    Ok(text.to_owned())
}

fn alone(shell: Shell, text: &mut Vec<u8>) {
    use clap_complete::Shell as Generator;
    let generator = match shell {
        Shell::Bash => Generator::Bash,
        Shell::Zsh => Generator::Zsh,
        Shell::Fish => Generator::Fish,
        Shell::Elvish => Generator::Elvish,
        Shell::Powershell => Generator::PowerShell,
    };
    clap_complete::generate(generator, &mut Cli::command(), "aicloud", text);
}

/// Answers a script that asks: the words of the line stand behind `--`. `open`
/// opens the data of a directory and its overlays.
///
/// # Errors
/// A shell that is not known, or a line that makes no sense.
pub fn answer(
    shell: &OsStr,
    asked: Vec<OsString>,
    open: fn(Option<&Path>, &[PathBuf]) -> Option<DataSet>,
) -> io::Result<Vec<u8>> {
    let words: Vec<OsString> = asked.into_iter().skip_while(|word| word != "--").skip(1).collect();
    let shells = Shells::builtins();
    let name = shell.to_string_lossy();
    let Some(shell) = shells.completer(&name) else {
        return Err(io::Error::other(format!("no completion for the shell `{name}`")));
    };
    let mut command = Cli::command();
    command.build();
    let command = &mut taught(command, &words, open);
    let here = std::env::current_dir().ok();
    let mut text = Vec::new();
    shell.write_complete(command, words, here.as_deref(), &mut text)?;
    Ok(text)
}

type Open = fn(Option<&Path>, &[PathBuf]) -> Option<DataSet>;

/// The command line with completers for each value whose name is known.
fn taught(command: Command, words: &[OsString], open: Open) -> Command {
    let pair = matches!(command.get_name(), "may" | "when");
    let command = command.mut_args(|arg| {
        let completes = arg.get_value_names().and_then(|names| topic(names.first()?));
        match completes {
            Some(topic) => add(arg, if pair { either(topic) } else { topic }, words, open),
            None => arg,
        }
    });
    command.mut_subcommands(|sub| taught(sub, words, open))
}

/// A cloud and a product stand in either order.
fn either(topic: CandidateKind) -> CandidateKind {
    match topic {
        CandidateKind::Cloud | CandidateKind::Product => CandidateKind::CloudOrProduct,
        topic => topic,
    }
}

/// What a value of this name is.
pub fn topic(name: &str) -> Option<CandidateKind> {
    PLACEHOLDERS.iter().find(|(known, _)| *known == name).map(|(_, topic)| *topic)
}

fn add(arg: Arg, topic: CandidateKind, words: &[OsString], open: Open) -> Arg {
    let words = words.to_vec();
    let complete = move |begun: &OsStr| -> Vec<CompletionCandidate> {
        let (data, overlays) = directories(&words);
        let Some(data) = open(data.as_deref(), &overlays) else { return Vec::new() };
        let topic = narrowed(topic, &words, &data);
        let found = of(topic, &begun.to_string_lossy(), &data);
        let candidate = |(value, says): (String, String)| {
            CompletionCandidate::new(value).help(Some(aicloud_core::clean::clean(&says).into()))
        };
        found.into_iter().map(candidate).collect()
    };
    arg.add(ArgValueCompleter::new(complete))
}

/// Of a cloud and a product, the one that is not there yet.
fn narrowed(topic: CandidateKind, words: &[OsString], data: &DataSet) -> CandidateKind {
    if topic != CandidateKind::CloudOrProduct {
        return topic;
    }
    let typed = words.iter().rev().skip(1).filter_map(|word| word.to_str());
    let typed: Vec<&str> = typed.filter(|word| !word.starts_with('-')).collect();
    let catalog = &data.catalog;
    if typed.iter().any(|word| names::cloud(word, catalog).is_ok()) {
        CandidateKind::Product
    } else if typed.iter().any(|word| names::product(word, catalog).is_ok()) {
        CandidateKind::Cloud
    } else {
        topic
    }
}

/// The data that the line names, as far as can be told of an unfinished one.
fn directories(words: &[OsString]) -> (Option<PathBuf>, Vec<PathBuf>) {
    let named = |flag: &str| -> Vec<PathBuf> {
        let behind = words.windows(2).filter(|pair| pair[0] == flag).map(|pair| pair[1].clone());
        let joined = words.iter().filter_map(|word| {
            word.to_str()?.strip_prefix(flag)?.strip_prefix('=').map(OsString::from)
        });
        behind.chain(joined).map(PathBuf::from).collect()
    };
    (named("--data").pop(), named("--overlay"))
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::topic;

    /// Names of values that are the user's own words, or that clap lists itself.
    const OWN: &[&str] = &[
        "A,B", "FIELDS", "FILE", "DIR", "TEXT", "TOKENS", "N", "DAYS", "IN:OUT", "SCOPE", "KIND",
        "KEY", "SVG", "DIR|FILE",
    ];

    #[test]
    fn every_value_is_completed_or_is_free_text() {
        fn look(command: &Command, unknown: &mut Vec<String>) {
            for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
                let name = arg.get_value_names().and_then(|names| names.first());
                let name = name.map(ToString::to_string).unwrap_or_default();
                let listed = !arg.get_possible_values().is_empty();
                if !listed && topic(&name).is_none() && !OWN.contains(&name.as_str()) {
                    unknown.push(format!("{} {name}", command.get_name()));
                }
            }
            command.get_subcommands().for_each(|sub| look(sub, unknown));
        }
        let mut command = crate::cli::Cli::command();
        command.build();
        let mut unknown = Vec::new();
        look(&command, &mut unknown);
        assert!(unknown.is_empty(), "say what these are in PLACEHOLDERS: {unknown:?}");
    }
}
