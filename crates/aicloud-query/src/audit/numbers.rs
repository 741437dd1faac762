//! Ratios and values of several services, as scripts read them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use aicloud_core::claims::offered::Offered;
use aicloud_core::claims::{Mix, Ratio};

/// A value, or several where several services count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMore<T> {
    /// One.
    One(T),
    /// Several.
    More(Vec<T>),
}

impl<T> OneOrMore<T> {
    /// A value of each offer; nothing where there is none.
    pub(super) fn of(offers: &[Offered<'_>], value: impl Fn(&Offered<'_>) -> T) -> Option<Self> {
        match offers {
            [] => None,
            [one] => Some(Self::One(value(one))),
            several => Some(Self::More(several.iter().map(value).collect())),
        }
    }
}

/// A ratio as a JSON number: an integer where it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RatioNumber(pub Ratio);

impl Serialize for RatioNumber {
    #[expect(clippy::cast_precision_loss, reason = "a double is what JSON has")]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.parts() {
            (over, 1) => serializer.serialize_u64(over),
            (over, under) => serializer.serialize_f64(over as f64 / under as f64),
        }
    }
}

impl JsonSchema for RatioNumber {
    fn schema_name() -> Cow<'static, str> {
        "RatioNumber".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "number"})
    }

    fn inline_schema() -> bool {
        true
    }
}

/// A mix as scripts read it, exactly: `16:1`, `1:0` for input alone.
pub(super) fn mix_key(mix: Mix) -> String {
    format!("{}:{}", mix.input, mix.output)
}
