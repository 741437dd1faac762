//! Text that the embedded snapshot lends without a copy.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that is either lent by the embedded bytes, which live as long as the
/// program, or owned, when it was read from a user's files.
///
/// A command decodes hundreds of them and looks at few: lending saves as many
/// allocations, and that the bytes are a text is found out when one is looked at.
/// Written and read by postcard alone, for which a text is its bytes.
#[derive(Clone)]
pub struct Text(Held);

#[derive(Clone)]
enum Held {
    Lent(&'static [u8]),
    Owned(String),
}

impl Text {
    /// Its bytes, for those who look at a few of them.
    pub(super) fn bytes(&self) -> &[u8] {
        match &self.0 {
            Held::Lent(bytes) => bytes,
            Held::Owned(text) => text.as_bytes(),
        }
    }
}

impl Deref for Text {
    type Target = str;

    /// The build has written these very bytes from a text, so that the empty text,
    /// for bytes that are none, is never seen.
    fn deref(&self) -> &str {
        match &self.0 {
            Held::Lent(bytes) => str::from_utf8(bytes).unwrap_or_default(),
            Held::Owned(text) => text,
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self(Held::Lent(&[]))
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes().cmp(other.bytes())
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes().hash(state);
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Held::Owned(text.to_owned()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Held::Owned(text))
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de: 'static> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&'static [u8]>::deserialize(deserializer).map(|bytes| Self(Held::Lent(bytes)))
    }
}
