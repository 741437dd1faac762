//! The commands as stories: resolve the question, ask the engine, hand the
//! answer to a report, choose the exit code.

pub mod audit;
pub mod dispatch;
pub mod evidence;
pub mod page;
pub mod prices;
pub mod watch;

use crate::cli::list::List;
use crate::cli::show::Show;
use crate::exit::Exit;
use crate::report;
use aicloud_core::failure::Failure;
use aicloud_core::rights::Lens;
use aicloud_query::list as lists;

use crate::context::Context;
pub use crate::context::unwritable;

/// `list`.
///
/// # Errors
/// An unknown name, or output that cannot be written.
pub fn list(args: &List, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let facts = &desk.catalog.facts;
    let lens = Lens::new(facts, &desk.setting.filter);
    let entries = lists::entries(&args.question(), desk.records()?, desk.setting, &lens)?;
    let report = report::list::report(
        args.kind,
        entries,
        facts,
        lists::query(&args.question(), crate::output::prose::query(desk.setting, facts)),
    );
    desk.print(report)?;
    Ok(Exit::Done)
}

/// `show`.
///
/// # Errors
/// An unknown id, or output that cannot be written.
pub fn show(args: &Show, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let facts = &desk.catalog.facts;
    let lens = Lens::new(facts, &desk.setting.filter);
    let found = lists::find(&args.id, desk.records()?, desk.setting, &lens)?;
    desk.print(report::show::report(&found, facts))?;
    Ok(Exit::Done)
}
