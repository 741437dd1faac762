//! What overrides touch says so: in every row, and below every table.

use serde_json::Value;

use crate::output::pieces::count;
use crate::output::{Document, Format, Report, calendar};
use aicloud_core::clean::clean;
use aicloud_data::overrides::Applied;
use aicloud_query::answer::Fields;
use aicloud_query::envelope::OverrideKeys;
use aicloud_query::values::Date;

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
    pub fn on<'r>(&self, report: Report<'r>) -> Report<'r> {
        let rows = report.answer.whole();
        let marks: Vec<Vec<String>> = rows.iter().map(|row| self.of(row)).collect();
        let here = self.touching(&rows, &marks);
        let touched = rows.iter().zip(&marks).filter(|(_, mark)| !mark.is_empty());
        let labels: Vec<String> = touched.map(|(row, _)| label(row)).collect();
        let words: Vec<String> = here.iter().map(|applied| in_words(applied)).collect();
        let keys = here.iter().map(|applied| keys(applied)).collect();
        let said = words.clone();
        let mut report = report
            .rewritten(move |format, text| remarked(format, text, &said))
            .below(move |_| foot(&words, &labels));
        report.overrides = Some(keys);
        report.answer = report.answer.changed(KEY, move |place, row| {
            let mark = marks.get(place).cloned().unwrap_or_default();
            row.insert(KEY.to_owned(), mark.into());
        });
        report
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
fn keys(applied: &Applied) -> OverrideKeys {
    OverrideKeys {
        id: applied.id.to_string(),
        what: applied.what.clone(),
        who: applied.who.clone(),
        reason: applied.reason.clone(),
        expires: Date(applied.expires),
    }
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
fn foot(words: &[String], labels: &[String]) -> Document {
    if words.is_empty() {
        return Document::default();
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
    let document = Document::default().hanging(clean(&head), 2);
    words.iter().fold(document, |document, line| document.indented(clean(line), 2, 2))
}
