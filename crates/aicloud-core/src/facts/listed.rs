//! Lists of facts, each decoded when it is first looked at: most commands look at
//! few of the products, the offers, the terms and the sources.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Index;

use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::facts::bytes::Bytes;

/// A fact that says nothing, for bytes that are none.
pub trait OfNothing {
    /// The fact.
    fn of_nothing() -> Self;
}

/// A list of facts, in memory or still packed.
pub struct Listed<T> {
    decoded: Vec<OnceCell<Box<T>>>,
    /// Where each packed fact ends, four bytes each.
    ends: &'static [u8],
    packed: &'static [u8],
}

/// Bytes that tell where a packed fact ends.
const END: usize = size_of::<u32>();

impl<T: Deserialize<'static> + OfNothing> Listed<T> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.decoded.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.decoded.is_empty()
    }

    /// Every fact, in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        (0..self.len()).map(|place| &self[place])
    }

    /// Where a fact is that compares as equal, in a list sorted that way; it looks
    /// at few of them.
    pub fn find(&self, compare: impl Fn(&T) -> Ordering) -> Option<usize> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from.midpoint(to);
            match compare(&self[middle]) {
                Ordering::Less => from = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// Decodes one. The build has decoded these very bytes, so that the fact of
    /// nothing is never seen.
    fn decode(&self, place: usize) -> T {
        let (ends, _) = self.ends.as_chunks::<END>();
        let end = |place: usize| usize::try_from(u32::from_le_bytes(*ends.get(place)?)).ok();
        let from = place.checked_sub(1).and_then(end).unwrap_or(0);
        let bytes = end(place).and_then(|end| self.packed.get(from..end)).unwrap_or_default();
        postcard::from_bytes(bytes).unwrap_or_else(|_| T::of_nothing())
    }
}

impl<T: Deserialize<'static> + OfNothing> Index<usize> for Listed<T> {
    type Output = T;

    fn index(&self, place: usize) -> &T {
        self.decoded[place].get_or_init(|| Box::new(self.decode(place)))
    }
}

impl<T> FromIterator<T> for Listed<T> {
    fn from_iter<I: IntoIterator<Item = T>>(facts: I) -> Self {
        let decoded = facts.into_iter().map(|fact| OnceCell::from(Box::new(fact))).collect();
        Self { decoded, ends: &[], packed: &[] }
    }
}

impl<T: Deserialize<'static> + OfNothing + Clone> Clone for Listed<T> {
    fn clone(&self) -> Self {
        self.iter().cloned().collect()
    }
}

impl<T: Deserialize<'static> + OfNothing + PartialEq> PartialEq for Listed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<T: Deserialize<'static> + OfNothing + fmt::Debug> fmt::Debug for Listed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: Deserialize<'static> + OfNothing + Serialize> Serialize for Listed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (mut ends, mut packed) = (Vec::<u8>::new(), Vec::<u8>::new());
        for fact in self.iter() {
            packed.extend(postcard::to_allocvec(fact).map_err(S::Error::custom)?);
            let end = u32::try_from(packed.len()).map_err(S::Error::custom)?;
            ends.extend(end.to_le_bytes());
        }
        (Bytes::from(ends), Bytes::from(packed)).serialize(serializer)
    }
}

impl<'de: 'static, T> Deserialize<'de> for Listed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (ends, packed) = <(&'static [u8], &'static [u8])>::deserialize(deserializer)?;
        let decoded = (0..ends.len() / END).map(|_| OnceCell::new()).collect();
        Ok(Self { decoded, ends, packed })
    }
}
