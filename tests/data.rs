//! The shipped data: it loads without a fault, and it stands in its canonical
//! form, so that a diff shows only what was meant.
//!
//! `AICLOUD_REWRITE=1 cargo test --test data` puts the files into that form.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use aicloud_data::snapshot::pack;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use aicloud_core::model::Id;
use aicloud_data::DataSet;
use aicloud_data::kinds::{FileKind, SCHEMA_MARK};
use aicloud_facts::SNAPSHOT;

fn data_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn every_file_is_in_canonical_form() {
    let rewrite = std::env::var_os("AICLOUD_REWRITE").is_some();
    for path in files(&data_dir()) {
        let text = fs::read_to_string(&path).unwrap();
        let kind = FileKind::of(path.strip_prefix(data_dir()).unwrap()).unwrap();
        // The first line tells an editor what the file may hold.
        let up = if kind.place().ends_with('/') { "../" } else { "" };
        let first = format!("{SCHEMA_MARK}{up}schema/{}.json\n", kind.word());
        let body = text.strip_prefix(&first).unwrap_or(&text);
        let canonical = kind.canonical(&(first + body)).unwrap();
        if rewrite && canonical != text {
            fs::write(&path, &canonical).unwrap();
        } else {
            assert!(
                canonical == text,
                "{} is not in canonical form; AICLOUD_REWRITE=1 cargo test --test data",
                path.display()
            );
        }
    }
}

#[test]
fn the_embedded_data_is_what_the_files_say() {
    let files = DataSet::open(&[data_dir()]).unwrap();
    let embedded = DataSet::embedded(SNAPSHOT).unwrap();
    assert!(pack(&embedded.catalog).unwrap() == pack(&files.catalog).unwrap());
    assert!(embedded.records() == files.records());
}

#[test]
fn every_source_is_used() {
    let data = DataSet::embedded(SNAPSHOT).unwrap();
    let records = data.records();
    let mut others = records.clone();
    others.sources.clear();
    let text = serde_json::to_string(&others).unwrap();
    let used = |id: &Id| text.contains(&format!("\"{id}\""));
    let derived: BTreeSet<&Id> = records.sources.iter().flat_map(|s| &s.derives_from).collect();
    let checked = records.sources.iter().flat_map(|s| &s.sentences);
    let checked: BTreeSet<&Id> =
        checked.flat_map(|s| s.confirmed_by.iter().chain(&s.contradicted_by)).collect();
    let idle: Vec<&Id> = records
        .sources
        .iter()
        .map(|source| &source.id)
        .filter(|id| !used(id) && !derived.contains(id) && !checked.contains(id))
        .collect();
    assert!(idle.is_empty(), "no record rests on {idle:?}");
}

#[test]
fn the_article_is_checked_sentence_by_sentence() {
    let data = DataSet::embedded(SNAPSHOT).unwrap();
    let sources = &data.catalog.sources;
    let article = sources.iter().find(|s| s.id.as_str() == "startupfortune-2026-04-28").unwrap();
    let ids: BTreeSet<&str> = article.sentences.iter().map(|s| s.id.as_str()).collect();
    let wanted: Vec<String> = (1..=32).map(|n| format!("s{n}")).collect();
    assert_eq!(ids, wanted.iter().map(String::as_str).collect());
}
