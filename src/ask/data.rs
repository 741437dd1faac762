//! `data`: the commands on the data set itself.

use std::path::Path;

use crate::ask::{measure, unwritable, validate};
use crate::cli::Global;
use crate::cli::data::{DataCommand, Export, Import};
use crate::context::Context;
use crate::exit::Exit;
use crate::report;
use crate::report::Format;
use aicloud_core::failure::Failure;
use aicloud_data::folder;

/// `data`.
///
/// # Errors
/// Those of its commands.
pub fn data(
    command: &DataCommand,
    global: &Global,
    out: Option<&Path>,
    desk: &mut Context<'_>,
) -> Result<Exit, Failure> {
    match command {
        DataCommand::Validate(args) => validate::validate(args, global, desk),
        DataCommand::Rule(args) => validate::rule(args, desk),
        // The schemas were printed without data.
        DataCommand::Schema(_) => Ok(Exit::Done),
        DataCommand::Basis(_) => measure::basis(desk),
        DataCommand::Stats(_) => measure::stats(desk),
        DataCommand::Coverage(args) => measure::coverage(args, global, desk),
        DataCommand::Export(args) => export(args, out, desk),
        DataCommand::Import(args) => import(args, out, desk),
    }
}

/// `data export`.
fn export(args: &Export, out: Option<&Path>, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let (records, basis) = (&desk.data.records(), &desk.data.catalog.basis);
    if let Some(kind) = args.kind {
        if desk.format == Format::Table && desk.columns.is_empty() {
            desk.format = Format::Yaml;
        }
        desk.print(report::export::kind(kind, records, basis, desk.format)?)?;
        return Ok(Exit::Done);
    }
    if desk.format == Format::Json {
        desk.print(report::export::everything(records, basis)?)?;
        return Ok(Exit::Done);
    }
    let Some(dir) = out.filter(|_| matches!(desk.format, Format::Table | Format::Yaml)) else {
        let message = "the whole data set is a directory of YAML, or one JSON document".to_owned();
        let hint = "add --out DIR or -o json, or name a kind: aicloud data export offers";
        return Err(Failure::usage("missing-argument", message, hint.to_owned()));
    };
    if dir.exists() {
        let message = format!("{} stands there already; it is left as it is", dir.display());
        let hint = "name a new directory".to_owned();
        return Err(Failure::usage("directory-exists", message, hint));
    }
    let files = report::export::files(&desk.data.before_overrides())?;
    folder::write(dir, &files, false).map_err(|error| {
        Failure::input_output(format!("cannot write {}: {error}", dir.display()))
    })?;
    desk.remark(&format!("{} files written; use them with --data {}", files.len(), dir.display()))?;
    Ok(Exit::Done)
}

/// `data import`.
fn import(args: &Import, out: Option<&Path>, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    if out.is_none() && !args.dry_run {
        let message = "where the overlay goes is not said".to_owned();
        let hint = "add --out DIR to write it there, or --dry-run to see the report".to_owned();
        return Err(Failure::usage("missing-argument", message, hint));
    }
    let text = aicloud_import::read::text(args.format, &args.file, desk.input)?;
    let catalog = &desk.data.catalog;
    let import = aicloud_import::import(args.format, &text, desk.setting.as_of, catalog)?;
    let out = out.filter(|_| !args.dry_run && !import.statements.is_empty());
    let report = report::import::report(&import, out, desk.setting, catalog);
    // A report that cannot be drawn leaves nothing behind.
    let text = desk.text(report)?;
    match out {
        Some(dir) => aicloud_import::write::overlay(dir, &import)?,
        None if !args.dry_run => desk.remark("no entry maps to an offer: nothing was written")?,
        None => {}
    }
    desk.sink.write(&text).map_err(unwritable)?;
    Ok(Exit::Done)
}

impl crate::commands::Run for crate::cli::data::Data {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        data(&self.command, context.global, context.out, context)
    }

    fn without_data(&self, _out: Option<&Path>) -> Result<Option<String>, Failure> {
        match &self.command {
            DataCommand::Schema(args) => crate::ask::shell::schema(&args.kind).map(Some),
            _ => Ok(None),
        }
    }

    fn data(&self) -> crate::commands::DataUse {
        if self.command.opens_no_data() {
            crate::commands::DataUse::ByItself
        } else {
            crate::commands::DataUse::Named
        }
    }

    fn is_repeatable(&self) -> bool {
        self.command.only_looks()
    }

    fn writes_out(&self, format: Format) -> bool {
        self.command.writes_a_directory(format == Format::Json)
    }
}
