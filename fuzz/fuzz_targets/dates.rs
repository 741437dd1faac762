//! Bytes to what `tests/fuzzed/dates.rs` makes of them.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| aicloud_fuzz::fuzzed::dates::run(data));
