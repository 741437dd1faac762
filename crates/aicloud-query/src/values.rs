//! Values as scripts read them: days, amounts, stages, and values that are worked
//! out only where somebody wants them.

use aicloud_core::catalog::Catalog;
use std::borrow::Cow;
use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde::ser::Serializer;
use serde_json::Value;

use aicloud_core::model::{Availability, Day, Id, PriceState, Usd};

/// A value that is worked out when it is written, and not at all where its column
/// is not chosen.
pub struct Computed<'a, T>(Box<dyn Fn() -> T + 'a>);

impl<'a, T> Computed<'a, T> {
    /// The value that a function gives.
    pub fn new(value: impl Fn() -> T + 'a) -> Self {
        Self(Box::new(value))
    }

    /// Works the value out.
    pub fn get(&self) -> T {
        (self.0)()
    }
}

impl<T: Serialize> Serialize for Computed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.get().serialize(serializer)
    }
}

impl<T: JsonSchema> JsonSchema for Computed<'_, T> {
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }

    fn inline_schema() -> bool {
        T::inline_schema()
    }
}

/// A count with its noun in the right number.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The ids of sources.
pub fn source_ids(sources: &[Id], catalog: &Catalog) -> Vec<String> {
    sources.iter().map(|source| catalog.source(*source).id.to_string()).collect()
}

/// A plain value, such as a word of a closed list or an amount, as scripts read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written<T>(pub T);

impl<T: Serialize> fmt::Display for Written<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match serde_json::to_value(&self.0) {
            Ok(Value::String(word)) => f.pad(&word),
            Ok(value) => f.pad(&value.to_string()),
            Err(_) => Err(fmt::Error),
        }
    }
}

/// A day, written as ISO 8601 has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date(pub Day);

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        })
    }

    fn inline_schema() -> bool {
        true
    }
}

/// A stretch of days as the date that it is: a day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateSpan(pub Day, pub Day);

impl fmt::Display for DateSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.0.to_string();
        let length = match self.1.since(self.0) {
            0 => day.len(),
            days if days < 31 => 7,
            _ => 4,
        };
        f.pad(day.get(..length).unwrap_or(&day))
    }
}

impl Serialize for DateSpan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for DateSpan {
    fn schema_name() -> Cow<'static, str> {
        "DateSpan".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"})
    }

    fn inline_schema() -> bool {
        true
    }
}

/// An exact amount as a JSON number: an integer where it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount(pub Decimal);

impl Amount {
    /// An amount that was worked out, to twelve places.
    pub fn rounded(amount: Decimal) -> Self {
        Self(amount.round_dp(12))
    }
}

impl From<Usd> for Amount {
    fn from(usd: Usd) -> Self {
        Self(usd.amount())
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let amount = self.0.normalize();
        if let Some(whole) = amount.is_integer().then(|| amount.to_u64()).flatten() {
            return serializer.serialize_u64(whole);
        }
        // The shortest text of a double gives back any price of up to fifteen digits.
        match amount.to_f64() {
            Some(double) => serializer.serialize_f64(double),
            None => serializer.serialize_none(),
        }
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "number"})
    }

    fn inline_schema() -> bool {
        true
    }
}

/// A stage of an offer, or that nobody looked: `no_record`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Stage")]
pub enum StageKey {
    /// A stage is on record.
    Known(Availability),
    /// Nobody looked.
    NoRecord(NoRecord),
}

impl From<Option<Availability>> for StageKey {
    fn from(stage: Option<Availability>) -> Self {
        stage.map_or(Self::NoRecord(NoRecord::NoRecord), Self::Known)
    }
}

impl StageKey {
    /// The stage as people read it.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Known(Availability::Ga) => "GA",
            Self::Known(Availability::Preview) => "public preview",
            Self::Known(Availability::LimitedPreview) => "limited preview",
            Self::Known(Availability::PrivatePreview) => "private preview",
            Self::Known(Availability::Announced) => "announced",
            Self::Known(Availability::Suspended) => "suspended",
            Self::Known(Availability::Retired) => "retired",
            Self::Known(Availability::NotListed) => "not listed",
            Self::Known(Availability::Unknown) => "listed, stage unknown",
            Self::NoRecord(_) => "no record",
        }
    }
}

impl fmt::Display for StageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// What is known of a price, or that none is on record: `no_record`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum PriceKnown {
    /// A price, or what is known in its place.
    Known(PriceState),
    /// None is on record.
    NoRecord(NoRecord),
}

impl From<Option<PriceState>> for PriceKnown {
    fn from(state: Option<PriceState>) -> Self {
        state.map_or(Self::NoRecord(NoRecord::NoRecord), Self::Known)
    }
}

impl fmt::Display for PriceKnown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// The word for what nobody looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoRecord {
    /// Nobody looked.
    NoRecord,
}
