//! The shapes of values that read themselves, for the JSON Schemas that a test
//! holds in `data/schema`.
//!
//! A schema says what an editor can check; what takes more than one record, or a
//! look at a calendar, `data validate` checks.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::model::{Host, Id, Known, PartialDate, Percent, Usd};

/// Declares how a value is written.
macro_rules! shape {
    ($name:ident, $schema:tt) => {
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

shape!(Id, {
    "description": "The stable id of a record: a-z, 0-9, - . _ and /.",
    "type": "string",
    "pattern": "^[a-z0-9._/-]{1,96}$",
});

shape!(Host, {
    "description": "The id of a provider, or the word unknown.",
    "type": "string",
    "pattern": "^[a-z0-9._/-]{1,96}$",
});

shape!(PartialDate, {
    "description": "A day (2026-04-27), a month (2026-04) or a year (2026).",
    "type": ["string", "integer"],
    "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
    "minimum": 1900,
    "maximum": 2200,
});

shape!(Usd, {
    "description": "An exact decimal, best in quotes: '5.50'.",
    "type": ["string", "number"],
    "pattern": "^[0-9]+(\\.[0-9]+)?$|^\\.[0-9]+$",
    "minimum": 0,
});

shape!(Percent, {
    "description": "A share in percent, from 0 to 100, best in quotes: '12.5'.",
    "type": ["string", "number"],
    "pattern": "^(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?)$",
    "minimum": 0,
    "maximum": 100,
});

impl<T: JsonSchema> JsonSchema for Known<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Known_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let item = generator.subschema_for::<T>();
        json_schema!({
            "description": "What a source says, [] for none, or the word unknown.",
            "anyOf": [{"const": "unknown"}, {"type": "array", "items": item}],
        })
    }
}
