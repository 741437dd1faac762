//! The data set as the bytes that the program embeds.
//!
//! Two sections: the facts in a compact binary form, of which every start decodes
//! a little, and the records as compressed JSON, decoded only when a command shows prose.
//! JSON because the records leave out what is not given, which a binary form that
//! does not describe itself cannot; compressed because keys and ids repeat, so that
//! a fifth of it and a millisecond do.

use anyhow::{Context, Result, bail};

use aicloud_core::facts::Facts;
use aicloud_core::model::Records;

/// Packs both sections.
///
/// # Errors
/// When a section cannot be written.
pub fn pack(facts: &Facts, records: &Records) -> Result<Vec<u8>> {
    let facts = postcard::to_allocvec(facts).context("cannot write the facts")?;
    let records = serde_json::to_vec(records).context("cannot write the records")?;
    let length = u32::try_from(facts.len()).context("the facts are too many")?;
    let mut bytes = length.to_le_bytes().to_vec();
    bytes.extend(facts);
    bytes.extend(lz4_flex::compress_prepend_size(&records));
    Ok(bytes)
}

/// The two sections of a packed data set: facts, then records.
fn sections(bytes: &'static [u8]) -> Result<(&'static [u8], &'static [u8])> {
    let Some((length, rest)) = bytes.split_first_chunk::<4>() else {
        bail!("the embedded data is cut short");
    };
    let length =
        usize::try_from(u32::from_le_bytes(*length)).context("cannot address the facts")?;
    rest.split_at_checked(length).context("the embedded data is cut short")
}

/// Decodes the facts.
///
/// # Errors
/// When the bytes are not a packed data set.
pub fn facts(bytes: &'static [u8]) -> Result<Facts> {
    postcard::from_bytes(sections(bytes)?.0).context("cannot read the embedded facts")
}

/// Decodes the records.
///
/// # Errors
/// When the bytes are not a packed data set.
pub fn records(bytes: &'static [u8]) -> Result<Records> {
    let records = lz4_flex::decompress_size_prepended(sections(bytes)?.1);
    let records = records.context("cannot unpack the embedded records")?;
    serde_json::from_slice(&records).context("cannot read the embedded records")
}
