//! Every file of the corpora in `fuzz/` through what the fuzzers do with it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::panic;
use std::path::Path;

use crate::fuzzed;

/// Runs a target over its corpus.
fn replay(target: &str, run: fn(&[u8])) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{target} has no corpus");
    for file in files {
        let bytes = fs::read(&file).unwrap();
        assert!(panic::catch_unwind(|| run(&bytes)).is_ok(), "{}", file.display());
    }
}

/// Declares a test of each target.
macro_rules! targets {
    ($($target:ident),*) => {$(
        #[test]
        fn $target() {
            replay(stringify!($target), fuzzed::$target::run);
        }
    )*};
}

targets!(dates, importers, loader, money, overlay, query);
