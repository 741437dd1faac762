//! Stable identifiers of records.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The stable, lower-case id of a record: `aws`, `openai/gpt-5.5`,
/// `msoa-2026-04-any-cloud`.
///
/// Ids never change once published: scripts rely on them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Box<str>);

impl Id {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the first slash: `aws` of `aws/bedrock/gpt-5.5`; the
    /// whole id where it has no slash.
    pub fn head(&self) -> &str {
        self.0.split('/').next().unwrap_or(&self.0)
    }

    /// The part after the last slash: `gpt-5.5` of `openai/gpt-5.5`.
    pub fn tail(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }
}

impl FromStr for Id {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
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
        Ok(Self(text.into()))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
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
