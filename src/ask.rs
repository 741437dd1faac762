//! `report`, until it has a file of its own.

pub mod page;
