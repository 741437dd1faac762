//! List prices: what a price is for, what it meters, and what a cell shows of
//! an offer's prices.
//!
//! [`settle`] decides between statements, [`mod@history`] follows them over time,
//! [`charge`] takes a buyer's discounts off, [`listing`] puts the prices of several
//! clouds side by side.

pub mod charge;
pub mod cost;
pub mod history;
pub mod listing;
pub mod meters;
pub mod portfolio;
pub mod quote;
pub mod settle;
pub mod slot;

pub use history::history;
pub use meters::{Blend, Meters};
pub use quote::{Quote, cheapest_standard, quote};
pub use settle::{Authority, Lost, Settled, settled};
pub use slot::Slot;
