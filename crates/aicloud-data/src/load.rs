//! A directory of YAML files to records, each remembered with its place.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::fault::Fault;
use crate::file_outline::{FileOutline, of_yaml};
use crate::kinds::FileKind;
use crate::spot::Spot;
use crate::yaml::YamlFault;
use aicloud_core::model::{Id, Records};

/// The largest file that is read, in bytes: far above any honest data file.
const LARGEST_FILE: u64 = 8 << 20;

/// So many records of one file are told to be wrong.
const MOST_FAULTS: usize = 1_000;

/// Records that stand together in one file, or that were built in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePart {
    /// Their kind.
    pub kind: FileKind,
    /// Their file; nothing for the built-in data.
    pub file: Option<PathBuf>,
    /// How many records of the file stand before them.
    pub before: usize,
    /// The place of the first in its list of [`Records`].
    pub first: usize,
    /// How many they are.
    pub count: usize,
}

/// Something to be said of an override.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverrideNotice {
    /// The code of the rule.
    pub code: &'static str,
    /// The override.
    pub id: Id,
    /// The field of the override.
    pub field: &'static str,
    /// What is said.
    pub message: String,
}

/// A field of a record that an override has given its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Overridden {
    pub(super) record: Spot,
    pub(super) field: String,
    /// The override.
    pub(super) by: Spot,
}

/// Records with their places, and the faults met on the way.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What was read.
    pub records: Records,
    /// Where the records stand.
    pub parts: Vec<FilePart>,
    /// Files that could not be read as records.
    pub faults: Vec<Fault>,
    /// What is to be said of overrides.
    pub told: Vec<OverrideNotice>,
    /// Fields to which overrides gave their value.
    pub(super) overridden: Vec<Overridden>,
}

impl Loaded {
    /// The shipped records, to be read on top of.
    pub fn on_top_of(records: Records) -> Self {
        let part = |kind: &FileKind| {
            let count = kind.count(&records);
            FilePart { kind: *kind, file: None, before: 0, first: 0, count }
        };
        let parts = FileKind::ALL.iter().map(part).collect();
        Self { records, parts, ..Self::default() }
    }
}

/// Reads one data directory on top of what `loaded` already holds.
///
/// # Errors
/// When the directory itself cannot be read; what is wrong inside a file is
/// collected in `loaded.faults`.
pub fn directory(dir: &Path, loaded: &mut Loaded) -> Result<()> {
    let mut files = Vec::new();
    walk(dir, &mut files)
        .with_context(|| format!("cannot read the data directory {}", dir.display()))?;
    files.sort();
    for file in files {
        let inside = file.strip_prefix(dir).unwrap_or(&file).to_path_buf();
        read_file(&file, &inside, loaded);
    }
    Ok(())
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        // Only real directories are entered: a link may lead back up. A linked
        // directory is handed on as a file, which it is not, and reported.
        if fs::symlink_metadata(&path)?.is_dir() {
            walk(&path, files)?;
        } else if path.is_dir() || path.extension().is_some_and(|ext| ext == "yaml" || ext == "yml")
        {
            files.push(path);
        }
    }
    Ok(())
}

fn read_file(path: &Path, inside: &Path, loaded: &mut Loaded) {
    match FileKind::of(inside) {
        Some(kind) => file(path, kind, loaded),
        // A link is no file, wherever it stands.
        None if path.is_dir() => file(path, FileKind::Sources, loaded),
        None => {
            let places: Vec<&str> = FileKind::ALL.iter().map(|kind| kind.place()).collect();
            let message =
                format!("no such file in a data directory; it holds {}", places.join(", "));
            let path = path.display().to_string();
            loaded.faults.push(Fault::of_file("unknown-file", path, message));
        }
    }
}

/// Reads one file of a kind on top of what `loaded` already holds; what is wrong
/// in it is collected in `loaded.faults`.
pub fn file(path: &Path, kind: FileKind, loaded: &mut Loaded) {
    match text_of(path) {
        Ok(text) => read_text(&text, path, kind, loaded),
        Err(error) => {
            let path = path.display().to_string();
            loaded.faults.push(Fault::of_file("unreadable-file", path, error.to_string()));
        }
    }
}

/// Reads a file that is a regular one, is text and has an honest size.
pub(super) fn text_of(path: &Path) -> io::Result<String> {
    let kind = fs::metadata(path)?;
    if kind.is_dir() {
        return Err(io::Error::other("a link to a directory is not followed; copy it in"));
    }
    if !kind.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    let mut text = String::new();
    File::open(path)?.take(LARGEST_FILE + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LARGEST_FILE {
        let message = format!("more than {LARGEST_FILE} bytes; split the file");
        return Err(io::Error::other(message));
    }
    Ok(text)
}

fn read_text(text: &str, path: &Path, kind: FileKind, loaded: &mut Loaded) {
    let first = kind.count(&loaded.records);
    let file = Some(path.to_path_buf());
    match kind.read(text, &mut loaded.records) {
        Ok(count) => loaded.parts.push(FilePart { kind, file, before: 0, first, count }),
        Err(fault) => read_one_by_one(text, path, kind, &fault, loaded),
    }
}

/// Reads the records of a file that is not sound as a whole each by itself, so
/// that one fault hides no other.
fn read_one_by_one(
    text: &str,
    path: &Path,
    kind: FileKind,
    whole: &YamlFault,
    loaded: &mut Loaded,
) {
    let reading = FileOutline::of(text);
    let lines: Vec<&str> = text.lines().collect();
    let mut faults = Vec::new();
    // What is wrong nowhere in particular is wrong with the file.
    let items = if whole.is_placed() { reading.outline.items(lines.len()) } else { Vec::new() };
    for (before, (from, to)) in items.into_iter().enumerate() {
        if faults.len() == MOST_FAULTS {
            let message = format!("{MOST_FAULTS} records are wrong; the rest is not read");
            faults.push(Fault::of_file(whole.code, path.display().to_string(), message));
            break;
        }
        let own = lines.get(from - 1..to - 1).unwrap_or_default();
        let first = kind.count(&loaded.records);
        match kind.read(&(own.join("\n") + "\n"), &mut loaded.records) {
            Ok(count) => {
                let file = Some(path.to_path_buf());
                loaded.parts.push(FilePart { kind, file, before, first, count });
            }
            Err(fault) => {
                faults.push(of_yaml(&fault.behind(before, from - 1), path, &reading));
            }
        }
    }
    if faults.is_empty() {
        faults.push(of_yaml(whole, path, &reading));
    }
    loaded.faults.extend(faults);
}

/// The outline of a file that is read again to tell where something stands.
pub(super) fn reading(path: &Path) -> Option<FileOutline> {
    text_of(path).ok().map(|text| FileOutline::of(&text))
}
