//! Every answer fits the schema that the program prints for it: every command with every
//! option that changes its rows, one at a time.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use aicloud_query::schemas::{self, OUTPUTS};
use clap::{ArgAction, Command, CommandFactory};
use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use libtest_mimic::Trial;
use serde_json::Value;

use crate::support;

/// A question, which has rows, and options to put behind it one at a time.
struct Asked {
    schema: &'static str,
    line: &'static str,
    options: &'static [&'static str],
}

const fn asked(
    schema: &'static str,
    line: &'static str,
    options: &'static [&'static str],
) -> Asked {
    Asked { schema, line, options }
}

/// Options of every command that answers from the records: put behind the first question
/// of each schema.
const EVERYWHERE: &[&str] = &[
    "--as-of 2026-05-01",
    "--known-by 2026-04-28",
    "--segment us-government",
    "--region us-east-1",
    "--evidence primary",
    "--according-to amazon-2026-04-28",
    "--overlay tests/cmd/shipped-overrides",
    "--data tests/cmd/fixture-data",
];

/// What is asked for each schema, on the shipped data where nothing else is said.
const ASKED: &[Asked] = &[
    asked(
        "compare",
        "compare",
        &[
            "--all",
            "--cloud all --all",
            "--cloud aws,azure",
            "--vendor anthropic",
            "--layer stateful",
            "--kind model",
            "--available --cloud aws",
            "--differs",
            "--vendor anthropic --as-of 2026-03-01 --known-by 2026-02-01",
        ],
    ),
    asked("compare", "compare gpt-5.5 gpt-oss-120b", &[]),
    asked("where", "where gpt-oss-120b", &["--cloud all", "--cloud aws", "--available"]),
    asked("where", "where frontier", &["--evidence press --segment us-government"]),
    asked(
        "may",
        "may aws frontier",
        &[
            "--as-of 2026-03-25",
            "--action host",
            "--explain",
            "--require offered",
            "--require ga --exit-zero",
        ],
    ),
    asked("may", "may aws gpt-5.5", &[]),
    asked("may", "may azure frontier", &["--evidence primary --as-of 2026-05-01"]),
    asked("may", "may google-cloud gpt-oss-120b", &[]),
    asked("may", "may google-cloud gpt-5.5", &["--as-of 2026-05-01 --known-by 2026-04-01"]),
    asked("when", "when aws gpt-5.5", &[]),
    asked("when", "when azure frontier", &[]),
    asked(
        "price",
        "price gpt-oss-120b gpt-5.5 codex claude-opus-4.6",
        &[
            "--all",
            "--cloud aws",
            "--blend 10:1",
            "--tier batch",
            "--tier flex",
            "--tier priority",
            "--tier ultrafast",
            "--scope global",
            "--history",
            "--explain",
        ],
    ),
    asked("price", "price gpt-5.6-luna --history", &[]),
    asked("price", "price deepseek-v4-pro --tier off-peak", &[]),
    asked(
        "price",
        "price ingot --all --data tests/cmd/fixture-data --overlay tests/costs/prices --as-of 2026-07-10",
        &["--explain", "--history"],
    ),
    asked(
        "cost",
        "cost gpt-oss-120b gpt-5.5 --input 10M --output 2M",
        &[
            "--all",
            "--cached 2M",
            "--cache-write 1M",
            "--cache-write 1M --cache-hour",
            "--context 300k",
            "--tier batch",
            "--scope global",
            "--times 30",
            "--cloud aws",
            "--explain",
        ],
    ),
    asked("cost", "cost --workload tests/cmd/schema-workload.yaml", &["--totals", "--explain"]),
    asked("conflicts", "conflicts", &["--all", "--unresolved"]),
    asked(
        "diff",
        "diff 2026-04-26 2026-04-28",
        &[
            "--all",
            "--kind rights",
            "--kind availability",
            "--kind prices",
            "--kind claims",
            "--cloud aws",
            "--product frontier",
            "--vendor openai",
            "--exit-code",
        ],
    ),
    asked("diff", "diff 2026-01-01 2026-11-01 --all", &[]),
    asked(
        "timeline",
        "timeline",
        &["--all", "--from 2026-04-01", "--to 2026-05-01", "--kind term"],
    ),
    asked("timeline", "timeline frontier", &[]),
    asked("expiring", "expiring --within 900d", &["--kind source", "--kind source --stale 30d"]),
    asked("watchlist", "watchlist", &["--unresolved"]),
    asked("check", "watchlist check tests/cmd/schema-watch.yaml", &[]),
    asked("audit", "audit", &["--explain", "--mix 10:1", "--fail-on contradicted"]),
    asked("audit", "audit aws-oss-r1", &["--according-to aws-2025-08-05"]),
    asked("pairs", "audit --pairs", &["--as-of 2025-08-05"]),
    asked("list", "list products", &["--vendor openai", "--match gpt-oss", "--product frontier"]),
    asked("list", "list offers", &["--cloud aws"]),
    asked("list", "list terms", &["--product frontier", "--in-force"]),
    asked("list", "list providers", &[]),
    asked("list", "list models", &[]),
    asked("list", "list services", &[]),
    asked("list", "list agreements", &[]),
    asked("list", "list disputes", &[]),
    asked("list", "list claims", &[]),
    asked("list", "list sources", &[]),
    asked("list", "list benchmarks", &[]),
    asked("list", "list classes", &[]),
    asked("list", "list segments", &[]),
    asked("list", "list conflicts", &[]),
    asked("list", "list watchlist", &[]),
    asked("list", "list overrides --overlay tests/cmd/shipped-overrides", &[]),
    asked("show", "show msoa-2026-04-any-cloud", &[]),
    asked("show", "show c01", &[]),
    asked("show", "show aws/bedrock/gpt-5.5", &[]),
    asked(
        "validate",
        "data validate tests/cmd/broken-overlay --data tests/cmd/fixture-data",
        &["--strict"],
    ),
    asked("rule", "data rule", &[]),
    asked("basis", "data basis", &[]),
    asked("stats", "data stats", &[]),
    asked(
        "coverage",
        "data coverage",
        &["--all", "--cloud aws", "--vendor openai", "--what price,stage", "--stale 30d"],
    ),
    asked("export", "data export sources", &[]),
    asked("import", "data import litellm tests/import/litellm.json --dry-run", &[]),
    asked("config", "config show", &["--origin"]),
    asked("error", "show no-such-record", &[]),
    asked("error", "compare --segment no-such-segment", &[]),
];

