//! Every option that help and manual pages name is tried somewhere: in a
//! transcript, in a block of the README, or in a test.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use clap::{Command, CommandFactory};

use crate::support;

/// Every line on which the program is called, with what it is called with.
fn calls() -> String {
    let mut text = fs::read_to_string(Path::new(support::ROOT).join("README.md")).unwrap();
    let transcripts = support::files("tests/cmd", "console");
    let tests =
        ["program", "library", "cases"].map(|dir| support::files(format!("tests/{dir}"), "rs"));
    for path in transcripts.into_iter().chain(tests.into_iter().flatten()) {
        let held = fs::read_to_string(&path).unwrap();
        let is_transcript = path.extension().is_some_and(|ext| ext == "console");
        // Of a transcript only what is typed: its answers may be pages of help.
        let typed = |line: &&str| !is_transcript || line.starts_with("$ ");
        for line in held.lines().filter(typed) {
            writeln!(text, "{line}").unwrap();
        }
    }
    text
}

fn look(command: &Command, path: &str, calls: &str, untried: &mut Vec<String>) {
    for sub in command.get_subcommands() {
        look(sub, &format!("{path} {}", sub.get_name()), calls, untried);
    }
    // Options of every command are tried with any of them.
    let name = path.trim_start_matches("aicloud ");
    let lines: Vec<&str> = calls.lines().filter(|line| line.contains(name)).collect();
    for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
        let common = arg.get_help_heading() == Some("Options of every command");
        let Some(long) = arg.get_long().filter(|long| !["help", "version"].contains(long)) else {
            continue;
        };
        let flag = format!("--{long}");
        let is_whole = |line: &str| {
            line.match_indices(&flag).any(|(at, _)| {
                let next = line[at + flag.len()..].chars().next();
                next.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '-')
            })
        };
        let tried =
            if common { calls.lines().any(is_whole) } else { lines.iter().any(|l| is_whole(l)) };
        let short = arg.get_short().is_some_and(|short| calls.contains(&format!(" -{short} ")));
        if !tried && !short {
            untried.push(format!("{path} {flag}"));
        }
    }
}

#[test]
fn every_option_is_tried() {
    let mut command = aicloud::cli::Cli::command();
    command.build();
    let mut untried = Vec::new();
    look(&command, "aicloud", &calls(), &mut untried);
    untried.dedup();
    assert!(untried.is_empty(), "nothing tries {untried:#?}");
}

#[test]
fn every_command_is_in_a_transcript() {
    let calls = calls();
    let mut command = aicloud::cli::Cli::command();
    command.build();
    for sub in command.get_subcommands() {
        let called = format!("aicloud {}", sub.get_name());
        assert!(calls.contains(&called), "{called}");
        for inner in sub.get_subcommands() {
            let called = format!("{called} {}", inner.get_name());
            assert!(calls.contains(&called), "{called}");
        }
    }
}
