//! From a record and a field to a file, a line and a column.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::fault::Fault;
use crate::kinds::FileKind;
use crate::load;
use crate::load::{Loaded, Part};
use crate::span::{Outline, Span};
use crate::yaml::YamlFault;
use aicloud_core::model::Id;
use aicloud_core::names::nearest;

/// A record by its place in the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// The list.
    pub(super) kind: FileKind,
    /// Its place there.
    pub(super) index: usize,
    /// For a record within another: the field that holds it, and its place.
    pub(super) inner: Option<(&'static str, usize)>,
}

impl Spot {
    /// The path of a field within the record of the list.
    pub(super) fn path(&self, field: &str) -> String {
        match (self.inner, field) {
            (Some((within, place)), "") => format!("{within}[{place}]"),
            (Some((within, place)), field) => format!("{within}[{place}].{field}"),
            (None, field) => field.to_owned(),
        }
    }
}

/// A file that is read again to point into it.
pub(super) struct Reading {
    lines: Vec<String>,
    /// Where its records stand.
    pub(super) outline: Outline,
}

impl Reading {
    /// Reads a text.
    pub(super) fn of(text: &str) -> Self {
        Self { lines: text.lines().map(str::to_owned).collect(), outline: Outline::of(text) }
    }

    /// The ids of the records, in order; where one cannot be read they end.
    pub(super) fn ids(&self) -> Vec<Id> {
        (0..).map_while(|number| self.id(number)).collect()
    }

    /// The line of a span.
    pub(super) fn line(&self, span: Span) -> Option<String> {
        self.lines.get(span.line - 1).cloned()
    }

    /// The id of a record of the list.
    fn id(&self, number: usize) -> Option<Id> {
        let span = self.outline.find(&format!("[{number}].id"))?;
        let line = self.line(span)?;
        let text: String = line.chars().skip(span.column - 1).take(span.length).collect();
        text.trim_matches(['\'', '"']).parse().ok()
    }
}

/// Finds places in files, reading each file once.
pub(super) struct Finder<'a> {
    loaded: &'a Loaded,
    readings: BTreeMap<PathBuf, Option<Reading>>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(loaded: &'a Loaded) -> Self {
        Self { loaded, readings: BTreeMap::new() }
    }

    /// The file in which a record stands, its number there, and the file's
    /// outline; nothing for a record that was built in.
    fn reading(&mut self, spot: Spot) -> Option<(PathBuf, usize, Option<&Reading>)> {
        let part = self.part(spot)?;
        let (file, number) = (part.file.clone()?, part.before + spot.index - part.first);
        let reading = self.readings.entry(file.clone());
        let reading = reading.or_insert_with(|| load::reading(&file));
        Some((file, number, reading.as_ref()))
    }

    fn part(&self, spot: Spot) -> Option<&'a Part> {
        let holds = |part: &&Part| {
            part.kind == spot.kind && (part.first..part.first + part.count).contains(&spot.index)
        };
        self.loaded.parts.iter().find(holds)
    }

    /// Writes down where a fault stands: in the override that gave the field its
    /// value, where one did.
    pub(super) fn put(&mut self, fault: &mut Fault, spot: Spot) {
        let path = spot.path(fault.field.as_deref().unwrap_or_default());
        let given = self.loaded.overridden.iter().find_map(|given| {
            let same = (given.record.kind, given.record.index) == (spot.kind, spot.index);
            let rest = path.strip_prefix(&given.field).filter(|_| same)?;
            Some((given.by, format!("value{rest}")))
        });
        let (spot, path) = given.unwrap_or((spot, path));
        let Some((file, number, reading)) = self.reading(spot) else {
            "the built-in data".clone_into(&mut fault.file);
            return;
        };
        fault.file = file.display().to_string();
        let Some(reading) = reading else { return };
        let path = if path.is_empty() { path } else { format!(".{path}") };
        fault.span = reading.outline.find(&format!("[{number}]{path}"));
        fault.show(fault.span.and_then(|span| reading.line(span)));
    }

    /// Where a record stands, in words: ` at data/providers.yaml:3`.
    pub(super) fn words(&mut self, spot: Spot) -> String {
        let Some((file, number, reading)) = self.reading(spot) else {
            return " in the built-in data".to_owned();
        };
        let span = reading.and_then(|r| r.outline.find(&format!("[{number}].{}", spot.path("id"))));
        let line = span.map_or(String::new(), |span| format!(":{}", span.line));
        format!(" at {}{line}", file.display())
    }
}

/// What the parser says of a file, with what it says it about.
pub(super) fn of_yaml(told: &YamlFault, file: &Path, reading: &Reading) -> Fault {
    let path = told.path.as_ref().map(|(number, field)| match field.as_str() {
        "" => format!("[{number}]"),
        field => format!("[{number}].{field}"),
    });
    let named = told.message.split('`').nth(1);
    let mut fault = Fault::of_file(told.code, file.display().to_string(), told.message.clone());
    fault.record = told.path.as_ref().and_then(|(number, _)| reading.id(*number));
    fault.field = told.path.as_ref().map(|(_, field)| field.clone()).filter(|f| !f.is_empty());
    fault.span = told.at.map(|(line, column)| reading.outline.at(line, column));
    match (told.code, path, named) {
        ("duplicate-field", Some(path), Some(named)) => {
            fault.span = reading.outline.key(&format!("{path}.{named}")).or(fault.span);
        }
        ("missing-field", Some(path), _) => {
            fault.span = reading.outline.find(&path).or(fault.span);
        }
        ("unknown-field", _, Some(named)) => fault.message = unknown_field(named, &told.message),
        _ => {}
    }
    fault.show(fault.span.and_then(|span| reading.line(span)));
    fault
}

/// The nearest of the fields that there are, which the parser lists all.
pub(super) fn unknown_field(named: &str, told: &str) -> String {
    let known: Vec<&str> = told.split('`').skip(3).step_by(2).collect();
    let near = nearest(named, known.iter().copied(), 1).join("");
    format!("there is no field `{named}`; the nearest is `{near}` of {}", known.join(", "))
}
