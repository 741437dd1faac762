//! On a real terminal: `script` makes one of a size that the test sets.
//!
//! Skipped with a line on standard error where there is no `script`.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test fails by panicking")]

use std::process::{Command, Stdio};

use crate::support;

/// What a terminal of 80 by 20 shows of a command line; nothing where none can be
/// made.
fn shown(line: &str, set: &[(&str, &str)]) -> Option<String> {
    if Command::new("script").arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("skipped, since there is no `script` here: {line}");
        return None;
    }
    let line = format!("stty rows 20 cols 80; {line}");
    let mut script = support::shell("script");
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.contains("COLOR") || name.contains("PAGER") {
            script.env_remove(name);
        }
    }
    for name in ["TERM_PROGRAM", "VTE_VERSION", "WT_SESSION", "KONSOLE_VERSION", "LESS"] {
        script.env_remove(name);
    }
    script.args(["-qec", &line, "/dev/null"]).stdin(Stdio::null());
    script.env("AICLOUD_AS_OF", support::TODAY).env("AICLOUD_DATA", "tests/cmd/fixture-data");
    script.env("SHELL", "/bin/sh").env("TERM", "xterm-256color").envs(set.iter().copied());
    let done = script.output().unwrap();
    assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stdout));
    Some(String::from_utf8(done.stdout).unwrap().replace('\r', ""))
}

const LONG: &str = "list offers -o jsonl";
const SHORT: &str = "where feather";
const MARKED: (&str, &str) = ("AICLOUD_PAGER", "sed 's/^/paged: /'");

#[test]
fn long_output_goes_through_the_pager_and_short_output_does_not() {
    let line = "aicloud timeline --all";
    let Some(text) = shown(line, &[MARKED]) else { return };
    assert!(text.lines().count() > 20 && text.lines().all(|l| l.starts_with("paged: ")), "{text}");
    let text = shown(&format!("aicloud {SHORT}"), &[MARKED]).unwrap();
    assert!(text.contains("PROHIBITED") && !text.contains("paged: "), "{text}");
    // PAGER where nothing is said of this program alone; what is said goes first.
    let text = shown(line, &[("PAGER", "sed 's/^/other: /'")]).unwrap();
    assert!(text.starts_with("other: "), "{text}");
    let text = shown(line, &[("PAGER", "sed 's/^/other: /'"), MARKED]).unwrap();
    assert!(text.starts_with("paged: "), "{text}");
}

#[test]
fn nothing_is_paged_where_that_is_not_wanted_and_nothing_is_lost() {
    let whole = "aicloud timeline --all";
    let Some(plain) = shown(&format!("{whole} --no-pager"), &[MARKED]) else { return };
    assert!(plain.lines().count() > 20 && !plain.contains("paged: "), "{plain}");
    for pager in ["", "cat", "no-such-pager-anywhere"] {
        assert_eq!(shown(whole, &[("AICLOUD_PAGER", pager)]).unwrap(), plain, "{pager}");
    }
    // In a pipe there is no terminal, so nothing is paged.
    let text = shown(&format!("aicloud {LONG} | cat"), &[MARKED]).unwrap();
    assert!(!text.contains("paged: "), "{text}");
    // A pager that is left early is no failure.
    shown(whole, &[("AICLOUD_PAGER", "true")]).unwrap();
    shown(whole, &[("AICLOUD_PAGER", "head -1")]).unwrap();
}

#[test]
fn a_terminal_gets_colour_and_one_that_cannot_does_not() {
    let line = format!("aicloud {SHORT}");
    let Some(text) = shown(&line, &[]) else { return };
    assert!(text.contains("\u{1b}[31mPROHIBITED"), "{text:?}");
    for set in [("NO_COLOR", "1"), ("TERM", "dumb"), ("CLICOLOR", "0"), ("AICLOUD_COLOR", "never")]
    {
        let text = shown(&line, &[set]).unwrap();
        assert!(!text.contains('\u{1b}'), "{set:?}: {text:?}");
    }
    let text = shown("aicloud compare -h --color never", &[]).unwrap();
    assert!(!text.contains('\u{1b}'), "{text:?}");
}

#[test]
fn a_terminal_known_to_make_links_gets_them() {
    let line = "aicloud show acme-2026-01-10";
    let Some(text) = shown(line, &[]) else { return };
    assert!(!text.contains("\u{1b}]8"), "{text:?}");
    for set in [("TERM", "xterm-kitty"), ("VTE_VERSION", "7006"), ("FORCE_HYPERLINK", "1")] {
        let text = shown(line, &[set]).unwrap();
        assert!(
            text.contains("\u{1b}]8;;https://acme.example/anvils\u{1b}\\"),
            "{set:?}: {text:?}"
        );
        let text = shown(&format!("{line} --hyperlink never"), &[set]).unwrap();
        assert!(!text.contains("\u{1b}]8"), "{set:?}: {text:?}");
    }
}

#[test]
fn what_takes_more_than_a_second_says_how_far_it_has_come() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("progress.html");
    let line = format!("aicloud report --out {}", file.display());
    let begun = std::time::Instant::now();
    let Some(text) = shown(&line, &[("AICLOUD_DATA", "")]) else { return };
    let long = begun.elapsed().as_millis();
    let told = text.contains("working out the matrix: ");
    assert!(!told || long >= 1000, "told although it took {long} ms: {text:?}");
    if long < 1800 {
        eprintln!("skipped: the page took {long} ms, too short to tell anything");
    } else {
        assert!(told && text.contains('%'), "{long} ms: {text:?}");
        // The line is taken away again, and the answer stands alone.
        let last = text.rsplit("\u{1b}[K").next().unwrap();
        assert!(last.starts_with("aicloud: wrote "), "{text:?}");
    }
    // Where standard error is no terminal there is nobody to tell.
    let quiet = format!("{line} 2> {}.log", file.display());
    shown(&quiet, &[("AICLOUD_DATA", "")]).unwrap();
    let written = std::fs::read_to_string(format!("{}.log", file.display())).unwrap();
    assert!(written.starts_with("aicloud: wrote ") && written.lines().count() == 1, "{written}");
}
