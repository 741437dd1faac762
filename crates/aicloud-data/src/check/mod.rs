//! The rules that records must keep, each a small function: every fault is
//! found, not only the first.
//!
//! `links` looks at references between records, `shape` at each record by
//! itself, `prices` at amounts and discounts, `claims` at claims and benchmark
//! scores, `dates` at the order of days.

mod checker;
mod claims;
mod dates;
mod faults;
mod form;
mod links;
mod prices;
mod shape;
mod warnings;

pub use checker::placed;
pub(crate) use faults::resolves;
pub use faults::{faults, sort};
pub use form::form;
pub use warnings::warnings;
