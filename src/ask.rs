//! The commands as stories: resolve the question, ask the engine, hand the
//! answer to a report, choose the exit code.

pub mod data;
pub mod measure;
pub mod page;
pub mod shell;
pub mod validate;

pub use crate::context::unwritable;
