//! Options of a command that are described when that command is asked for.

use std::ops::Deref;

use clap::{ArgMatches, Args, Command, FromArgMatches};

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
    let described = A::augment_args(command);
    match about {
        Some(about) => described.about(about).long_about(None),
        None => described,
    }
}
