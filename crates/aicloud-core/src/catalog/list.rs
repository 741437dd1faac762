//! The one mechanism of laziness: a list whose records are read when they are first
//! looked at. Most commands look at few of the products, the offers and the sources.

use std::cell::OnceCell;
use std::ops::Index;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::ser::Error as _;

/// Records in order, each in memory or still packed in bytes that the program embeds.
///
/// Packed they are their number, where each of them ends, and each as JSON, which
/// describes itself: records leave out what is not given.
pub struct List<T> {
    read: Vec<OnceCell<Box<T>>>,
    ends: &'static [[u8; 4]],
    packed: &'static [u8],
}

/// A number as the bytes that [`place`] reads.
pub(super) fn number(number: usize) -> serde_json::Result<[u8; 4]> {
    u32::try_from(number).map(u32::to_le_bytes).map_err(serde_json::Error::custom)
}

pub(super) fn place(bytes: [u8; 4]) -> usize {
    usize::try_from(u32::from_le_bytes(bytes)).unwrap_or(usize::MAX)
}

impl<T> List<T> {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.read.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.read.is_empty()
    }

    /// A list in bytes that [`List::packed`] made; nothing where they are of another form.
    pub fn lent(bytes: &'static [u8]) -> Option<Self> {
        let (count, rest) = bytes.split_first_chunk::<4>()?;
        let count = place(*count);
        let (ends, packed) = rest.split_at_checked(count.checked_mul(4)?)?;
        let (ends, _) = ends.as_chunks::<4>();
        let whole = ends.last().map_or(0, |end| place(*end)) == packed.len();
        whole.then(|| Self { read: (0..count).map(|_| OnceCell::new()).collect(), ends, packed })
    }
}

impl<T: DeserializeOwned> List<T> {
    /// The record at a place.
    pub fn get(&self, place: usize) -> Option<&T> {
        Some(self.read.get(place)?.get_or_init(|| Box::new(self.unpack(place))))
    }

    /// Every record.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        (0..self.len()).map(|place| &self[place])
    }

    /// The records behind those for which something holds: these come first.
    pub(super) fn from(&self, holds: impl Fn(&T) -> bool) -> impl Iterator<Item = &T> + Clone {
        let (mut first, mut end) = (0, self.len());
        while first < end {
            let middle = usize::midpoint(first, end);
            if holds(&self[middle]) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        (first..self.len()).map(|place| &self[place])
    }

    fn unpack(&self, at: usize) -> T {
        let end = |at: usize| self.ends.get(at).map_or(usize::MAX, |end| place(*end));
        let from = at.checked_sub(1).map_or(0, end);
        let text = self.packed.get(from..end(at)).unwrap_or_default();
        let record = serde_json::from_slice(text);
        record.unwrap_or_else(|error| unreachable!("this program packed record {at}: {error}"))
    }
}

impl<T: DeserializeOwned> Index<usize> for List<T> {
    type Output = T;

    fn index(&self, place: usize) -> &T {
        self.read[place].get_or_init(|| Box::new(self.unpack(place)))
    }
}

impl<T: Serialize + DeserializeOwned> List<T> {
    /// The list as bytes.
    ///
    /// # Errors
    /// A record that has no JSON form, or more than four gigabytes of them.
    pub fn packed(&self) -> serde_json::Result<Vec<u8>> {
        let (mut ends, mut packed) = (Vec::new(), Vec::new());
        for record in self.iter() {
            serde_json::to_writer(&mut packed, record)?;
            ends.extend(number(packed.len())?);
        }
        Ok([number(self.len())?.to_vec(), ends, packed].concat())
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        let read = records.into_iter().map(|record| OnceCell::from(Box::new(record))).collect();
        Self { read, ends: &[], packed: &[] }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        std::iter::empty().collect()
    }
}
