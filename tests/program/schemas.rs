//! Every command's JSON fits the schema that the program prints for it, and every
//! schema names the columns of its command.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use aicloud_query::schemas::OUTPUTS;
use serde_json::Value;

use crate::support;

/// What is asked for each schema, on the shipped data.
const ASKED: &[(&str, &str)] = &[
    ("compare", "compare --cloud all --all"),
    ("compare", "compare --vendor anthropic --as-of 2026-03-01 --known-by 2026-02-01"),
    ("where", "where gpt-oss-120b --cloud all"),
    ("where", "where frontier --evidence press --segment us-government"),
    ("may", "may aws frontier --as-of 2026-03-25"),
    ("may", "may aws gpt-5.5 --according-to amazon-2026-04-28"),
    ("may", "may azure frontier --evidence primary --as-of 2026-05-01"),
    ("may", "may google-cloud gpt-oss-120b"),
    ("may", "may google-cloud gpt-5.5 --as-of 2026-05-01 --known-by 2026-04-01"),
    ("when", "when aws gpt-5.5"),
    ("when", "when azure frontier"),
    ("price", "price gpt-oss-120b gpt-5.5 codex claude-opus-4.6 --all"),
    ("price", "price gpt-5.6-luna --history"),
    ("price", "price deepseek-v4-pro --tier off-peak"),
    (
        "price",
        "price ingot --all --data tests/cmd/fixture-data --overlay tests/costs/prices --as-of 2026-07-10",
    ),
    ("cost", "cost gpt-oss-120b gpt-5.5 --input 10M --cached 2M --output 2M --all"),
    ("cost", "cost --workload tests/cmd/schema-workload.yaml"),
    ("cost", "cost --workload tests/cmd/schema-workload.yaml --totals"),
    ("conflicts", "conflicts --all"),
    ("diff", "diff 2026-01-01 2026-11-01 --all"),
    ("timeline", "timeline --all"),
    ("expiring", "expiring --within 900d"),
    ("expiring", "expiring --kind source --stale 30d"),
    ("watchlist", "watchlist"),
    ("audit", "audit"),
    ("audit", "audit aws-oss-r1 --according-to aws-2025-08-05"),
    ("pairs", "audit --pairs --as-of 2025-08-05"),
    ("check", "watchlist check tests/cmd/schema-watch.yaml"),
    ("list", "list products"),
    ("list", "list conflicts"),
    ("list", "list terms --product frontier"),
    ("show", "show msoa-2026-04-any-cloud"),
    ("show", "show c01"),
    ("show", "show aws/bedrock/gpt-5.5"),
    ("where", "where gpt-oss-120b --overlay tests/cmd/shipped-overrides"),
    ("may", "may aws gpt-5.5 --overlay tests/cmd/shipped-overrides"),
    ("validate", "data validate tests/cmd/broken-overlay --data tests/cmd/fixture-data"),
    ("rule", "data rule"),
    ("basis", "data basis"),
    ("stats", "data stats"),
    ("coverage", "data coverage"),
    ("export", "data export sources"),
    ("import", "data import litellm tests/import/litellm.json --dry-run"),
    ("config", "config show --origin"),
    ("config", "config show"),
    ("error", "show no-such-record"),
    ("error", "compare --segment no-such-segment"),
];

fn aicloud(line: &str) -> Value {
    let mut program = support::aicloud();
    let done = program.args(line.split(' ')).args(["-o", "json"]).output().unwrap();
    let text = if done.stdout.is_empty() { done.stderr } else { done.stdout };
    serde_json::from_slice(&text)
        .unwrap_or_else(|error| panic!("{line}: {error}: {}", String::from_utf8_lossy(&text)))
}

/// What of an answer does not fit a schema.
fn faults(answer: &Value, schema: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors = validator.iter_errors(answer);
    errors.map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The names of every schema.
fn names() -> Vec<&'static str> {
    OUTPUTS.iter().map(|output| output.name).collect()
}

#[test]
fn every_answer_fits_its_schema() {
    let mut found = Vec::new();
    for (name, line) in ASKED {
        let schema = aicloud(&format!("data schema output.{name}"));
        let answer = aicloud(line);
        if let Some(rows) = answer.get("rows").and_then(Value::as_array) {
            assert!(!rows.is_empty(), "{line} has no row to look at");
        }
        let mut faults = faults(&answer, &schema);
        faults.sort();
        faults.dedup();
        found.extend(faults.into_iter().take(8).map(|fault| format!("{line}: {fault}")));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_schema_is_looked_at_and_every_command_has_one() {
    use clap::CommandFactory;
    for schema in names() {
        assert!(ASKED.iter().any(|(name, _)| *name == schema), "{schema}");
    }
    let command = aicloud::cli::Cli::command();
    // What answers in its own format, or whose commands are looked at one by one.
    let others = ["completions", "man", "report", "data"];
    for name in command.get_subcommands().map(clap::Command::get_name) {
        let has = names().contains(&name);
        assert!(has || others.contains(&name), "no schema for {name}");
    }
}

#[test]
fn a_schema_that_is_broken_is_found() {
    let schema = aicloud("data schema output.where");
    let mut answer = aicloud("where frontier");
    answer["rows"][0]["right"] = "perhaps".into();
    answer["rows"][0]["appointed"] = Value::Null;
    answer["rows"][1].as_object_mut().unwrap().remove("cloud");
    let found = faults(&answer, &schema).join("\n");
    for part in [
        "\"perhaps\" is not one of",
        "/appointed: null is not of type",
        "\"cloud\" is a required property",
    ] {
        assert!(found.contains(part), "{part}: {found}");
    }
}

#[test]
fn a_line_of_cost_is_no_total_and_a_total_is_no_line() {
    let schema = aicloud("data schema output.cost");
    let ask = "cost --workload tests/cmd/schema-workload.yaml";
    let (lines, totals) = (aicloud(ask), aicloud(&format!("{ask} --totals")));
    let found = |answer: &Value| faults(answer, &schema).join("\n");
    for (whole, key) in [(&lines, "product"), (&totals, "cloud")] {
        let mut broken = whole.clone();
        broken["rows"][0].as_object_mut().unwrap().remove(key);
        assert!(
            found(&broken).contains(&format!("\"{key}\" is a required property")),
            "{}",
            found(&broken)
        );
    }
    let mut mixed = lines.clone();
    mixed["rows"][0] = totals["rows"][0].clone();
    assert_ne!(found(&mixed), "", "lines and totals in one answer");
    let mut beside = lines;
    beside["totals"][0]["line"] = "search".into();
    assert!(found(&beside).contains("line"), "{}", found(&beside));
}
