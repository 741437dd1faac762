//! The version of data.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use aicloud_core::catalog::Basis;
use aicloud_core::model::{Day, Records};

/// The version of the data: a hash over the content of the records, whatever
/// their files, order or formatting. The records must be sorted.
///
/// # Errors
/// None in practice: every record has a JSON form.
pub fn basis(records: &Records) -> Result<Basis> {
    let text = serde_json::to_vec(records).context("cannot write the records")?;
    let mut hash = String::new();
    for byte in Sha256::digest(&text) {
        hash += &format!("{byte:02x}");
    }
    let newest = records.sources.iter().map(|source| source.retrieved.last_day()).max();
    Ok(Basis { hash, newest: newest.unwrap_or(Day::EPOCH) })
}
