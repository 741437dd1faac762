//! Broken data: `tests/bad/<code>.yaml`, and `<code>.<variant>.yaml` where one
//! case does not tell all, each the smallest that breaks the rule.
//!
//! A case is laid over `tests/cmd/fixture-data`. After a `# ` line that says
//! what is wrong come `#! ` lines with the findings, all of them and as they are
//! printed, and `#> PATH` before each file; `#> PATH hex` before bytes that are
//! no text.
//!
//! `AICLOUD_REWRITE=1 cargo test --test faults` writes down what is found now.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use aicloud::data::{Catalog, Faults};

const SOUND: &str = "tests/cmd/fixture-data";

fn files(dir: &str, ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(path.to_str().unwrap(), ending));
        } else if path.extension().is_some_and(|found| found == ending) {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn stem(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

/// Writes the files of a case into a directory of its own.
fn lay_out(text: &str, dir: &Path) {
    let _ = fs::remove_dir_all(dir);
    fs::create_dir_all(dir).unwrap();
    for section in text.split("#> ").skip(1) {
        let (head, body) = section.split_once('\n').unwrap();
        let (path, bytes) = match head.strip_suffix(" hex") {
            None => (head, body.as_bytes().to_vec()),
            Some(path) => {
                let byte = |digits| u8::from_str_radix(digits, 16).unwrap();
                (path, body.split_whitespace().map(byte).collect())
            }
        };
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// What is found in a case, a line for each fault.
fn findings(dir: &Path) -> Vec<String> {
    let Err(error) = Catalog::open(&[PathBuf::from(SOUND), dir.to_path_buf()]) else {
        return Vec::new();
    };
    let faults = error.downcast_ref::<Faults>().unwrap();
    let inside = format!("{}/", dir.display());
    faults.0.iter().map(|fault| fault.to_string().replace(&inside, "")).collect()
}

#[test]
fn each_fault_is_found_and_told() {
    let rewrite = std::env::var_os("AICLOUD_REWRITE").is_some();
    let mut failures = String::new();
    for path in files("tests/bad", "yaml") {
        let text = fs::read_to_string(&path).unwrap();
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faults").join(stem(&path));
        lay_out(&text, &dir);
        let found = findings(&dir);
        let expected: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("#! ")).collect();
        if rewrite {
            let (what, rest) = text.split_once('\n').unwrap();
            let files = &rest[rest.find("#> ").unwrap()..];
            let told: Vec<String> = found.iter().map(|line| format!("#! {line}\n")).collect();
            fs::write(&path, format!("{what}\n{}{files}", told.concat())).unwrap();
            continue;
        }
        let code = stem(&path).split('.').next().unwrap();
        if found != expected || !found.iter().any(|line| line.ends_with(&format!("[{code}]"))) {
            writeln!(failures, "\n{}", path.display()).unwrap();
            let expected = expected.iter().map(|line| format!("  - {line}\n"));
            let found = found.iter().map(|line| format!("  + {line}\n"));
            failures.extend(expected.chain(found));
        }
    }
    assert!(failures.is_empty(), "- as expected, + as it is\n{failures}");
}

#[test]
fn the_data_under_the_cases_is_sound() {
    Catalog::open(&[PathBuf::from(SOUND)]).unwrap();
}

/// The codes that stand in the source, where faults are made.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for path in files("src/data", "rs") {
        let text = fs::read_to_string(path).unwrap();
        for call in ["report(", "report_at(", "code:"] {
            for after in text.split(call).skip(1) {
                let Some(rest) = after.trim_start().strip_prefix('"') else { continue };
                codes.insert(rest.split('"').next().unwrap().to_owned());
            }
        }
    }
    codes
}

#[test]
fn every_code_has_a_case_and_every_case_a_code() {
    let cases: BTreeSet<String> = files("tests/bad", "yaml")
        .iter()
        .map(|path| stem(path).split('.').next().unwrap().to_owned())
        .collect();
    let codes = codes();
    assert!(codes.len() > 15, "the codes are not found in the source any more");
    let missing: Vec<&String> = codes.difference(&cases).collect();
    let unknown: Vec<&String> = cases.difference(&codes).collect();
    assert!(missing.is_empty(), "no file in tests/bad for {missing:?}");
    assert!(unknown.is_empty(), "no rule in src/data for {unknown:?}");
}
