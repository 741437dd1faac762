//! `data import`: what became of each entry of a catalogue.

use aicloud_core::catalog::Catalog;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::words::one_of;
use crate::commands::Run;
use crate::context::{Context, unwritable};
use crate::exit::Exit;
use crate::output::pieces::{behind, count};
use crate::output::{self, Document, Page, Report};
use aicloud_core::clean::clean;
use aicloud_core::failure::Failure;
use aicloud_import::{Amounts, CatalogueFormat, EntryResult, EntryStatus, TokenKind};
use aicloud_query::Setting;
use aicloud_query::answer::Answer;
use aicloud_query::data::import::{ImportKeys, ImportRow};
use aicloud_query::values::Amount;

/// Turn a published price catalogue into an overlay, and report what differs.
///
/// Each entry is mapped to an offer by the names that spell it, never by
/// likeness; what finds no offer is reported with its reason. --out names the
/// directory of the overlay, not a file: it is written whole or not at all, and
/// replaces an earlier import only. Prices count as read on the day of --as-of
/// and meet those on record in the same contest; nothing on record is changed.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data import [OPTIONS] <FORMAT> <FILE> --out <DIR>")]
#[command(after_help = "\
Formats
  litellm       model_prices_and_context_window.json of BerriAI/litellm
  models-dev    https://models.dev/api.json
  genai-prices  prices/data.json of pydantic/genai-prices
  azure-retail  pages of https://prices.azure.com/api/retail/prices: one, a
                list of them, or one a line

--out names the directory of the overlay here, and the report is printed.

Examples
  aicloud data import litellm prices.json --dry-run
  aicloud data import litellm prices.json --out my-prices
  aicloud where gpt-5.5 --overlay my-prices
  aicloud data import models-dev - --dry-run -o csv < api.json > report.csv")]
pub struct ImportArgs {
    /// The format of the catalogue
    #[arg(value_parser = one_of(CatalogueFormat::ALL, CatalogueFormat::word), value_name = "FORMAT", hide_possible_values = true)]
    pub format: CatalogueFormat,
    /// The catalogue, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Report only, write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Changes that the page for people shows.
const SHOWN: usize = 20;
/// Examples of each reason.
const EXAMPLES: usize = 3;

impl Run for ImportArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        if context.out.is_none() && !self.dry_run {
            let message = "where the overlay goes is not said".to_owned();
            let hint = "add --out DIR to write it there, or --dry-run to see the report".to_owned();
            return Err(Failure::usage("missing-argument", message, hint));
        }
        let text = aicloud_import::read::text(self.format, &self.file, context.input)?;
        let catalog = &context.data.catalog;
        let import = aicloud_import::import(self.format, &text, context.setting.as_of, catalog)?;
        let out = context.out.filter(|_| !self.dry_run && !import.statements.is_empty());
        let answer = answer(&import, out, context.setting, catalog);
        // A report that cannot be drawn leaves nothing behind.
        let text = context.text(Report::new(answer, |page| document(&import, out, page)))?;
        match out {
            Some(dir) => aicloud_import::write::overlay(dir, &import)?,
            None if !self.dry_run => {
                context.remark("no entry maps to an offer: nothing was written")?;
            }
            None => {}
        }
        context.sink.write(&text).map_err(unwritable)?;
        Ok(Exit::Done)
    }

    fn is_repeatable(&self) -> bool {
        false
    }

    fn writes_out(&self, _format: output::Format) -> bool {
        true
    }
}

/// The answer as scripts read it.
fn answer<'a>(
    import: &'a aicloud_import::ImportedCatalogue,
    out: Option<&Path>,
    setting: &Setting,
    catalog: &'a Catalog,
) -> Answer<'a> {
    let query = ImportKeys {
        setting: setting.keys(catalog),
        format: import.format.word(),
        source: import.source.id.to_string(),
        out: out.map(|out| out.display().to_string()),
    };
    let rows = || import.rows.iter().map(|entry| row(entry, catalog)).collect();
    Answer::rows("data import", &catalog.basis, &query, rows)
}

