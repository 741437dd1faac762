//! The commands, one file each: the arguments, and what people read of the answer.
//! What is asked and the rows stand in `aicloud-query`.

pub mod when;

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

    /// The answer of a command that looks at no data.
    ///
    /// # Errors
    /// A question that cannot be answered.
    fn without_data(&self, _context: &Early<'_>) -> Result<Option<String>, Failure> {
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

/// What is known before any data is opened.
#[derive(Clone, Copy, Debug)]
pub struct Early<'a> {
    /// The file or directory that takes the answer.
    pub out: Option<&'a std::path::Path>,
}
