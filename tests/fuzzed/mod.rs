//! What is done with bytes that a fuzzer made up, one file a target: nothing may
//! panic, hang or break the law of the file. The crate in `fuzz/` runs these for
//! as long as one likes, `tests/library/corpora.rs` over the corpora that it keeps.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a fuzzer finds panics, and so does a test"
)]

pub mod change;
pub mod choices;
pub mod dates;
pub mod importers;
pub mod loader;
pub mod money;
pub mod overlay;
pub mod query;
pub mod sky;
