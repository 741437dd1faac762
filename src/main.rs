//! The front door: parse, read the clock, run, exit.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::process::ExitCode;

use aicloud::cli::{Cli, LongVersion, arguments, typed};
use aicloud::commands::completions::{self, ASKS};
use aicloud::context::unwritable;
use aicloud::exit::Exit;
use aicloud::output::{Format, failure_json};
use aicloud::settings::Settings;
use aicloud::terminal::{Paged, Terminal};
use aicloud::{Surroundings, run};
use aicloud_core::clean::clean;
use aicloud_core::failure::Failure;
use aicloud_core::model::Day;
use clap::{CommandFactory, Parser};

fn main() -> ExitCode {
    if let Some(shell) = std::env::var_os(ASKS).filter(|shell| !shell.is_empty()) {
        return complete(&shell);
    }
    if std::env::args_os().len() < 2 {
        let _ = write!(io::stderr(), "{}", Cli::command().render_help());
        return ExitCode::from(Exit::Usage.code());
    }
    if let Some(asked) = LongVersion::asked(std::env::args_os()) {
        return version(asked);
    }
    match Cli::try_parse_from(arguments(std::env::args_os())) {
        Ok(cli) => answer(cli),
        Err(error) => usage(&error),
    }
}

/// Runs what was asked, with everything that is set where nothing was typed.
fn answer(mut cli: Cli) -> ExitCode {
    let mut settings = Settings::default();
    let filled = Settings::find(std::env::current_dir().ok().as_deref()).and_then(|found| {
        settings = found;
        settings.fill(&mut cli)
    });
    let as_json = cli.global.output == Some(Format::Json) || !cli.global.json.is_empty();
    if let Err(failure) = filled {
        return report(&failure, as_json);
    }
    let terminal = Terminal::look();
    let done = match terminal.height.filter(|_| pages(&cli)) {
        Some(height) => {
            let pager = settings.pager().or_else(|| std::env::var("PAGER").ok());
            let pager = pager.unwrap_or_else(|| "less".to_owned());
            let mut out = Paged::new(io::stdout().lock(), height, pager);
            let done = told(&cli, &mut out, &terminal, &settings);
            out.finish().map_err(unwritable).and(done)
        }
        None => told(&cli, &mut io::BufWriter::new(io::stdout().lock()), &terminal, &settings),
    };
    match done {
        Ok(exit) => ExitCode::from(exit.code()),
        // The reader has seen enough: `aicloud list sources | head -1`.
        Err(failure) if failure.code == "closed-pipe" => ExitCode::SUCCESS,
        Err(mut failure) => {
            settings.explain(&mut failure);
            report(&failure, as_json)
        }
    }
}

fn told(
    cli: &Cli,
    out: &mut dyn Write,
    terminal: &Terminal,
    settings: &Settings,
) -> Result<Exit, Failure> {
    let around = Surroundings {
        out,
        err: &mut io::stderr().lock(),
        input: &mut io::stdin().lock(),
        today: today(),
        terminal,
        settings,
        typed: &|| typed(std::env::args_os()),
    };
    run(cli, around)
}

/// The only look at the clock.
fn today() -> Day {
    Day::from_date(chrono::Local::now().date_naive())
}

/// Whether long output goes through a pager, on a terminal that can.
fn pages(cli: &Cli) -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    !cli.global.no_pager && !dumb
}

/// Answers a completion script.
fn complete(shell: &OsStr) -> ExitCode {
    match completions::answer(shell, std::env::args_os().collect(), aicloud::for_completion) {
        Ok(text) => {
            let _ = io::stdout().write_all(&text);
            ExitCode::SUCCESS
        }
        Err(error) => {
            report(&Failure::usage("completion", error.to_string(), String::new()), false)
        }
    }
}

/// The version, the commit it was built from, and the data.
fn version(asked: Result<LongVersion, clap::Error>) -> ExitCode {
    let told = match asked {
        Ok(asked) => aicloud::version(&asked.global, today()),
        Err(error) => return usage(&error),
    };
    match told {
        Ok(text) => printed(io::stdout().write_all(text.as_bytes())),
        Err(failure) => report(&failure, false),
    }
}

/// The exit code of an answer that needed no data, by whether it could be printed.
fn printed(done: io::Result<()>) -> ExitCode {
    match done.map_err(unwritable) {
        Err(failure) if failure.code != "closed-pipe" => report(&failure, false),
        _ => ExitCode::SUCCESS,
    }
}

fn report(failure: &Failure, as_json: bool) -> ExitCode {
    // A name from a file or a command line may not steer the terminal.
    let (message, hint) = (clean(&failure.message), clean(&failure.hint));
    let failure = &Failure { message, hint, ..failure.clone() };
    let text =
        if as_json { failure_json(failure).to_string() } else { format!("aicloud: {failure}") };
    // Nothing is left to tell anyone when standard error is gone too.
    let _ = writeln!(io::stderr(), "{text}");
    ExitCode::from(Exit::from(failure.kind).code())
}

/// What clap says: help and version are answers, anything else is wrong usage.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return printed(say(error));
    }
    let args: Vec<String> =
        std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let as_json = wants_json(&args);
    if as_json {
        let text = error.render().to_string();
        let said = text.lines().take_while(|line| !line.starts_with("Usage:"));
        let said: Vec<&str> = said
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with("tip:"))
            .collect();
        let message = said.join(" ");
        let message = message.trim_start_matches("error: ");
        let hint = "aicloud --help".to_owned();
        return report(&Failure::usage("usage", message.to_owned(), hint), true);
    }
    // Nothing is left to tell anyone when standard error is gone too.
    let _ = say(error);
    ExitCode::from(Exit::Usage.code())
}

/// Prints what clap says in the colour that was asked for, as far as can be told
/// of a line that makes no sense.
fn say(error: &clap::Error) -> io::Result<()> {
    let typed: Vec<String> =
        std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let wants = |word: &str| {
        let pair = typed.windows(2).any(|pair| pair[0] == "--color" && pair[1] == word);
        let set = std::env::var_os("AICLOUD_COLOR").is_some_and(|value| value == word);
        pair || typed.contains(&format!("--color={word}")) || set
    };
    let text = error.render();
    match (wants("never"), wants("always")) {
        (false, false) => error.print(),
        (never, _) => {
            let text = if never { text.to_string() } else { text.ansi().to_string() };
            if error.use_stderr() {
                io::stderr().write_all(text.as_bytes())
            } else {
                io::stdout().write_all(text.as_bytes())
            }
        }
    }
}

/// Whether the arguments ask for JSON, as far as can be told without clap.
fn wants_json(args: &[String]) -> bool {
    let pair = args.windows(2).any(|pair| {
        matches!(pair, [flag, value] if (flag == "-o" || flag == "--output") && value == "json")
    });
    let variable = std::env::var_os("AICLOUD_OUTPUT").is_some_and(|value| value == "json");
    variable
        || pair
        || args.iter().any(|arg| {
            arg == "-ojson"
                || arg == "-o=json"
                || arg == "--output=json"
                || arg.starts_with("--json")
        })
}
