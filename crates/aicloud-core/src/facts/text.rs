//! Text that the embedded snapshot lends without a copy.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize, Serializer};

use crate::facts::bytes::Bytes;

/// A text that is either lent by the embedded bytes, which live as long as the
/// program, or owned, when it was read from a user's files.
///
/// A command decodes hundreds of them and looks at few: lending saves as many
/// allocations, and that the bytes are a text is found out when one is looked at.
/// Written and read by postcard alone, for which a text is its bytes.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Text(Bytes);

impl Text {
    /// Its bytes, for those who look at a few of them.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;

    /// They were a text when they were written, so that the empty text, for bytes
    /// that are none, is never seen.
    fn deref(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(text.into_bytes().into())
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
