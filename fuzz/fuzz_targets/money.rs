//! Bytes to what `tests/fuzzed/money.rs` makes of them.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| aicloud_fuzz::fuzzed::money::run(data));
