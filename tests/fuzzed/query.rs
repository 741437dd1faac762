//! Whole command lines, an argument a line; what stands behind a line `<` is
//! standard input. Whatever is asked is answered or refused with a documented exit
//! code, and nothing but what was asked for steers a terminal.

use aicloud::cli::{Cli, ColorWhen, Command, LongVersion, arguments};
use aicloud::commands::data::DataCommand;
use aicloud::commands::watchlist::WatchCommand;
use aicloud::exit::Exit;
use aicloud::settings::Settings;
use aicloud::terminal::Terminal;
use aicloud::{Surroundings, run_on};
use aicloud_core::failure::Failure;
use aicloud_data::DataSet;
use clap::Parser;

use super::sky;

pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (line, input) = text.split_once("\n<\n").unwrap_or((&text, ""));
    sky::with_shipped(|shipped| ask(line, input.as_bytes(), shipped));
}

/// Asks one question, an argument a line, and returns the answer.
pub fn ask(line: &str, mut input: &[u8], data: &DataSet) -> Option<String> {
    let typed = || std::iter::once("aicloud").chain(line.split('\n')).map(Into::into);
    if let Some(asked) = LongVersion::asked(typed()) {
        let _ = asked.map_err(|error| error.render().to_string());
        return None;
    }
    let mut cli = match Cli::try_parse_from(arguments(typed())) {
        Ok(cli) => cli,
        Err(error) => {
            assert!(!error.render().to_string().is_empty(), "{line}");
            return None;
        }
    };
    keep_inside(&mut cli);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let around = Surroundings {
        out: &mut out,
        err: &mut err,
        input: &mut input,
        today: sky::today(),
        terminal: &Terminal::default(),
        settings: &Settings::default(),
        typed: &Vec::new,
    };
    let done = run_on(&cli, around, || Ok(data));
    judge(line, &cli, &done, &out, &err)
}

fn judge(
    line: &str,
    cli: &Cli,
    done: &Result<Exit, Failure>,
    out: &[u8],
    err: &[u8],
) -> Option<String> {
    if let Err(failure) = done {
        assert!(!failure.message.is_empty(), "{line}");
    }
    // Text it is in any case.
    let out = String::from_utf8(out.to_vec()).unwrap();
    assert!(std::str::from_utf8(err).is_ok(), "{line}");
    let always = [cli.global.color, cli.global.hyperlink].contains(&Some(ColorWhen::Always));
    assert!(always || !out.contains('\u{1b}'), "{line}\n{out}");
    done.is_ok().then_some(out)
}

/// Lets a command read nothing but its standard input and write nothing at all.
fn keep_inside(cli: &mut Cli) {
    cli.global.out = None;
    cli.global.data = None;
    cli.global.overlay.clear();
    let stream = || "-".into();
    match &mut cli.command {
        Command::May(args) if args.batch.is_some() => args.batch = Some(stream()),
        Command::Cost(args) if args.workload.is_some() => args.workload = Some(stream()),
        Command::Price(args) if args.plot.is_some() => args.plot = Some(None),
        Command::Watchlist(args) => match &mut args.command {
            Some(WatchCommand::Check(args)) => args.file = stream(),
            None => {}
        },
        Command::Data(args) => match &mut args.command {
            DataCommand::Validate(args) => {
                args.paths = vec![sky::root().join("tests/cmd/fixture-data")];
            }
            DataCommand::Import(args) => {
                args.file = stream();
                args.dry_run = true;
            }
            _ => {}
        },
        _ => {}
    }
}
