//! Bytes to catalog.
//!
//! YAML is read by [`load`] into typed records, [`check`] finds every fault in
//! them, [`compile`] resolves ids into the dense [`aicloud_core::facts`] that the engine
//! reasons over, and [`snapshot`] packs both into the bytes that the program
//! embeds. A user's own directory goes through the same functions at run time
//! that the shipped data goes through at build time.

mod candidates;
pub mod catalog;
pub mod census;
pub mod check;
pub mod compile;
mod compile_offers;
pub mod export;
pub mod fault;
pub mod folder;
mod guard;
pub mod kinds;
pub mod load;
pub mod overrides;
mod place;
pub mod rules;
pub mod snapshot;
pub mod span;
pub mod yaml;

pub use catalog::Catalog;
pub use fault::{Fault, Faults};
