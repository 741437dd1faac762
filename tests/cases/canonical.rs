//! The files of the shipped data stand in their canonical form, so that a diff
//! shows only what was meant.
//!
//! `AICLOUD_REWRITE=1 cargo test --test cases data/` puts them into that form.

use std::fs;
use std::path::Path;

use aicloud_data::kinds::{FileKind, SCHEMA_MARK};
use libtest_mimic::Trial;

use crate::support;

/// The file as it is, and as it would be in its canonical form.
fn both(path: &Path) -> (String, String) {
    let text = fs::read_to_string(path).unwrap();
    let kind = FileKind::of(path.strip_prefix("data").unwrap()).unwrap();
    // The first line tells an editor what the file may hold.
    let up = if kind.place().ends_with('/') { "../" } else { "" };
    let first = format!("{SCHEMA_MARK}{up}schema/{}.json\n", kind.word());
    let body = text.strip_prefix(&first).unwrap_or(&text);
    let canonical = kind.canonical(&(first + body)).unwrap();
    (text, canonical)
}

fn hold(path: &Path, rewriting: bool) -> Result<(), String> {
    let (text, canonical) = both(path);
    if text == canonical {
        return Ok(());
    }
    if rewriting {
        fs::write(path, &canonical).unwrap();
        return Ok(());
    }
    let same = text.lines().zip(canonical.lines()).take_while(|(is, form)| is == form).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").to_owned();
    Err(format!(
        "{}:{} is not in canonical form; AICLOUD_REWRITE=1 cargo test --test cases data/\n\
         - {}\n+ {}",
        path.display(),
        same + 1,
        line(&canonical),
        line(&text),
    ))
}

pub(crate) fn trials(rewriting: bool) -> Vec<Trial> {
    let files = support::files_below("data", "yaml").into_iter();
    let trials =
        files.map(|path| crate::case(path.display().to_string(), move || hold(&path, rewriting)));
    trials.collect()
}
