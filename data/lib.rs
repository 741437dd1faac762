//! The shipped data, as the build packed it, and the shape of its files.

use std::collections::BTreeMap;

use aicloud_data::kinds::FileKind;

/// The bytes of [`aicloud_data::snapshot`], made from `data/` at build time.
pub static SNAPSHOT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/data.bin"));

/// The JSON Schemas of `data/schema`, by kind, compressed: they repeat themselves,
/// and one command alone prints them.
static SCHEMAS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/schemas.bin"));

/// The JSON Schema of a kind of data file. A test holds each of them, so that the
/// empty text of bytes that are none is never seen.
pub fn schema(kind: FileKind) -> String {
    let text = lz4_flex::decompress_size_prepended(SCHEMAS).unwrap_or_default();
    let mut schemas: BTreeMap<String, String> = serde_json::from_slice(&text).unwrap_or_default();
    schemas.remove(kind.word()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use schemars::JsonSchema;
    use schemars::generate::SchemaSettings;

    use super::schema;
    use aicloud_core::model::{
        Agreement, Benchmark, Claim, Class, Conflict, Discount, Offer, Override, PriceStatement,
        Product, Provider, Segment, Service, Source, WatchItem,
    };
    use aicloud_data::kinds::FileKind;

    /// The schema of a list of records. Draft 7 is what every editor knows.
    fn list_of<T: JsonSchema>(kind: FileKind) -> String {
        let generator = SchemaSettings::draft07().into_generator();
        let mut schema = generator.into_root_schema_for::<Vec<T>>();
        let title = format!("{} of an aicloud data directory: {}", kind.word(), kind.place());
        schema.insert("title".to_owned(), title.into());
        serde_json::to_string_pretty(&schema).unwrap() + "\n"
    }

    fn made(kind: FileKind) -> String {
        match kind {
            FileKind::Providers => list_of::<Provider>(kind),
            FileKind::Services => list_of::<Service>(kind),
            FileKind::Segments => list_of::<Segment>(kind),
            FileKind::Classes => list_of::<Class>(kind),
            FileKind::Watchlist => list_of::<WatchItem>(kind),
            FileKind::Conflicts => list_of::<Conflict>(kind),
            FileKind::Discounts => list_of::<Discount>(kind),
            FileKind::Overrides => list_of::<Override>(kind),
            FileKind::Products => list_of::<Product>(kind),
            FileKind::Offers => list_of::<Offer>(kind),
            FileKind::Prices => list_of::<PriceStatement>(kind),
            FileKind::Agreements => list_of::<Agreement>(kind),
            FileKind::Claims => list_of::<Claim>(kind),
            FileKind::Benchmarks => list_of::<Benchmark>(kind),
            FileKind::Sources => list_of::<Source>(kind),
        }
    }

    /// `AICLOUD_REWRITE=1 cargo test --lib schema` writes them anew.
    #[test]
    fn every_schema_is_that_of_its_records() {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
        for kind in FileKind::ALL {
            let made = made(*kind);
            if std::env::var_os("AICLOUD_REWRITE").is_some() {
                fs::write(dir.join(format!("{}.json", kind.word())), made).unwrap();
            } else {
                let word = kind.word();
                assert!(schema(*kind) == made, "AICLOUD_REWRITE=1 cargo test --lib schema: {word}");
            }
        }
    }
}
