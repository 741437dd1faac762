//! JSON: one document, or one object a line.

use serde_json::{Value, json};

use crate::report::{Fields, Report, Shape};
use aicloud_core::failure::Failure;

/// The whole report as a value: schema, basis, query, completeness, rows.
pub fn value(report: &Report<'_>, chosen: &[&str]) -> Value {
    let mut document = Fields::new();
    let name = report.command.rsplit(' ').next().unwrap_or_default();
    document.insert("schema".to_owned(), format!("aicloud.{name}/1").into());
    document.insert(
        "basis".to_owned(),
        json!({"hash": report.basis.hash, "short": report.basis.short(), "newest": report.basis.newest.to_string()}),
    );
    document.insert("query".to_owned(), Value::Object(report.query.clone()));
    document.insert("complete".to_owned(), report.left_out.is_none().into());
    if let Some(reason) = &report.left_out {
        document.insert("left_out".to_owned(), reason.as_str().into());
    }
    let rows = (report.rows)(chosen);
    let mut rows = rows.iter().map(|row| Report::pick(row, chosen));
    match report.shape {
        Shape::Single => document.extend(rows.next().unwrap_or_default()),
        Shape::Rows => {
            let rows = rows.map(Value::Object).collect();
            document.insert("rows".to_owned(), Value::Array(rows));
        }
    }
    document.extend(report.more.clone());
    Value::Object(document)
}

/// The report as one JSON document.
///
/// # Errors
/// None in practice: every value has a JSON form.
pub fn document(report: &Report<'_>, chosen: &[&str]) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(&value(report, chosen));
    text.map(|text| text + "\n").map_err(|error| Failure::input_output(error.to_string()))
}

/// The rows as one JSON object a line, each with its bearings.
///
/// # Errors
/// None in practice: every value has a JSON form.
pub fn lines(report: &Report<'_>, chosen: &[&str]) -> Result<String, Failure> {
    let mut text = String::new();
    for row in (report.rows)(chosen) {
        let mut row = Report::pick(&row, chosen);
        row.extend(report.bearings());
        text += &Value::Object(row).to_string();
        text.push('\n');
    }
    Ok(text)
}
