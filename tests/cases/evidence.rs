//! What the commands on evidence over time answer about the shipped data, as
//! tables: `tests/evidence/*.yaml`, one file a command.
//!
//! A case asks one question, usually with two days by which sources had been
//! published: what could be known then, and what is known now. `rows` is how many
//! rows there are; each entry of `has` must be a part of some row, or of the
//! whole answer of `may`, and no entry of `lacks` may be. A list holds the
//! entries that are looked for, among others; an empty one is empty. A key must
//! be there, if only with nothing in it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use libtest_mimic::Trial;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::support;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    /// The command and its arguments, as typed.
    ask: String,
    known: Vec<Known>,
    /// Why the answers are what they are.
    why: String,
}

/// What is answered with the sources of a day.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    /// The day; every source where none is given.
    by: Option<String>,
    #[serde(default)]
    exit: i32,
    rows: Option<usize>,
    #[serde(default)]
    has: Vec<Map<String, Value>>,
    #[serde(default)]
    lacks: Vec<Map<String, Value>>,
}

/// Whether a value holds all that is expected of it.
fn holds(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            let part = |(key, value)| found.get(key).is_some_and(|found| holds(found, value));
            expected.iter().all(part)
        }
        (Value::Array(found), Value::Array(expected)) => {
            found.is_empty() == expected.is_empty()
                && expected.iter().all(|value| found.iter().any(|one| holds(one, value)))
        }
        _ => found == expected,
    }
}

fn ask(case: &Case, known: &Known) -> (Value, i32) {
    let mut command = support::aicloud();
    command.args(["-o", "json"]).args(case.ask.split_whitespace());
    if let Some(day) = &known.by {
        command.args(["--known-by", day]);
    }
    let answer = command.output().unwrap();
    let stderr = String::from_utf8_lossy(&answer.stderr);
    let document = serde_json::from_slice(&answer.stdout);
    let document = document.unwrap_or_else(|error| panic!("{}: {error}: {stderr}", case.id));
    (document, answer.status.code().unwrap())
}

/// What is wrong with an answer.
fn faults(case: &Case, known: &Known) -> Vec<String> {
    let (document, exit) = ask(case, known);
    let rows = document["rows"].as_array().cloned();
    let rows = rows.unwrap_or_else(|| vec![document]);
    let mut faults = Vec::new();
    if exit != known.exit {
        faults.push(format!("exit {exit}, not {}", known.exit));
    }
    if known.rows.is_some_and(|expected| expected != rows.len()) {
        faults.push(format!("{} rows, not {}", rows.len(), known.rows.unwrap()));
    }
    let any = |expected: &Map<String, Value>| {
        rows.iter().any(|row| holds(row, &Value::Object(expected.clone())))
    };
    let text = |part: &Map<String, Value>| serde_json::to_string(part).unwrap();
    faults.extend(known.has.iter().filter(|part| !any(part)).map(|p| format!("no {}", text(p))));
    let unwanted = known.lacks.iter().filter(|part| any(part));
    faults.extend(unwanted.map(|part| format!("there is {}", text(part))));
    faults
}

/// What is wrong with any answer to a case.
fn hold(case: &Case) -> Result<(), String> {
    let mut told = String::new();
    for known in &case.known {
        let faults = faults(case, known);
        if !faults.is_empty() {
            let by = known.by.as_deref().unwrap_or("now");
            told += &format!("known by {by}: {}\n", case.why);
            told.extend(faults.iter().map(|fault| format!("  {fault}\n")));
        }
    }
    if told.is_empty() { Ok(()) } else { Err(told) }
}

pub(crate) fn trials() -> Vec<Trial> {
    let trials =
        crate::rows("tests/evidence", 6).into_iter().map(|(table, case): (String, Case)| {
            crate::case(format!("evidence/{table}/{}", case.id), move || hold(&case))
        });
    trials.collect()
}
