//! `may --batch`: a question a line, an answer a line.

use std::io::{self, BufRead};
use std::path::Path;

use crate::context::{Context, unwritable};
use crate::exit::Exit;
use crate::output::marks::Marks;
use crate::output::{Document, Format, Report, failure_json};
use aicloud_core::failure::Failure;
use aicloud_core::rights::{Asked, Filter, Lens};
use aicloud_data::DataSet;
use aicloud_query::answer::{choose, columns};
use aicloud_query::batch;
use aicloud_query::may::{MayAnswer, MayRow, may};

/// Answers a batch line by line, in order, each line by itself. A line that is
/// no question is answered with an error object in its place.
pub(super) fn run(file: &Path, asked: Asked, context: &mut Context<'_>) -> Result<Exit, Failure> {
    if !matches!(context.format, Format::Table | Format::Json | Format::Jsonl) {
        let message = "a batch is answered in JSON lines".to_owned();
        return Err(Failure::usage("batch-format", message, "leave -o out".to_owned()));
    }
    choose("may", &columns::<MayRow<'_>>(), context.columns)?;
    let unreadable = |error: io::Error| {
        Failure::input_output(format!("cannot read {}: {error}", file.display()))
    };
    let mut opened = match file.to_str() {
        Some("-") => None,
        _ => Some(io::BufReader::new(std::fs::File::open(file).map_err(unreadable)?)),
    };
    let mut lens: Option<(Filter, Lens<'_>)> = None;
    let (mut exit, mut line, mut answered) = (Exit::Done, Vec::new(), 0);
    let mut progress = context.progress.begin_beside_answers("questions answered");
    loop {
        line.clear();
        let read = match &mut opened {
            Some(file) => file.read_until(b'\n', &mut line),
            None => context.input.read_until(b'\n', &mut line),
        };
        if read.map_err(unreadable)? == 0 {
            progress.end();
            return Ok(exit);
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let text = answer(&line, asked, &mut lens, context)?.unwrap_or_else(|failure| {
            exit = Exit::Usage;
            failure_json(&failure).to_string() + "\n"
        });
        context.sink.write(&text).map_err(unwritable)?;
        answered += 1;
        progress.reach(answered);
        if opened.is_none() {
            // Whoever writes the questions may be waiting for each answer.
            context.sink.flush().map_err(unwritable)?;
        }
    }
}

/// The answer to one line, or what is wrong with it. The lens is kept from line
/// to line for as long as the questions believe the same sources.
fn answer<'a>(
    line: &[u8],
    asked: Asked,
    lens: &mut Option<(Filter, Lens<'a>)>,
    context: &Context<'a>,
) -> Result<Result<String, Failure>, Failure> {
    let catalog = &context.data.catalog;
    let item = match batch::item(line, (context.setting, asked), catalog, context.today) {
        Ok(item) => item,
        Err(failure) => return Ok(Err(failure)),
    };
    let fresh = || (item.setting.filter.clone(), Lens::new(catalog, &item.setting.filter));
    let kept = lens.take().filter(|(filter, _)| *filter == item.setting.filter);
    let (_, lens) = lens.insert(kept.unwrap_or_else(fresh));
    let question = (item.cloud, item.product);
    let verdict = may(question, item.asked, &item.setting, lens);
    let rows = |other: &Option<DataSet>| {
        let Some(other) = other else { return Vec::new() };
        let lens = Lens::new(&other.catalog, &item.setting.filter);
        may(question, item.asked, &item.setting, &lens).answer().whole()
    };
    let without = context.others.iter().map(rows).collect();
    let marks = Marks { applied: context.marks.applied, without };
    context.marked(&marks, line_of(&verdict), Format::Jsonl).map(Ok)
}

/// A batch is read by programs alone.
fn line_of<'v>(verdict: &'v MayAnswer<'_>) -> Report<'v> {
    Report::new(verdict.answer(), |_| Document::default())
}
