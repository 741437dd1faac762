//! The small data set of the tests, which some targets change.

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};

use aicloud_core::model::{Day, PartialDate, Records};
use aicloud_data::load;
use aicloud_data::load::Loaded;
use aicloud_data::{DataSet, check};

/// The day on which everything is asked.
pub fn today() -> Day {
    "2026-11-23".parse::<PartialDate>().unwrap().first_day()
}

/// The root of the project, from its tests and from its fuzzers.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let parent = here.ancestors().find(|dir| dir.join("tests/cmd/fixture-data").is_dir());
    parent.unwrap().to_path_buf()
}

thread_local! {
    static RECORDS: OnceCell<Records> = const { OnceCell::new() };
    static SHIPPED: OnceCell<DataSet> = const { OnceCell::new() };
}

/// The records of the small data set, sorted.
pub fn records() -> Records {
    let read = || {
        let mut loaded = Loaded::default();
        load::directory(&root().join("tests/cmd/fixture-data"), &mut loaded).unwrap();
        assert!(check::faults(&loaded).is_empty());
        loaded.records.sort();
        loaded.records
    };
    RECORDS.with(|records| records.get_or_init(read).clone())
}

/// Does something with the shipped data.
pub fn with_shipped<T>(ask: impl FnOnce(&DataSet) -> T) -> T {
    let open = || DataSet::embedded(aicloud_facts::SNAPSHOT).unwrap();
    SHIPPED.with(|shipped| ask(shipped.get_or_init(open)))
}

/// A directory with these files and no other; that of a fuzzer is its own.
pub fn directory(name: &str, files: &[(PathBuf, String)]) -> PathBuf {
    let dir = match option_env!("CARGO_TARGET_TMPDIR") {
        Some(tests) => Path::new(tests).join("fuzzed").join(name),
        None => std::env::temp_dir().join(format!("aicloud-{name}-{}", std::process::id())),
    };
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    for (path, text) in files {
        let path = dir.join(path);
        // A file may be named where another needs a folder.
        let made = fs::create_dir_all(path.parent().unwrap());
        let _ = made.and_then(|()| fs::write(path, text));
    }
    dir
}
