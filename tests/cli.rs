//! The command line, as transcripts that a person can read: `tests/cmd/*.console`.
//!
//! A block is a command, `$ [NAME=VALUE ...] aicloud ARGS...` (an empty value
//! takes a setting away; `AICLOUD_AS_OF` is 2026-11-23 otherwise), then `< ` lines
//! of standard input, the standard output as it is, `2> ` lines of standard
//! error, `? N` where the exit code is not 0, and an empty line. `# ` begins a
//! remark about the block that follows. `[..]` within a line stands for
//! anything, `$TMP` for a directory of the transcript's own; `$ cat FILE` and
//! `$ ls DIR` show what a command wrote. Output that would read as one of these
//! stands behind a backslash; `\ no newline` follows a last line without its end;
//! `␛` is the character that begins an instruction to a terminal.
//!
//! `AICLOUD_REWRITE=1 cargo test --test cli` writes down what the program says
//! now: read the diff before you keep it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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
    let mut command = Command::new(env!("CARGO_BIN_EXE_aicloud"));
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("AICLOUD_")) {
            command.env_remove(name);
        }
    }
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("COLUMNS");
    command.env("AICLOUD_AS_OF", "2026-11-23").env("AICLOUD_CONFIG", "/dev/null");
    command.env("LC_ALL", "C.UTF-8");
    for setting in settings {
        match setting.split_once('=').unwrap() {
            (name, "") => command.env_remove(name),
            (name, value) => command.env(name, value),
        };
    }
    command.args(&words[1..]).current_dir(env!("CARGO_MANIFEST_DIR"));
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

fn transcripts() -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let files = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|ext| ext == "console")).collect();
    files.sort();
    files
}

#[test]
fn every_command_answers_as_its_transcript_says() {
    let rewrite = std::env::var_os("AICLOUD_REWRITE").is_some();
    let mut failures = String::new();
    for path in transcripts() {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}"));
        let _ = fs::remove_dir_all(&scratch);
        fs::create_dir_all(&scratch).unwrap();
        let old = fs::read_to_string(&path).unwrap();
        let mut blocks = blocks(&old);
        assert!(!blocks.is_empty(), "{name} holds no command");
        for block in &mut blocks {
            let lines = answer(block, &scratch);
            if rewrite {
                block.answer = rewritten(&block.answer, &lines);
            } else if let Some(difference) = difference(&block.answer, &lines) {
                let (line, command) = (block.line, &block.command);
                write!(failures, "\n{name}.console:{line}: {command}\n{difference}").unwrap();
            }
        }
        if rewrite && text(&blocks) != old {
            fs::write(&path, text(&blocks)).unwrap();
        }
    }
    assert!(failures.is_empty(), "- as expected, + as it is\n{failures}");
}

/// The program, asked on a day that does not move.
fn aicloud(args: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aicloud"));
    for (name, _) in
        std::env::vars_os().filter(|(n, _)| n.to_string_lossy().starts_with("AICLOUD_"))
    {
        command.env_remove(name);
    }
    command.args(words(args)).env("AICLOUD_AS_OF", "2026-11-23").stdin(Stdio::null());
    command.env("AICLOUD_CONFIG", "/dev/null").env("LC_ALL", "C.UTF-8");
    command.env_remove("COLUMNS").current_dir(env!("CARGO_MANIFEST_DIR"));
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
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sources.json");
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
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("failed-write");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    let file = dir.join("answer.json");
    fs::write(&file, "old\n").unwrap();
    let program = env!("CARGO_BIN_EXE_aicloud");
    let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" list sources --out \"$1\"";
    let done = Command::new("sh").args(["-c", script, program]).arg(&file).output().unwrap();
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

#[test]
fn a_line_fits_with_wildcards_and_not_without() {
    assert!(fits("basis [..].", "basis 7c1e09ab."));
    assert!(fits("[..] of [..]", "one of many"));
    assert!(fits("[..]", ""));
    assert!(!fits("basis", "basis 7c1e09ab"));
    assert!(!fits("a[..]a", "a"));
    assert_eq!(words("may 'a b' \"\" c=d"), ["may", "a b", "", "c=d"]);
}
