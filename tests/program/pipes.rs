//! Commands in a pipe: rows of one are questions of another, `-` is standard
//! input wherever a file is read, and what is printed does not depend on chance.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use serde_json::Value;

use crate::support;

/// What a line of shell prints, and its exit code.
fn shell(line: &str) -> (String, i32) {
    let mut shell = support::shell("sh");
    let done = shell.args(["-c", line]).env("AICLOUD_AS_OF", support::TODAY).output().unwrap();
    let told = String::from_utf8_lossy(&done.stderr);
    assert!(told.is_empty() || told.starts_with("aicloud: "), "{line}: {told}");
    (String::from_utf8(done.stdout).unwrap(), done.status.code().unwrap())
}

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn rows_of_other_commands_are_questions_as_they_stand() {
    for asked in [
        "compare",
        "compare --cloud all --as-of 2026-03-25 --segment us-government",
        "where gpt-5.5 --known-by 2026-05-01 --evidence press",
        "price gpt-oss-120b",
        "cost gpt-5.5 --input 1M --output 1M",
    ] {
        let (was, _) = shell(&format!("aicloud {asked} -o jsonl"));
        let (now, code) = shell(&format!("aicloud {asked} -o jsonl | aicloud may --batch -"));
        assert_eq!(code, 0, "{asked}: {now}");
        let (was, now) = (rows(&was), rows(&now));
        assert!(!was.is_empty() && was.len() == now.len(), "{asked}");
        for (row, answer) in was.iter().zip(&now) {
            for key in ["cloud", "product", "right", "as_of", "segment"] {
                assert_eq!(row[key], answer[key], "{asked}: {key} of {row}");
            }
        }
    }
}

#[test]
fn standard_input_stands_for_a_file_wherever_one_is_read() {
    let same = |by_name: &str, piped: &str| {
        let (by_name_text, by_name_code) = shell(by_name);
        let (piped_text, piped_code) = shell(piped);
        assert!(!by_name_text.is_empty(), "{by_name}");
        assert_eq!((by_name_text, by_name_code), (piped_text, piped_code), "{piped}");
    };
    let watch = "tests/cmd/schema-watch.yaml";
    same(
        &format!("aicloud watchlist check {watch}"),
        &format!("aicloud watchlist check - < {watch}"),
    );
    let prices = "tests/import/litellm.json";
    same(
        &format!("aicloud data import litellm {prices} --dry-run"),
        &format!("cat {prices} | aicloud data import litellm - --dry-run"),
    );
    let lines = "printf '%s\\n' 'product,input,output' 'gpt-5.5,1M,1M'";
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workload.csv");
    let file = file.display();
    same(
        &format!("{lines} > {file}; aicloud cost --workload {file}"),
        &format!("{lines} | aicloud cost --workload -"),
    );
    let question = "printf '%s\\n' '{\"cloud\":\"aws\",\"product\":\"gpt-5.5\"}'";
    same(
        &format!("{question} > {file}; aicloud may --batch {file}"),
        &format!("{question} | aicloud may --batch -"),
    );
}

#[test]
fn the_same_question_is_answered_in_the_same_order() {
    for asked in [
        "compare --all --cloud all -o jsonl",
        "list sources -o csv",
        "conflicts --all -o json",
        "timeline --all -o jsonl",
        "price gpt-oss-120b gpt-5.5 -o csv",
        "report --vendor xai --out -",
    ] {
        let line = format!("aicloud {asked}");
        assert_eq!(shell(&line), shell(&line), "{asked}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_printed_is_no_success() {
    for asked in ["compare", "--help", "may --help", "--version", "--version --verbose", "man"] {
        let (text, code) = shell(&format!("aicloud {asked} > /dev/full"));
        assert_eq!((text.as_str(), code), ("", 6), "{asked}");
        // A reader who has seen enough is no failure.
        let (code, _) = shell(&format!("{{ (aicloud {asked}; echo $? >&3) | true; }} 3>&1"));
        assert_eq!(code, "0\n", "{asked}");
    }
}
