//! `data schema`: the JSON Schema of a kind of file, or of what a command answers.

use std::path::Path;

use clap::Args;

use crate::commands::{DataUse, Run};
use crate::context::Context;
use crate::exit::Exit;
use aicloud_core::failure::Failure;
use aicloud_core::names::nearest;
use aicloud_data::kinds::FileKind;
use aicloud_query::schemas;

/// Print the JSON Schema of a kind of file, or of what a command answers.
///
/// KIND is a kind of data file: providers services segments classes watchlist
/// conflicts discounts overrides products offers prices agreements claims
/// benchmarks sources. The shipped files name theirs in the first line; an editor
/// with a YAML language server then completes and checks while you type.
///
/// output.COMMAND is the schema of what a command writes with -o json; the schema
/// of a row is under `$defs` in it, and each line of -o jsonl is such a row. Keys
/// may be added within version 1, none taken away.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data schema [OPTIONS] <KIND|output.COMMAND>")]
#[command(after_help = "\
Examples
  aicloud data schema offers --out offers.json
  aicloud data schema output.compare
  aicloud data schema output.may > may.schema.json
  aicloud data schema output.error")]
pub struct SchemaArgs {
    /// A kind of file, output.COMMAND, or output.error
    #[arg(value_name = "KIND|output.COMMAND")]
    pub kind: String,
}

impl Run for SchemaArgs {
    fn run(&self, _context: &mut Context<'_>) -> Result<Exit, Failure> {
        // It was printed without data.
        Ok(Exit::Done)
    }

    fn without_data(&self, _out: Option<&Path>) -> Result<Option<String>, Failure> {
        if let Some(kind) = FileKind::ALL.iter().find(|kind| kind.word() == self.kind) {
            let text = kind.schema();
            return text.map(Some).map_err(|error| Failure::input_output(format!("{error:#}")));
        }
        let name = self.kind.strip_prefix("output.").ok_or_else(|| unknown(&self.kind))?;
        schemas::of(name).map(Some)
    }

    fn data(&self) -> DataUse {
        DataUse::ByItself
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

fn unknown(kind: &str) -> Failure {
    let kinds: Vec<&str> = FileKind::ALL.iter().map(|kind| kind.word()).collect();
    let near = nearest(kind, kinds.iter().copied(), 1).join("");
    let kind = kind.escape_debug();
    let message = format!("there is no schema `{kind}`; the nearest is `{near}`");
    let hint = format!("write output.COMMAND, or a kind of file: {}", kinds.join(", "));
    Failure::usage("unknown-schema", message, hint)
}
