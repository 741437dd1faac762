//! `config show`: what is set, and where.

use aicloud_core::catalog::Catalog;
use serde_json::{Value, json};

use crate::output::table::{Column, draw};
use crate::report::{Fields, Report, Shape};
use crate::settings::Origin;
use aicloud_core::clean::clean;

/// A setting as it holds.
pub struct Line {
    /// Its name in a file.
    pub key: &'static str,
    /// Whether it is a list.
    pub many: bool,
    /// Its values; none where nothing sets it.
    pub values: Vec<String>,
    /// What sets it.
    pub origin: Option<Origin>,
}

/// The columns, the last for those who ask where a value comes from.
const COLUMNS: &[&str] = &["key", "value", "origin"];

/// The report of `config show`.
pub fn report<'a>(lines: &'a [Line], origin: bool, catalog: &'a Catalog) -> Report<'a> {
    let columns = &COLUMNS[..if origin { 3 } else { 2 }];
    Report {
        command: "config",
        basis: &catalog.basis,
        query: Fields::new(),
        left_out: None,
        columns: columns.to_vec(),
        rows: Box::new(move |_| lines.iter().map(fields).collect()),
        more: Fields::new(),
        shape: Shape::Rows,
        draw: Box::new(move |page| {
            let columns: Vec<Column> =
                columns.iter().map(|name| Column::left(&name.to_uppercase())).collect();
            let cells = |line: &Line| {
                let value =
                    if line.values.is_empty() { "-".to_owned() } else { line.values.join(", ") };
                let origin =
                    line.origin.as_ref().map_or_else(|| "not set".to_owned(), Origin::to_string);
                [line.key.to_owned(), clean(&value), clean(&origin)]
                    .into_iter()
                    .take(columns.len())
                    .collect()
            };
            draw(&columns, &lines.iter().map(cells).collect::<Vec<_>>(), page)
        }),
        special: Vec::new(),
    }
}

fn fields(line: &Line) -> Fields {
    let value = match line.values.as_slice() {
        [] => Value::Null,
        values if line.many => json!(values),
        values => json!(values.join(" ")),
    };
    let mut fields = Fields::new();
    fields.insert("key".to_owned(), line.key.into());
    fields.insert("value".to_owned(), value);
    fields.insert("origin".to_owned(), line.origin.as_ref().map(Origin::to_string).into());
    fields
}
