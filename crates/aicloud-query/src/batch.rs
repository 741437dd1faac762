//! `may --batch`: one question a line, as JSON.

use aicloud_core::catalog::Catalog;
use std::fmt;
use std::sync::LazyLock;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::answer::columns;
use crate::comparison::OfferRow;
use crate::cost::CostRow;
use crate::may::MayRow;
use crate::price::PriceRow;
use crate::{Setting, dates, names};
use aicloud_core::failure::Failure;
use aicloud_core::model::{Day, EvidenceClass, Id};
use aicloud_core::names::nearest;
use aicloud_core::rights::Asked;

/// The keys that a question may have.
const KEYS: [&str; 9] = [
    "cloud",
    "product",
    "action",
    "segment",
    "region",
    "as_of",
    "known_by",
    "evidence",
    "according_to",
];

/// The keys of rows that commands print.
static PRINTED: LazyLock<Vec<String>> = LazyLock::new(|| {
    [
        columns::<OfferRow<'_>>(),
        columns::<MayRow<'_>>(),
        columns::<PriceRow>(),
        columns::<CostRow>(),
        vec!["basis".to_owned()],
    ]
    .concat()
});

/// One question of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchItem {
    /// Who would sell.
    pub cloud: Id,
    /// What.
    pub product: Id,
    /// Selling or hosting.
    pub asked: Asked,
    /// On which day, for whom, on whose word.
    pub setting: Setting,
}

/// Reads one line; what it leaves out comes from the options of the command.
///
/// The keys of rows that commands print are passed over, so that these rows can be
/// fed back in as they are.
///
/// # Errors
/// A line that is no such JSON object, a key that is neither a question's nor
/// known, or a name, a date or a word in it that is not known.
pub fn item(
    line: &[u8],
    default: (&Setting, Asked),
    catalog: &Catalog,
    today: Day,
) -> Result<BatchItem, Failure> {
    let Keys(fields) =
        serde_json::from_slice(line).map_err(|error| bad(&format!("not a question: {error}")))?;
    for key in fields.keys() {
        if !KEYS.contains(&key.as_str()) && !PRINTED.contains(key) {
            let near = nearest(key, KEYS, 1).join("");
            let key = key.escape_debug();
            return Err(bad(&format!("unknown key `{key}`; the nearest is `{near}`")));
        }
    }
    let (Some(cloud), Some(product)) = (text(&fields, "cloud")?, text(&fields, "product")?) else {
        return Err(bad("a question names a `cloud` and a `product`"));
    };
    let (cloud, product) = names::cloud_and_product(cloud, product, catalog)?;
    let asked = match text(&fields, "action")? {
        None => default.1,
        Some("sell") => Asked::Sell,
        Some("host") => Asked::Host,
        Some(_) => return Err(bad("`action` is sell or host")),
    };
    Ok(BatchItem { cloud, product, asked, setting: setting(&fields, default.0, catalog, today)? })
}

/// The setting of one line.
fn setting(
    fields: &Map<String, Value>,
    default: &Setting,
    catalog: &Catalog,
    today: Day,
) -> Result<Setting, Failure> {
    let mut setting = default.clone();
    if let Some(segment) = text(fields, "segment")? {
        setting.segment = names::segment(segment, catalog)?;
    }
    if let Some(region) = text(fields, "region")? {
        setting.region = Some(names::region(region, catalog)?);
    }
    if let Some(day) = text(fields, "as_of")? {
        setting.as_of = dates::day(day, today)?;
    }
    if let Some(day) = text(fields, "known_by")? {
        setting.filter.known_by = Some(dates::day(day, today)?);
    }
    if let Some(class) = text(fields, "evidence")? {
        setting.filter.evidence = Some(evidence(class)?);
    }
    if let Some(sources) = fields.get("according_to").filter(|value| !value.is_null()) {
        let wrong = || bad("`according_to` is a list of sources");
        let sources = sources.as_array().ok_or_else(wrong)?;
        let one = |source: &Value| names::source(source.as_str().ok_or_else(wrong)?, catalog);
        setting.filter.according_to = sources.iter().map(one).collect::<Result<_, _>>()?;
    }
    Ok(setting)
}

fn text<'f>(fields: &'f Map<String, Value>, key: &str) -> Result<Option<&'f str>, Failure> {
    match fields.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(bad(&format!("`{key}` is a text"))),
    }
}

fn evidence(word: &str) -> Result<EvidenceClass, Failure> {
    let found = EvidenceClass::ALL.iter().find(|class| class.word() == word);
    let words =
        || EvidenceClass::ALL.iter().map(|class| class.word()).collect::<Vec<_>>().join(", ");
    found.copied().ok_or_else(|| bad(&format!("`evidence` is one of {}", words())))
}

/// The values of a JSON object, of which no key is given twice: the last one
/// would silently win.
struct Keys(Map<String, Value>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Keys;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Map::new();
                while let Some((key, value)) = map.next_entry::<String, Value>()? {
                    if keys.contains_key(&key) {
                        return Err(A::Error::custom(format!(
                            "`{}` is given twice",
                            key.escape_debug()
                        )));
                    }
                    keys.insert(key, value);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

fn bad(message: &str) -> Failure {
    let hint = r#"write {"cloud": "aws", "product": "gpt-5.5"}, one question a line"#;
    Failure::usage("bad-line", message.to_owned(), hint.to_owned())
}
