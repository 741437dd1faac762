//! A directory of YAML files to records, each remembered with its place.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;

use super::fault::Fault;
use super::yaml;
use crate::model::{Id, Records};

/// The largest file that is read, in bytes: far above any honest data file.
const LARGEST_FILE: u64 = 8 << 20;

/// Where a record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line of its `id`, counted from one.
    pub line: Option<usize>,
}

/// Records with their places, and the faults met on the way.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What was read.
    pub records: Records,
    /// Where each id was defined, in reading order.
    pub places: BTreeMap<Id, Vec<Place>>,
    /// Files that could not be read as records.
    pub faults: Vec<Fault>,
}

impl Loaded {
    /// The shipped records, to be read on top of.
    pub fn on_top_of(records: &Records) -> Self {
        let place = || vec![Place { file: "the built-in data".to_owned(), line: None }];
        let places = records.ids().into_iter().map(|(_, id)| (id.clone(), place())).collect();
        Self { records: records.clone(), places, faults: Vec::new() }
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
    let file = path.display().to_string();
    match text_of(path) {
        Ok(text) => read_text(&text, &file, inside, loaded),
        Err(error) => loaded.faults.push(Fault {
            code: "unreadable-file",
            file,
            line: None,
            record: None,
            field: None,
            message: error.to_string(),
        }),
    }
}

fn text_of(path: &Path) -> io::Result<String> {
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

fn read_text(text: &str, file: &str, inside: &Path, loaded: &mut Loaded) {
    let mut parts = inside.iter().filter_map(|part| part.to_str());
    let (first, rest) = (parts.next().unwrap_or_default(), parts.count());
    let records = &mut loaded.records;
    let result = match (first, rest) {
        ("providers.yaml", 0) => append(text, &mut records.providers),
        ("services.yaml", 0) => append(text, &mut records.services),
        ("segments.yaml", 0) => append(text, &mut records.segments),
        ("classes.yaml", 0) => append(text, &mut records.classes),
        ("watchlist.yaml", 0) => append(text, &mut records.watchlist),
        ("conflicts.yaml", 0) => append(text, &mut records.conflicts),
        ("discounts.yaml", 0) => append(text, &mut records.discounts),
        ("products", 1) => append(text, &mut records.products),
        ("offers", 1) => append(text, &mut records.offers),
        ("prices", 1) => append(text, &mut records.prices),
        ("agreements", 1) => append(text, &mut records.agreements),
        ("claims", 1) => append(text, &mut records.claims),
        ("benchmarks", 1) => append(text, &mut records.benchmarks),
        ("sources", 1) => append(text, &mut records.sources),
        _ => Err(yaml::YamlFault {
            line: None,
            message: "no such file in a data directory; it holds providers.yaml, services.yaml, \
                      segments.yaml, classes.yaml, watchlist.yaml, conflicts.yaml, \
                      discounts.yaml and the folders products, offers, prices, agreements, \
                      claims, benchmarks and sources"
                .to_owned(),
        }),
    };
    match result {
        Ok(()) => note_places(text, file, &mut loaded.places),
        Err(fault) => loaded.faults.push(Fault {
            code: "syntax",
            file: file.to_owned(),
            line: fault.line,
            record: fault.line.and_then(|line| record_at(text, line)),
            field: None,
            message: fault.message,
        }),
    }
}

fn append<T: DeserializeOwned>(text: &str, list: &mut Vec<T>) -> Result<(), yaml::YamlFault> {
    list.extend(yaml::records::<T>(text)?);
    Ok(())
}

/// The record that a line belongs to: the last list item above that has an id.
fn record_at(text: &str, line: usize) -> Option<Id> {
    let above = text.lines().take(line).filter_map(|line| line.trim_start().strip_prefix("- id:"));
    above.last()?.trim().trim_matches(['\'', '"']).parse().ok()
}

/// Finds the line of each `id:`, since the parser does not tell where a record
/// that it accepted stood.
fn note_places(text: &str, file: &str, places: &mut BTreeMap<Id, Vec<Place>>) {
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_start();
        let line = line.strip_prefix("- ").unwrap_or(line);
        let Some(id) = line.strip_prefix("id:") else { continue };
        if let Ok(id) = id.trim().trim_matches(['\'', '"']).parse::<Id>() {
            let place = Place { file: file.to_owned(), line: Some(number + 1) };
            places.entry(id).or_default().push(place);
        }
    }
}
