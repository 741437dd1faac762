//! Bytes to what `tests/fuzzed/importers.rs` makes of them.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| aicloud_fuzz::fuzzed::importers::run(data));
