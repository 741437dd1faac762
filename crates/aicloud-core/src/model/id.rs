//! Stable identifiers of records.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::str::FromStr;
use std::sync::{LazyLock, PoisonError, RwLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The stable, lower-case id of a record: `aws`, `openai/gpt-5.5`,
/// `msoa-2026-04-any-cloud`.
///
/// Ids never change once published: scripts rely on them. It reads as its text, is
/// ordered by it, and is as cheap to copy and to compare as a number: every text is
/// kept once, as long as the program runs.
#[derive(Clone, Copy)]
pub struct Id(&'static Kept);

/// A text that is kept.
struct Kept {
    text: &'static str,
    /// How many were kept before it.
    number: usize,
}

/// Every text that is kept. Many read and few write: a program keeps its ids once.
static KEPT: LazyLock<RwLock<HashMap<&'static str, &'static Kept, Fnv>>> =
    LazyLock::new(RwLock::default);

impl Id {
    /// The id as text.
    #[inline]
    pub fn as_str(self) -> &'static str {
        self.0.text
    }

    /// A number of its own, counted from nothing, the same as long as the program
    /// runs: for tables by id.
    pub(crate) fn number(self) -> usize {
        self.0.number
    }

    /// The part before the first slash: `aws` of `aws/bedrock/gpt-5.5`; the
    /// whole id where it has no slash.
    #[must_use]
    pub fn head(self) -> Self {
        self.0.text.split_once('/').map_or(self, |(head, _)| Self::keep(head))
    }

    /// The part after the last slash: `gpt-5.5` of `openai/gpt-5.5`.
    pub fn tail(self) -> &'static str {
        self.0.text.rsplit('/').next().unwrap_or(self.0.text)
    }

    /// The id of this text, if it is kept already: if not, no record has it.
    pub(crate) fn known(text: &str) -> Option<Self> {
        KEPT.read().unwrap_or_else(PoisonError::into_inner).get(text).copied().map(Self)
    }

    /// Ids whose texts the program embeds: many at once, and without a look at each.
    pub(crate) fn lent(texts: impl ExactSizeIterator<Item = &'static str>) -> Vec<Self> {
        let mut kept = KEPT.write().unwrap_or_else(PoisonError::into_inner);
        kept.reserve(texts.len());
        let mut one = |text: &'static str| {
            let number = kept.len();
            let known =
                kept.entry(text).or_insert_with(|| Box::leak(Box::new(Kept { text, number })));
            Self(known)
        };
        texts.map(&mut one).collect()
    }

    /// Keeps a text that is the text of an id.
    fn keep(text: &str) -> Self {
        if let Some(known) = Self::known(text) {
            return known;
        }
        let mut kept = KEPT.write().unwrap_or_else(PoisonError::into_inner);
        let number = kept.len();
        // Another thread may have kept it a moment ago.
        let known = kept.get(text).copied().unwrap_or_else(|| {
            let text: &'static str = Box::leak(Box::from(text));
            Box::leak(Box::new(Kept { text, number }))
        });
        kept.insert(known.text, known);
        Self(known)
    }
}

/// Hashes ids, which are short: a hundred of them cost less than one answer.
#[derive(Clone, Copy)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl std::hash::BuildHasher for Fnv {
    type Hasher = Self;

    fn build_hasher(&self) -> Self {
        *self
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        for byte in rest {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

// Compared more often than anything else, also by other crates.
impl PartialEq for Id {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Id {}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.number.hash(state);
    }
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        if self == other { Ordering::Equal } else { self.0.text.cmp(other.0.text) }
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for Id {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(known) = Self::known(text) {
            return Ok(known);
        }
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._/".contains(c);
        if text.is_empty() || text.len() > 96 {
            return Err(format!("an id has 1 to 96 characters, this has {}", text.len()));
        }
        if let Some(wrong) = text.chars().find(|c| !allowed(*c)) {
            return Err(format!(
                "id `{}` holds {wrong:?}; ids use a-z, 0-9, `-`, `.`, `_` and `/`",
                text.escape_debug()
            ));
        }
        Ok(Self::keep(text))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0.text)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0.text, f)
    }
}

impl Deref for Id {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.0.text
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        self.0.text
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.text)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id such as aws/bedrock")
            }
            // Within the visitor, so that the parser tells where it stands.
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn ids_are_equal_and_ordered_as_their_texts() {
        let id = |text: &str| text.parse::<Id>().unwrap();
        for (a, b) in [("a", "b"), ("a/b", "a/c"), ("zz", "a"), ("a", "a"), ("a", "a/b")] {
            assert_eq!(id(a) == id(b), a == b);
            assert_eq!(id(a).cmp(&id(b)), a.cmp(b));
        }
        assert_eq!((id("a/b/c").head(), id("a/b/c").tail()), (id("a"), "c"));
        assert_eq!((id("a").head(), id("a").tail()), (id("a"), "a"));
    }
}
