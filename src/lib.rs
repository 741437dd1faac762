//! The house of `aicloud`: which cloud may sell which AI product, does it,
//! since when, at what price, and on what evidence.
//!
//! One walk from the front door to the shop window:
//!
//! - `main`: parses the command line, reads the clock, runs, exits.
//! - [`cli`]: the command line as clap derives it, raw values only.
//! - [`query`]: raw values, a catalog and today to typed questions.
//! - [`model`]: the nouns, one YAML record each.
//! - [`data`]: bytes to catalog: load, check, compile, snapshot.
//! - [`import`]: published price catalogues to overlays of that data.
//! - [`engine`]: pure functions from facts and a question to an answer.
//! - [`report`]: answers to text, one small file a format.
//!
//! Arrows run one way: `model <- data <- engine <- report`, and beside the
//! engine `data <- import <- report`. [`run`] is the whole program.

pub mod ask;
pub mod cli;
pub mod data;
pub mod embedded;
pub mod engine;
pub mod exit;
pub mod folder;
pub mod import;
pub mod model;
pub mod query;
pub mod report;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use cli::{Cli, Command};
use data::load::Loaded;
use data::{Catalog, Faults};
use exit::{Exit, Failure};
use model::Day;
use query::Setting;
use report::marks::Marks;
use report::sink::Sink;
use report::{Format, Page};

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
    /// Cells across, where the answer goes to a terminal or `COLUMNS` is set.
    pub width: Option<usize>,
    /// Whether colour is wanted where it is left to the program.
    pub color: bool,
}

/// The width of a page where nothing tells it.
const PAGE_WIDTH: usize = 80;

/// Refuses a number for a format.
fn check_output(cli: &Cli) -> Result<(), Failure> {
    let tokens = match &cli.command {
        Command::Cost(_) => None,
        _ => cli.global.output_tokens.as_deref(),
    };
    let Some(tokens) = tokens else { return Ok(()) };
    let message = format!("`{}` is not an output format", tokens.escape_debug());
    let hint = "write table, json, jsonl, csv, tsv, yaml or markdown".to_owned();
    Err(Failure::usage("bad-output", message, hint))
}

/// Runs one command.
///
/// # Errors
/// A [`Failure`] with its exit code, one message and what to do.
#[expect(clippy::needless_pass_by_value, reason = "a run uses its surroundings up")]
pub fn run(cli: &Cli, around: Surroundings<'_>) -> Result<Exit, Failure> {
    check_output(cli)?;
    // The process ends with the run: taking the data apart again would cost
    // more than many an answer.
    let catalog: &'static Catalog = Box::leak(Box::new(open(cli, around.today)?));
    let setting = setting(cli, catalog, around.today)?;
    let basis = &catalog.facts.basis;
    if !opens_no_data(cli) {
        query::expect::check(&cli.global, basis, setting.as_of)?;
    }
    let sink = Sink::open(out(cli).filter(|_| !names_a_directory(cli)), around.out)?;
    let others = catalog.overrides.iter().map(|done| catalog.without(&done.id).ok());
    let others: Vec<Option<Catalog>> = others.collect();
    let mut marks = Marks { applied: &catalog.overrides, without: Vec::new() };
    if is_answered_again(cli) {
        let rows = |other: &Option<Catalog>| without(other.as_ref(), cli, &setting, around.today);
        marks.without = others.iter().map(rows).collect();
    }
    let mut desk = ask::Desk {
        catalog,
        setting: &setting,
        today: around.today,
        format: format(cli),
        columns: columns(cli),
        page: page(cli, around.width, around.color),
        sink,
        err: around.err,
        input: around.input,
        marks,
        others: &others,
        aside: None,
    };
    let exit = answer(cli, &mut desk)?;
    for told in &catalog.told {
        desk.remark(&format!("override {}: {}", told.id, told.message))?;
    }
    let built_in = cli.global.data.as_ref().is_none_or(|dir| dir.as_os_str().is_empty());
    let answers = built_in && !opens_no_data(cli);
    if let Some(old) = query::expect::old(basis, setting.as_of).filter(|_| answers) {
        desk.remark(&old)?;
    }
    desk.sink.finish().map_err(ask::unwritable)?;
    Ok(exit)
}

/// Answers one command.
fn answer(cli: &Cli, desk: &mut ask::Desk<'_>) -> Result<Exit, Failure> {
    match &cli.command {
        Command::Compare(args) => ask::compare(args, desk),
        Command::Where(args) => ask::everywhere(args, desk),
        Command::May(args) => ask::may(args, desk),
        Command::When(args) => ask::when(args, desk),
        Command::Price(args) => ask::prices::price(args, desk),
        Command::Cost(args) => ask::prices::cost(args, cli.global.output_tokens.as_deref(), desk),
        Command::Conflicts(args) => ask::evidence::conflicts(args, desk),
        Command::Diff(args) => ask::evidence::diff(args, desk),
        Command::Expiring(args) => ask::evidence::expiring(args, desk),
        Command::Timeline(args) => ask::evidence::timeline(args, desk),
        Command::Watchlist(args) => ask::watch::watchlist(args, desk),
        Command::List(args) => ask::list(args, desk),
        Command::Show(args) => ask::show(args, desk),
        Command::Data(args) => ask::data::data(&args.command, &cli.global, out(cli), desk),
    }
}

