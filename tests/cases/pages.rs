//! Every console block of the README and of CONTRIBUTING is run, and prints what
//! is said there. A block is a case: `cargo test --test cases pages/README.md:64`.
//!
//! `AICLOUD_REWRITE=1 cargo test --test cases pages/` writes down what is printed now.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking"
)]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use libtest_mimic::Trial;

use crate::support;

const PAGES: [&str; 2] = ["README.md", "CONTRIBUTING.md"];

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
    let output = support::shell("sh")
        .args(["-c", command])
        .current_dir(dir)
        .env("AICLOUD_AS_OF", support::TODAY)
        .env("COLUMNS", "80")
        .env("HOME", dir)
        // Some blocks set the program up with a file of their own.
        .env_remove("AICLOUD_CONFIG")
        .env_remove("XDG_CONFIG_HOME")
        .output()
        .unwrap();
    Some(String::from_utf8(output.stdout).unwrap())
}

/// A console block with its fences, and the line on which it begins.
#[derive(Clone)]
struct Block {
    line: usize,
    text: String,
}

impl Block {
    fn all(page: &str) -> Vec<Self> {
        let mut blocks: Vec<Self> = Vec::new();
        let mut open = false;
        for (number, line) in page.lines().enumerate() {
            if line == "```console" {
                open = true;
                blocks.push(Self { line: number + 1, text: String::new() });
            }
            if let Some(block) = blocks.last_mut().filter(|_| open) {
                writeln!(block.text, "{line}").unwrap();
            }
            open &= line != "```";
        }
        blocks
    }

    /// What it may leave for a later block, or take away: files and directories.
    fn leaves(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for line in self.text.lines().filter(|line| line.starts_with("$ ")) {
            for mark in [" > ", " --out ", "mkdir ", "rm "] {
                let after = line.split(mark).skip(1);
                let files = after.filter_map(|after| {
                    let mut words = after.split_whitespace();
                    words.find(|word| !word.starts_with('-'))
                });
                names.extend(files.map(|name| name.split(['/', ';']).next().unwrap_or(name)));
            }
        }
        names
    }

    /// The blocks before it that it needs, as they leave what it or another of them names.
    fn needs<'b>(&'b self, before: &'b [Self]) -> Vec<&'b Self> {
        let mut needed = vec![self];
        for block in before.iter().rev() {
            let names = block.leaves();
            if needed.iter().any(|one| names.iter().any(|name| one.text.contains(name))) {
                needed.push(block);
            }
        }
        needed.into_iter().skip(1).rev().collect()
    }
}

/// Holds a block to what it says, in a directory of its own, after the blocks before it
/// that it needs. The name of the directory is short: it fits into a table.
fn hold(page: &str, blocks: &[Block], place: usize) -> Result<(), String> {
    let block = &blocks[place];
    let dir = support::scratch(format!("{page}/{}", block.line));
    for before in block.needs(&blocks[..place]) {
        run_through(&before.text, &dir);
    }
    let now = run_through(&block.text, &dir);
    for (line, (said, prints)) in block.text.lines().zip(now.lines()).enumerate() {
        if said != prints {
            let line = block.line + line;
            return Err(format!("{page}:{line}\n  says   {said}\n  prints {prints}"));
        }
    }
    if block.text.lines().count() == now.lines().count() {
        return Ok(());
    }
    Err(format!("{page}:{}: the block has not as many lines as are printed:\n{now}", block.line))
}

/// Writes down what every block of a page prints now.
fn rewrite(page: &str, text: &str) {
    fs::write(page, run_through(text, &support::scratch(page))).unwrap();
}

pub(crate) fn trials(rewriting: bool) -> Vec<Trial> {
    let mut trials = vec![crate::check(
        "pages",
        "the two commands are what is checked on every change",
        the_two_commands_are_what_is_checked_on_every_change,
    )];
    for page in PAGES {
        let text = fs::read_to_string(page).unwrap();
        if rewriting {
            trials.push(crate::case(format!("pages/{page}"), move || {
                rewrite(page, &text);
                Ok(())
            }));
            continue;
        }
        let blocks: Arc<[Block]> = Block::all(&text).into();
        assert!(!blocks.is_empty(), "{page} has no block");
        for (place, block) in blocks.iter().enumerate() {
            let blocks = Arc::clone(&blocks);
            let name = format!("pages/{page}:{}", block.line);
            trials.push(crate::case(name, move || hold(page, &blocks, place)));
        }
    }
    trials
}

fn the_two_commands_are_what_is_checked_on_every_change() {
    let text = fs::read_to_string("README.md").unwrap();
    let script = fs::read_to_string(".ci/run").unwrap();
    assert!(text.contains("cargo run --release -- compare\ncargo test\n"));
    assert!(script.contains("cargo run --release") && script.contains("-- compare"));
    assert!(script.contains("cargo test"));
}
