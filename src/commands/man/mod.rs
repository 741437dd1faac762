//! `man`: manual pages, one for each command, in the words of `--help`.

mod args;

use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::roff::{Roff, roman};

use crate::cli::{Cli, front};
use crate::commands::Run;
use crate::context::{Context, unwritable};
use crate::exit::Exit;
use crate::output::Format;
use crate::output::sink::Sink;
use aicloud_core::failure::Failure;
use aicloud_core::names::nearest;

pub use args::ManArgs;

const ENVIRONMENT: &str = "\
Every option of every command has a variable: AICLOUD_OUTPUT, AICLOUD_COLUMNS, AICLOUD_AS_OF, \
AICLOUD_KNOWN_BY, AICLOUD_SEGMENT, AICLOUD_REGION, AICLOUD_EVIDENCE, AICLOUD_ACCORDING_TO, \
AICLOUD_DATA, AICLOUD_OVERLAY, AICLOUD_COLOR, AICLOUD_HYPERLINK, AICLOUD_NO_HEADER, AICLOUD_WIDE, \
AICLOUD_OUT; so have the clouds, AICLOUD_CLOUD, and the blend, AICLOUD_BLEND. An empty variable is \
an unset one.

AICLOUD_PAGER, else PAGER, shows output that is longer than the terminal; cat or an empty \
AICLOUD_PAGER turns that off. AICLOUD_CONFIG names a file to read in place of every aicloud.toml. \
NO_COLOR, CLICOLOR, CLICOLOR_FORCE, FORCE_HYPERLINK and TERM=dumb are heeded; where the locale is \
set and is not UTF-8, tables are in ASCII.";

const FILES: &str = "\
aicloud.toml in the working directory or the nearest one above it; then \
$XDG_CONFIG_HOME/aicloud/aicloud.toml, which is ~/.config/aicloud/aicloud.toml unless that is set. \
A variable goes before a file and an option before both; aicloud config show --origin says where \
each setting comes from.";

const EXITS: &str = "\
0 done, or yes; 1 no; 2 wrong usage or unknown id; 3 contested; 4 unknown; 5 the data is invalid; \
6 input or output failed. Only may, --require and --exit-code use 1, 3 and 4.";

impl Run for ManArgs {
    fn run(&self, _context: &mut Context<'_>) -> Result<Exit, Failure> {
        // The pages were written without data.
        Ok(Exit::Done)
    }

    fn without_data(&self, out: Option<&Path>) -> Result<Option<String>, Failure> {
        match out {
            Some(dir) if self.command.is_empty() => manual(dir).map(|()| Some(String::new())),
            Some(_) => {
                let message = "--out writes every page".to_owned();
                let hint = "leave the command out, or --out".to_owned();
                Err(Failure::usage("argument-conflict", message, hint))
            }
            None => page(&self.command).map(Some),
        }
    }

    fn is_repeatable(&self) -> bool {
        false
    }

    fn writes_out(&self, _format: Format) -> bool {
        true
    }
}

/// Writes every page into a directory.
fn manual(dir: &Path) -> Result<(), Failure> {
    let failed = |error: io::Error| {
        Failure::input_output(format!("cannot write {}: {error}", dir.display()))
    };
    std::fs::create_dir_all(dir).map_err(failed)?;
    for (name, page) in pages()? {
        let mut nowhere = io::sink();
        let mut sink = Sink::open(Some(&dir.join(name)), &mut nowhere)?;
        sink.write(&page).and_then(|()| sink.finish()).map_err(unwritable)?;
    }
    Ok(())
}

/// The page of a command, named by its words; of the program where there are
/// none.
///
/// # Errors
/// A command that does not exist, with the nearest.
fn page(words: &[String]) -> Result<String, Failure> {
    let mut command = root();
    for word in words {
        let Some(found) = command.find_subcommand(word).cloned() else {
            let known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
            let near = nearest(word, known.iter().copied(), 1).join("");
            let word = word.escape_debug();
            let message = format!("there is no command `{word}`; the nearest is `{near}`");
            return Err(Failure::usage("unknown-command", message, known.join(", ")));
        };
        command = found;
    }
    written(&command)
}

/// Every page with the name of its file.
///
/// # Errors
/// None in practice: the text goes to memory.
fn pages() -> Result<Vec<(String, String)>, Failure> {
    fn gather(command: &Command, pages: &mut Vec<(String, String)>) -> Result<(), Failure> {
        pages.push((format!("{}.1", name(command)), written(command)?));
        command.get_subcommands().try_for_each(|sub| gather(sub, pages))
    }
    let mut pages = Vec::new();
    gather(&root(), &mut pages)?;
    Ok(pages)
}

/// The command line, every command of it described.
fn root() -> Command {
    let mut command = Cli::command();
    command.build();
    in_full(command)
}

/// With the options that the short help leaves out.
fn in_full(command: Command) -> Command {
    command.mut_args(|arg| arg.hide_short_help(false)).mut_subcommands(in_full)
}

fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}

fn written(command: &Command) -> Result<String, Failure> {
    let mut text = Vec::new();
    let written = sections(command, &mut text);
    let failed = |error: io::Error| Failure::input_output(error.to_string());
    written.map_err(failed)?;
    String::from_utf8(text).map_err(|error| failed(io::Error::other(error)))
}

fn sections(command: &Command, text: &mut Vec<u8>) -> io::Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    let is_root = name(command) == "aicloud";
    let man = clap_mangen::Man::new(command.clone())
        .source(format!("aicloud {version}"))
        .manual("aicloud");
    man.render_title(text)?;
    man.render_name_section(text)?;
    man.render_synopsis_section(text)?;
    let examples: Vec<String> = if is_root {
        front::examples().map(str::to_owned).collect()
    } else {
        let before = command.get_before_help().map(ToString::to_string).unwrap_or_default();
        before.lines().skip(1).map(str::to_owned).collect()
    };
    if !examples.is_empty() {
        verbatim("EXAMPLES", &examples, text)?;
    }
    man.render_description_section(text)?;
    if let Some(notes) = command.get_after_long_help().filter(|notes| !notes.to_string().is_empty())
    {
        paragraphs("NOTES", &notes.to_string(), text)?;
    }
    if command.has_subcommands() {
        man.render_subcommands_section(text)?;
    }
    man.render_options_section(text)?;
    for (title, prose) in [("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES), ("EXIT STATUS", EXITS)] {
        if is_root {
            paragraphs(title, prose, text)?;
        }
    }
    let (above, _) = name(command).rsplit_once('-').unwrap_or(("", ""));
    match above {
        "" => Ok(()),
        above => paragraphs("SEE ALSO", &format!("{above}(1)"), text),
    }
}

/// A section of lines that stay as they are.
fn verbatim(title: &str, lines: &[String], text: &mut Vec<u8>) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", [title]).control("nf", []);
    for line in lines {
        roff.text([roman(line.as_str())]);
    }
    roff.control("fi", []);
    roff.to_writer(text)
}

/// A section of prose. A paragraph of several lines was laid out by hand and stays
/// so.
fn paragraphs(title: &str, prose: &str, text: &mut Vec<u8>) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", [title]);
    for paragraph in prose.split("\n\n") {
        roff.control("PP", []);
        if paragraph.contains('\n') {
            roff.control("nf", []);
        }
        for line in paragraph.lines() {
            roff.text([roman(line)]);
        }
        if paragraph.contains('\n') {
            roff.control("fi", []);
        }
    }
    roff.to_writer(text)
}
