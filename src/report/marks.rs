//! What overrides touch says so: in every row, and below every table.

use serde_json::{Value, json};

use crate::report::pieces::{count, wrap};
use crate::report::{Fields, Format, Page, Report, calendar};
use aicloud_core::clean::clean;
use aicloud_data::overrides::Applied;

/// The overrides that are applied, and what would be answered without each.
#[derive(Clone, Debug, Default)]
pub struct Marks<'a> {
    /// The overrides.
    pub applied: &'a [Applied],
    /// The rows of the same answer without each of them, in the same order;
    /// empty where that was not asked.
    pub without: Vec<Vec<Fields>>,
}

/// The key under which a row carries the overrides that touch it.
pub const KEY: &str = "overridden_by";
/// How many rows a page names.
const NAMED: usize = 8;

impl<'a> Marks<'a> {
    /// The report with its marks: a row is touched by an override where it names
    /// the overridden record, and where it would be another without it.
    pub fn on<'r>(&'r self, report: &'r Report<'r>) -> Report<'r> {
        let rows = (report.rows)(&report.columns);
        let marks: Vec<Vec<String>> = rows.iter().map(|row| self.of(row)).collect();
        let here = self.touching(&rows, &marks);
        let mut columns = report.columns.clone();
        columns.push(KEY);
        let mut more = report.more.clone();
        more.insert("overrides".to_owned(), here.iter().map(|applied| told(applied)).collect());
        let touched = rows.iter().zip(&marks).filter(|(_, mark)| !mark.is_empty());
        let labels: Vec<String> = touched.map(|(row, _)| label(row)).collect();
        let words: Vec<String> = here.iter().map(|applied| in_words(applied)).collect();
        let special = report.special.iter().map(|(format, write)| {
            let (format, words) = (*format, words.clone());
            let write = move || remarked(format, write(), &words);
            (format, Box::new(write) as Box<dyn Fn() -> String + 'r>)
        });
        Report {
            command: report.command,
            basis: report.basis,
            query: report.query.clone(),
            left_out: report.left_out.clone(),
            columns,
            rows: Box::new(move |chosen| {
                let mut rows = (report.rows)(chosen);
                for (row, mark) in rows.iter_mut().zip(&marks) {
                    row.insert(KEY.to_owned(), mark.clone().into());
                }
                rows
            }),
            more,
            shape: report.shape,
            special: special.collect(),
            draw: Box::new(move |page| (report.draw)(page) + &foot(&words, &labels, page)),
        }
    }

    /// What is to be said where an override takes rows away or brings some: no
    /// row that is there can carry it.
    pub fn counted(&self, rows: usize) -> Vec<String> {
        let others = self.applied.iter().zip(&self.without);
        let counted = others.filter(|(_, other)| other.len() != rows);
        let said = counted.map(|(applied, other)| {
            let (id, other) = (&applied.id, count(other.len(), "row", "rows"));
            format!("override {id}: the answer has {other} without it, {rows} with it")
        });
        said.collect()
    }

    /// The overrides that touch a row, or without which another row would be
    /// there.
    fn touching(&self, rows: &[Fields], marks: &[Vec<String>]) -> Vec<&'a Applied> {
        let touches = |(place, applied): &(usize, &Applied)| {
            let vanishes = self.without.get(*place).is_some_and(|other| other.len() != rows.len());
            vanishes || marks.iter().flatten().any(|id| id == applied.id.as_str())
        };
        self.applied.iter().enumerate().filter(touches).map(|(_, applied)| applied).collect()
    }

    /// The ids of the overrides that touch a row.
    fn of(&self, row: &Fields) -> Vec<String> {
        let touches = |(place, applied): &(usize, &Applied)| {
            let other = self.without.get(*place).is_some_and(|rows| !rows.contains(row));
            other || row.values().any(|value| names(value, applied.of.as_str()))
        };
        let touching = self.applied.iter().enumerate().filter(touches);
        touching.map(|(_, applied)| applied.id.to_string()).collect()
    }
}

fn names(value: &Value, id: &str) -> bool {
    match value {
        Value::String(text) => text == id,
        Value::Array(list) => list.iter().any(|value| names(value, id)),
        Value::Object(map) => map.values().any(|value| names(value, id)),
        _ => false,
    }
}

/// An override as scripts read it.
fn told(applied: &Applied) -> Value {
    json!({
        "id": applied.id,
        "what": applied.what,
        "who": applied.who,
        "reason": applied.reason,
        "expires": applied.expires.to_string(),
    })
}

/// What a row is called.
fn label(row: &Fields) -> String {
    let text = |name: &str| row.get(name).and_then(Value::as_str);
    match (text("cloud"), text("product")) {
        (Some(cloud), Some(product)) => format!("{cloud} {product}"),
        _ => ["id", "subject", "claim", "product", "cloud", "from", "name"]
            .iter()
            .find_map(|name| text(name))
            .unwrap_or_default()
            .to_owned(),
    }
}

/// A text of a format of its own, with what is said of overrides where the format
/// has a place for it.
fn remarked(format: Format, text: String, words: &[String]) -> String {
    match format {
        Format::Ics => calendar::remarked(&text, words.iter().cloned()),
        Format::Yaml => {
            let comment = |words: &String| format!("# overridden: {}\n", clean(words));
            words.iter().map(comment).collect::<String>() + &text
        }
        _ => text,
    }
}

/// An override in words.
pub fn in_words(applied: &Applied) -> String {
    let Applied { id, what, who, expires, reason, .. } = applied;
    format!("{id}: {what}, by {who} until {expires}: {reason}")
}

/// What stands below a page: the rows that are touched, and by what.
fn foot(words: &[String], labels: &[String], page: &Page) -> String {
    if words.is_empty() {
        return String::new();
    }
    let mut distinct: Vec<&str> = Vec::new();
    for label in labels.iter().map(String::as_str).filter(|label| !label.is_empty()) {
        if !distinct.contains(&label) {
            distinct.push(label);
        }
    }
    let shown = distinct.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let more = match distinct.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more: -o json"),
    };
    let head = format!("OVERRIDDEN{}{shown}{more}", if shown.is_empty() { "" } else { ": " });
    let mut text = wrap(&clean(&head), page.cells(), 2) + "\n";
    for line in words {
        text += &format!("  {}\n", wrap(&clean(line), page.cells().saturating_sub(2), 4));
    }
    text
}
