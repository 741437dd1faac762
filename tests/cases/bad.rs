//! Broken data: `tests/bad/<code>.yaml`, and `<code>.<variant>.yaml` where one
//! case does not tell all, each the smallest that breaks the rule.
//!
//! A case is laid over `tests/cmd/fixture-data`. After a `# ` line that says
//! what is wrong come `#! ` lines with the findings, all of them and as they are
//! printed, each with the line that it points to and a mark under the offending
//! text (`#| `), and `#> PATH` before each file; `#> PATH hex` before bytes that
//! are no text. `#@ alone` lays the case over nothing.
//!
//! `AICLOUD_REWRITE=1 cargo test --test cases bad/` writes down what is found now.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use aicloud_core::model::PartialDate;
use aicloud_data::load;
use aicloud_data::load::Loaded;
use aicloud_data::rules::{RULES, Severity};
use aicloud_data::{DataSet, Fault, Faults};
use aicloud_query::data::validate::findings;
use libtest_mimic::Trial;

use crate::support;

const SOUND: &str = "tests/cmd/fixture-data";

fn stem(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

/// Writes the files of a case into a directory of its own.
fn lay_out(text: &str, dir: &Path) {
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

fn is_finding(line: &str) -> bool {
    line.starts_with("#! ") || line.starts_with("#| ")
}

/// What is found in a case: a line for each fault, and what it points to.
fn found(dir: &Path, alone: bool) -> Vec<String> {
    let mut dirs = vec![PathBuf::from(SOUND), dir.to_path_buf()];
    dirs.drain(..usize::from(alone));
    let mut loaded = Loaded::default();
    for dir in &dirs {
        load::directory(dir, &mut loaded).unwrap();
    }
    let day = "2026-11-23".parse::<PartialDate>().unwrap().first_day();
    let faults = findings(&mut loaded, day, day).unwrap();
    // An error makes the data unusable, and a warning does not.
    let opened = DataSet::read(Loaded::default(), &dirs, Some(day));
    let errors = faults.iter().filter(|fault| fault.severity() == Severity::Error).count();
    let refused = opened.err().map_or(0, |e| e.downcast_ref::<Faults>().unwrap().0.len());
    assert_eq!(refused, errors, "{}", dir.display());
    let inside = format!("{}/", dir.display());
    let lines = |fault: &Fault| {
        let told = format!("#! {}", fault.to_string().replace(&inside, ""));
        let picture = fault.picture(100).into_iter().flatten();
        std::iter::once(told).chain(picture.map(|line| format!("#| {line}"))).collect::<Vec<_>>()
    };
    faults.iter().flat_map(lines).collect()
}

/// Writes down what is found in a case now.
fn rewrite(path: &Path, text: &str, found: &[String]) {
    let (what, rest) = text.split_once('\n').unwrap();
    let files = &rest[rest.find("#@ ").or_else(|| rest.find("#> ")).unwrap()..];
    let told: Vec<String> = found.iter().map(|line| format!("{line}\n")).collect();
    fs::write(path, format!("{what}\n{}{files}", told.concat())).unwrap();
}

/// Holds a case to what it says, or writes down what is found now.
fn hold(path: &Path, rewriting: bool) -> Result<(), String> {
    let text = fs::read_to_string(path).unwrap();
    let dir = support::scratch(Path::new("bad").join(stem(path)));
    lay_out(&text, &dir);
    let found = found(&dir, text.contains("\n#@ alone\n"));
    if rewriting {
        rewrite(path, &text, &found);
        return Ok(());
    }
    let expected = text.lines().filter(|line| is_finding(line)).map(str::to_owned);
    crate::differs(&path.display().to_string(), &expected.collect::<Vec<_>>(), &found)?;
    let code = format!("[{}]", stem(path).split('.').next().unwrap());
    if found.iter().any(|line| line.ends_with(&code)) {
        return Ok(());
    }
    Err(format!("{}: no finding ends with {code}: {found:#?}", path.display()))
}

pub(crate) fn trials(rewriting: bool) -> Vec<Trial> {
    let mut trials = vec![
        crate::check("bad", "the data under the cases is sound", the_data_under_the_cases_is_sound),
        crate::check(
            "bad",
            "every rule has a case and every code is a rule",
            every_rule_has_a_case_and_every_code_is_a_rule,
        ),
    ];
    trials.extend(
        support::files("tests/bad", "yaml").into_iter().map(|path| {
            crate::case(format!("bad/{}", stem(&path)), move || hold(&path, rewriting))
        }),
    );
    trials
}

fn the_data_under_the_cases_is_sound() {
    let mut loaded = Loaded::default();
    load::directory(Path::new(SOUND), &mut loaded).unwrap();
    let day = "2026-11-23".parse::<PartialDate>().unwrap().first_day();
    assert_eq!(findings(&mut loaded, day, day).unwrap(), []);
}

/// The codes that stand in the source, where faults are made.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for path in ["crates/aicloud-data/src", "src/commands", "crates/aicloud-query/src"]
        .into_iter()
        .flat_map(|dir| support::files_below(dir, "rs"))
    {
        let text = fs::read_to_string(path).unwrap();
        for call in ["report(", "report_missing(", "of_file(", "fault(", "check::placed("] {
            for after in text.split(call).skip(1) {
                let Some(rest) = after.trim_start().strip_prefix('"') else { continue };
                codes.insert(rest.split('"').next().unwrap().to_owned());
            }
        }
    }
    codes
}

fn every_rule_has_a_case_and_every_code_is_a_rule() {
    let cases: BTreeSet<String> = support::files("tests/bad", "yaml")
        .iter()
        .map(|path| stem(path).split('.').next().unwrap().to_owned())
        .collect();
    let rules: BTreeSet<String> = RULES.iter().map(|rule| rule.code.to_owned()).collect();
    assert_eq!(cases, rules, "tests/bad has a case for each rule, and no other");
    let codes = codes();
    assert!(codes.len() > 30, "the codes are not found in the source any more");
    assert!(codes.is_subset(&rules), "no rule for {:?}", codes.difference(&rules));
}
