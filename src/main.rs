//! The front door: parse, read the clock, run, exit.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use aicloud::cli::{Cli, arguments};
use aicloud::data::clean::clean;
use aicloud::exit::{Exit, Failure};
use aicloud::model::Day;
use aicloud::report::{Format, failure_json};
use aicloud::{Surroundings, run};
use clap::{CommandFactory, Parser};

fn main() -> ExitCode {
    // Clap would take a set environment variable for an argument.
    if std::env::args_os().len() < 2 {
        let _ = write!(io::stderr(), "{}", Cli::command().render_help());
        return ExitCode::from(Exit::Usage.code());
    }
    let cli = match Cli::try_parse_from(arguments(std::env::args_os())) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut err = io::stderr().lock();
    let terminal = io::stdout().is_terminal();
    let around = Surroundings {
        out: &mut out,
        err: &mut err,
        input: &mut io::stdin().lock(),
        today: Day::from_date(chrono::Local::now().date_naive()),
        width: width(terminal),
        color: terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    let as_json = cli.global.output == Some(Format::Json) || !cli.global.json.is_empty();
    match run(&cli, around) {
        Ok(exit) => ExitCode::from(exit.code()),
        // The reader has seen enough: `aicloud list sources | head -1`.
        Err(failure) if failure.code == "closed-pipe" => ExitCode::SUCCESS,
        Err(failure) => report(&failure, as_json),
    }
}

/// The width of the terminal, or of `COLUMNS` where there is none.
fn width(terminal: bool) -> Option<usize> {
    let seen = terminal.then(terminal_size::terminal_size).flatten();
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok();
    seen.map(|(width, _)| usize::from(width.0)).or_else(columns)
}

fn report(failure: &Failure, as_json: bool) -> ExitCode {
    // A name from a file or a command line may not steer the terminal.
    let (message, hint) = (clean(&failure.message), clean(&failure.hint));
    let failure = &Failure { message, hint, ..failure.clone() };
    let text =
        if as_json { failure_json(failure).to_string() } else { format!("aicloud: {failure}") };
    // Nothing is left to tell anyone when standard error is gone too.
    let _ = writeln!(io::stderr(), "{text}");
    ExitCode::from(failure.exit.code())
}

/// What clap says: help and version are answers, anything else is wrong usage.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::SUCCESS;
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
    let _ = error.print();
    ExitCode::from(Exit::Usage.code())
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
