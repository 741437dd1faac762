//! The command line, as transcripts that a person can read: `tests/cmd/*.console`,
//! a case for each block: `cargo test --test cases cmd/may.console:12`.
//!
//! A block is a command, `$ [NAME=VALUE ...] aicloud ARGS...` (an empty value
//! takes a setting away; `AICLOUD_AS_OF` is 2026-11-23 otherwise), then `< ` lines
//! of standard input, the standard output as it is, `2> ` lines of standard
//! error, `? N` where the exit code is not 0, and an empty line. `# ` begins a
//! remark about the block that follows. `[..]` within a line stands for
//! anything, `$TMP` for a directory of the block's own, in which the earlier blocks
//! of the file that name it have run; `$ cat FILE` and `$ ls DIR` show what a
//! command wrote. Output that would read as one of these
//! stands behind a backslash; `\ no newline` follows a last line without its end;
//! `␛` is the character that begins an instruction to a terminal.
//!
//! `AICLOUD_REWRITE=1 cargo test --test cases cmd/` writes down what the program
//! says now, file by file: read the diff before you keep it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use libtest_mimic::Trial;

use crate::support;

const MARKS: [&str; 6] = ["$ ", "< ", "2> ", "? ", "# ", "\\"];

/// A command and what it answers.
#[derive(Clone, Default)]
struct Block {
    line: usize,
    remarks: Vec<String>,
    command: String,
    input: String,
    answer: Vec<String>,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut remarks = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        if let Some(command) = line.strip_prefix("$ ") {
            let remarks = std::mem::take(&mut remarks);
            let command = command.to_owned();
            blocks.push(Block { line: number + 1, remarks, command, ..Block::default() });
        } else if line.starts_with("# ") || (blocks.is_empty() && !line.is_empty()) {
            remarks.push(line.to_owned());
        } else if let Some(block) = blocks.last_mut() {
            match line.strip_prefix("< ").or(line.strip_prefix('<').filter(|rest| rest.is_empty()))
            {
                Some(input) => block.input += &format!("{input}\n"),
                None => block.answer.push(line.to_owned()),
            }
        }
    }
    for block in &mut blocks {
        block.answer.pop_if(|line| line.is_empty());
    }
    blocks
}

fn text(blocks: &[Block]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks {
        lines.extend(block.remarks.iter().cloned());
        lines.push(format!("$ {}", block.command));
        lines.extend(block.input.lines().map(|line| format!("< {line}").trim_end().to_owned()));
        lines.extend(block.answer.iter().cloned());
        lines.push(String::new());
    }
    lines.pop();
    lines.join("\n") + "\n"
}

