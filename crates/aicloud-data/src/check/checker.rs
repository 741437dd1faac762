//! Collects what the rules find, and looks its places up.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Display;

use crate::fault::Fault;
use crate::load::Loaded;
use crate::place::Finder;
use crate::rules;
use crate::rules::Severity;
use crate::spot::{Spot, spots};
use aicloud_core::model::{Id, Kind, Records};

/// The nearest name is looked for in so many faults: each takes a look at every
/// name there is.
pub(super) const HINTS: usize = 100;

/// Findings of one rule that something else than these checks made, with their
/// places: of which record, of which field, and what is said.
pub fn placed(
    code: &'static str,
    findings: Vec<(Id, String, String)>,
    loaded: &Loaded,
) -> Vec<Fault> {
    let mut checker = Checker::new(&loaded.records);
    for (record, field, message) in findings {
        checker.report(code, record, field, message);
    }
    settle(checker.found, loaded)
}

/// Looks the place of everything up that was found.
pub(super) fn settle(found: Vec<UnplacedFault>, loaded: &Loaded) -> Vec<Fault> {
    let mut finder = Finder::new(loaded);
    let place = |UnplacedFault { mut fault, spot, earlier }| {
        if let Some(spot) = spot {
            finder.put(&mut fault, spot);
        }
        fault.message += &earlier.map_or(String::new(), |spot| finder.words(spot));
        fault
    };
    found.into_iter().map(place).collect()
}

/// A fault whose place is not looked up yet.
pub(super) struct UnplacedFault {
    pub(super) fault: Fault,
    /// The record, where there is one.
    spot: Option<Spot>,
    /// Another record of which the message speaks at its end.
    earlier: Option<Spot>,
}

/// Collects faults and knows every id.
pub(super) struct Checker {
    pub(super) known: BTreeMap<Id, (Kind, Spot)>,
    /// Records whose id another has, with that other.
    taken: Vec<(Id, Spot, (Kind, Spot))>,
    pub(super) found: Vec<UnplacedFault>,
}

impl Checker {
    pub(super) fn new(records: &Records) -> Self {
        // Of an id that is taken twice the first record counts, so that one
        // fault is one finding.
        let (mut known, mut taken) = (BTreeMap::new(), Vec::new());
        for (kind, id, spot) in spots(records) {
            match known.entry(id) {
                Entry::Vacant(free) => {
                    free.insert((kind, spot));
                }
                Entry::Occupied(first) => taken.push((id, spot, *first.get())),
            }
        }
        Self { known, taken, found: Vec::new() }
    }

    pub(super) fn kind(&self, id: Id) -> Option<Kind> {
        self.known.get(&id).map(|(kind, _)| *kind)
    }

    /// Reports a fault of one record. The field is a path: `prices[2].until`.
    pub(super) fn report(
        &mut self,
        code: &'static str,
        record: Id,
        field: impl Display,
        message: String,
    ) {
        let spot = self.known.get(&record).map(|(_, spot)| *spot);
        let mut fault = Fault::of_file(code, "(data)".to_owned(), message);
        fault.record = Some(record);
        fault.field = Some(field.to_string()).filter(|field| !field.is_empty());
        self.found.push(UnplacedFault { fault, spot, earlier: None });
    }

    /// Reports what is to be said of overrides.
    pub(super) fn overrides(&mut self, loaded: &Loaded, severity: Severity) {
        for told in &loaded.told {
            if rules::rule(told.code).is_some_and(|rule| rule.severity == severity) {
                self.report(told.code, told.id, told.field, told.message.clone());
            }
        }
    }

    /// Reports something that should be there and is not.
    pub(super) fn report_missing(&mut self, code: &'static str, file: &str, message: String) {
        let fault = Fault::of_file(code, file.to_owned(), message);
        self.found.push(UnplacedFault { fault, spot: None, earlier: None });
    }

    pub(super) fn duplicate_ids(&mut self) {
        for (id, spot, (kind, earlier)) in std::mem::take(&mut self.taken) {
            let kind = kind.word();
            let message = format!("ids are unique over all kinds of record; a {kind} has this one");
            self.report("duplicate-id", id, "id", message);
            if let Some(found) = self.found.last_mut() {
                (found.spot, found.earlier) = (Some(spot), Some(earlier));
            }
        }
    }
}
