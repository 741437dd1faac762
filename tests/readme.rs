//! Every console block of the README and of CONTRIBUTING is run, and prints what
//! is said there.
//!
//! `AICLOUD_REWRITE=1 cargo test --test readme` writes down what is printed now.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking"
)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// The page with each console block run: commands as they stand, each
/// followed by what it prints now.
fn run_through(text: &str, dir: &Path) -> String {
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        writeln!(out, "{line}").unwrap();
        if line != "```console" {
            continue;
        }
        while let Some(line) = lines.next_if(|line| *line != "```") {
            let Some(first) = line.strip_prefix("$ ") else { continue };
            writeln!(out, "{line}").unwrap();
            let mut command = first.to_owned();
            while let Some(more) = lines.next_if(|line| line.starts_with("> ")) {
                writeln!(out, "{more}").unwrap();
                command = format!("{command}\n{}", &more[2..]);
            }
            let mut said = Vec::new();
            while let Some(line) = lines.next_if(|l| !l.starts_with("$ ") && *l != "```") {
                said.push(line);
            }
            out += &printed(&command, dir).unwrap_or_else(|| said.join("\n") + "\n");
        }
    }
    out
}

/// What a command prints in a shell of 80 cells on a fixed day; nothing where it
/// needs a tool that this machine does not have.
fn printed(command: &str, dir: &Path) -> Option<String> {
    let has = |tool: &str| Command::new(tool).arg("--version").output().is_ok();
    for (tool, mark) in [("jq", "| jq"), ("fish", "fish -c")] {
        if command.contains(mark) && !has(tool) {
            eprintln!("skipped, since there is no {tool} here: {command}");
            return None;
        }
    }
    let binary = Path::new(env!("CARGO_BIN_EXE_aicloud")).parent().unwrap();
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let paths: Vec<PathBuf> =
        std::iter::once(binary.to_path_buf()).chain(std::env::split_paths(&paths)).collect();
    let mut shell = Command::new("sh");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AICLOUD_") {
            shell.env_remove(name);
        }
    }
    let output = shell
        .args(["-c", command])
        .current_dir(dir)
        .env_remove("NO_COLOR")
        .env("PATH", std::env::join_paths(paths).unwrap())
        .env("AICLOUD_AS_OF", "2026-11-23")
        .env("COLUMNS", "80")
        .env("HOME", dir)
        .env_remove("XDG_CONFIG_HOME")
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Runs a page in a directory of its own, and holds it to what it says.
fn holds(page: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let text = fs::read_to_string(&file).unwrap();
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages").join(page);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    let now = run_through(&text, &dir);
    if std::env::var_os("AICLOUD_REWRITE").is_some() {
        fs::write(file, now).unwrap();
        return;
    }
    for (line, (said, prints)) in text.lines().zip(now.lines()).enumerate() {
        assert!(said == prints, "{page}:{}\n  says   {said}\n  prints {prints}", line + 1);
    }
    assert_eq!(text.lines().count(), now.lines().count(), "{page} lacks lines");
}

#[test]
fn every_console_block_prints_what_it_says() {
    holds("README.md");
}

#[test]
fn every_block_for_contributors_prints_what_it_says() {
    holds("CONTRIBUTING.md");
}

#[test]
fn the_two_commands_are_what_is_checked_on_every_change() {
    let text = fs::read_to_string(README).unwrap();
    let script = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.ci/run")).unwrap();
    assert!(text.contains("cargo run --release -- compare\ncargo test\n"));
    assert!(script.contains("cargo run --release") && script.contains("-- compare"));
    assert!(script.contains("cargo test"));
}
