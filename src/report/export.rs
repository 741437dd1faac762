//! `data export`: the loaded data as files, or as rows of one kind.

use aicloud_core::catalog::Basis;
use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use crate::report::{Fields, Format, Page, Report, Shape};
use aicloud_core::failure::Failure;
use aicloud_core::model::Records;
use aicloud_data::kinds::{FileKind, SCHEMA_MARK};
use aicloud_data::yaml;

/// The report of one kind: whole records, and in YAML the canonical file.
///
/// # Errors
/// None in practice: every record has every form.
pub fn kind<'a>(
    kind: FileKind,
    records: &Records,
    basis: &'a Basis,
    format: Format,
) -> Result<Report<'a>, Failure> {
    let text = kind.text(records).map_err(|error| unwritten(&error))?;
    let delimited = matches!(format, Format::Csv | Format::Tsv | Format::Markdown);
    let rows: Vec<Fields> = values(kind, records)?
        .into_iter()
        .filter_map(|record| match record {
            Value::Object(fields) if delimited => Some(fields.into_iter().map(whole).collect()),
            Value::Object(fields) => Some(fields),
            _ => None,
        })
        .collect();
    let drawn = text.clone();
    Ok(Report {
        command: "data export",
        basis,
        query: Fields::from_iter([("kind".to_owned(), kind.word().into())]),
        left_out: None,
        columns: columns(kind),
        rows: Box::new(move |_| rows.clone()),
        more: Fields::new(),
        shape: Shape::Rows,
        draw: Box::new(move |_: &Page| drawn.clone()),
        special: vec![(Format::Yaml, Box::new(move || text.clone()))],
    })
}

/// A list or a record within a cell as JSON: nothing of it is lost.
fn whole((name, value): (String, Value)) -> (String, Value) {
    let nested = match &value {
        Value::Array(list) => list.iter().any(|value| !value.is_string()),
        value => value.is_object(),
    };
    if nested { (name, value.to_string().into()) } else { (name, value) }
}

/// Every field that a kind of record may have, in the order of its schema.
fn columns(kind: FileKind) -> Vec<&'static str> {
    let schema: Value = serde_json::from_str(&aicloud_facts::schema(kind)).unwrap_or_default();
    let name = schema["items"]["$ref"].as_str().and_then(|path| path.rsplit('/').next());
    let fields = name.and_then(|name| schema["definitions"][name]["properties"].as_object());
    // A few names, once a run, for as long as the run lasts.
    let leak = |name: &String| -> &'static str { Box::leak(name.clone().into_boxed_str()) };
    fields.into_iter().flat_map(serde_json::Map::keys).map(leak).collect()
}

fn values(kind: FileKind, records: &Records) -> Result<Vec<Value>, Failure> {
    kind.values(records).collect::<anyhow::Result<_>>().map_err(|error| unwritten(&error))
}

fn unwritten(error: &anyhow::Error) -> Failure {
    Failure::input_output(format!("{error:#}"))
}

/// The whole data set as one document, a list for each kind.
///
/// # Errors
/// None in practice: every record has such a form.
pub fn everything<'a>(records: &Records, basis: &'a Basis) -> Result<Report<'a>, Failure> {
    let mut fields = Fields::new();
    for kind in FileKind::ALL {
        fields.insert(kind.word().to_owned(), values(*kind, records)?.into());
    }
    Ok(Report {
        command: "data export",
        basis,
        query: Fields::new(),
        left_out: None,
        columns: FileKind::ALL.iter().map(|kind| kind.word()).collect(),
        rows: Box::new(move |_| vec![fields.clone()]),
        more: Fields::new(),
        shape: Shape::Single,
        draw: Box::new(|_: &Page| String::new()),
        special: Vec::new(),
    })
}

/// The whole data set as the files of a data directory, in canonical form, with
/// the schemas that they name.
///
/// # Errors
/// None in practice: every record has a YAML form.
pub fn files(records: &Records) -> Result<Vec<(PathBuf, String)>, Failure> {
    let mut files = Vec::new();
    for kind in FileKind::ALL {
        let schema = PathBuf::from(format!("schema/{}.json", kind.word()));
        files.push((schema, aicloud_facts::schema(*kind)));
        let mut groups: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for record in values(*kind, records)? {
            groups.entry(place(*kind, &record)).or_default().push(record);
        }
        let up = if kind.place().ends_with('/') { "../" } else { "" };
        let first = format!("{SCHEMA_MARK}{up}schema/{}.json\n", kind.word());
        for (path, group) in groups {
            let text = yaml::text(&group).map_err(|error| unwritten(&error))?;
            let canonical = kind.canonical(&(first.clone() + &text));
            let text = canonical.map_err(|fault| Failure::input_output(fault.told()))?;
            files.push((path.into(), text));
        }
    }
    Ok(files)
}

/// The file of a record.
fn place(kind: FileKind, record: &Value) -> String {
    let text = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or_default();
    let head = |text: &str| text.split('/').next().unwrap_or_default().to_owned();
    let name = match kind {
        FileKind::Products => text("vendor").to_owned(),
        FileKind::Offers => head(text("id")),
        FileKind::Prices => head(text("offer")),
        FileKind::Agreements => format!("{}-{}", text("announced"), text("id")),
        FileKind::Claims => text("claimant").to_owned(),
        FileKind::Benchmarks => text("id").to_owned(),
        FileKind::Sources => text("published").get(..4).unwrap_or("undated").to_owned(),
        _ => return kind.place().to_owned(),
    };
    format!("{}{}.yaml", kind.place(), name.replace('/', "-"))
}