fn row(entry: &EntryResult, catalog: &Catalog) -> ImportRow {
    let amount = |amounts: &Amounts, part: TokenKind| amounts[part as usize].map(Amount::from);
    ImportRow {
        id: entry.id.clone(),
        offer: entry.offer.map(|offer| catalog.offer(offer).id.to_string()),
        what: entry.what.word(),
        reason: entry.reason.as_ref().map(ToString::to_string),
        input_per_mtok: amount(&entry.theirs, TokenKind::Input),
        output_per_mtok: amount(&entry.theirs, TokenKind::Output),
        ours_input_per_mtok: amount(&entry.ours, TokenKind::Input),
        ours_output_per_mtok: amount(&entry.ours, TokenKind::Output),
    }
}

fn document(
    import: &aicloud_import::ImportedCatalogue,
    out: Option<&Path>,
    page: &Page,
) -> Document {
    let entries = count(import.rows.len(), "entry", "entries");
    let (format, day) = (import.format.word(), import.day);
    let title =
        format!("Import of {format} as read on {day}: {entries}. USD per 1M tokens, in/out.");
    let of = |what: EntryStatus| import.rows.iter().filter(move |row| row.what == what);
    let counts =
        EntryStatus::ALL.iter().map(|what| format!("{:<9} {:>5}", what.word(), of(*what).count()));
    Document::titled(title)
        .lines(counts)
        .then(changes(&of(EntryStatus::Changed).collect::<Vec<_>>(), page))
        .then(reasons(&of(EntryStatus::Unmapped).collect::<Vec<_>>(), page))
        .blank()
        .line(written(import, out))
        .line("Every entry: -o csv or -o json.")
}

/// What is written.
fn written(import: &aicloud_import::ImportedCatalogue, out: Option<&Path>) -> String {
    let prices: usize = import.statements.iter().map(|stated| stated.prices.len()).sum();
    let prices = count(prices, "price", "prices");
    let offers = count(import.statements.len(), "offer", "offers");
    match out {
        Some(dir) => {
            let dir = clean(&dir.display().to_string());
            format!("{prices} of {offers} written; use them with --overlay {dir}")
        }
        None => format!("Nothing written; {prices} of {offers} could be."),
    }
}

/// What differs, one line for all entries that say the same of one offer.
fn changes(rows: &[&EntryResult], page: &Page) -> Document {
    if rows.is_empty() {
        return Document::default();
    }
    let mut groups: Vec<(&EntryResult, usize)> = Vec::new();
    for row in rows {
        let alike = |(known, _): &&mut (&EntryResult, usize)| {
            known.offer == row.offer && known.reason == row.reason
        };
        match groups.iter_mut().find(alike) {
            Some((_, count)) => *count += 1,
            None => groups.push((row, 1)),
        }
    }
    let mut document = Document::default().blank().line("changed, theirs against ours");
    for (row, count) in groups.iter().take(SHOWN) {
        let said = row.reason.as_ref().map_or("", |reason| &reason.detail);
        let alike = if *count > 1 { format!(" ({count} alike)") } else { String::new() };
        let text = format!("{}: {said}{alike}", clean(&row.id));
        document = document.lines(behind("  ", &text, page.cells().saturating_sub(2), 4));
    }
    if groups.len() > SHOWN {
        document = document.line(format!("  and {} more", groups.len() - SHOWN));
    }
    document
}

/// Reasons with how often they occur and their first examples.
fn reasons(rows: &[&EntryResult], page: &Page) -> Document {
    if rows.is_empty() {
        return Document::default();
    }
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in rows {
        let group = row.reason.as_ref().map_or("no reason", |reason| reason.group);
        groups.entry(group).or_default().push(&row.id);
    }
    let mut groups: Vec<(&str, Vec<&str>)> = groups.into_iter().collect();
    groups.sort_by_key(|(_, ids)| std::cmp::Reverse(ids.len()));
    let mut document = Document::default().blank().line("unmapped, because");
    for (group, ids) in &groups {
        let examples: Vec<String> = ids.iter().take(EXAMPLES).map(|id| clean(id)).collect();
        let more = if ids.len() > EXAMPLES { ", ..." } else { "" };
        let text = format!("{group}: {}{more}", examples.join(", "));
        let front = format!("{:>6} ", ids.len());
        document = document.lines(behind(&front, &text, page.cells().saturating_sub(7), 7));
    }
    document
}