/// Schemas of what does not rest on the day, the segment or the sources.
const FIXED: &[&str] =
    &["validate", "rule", "basis", "stats", "export", "import", "config", "error", "check"];

/// Commands whose answer is no document, and options that say how an answer is printed,
/// where it goes, or what is written beside it.
const NO_ROWS: &[&str] = &["completions", "man", "report", "schema", "help"];
const NOT_OF_ROWS: &[&str] = &["plot", "batch", "update"];

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = vec![
        crate::check("schemas", "each is looked at, and each option", everything_is_asked),
        crate::check("schemas", "what is broken is found", what_is_broken_is_found),
        crate::check("schemas", "a line of cost is no total", a_line_of_cost_is_no_total),
    ];
    trials.extend(ASKED.iter().flat_map(|asked| {
        let own = asked.options.iter().map(move |option| (*option, false));
        let is_first = ASKED.iter().find(|other| other.schema == asked.schema);
        let is_first = is_first.is_some_and(|first| std::ptr::eq(first, asked));
        let everywhere = EVERYWHERE.iter().filter(move |option| {
            let name = option.split(' ').next().unwrap();
            let is_given = asked.line.contains(name);
            // What is named there has no record in the fixture.
            let is_unknown = name == "--data" && asked.line.contains(' ');
            is_first && !FIXED.contains(&asked.schema) && !is_given && !is_unknown
        });
        let with = std::iter::once(("", true)).chain(own).chain(everywhere.map(|o| (*o, false)));
        with.map(move |(option, has_rows)| {
            let line = format!("{} {option}", asked.line).trim_end().to_owned();
            crate::case(format!("schemas/{line}"), move || fits(asked.schema, &line, has_rows))
        })
    }));
    trials
}

