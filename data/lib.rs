//! The shipped data, as the build packed it: what `data/` holds, checked by every rule.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let data = aicloud_data::DataSet::embedded(aicloud_facts::SNAPSHOT)?;
//! assert!(data.catalog.provider_ids().any(|id| id.as_str() == "aws"));
//! # Ok(())
//! # }
//! ```

/// The bytes of `aicloud_data::snapshot`, made from `data/` at build time.
pub static SNAPSHOT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/data.bin"));

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use aicloud_data::kinds::FileKind;

    /// `AICLOUD_REWRITE=1 cargo test -p aicloud-facts schema` writes them anew.
    #[test]
    fn every_schema_is_that_of_its_records() {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
        for kind in FileKind::ALL {
            let (made, path) = (kind.schema().unwrap(), dir.join(format!("{}.json", kind.word())));
            if std::env::var_os("AICLOUD_REWRITE").is_some() {
                fs::write(path, made).unwrap();
                continue;
            }
            let told = "AICLOUD_REWRITE=1 cargo test -p aicloud-facts schema";
            assert!(fs::read_to_string(&path).unwrap() == made, "{told}: {}", path.display());
        }
    }
}
