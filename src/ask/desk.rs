//! What every command has at hand, and how its answer goes out.

use std::io::{self, BufRead, Write};

use crate::progress::Progress;
use crate::report::marks::Marks;
use crate::report::sink::Sink;
use crate::report::{self, Format, Look, Page, Report, style};
use aicloud_core::clean::clean;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Day, Records};
use aicloud_data::Catalog;
use aicloud_query::Setting;

/// What every command has at hand.
pub struct Desk<'a> {
    /// The data.
    pub catalog: &'a Catalog,
    /// On which day, for whom, on whose word.
    pub setting: &'a Setting,
    /// The current day.
    pub today: Day,
    /// The output format.
    pub format: Format,
    /// The chosen columns; all where none is named.
    pub columns: &'a [String],
    /// The page.
    pub page: Page,
    /// Where answers go.
    pub sink: Sink<'a>,
    /// Where everything else goes.
    pub err: &'a mut dyn Write,
    /// How far long work has come.
    pub progress: Progress,
    /// Where a batch comes from when it is `-`.
    pub input: &'a mut dyn BufRead,
    /// What overrides touch.
    pub marks: Marks<'a>,
    /// The data without each of the overrides; nothing where it cannot stand.
    pub others: &'a [Option<Catalog>],
    /// Where rows go in place of an answer, to see what it would be.
    pub aside: Option<&'a mut Vec<report::Fields>>,
}

impl<'a> Desk<'a> {
    /// Prints a report, and says what overrides take away from it.
    pub(super) fn print(&mut self, report: &Report<'_>) -> Result<(), Failure> {
        if let Some(aside) = &mut self.aside {
            aside.extend((report.rows)(&report.columns));
            return Ok(());
        }
        let text = self.text(report)?;
        self.sink.write(&text).map_err(unwritable)?;
        let rows = if self.marks.without.is_empty() { 0 } else { (report.rows)(&[]).len() };
        for remark in self.marks.counted(rows) {
            self.remark(&remark)?;
        }
        Ok(())
    }

    /// Prints a page that is no report.
    pub(super) fn page_out(&mut self, page: String) -> Result<(), Failure> {
        if self.aside.is_some() {
            return Ok(());
        }
        let text = self.dressed(page)?;
        self.sink.write(&text).map_err(unwritable)
    }

    /// A report in a format, with a mark on what overrides touch.
    pub(super) fn marked(
        &self,
        marks: &Marks<'_>,
        report: &Report<'_>,
        format: Format,
    ) -> Result<String, Failure> {
        if marks.applied.is_empty() {
            return report.text(format, self.columns, &self.page);
        }
        // Whoever chooses columns does not choose to be told nothing.
        let mark = Some(report::marks::KEY.to_owned()).filter(|_| !self.columns.is_empty());
        let columns: Vec<String> = self.columns.iter().cloned().chain(mark).collect();
        marks.on(report).text(format, &columns, &self.page)
    }

    /// A report in the format that was asked for.
    pub(super) fn text(&self, report: &Report<'_>) -> Result<String, Failure> {
        let text = self.marked(&self.marks, report, self.format)?;
        if self.format == Format::Table { self.dressed(text) } else { Ok(text) }
    }

    /// A page as this terminal shows it: folded, in ASCII, in colour, linked.
    fn dressed(&self, text: String) -> Result<String, Failure> {
        let Page { width, look: Look { color, links, ascii }, .. } = self.page;
        let text = match width {
            Some(width) => style::folded(&text, width),
            None => text,
        };
        let text = if ascii { style::ascii(&text) } else { text };
        let text = if color { style::colored(&text) } else { text };
        if links { Ok(report::links::linked(&text, &self.records()?.sources)) } else { Ok(text) }
    }

    pub(super) fn records(&self) -> Result<&'a Records, Failure> {
        self.catalog.records().map_err(|error| Failure::data(format!("{error:#}")))
    }

    /// Says something that is no answer.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remark(&mut self, text: &str) -> Result<(), Failure> {
        writeln!(self.err, "aicloud: {}", clean(text)).map_err(unwritable)
    }
}

/// A failed write. A reader that has gone away is no failure: `main` tells the
/// two apart by this code.
#[expect(clippy::needless_pass_by_value, reason = "it stands where map_err hands it over")]
pub fn unwritable(error: io::Error) -> Failure {
    let mut failure = Failure::input_output(format!("cannot write: {error}"));
    if error.kind() == io::ErrorKind::BrokenPipe {
        failure.code = "closed-pipe";
    }
    failure
}
