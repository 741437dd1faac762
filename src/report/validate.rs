//! `data validate`: every fault with a pointing finger.

use aicloud_core::catalog::{Basis, Catalog};
use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::json;

use crate::output::pieces::{count, wrap};
use crate::output::{prose, sarif};
use crate::report::{Fields, Format, Page, Report, Shape, object, row};
use aicloud_core::clean::clean;
use aicloud_core::model::Day;
use aicloud_core::offers::findings::SoldThoughBarred;
use aicloud_data::Fault;
use aicloud_data::load::Loaded;
use aicloud_data::rules::Severity;

/// What was checked, and what was found.
pub struct Findings<'a> {
    /// What was found, in the order of files and lines.
    pub faults: &'a [Fault],
    /// What was read.
    pub loaded: &'a Loaded,
    /// Its version, sound or not.
    pub basis: &'a Basis,
    /// The files that were asked about; all where none is named.
    pub files: &'a [PathBuf],
    /// The day up to which ages are counted.
    pub day: Day,
}

impl Findings<'_> {
    fn count(&self, severity: Severity) -> usize {
        self.faults.iter().filter(|fault| fault.severity() == severity).count()
    }

    /// How many files were read, those that cannot be used included.
    fn files(&self) -> usize {
        let read = self.loaded.parts.iter().filter_map(|part| part.file.as_ref());
        let read = read.map(|file| file.display().to_string());
        let refused = self.loaded.faults.iter().map(|fault| fault.file.clone());
        let files: BTreeSet<String> = read.chain(refused).collect();
        if self.files.is_empty() { files.len() } else { self.files.len() }
    }
}

const COLUMNS: &[&str] = &[
    "code",
    "severity",
    "file",
    "line",
    "column",
    "end_column",
    "record",
    "field",
    "message",
    "mend",
    "excerpt",
];

/// The report of `data validate`.
pub fn report<'a>(findings: &'a Findings<'a>) -> Report<'a> {
    let mut query = Fields::new();
    query.insert("as_of".to_owned(), findings.day.to_string().into());
    let mut more = Fields::new();
    more.insert("errors".to_owned(), findings.count(Severity::Error).into());
    more.insert("warnings".to_owned(), findings.count(Severity::Warning).into());
    more.insert("files".to_owned(), findings.files().into());
    more.insert("records".to_owned(), findings.loaded.records.ids().len().into());
    Report {
        command: "data validate",
        basis: findings.basis,
        query,
        left_out: None,
        columns: COLUMNS.to_vec(),
        rows: Box::new(|_| findings.faults.iter().map(fields).collect()),
        more,
        shape: Shape::Rows,
        draw: Box::new(|page| draw(findings, page)),
        special: vec![(Format::Sarif, Box::new(|| sarif::document(findings.faults)))],
    }
}

fn fields(fault: &Fault) -> Fields {
    let span = fault.span;
    object(json!({
        "code": fault.code,
        "severity": fault.severity().word(),
        "file": clean(&fault.file),
        "line": span.map(|span| span.line),
        "column": span.map(|span| span.column),
        "end_column": span.map(|span| span.column + span.length),
        "record": fault.record,
        "field": fault.field.as_deref().map(clean),
        "message": clean(&fault.message),
        "mend": fault.rule().mend,
        "excerpt": fault.excerpt.as_deref().map(clean),
    }))
}

fn draw(findings: &Findings<'_>, page: &Page) -> String {
    let mut text = String::new();
    for fault in findings.faults {
        let head = format!("{}[{}] {}", fault.severity().word(), fault.code, fault.place());
        text += &format!("{}\n", prose::bold(&head, page));
        let width = page.cells().saturating_sub(2);
        text += &format!("  {}\n", wrap(&fault.told(), width, 2));
        let number = fault.span.map_or(String::new(), |span| span.line.to_string());
        let margin = " ".repeat(number.len());
        if let Some([line, mark]) = fault.picture(page.cells().saturating_sub(number.len() + 5)) {
            text += &format!("  {number} | {line}\n  {margin} | {mark}\n");
        }
        let mend = format!("mend: {}", fault.rule().mend);
        text += &format!("  {}\n\n", wrap(&mend, width, 8));
    }
    text + &wrap(&end(findings), page.cells(), 0) + "\n"
}

fn end(findings: &Findings<'_>) -> String {
    let [errors, warnings] = [
        count(findings.count(Severity::Error), "error", "errors"),
        count(findings.count(Severity::Warning), "warning", "warnings"),
    ];
    let of = match findings.files() {
        0 => "the built-in data".to_owned(),
        files => count(files, "file", "files"),
    };
    let basis = findings.basis.short();
    if findings.faults.is_empty() {
        let records = count(findings.loaded.records.ids().len(), "record", "records");
        return format!("No fault in {of}; {records}, basis {basis}.");
    }
    format!("{errors} and {warnings} in {of}. What a rule is for: aicloud data rule CODE")
}

/// What is said of an offer that is sold although its seller is barred.
pub fn barred(found: &SoldThoughBarred, catalog: &Catalog) -> String {
    let because: Vec<String> =
        found.because.iter().map(|why| format!("`{}`", row::why_id(*why, catalog))).collect();
    format!(
        "on sale to {} while {} bars it; who hosts it, or a note, would explain it",
        catalog.segment(found.segment).id,
        because.join(" and ")
    )
}
