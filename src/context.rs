//! What a command gets, and how its answer goes out.

use std::io::{self, BufRead, Write};
use std::path::Path;

use crate::cli::Global;
use crate::output::marks::{self, Marks};
use crate::output::sink::Sink;
use crate::output::{Format, Look, Page, Report, links, style};
use crate::progress::Progress;
use crate::settings::Settings;
use aicloud_core::clean::clean;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Day, Kind};
use aicloud_data::DataSet;
use aicloud_query::Setting;
use aicloud_query::answer::Fields;

/// What a command gets: the arguments of every command, resolved once, and where
/// the answer goes.
pub struct Context<'a> {
    /// The data.
    pub data: &'a DataSet,
    /// On which day, for whom, on whose word.
    pub setting: &'a Setting,
    /// The current day.
    pub today: Day,
    /// The options of every command as they were typed or set.
    pub global: &'a Global,
    /// What variables and files set.
    pub settings: &'a Settings,
    /// The names of the options that were typed.
    pub typed: &'a dyn Fn() -> Vec<String>,
    /// The output format.
    pub format: Format,
    /// The chosen columns; all where none is named.
    pub columns: &'a [String],
    /// The page.
    pub page: Page,
    /// The file or directory that takes the answer; standard output where none does.
    pub out: Option<&'a Path>,
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
    pub others: &'a [Option<DataSet>],
    /// Where rows go in place of an answer, to see what it would be.
    pub aside: Option<&'a mut Vec<Fields>>,
}

impl Context<'_> {
    /// Prints a report, and says what overrides take away from it.
    ///
    /// # Errors
    /// A column or a format that the report does not have, or output that cannot be
    /// written.
    pub fn print<'r>(&mut self, report: impl Into<Report<'r>>) -> Result<(), Failure> {
        let report = report.into();
        if let Some(aside) = &mut self.aside {
            aside.extend(report.answer.whole());
            return Ok(());
        }
        let counted = !self.marks.without.is_empty();
        let rows = if counted { report.answer.pick(&[]).len() } else { 0 };
        let text = self.text(report)?;
        self.sink.write(&text).map_err(unwritable)?;
        for remark in self.marks.counted(rows) {
            self.remark(&remark)?;
        }
        Ok(())
    }

    /// Prints a page that is no report.
    ///
    /// # Errors
    /// Output that cannot be written.
    pub fn print_page(&mut self, page: String) -> Result<(), Failure> {
        if self.aside.is_some() {
            return Ok(());
        }
        let text = self.styled(page);
        self.sink.write(&text).map_err(unwritable)
    }

    /// A report in a format, with a mark on what overrides touch.
    ///
    /// # Errors
    /// A column or a format that the report does not have.
    pub fn marked<'r>(
        &self,
        marks: &Marks<'_>,
        report: impl Into<Report<'r>>,
        format: Format,
    ) -> Result<String, Failure> {
        let report = report.into();
        if marks.applied.is_empty() {
            return report.text(format, self.columns, &self.page);
        }
        // `--columns` must not hide what overrides touch.
        let mark = Some(marks::KEY.to_owned()).filter(|_| !self.columns.is_empty());
        let columns: Vec<String> = self.columns.iter().cloned().chain(mark).collect();
        marks.on(report).text(format, &columns, &self.page)
    }

    /// A report in the format that was asked for.
    ///
    /// # Errors
    /// A column or a format that the report does not have.
    pub fn text<'r>(&self, report: impl Into<Report<'r>>) -> Result<String, Failure> {
        let text = self.marked(&self.marks, report, self.format)?;
        Ok(if self.format == Format::Table { self.styled(text) } else { text })
    }

    /// A page as this terminal shows it: folded, in ASCII, in colour, linked.
    fn styled(&self, text: String) -> String {
        let Page { width, look: Look { color, links, ascii }, .. } = self.page;
        let text = match width {
            Some(width) => style::folded(&text, width),
            None => text,
        };
        let text = if ascii { style::ascii(&text) } else { text };
        let text = if color { style::colored(&text) } else { text };
        let catalog = &self.data.catalog;
        let address = |id: &str| {
            catalog.find(Kind::Source, id).map(|source| catalog.source(source).url.as_str())
        };
        if links { links::linked(&text, address) } else { text }
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
