//! Input that means harm, or is only large: one clear message and the documented
//! exit code, in bounded time, and nothing raw on a terminal. And a write that is
//! stopped on the way: the old file or the new one, nothing between.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::support;

/// A fresh directory of a test's own.
fn scratch(name: &str) -> PathBuf {
    support::scratch(Path::new("hostile").join(name))
}

/// A data directory with one file.
fn with_file(name: &str, path: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let dir = scratch(name);
    let file = dir.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, bytes).unwrap();
    dir
}

fn aicloud(args: &[&str]) -> Command {
    let mut command = support::aicloud();
    command.args(args).stdin(Stdio::null());
    command
}

const BASE: &str = "tests/cmd/fixture-data";

/// Both ways to read a directory: as an overlay of a command, and to check it.
/// Returns what the second says, after the two agree that it cannot be used.
fn refused(dir: &Path) -> String {
    let dir = dir.to_str().unwrap();
    let listed = aicloud(&["list", "segments", "--data", BASE, "--overlay", dir]).output().unwrap();
    let checked = aicloud(&["data", "validate", dir, "--data", BASE]).output().unwrap();
    for done in [&listed, &checked] {
        assert_eq!(done.status.code(), Some(5), "{}", String::from_utf8_lossy(&done.stderr));
    }
    assert!(listed.stdout.is_empty(), "a partial answer");
    assert!(plain(&listed) && plain(&checked), "something raw reaches the terminal");
    String::from_utf8(checked.stdout).unwrap()
}

/// Whether nothing in it steers a terminal.
fn plain(done: &Output) -> bool {
    let text = [&done.stdout[..], &done.stderr[..]].concat();
    let text = String::from_utf8(text).unwrap();
    text.chars().all(|c| c == '\n' || !(c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)))
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut text = "- id: bomb\n  value:\n  - &a [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
    for (name, before) in ('b'..='k').zip('a'..) {
        let list = vec![format!("*{before}"); 10].join(",");
        text += &format!("  - &{name} [{list}]\n");
    }
    let told = refused(&with_file("bomb", "overrides.yaml", text));
    assert!(told.contains("it repeats its values too often"), "{told}");
}

#[test]
fn a_long_list_that_is_repeated_is_refused() {
    let statements = vec!["{source: a}"; 20_000].join(",");
    let head = "title: t, kind: report, parties: [], announced: 2026";
    let mut text = format!("- {{id: q, {head}, sources: &s [{statements}]}}\n");
    for number in 0..20_000 {
        text += &format!("- {{id: q{number}, {head}, sources: *s}}\n");
    }
    let told = refused(&with_file("repeated", "agreements/a.yaml", text));
    assert!(told.contains("it repeats its values too often"), "{told}");
}