/// The words of a command, as a shell splits them.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in command.chars() {
        match (c, quote) {
            ('\'' | '"', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (c, Some(open)) if c == open => quote = None,
            (' ', None) => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// Runs the command of a block and writes its answer down as a transcript does.
fn answer(block: &Block, scratch: &Path) -> Vec<String> {
    let scratch = scratch.to_str().unwrap();
    let words = words(&block.command.replace("$TMP", scratch));
    let program = words.iter().position(|word| !word.contains('=')).unwrap();
    let (settings, words) = words.split_at(program);
    match words {
        [cat, file] if cat == "cat" => return output(&fs::read_to_string(file).unwrap()),
        [ls, dir] if ls == "ls" => {
            let names = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name());
            let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
            names.sort();
            return names;
        }
        _ => assert_eq!(words[0], "aicloud", "line {}: no such command", block.line),
    }
    let mut command = support::aicloud();
    for setting in settings {
        match setting.split_once('=').unwrap() {
            (name, "") => command.env_remove(name),
            (name, value) => command.env(name, value),
        };
    }
    command.args(&words[1..]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that takes no input may be gone before it is written.
    let _ = child.stdin.take().unwrap().write_all(block.input.as_bytes());
    let done = child.wait_with_output().unwrap();
    let [out, err] = [done.stdout, done.stderr].map(|bytes| {
        String::from_utf8(bytes).unwrap().replace(scratch, "$TMP").replace('\u{1b}', "␛")
    });
    let mut lines = output(&out);
    lines.extend(err.lines().map(|line| format!("2> {line}").trim_end().to_owned()));
    match done.status.code() {
        Some(0) => {}
        Some(code) => lines.push(format!("? {code}")),
        None => lines.push("? signal".to_owned()),
    }
    lines
}

fn output(text: &str) -> Vec<String> {
    let hidden = |line: &str| MARKS.iter().any(|mark| line.starts_with(mark));
    let escape = |line: &str| if hidden(line) { format!("\\{line}") } else { line.to_owned() };
    let mut lines: Vec<String> = text.split('\n').map(escape).collect();
    match lines.pop() {
        Some(rest) if !rest.is_empty() => lines.extend([rest, "\\ no newline".to_owned()]),
        _ => {}
    }
    lines
}

/// Whether a line is as expected, where `[..]` stands for anything.
fn fits(expected: &str, line: &str) -> bool {
    let Some((first, rest)) = expected.split_once("[..]") else { return expected == line };
    let Some(line) = line.strip_prefix(first) else { return false };
    line.char_indices().map(|(place, _)| place).chain([line.len()]).any(|p| fits(rest, &line[p..]))
}

/// A line with `[..]` in place of the basis, which changes with every fact.
fn without_basis(line: &str) -> String {
    if line.len() == 9 && line.ends_with('.') && u32::from_str_radix(&line[..8], 16).is_ok() {
        return "[..].".to_owned();
    }
    for mark in
        ["basis ", "Basis ", "\"basis\":\"", "\"short\": \"", "\"hash\": \"", "short: ", "hash: "]
    {
        if let Some((before, after)) = line.split_once(mark) {
            let digits = after.chars().take_while(char::is_ascii_hexdigit).count();
            if digits == 8 || digits == 64 {
                return format!("{before}{mark}[..]{}", &after[digits..]);
            }
        }
    }
    match line.rsplit_once([',', '\t']) {
        Some((before, last)) if last.len() == 8 && u32::from_str_radix(last, 16).is_ok() => {
            format!("{}[..]", &line[..=before.len()])
        }
        _ => line.to_owned(),
    }
}

/// What a rewritten block expects: its own wildcards where they still fit.
fn rewritten(expected: &[String], lines: &[String]) -> Vec<String> {
    let keep = |line: &String| {
        let wild =
            expected.iter().find(|old| *old != "[..]" && old.contains("[..]") && fits(old, line));
        wild.cloned().unwrap_or_else(|| without_basis(line))
    };
    lines.iter().map(keep).collect()
}

/// Both sides from the first line that differs to the last, with a line around.
fn difference(expected: &[String], lines: &[String]) -> Option<String> {
    let same = expected.iter().zip(lines).take_while(|(a, b)| fits(a, b)).count();
    if same == expected.len() && same == lines.len() {
        return None;
    }
    let (left, right) = (&expected[same..], &lines[same..]);
    let tail = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| fits(a, b)).count();
    let mut text = String::new();
    let mut show = |mark: char, lines: &[String]| {
        for line in lines {
            writeln!(text, "    {mark} {line}").unwrap();
        }
    };
    show(' ', &lines[same.saturating_sub(2)..same]);
    show('-', &left[..left.len() - tail]);
    show('+', &right[..right.len() - tail]);
    show(' ', &right[right.len() - tail..][..tail.min(2)]);
    Some(text)
}

/// Writes down what every command of a transcript answers now.
fn rewrite(path: &Path, old: &str, blocks: &[Block]) {
    let scratch = support::scratch(Path::new("cmd").join(path.file_stem().unwrap()));
    let mut blocks = blocks.to_vec();
    for block in &mut blocks {
        block.answer = rewritten(&block.answer, &answer(block, &scratch));
    }
    if text(&blocks) != old {
        fs::write(path, text(&blocks)).unwrap();
    }
}

/// Holds a block to what it says. Where it names `$TMP`, the blocks before it that do
/// are run first.
fn hold(file: &str, blocks: &[Block], place: usize) -> Result<(), String> {
    let block = &blocks[place];
    let scratch = support::scratch(format!("cmd/{file}-{}", block.line));
    let shares = |block: &Block| block.command.contains("$TMP");
    if shares(block) {
        for before in blocks[..place].iter().filter(|before| shares(before)) {
            answer(before, &scratch);
        }
    }
    match difference(&block.answer, &answer(block, &scratch)) {
        None => Ok(()),
        Some(difference) => {
            let (line, command) = (block.line, &block.command);
            let at = format!("tests/cmd/{file}:{line}: {command}");
            Err(format!("{at}\n    - as expected, + as it is\n{difference}"))
        }
    }
}

pub(crate) fn trials(rewriting: bool) -> Vec<Trial> {
    let mut trials = vec![crate::check(
        "cmd",
        "a line fits with wildcards and not without",
        a_line_fits_with_wildcards_and_not_without,
    )];
    for path in support::files("tests/cmd", "console") {
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let blocks: Arc<[Block]> = blocks(&text).into();
        assert!(!blocks.is_empty(), "{file} holds no command");
        if rewriting {
            let name = format!("cmd/{file}");
            trials.push(crate::case(name, move || {
                rewrite(&path, &text, &blocks);
                Ok(())
            }));
            continue;
        }
        for (place, block) in blocks.iter().enumerate() {
            let name = format!("cmd/{file}:{} {}", block.line, block.command);
            let (file, blocks) = (file.clone(), Arc::clone(&blocks));
            trials.push(crate::case(name, move || hold(&file, &blocks, place)));
        }
    }
    trials
}

fn a_line_fits_with_wildcards_and_not_without() {
    assert!(fits("basis [..].", "basis 7c1e09ab."));
    assert!(fits("[..] of [..]", "one of many"));
    assert!(fits("[..]", ""));
    assert!(!fits("basis", "basis 7c1e09ab"));
    assert!(!fits("a[..]a", "a"));
    assert_eq!(words("may 'a b' \"\" c=d"), ["may", "a b", "", "c=d"]);
}
