//! The data set as the bytes that the program embeds: every part of the catalog behind
//! its length. That they say what the files say is a test of the shipped data.

use anyhow::{Context, Result};

use aicloud_core::catalog::Catalog;

/// Packs a catalog.
///
/// # Errors
/// When a part cannot be written.
pub fn pack(catalog: &Catalog) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for part in catalog.packed().context("cannot write the data")? {
        let length = u32::try_from(part.len()).context("the data is too large")?;
        bytes.extend(length.to_le_bytes());
        bytes.extend(part);
    }
    Ok(bytes)
}

/// The catalog in the bytes that [`pack`] made. What it holds is read when it is looked at.
///
/// # Errors
/// When the bytes are not a packed data set.
pub fn open(mut bytes: &'static [u8]) -> Result<Catalog> {
    let mut parts = std::iter::from_fn(|| {
        let (length, behind) = bytes.split_first_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (part, behind) = behind.split_at_checked(length)?;
        bytes = behind;
        Some(part)
    });
    Catalog::lent(&mut parts).context("the embedded data is of another version of the program")
}

#[cfg(test)]
mod tests {
    use super::{open, pack};
    use aicloud_core::catalog::{Basis, Catalog};
    use aicloud_core::model::{Day, Records};

    #[test]
    fn what_is_cut_short_is_refused() {
        let basis = Basis { hash: "0".repeat(64), newest: Day::EPOCH };
        let packed = pack(&Catalog::of(Records::default(), basis.clone())).unwrap();
        let leaked = |bytes: &[u8]| -> &'static [u8] { Box::leak(Box::from(bytes)) };
        assert_eq!(open(leaked(&packed)).unwrap().basis, basis);
        for place in 0..packed.len() {
            assert!(open(leaked(&packed[..place])).is_err(), "cut at {place}");
        }
    }
}
