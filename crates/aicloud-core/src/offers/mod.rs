//! What is on sale: availability, and each offer beside its right and its price.

pub mod availability;
pub mod findings;
pub mod matrix;
pub mod rows;
