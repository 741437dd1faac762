//! What every command does with its arguments.

use std::path::Path;

use crate::context::Context;
use crate::exit::Exit;
use crate::output::Format;
use aicloud_core::failure::Failure;

/// What a command does with its arguments.
pub trait Run {
    /// Answers.
    ///
    /// # Errors
    /// A question that cannot be answered, or output that cannot be written.
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure>;

    /// The answer of a command that looks at no data; `out` is the file or directory
    /// that takes it.
    ///
    /// # Errors
    /// A question that cannot be answered.
    fn without_data(&self, _out: Option<&Path>) -> Result<Option<String>, Failure> {
        Ok(None)
    }

    /// Which data the command looks at.
    fn data(&self) -> DataUse {
        DataUse::Named
    }

    /// Whether the command can be answered again without an override, to see what
    /// the override touches: it reads no standard input and writes nothing.
    fn is_repeatable(&self) -> bool {
        true
    }

    /// Whether `--out` names a file or a directory that the command writes itself.
    fn writes_out(&self, _format: Format) -> bool {
        false
    }

    /// Whether a number given to `--output` is the number of output tokens.
    fn takes_output_tokens(&self) -> bool {
        false
    }
}

/// Which data a command looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataUse {
    /// That which the options name, else the built-in data.
    Named,
    /// The command looks by itself at what the options name, which may be unsound.
    ByItself,
    /// The built-in data: the options are shown, not heeded.
    BuiltIn,
}
