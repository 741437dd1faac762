//! What claims come to, as tables: `tests/audits/*.yaml`.
//!
//! A case asks for one claim and names every line of the answer: the verdict of
//! the claim, then each subject against each comparator. The arithmetic stands by
//! hand in `why`. Unless a case is `shipped`, its data are `tests/cmd/fixture-data`
//! with `tests/audits/yard` on top.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use libtest_mimic::Trial;
use serde::Deserialize;
use serde_json::Value;

use crate::support;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    /// Arguments of `audit`, as typed.
    ask: String,
    /// Whether it is about the shipped data.
    #[serde(default)]
    shipped: bool,
    /// The claim as `verdict [better_subject] [supported] on DAY [today VERDICT] [missing ...]`,
    /// then each pair as `subject/comparator low..high [mix] needs N verdict`, then
    /// each wording that differs as `as SOURCE: HEDGE FACTOR verdict`.
    lines: Vec<String>,
    /// The arithmetic, by hand.
    why: String,
}

/// A number in at most four places; `-` for nothing.
fn number(value: &Value) -> String {
    match value.as_f64() {
        None => "-".to_owned(),
        Some(number) => {
            let text = format!("{number:.4}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
    }
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or("-")
}

fn list(value: &Value) -> String {
    let words = value.as_array().into_iter().flatten().map(word);
    words.collect::<Vec<_>>().join("; ")
}

fn claim(row: &Value, shipped: bool) -> String {
    let mut line = word(&row["verdict"]).to_owned();
    if let Some(better) = row["better_subject"].as_str() {
        write!(line, " {better}").unwrap();
    }
    match row["performance_supported"] {
        Value::Bool(true) => line += " supported",
        Value::Bool(false) => line += " unsupported",
        _ => {}
    }
    write!(line, " on {}", word(&row["prices_on"])).unwrap();
    // What the shipped data says of tomorrow may end a price.
    if !shipped && row["verdict_today"] != row["verdict"] {
        write!(line, " today {}", word(&row["verdict_today"])).unwrap();
    }
    let missing = list(&row["missing"]);
    if !missing.is_empty() {
        write!(line, " missing {missing}").unwrap();
    }
    line
}

fn pair(pair: &Value) -> String {
    let name = |side: &str| word(&pair[side]).rsplit('/').next().unwrap().to_owned();
    let mut line = format!("{}/{}", name("subject"), name("comparator"));
    let low = number(&pair["price_ratio_low"]);
    let high = number(&pair["price_ratio_high"]);
    write!(line, " {low}..{high}").unwrap();
    if let Some(mix) = pair["mix"].as_str() {
        write!(line, " {mix}").unwrap();
        if pair["ratio_at_mix"] != pair["factor"] {
            write!(line, " gives {}", number(&pair["ratio_at_mix"])).unwrap();
        }
    }
    let needed = number(&pair["needed_performance"]);
    write!(line, " needs {needed} {}", word(&pair["pair_verdict"])).unwrap();
    if pair["prices_contested"] == true {
        line += " contested";
    }
    let scores = pair["benchmarks"].as_array().into_iter().flatten();
    for one in scores.filter(|one| one["score_ratio"].is_number()) {
        let says = match &one["bears_out"] {
            Value::Bool(true) => "for",
            Value::Bool(false) => "against",
            _ => "cannot tell",
        };
        write!(line, ", {} {}", word(&one["suite"]), number(&one["score_ratio"])).unwrap();
        if one["per_solved_ratio"].is_number() {
            write!(line, " solved {}", number(&one["per_solved_ratio"])).unwrap();
        }
        write!(line, " {says}").unwrap();
    }
    line
}

fn ask(case: &Case) -> Vec<String> {
    let mut command = support::undisturbed(support::PROGRAM);
    if !case.shipped {
        command.args(["--data", "tests/cmd/fixture-data", "--overlay", "tests/audits/yard"]);
    }
    command.args(["-o", "json", "audit"]).args(case.ask.split_whitespace());
    let answer = command.output().unwrap();
    let stderr = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{}: {stderr}", case.id);
    let document: Value = serde_json::from_slice(&answer.stdout).unwrap();
    let rows = document["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1, "{}", case.id);
    let pairs = rows[0]["pairs"].as_array().unwrap().iter().map(pair);
    let versions = rows[0]["versions"].as_array().unwrap().iter();
    let versions = versions.filter(|version| version["differs"] == true).map(|version| {
        let factor = number(&version["factor"]);
        format!(
            "as {}: {} {factor} {}",
            word(&version["source"]),
            word(&version["hedge"]),
            word(&version["verdict"])
        )
    });
    [claim(&rows[0], case.shipped)].into_iter().chain(pairs).chain(versions).collect()
}

pub(crate) fn trials() -> Vec<Trial> {
    let trials = crate::rows("tests/audits", 4).into_iter().map(|(table, case): (String, Case)| {
        crate::case(format!("audits/{table}/{}", case.id), move || {
            crate::differs(&case.why, &case.lines, &ask(&case))
        })
    });
    trials.collect()
}
