//! Offers, each decoded when it is first looked at.
//!
//! They are most of the facts, and most commands look at few of them.

use std::cell::OnceCell;
use std::fmt;
use std::ops::Index;

use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::facts::OfferFact;

/// A list of offers, in memory or still packed.
pub struct Offers {
    decoded: Vec<OnceCell<Box<OfferFact>>>,
    /// Where each packed offer ends.
    ends: Vec<u32>,
    packed: &'static [u8],
}

impl Offers {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.decoded.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.decoded.is_empty()
    }

    /// Every offer, in order.
    pub fn iter(&self) -> impl Iterator<Item = &OfferFact> {
        (0..self.len()).map(|place| &self[place])
    }

    /// Decodes one. The build has decoded these very bytes, so that the value
    /// for bytes that are none, an offer of nothing, is never seen.
    fn decode(&self, place: usize) -> OfferFact {
        let end = |place: usize| self.ends.get(place).and_then(|end| usize::try_from(*end).ok());
        let from = place.checked_sub(1).and_then(end).unwrap_or(0);
        let bytes = end(place).and_then(|end| self.packed.get(from..end)).unwrap_or_default();
        postcard::from_bytes(bytes).unwrap_or_else(|_| OfferFact::of_nothing())
    }
}

impl Index<usize> for Offers {
    type Output = OfferFact;

    fn index(&self, place: usize) -> &OfferFact {
        self.decoded[place].get_or_init(|| Box::new(self.decode(place)))
    }
}

impl FromIterator<OfferFact> for Offers {
    fn from_iter<I: IntoIterator<Item = OfferFact>>(offers: I) -> Self {
        let decoded = offers.into_iter().map(|offer| OnceCell::from(Box::new(offer))).collect();
        Self { decoded, ends: Vec::new(), packed: &[] }
    }
}

impl Clone for Offers {
    fn clone(&self) -> Self {
        self.iter().cloned().collect()
    }
}

impl PartialEq for Offers {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Offers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for Offers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (mut ends, mut packed) = (Vec::new(), Vec::new());
        for offer in self.iter() {
            packed.extend(postcard::to_allocvec(offer).map_err(S::Error::custom)?);
            ends.push(u32::try_from(packed.len()).map_err(S::Error::custom)?);
        }
        (ends, Bytes(&packed)).serialize(serializer)
    }
}

impl<'de: 'static> Deserialize<'de> for Offers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (ends, packed) = <(Vec<u32>, &'static [u8])>::deserialize(deserializer)?;
        let decoded = ends.iter().map(|_| OnceCell::new()).collect();
        Ok(Self { decoded, ends, packed })
    }
}

/// Bytes as bytes, not as a list of numbers.
struct Bytes<'b>(&'b [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}
