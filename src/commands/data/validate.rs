//! `data validate`: every fault, with its place.

use std::path::PathBuf;

use clap::Args;

use crate::commands::{DataUse, Run};
use crate::context::Context;
use crate::exit::Exit;
use crate::output::pieces::{behind, count};
use crate::output::{Document, Format, Page, Report, sarif};
use aicloud_core::failure::Failure;
use aicloud_data::Fault;
use aicloud_data::rules::Severity;
use aicloud_query::data::validate::{Findings, ValidateQuestion, validate};
use aicloud_query::expect;

/// Check data and point at every fault: exit 5 where there is one.
///
/// A directory that has the segment `commercial` is a data set and is checked by
/// itself; any other is an overlay and is checked on top of the data. A file is
/// checked within its directory, and only its own faults are told. Without
/// either, what --data and --overlay name is checked, or else the built-in data.
/// Warnings stop nothing unless --strict is given. Ages count up to --as-of.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data validate [OPTIONS] [DIR|FILE]...")]
#[command(after_help = "\
Examples
  aicloud data validate data
  aicloud data validate our-overlay
  aicloud data validate data/offers/aws.yaml
  aicloud data validate our-overlay -o json | jq '.rows[] | .file'
  aicloud data validate our-overlay -o sarif --out findings.sarif")]
pub struct ValidateArgs {
    /// Directories, or files within one
    #[arg(value_name = "DIR|FILE")]
    pub paths: Vec<PathBuf>,
    /// Exit 5 where there is a warning, too
    #[arg(long)]
    pub strict: bool,
}

impl Run for ValidateArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let asked = ValidateQuestion {
            paths: self.paths.clone(),
            data: context.global.data.clone(),
            overlays: context.global.overlay.clone(),
        };
        let days = (context.setting.as_of, context.today);
        let findings = validate(&asked, context.data, days)?;
        let worst = findings.faults.iter().map(Fault::severity).min();
        expect::check(context.global.expected(), &findings.basis, findings.day)?;
        let report = Report::new(findings.answer(), |page| document(&findings, page));
        context.print(report.special(Format::Sarif, || sarif::document(&findings.faults)))?;
        Ok(match worst {
            Some(Severity::Error) => Exit::Data,
            Some(Severity::Warning) if self.strict => Exit::Data,
            _ => Exit::Done,
        })
    }

    fn data(&self) -> DataUse {
        DataUse::ByItself
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

fn document(findings: &Findings, page: &Page) -> Document {
    let faults = findings.faults.iter();
    let document = faults
        .fold(Document::default(), |document, fault| document.then(of_fault(fault, page)).blank());
    document.paragraph(end(findings))
}

/// A fault, the line on which it stands, and how to mend it.
fn of_fault(fault: &Fault, page: &Page) -> Document {
    let head = format!("{}[{}] {}", fault.severity().word(), fault.code, fault.place());
    let width = page.cells().saturating_sub(2);
    let mut document =
        Document::default().heading(head).lines(behind("  ", &fault.told(), width, 2));
    let number = fault.span.map_or(String::new(), |span| span.line.to_string());
    let margin = " ".repeat(number.len());
    if let Some([line, mark]) = fault.picture(page.cells().saturating_sub(number.len() + 5)) {
        document = document.line(format!("  {number} | {line}"));
        document = document.line(format!("  {margin} | {mark}"));
    }
    document.lines(behind("  ", &format!("mend: {}", fault.rule().mend), width, 8))
}

fn end(findings: &Findings) -> String {
    let [errors, warnings] = [
        count(findings.count(Severity::Error), "error", "errors"),
        count(findings.count(Severity::Warning), "warning", "warnings"),
    ];
    let of = match findings.files() {
        0 => "the built-in data".to_owned(),
        files => count(files, "file", "files"),
    };
    if findings.faults.is_empty() {
        let records = count(findings.records(), "record", "records");
        return format!("No fault in {of}; {records}, basis {}.", findings.basis.short());
    }
    format!("{errors} and {warnings} in {of}. What a rule is for: aicloud data rule CODE")
}
