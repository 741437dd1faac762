//! The shipped data, as the build packed it.

/// The bytes of [`crate::data::snapshot`], made from `data/` at build time.
pub static SNAPSHOT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/data.bin"));
