//! A data set as the files of a data directory.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Result, anyhow};
use serde_json::Value;

use crate::kinds::{FileKind, SCHEMA_MARK};
use crate::yaml;
use aicloud_core::model::Records;

/// Every file of a data directory with these records, in canonical form, and the
/// schemas that the files name.
///
/// # Errors
/// None in practice: every record has a YAML form.
pub fn files(records: &Records) -> Result<Vec<(PathBuf, String)>> {
    let mut files = Vec::new();
    for kind in FileKind::ALL {
        let schema = PathBuf::from(format!("schema/{}.json", kind.word()));
        files.push((schema, kind.schema()?));
        let mut groups: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for record in kind.values(records) {
            let record = record?;
            groups.entry(place(*kind, &record)).or_default().push(record);
        }
        let up = if kind.place().ends_with('/') { "../" } else { "" };
        let first = format!("{SCHEMA_MARK}{up}schema/{}.json\n", kind.word());
        for (path, group) in groups {
            let canonical = kind.canonical(&(first.clone() + &yaml::text(&group)?));
            let text = canonical.map_err(|fault| anyhow!(fault.told()))?;
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
