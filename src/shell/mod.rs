//! Shell integration: completion scripts, what they offer, and manual pages.
//!
//! The only room that knows `clap_complete` and `clap_mangen`. The command line
//! says of each value what it is by its name (`CLOUD`, `PRODUCT`, `SOURCE`), and
//! [`candidates`] says what there is of it in the data.

pub mod candidates;
pub mod completions;
pub mod man;
