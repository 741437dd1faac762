//! `data import`: what became of each entry.

use aicloud_core::catalog::Catalog;
use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::output::pieces::{count, number, wrap};
use crate::output::prose;
use crate::report::{Fields, Page, Report, Shape};
use aicloud_core::clean::clean;
use aicloud_import::{Amounts, Import, Part, Row, What};
use aicloud_query::Setting;

/// The columns of a report.
const COLUMNS: &[&str] = &[
    "id",
    "offer",
    "what",
    "reason",
    "input_per_mtok",
    "output_per_mtok",
    "ours_input_per_mtok",
    "ours_output_per_mtok",
];
/// Changes that the page for people shows.
const SHOWN: usize = 20;
/// Examples of each reason.
const EXAMPLES: usize = 3;

/// The report of an import.
pub fn report<'a>(
    import: &'a Import,
    out: Option<&'a Path>,
    setting: &'a Setting,
    catalog: &'a Catalog,
) -> Report<'a> {
    let mut query = prose::query(setting, catalog);
    query.insert("format".to_owned(), import.format.word().into());
    query.insert("source".to_owned(), import.source.id.as_str().into());
    let out_of = out.map(|out| out.display().to_string());
    query.insert("out".to_owned(), out_of.map_or(Value::Null, Value::from));
    Report {
        command: "data import",
        basis: &catalog.basis,
        query,
        left_out: None,
        columns: COLUMNS.to_vec(),
        rows: Box::new(move |_| import.rows.iter().map(|row| fields(row, catalog)).collect()),
        more: Fields::new(),
        shape: Shape::Rows,
        draw: Box::new(move |page| draw(import, out, page)),
        special: Vec::new(),
    }
}

fn fields(row: &Row, catalog: &Catalog) -> Fields {
    let offer = row.offer.map_or(Value::Null, |offer| Value::from(&*catalog.offer(offer).id));
    let reason = row.reason.as_ref().map_or(Value::Null, |reason| reason.to_string().into());
    let values = [
        row.id.as_str().into(),
        offer,
        row.what.word().into(),
        reason,
        number(part(&row.theirs, Part::Input)),
        number(part(&row.theirs, Part::Output)),
        number(part(&row.ours, Part::Input)),
        number(part(&row.ours, Part::Output)),
    ];
    COLUMNS.iter().map(|name| (*name).to_owned()).zip(values).collect()
}

fn part(amounts: &Amounts, part: Part) -> Option<aicloud_core::model::Usd> {
    amounts[part as usize]
}

fn draw(import: &Import, out: Option<&Path>, page: &Page) -> String {
    let entries = count(import.rows.len(), "entry", "entries");
    let (format, day) = (import.format.word(), import.day);
    let title =
        format!("Import of {format} as read on {day}: {entries}. USD per 1M tokens, in/out.");
    let mut text = prose::bold(&wrap(&title, page.cells(), 0), page) + "\n";
    let of = |what: What| import.rows.iter().filter(move |row| row.what == what);
    for what in What::ALL {
        text += &format!("{:<9} {:>5}\n", what.word(), of(*what).count());
    }
    let changed: Vec<&Row> = of(What::Changed).collect();
    if !changed.is_empty() {
        text += "\n";
        text += &changes(&changed, page);
    }
    let unmapped: Vec<&Row> = of(What::Unmapped).collect();
    if !unmapped.is_empty() {
        text += "\n";
        text += &reasons(&unmapped, page);
    }
    text + "\n" + &end(import, out)
}

/// What is written, and where more is told.
fn end(import: &Import, out: Option<&Path>) -> String {
    let prices: usize = import.statements.iter().map(|stated| stated.prices.len()).sum();
    let prices = count(prices, "price", "prices");
    let offers = count(import.statements.len(), "offer", "offers");
    let written = match out {
        Some(dir) => {
            let dir = clean(&dir.display().to_string());
            format!("{prices} of {offers} written; use them with --overlay {dir}")
        }
        None => format!("Nothing written; {prices} of {offers} could be."),
    };
    format!("{written}\nEvery entry: -o csv or -o json.\n")
}

/// What differs, one line for all entries that say the same of one offer.
fn changes(rows: &[&Row], page: &Page) -> String {
    let said = |row: &Row| row.reason.as_ref().map(|reason| reason.detail.clone());
    let mut groups: Vec<(&Row, usize)> = Vec::new();
    for row in rows {
        let alike = |(known, _): &&mut (&Row, usize)| {
            known.offer == row.offer && known.reason == row.reason
        };
        match groups.iter_mut().find(alike) {
            Some((_, count)) => *count += 1,
            None => groups.push((row, 1)),
        }
    }
    let line = |(row, count): &(&Row, usize)| {
        let alike = if *count > 1 { format!(" ({count} alike)") } else { String::new() };
        let text = format!("{}: {}{alike}", clean(&row.id), said(row).unwrap_or_default());
        format!("  {}\n", wrap(&text, page.cells().saturating_sub(2), 4))
    };
    let mut text: String = groups.iter().take(SHOWN).map(line).collect();
    if groups.len() > SHOWN {
        text += &format!("  and {} more\n", groups.len() - SHOWN);
    }
    format!("changed, theirs against ours\n{text}")
}

/// Reasons with how often they occur and their first examples.
fn reasons(rows: &[&Row], page: &Page) -> String {
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in rows {
        let group = row.reason.as_ref().map_or("no reason", |reason| reason.group);
        groups.entry(group).or_default().push(&row.id);
    }
    let mut groups: Vec<(&str, Vec<&str>)> = groups.into_iter().collect();
    groups.sort_by_key(|(_, ids)| std::cmp::Reverse(ids.len()));
    let line = |(group, ids): &(&str, Vec<&str>)| {
        let examples: Vec<String> = ids.iter().take(EXAMPLES).map(|id| clean(id)).collect();
        let more = if ids.len() > EXAMPLES { ", ..." } else { "" };
        let text = format!("{group}: {}{more}", examples.join(", "));
        format!("{:>6} {}\n", ids.len(), wrap(&text, page.cells().saturating_sub(7), 7))
    };
    let lines: String = groups.iter().map(line).collect();
    format!("unmapped, because\n{lines}")
}
