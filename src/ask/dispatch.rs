//! Which story answers which command, and once more without an override.

use std::io;

use crate::cli::{Cli, Command};
use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::marks::Marks;
use crate::output::sink::Sink;
use crate::progress;
use crate::report::{Fields, Format, Look, Page};
use crate::settings::Settings;
use aicloud_core::failure::Failure;
use aicloud_core::model::Day;
use aicloud_data::DataSet;
use aicloud_query::Setting;

/// Answers one command.
///
/// # Errors
/// Those of the command.
pub fn answer(cli: &Cli, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    match &cli.command {
        Command::Compare(args) => crate::ask::compare(args, desk),
        Command::Where(args) => crate::ask::everywhere(args, desk),
        Command::May(args) => crate::ask::may(args, desk),
        Command::When(args) => args.run(desk),
        Command::Price(args) => crate::ask::prices::price(args, desk),
        Command::Cost(args) => {
            crate::ask::prices::cost(args, cli.global.output_tokens.as_deref(), desk)
        }
        Command::Conflicts(args) => crate::ask::evidence::conflicts(args, desk),
        Command::Diff(args) => crate::ask::evidence::diff(args, desk),
        Command::Expiring(args) => crate::ask::evidence::expiring(args, desk),
        Command::Timeline(args) => crate::ask::evidence::timeline(args, desk),
        Command::Watchlist(args) => crate::ask::watch::watchlist(args, desk),
        Command::Audit(args) => crate::ask::audit::claims(args, desk),
        Command::List(args) => crate::ask::list(args, desk),
        Command::Show(args) => crate::ask::show(args, desk),
        Command::Data(args) => crate::ask::data::data(&args.command, &cli.global, cli.out(), desk),
        Command::Report(args) => crate::ask::page::report(args, cli.out(), desk),
        // Answered elsewhere, without data.
        Command::Config(_) | Command::Completions(_) | Command::Man(_) => Ok(Exit::Done),
    }
}

/// Whether a command can be answered again without an override, to see what the
/// override touches: it reads no standard input and writes nothing.
pub fn is_answered_again(cli: &Cli) -> bool {
    match &cli.command {
        Command::May(args) => args.batch.is_none(),
        Command::Price(args) => args.plot.is_none(),
        Command::Cost(args) => args.workload.as_ref().is_none_or(|file| file.as_os_str() != "-"),
        Command::Watchlist(args) => args.command.is_none(),
        Command::Data(args) => args.command.only_looks(),
        Command::Report(_) | Command::Config(_) | Command::Completions(_) | Command::Man(_) => {
            false
        }
        _ => true,
    }
}

/// The rows of the answer without one override; none where the data cannot stand
/// without it, so that every row counts as touched.
pub fn without(
    other: Option<&DataSet>,
    cli: &Cli,
    setting: &Setting,
    (settings, today): (&Settings, Day),
) -> Vec<Fields> {
    let mut rows = Vec::new();
    let Some(data) = other else { return rows };
    let mut desk = Context {
        data,
        setting,
        today,
        global: &cli.global,
        settings,
        typed: &[],
        out: None,
        format: Format::Json,
        columns: &[],
        page: Page { width: None, look: Look::default(), header: true },
        sink: Sink::Stream(&mut io::sink()),
        err: &mut io::sink(),
        progress: progress::Progress::default(),
        input: &mut io::empty(),
        marks: Marks::default(),
        others: &[],
        aside: Some(&mut rows),
    };
    // Where the command fails without the override, every row is touched by it.
    let _ = answer(cli, &mut desk);
    rows
}
