//! What workloads cost, as tables: `tests/costs/*.yaml`.
//!
//! A case names a product, a day, a workload and overlays beside the data in
//! `tests/costs/prices`, and every line of the answer that can be had or has a
//! price: cloud, scope, rank, total. The arithmetic stands by hand in `why`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use libtest_mimic::Trial;
use serde::Deserialize;
use serde_json::Value;

use crate::support;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    /// Arguments of `cost`, as typed.
    ask: String,
    as_of: String,
    #[serde(default)]
    overlays: Vec<String>,
    /// Lines as `rank cloud scope [within] status total [low..high] [- missing]`.
    lines: Vec<String>,
    /// The arithmetic, by hand.
    why: String,
}

/// The lines of an answer: those with a price or a place in it.
fn lines(document: &Value) -> Vec<String> {
    let rows = document["rows"].as_array().unwrap().iter();
    rows.filter(|row| row["missing"] != serde_json::json!(["no offer on record"]))
        .map(line)
        .collect()
}

fn line(row: &Value) -> String {
    let word = |name: &str| match &row[name] {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    };
    let mut line = format!("{} {}", word("rank"), word("cloud"));
    for part in [word("scope"), word("within"), word("status"), word("total_usd")] {
        if !part.is_empty() {
            line += &format!(" {part}");
        }
    }
    if row["total_low"] != row["total_high"] {
        line += &format!(" {}..{}", word("total_low"), word("total_high"));
    }
    if row["rank"].is_null() {
        line += &format!(" - {}", word("not_ranked_because"));
    }
    line
}

fn ask(case: &Case) -> Value {
    let mut command = support::undisturbed(support::PROGRAM);
    command.args(["--data", "tests/cmd/fixture-data"]);
    for overlay in std::iter::once("prices").chain(case.overlays.iter().map(String::as_str)) {
        command.arg("--overlay").arg(format!("tests/costs/{overlay}"));
    }
    command.args(["-o", "json", "--as-of", &case.as_of, "cost"]).args(case.ask.split_whitespace());
    let answer = command.output().unwrap();
    let stderr = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{}: {stderr}", case.id);
    serde_json::from_slice(&answer.stdout).unwrap()
}

pub(crate) fn trials() -> Vec<Trial> {
    let trials = crate::rows("tests/costs", 4).into_iter().map(|(table, case): (String, Case)| {
        crate::case(format!("costs/{table}/{}", case.id), move || {
            crate::differs(&case.why, &case.lines, &lines(&ask(&case)))
        })
    });
    trials.collect()
}
