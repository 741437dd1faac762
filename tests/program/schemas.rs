//! Every command's JSON fits the schema that the program prints for it, and every
//! schema names the columns of its command.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use aicloud::report::schema::{ANSWERS, Form, names};
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

/// What of a value does not fit a schema, as far as schemas here go.
fn faults(at: &str, value: &Value, schema: &Value, root: &Value) -> Vec<String> {
    let known = [
        "$schema",
        "$defs",
        "$ref",
        "title",
        "description",
        "type",
        "properties",
        "required",
        "items",
        "enum",
        "const",
        "pattern",
        "format",
        "anyOf",
    ];
    let mut found = Vec::new();
    if schema == &Value::Bool(false) {
        return vec![format!("{at} is not to be there")];
    }
    for key in schema.as_object().unwrap().keys().filter(|key| !known.contains(&key.as_str())) {
        found.push(format!("{at}: the test does not know the keyword {key}"));
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let target = root.pointer(reference.trim_start_matches('#')).unwrap();
        return faults(at, value, target, root);
    }
    let is = |word: &Value| match word.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other} is no type"),
    };
    let fits = match &schema["type"] {
        Value::Null => true,
        Value::Array(words) => words.iter().any(is),
        word => is(word),
    };
    if !fits {
        found.push(format!("{at}: {value} is no {}", schema["type"]));
    }
    if let Some(words) = schema["enum"].as_array().filter(|words| !words.contains(value)) {
        found.push(format!("{at}: {value} is none of {words:?}"));
    }
    if schema.get("const").is_some_and(|word| word != value) {
        found.push(format!("{at}: {value} is not {}", schema["const"]));
    }
    if let (Some(pattern), Some(text)) = (schema["pattern"].as_str(), value.as_str()) {
        let day = |text: &str| {
            text.len() == 10 && text.split('-').all(|part| part.parse::<u16>().is_ok())
        };
        let fits = match pattern {
            "^[a-z0-9@]" => {
                text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '@')
            }
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => day(text),
            _ => day(text) || (matches!(text.len(), 4 | 7) && text[..4].parse::<u16>().is_ok()),
        };
        if !fits {
            found.push(format!("{at}: {text} does not fit {pattern}"));
        }
    }
    if let Some(ways) = schema["anyOf"].as_array() {
        let ways = ways.iter().map(|way| faults(at, value, way, root));
        found.extend(ways.min_by_key(Vec::len).unwrap());
    }
    for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.is_object() && value.get(key).is_none() {
            found.push(format!("{at}: {key} is not there"));
        }
    }
    for (key, schema) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(value) = value.get(key) {
            found.extend(faults(&format!("{at}.{key}"), value, schema, root));
        }
    }
    if let (Some(items), Some(list)) = (schema.get("items"), value.as_array()) {
        found.extend(list.iter().flat_map(|item| faults(&format!("{at}[]"), item, items, root)));
    }
    found
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
        let mut faults = faults("", &answer, &schema, &schema);
        faults.sort();
        faults.dedup();
        found.extend(faults.into_iter().take(8).map(|fault| format!("{line}: {fault}")));
        // The keys of a row are all in the schema, in the order in which they come.
        let Some(row) = answer.pointer("/rows/0").and_then(Value::as_object) else { continue };
        let own = ANSWERS.iter().find(|answer| answer.name == *name).unwrap();
        let known = names(own);
        // Overrides may touch any row.
        let known = |key: &str| known.contains(&key) || key == "overridden_by";
        let unknown = row.keys().filter(|key| !known(key));
        if own.form == Form::Rows {
            found.extend(unknown.map(|key| format!("{line}: no schema names {key}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_schema_is_looked_at_and_every_command_has_one() {
    use clap::CommandFactory;
    for answer in ANSWERS {
        assert!(ASKED.iter().any(|(name, _)| *name == answer.name), "{}", answer.name);
    }
    let command = aicloud::cli::Cli::command();
    // What answers in its own format, or whose commands are looked at one by one.
    let others = ["completions", "man", "report", "data"];
    for name in command.get_subcommands().map(clap::Command::get_name) {
        let has = ANSWERS.iter().any(|answer| answer.name == name);
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
    let found = faults("", &answer, &schema, &schema).join("\n");
    for part in ["\"perhaps\" is none of", ".appointed: null is no", "cloud is not there"] {
        assert!(found.contains(part), "{part}: {found}");
    }
}

#[test]
fn a_line_of_cost_is_no_total_and_a_total_is_no_line() {
    let schema = aicloud("data schema output.cost");
    let ask = "cost --workload tests/cmd/schema-workload.yaml";
    let (lines, totals) = (aicloud(ask), aicloud(&format!("{ask} --totals")));
    let found = |answer: &Value| faults("", answer, &schema, &schema).join("\n");
    for (whole, key) in [(&lines, "product"), (&totals, "cloud")] {
        let mut broken = whole.clone();
        broken["rows"][0].as_object_mut().unwrap().remove(key);
        assert!(found(&broken).contains(&format!("{key} is not there")), "{}", found(&broken));
    }
    let mut mixed = lines.clone();
    mixed["rows"][0] = totals["rows"][0].clone();
    assert_ne!(found(&mixed), "", "lines and totals in one answer");
    let mut beside = lines;
    beside["totals"][0]["line"] = "search".into();
    assert!(found(&beside).contains("line is not to be there"), "{}", found(&beside));
}