#[test]
fn values_that_are_nested_deep_are_refused() {
    let brackets = format!("- id: x\n  value: {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    let some = format!("- id: x\n  value: {}{}\n", "[".repeat(2_000), "]".repeat(2_000));
    let dashes = "- ".repeat(100_000) + "x\n";
    let keys = (0..2_000).map(|n| " ".repeat(n) + "a:\n").collect::<String>();
    for (name, text) in [("brackets", brackets), ("some", some), ("dashes", dashes), ("keys", keys)]
    {
        refused(&with_file(name, "overrides.yaml", text));
    }
}

#[test]
fn a_scalar_of_ten_megabytes_is_refused_and_one_of_seven_is_told_in_short() {
    let record = |size: usize| {
        format!("- id: gust\n  name: Gust\n  short: {}\n  kind: cloud\n", "x".repeat(size))
    };
    let told = refused(&with_file("ten", "providers.yaml", record(10_000_000)));
    assert!(told.contains("more than 8388608 bytes; split the file"), "{told}");
    let told = refused(&with_file("seven", "providers.yaml", record(7_000_000)));
    assert!(told.contains("error[short-name]") && told.len() < 5_000, "{}", told.len());
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let told = refused(&with_file("utf-8", "providers.yaml", b"- id: gu\xffst\n"));
    assert!(told.contains("error[unreadable-file]"), "{told}");
    let told = refused(&with_file("nul", "providers.yaml", b"- id: gust\n  name: a\0b\n"));
    assert!(told.contains("providers.yaml:2:10") && told.contains("error[syntax]"), "{told}");
}

#[test]
fn nothing_in_a_name_steers_the_terminal() {
    for (name, escape) in [("esc", "\\e[2J\\e]0;x\\a"), ("bidi", "\\u202e"), ("c1", "\\x9b31m")] {
        let text =
            format!("- id: gust\n  name: \"G{escape}\"\n  short: \"{escape}\"\n  kind: cloud\n");
        let told = refused(&with_file(name, "providers.yaml", text));
        assert!(told.contains("error[control-character]"), "{told}");
    }
    // In the name of a field, of a file, of a record that is asked for.
    refused(&with_file("field", "providers.yaml", "- id: gust\n  \"na\\e[31mme\": x\n"));
    refused(&with_file("file", "offers/\u{1b}[31m\u{202e}.yaml", "- id: x\n"));
    for args in [
        &["show", "\u{1b}[31m\u{202e}"][..],
        &["where", "\u{1b}[31mx"],
        &["list", "segments", "--data", "no\u{1b}[31m"],
        &["list", "segments", "--columns", "\u{9b}31m"],
        &["data", "rule", "\u{1b}]0;x\u{7}"],
        &["may", "aws", "gpt-5", "--expect-basis", "\u{1b}[31m"],
        &["data", "validate", "\u{1b}[31m"],
    ] {
        let done = aicloud(args).output().unwrap();
        assert!(plain(&done), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
        let done = aicloud(args).args(["-o", "json"]).output().unwrap();
        assert!(plain(&done), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_in_a_circle_is_refused() {
    use std::os::unix::fs::symlink;

    let dir = scratch("links");
    symlink("..", dir.join("up")).unwrap();
    let told = refused(&dir);
    assert!(told.contains("a link to a directory is not followed"), "{told}");
    let dir = scratch("self");
    symlink("providers.yaml", dir.join("providers.yaml")).unwrap();
    let told = refused(&dir);
    assert!(told.contains("error[unreadable-file]"), "{told}");
}

#[test]
fn ten_thousand_files_are_read_and_so_are_their_faults() {
    let dir = scratch("many");
    fs::create_dir(dir.join("sources")).unwrap();
    for number in 0..10_000 {
        let text = format!(
            "- id: source-{number}\n  title: Page {number}\n  publisher: Acme\n  \
             url: https://acme.example/{number}\n  class: press\n  published: 2026-06\n  \
             retrieved: 2026-07-01\n"
        );
        fs::write(dir.join(format!("sources/{number:05}.yaml")), text).unwrap();
    }
    let path = dir.to_str().unwrap();
    let started = Instant::now();
    let done = aicloud(&["data", "validate", path, "--data", BASE]).output().unwrap();
    let told = String::from_utf8(done.stdout).unwrap();
    assert_eq!(done.status.code(), Some(0), "{told}");
    assert!(told.starts_with("No fault in 10017 files"), "{told}");
    // The same again, each of them wrong.
    for number in 0..10_000 {
        let text = format!("- id: source-{number}\n  title: Page\n");
        fs::write(dir.join(format!("sources/{number:05}.yaml")), text).unwrap();
    }
    let done = aicloud(&["data", "validate", path, "--data", BASE, "-o", "csv"]).output().unwrap();
    assert_eq!(done.status.code(), Some(5));
    assert_eq!(String::from_utf8(done.stdout).unwrap().lines().count(), 10_001);
    // Far above what it takes, and far below what it took if it grew with the square.
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}

#[test]
fn thirty_thousand_wrong_references_are_told() {
    let mut text = String::new();
    for number in 0..30_000 {
        text += &format!("- id: p{number}\n  name: P\n  short: P\n  kind: cloud\n  parent: q\n");
    }
    let dir = with_file("references", "providers.yaml", text);
    let path = dir.to_str().unwrap();
    let done =
        aicloud(&["data", "validate", path, "--data", BASE, "-o", "jsonl"]).output().unwrap();
    assert_eq!(done.status.code(), Some(5));
    assert_eq!(String::from_utf8(done.stdout).unwrap().lines().count(), 30_000);
}

/// Starts a program, kills it a little later each time, and looks at what it
/// left, until it has left both the old and the new.
#[cfg(unix)]
fn killed(mut start: impl FnMut() -> Command, mut left: impl FnMut() -> bool) {
    let (mut old, mut new, mut wait) = (0, 0, 0_u32);
    while (old == 0 || new == 0 || wait < 40) && wait < 200_000 {
        let mut child = start().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let (begun, delay) = (Instant::now(), Duration::from_micros(20) * wait);
        while begun.elapsed() < delay {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if left() {
            new += 1;
        } else {
            old += 1;
        }
        wait += 1 + wait / 8;
    }
    assert!(old > 0 && new > 0, "{old} old, {new} new");
}

#[cfg(unix)]
#[test]
fn a_process_that_is_killed_while_it_writes_leaves_one_file_whole() {
    let file = scratch("killed").join("answer.json");
    let args = ["list", "sources", "-o", "json", "--out", file.to_str().unwrap()];
    assert!(aicloud(&args).status().unwrap().success());
    let new = fs::read(&file).unwrap();
    let start = || {
        fs::write(&file, "old\n").unwrap();
        aicloud(&args)
    };
    killed(start, || {
        let left = fs::read(&file).unwrap();
        assert!(left == b"old\n" || left == new, "half a file");
        left == new
    });
}

#[cfg(unix)]
#[test]
fn a_process_that_is_killed_while_it_writes_a_directory_leaves_it_whole_or_not_at_all() {
    let dir = scratch("killed-directory").join("all");
    let path = dir.to_str().unwrap();
    let args = ["data", "export", "--data", BASE, "--out", path];
    assert!(aicloud(&args).status().unwrap().success());
    let list = || {
        let mut files = Vec::new();
        for entry in fs::read_dir(&dir).unwrap().map(Result::unwrap) {
            match entry.path() {
                path if path.is_dir() => files.extend(
                    fs::read_dir(path)
                        .unwrap()
                        .map(|entry| fs::read(entry.unwrap().path()).unwrap().len()),
                ),
                path => files.push(fs::read(path).unwrap().len()),
            }
        }
        files.sort_unstable();
        files
    };
    let whole = list();
    let start = || {
        let _ = fs::remove_dir_all(&dir);
        aicloud(&args)
    };
    killed(start, || {
        assert!(!dir.exists() || list() == whole, "half a directory");
        dir.exists()
    });
}

/// A limit on the size of files stands for a disk that is full.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_file_and_says_so() {
    let dir = scratch("full");
    let file = dir.join("findings.sarif");
    fs::write(&file, "old\n").unwrap();
    let script = "trap '' XFSZ; ulimit -f 1; exec aicloud data schema offers --out \"$1\"";
    let done = support::shell("sh").args(["-c", script, "sh"]).arg(&file).output().unwrap();
    let told = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(6), "{told}");
    assert!(told.contains("cannot write") && told.contains("findings.sarif"), "{told}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "old\n");
    assert_eq!(fs::read_dir(&dir).unwrap().count(), 1, "it leaves a file behind");
}
