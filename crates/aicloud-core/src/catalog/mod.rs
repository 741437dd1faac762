//! The data set as it is asked: the records themselves, found by id, with what is
//! looked up too often, or over too many records, to be worked out each time.
//!
//! [`store`] holds the records, [`list`] those of a kind, `index` what is looked up,
//! which `indexing` makes of the records; [`mod@derive`] tells what a record leaves
//! to be derived. The same code makes a catalog of a user's files and, when the program
//! is built, of the shipped ones.

pub mod basis;
pub mod derive;
mod index;
mod indexing;
pub mod list;
pub mod store;

pub use basis::Basis;
pub use derive::Milestone;
pub use store::{Catalog, Location};
