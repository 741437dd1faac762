//! Small pieces of text that several reports share.

use serde_json::Value;

use crate::output::style::cells;
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
