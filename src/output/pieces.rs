//! Small pieces of text that several reports share.

use aicloud_core::catalog::Catalog;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Number, Value};

use crate::output::style::cells;
use aicloud_core::model::{Day, Id, Usd};
pub use aicloud_query::price_words::short_amount;

/// What names an object within a cell: the other values of a reason, a gap or a
/// statement are in the JSON.
const NAMES: [&str; 10] = [
    "term",
    "dispute",
    "source",
    "without",
    "text",
    "says",
    "date",
    "with",
    "commitment",
    "promise",
];

/// A value as one cell of text: lists joined by `;`, an object by what names it
/// or else as JSON, so that nothing is lost.
pub fn flat(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(flat).collect::<Vec<_>>().join(";"),
        Value::Object(map) => {
            let name = NAMES.iter().find_map(|name| map.get(*name)).map(|name| match name {
                Value::Null => map.get("effect").map(flat).unwrap_or_default(),
                name => flat(name),
            });
            name.unwrap_or_else(|| value.to_string())
        }
        other => other.to_string(),
    }
}

/// An exact amount as a JSON number: an integer where it is one.
pub fn number(usd: Option<Usd>) -> Value {
    let Some(amount) = usd.map(|usd| usd.amount().normalize()) else { return Value::Null };
    let whole = amount.is_integer().then(|| amount.to_u64()).flatten();
    // The shortest text of a double gives back any price of up to fifteen digits.
    let double = || amount.to_f64().and_then(Number::from_f64).map_or(Value::Null, Value::Number);
    whole.map_or_else(double, Value::from)
}

/// A day as JSON.
pub fn date(day: Option<Day>) -> Value {
    day.map_or(Value::Null, |day| day.to_string().into())
}

/// A stretch of days as the date that it is: a day, a month or a year.
pub fn span((first, last): (Day, Day)) -> String {
    let day = first.to_string();
    match last.since(first) {
        0 => day,
        days if days < 31 => day.get(..7).unwrap_or(&day).to_owned(),
        _ => day.get(..4).unwrap_or(&day).to_owned(),
    }
}

/// The ids of sources as JSON.
pub fn source_ids(sources: &[Id], catalog: &Catalog) -> Value {
    sources.iter().map(|source| Value::from(&*catalog.source(*source).id)).collect()
}

/// A count with its noun in the right number.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Breaks text into lines of at most `width` cells at spaces, each further line
/// indented. A word longer than a line stands alone, whole.
pub fn wrap(text: &str, width: usize, indent: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = cells(word);
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}

/// Text behind what stands in front of its first line, folded to a width, each
/// further line indented.
pub fn behind(front: &str, text: &str, width: usize, indent: usize) -> Vec<String> {
    let text = format!("{front}{}", wrap(text, width, indent));
    text.split('\n').map(str::to_owned).collect()
}
