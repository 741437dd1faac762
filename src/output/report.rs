//! An answer and how people see it.

use crate::output::{Document, Format, Page, delimited, json, markdown, table, yaml};
use aicloud_core::failure::Failure;
use aicloud_query::answer::Answer;
use aicloud_query::envelope::OverrideKeys;

/// Draws an answer for people.
type Drawn<'a> = dyn Fn(&Page) -> Document + 'a;
/// Writes an answer in a format of its own.
type Written<'a> = dyn Fn() -> String + 'a;

/// An answer, how people see it, and the formats that it has of its own.
pub struct Report<'a> {
    /// What is answered.
    pub answer: Answer<'a>,
    /// The overrides that touch the answer; nothing where none is applied.
    pub overrides: Option<Vec<OverrideKeys>>,
    draw: Box<Drawn<'a>>,
    special: Vec<(Format, Box<Written<'a>>)>,
}

impl<'a> Report<'a> {
    /// An answer with what people read.
    pub fn new(answer: Answer<'a>, draw: impl Fn(&Page) -> Document + 'a) -> Self {
        Self { answer, overrides: None, draw: Box::new(draw), special: Vec::new() }
    }

    /// With a format of its own.
    #[must_use]
    pub fn special(mut self, format: Format, write: impl Fn() -> String + 'a) -> Self {
        self.special.push((format, Box::new(write)));
        self
    }

    /// The formats of its own, with their text changed.
    #[must_use]
    pub fn rewritten(self, change: impl Fn(Format, String) -> String + Clone + 'a) -> Self {
        let special = self.special.into_iter().map(|(format, write)| {
            let change = change.clone();
            let write: Box<Written<'a>> = Box::new(move || change(format, write()));
            (format, write)
        });
        Self { special: special.collect(), ..self }
    }

    /// With more below what people read.
    #[must_use]
    pub fn below(self, more: impl Fn(&Page) -> Document + 'a) -> Self {
        let draw = self.draw;
        Self { draw: Box::new(move |page| draw(page).then(more(page))), ..self }
    }

    /// Writes the report in a format, with chosen columns only where some are.
    ///
    /// # Errors
    /// A column that the answer does not have, or a format that it does not have.
    pub fn text(&self, format: Format, columns: &[String], page: &Page) -> Result<String, Failure> {
        let chosen = self.answer.choose(columns)?;
        let mut own = self.special.iter().filter(|(own, _)| *own == format && columns.is_empty());
        if let Some((_, write)) = own.next() {
            return Ok(write());
        }
        let (answer, overrides) = (&self.answer, || self.overrides.clone());
        match format {
            Format::Table if columns.is_empty() => Ok((self.draw)(page).text(page)),
            Format::Table => Ok(table::of_rows(&chosen, &answer.pick(&chosen), page)),
            Format::Json => json::document(answer, overrides(), &chosen),
            Format::Jsonl => json::lines(answer, &chosen),
            Format::Csv => delimited::text(answer, &chosen, b',', page.header),
            Format::Tsv => delimited::text(answer, &chosen, b'\t', page.header),
            Format::Yaml => yaml::document(answer, overrides(), &chosen),
            Format::Markdown => Ok(markdown::rows(answer, &chosen).markdown()),
            Format::Ics => Err(self.not_a_calendar(columns)),
            Format::Sarif => {
                let message = format!("`{}` has no findings for SARIF", self.answer.command);
                let hint = "leave -o sarif to `data validate`, without --columns".to_owned();
                Err(Failure::usage("bad-output", message, hint))
            }
        }
    }

    fn not_a_calendar(&self, columns: &[String]) -> Failure {
        let message = if columns.is_empty() {
            format!("`{}` has no dates for a calendar", self.answer.command)
        } else {
            "a calendar has no columns".to_owned()
        };
        let hint = "leave -o ics to `expiring`, without --columns".to_owned();
        Failure::usage("bad-output", message, hint)
    }
}
