//! What is done with the bytes of a fuzzer. It stands among the tests, which run
//! every file of the corpora through it.

#[path = "../../tests/fuzzed/mod.rs"]
pub mod fuzzed;
