//! `data stats` and `data basis`: how much there is, and which version.

use aicloud_core::catalog::Basis;
use serde_json::json;

use crate::output::pieces::{count, wrap};
use crate::output::prose;
use crate::report::{Fields, Page, Report, Shape};
use aicloud_core::model::Day;
use aicloud_data::census::Count;

/// The report of `data stats`.
pub fn stats<'a>(counts: &'a [Count], basis: &'a Basis, day: Day) -> Report<'a> {
    let fields = |count: &Count| {
        let mut fields = Fields::new();
        fields.insert("of".to_owned(), count.of.into());
        fields.insert("name".to_owned(), count.name.as_str().into());
        fields.insert("count".to_owned(), count.count.into());
        fields
    };
    Report {
        command: "data stats",
        basis,
        query: asked(day),
        left_out: None,
        columns: vec!["of", "name", "count"],
        rows: Box::new(move |_| counts.iter().map(fields).collect()),
        more: Fields::new(),
        shape: Shape::Rows,
        draw: Box::new(move |page| draw(counts, basis, page)),
        special: Vec::new(),
    }
}

fn asked(day: Day) -> Fields {
    Fields::from_iter([("as_of".to_owned(), day.to_string().into())])
}

fn draw(counts: &[Count], basis: &Basis, page: &Page) -> String {
    let mut text = String::new();
    for group in counts.chunk_by(|a, b| a.of == b.of) {
        let of = group.first().map_or("", |count| count.of);
        text += &format!("{}\n", prose::bold(of, page));
        for count in group.iter().filter(|count| count.count > 0) {
            text += &format!("  {:<32}{:>6}\n", count.name, count.count);
        }
    }
    text + "\n" + &prose::foot_folded(basis, page)
}

/// The report of `data basis`: the version of what is loaded.
pub fn basis(basis: &Basis, records: usize, day: Day) -> Report<'_> {
    let age = day.since(basis.newest);
    let value = json!({
        "hash": &*basis.hash,
        "short": basis.short(),
        "newest": basis.newest.to_string(),
        "age_days": age,
        "records": records,
    });
    let fields = value.as_object().cloned().unwrap_or_default();
    let told = format!(
        "{}, the newest source read on {}: {} before {day}.",
        count(records, "record", "records"),
        basis.newest,
        count(usize::try_from(age.max(0)).unwrap_or_default(), "day", "days"),
    );
    Report {
        command: "data basis",
        basis,
        query: asked(day),
        left_out: None,
        columns: vec!["hash", "short", "newest", "age_days", "records"],
        rows: Box::new(move |_| vec![fields.clone()]),
        more: Fields::new(),
        shape: Shape::Single,
        draw: Box::new(move |page| format!("{}\n{}\n", &*basis.hash, wrap(&told, page.cells(), 0))),
        special: Vec::new(),
    }
}
