//! `config`: what is set, and where.

use clap::{Args, Subcommand, ValueEnum};

use crate::cli::{ColorWhen, Global};
use crate::commands::{DataUse, Run};
use crate::context::Context;
use crate::exit::Exit;
use crate::output::table::Column;
use crate::output::{Document, Report};
use crate::settings::{ConfigKey, Files, KEYS, Origin};
use aicloud_core::clean::clean;
use aicloud_core::failure::Failure;
use aicloud_query::answer::Answer;
use aicloud_query::config::{ConfigRow, ConfigValue};
use aicloud_query::envelope::Nothing;

/// Show what is set in variables and files, and where.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud config show [OPTIONS]")]
#[command(disable_help_subcommand = true, subcommand_required = true)]
#[command(arg_required_else_help = true)]
#[command(after_help = "\
Examples
  aicloud config show
  aicloud config show --origin
  aicloud config show --segment us-government --origin -o json")]
pub struct ConfigArgs {
    /// What is done.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// What is done with settings.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Show every setting
    Show(ConfigShowArgs),
}

/// Show every setting.
///
/// An option goes before its variable, a variable before a file, and the file of
/// the project before that of the user. Files are called aicloud.toml: the nearest
/// one in the working directory or above it, then the user's, which lies in aicloud
/// under `XDG_CONFIG_HOME`, else under ~/.config. `AICLOUD_CONFIG` names one file to
/// read in place of both.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud config show [OPTIONS]")]
#[command(after_help = "\
Examples
  aicloud config show
  aicloud config show --origin
  aicloud config show --segment us-government --origin -o json

A file sets one thing a line:
  segment = \"us-government\"
  region = \"us-gov-west-1\"
  clouds = [\"azure\", \"aws\"]
  evidence = \"press\"
  blend = \"10:1\"
  output = \"json\"
  overlay = [\"ours\"]          seen from the directory of the file
  data = \"facts\"
  color = \"never\"
  hyperlink = \"always\"
  pager = \"less -R\"           in the user's own file only")]
pub struct ConfigShowArgs {
    /// Where each comes from: option, variable or file
    #[arg(long)]
    pub origin: bool,
}

/// A setting as it holds.
struct Line {
    key: &'static ConfigKey,
    /// Its values; none where nothing sets it.
    values: Vec<String>,
    /// What sets it.
    origin: Option<Origin>,
}

impl Run for ConfigArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let ConfigCommand::Show(args) = &self.command;
        let shown = KEYS.iter().filter(|key| key.files != Files::None);
        let lines: Vec<Line> = shown.map(|key| Line::of(key, context)).collect();
        let rows = || lines.iter().map(Line::row).collect();
        let basis = &context.data.catalog.basis;
        let answer = Answer::rows("config", basis, &Nothing {}, rows);
        let answer = if args.origin { answer } else { answer.without("origin") };
        context.print(Report::new(answer, |_| document(&lines, args.origin)))?;
        Ok(Exit::Done)
    }

    fn data(&self) -> DataUse {
        DataUse::BuiltIn
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

impl Line {
    fn of(key: &'static ConfigKey, context: &Context<'_>) -> Self {
        let found = if (context.typed)().iter().any(|name| name == key.name) {
            let option = Origin::Option(key.name.replace('_', "-"));
            Some((typed_values(key.name, context.global), option))
        } else {
            context.settings.value(key)
        };
        let (values, origin) = found.map_or((Vec::new(), None), |(v, o)| (v, Some(o)));
        Self { key, values, origin }
    }

    fn row(&self) -> ConfigRow {
        let value = match self.values.as_slice() {
            [] => None,
            values if self.key.between.is_some() => Some(ConfigValue::Many(values.to_vec())),
            values => Some(ConfigValue::One(values.join(" "))),
        };
        let origin = Some(self.origin.as_ref().map(Origin::to_string));
        ConfigRow { key: self.key.name, value, origin }
    }
}

fn document(lines: &[Line], with_origin: bool) -> Document {
    let mut columns = vec![Column::left("KEY"), Column::left("VALUE")];
    columns.extend(with_origin.then(|| Column::left("ORIGIN")));
    let cells = |line: &Line| {
        let value = if line.values.is_empty() { "-".to_owned() } else { line.values.join(", ") };
        let origin = line.origin.as_ref().map_or_else(|| "not set".to_owned(), Origin::to_string);
        let mut cells = vec![line.key.name.to_owned(), clean(&value)];
        cells.extend(with_origin.then(|| clean(&origin)));
        cells
    };
    Document::default().table(columns, lines.iter().map(cells).collect())
}

/// The values of an option that was typed.
fn typed_values(name: &str, global: &Global) -> Vec<String> {
    let path = |path: &std::path::PathBuf| path.display().to_string();
    let when = |when: Option<ColorWhen>| {
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
