//! Tables of cases: transcripts, questions with their answers, broken data, the pages.
//!
//! Every row is a test with a name of its own, so it can be run alone. That is why this
//! program brings its own harness, which takes the arguments of the usual one:
//! `cargo test --test cases -- --list` names them all, and `cargo test --test cases
//! cmd/may.console:12` runs one. With `AICLOUD_REWRITE=1` the cases that hold answers
//! write down what is answered now, file by file.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

mod cases {
    /// What claims come to: `tests/audits`.
    pub(crate) mod audits;
    /// Broken data and what is found in it: `tests/bad`.
    pub(crate) mod bad;
    /// The shipped data in its canonical form.
    pub(crate) mod canonical;
    /// Transcripts of the command line: `tests/cmd`.
    pub(crate) mod console;
    /// What workloads cost: `tests/costs`.
    pub(crate) mod costs;
    /// The decision rule: `tests/decisions`.
    pub(crate) mod decisions;
    /// What the commands on evidence over time answer: `tests/evidence`.
    pub(crate) mod evidence;
    /// The blocks of README.md and CONTRIBUTING.md.
    pub(crate) mod pages;
    /// What every command prints, against its schema.
    pub(crate) mod schemas;
}

use std::collections::BTreeSet;
use std::fs;
use std::process::ExitCode;

use cases::{audits, bad, canonical, console, costs, decisions, evidence, pages, schemas};
use libtest_mimic::{Arguments, Failed, Trial};
use serde::de::DeserializeOwned;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let rewriting = std::env::var_os("AICLOUD_REWRITE").is_some();
    let trials = [
        audits::trials(),
        bad::trials(rewriting),
        canonical::trials(rewriting),
        console::trials(rewriting),
        costs::trials(),
        decisions::trials(),
        evidence::trials(),
        pages::trials(rewriting),
        schemas::trials(),
    ];
    let trials: Vec<Trial> = trials.into_iter().flatten().collect();
    let names: BTreeSet<&str> = trials.iter().map(Trial::name).collect();
    assert_eq!(names.len(), trials.len(), "two cases have one name");
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// A case that says what is wrong.
fn case(name: String, run: impl FnOnce() -> Result<(), String> + Send + 'static) -> Trial {
    Trial::test(name, || run().map_err(Failed::from))
}

/// What holds of a table as a whole.
fn check(table: &str, what: &str, run: fn()) -> Trial {
    case(format!("{table}/{what}"), move || {
        run();
        Ok(())
    })
}

/// The rows of every table in a folder, of which there are at least so many, each with
/// the name of its file.
fn rows<T: DeserializeOwned>(dir: &str, at_least: usize) -> Vec<(String, T)> {
    let paths = support::files(dir, "yaml");
    assert!(paths.len() >= at_least, "{dir} has but {} tables", paths.len());
    let tables = paths.into_iter().map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        let rows: Vec<T> = serde_yaml::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(!rows.is_empty(), "{} holds no case", path.display());
        let table = path.file_stem().unwrap().to_str().unwrap().to_owned();
        rows.into_iter().map(move |row| (table.clone(), row))
    });
    tables.flatten().collect()
}

/// The lines of an answer that is not what its row says.
fn differs(why: &str, expected: &[String], found: &[String]) -> Result<(), String> {
    if found == expected {
        return Ok(());
    }
    let expected = expected.iter().map(|line| format!("  - {line}\n"));
    let found = found.iter().map(|line| format!("  + {line}\n"));
    let lines: String = expected.chain(found).collect();
    Err(format!("{why}\n- as expected, + as it is\n{lines}"))
}