/// Whether a command can be answered again without an override, to see what the
/// override touches: it reads no standard input and writes nothing.
fn is_answered_again(cli: &Cli) -> bool {
    match &cli.command {
        Command::May(args) => args.batch.is_none(),
        Command::Cost(args) => args.workload.as_ref().is_none_or(|file| file.as_os_str() != "-"),
        Command::Watchlist(args) => args.command.is_none(),
        Command::Data(args) => args.command.only_looks(),
        _ => true,
    }
}

/// The rows of the answer without one override; none where the data cannot stand
/// without it, so that every row counts as touched.
fn without(
    other: Option<&Catalog>,
    cli: &Cli,
    setting: &Setting,
    today: Day,
) -> Vec<report::Fields> {
    let mut rows = Vec::new();
    let Some(catalog) = other else { return rows };
    let mut desk = ask::Desk {
        catalog,
        setting,
        today,
        format: Format::Json,
        columns: &[],
        page: Page { width: None, color: false, header: true },
        sink: Sink::Stream(&mut io::sink()),
        err: &mut io::sink(),
        input: &mut io::empty(),
        marks: Marks::default(),
        others: &[],
        aside: Some(&mut rows),
    };
    // Where the command fails without the override, every row is touched by it.
    let _ = answer(cli, &mut desk);
    rows
}

/// Whether the command looks at what the options name by itself.
fn opens_no_data(cli: &Cli) -> bool {
    matches!(&cli.command, Command::Data(args) if args.command.opens_no_data())
}

/// Whom and what day the question is about. A command on data that may be
/// unsound asks about nobody.
fn setting(cli: &Cli, catalog: &Catalog, today: Day) -> Result<Setting, Failure> {
    if opens_no_data(cli) {
        let global = cli::Global { as_of: cli.global.as_of.clone(), ..cli::Global::default() };
        return Setting::resolve(&global, &catalog.facts, today);
    }
    Setting::resolve(&cli.global, &catalog.facts, today)
}

/// Opens the data that the options name, the embedded data otherwise.
fn open(cli: &Cli, today: Day) -> Result<Catalog, Failure> {
    if opens_no_data(cli) {
        return Catalog::embedded(embedded::SNAPSHOT)
            .map_err(|error| Failure::data(format!("{error:#}")));
    }
    // An empty environment variable is an unset one.
    let named = |dir: &&PathBuf| !dir.as_os_str().is_empty();
    let overlays: Vec<PathBuf> = cli.global.overlay.iter().filter(named).cloned().collect();
    let day = Some(today);
    let opened = match cli.global.data.as_ref().filter(named) {
        Some(dir) => {
            let dirs: Vec<_> = std::iter::once(dir).chain(&overlays).cloned().collect();
            Catalog::read(Loaded::default(), &dirs, day)
        }
        None => Catalog::embedded(embedded::SNAPSHOT).and_then(|base| {
            if overlays.is_empty() {
                return Ok(base);
            }
            Catalog::read(Loaded::on_top_of(base.records()?), &overlays, day)
        }),
    };
    opened.map_err(|error| match error.downcast_ref::<Faults>() {
        Some(faults) => Failure::data(faults.to_string()),
        None => Failure::data(format!("{error:#}")),
    })
}

fn out(cli: &Cli) -> Option<&Path> {
    cli.global.out.as_deref().filter(|out| !out.as_os_str().is_empty())
}

/// Whether `--out` names a directory that the command writes itself.
fn names_a_directory(cli: &Cli) -> bool {
    let json = format(cli) == Format::Json;
    matches!(&cli.command, Command::Data(args) if args.command.writes_a_directory(json))
}

fn format(cli: &Cli) -> Format {
    if !cli.global.json.is_empty() {
        return Format::Json;
    }
    cli.global.output.unwrap_or_default()
}

fn columns(cli: &Cli) -> &[String] {
    if cli.global.json.is_empty() { &cli.global.columns } else { &cli.global.json }
}

fn page(cli: &Cli, width: Option<usize>, color: bool) -> Page {
    let width = width.unwrap_or(PAGE_WIDTH).max(20);
    Page {
        width: (!cli.global.wide).then_some(width),
        color: match cli.global.color {
            cli::ColorWhen::Always => true,
            cli::ColorWhen::Never => false,
            cli::ColorWhen::Auto => color && (out(cli).is_none() || names_a_directory(cli)),
        },
        header: !cli.global.no_header,
    }
}
