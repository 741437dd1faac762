//! The rules that records must keep, each a small function: every fault is
//! found, not only the first.
//!
//! `links` looks at references between records, `shape` at each record by
//! itself, `prices` at amounts and discounts, `claims` at claims and benchmark
//! scores, `dates` at the order of days.

mod claims;
mod dates;
mod links;
mod prices;
mod shape;

use std::collections::BTreeMap;

use super::fault::Fault;
use super::load::{Loaded, Place};
use crate::model::{Id, Kind, Records};

/// Everything wrong with what was loaded, unreadable files included, in the
/// order of files and lines.
pub fn faults(loaded: &Loaded) -> Vec<Fault> {
    let mut checker = Checker::new(loaded);
    checker.duplicate_ids();
    links::check(&loaded.records, &mut checker);
    shape::check(&loaded.records, &mut checker);
    prices::check(&loaded.records, &mut checker);
    claims::check(&loaded.records, &mut checker);
    dates::check(&loaded.records, &mut checker);
    let mut faults = checker.faults;
    // References into a file that could not be read are not faults of their own.
    if loaded.faults.iter().any(|fault| fault.code == "syntax") {
        faults.retain(|fault| fault.code != "dangling-reference");
    }
    faults.extend(loaded.faults.iter().cloned());
    faults.sort_by(|a, b| (&a.file, a.line, &a.field).cmp(&(&b.file, b.line, &b.field)));
    faults
}

/// Collects faults and knows every id.
struct Checker<'a> {
    kinds: BTreeMap<&'a Id, Kind>,
    places: &'a BTreeMap<Id, Vec<Place>>,
    records: &'a Records,
    faults: Vec<Fault>,
}

impl<'a> Checker<'a> {
    fn new(loaded: &'a Loaded) -> Self {
        // Of an id that is taken twice the first record counts, so that one
        // fault is one finding.
        let mut kinds = BTreeMap::new();
        for (kind, id) in loaded.records.ids() {
            kinds.entry(id).or_insert(kind);
        }
        Self { kinds, places: &loaded.places, records: &loaded.records, faults: Vec::new() }
    }

    fn kind(&self, id: &Id) -> Option<Kind> {
        self.kinds.get(id).copied()
    }

    /// Reports a fault of one record.
    fn report(&mut self, code: &'static str, record: &Id, field: &str, message: String) {
        let place = self.places.get(record).and_then(|places| places.first());
        self.report_at(code, place.cloned(), record, field, message);
    }

    fn report_at(
        &mut self,
        code: &'static str,
        place: Option<Place>,
        record: &Id,
        field: &str,
        message: String,
    ) {
        let place = place.unwrap_or(Place { file: "(data)".to_owned(), line: None });
        self.faults.push(Fault {
            code,
            file: place.file,
            line: place.line,
            record: Some(record.clone()),
            field: (!field.is_empty()).then(|| field.to_owned()),
            message,
        });
    }

    /// Reports something that should be there and is not.
    fn report_missing(&mut self, code: &'static str, file: &str, message: String) {
        let file = file.to_owned();
        self.faults.push(Fault { code, file, line: None, record: None, field: None, message });
    }

    fn duplicate_ids(&mut self) {
        let mut seen: BTreeMap<&Id, (Kind, usize)> = BTreeMap::new();
        for (kind, id) in self.records.ids() {
            let Some((first, count)) = seen.get_mut(id) else {
                seen.insert(id, (kind, 0));
                continue;
            };
            *count += 1;
            let (first, count) = (*first, *count);
            let places = self.places.get(id);
            let earlier = places.and_then(|places| places.first());
            let earlier = earlier.map_or(String::new(), |place| match place.line {
                Some(line) => format!(" at {}:{line}", place.file),
                None => format!(" in {}", place.file),
            });
            let here = places.and_then(|places| places.get(count)).cloned();
            let message = format!(
                "this id is taken by a {}{earlier}; ids are unique over all kinds of record",
                first.word()
            );
            self.report_at("duplicate-id", here, id, "id", message);
        }
    }
}
