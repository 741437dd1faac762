//! A data directory to facts, or to faults that say where they are.

use aicloud_core::catalog::Catalog;
use std::path::{Path, PathBuf};

use aicloud_core::clean::steers_terminal;
use aicloud_core::model::Records;
use aicloud_data::kinds::FileKind;
use aicloud_data::load;
use aicloud_data::load::Loaded;
use aicloud_data::rules::Severity;
use aicloud_data::{DataSet, Fault, Faults, basis, snapshot, yaml};
use serde_json::Value;

use aicloud_query::data::validate;

use super::{change, query, sky};

/// Asked of what is sound; each data set gets some of them.
const QUESTIONS: &[&str] = &[
    "compare",
    "compare\n-ojson\n--as-of=2026-04",
    "price",
    "price\n--history\n-ocsv",
    "timeline",
    "timeline\n-ojson",
    "expiring",
    "conflicts",
    "conflicts\n-ojson",
    "diff\n2026-02\n2026-10",
    "watchlist",
    "audit",
    "audit\n-ojson",
    "report",
    "list\noffers",
    "list\nterms\n-oyaml",
    "list\nsources\n-ojson",
    "data\ncoverage",
    "data\nstats",
    "data\nexport\n-ojson",
];

pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut document = serde_json::to_value(sky::records()).unwrap();
    let mut files = written(&text, &mut document);
    files.extend(change::files(&text));
    let dir = sky::directory("loader", &files);
    if let Some(data) = judge(&text, &dir, &Loaded::default) {
        kept(&data);
        // What is packed is never given back, so that few are.
        if text.len().is_multiple_of(8) {
            packed(&data.catalog);
        }
    }
}

/// The files of the small data set after some edits of its records.
fn written(text: &str, document: &mut Value) -> Vec<(PathBuf, String)> {
    change::apply(text, document);
    let file = |kind: &FileKind| {
        let records = document
            .get(kind.word())
            .filter(|list| list.as_array().is_none_or(|list| !list.is_empty()))?;
        Some((place(*kind), yaml::text(records).ok()?))
    };
    FileKind::ALL.iter().filter_map(file).collect()
}

/// One file for all the records of a kind.
fn place(kind: FileKind) -> PathBuf {
    let place = kind.place();
    if place.ends_with('/') { format!("{place}all.yaml").into() } else { place.into() }
}

/// Checks a directory on top of what is loaded, asks about it where it is sound,
/// and holds what says that it is not against it.
pub fn judge(text: &str, dir: &Path, base: &dyn Fn() -> Loaded) -> Option<DataSet> {
    let mut loaded = base();
    load::directory(dir, &mut loaded).unwrap();
    let found = validate::findings(&mut loaded, sky::today(), sky::today()).unwrap();
    found.iter().for_each(legible);
    let wrong = found.iter().any(|fault| fault.severity() == Severity::Error);
    match DataSet::read(base(), &[dir.to_path_buf()], Some(sky::today())) {
        Ok(data) => {
            assert!(!wrong, "{found:?}");
            for place in [text.len(), text.len() / 7, text.lines().count()] {
                query::ask(QUESTIONS[place % QUESTIONS.len()], b"", &data);
            }
            Some(data)
        }
        Err(error) => {
            let faults = error.downcast_ref::<Faults>();
            assert!(wrong && faults.is_some(), "refused without a fault: {error:#}");
            None
        }
    }
}

/// Whether somebody who reads it can find it and mend it.
fn legible(fault: &Fault) {
    assert_eq!(fault.rule().code, fault.code, "{fault:?}");
    assert!(fault.file != "(data)" && !fault.told().is_empty(), "{fault:?}");
    for width in [20, 80] {
        for line in fault.picture(width).iter().flatten() {
            assert!(!line.contains('\n') && !line.contains(steers_terminal), "{fault:?}");
        }
    }
    assert!(!fault.to_string().contains(steers_terminal), "{fault:?}");
    if let Some(span) = fault.span {
        assert!(span.line > 0 && span.column > 0 && span.length > 0, "{fault:?}");
    }
}

/// Records are read from the bytes into which they are packed.
fn packed(catalog: &Catalog) {
    let packed: &'static [u8] = snapshot::pack(catalog).unwrap().leak();
    let again = snapshot::open(packed).unwrap();
    assert!(snapshot::pack(&again).unwrap() == packed, "records change");
}

/// What is printed or exported is what was read.
fn kept(data: &DataSet) {
    let records = data.before_overrides();
    let json = serde_json::to_vec(&records).unwrap();
    assert!(serde_json::from_slice::<Records>(&json).unwrap() == records, "records change");
    let text = |kind: &FileKind| (place(*kind), kind.text(&records).unwrap());
    let files: Vec<(PathBuf, String)> = FileKind::ALL.iter().map(text).collect();
    let dir = sky::directory("export", &files);
    let mut loaded = Loaded::default();
    load::directory(&dir, &mut loaded).unwrap();
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    loaded.records.sort();
    let mut records = records.clone();
    records.sort();
    let basis = |records| basis::basis(records).unwrap().hash;
    assert_eq!(basis(&loaded.records), basis(&records), "an export is not what was exported");
}
