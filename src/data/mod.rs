//! Bytes to catalog.
//!
//! YAML is read by [`load`] into typed records, [`check`] finds every fault in
//! them, [`compile`] resolves ids into the dense [`facts`] that the engine
//! reasons over, and [`snapshot`] packs both into the bytes that the program
//! embeds. A user's own directory goes through the same functions at run time
//! that the shipped data goes through at build time.

pub mod bytes;
mod candidates;
pub mod catalog;
pub mod check;
pub mod clean;
pub mod compile;
mod compile_offers;
pub mod facts;
pub mod fault;
mod guard;
pub mod kinds;
pub mod listed;
pub mod load;
pub mod names;
pub mod offer_facts;
pub mod overrides;
pub mod packed;
mod place;
pub mod product_facts;
pub mod rules;
pub mod snapshot;
pub mod span;
pub mod spellings;
pub mod text;
pub mod voices;
pub mod yaml;

pub use catalog::Catalog;
pub use facts::Facts;
pub use fault::{Fault, Faults};
