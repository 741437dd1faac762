//! `data`: the commands on the data set itself.

use std::path::Path;

use super::{Desk, measure, unwritable, validate};
use crate::cli::Global;
use crate::cli::data::{DataCommand, Import, Schema};
use crate::exit::{Exit, Failure};
use crate::report::Format;
use crate::{embedded, import, report};

/// `data`.
///
/// # Errors
/// Those of its commands.
pub fn data(
    command: &DataCommand,
    global: &Global,
    out: Option<&Path>,
    desk: &mut Desk<'_>,
) -> Result<Exit, Failure> {
    match command {
        DataCommand::Validate(args) => validate::validate(args, global, desk),
        DataCommand::Rule(args) => validate::rule(args, desk),
        DataCommand::Schema(args) => schema(args, desk),
        DataCommand::Basis(_) => measure::basis(desk),
        DataCommand::Stats(_) => measure::stats(desk),
        DataCommand::Coverage(args) => measure::coverage(args, global, desk),
        DataCommand::Import(args) => import(args, out, desk),
    }
}

/// `data schema`: a document of its own, whatever the format.
fn schema(args: &Schema, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
    if !matches!(desk.format, Format::Table | Format::Json) {
        let message = "a schema is JSON".to_owned();
        return Err(Failure::usage("bad-output", message, "leave -o out".to_owned()));
    }
    desk.sink.write(embedded::schema(args.kind)).map_err(unwritable)?;
    Ok(Exit::Done)
}

/// `data import`.
fn import(args: &Import, out: Option<&Path>, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
    if out.is_none() && !args.dry_run {
        let message = "where the overlay goes is not said".to_owned();
        let hint = "add --out DIR to write it there, or --dry-run to see the report".to_owned();
        return Err(Failure::usage("missing-argument", message, hint));
    }
    let text = import::read::text(args.format, &args.file, desk.input)?;
    let facts = &desk.catalog.facts;
    let import = import::import(args.format, &text, desk.setting.as_of, facts)?;
    let out = out.filter(|_| !args.dry_run && !import.statements.is_empty());
    let report = report::import::report(&import, out, desk.setting, facts);
    // A report that cannot be drawn leaves nothing behind.
    let text = report.text(desk.format, desk.columns, &desk.page)?;
    match out {
        Some(dir) => import::write::overlay(dir, &import)?,
        None if !args.dry_run => desk.remark("no entry maps to an offer: nothing was written")?,
        None => {}
    }
    desk.sink.write(&text).map_err(unwritable)?;
    Ok(Exit::Done)
}
