//! Help, files and pipes: what holds of every command. What each answers is in
//! the transcripts of `tests/cmd`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::support;

/// The program, asked on a day that does not move.
fn aicloud(args: &str) -> Command {
    let mut command = support::aicloud();
    command.args(args.split_whitespace()).stdin(Stdio::null());
    command
}

fn printed(command: &mut Command) -> String {
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn every_command_explains_itself() {
    let front = printed(aicloud("-h").env_remove("AICLOUD_AS_OF"));
    for command in [
        "compare",
        "where",
        "may",
        "when",
        "price",
        "cost",
        "conflicts",
        "diff",
        "timeline",
        "expiring",
        "watchlist",
        "audit",
        "list",
        "show",
        "completions",
        "man",
    ] {
        let [short, long] =
            ["-h", "--help"].map(|flag| printed(&mut aicloud(&format!("{command} {flag}"))));
        for help in [&short, &long] {
            assert!(help.contains(&format!("Usage: aicloud {command} ")), "{help}");
            let examples = format!("\n\nExamples\n  aicloud {command}");
            let at = help.find(&examples).unwrap_or_else(|| panic!("no example: {help}"));
            assert_eq!(at, help.lines().next().unwrap().len(), "examples come first: {help}");
            assert!(help.lines().all(|line| line.chars().count() <= 100), "too wide: {help}");
        }
        assert!(long.contains("--known-by <DATE>"), "no common options: {long}");
        assert!(!short.contains("--known-by <DATE>"), "not short: {short}");
        assert!(short.lines().count() * 2 < long.lines().count(), "not short: {short}");
        let named = [format!(" {command} "), format!(" {command},"), format!(" {command}\n")];
        assert!(named.iter().any(|name| front.contains(name)), "not on the front page: {command}");
    }
}

#[test]
fn without_a_word_it_shows_the_help_and_fails() {
    let help = printed(&mut aicloud("-h"));
    // A day in the environment is no command.
    for day in [None, Some("2026-11-23")] {
        let mut command = aicloud("");
        command.env_remove("AICLOUD_AS_OF").envs(day.map(|day| ("AICLOUD_AS_OF", day)));
        let done = command.output().unwrap();
        assert_eq!(done.status.code(), Some(2));
        assert_eq!(String::from_utf8(done.stdout).unwrap(), "");
        assert_eq!(String::from_utf8(done.stderr).unwrap(), help);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for args in ["list sources -o json", "list sources", "compare --all --cloud all -o jsonl"] {
        let mut command = aicloud(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{args}");
        assert_eq!(String::from_utf8(done.stderr).unwrap(), "", "{args}");
    }
}

#[test]
fn a_pipe_holds_what_a_file_holds() {
    let file = support::scratch("pipe-and-file").join("sources.json");
    printed(&mut aicloud(&format!("list sources -o json --out {}", file.display())));
    let piped = printed(&mut aicloud("list sources -o json"));
    assert!(piped.len() > 1 << 16, "more than a pipe takes at once");
    assert_eq!(piped, fs::read_to_string(file).unwrap());
    assert!(piped.ends_with("\n}\n"));
}

#[test]
fn no_table_cuts_or_breaks_an_id() {
    let mut broken = Vec::new();
    for kind in ["providers", "products", "services", "offers", "terms", "sources", "watchlist"] {
        let ids = printed(&mut aicloud(&format!("list {kind} -o csv --columns id --no-header")));
        let table = printed(&mut aicloud(&format!("list {kind}")));
        let ids = ids.lines().filter_map(|line| line.split(',').next());
        broken.extend(ids.filter(|id| !table.contains(id)).map(|id| format!("{kind}: {id}")));
    }
    let (some, all) = (&broken[..broken.len().min(5)], broken.len());
    assert!(broken.is_empty(), "{all} ids are not whole in the tables of `list`: {some:#?}");
}

#[test]
fn a_narrow_page_is_kept_and_breaks_no_word() {
    let mut faults = Vec::new();
    for width in [50, 60, 80] {
        for (question, words) in [
            ("compare --vendor acme --cloud all", &["stratus", "workbench"][..]),
            ("where acme/anvil-2", &["acme-direct", "permitted", "2026-03-15"]),
            ("may nimbus acme/anvil-2 --explain", &["acme-2026-05-01"]),
            ("when nimbus workbench", &["2027-03-31", "CONTESTED", "roadrunner-objects"]),
            ("show pact-exclusive", &["acme-2026-01-10", "exclusivity"]),
        ] {
            let mut command = aicloud(&format!("{question} --data tests/cmd/fixture-data"));
            let page = printed(command.env("COLUMNS", width.to_string())).to_lowercase();
            let wide = page.lines().filter(|line| line.chars().count() > width);
            faults.extend(wide.map(|line| format!("{width}: {question}: too wide: {line}")));
            let broken = words.iter().filter(|word| !page.contains(&word.to_lowercase()));
            faults.extend(broken.map(|word| format!("{width}: {question}: broken: {word}")));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn wide_does_not_fold() {
    let rows = "list claims --columns id,note --no-header";
    let count = printed(&mut aicloud(&format!("{rows} -o csv"))).lines().count();
    let wide = printed(&mut aicloud(&format!("{rows} --wide")));
    assert_eq!(wide.lines().count(), count, "a line for each row:\n{wide}");
}

/// A limit on the size of files makes the write fail even for root.
#[cfg(unix)]
#[test]
fn a_failed_write_leaves_the_old_file_and_nothing_else() {
    let dir = support::scratch("failed-write");
    let file = dir.join("answer.json");
    fs::write(&file, "old\n").unwrap();
    let script = "trap '' XFSZ; ulimit -f 0; exec aicloud list sources --out \"$1\"";
    let done = support::shell("sh").args(["-c", script, "sh"]).arg(&file).output().unwrap();
    let told = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(6), "{told}");
    assert!(told.starts_with("aicloud: cannot write"), "{told}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "old\n");
    assert_eq!(fs::read_dir(&dir).unwrap().count(), 1, "it leaves a file behind");
    assert!(told.contains("answer.json"), "it does not say what it cannot write: {told}");
}

#[test]
fn a_line_of_a_batch_that_is_no_text_is_answered_in_its_place() {
    let mut command = aicloud("may --batch - --columns right --data tests/cmd/fixture-data");
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let question = br#"{"cloud": "nimbus", "product": "feather"}"#;
    let lines = [&question[..], b"\xff\xfe", question].join(&b'\n');
    child.stdin.take().unwrap().write_all(&lines).unwrap();
    let done = child.wait_with_output().unwrap();
    let answers = String::from_utf8(done.stdout).unwrap();
    let answers: Vec<&str> = answers.lines().collect();
    assert_eq!(answers.len(), 3, "{answers:?}");
    assert!(answers[1].starts_with("{\"error\""), "{answers:?}");
    assert_eq!(done.status.code(), Some(2));
}
