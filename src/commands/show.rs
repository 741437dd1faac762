//! `show`: one record with everything that refers to it.

use clap::Args;
use serde_json::Value;

use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::pieces::{flat, wrap};
use crate::output::{Document, Page, Report, prose};
use aicloud_core::failure::Failure;
use aicloud_core::model::Kind;
use aicloud_core::rights::Lens;
use aicloud_query::show::{FoundRecord, Referring, in_order, show};

/// Show one record of any kind, with everything that refers to it.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud show [OPTIONS] <ID>")]
#[command(after_help = "\
Examples
  aicloud show openai/frontier
  aicloud show aws-2026-02-frontier-excl
  aicloud show startupfortune-2026-04-28
  aicloud show aws/bedrock/gpt-5.5 -o yaml")]
pub struct ShowArgs {
    /// The id of a record, or a name or alias of a provider or a product
    #[arg(value_name = "ID")]
    pub id: String,
}

impl Run for ShowArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let lens = Lens::new(&context.data.catalog, &context.setting.filter);
        let found = show(&self.id, context.setting, &lens)?;
        context.print(Report::new(found.answer(), |page| document(&found, page)))?;
        Ok(Exit::Done)
    }
}

fn document(found: &FoundRecord<'_>, page: &Page) -> Document {
    let mut lines = Vec::new();
    for name in in_order(&found.entry).into_iter().filter(|name| *name != "id") {
        if let Some(value) = found.entry.get(name) {
            field(name, value, 0, page, &mut lines);
        }
    }
    // An id is not broken off its kind, however narrow the page is.
    let title = prose::bold(&format!("{} {}", found.kind.word(), found.id()), page);
    Document::default()
        .line(title)
        .blank()
        .lines(lines)
        .then(referring(&found.referred_by, page))
        .blank()
        .paragraph(prose::foot(&found.catalog.basis))
}

/// What refers to a record, a kind after the other.
fn referring(referring: &[Referring], page: &Page) -> Document {
    if referring.is_empty() {
        return Document::default();
    }
    let mut kinds: Vec<Kind> = referring.iter().map(|other| other.record).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut lines = Vec::new();
    for kind in kinds {
        let ids = referring.iter().filter(|other| other.record == kind);
        let ids: Vec<&str> = ids.map(|other| other.id.as_str()).collect();
        labelled(kind.word(), &ids.join(", "), 2, page, &mut lines);
    }
    Document::default().blank().then(Document::titled("referred to by")).lines(lines)
}

/// Cells that a label takes.
const LABEL: usize = 15;

/// A value behind its label.
fn labelled(label: &str, value: &str, indent: usize, page: &Page, lines: &mut Vec<String>) {
    let hang = indent + LABEL + 1;
    let width = page.cells().saturating_sub(hang).max(20);
    let mut head = format!("{}{label:<LABEL$} ", " ".repeat(indent));
    for line in wrap(value, width, 0).split('\n') {
        lines.push(head + line);
        head = " ".repeat(hang);
    }
}

/// The lines of a field, those within it indented.
fn field(name: &str, value: &Value, indent: usize, page: &Page, lines: &mut Vec<String>) {
    let label = name.replace('_', " ");
    let head = || format!("{}{label}", " ".repeat(indent));
    match value {
        Value::Array(list) if list.iter().any(Value::is_object) => {
            lines.push(head());
            for item in list {
                item_lines(item, indent + 2, page, lines);
            }
        }
        Value::Object(map) => {
            lines.push(head());
            for (name, value) in map {
                field(name, value, indent + 2, page, lines);
            }
        }
        Value::Array(list) if list.is_empty() => labelled(&label, "none", indent, page, lines),
        Value::Array(list) => {
            let words: Vec<String> = list.iter().map(flat).collect();
            labelled(&label, &words.join(", "), indent, page, lines);
        }
        other => labelled(&label, &flat(other), indent, page, lines),
    }
}

/// One record within a list, its first line marked.
fn item_lines(item: &Value, indent: usize, page: &Page, lines: &mut Vec<String>) {
    let Value::Object(map) = item else { return };
    let first = lines.len();
    for (name, value) in map {
        field(name, value, indent + 2, page, lines);
    }
    let margin = " ".repeat(indent);
    if let Some(line) = lines.get_mut(first) {
        *line = line.replacen(&format!("{margin}  "), &format!("{margin}- "), 1);
    }
}