/// Holds an answer to its schema; one without any option has rows to look at.
fn fits(schema: &str, line: &str, has_rows: bool) -> Result<(), String> {
    let answer = aicloud(line);
    if has_rows && answer.get("rows").is_some_and(|rows| rows.as_array().is_none_or(Vec::is_empty))
    {
        return Err("there is no row to look at".to_owned());
    }
    let found: BTreeSet<String> = faults(&answer, schema).into_iter().collect();
    if found.is_empty() { Ok(()) } else { Err(format!("{found:#?}")) }
}

fn aicloud(line: &str) -> Value {
    let mut program = support::aicloud();
    let done = program.args(line.split(' ')).args(["-o", "json"]).output().unwrap();
    let text = if done.stdout.is_empty() { done.stderr } else { done.stdout };
    serde_json::from_slice(&text)
        .unwrap_or_else(|error| panic!("{line}: {error}: {}", String::from_utf8_lossy(&text)))
}

/// What of an answer does not fit a schema, each of which is read once.
fn faults(answer: &Value, schema: &str) -> Vec<String> {
    static READ: Mutex<BTreeMap<String, Arc<Validator>>> = Mutex::new(BTreeMap::new());
    let read = || {
        let text = schemas::of(schema).unwrap();
        Arc::new(jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap())
    };
    let validator = READ.lock().unwrap().entry(schema.to_owned()).or_insert_with(read).clone();
    validator.iter_errors(answer).flat_map(|error| told(&error)).collect()
}

/// A fault in words. Of a choice between schemas it is told why each does not fit, since
/// that none does says nothing.
fn told(error: &ValidationError<'_>) -> Vec<String> {
    match error.kind() {
        ValidationErrorKind::AnyOf { context } => context.iter().flatten().flat_map(told).collect(),
        _ => vec![format!("{}: {error}", error.instance_path())],
    }
}

/// Every schema is asked for, and every option of every command whose answer has rows.
fn everything_is_asked() {
    for output in OUTPUTS {
        assert!(ASKED.iter().any(|asked| asked.schema == output.name), "{}", output.name);
    }
    options_are_asked("", &aicloud::cli::Cli::command());
}

fn options_are_asked(path: &str, command: &Command) {
    for below in command.get_subcommands().filter(|below| !NO_ROWS.contains(&below.get_name())) {
        options_are_asked(format!("{path} {}", below.get_name()).trim_start(), below);
    }
    if command.get_subcommands().next().is_some() && path != "watchlist" {
        return;
    }
    let lines: Vec<&Asked> = ASKED
        .iter()
        .filter(|asked| asked.line == path || asked.line.starts_with(&format!("{path} ")))
        .collect();
    assert!(!lines.is_empty(), "nothing asks `{path}`");
    for option in command.get_arguments().filter(|option| !option.is_global_set()) {
        let is_help = matches!(option.get_action(), ArgAction::Help | ArgAction::HelpLong);
        let Some(long) = option.get_long().filter(|long| !is_help && !NOT_OF_ROWS.contains(long))
        else {
            continue;
        };
        let option = format!("--{long}");
        let stands = |text: &str| text.split(' ').any(|word| word == option);
        let is_asked = lines
            .iter()
            .any(|asked| stands(asked.line) || asked.options.iter().any(|options| stands(options)));
        assert!(is_asked, "nothing asks `{path} {option}`");
    }
}

fn what_is_broken_is_found() {
    let mut answer = aicloud("where frontier");
    answer["rows"][0]["right"] = "perhaps".into();
    answer["rows"][0]["appointed"] = Value::Null;
    answer["rows"][1].as_object_mut().unwrap().remove("cloud");
    let found = faults(&answer, "where").join("\n");
    for part in [
        "/rows/0/right: \"perhaps\" is not valid under any",
        "/appointed: null is not of type",
        "\"cloud\" is a required property",
    ] {
        assert!(found.contains(part), "{part}: {found}");
    }
}

fn a_line_of_cost_is_no_total() {
    let ask = "cost --workload tests/cmd/schema-workload.yaml";
    let (lines, totals) = (aicloud(ask), aicloud(&format!("{ask} --totals")));
    let found = |answer: &Value| faults(answer, "cost").join("\n");
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
