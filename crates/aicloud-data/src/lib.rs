//! Bytes to catalog.
//!
//! YAML is read by [`load`] into typed records, [`check`] finds every fault in
//! them, [`dataset`] makes an [`aicloud_core::catalog`] of them that can be asked, and
//! [`snapshot`] packs it into the bytes that the program embeds. A user's own directory
//! goes through the same functions at run time that the shipped data goes through at
//! build time.

pub mod basis;
pub mod census;
pub mod check;
pub mod dataset;
pub mod export;
pub mod fault;
mod file_outline;
pub mod folder;
mod guard;
pub mod kinds;
pub mod load;
pub mod overrides;
mod place;
pub mod rules;
pub mod snapshot;
pub mod span;
mod spot;
pub mod yaml;

pub use dataset::DataSet;
pub use fault::{Fault, Faults};
