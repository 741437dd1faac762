//! `diff`: what is different between two days.

mod differences;
mod rows;

pub use differences::{ChangeKind, DiffQuestion, Differences, diff};
pub use rows::{Became, Cause, DiffKeys, DiffRow, SCHEMA, became, causes};
