//! `completions`, `man` and `data schema`: what needs no data; and `config`, what
//! is set.

use std::path::Path;

use crate::ask::unwritable;
use crate::cli::Global;
use crate::cli::config::{Config, ConfigCommand};
use crate::context::Context;
use crate::exit::Exit;
use crate::output::sink::Sink;
use crate::report;
use crate::report::config::Line;
use crate::settings::{Files, KEYS, Origin};
use crate::shell::{completions, man};
use aicloud_core::failure::Failure;
use aicloud_core::names::nearest;
use aicloud_data::kinds::FileKind;

/// `data schema KIND` and `data schema output.COMMAND`.
pub(super) fn schema(kind: &str) -> Result<String, Failure> {
    if let Some(kind) = FileKind::ALL.iter().find(|known| known.word() == kind) {
        return Ok(aicloud_facts::schema(*kind));
    }
    let Some(name) = kind.strip_prefix("output.") else {
        let kinds: Vec<&str> = FileKind::ALL.iter().map(|kind| kind.word()).collect();
        let near = nearest(kind, kinds.iter().copied(), 1).join("");
        let kind = kind.escape_debug();
        let message = format!("there is no schema `{kind}`; the nearest is `{near}`");
        let hint = format!("write output.COMMAND, or a kind of file: {}", kinds.join(", "));
        return Err(Failure::usage("unknown-schema", message, hint));
    };
    let text = serde_json::to_string_pretty(&report::schema::of(name)?);
    text.map(|text| text + "\n").map_err(|error| Failure::input_output(error.to_string()))
}

/// Writes every page into a directory.
fn manual(dir: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        Failure::input_output(format!("cannot write {}: {error}", dir.display()))
    };
    std::fs::create_dir_all(dir).map_err(failed)?;
    for (name, page) in man::pages()? {
        let mut nowhere = std::io::sink();
        let mut sink = Sink::open(Some(&dir.join(name)), &mut nowhere)?;
        sink.write(&page).and_then(|()| sink.finish()).map_err(unwritable)?;
    }
    Ok(())
}

/// `config`.
///
/// # Errors
/// Output that cannot be written.
pub fn config(args: &Config, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let ConfigCommand::Show(args) = &args.command;
    let (global, settings, typed) = (desk.global, desk.settings, (desk.typed)());
    let shown = KEYS.iter().filter(|key| key.files != Files::None);
    let line = |key: &'static crate::settings::Key| {
        let option = typed.iter().any(|name| name == key.name);
        let found = if option {
            Some((typed_values(key.name, global), Origin::Option(key.name.replace('_', "-"))))
        } else {
            settings.value(key)
        };
        let (values, origin) = found.map_or((Vec::new(), None), |(v, o)| (v, Some(o)));
        Line { key: key.name, many: key.between.is_some(), values, origin }
    };
    let lines: Vec<Line> = shown.map(line).collect();
    desk.print(report::config::report(&lines, args.origin, &desk.data.catalog))?;
    Ok(Exit::Done)
}

/// The values of an option that was typed.
fn typed_values(name: &str, global: &Global) -> Vec<String> {
    use clap::ValueEnum;
    let path = |path: &std::path::PathBuf| path.display().to_string();
    let when = |when: Option<crate::cli::When>| {
        when.and_then(|when| when.to_possible_value()).map(|word| word.get_name().to_owned())
    };
    let one = match name {
        "segment" => global.segment.clone(),
        "region" => global.region.clone(),
        "evidence" => global.evidence.map(|class| class.word().to_owned()),
        "output" => global.output.map(|format| format.word().to_owned()),
        "data" => global.data.as_ref().map(path),
        "color" => when(global.color),
        "hyperlink" => when(global.hyperlink),
        "overlay" => return global.overlay.iter().map(path).collect(),
        _ => None,
    };
    one.into_iter().collect()
}

impl crate::commands::Run for Config {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        config(self, context)
    }

    fn data(&self) -> crate::commands::DataUse {
        crate::commands::DataUse::BuiltIn
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

impl crate::commands::Run for crate::cli::shell::Completions {
    fn run(&self, _context: &mut Context<'_>) -> Result<Exit, Failure> {
        Ok(Exit::Done)
    }

    fn without_data(&self, _out: Option<&Path>) -> Result<Option<String>, Failure> {
        completions::script(self).map(Some)
    }
}

impl crate::commands::Run for crate::cli::shell::Man {
    fn run(&self, _context: &mut Context<'_>) -> Result<Exit, Failure> {
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
            None => man::page(&self.command).map(Some),
        }
    }

    fn writes_out(&self, _format: crate::output::Format) -> bool {
        true
    }
}
