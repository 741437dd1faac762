//! The data set as the bytes that the program embeds: their sum, and every part of
//! the catalog behind its length.

use anyhow::{Context, Result, anyhow, ensure};

use aicloud_core::catalog::Catalog;

/// Packs a catalog.
///
/// # Errors
/// When a part cannot be written.
pub fn pack(catalog: &Catalog) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for part in catalog.packed().map_err(|error| anyhow!("cannot write the data: {error}"))? {
        let length = u32::try_from(part.len()).context("the data is too large")?;
        bytes.extend(length.to_le_bytes());
        bytes.extend(part);
    }
    Ok([sum(&bytes).to_le_bytes().to_vec(), bytes].concat())
}

/// The catalog in the bytes that [`pack`] made: what it holds is read when it is
/// looked at, so that all of it is summed up here, once.
///
/// # Errors
/// When the bytes are not a packed data set.
pub fn open(bytes: &'static [u8]) -> Result<Catalog> {
    let (told, mut rest) = bytes.split_first_chunk().context("the embedded data is cut short")?;
    ensure!(u64::from_le_bytes(*told) == sum(rest), "the embedded data is damaged");
    let parts = std::iter::from_fn(|| {
        let (length, behind) = rest.split_first_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (part, behind) = behind.split_at_checked(length)?;
        rest = behind;
        Some(part)
    });
    Catalog::lent(parts).context("the embedded data is of another version of the program")
}

/// A sum that another order or another value of any byte changes. Four lanes, since
/// the processor adds up as many at once.
fn sum(bytes: &[u8]) -> u64 {
    let mut lanes = [0x9e37_79b9_7f4a_7c15_u64, 1, 2, 3];
    let (blocks, rest) = bytes.as_chunks::<32>();
    let mut add = |block: &[u8; 32]| {
        let (words, _) = block.as_chunks::<8>();
        for (lane, word) in lanes.iter_mut().zip(words) {
            *lane = (*lane ^ u64::from_le_bytes(*word)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    blocks.iter().for_each(&mut add);
    let mut last = [0; 32];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    add(&last);
    let [a, b, c, d] = lanes;
    a ^ b.rotate_left(16) ^ c.rotate_left(32) ^ d.rotate_left(48) ^ bytes.len() as u64
}

#[cfg(test)]
mod tests {
    use super::{open, pack};
    use aicloud_core::catalog::{Basis, Catalog};
    use aicloud_core::model::{Day, Records};

    #[test]
    fn what_is_cut_short_or_damaged_is_refused() {
        let basis = Basis { hash: "0".repeat(64), newest: Day::EPOCH };
        let packed = pack(&Catalog::of(Records::default(), basis.clone())).unwrap();
        let leaked = |bytes: &[u8]| -> &'static [u8] { Box::leak(Box::from(bytes)) };
        assert_eq!(open(leaked(&packed)).unwrap().basis, basis);
        for place in 0..packed.len() {
            assert!(open(leaked(&packed[..place])).is_err(), "cut at {place}");
            let mut damaged = packed.clone();
            damaged[place] ^= 1;
            assert!(open(leaked(&damaged)).is_err(), "damaged at {place}");
        }
    }
}
