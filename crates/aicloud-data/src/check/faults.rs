//! Every fault in what was loaded.

use crate::check::checker::{Checker, settle};
use crate::check::{claims, dates, links, prices, shape};
use crate::fault::Fault;
use crate::load::Loaded;
use crate::rules::Severity;
use aicloud_core::model::Records;

/// Everything wrong with what was loaded, unreadable files included, in the
/// order of files and lines.
pub fn faults(loaded: &Loaded) -> Vec<Fault> {
    let mut checker = Checker::new(&loaded.records);
    checker.duplicate_ids();
    links::check(&loaded.records, &mut checker);
    shape::check(&loaded.records, &mut checker);
    prices::check(&loaded.records, &mut checker);
    claims::check(&loaded.records, &mut checker);
    dates::check(&loaded.records, &mut checker);
    checker.overrides(loaded, Severity::Error);
    let mut found = checker.found;
    // References into a file that could not be read are not faults of their own.
    if !loaded.faults.is_empty() {
        found.retain(|found| found.fault.code != "dangling-reference");
    }
    let mut faults = settle(found, loaded);
    faults.extend(loaded.faults.iter().cloned());
    sort(&mut faults);
    faults
}

/// Whether every record that another names is there, and of the right kind.
pub(crate) fn resolves(records: &Records) -> bool {
    let mut checker = Checker::new(records);
    links::check(records, &mut checker);
    checker.found.is_empty()
}

/// Puts faults into the order in which a reader meets them.
pub fn sort(faults: &mut [Fault]) {
    faults.sort_by(|a, b| (&a.file, a.span, &a.field).cmp(&(&b.file, b.span, &b.field)));
}
