//! Facts that a source may leave open.

use std::fmt;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A list that is either settled by a source or `unknown`.
///
/// In YAML a settled value is a list (`[api, app]`, or `[]` for "none") and an
/// open one is the word `unknown`. The two are never merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known<T> {
    /// No source settles it.
    Unknown,
    /// What a source says; an empty list means "none".
    Is(Vec<T>),
}

impl<T> Known<T> {
    /// What a source says; nothing where none does.
    pub fn list(&self) -> Option<&[T]> {
        match self {
            Self::Unknown => None,
            Self::Is(list) => Some(list),
        }
    }
}

impl<T: Serialize> Serialize for Known<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unknown => serializer.serialize_str("unknown"),
            Self::Is(list) => list.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Known<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListOrUnknown<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for ListOrUnknown<T> {
            type Value = Known<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list or the word `unknown`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                if text == "unknown" {
                    Ok(Known::Unknown)
                } else {
                    Err(E::invalid_value(de::Unexpected::Str(text), &self))
                }
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = seq.next_element()? {
                    list.push(item);
                }
                Ok(Known::Is(list))
            }
        }

        deserializer.deserialize_any(ListOrUnknown(PhantomData))
    }
}

/// Yes, no, or a fact that no source settles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tri {
    /// A source says yes.
    Yes,
    /// A source says no.
    No,
    /// No source says.
    Unknown,
}

impl From<bool> for Tri {
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}
