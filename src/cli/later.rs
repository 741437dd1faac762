//! Options of a command that are described when that command is asked for.

use std::ops::{Deref, DerefMut};

use clap::builder::StyledStr;
use clap::{ArgMatches, Args, Command, FromArgMatches};

use crate::cli::Global;

/// What the examples of a command stand under.
const HEADING: &str = "Examples\n";
/// What the short help leaves out.
const MORE: &str = "Options of every command, and more on this one: --help";

/// Arguments of a command whose description clap builds only for that command:
/// describing every option of every other one would take longer than an answer.
#[derive(Debug)]
pub struct Later<A>(A);

impl<A> Deref for Later<A> {
    type Target = A;

    fn deref(&self) -> &A {
        &self.0
    }
}

impl<A> DerefMut for Later<A> {
    fn deref_mut(&mut self) -> &mut A {
        &mut self.0
    }
}

impl<A: Args> Args for Later<A> {
    fn augment_args(command: Command) -> Command {
        command.defer(describe::<A>)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<A: FromArgMatches> FromArgMatches for Later<A> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        A::from_arg_matches(matches).map(Self)
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, clap::Error> {
        A::from_arg_matches_mut(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.update_from_arg_matches(matches)
    }
}

/// What the list of commands says about a command stays what it says itself.
fn describe<A: Args>(command: Command) -> Command {
    let about = command.get_about().cloned();
    let described = arranged(with_global(A::augment_args(command)));
    match about {
        Some(about) => described.about(about),
        None => described,
    }
}

/// With the options of every command, which say nothing of what this one does.
/// A command of several takes them before and behind the name of the one asked.
fn with_global(command: Command) -> Command {
    if command.has_subcommands() {
        let common = Global::augment_args(Command::new("common"));
        return command.args(common.get_arguments().map(|arg| arg.clone().global(true)));
    }
    let (about, long) = (command.get_about().cloned(), command.get_long_about().cloned());
    let command = Global::augment_args(command).about(about.unwrap_or_default());
    match long {
        Some(long) => command.long_about(long),
        None => command.long_about(None),
    }
}

/// One line on what it does, examples, options; what takes longer to say, last
/// and with `--help` alone.
fn arranged(command: Command) -> Command {
    let text = |text: Option<&StyledStr>| text.map(ToString::to_string).unwrap_or_default();
    let said = text(command.get_long_about());
    let notes = said.split_once("\n\n").map_or("", |(_, notes)| notes);
    let after = text(command.get_after_help());
    let (examples, rest) = split_examples(&after);
    let end: Vec<&str> =
        [rest.as_str(), notes].into_iter().filter(|text| !text.is_empty()).collect();
    let end = end.join("\n\n");
    let mut command = command
        .help_template("{about}\n\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}")
        .long_about(None)
        .before_help(examples)
        .after_help(MORE)
        .after_long_help(end);
    if command.has_subcommands() {
        command = command.mut_subcommands(arranged);
    }
    command
}

/// Takes the examples out of the text behind the options.
fn split_examples(after: &str) -> (String, String) {
    let Some(start) =
        after.find(HEADING).filter(|at| after[..*at].is_empty() || after[..*at].ends_with('\n'))
    else {
        return (String::new(), after.to_owned());
    };
    let end = after[start..].find("\n\n").map_or(after.len(), |end| start + end);
    let rest = format!("{}{}", &after[..start], after[end..].trim_start());
    (after[start..end].to_owned(), rest.trim_end().to_owned())
}
