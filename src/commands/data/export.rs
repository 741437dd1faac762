//! `data export`: the loaded data as files, or as rows of one kind.

use clap::Args;

use crate::cli::words::one_of;
use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::{Document, Format, Report};
use aicloud_core::failure::Failure;
use aicloud_data::kinds::FileKind;
use aicloud_data::{export::files, folder};
use aicloud_query::data::export::{everything, kind};

/// Write the loaded data down: one kind, or all of it as a directory.
///
/// With a kind its records are printed whole: as canonical YAML, or with -o as
/// json, jsonl, csv or tsv. Without one, --out names a new directory that --data
/// reads again, the same data to the last fact, and -o json is one document.
/// Overrides stay overrides in a directory; elsewhere they are applied and marked.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data export [OPTIONS] [KIND]")]
#[command(after_help = "\
Examples
  aicloud data export --out everything
  aicloud data export offers > offers.yaml
  aicloud data export sources -o csv --columns id,class,published,url
  aicloud data export -o json | jq '.agreements | length'")]
pub struct ExportArgs {
    /// The kind of file; everything unless given
    #[arg(value_parser = one_of(FileKind::ALL, FileKind::word), value_name = "KIND")]
    pub kind: Option<FileKind>,
}

impl Run for ExportArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        match self.kind {
            Some(kind) => of_kind(kind, context)?,
            None if context.format == Format::Json => {
                let records = context.data.records();
                let answer = everything(&records, &context.data.catalog.basis);
                context.print(Report::new(answer, |_| Document::default()))?;
            }
            None => directory(context)?,
        }
        Ok(Exit::Done)
    }

    fn is_repeatable(&self) -> bool {
        self.kind.is_some()
    }

    fn writes_out(&self, format: Format) -> bool {
        self.kind.is_none() && format != Format::Json
    }
}

/// Whole records of one kind; for people the canonical file.
fn of_kind(asked: FileKind, context: &mut Context<'_>) -> Result<(), Failure> {
    if context.format == Format::Table && context.columns.is_empty() {
        context.format = Format::Yaml;
    }
    let records = &context.data.records();
    let flat = matches!(context.format, Format::Csv | Format::Tsv | Format::Markdown);
    let text = asked.text(records).map_err(|error| unwritten(&error))?;
    let answer = kind(asked, flat, records, &context.data.catalog.basis)?;
    let report = Report::new(answer, |_| Document::default().lines(text.lines()));
    context.print(report.special(Format::Yaml, || text.clone()))
}

/// All of it as a new directory.
fn directory(context: &mut Context<'_>) -> Result<(), Failure> {
    let written = matches!(context.format, Format::Table | Format::Yaml);
    let Some(dir) = context.out.filter(|_| written) else {
        let message = "the whole data set is a directory of YAML, or one JSON document".to_owned();
        let hint = "add --out DIR or -o json, or name a kind: aicloud data export offers";
        return Err(Failure::usage("missing-argument", message, hint.to_owned()));
    };
    if dir.exists() {
        let message = format!("{} stands there already; it is left as it is", dir.display());
        let hint = "name a new directory".to_owned();
        return Err(Failure::usage("directory-exists", message, hint));
    }
    let files = files(&context.data.before_overrides()).map_err(|error| unwritten(&error))?;
    folder::write(dir, &files, false).map_err(|error| {
        Failure::input_output(format!("cannot write {}: {error}", dir.display()))
    })?;
    let (count, dir) = (files.len(), dir.display());
    context.remark(&format!("{count} files written; use them with --data {dir}"))
}

fn unwritten(error: &impl std::fmt::Display) -> Failure {
    Failure::input_output(format!("{error:#}"))
}
