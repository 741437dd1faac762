//! From a record and a field to a file, a line and a column.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::fault::Fault;
use crate::file_outline::FileOutline;
use crate::load;
use crate::load::{FilePart, Loaded};
use crate::spot::Spot;

/// Finds places in files, reading each file once.
pub(super) struct Finder<'a> {
    loaded: &'a Loaded,
    readings: BTreeMap<PathBuf, Option<FileOutline>>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(loaded: &'a Loaded) -> Self {
        Self { loaded, readings: BTreeMap::new() }
    }

    /// The file in which a record stands, its number there, and the file's
    /// outline; nothing for a record that was built in.
    fn reading(&mut self, spot: Spot) -> Option<(PathBuf, usize, Option<&FileOutline>)> {
        let part = self.part(spot)?;
        let (file, number) = (part.file.clone()?, part.before + spot.index - part.first);
        let reading = self.readings.entry(file.clone());
        let reading = reading.or_insert_with(|| load::reading(&file));
        Some((file, number, reading.as_ref()))
    }

    fn part(&self, spot: Spot) -> Option<&'a FilePart> {
        let holds = |part: &&FilePart| {
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
