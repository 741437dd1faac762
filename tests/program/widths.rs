//! Every table at every width from 40 to 200: no line is too wide, no word is
//! broken. What the pages look like is in `tests/cmd/widths.console`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{HashMap, HashSet};

use crate::support;

/// The commands that draw, each on fixture data and on the shipped data.
const PAGES: &[(&str, &str)] = &[
    ("compare --vendor acme --cloud all --all", "compare --cloud all --all"),
    ("where acme/anvil-2", "where gpt-oss-120b --cloud all"),
    ("may nimbus workbench", "may aws frontier --as-of 2026-03-25"),
    ("may nimbus workbench --explain", "may google-cloud frontier --explain"),
    ("when nimbus workbench", "when aws gpt-5.5"),
    ("price anvil-1 acme/anvil-2", "price gpt-oss-120b gpt-5.5"),
    ("price acme/anvil-2 --explain", "price gpt-oss-120b --explain"),
    ("price acme/anvil-2 --history", "price gpt-5.6-luna --history"),
    ("price acme/anvil-2 --plot", "price gpt-5.6-luna --plot"),
    ("cost acme/anvil-2 --input 10M --output 2M", "cost gpt-oss-120b --input 10M --output 2M"),
    (
        "cost acme/anvil-2 --input 10M --output 2M --explain",
        "cost gpt-5.5 --input 1M --output 1M --explain",
    ),
    ("conflicts", "conflicts --all"),
    ("diff 2026-01-01 2026-08-02", "diff 2026-04-26 2026-04-28"),
    ("timeline --all", "timeline frontier"),
    ("expiring --within 900d", "expiring --within 900d"),
    ("watchlist", "watchlist"),
    ("audit", "audit"),
    ("audit nimbus-anvil", "audit aws-oss-r1 --as-of 2025-08-05"),
    ("audit --explain", "audit aws-oss-gemini --explain --as-of 2025-08-05"),
    ("list providers", "list providers"),
    ("list products", "list products --vendor openai"),
    ("list offers", "list offers --cloud aws"),
    ("list terms", "list terms --product frontier"),
    ("list claims", "list claims"),
    ("list sources", "list sources --match 2026-04"),
    ("show pact-exclusive", "show msoa-2026-04-any-cloud"),
    ("config show --origin", "list conflicts"),
];

fn page(command: &str, data: &[&str], width: Option<usize>) -> String {
    let mut program = support::aicloud();
    program.args(command.split(' ')).args(data);
    match width {
        Some(width) => program.env("COLUMNS", width.to_string()),
        None => program.arg("--wide"),
    };
    let done = program.output().unwrap();
    let told = String::from_utf8_lossy(&done.stderr);
    let is_picture = told.contains("a picture has no rows");
    assert!(
        is_picture || told.is_empty() || told.starts_with("aicloud: permitted"),
        "{command}: {told}"
    );
    String::from_utf8(done.stdout).unwrap()
}

/// A word without what a sentence, a list or a mark puts around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| "().,;:*~!`?\"'".contains(c))
}

fn words(page: &str) -> HashSet<String> {
    page.split_whitespace().map(|word| bare(word).to_lowercase()).collect()
}

fn faults(command: &str, data: &[&str], widths: &[usize]) -> Vec<String> {
    let wide = page(command, data, None);
    let values = page(&format!("{command} -o csv"), data, None).replace([',', ';', '"'], " ");
    // A page of records, a table of letters and one of words each say some things
    // in their own way: those are the words that all of their kind share.
    let pages: Vec<(usize, String)> =
        widths.iter().map(|width| (*width, page(command, data, Some(*width)))).collect();
    let told: HashSet<String> = words(&wide).into_iter().chain(words(&values)).collect();
    let on_pages: Vec<HashSet<String>> = pages.iter().map(|(_, text)| words(text)).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for word in on_pages.iter().flatten() {
        *times.entry(word).or_default() += 1;
    }
    let mut faults = Vec::new();
    for ((width, text), words) in pages.iter().zip(&on_pages) {
        for line in text.lines() {
            // A word that is longer than the page stands alone, whole.
            let cells = unicode_width::UnicodeWidthStr::width(line);
            if cells > *width && line.split_whitespace().count() > 1 {
                faults.push(format!("{command} at {width}: too wide by {}: {line}", cells - width));
            }
        }
        let broken = words.iter().filter(|word| times[word.as_str()] == 1 && !told.contains(*word));
        let is_word = |word: &&String| word.chars().any(char::is_alphabetic) && word.len() > 2;
        // A scale is drawn anew for each width.
        let is_bar = |word: &str| word.chars().all(|c| word.starts_with(c));
        let is_scale =
            |word: &str| is_bar(word) || word.chars().all(|c| "nfydu-lgparvx*".contains(c));
        let broken = broken.filter(is_word).filter(|word| !is_scale(word.as_str()));
        faults.extend(broken.map(|word| format!("{command} at {width}: broken? {word}")));
    }
    faults
}

#[test]
fn every_page_of_fixture_data_keeps_its_width_and_its_words() {
    let widths = [40, 41, 47, 50, 59, 60, 63, 70, 79, 80, 81, 100, 120, 160, 200];
    let mut found = Vec::new();
    for (command, _) in PAGES {
        found.extend(faults(command, &["--data", "tests/cmd/fixture-data"], &widths));
    }
    assert!(found.is_empty(), "{} faults: {found:#?}", found.len());
}

#[test]
fn every_page_of_shipped_data_keeps_its_width_and_its_words() {
    let widths = [40, 60, 62, 66, 80, 100, 120, 200];
    let mut found = Vec::new();
    for (_, command) in PAGES {
        found.extend(faults(command, &[], &widths));
    }
    assert!(found.is_empty(), "{} faults: {found:#?}", found.len());
}
