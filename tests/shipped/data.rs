//! The shipped data: what is embedded is what the files say, and every source is
//! used. That the files stand in their canonical form is in `cases/canonical.rs`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use aicloud_data::snapshot::pack;
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use aicloud_core::model::Id;
use aicloud_data::DataSet;
use aicloud_facts::SNAPSHOT;

fn data_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
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
    // An id holds no quotation mark, so it stands between two.
    let words: HashSet<&str> = text.split('"').collect();
    let used = |id: &Id| words.contains(id.as_str());
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
