//! A published catalogue to a report and an overlay. The first line names the
//! format; what follows is the catalogue, or edits of the excerpt in `tests/import`.

use std::path::Path;

use aicloud_data::check;
use aicloud_data::load;
use aicloud_data::load::Loaded;
use aicloud_import::{CatalogueFormat, EntryStatus, read, write};

use super::{change, query, sky};

pub fn run(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (first, rest) = (&bytes[..end], bytes.get(end + 1..).unwrap_or_default());
    let known = CatalogueFormat::ALL.iter().find(|known| known.word().as_bytes() == first);
    let Some(format) = known.copied() else { return };
    let bytes = match rest.first() {
        Some(b'/') => edited(format, &String::from_utf8_lossy(rest)),
        _ => rest.to_vec(),
    };
    reported(format, &bytes);
    let Ok(text) = read::text(format, Path::new("-"), &mut &bytes[..]) else { return };
    taken_over(format, &text);
}

fn edited(format: CatalogueFormat, edits: &str) -> Vec<u8> {
    let file = sky::root().join(format!("tests/import/{}.json", format.word()));
    let mut document = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    change::apply(edits, &mut document);
    document.to_string().into_bytes()
}

fn reported(format: CatalogueFormat, bytes: &[u8]) {
    let line = format!("data\nimport\n{}\n-\n--dry-run", format.word());
    sky::with_shipped(|shipped| {
        query::ask(&line, bytes, shipped);
        query::ask(&format!("{line}\n-ojson"), bytes, shipped);
    });
}

/// What is written as an overlay is data without a fault of its own.
fn taken_over(format: CatalogueFormat, text: &str) {
    let import = sky::with_shipped(|shipped| {
        aicloud_import::import(format, text, sky::today(), &shipped.catalog)
    });
    let Ok(import) = import else { return };
    for row in &import.rows {
        let told = if row.what == EntryStatus::Unmapped {
            row.reason.is_some()
        } else {
            row.offer.is_some()
        };
        assert!(told, "{row:?}");
    }
    if import.statements.is_empty() {
        return;
    }
    let dir = sky::directory("import", &[]);
    write::overlay(&dir, &import).unwrap();
    let mut loaded = Loaded::default();
    load::directory(&dir, &mut loaded).unwrap();
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    assert_eq!(loaded.records.prices.len(), import.statements.len());
    // Alone it refers to offers that are not there; with them it is sound.
    let alone = check::faults(&loaded);
    let own = alone
        .iter()
        .find(|fault| fault.code != "dangling-reference" && fault.code != "no-commercial-segment");
    assert!(own.is_none(), "{own:?}");
}
