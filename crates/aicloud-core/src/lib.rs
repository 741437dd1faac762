//! Which cloud may sell which AI product, to whom, where, since when, and on what
//! evidence: the model and the reasoning, without files, clock or printing.
//!
//! - [`model`]: the nouns, one record of the data set each.
//! - [`catalog`]: the records of a data set, found by id.
//! - [`rights`]: whether a cloud may sell or host a product, with proof.
//! - [`offers`]: what is on sale, where and since when, beside the right.
//! - [`prices`]: list prices, and what a workload costs.
//! - [`claims`]: price-performance claims held against prices and scores.
//! - [`evidence`]: what happened, what changed, what ends, what contradicts what.
//! - [`coverage`]: what is not known.

pub mod catalog;
pub mod claims;
pub mod clean;
pub mod coverage;
pub mod evidence;
pub mod failure;
pub mod few;
pub mod model;
pub mod names;
pub mod offers;
pub mod prices;
pub mod rights;
