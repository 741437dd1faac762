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
pub mod commands;
pub mod context;
pub mod exit;
pub mod output;
pub mod progress;
pub mod report;
pub mod settings;
pub mod shell;
pub mod terminal;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use aicloud_core::failure::Failure;
use aicloud_core::model::Day;
use aicloud_data::load::Loaded;
use aicloud_data::{DataSet, Faults};
use aicloud_query::Setting;
use ask::dispatch;
use cli::{Cli, Command, Global};
use exit::Exit;
use output::marks::Marks;
use output::sink::Sink;
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

/// Runs one command on the data that it names.
///
/// # Errors
/// A [`Failure`] with its exit code, one message and what to do.
pub fn run(cli: &Cli, around: Surroundings<'_>) -> Result<Exit, Failure> {
    let today = around.today;
    run_on(cli, around, || {
        let data = || open(in_use(cli, &Global::default()), Some(today));
        let data = if opens_no_data(cli) { built_in() } else { data() }?;
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
    check_output(cli)?;
    let mut sink = Sink::open(cli.out().filter(|_| !names_a_directory(cli)), around.out)?;
    if let Some(text) = ask::shell::text(cli, cli.out())? {
        sink.write(&text).and_then(|()| sink.finish()).map_err(ask::unwritable)?;
        return Ok(Exit::Done);
    }
    let today = around.today;
    let data = opened()?;
    let plain = Global::default();
    let global = in_use(cli, &plain);
    let setting = setting(cli, global, data, today)?;
    let basis = &data.catalog.basis;
    if !opens_no_data(cli) {
        aicloud_query::expect::check(global.expected(), basis, setting.as_of)?;
    }
    let others = data.overrides.iter().map(|done| data.without(done.id).ok());
    let others: Vec<Option<DataSet>> = others.collect();
    let mut marks = Marks { applied: &data.overrides, without: Vec::new() };
    if dispatch::is_answered_again(cli) {
        let rows = |other: &Option<DataSet>| {
            dispatch::without(other.as_ref(), cli, &setting, (around.settings, today))
        };
        marks.without = others.iter().map(rows).collect();
    }
    let mut desk = context::Context {
        data,
        setting: &setting,
        today: around.today,
        global: &cli.global,
        settings: around.settings,
        typed: &around.typed,
        out: cli.out(),
        format: format(cli),
        columns: columns(cli),
        page: page(cli, around.terminal),
        sink,
        err: around.err,
        progress: progress::Progress::look(),
        input: around.input,
        marks,
        others: &others,
        aside: None,
    };
    let exit = match &cli.command {
        Command::Config(args) => {
            let set = (around.settings, around.typed.as_slice());
            ask::shell::config(args, &cli.global, set, &mut desk)
        }
        _ => dispatch::answer(cli, &mut desk),
    }?;
    if matches!(&cli.command, Command::Price(args) if args.plot.is_some()) {
        for applied in &data.overrides {
            desk.remark(&format!("overridden: {}", output::marks::in_words(applied)))?;
        }
    }
    for told in &data.told {
        desk.remark(&format!("override {}: {}", told.id, told.message))?;
    }
    let answers = global.data.is_none() && !opens_no_data(cli);
    if let Some(old) = aicloud_query::expect::old(basis, setting.as_of).filter(|_| answers) {
        desk.remark(&old)?;
    }
    desk.sink.finish().map_err(ask::unwritable)?;
    Ok(exit)
}

/// The options that a command heeds: what is set is shown even where it makes no
/// sense.
fn in_use<'g>(cli: &'g Cli, plain: &'g Global) -> &'g Global {
    if matches!(cli.command, Command::Config(_)) { plain } else { &cli.global }
}

/// Whether the command looks at what the options name by itself.
fn opens_no_data(cli: &Cli) -> bool {
    matches!(&cli.command, Command::Data(args) if args.command.opens_no_data())
}

/// Whom and what day the question is about. A command on data that may be
/// unsound asks about nobody.
fn setting(cli: &Cli, global: &Global, data: &DataSet, today: Day) -> Result<Setting, Failure> {
    if opens_no_data(cli) {
        let plain = Global { as_of: global.as_of.clone(), ..Global::default() };
        return Setting::resolve(&plain.setting(), &data.catalog, today);
    }
    Setting::resolve(&global.setting(), &data.catalog, today)
}

/// The data that is part of the program.
fn built_in() -> Result<DataSet, Failure> {
    DataSet::embedded(aicloud_facts::SNAPSHOT).map_err(|error| Failure::data(format!("{error:#}")))
}

/// The data in use for a line that is being typed: what it names, else what is
/// set; nothing where that cannot be opened, since nobody can be told.
pub fn for_completion(data: Option<&Path>, overlays: &[PathBuf]) -> Option<DataSet> {
    let mut settings = Settings::find(std::env::current_dir().ok().as_deref()).ok()?;
    let mut global = cli::Global { data: data.map(Path::to_path_buf), ..cli::Global::default() };
    global.overlay = overlays.to_vec();
    settings.fill_data(&mut global);
    open(&global, None).ok()
}

/// What `--version --verbose` tells: version, commit, data.
///
/// # Errors
/// Data that cannot be opened.
pub fn version(global: &Global, today: Day) -> Result<String, Failure> {
    let data = open(global, Some(today))?;
    let basis = &data.catalog.basis;
    Ok(format!(
        "aicloud {}\ncommit  {}\ndata    {}\nbasis   {}\n        {}\n",
        env!("CARGO_PKG_VERSION"),
        option_env!("AICLOUD_COMMIT").unwrap_or("not recorded in this build"),
        basis.newest,
        basis.short(),
        basis.hash,
    ))
}

/// Opens the data that the options name, the embedded data otherwise, with the
/// overrides that are not over on a day.
fn open(global: &Global, day: Option<Day>) -> Result<DataSet, Failure> {
    let named = |dir: &&PathBuf| !dir.as_os_str().is_empty();
    let overlays: Vec<PathBuf> = global.overlay.iter().filter(named).cloned().collect();
    let opened = match global.data.as_ref().filter(named) {
        Some(dir) => {
            let dirs: Vec<_> = std::iter::once(dir).chain(&overlays).cloned().collect();
            DataSet::read(Loaded::default(), &dirs, day)
        }
        None => DataSet::embedded(aicloud_facts::SNAPSHOT).and_then(|base| {
            if overlays.is_empty() {
                return Ok(base);
            }
            DataSet::read(Loaded::on_top_of(base.records()), &overlays, day)
        }),
    };
    opened.map_err(|error| match error.downcast_ref::<Faults>() {
        Some(faults) => Failure::data(faults.to_string()),
        None => Failure::data(format!("{error:#}")),
    })
}

/// Whether `--out` names a directory or a page that the command writes itself.
fn names_a_directory(cli: &Cli) -> bool {
    let json = format(cli) == Format::Json;
    match &cli.command {
        Command::Data(args) => args.command.writes_a_directory(json),
        command => matches!(command, Command::Man(_) | Command::Report(_)),
    }
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
    let shown = cli.out().is_none() || names_a_directory(cli);
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
