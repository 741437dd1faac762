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
//! - [`shell`]: completions and manual pages.
//! - [`settings`] and [`terminal`]: what is set once, and what is known of the
//!   terminal; only `main` asks them.
//!
//! Arrows run one way: `model <- data <- engine <- report`, and beside the
//! engine `data <- import <- report`. [`run`] is the whole program.

pub mod ask;
pub mod cli;
pub mod data;
pub mod embedded;
pub mod engine;
pub mod exit;
pub mod import;
pub mod model;
pub mod progress;
pub mod query;
pub mod report;
pub mod settings;
pub mod shell;
pub mod terminal;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use cli::{Cli, Command, Global};
use data::{Catalog, Faults};
use exit::{Exit, Failure};
use model::Day;
use query::Setting;
use report::sink::Sink;
use report::{Format, Look, Page};
use settings::Settings;
use terminal::{Terminal, wanted};

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
    /// The options that were typed, for `config`.
    pub typed: Vec<String>,
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
    let mut sink = Sink::open(out(cli).filter(|_| !names_a_directory(cli)), around.out)?;
    if let Some(text) = ask::shell::text(cli, out(cli))? {
        sink.write(&text).and_then(|()| sink.finish()).map_err(ask::unwritable)?;
        return Ok(Exit::Done);
    }
    // The process ends with the run: taking the data apart again would cost
    // more than many an answer.
    let plain = Global::default();
    // What is set is shown even where it makes no sense.
    let global: &Global =
        if matches!(cli.command, Command::Config(_)) { &plain } else { &cli.global };
    let catalog: &'static Catalog = Box::leak(Box::new(open(global)?));
    let setting = Setting::resolve(global, &catalog.facts, around.today)?;
    let mut desk = ask::Desk {
        catalog,
        setting: &setting,
        today: around.today,
        format: format(cli),
        columns: columns(cli),
        page: page(cli, around.terminal),
        sink,
        err: around.err,
        progress: progress::Progress::look(),
        input: around.input,
    };
    let exit = match &cli.command {
        Command::Compare(args) => ask::compare(args, &mut desk),
        Command::Where(args) => ask::everywhere(args, &mut desk),
        Command::May(args) => ask::may(args, &mut desk),
        Command::When(args) => ask::when(args, &mut desk),
        Command::Price(args) => ask::prices::price(args, &mut desk),
        Command::Cost(args) => {
            ask::prices::cost(args, cli.global.output_tokens.as_deref(), &mut desk)
        }
        Command::Conflicts(args) => ask::evidence::conflicts(args, &mut desk),
        Command::Diff(args) => ask::evidence::diff(args, &mut desk),
        Command::Expiring(args) => ask::evidence::expiring(args, &mut desk),
        Command::Timeline(args) => ask::evidence::timeline(args, &mut desk),
        Command::Watchlist(args) => ask::watch::watchlist(args, &mut desk),
        Command::Audit(args) => ask::audit::claims(args, &mut desk),
        Command::List(args) => ask::list(args, &mut desk),
        Command::Show(args) => ask::show(args, &mut desk),
        Command::Data(args) => ask::data(args, out(cli), &mut desk),
        Command::Report(args) => ask::page::report(args, out(cli), &mut desk),
        Command::Config(args) => {
            let set = (around.settings, around.typed.as_slice());
            ask::shell::config(args, &cli.global, set, &mut desk)
        }
        // Answered above, without data.
        Command::Completions(_) | Command::Man(_) => Ok(Exit::Done),
    }?;
    desk.sink.finish().map_err(ask::unwritable)?;
    Ok(exit)
}

/// The data in use for a line that is being typed: what it names, else what is
/// set; nothing where that cannot be opened, since nobody can be told.
pub fn for_completion(data: Option<&Path>, overlays: &[PathBuf]) -> Option<Catalog> {
    let mut settings = Settings::find(std::env::current_dir().ok().as_deref()).ok()?;
    let mut global = cli::Global { data: data.map(Path::to_path_buf), ..cli::Global::default() };
    global.overlay = overlays.to_vec();
    settings.fill_data(&mut global);
    open(&global).ok()
}

/// What `--version --verbose` tells: version, commit, data.
///
/// # Errors
/// Data that cannot be opened.
pub fn version(global: &Global) -> Result<String, Failure> {
    let catalog = open(global)?;
    let basis = &catalog.facts.basis;
    Ok(format!(
        "aicloud {}\ncommit  {}\ndata    {}\nbasis   {}\n        {}\n",
        env!("CARGO_PKG_VERSION"),
        option_env!("AICLOUD_COMMIT").unwrap_or("not recorded in this build"),
        basis.newest,
        basis.short(),
        basis.hash,
    ))
}

/// Opens the data that the options name, the embedded data otherwise.
fn open(global: &Global) -> Result<Catalog, Failure> {
    let named = |dir: &&PathBuf| !dir.as_os_str().is_empty();
    let overlays: Vec<PathBuf> = global.overlay.iter().filter(named).cloned().collect();
    let opened = match global.data.as_ref().filter(named) {
        Some(dir) => {
            let dirs: Vec<_> = std::iter::once(dir).chain(&overlays).cloned().collect();
            Catalog::open(&dirs)
        }
        None => Catalog::embedded(embedded::SNAPSHOT).and_then(|base| {
            if overlays.is_empty() { Ok(base) } else { Catalog::overlaid(&base, &overlays) }
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

/// Whether `--out` names a directory or a page that the command writes itself.
fn names_a_directory(cli: &Cli) -> bool {
    matches!(cli.command, Command::Data(_) | Command::Man(_) | Command::Report(_))
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

fn page(cli: &Cli, terminal: &Terminal) -> Page {
    let width = terminal.width.unwrap_or(PAGE_WIDTH).max(20);
    // What a terminal can show says nothing of a file.
    let shown = out(cli).is_none() || names_a_directory(cli);
    Page {
        width: (!cli.global.wide).then_some(width),
        look: Look {
            color: wanted(cli.global.color, terminal.look.color && shown),
            links: wanted(cli.global.hyperlink, terminal.look.links && shown),
            ascii: terminal.look.ascii,
        },
        header: !cli.global.no_header,
    }
}
