//! The program `aicloud`: which cloud may sell which AI product, does it, since when,
//! at what price, and on what evidence.
//!
//! - [`cli`]: the command line as clap derives it.
//! - [`commands`]: one file a command: its arguments, and what people read.
//! - [`context`]: what a command gets, resolved once.
//! - [`output`]: an answer in each format.
//! - [`settings`] and [`terminal`]: what is set once, and what is known of the
//!   terminal.
//!
//! What is asked and answered stands in `aicloud-query`, the reasoning in
//! `aicloud-core`. Arrows run one way: commands to output, never back.

pub mod cli;
pub mod commands;
pub mod context;
mod data_in_use;
pub mod exit;
pub mod output;
pub mod progress;
pub mod settings;
pub mod terminal;

use std::io::{self, Write};

use aicloud_core::failure::Failure;
use aicloud_core::model::Day;
use aicloud_data::DataSet;
use aicloud_query::answer::Fields;
use aicloud_query::{Setting, expect};
use cli::{Cli, Global};
use commands::{DataUse, Run};
use context::{Context, unwritable};
use exit::Exit;
use output::marks::Marks;
use output::sink::Sink;
use output::{Format, Look, Page};
use settings::Settings;
use terminal::{Terminal, wanted};

pub use data_in_use::{for_completion, version};

/// Where a run writes, and what it knows of its surroundings.
pub struct Surroundings<'w> {
    /// Answers.
    pub out: &'w mut dyn Write,
    /// Everything that is not an answer.
    pub err: &'w mut dyn Write,
    /// Questions of a batch.
    pub input: &'w mut dyn io::BufRead,
    /// The current day.
    pub today: Day,
    /// The terminal.
    pub terminal: &'w Terminal,
    /// What holds where no option does.
    pub settings: &'w Settings,
    /// The names of the options that were typed, asked for by `config` alone.
    pub typed: &'w dyn Fn() -> Vec<String>,
}

/// The width of a page where nothing tells it.
const PAGE_WIDTH: usize = 80;

/// Runs one command on the data that it names.
///
/// # Errors
/// A [`Failure`] with its exit code, one message and what to do.
pub fn run(cli: &Cli, around: Surroundings<'_>) -> Result<Exit, Failure> {
    let today = around.today;
    run_on(cli, around, || {
        let data = match cli.command.run().data() {
            DataUse::Named => data_in_use::named(&cli.global, Some(today)),
            DataUse::ByItself | DataUse::BuiltIn => data_in_use::built_in(),
        }?;
        // The process ends with the run: taking the data apart again would cost
        // more than many an answer.
        Ok(Box::leak(Box::new(data)))
    })
}

/// Runs one command on data that is opened once it is needed. Whoever runs many
/// commands in one process opens it once.
///
/// # Errors
/// As [`run`], and those of opening.
#[expect(clippy::needless_pass_by_value, reason = "a run uses its surroundings up")]
pub fn run_on<'c>(
    cli: &Cli,
    around: Surroundings<'_>,
    opened: impl FnOnce() -> Result<&'c DataSet, Failure>,
) -> Result<Exit, Failure> {
    let command = cli.command.run();
    check_output(cli, command)?;
    let format = cli.format();
    let own_file = command.writes_out(format);
    let mut sink = Sink::open(cli.out().filter(|_| !own_file), around.out)?;
    if let Some(text) = command.without_data(cli.out())? {
        sink.write(&text).and_then(|()| sink.finish()).map_err(unwritable)?;
        return Ok(Exit::Done);
    }
    let data = opened()?;
    let setting = setting(cli, command, data, around.today)?;
    let (basis, used) = (&data.catalog.basis, command.data());
    if used == DataUse::Named {
        expect::check(cli.global.expected(), basis, setting.as_of)?;
    }
    let others = data.overrides.iter().map(|done| data.without(done.id).ok());
    let others: Vec<Option<DataSet>> = others.collect();
    let shown = cli.out().is_none() || own_file;
    let mut context = Context {
        data,
        setting: &setting,
        today: around.today,
        global: &cli.global,
        settings: around.settings,
        typed: around.typed,
        out: cli.out(),
        format,
        columns: cli.columns(),
        page: page(&cli.global, around.terminal, shown),
        sink,
        err: around.err,
        progress: progress::Progress::look(),
        input: around.input,
        marks: Marks { applied: &data.overrides, without: Vec::new() },
        others: &others,
        aside: None,
    };
    if command.is_repeatable() {
        let rows =
            |other: &Option<DataSet>| other.as_ref().map(|other| rows_on(other, command, &context));
        context.marks.without =
            others.iter().map(|other| rows(other).unwrap_or_default()).collect();
    }
    let exit = command.run(&mut context)?;
    for told in &data.told {
        context.remark(&format!("override {}: {}", told.id, told.message))?;
    }
    let answers = used == DataUse::BuiltIn || used == DataUse::Named && cli.global.data.is_none();
    if let Some(old) = expect::old(basis, setting.as_of).filter(|_| answers) {
        context.remark(&old)?;
    }
    context.sink.finish().map_err(unwritable)?;
    Ok(exit)
}

/// Refuses a number for a format.
fn check_output(cli: &Cli, command: &dyn Run) -> Result<(), Failure> {
    let Some(tokens) = &cli.global.output_tokens else { return Ok(()) };
    if command.takes_output_tokens() {
        return Ok(());
    }
    let message = format!("`{}` is not an output format", tokens.escape_debug());
    let hint = "write table, json, jsonl, csv, tsv, yaml or markdown".to_owned();
    Err(Failure::usage("bad-output", message, hint))
}

/// Whom and what day the question is about. A command on data that may be
/// unsound asks about nobody, and what is set is shown even where it makes no sense.
fn setting(cli: &Cli, command: &dyn Run, data: &DataSet, today: Day) -> Result<Setting, Failure> {
    let words = match command.data() {
        DataUse::Named => cli.global.setting(),
        DataUse::ByItself => {
            Global { as_of: cli.global.as_of.clone(), ..Global::default() }.setting()
        }
        DataUse::BuiltIn => Global::default().setting(),
    };
    Setting::resolve(&words, &data.catalog, today)
}

/// The rows of the same answer on other data; none where the command fails there, so
/// that every row counts as touched.
fn rows_on(data: &DataSet, command: &dyn Run, context: &Context<'_>) -> Vec<Fields> {
    let mut rows = Vec::new();
    let mut aside = Context {
        data,
        setting: context.setting,
        today: context.today,
        global: context.global,
        settings: context.settings,
        typed: context.typed,
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
    // Where the command fails on that data, every row is touched by the difference.
    let _ = command.run(&mut aside);
    rows
}

fn page(global: &Global, terminal: &Terminal, shown: bool) -> Page {
    let width = terminal.width.unwrap_or(PAGE_WIDTH).max(20);
    // What a terminal can show says nothing of a file.
    Page {
        width: (!global.wide).then_some(width),
        look: Look {
            color: wanted(global.color, terminal.look.color && shown),
            links: wanted(global.hyperlink, terminal.look.links && shown),
            ascii: terminal.look.ascii,
        },
        header: !global.no_header,
    }
}
