//! What the formats share: JSON whose objects keep their order and their
//! repeated keys, and whose numbers keep their digits.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// Why a text is not the format, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTheFormat {
    /// What is wrong.
    pub message: String,
    /// Line and column, where they are known.
    pub place: Option<(usize, usize)>,
}

impl NotTheFormat {
    /// Something wrong with the whole.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), place: None }
    }
}

impl fmt::Display for NotTheFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match self.place {
            // The parser counts columns from nothing at the start of a line.
            Some((line, 0)) => write!(f, ", line {line}"),
            Some((line, column)) => write!(f, ", line {line} column {column}"),
            None => Ok(()),
        }
    }
}

impl From<serde_json::Error> for NotTheFormat {
    fn from(error: serde_json::Error) -> Self {
        let text = error.to_string();
        let message = text.split(" at line ").next().unwrap_or(&text).to_owned();
        let place = (error.line() > 0).then(|| (error.line(), error.column()));
        Self { message, place }
    }
}

/// A key, borrowed unless it holds an escape.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// The members of an object in their order, repeated keys and all.
#[derive(Default)]
pub struct Members<'a>(pub Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(Name(key)) = map.next_key()? {
                    members.push((key, map.next_value()?));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

impl<'a> Members<'a> {
    /// Reads an object within a document that was read already.
    pub fn of(raw: &'a RawValue) -> Option<Self> {
        serde_json::from_str(raw.get()).ok()
    }

    /// The value of a key; the last where it is repeated, as readers of JSON do.
    pub fn get(&self, key: &str) -> Option<&'a RawValue> {
        self.0.iter().rev().find(|(name, _)| name == key).map(|(_, value)| *value)
    }

    /// The text of a key, where it is one.
    pub fn text(&self, key: &str) -> Option<Cow<'a, str>> {
        let Name(text) = serde_json::from_str(self.get(key)?.get()).ok()?;
        Some(text)
    }

    /// A key that stands twice.
    pub fn repeated(&self) -> Option<&str> {
        let mut names: Vec<&str> = self.0.iter().map(|(name, _)| &**name).collect();
        names.sort_unstable();
        names.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0])
    }
}

/// How often each key stands.
pub fn counts<'a>(keys: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}
