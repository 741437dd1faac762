//! JSON Schemas of what the commands answer: `data schema output.COMMAND`.
//!
//! The keys of each command are in [`keys`], one a line with its type and what it
//! means; this file makes JSON Schema (draft 2020-12) of them. A test holds every
//! command's answers against its schema, and every column against its keys.

mod data;
pub mod keys;

use serde_json::{Map, Value, json};

use aicloud_core::failure::Failure;
use aicloud_query::schemas::OUTPUTS;

pub use keys::ANSWERS;

/// What a command answers, in the notation of [`keys`].
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// The command as its schema is called: `compare`, `error`.
    pub name: &'static str,
    /// What it is.
    pub says: &'static str,
    /// How its values stand.
    pub form: Form,
    /// What the query holds beside what every query holds; nothing where it is
    /// empty.
    pub query: Option<&'static str>,
    /// The values: of a row, or of the one answer.
    pub keys: &'static str,
    /// What a document holds beside them.
    pub more: &'static str,
}

/// How the values of an answer stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Under `rows`.
    Rows,
    /// Under `rows`, each with the fields of its own kind of record too.
    Records,
    /// At the top level.
    Single,
    /// Something else altogether: its keys are all there is.
    Bare,
}

/// Keys of every query.
const QUERY: &str = "\
as_of day? the day on which it is true
known_by day? using only what had been published by that day
segment id? the customer segment
region text? the region, as the cloud writes it
evidence evidence? the weakest class of evidence believed
according_to [id] the only sources believed; all where empty";

/// Keys of every document.
const DOCUMENT: &str = "\
schema text the name of this schema and its version
basis {hash:text short:text newest:day} the version of the data that the answer rests on
query {} what was asked, as it was understood
complete bool whether no row was left out
left_out text~ why rows were left out, and how to see them
overrides [{id:id what:text who:text reason:text expires:day}]~ what overrides touch the answer; only where there are some";

/// Keys of every row, or of the one answer.
const TOUCHED: &str = "overridden_by [id]~ the overrides that touch it; only where there are some";

/// The order in which schemas are named.
const ORDER: &str = "compare where may when price cost conflicts diff timeline expiring watchlist \
                     audit pairs check list show validate rule basis stats coverage export import \
                     config error";

/// The schema of a command's answer.
///
/// # Errors
/// A command that has none, with the nearest.
pub fn of(name: &str) -> Result<Value, Failure> {
    if let Some(typed) = OUTPUTS.iter().find(|output| output.name == name) {
        return Ok(typed.schema());
    }
    let Some(answer) = ANSWERS.iter().find(|answer| answer.name == name) else {
        let typed = OUTPUTS.iter().map(|output| output.name);
        let known: Vec<&str> = ANSWERS.iter().map(|answer| answer.name).chain(typed).collect();
        let names = ORDER.split(' ').filter(|name| known.contains(name));
        let near = aicloud_core::names::nearest(name, names.clone(), 1).join("");
        let name = name.escape_debug();
        let message = format!("there is no schema `output.{name}`; the nearest is `output.{near}`");
        let all: Vec<String> = names.map(|name| format!("output.{name}")).collect();
        return Err(Failure::usage("unknown-schema", message, all.join(", ")));
    };
    Ok(document(answer))
}

/// The names of the keys of a row.
pub fn names(answer: &Answer) -> Vec<&'static str> {
    answer.keys.lines().filter_map(|line| line.split(' ').next()).collect()
}

fn document(answer: &Answer) -> Value {
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("aicloud.{}/1", answer.name),
        "description": answer.says,
    });
    let (mut properties, mut required) = (Map::new(), Vec::new());
    let open = answer.form == Form::Records;
    if answer.form != Form::Bare {
        add(DOCUMENT, &mut properties, &mut required);
        properties
            .insert("schema".to_owned(), json!({"const": format!("aicloud.{}/1", answer.name)}));
        let query =
            answer.query.map_or_else(|| object(&[], false), |own| object(&[QUERY, own], true));
        properties.insert("query".to_owned(), query);
    }
    match answer.form {
        Form::Rows | Form::Records => {
            required.push("rows".into());
            let row = json!({"$ref": "#/$defs/row"});
            properties.insert("rows".to_owned(), json!({"type": "array", "items": row}));
        }
        Form::Single | Form::Bare => {
            add(answer.keys, &mut properties, &mut required);
            add(TOUCHED, &mut properties, &mut required);
        }
    }
    add(answer.more, &mut properties, &mut required);
    put(&mut schema, "type", "object".into());
    put(&mut schema, "properties", Value::Object(properties));
    put(&mut schema, "required", Value::Array(required));
    if matches!(answer.form, Form::Rows | Form::Records) {
        let row = object(&[answer.keys, TOUCHED], !open);
        put(&mut schema, "$defs", json!({"row": row}));
    }
    schema
}

fn put(schema: &mut Value, key: &str, value: Value) {
    if let Value::Object(map) = schema {
        map.insert(key.to_owned(), value);
    }
}

/// An object with the keys of some lines. All of them are there when no columns
/// are chosen; more may be added.
fn object(lines: &[&str], needed: bool) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for lines in lines {
        add(lines, &mut properties, &mut required);
    }
    let mut schema = json!({"type": "object", "properties": properties});
    if needed {
        put(&mut schema, "required", Value::Array(required));
    }
    schema
}

/// Adds the keys of some lines: `key type what it means`.
fn add(lines: &str, properties: &mut Map<String, Value>, required: &mut Vec<Value>) {
    for line in lines.lines() {
        let (key, rest) = line.split_once(' ').unwrap_or((line, "any"));
        let mut read = rest;
        let mut value = kind(&mut read);
        if let Some(rest) = read.strip_prefix('~') {
            read = rest;
        } else {
            required.push(key.into());
        }
        let says = read.trim();
        if !says.is_empty() {
            put(&mut value, "description", says.into());
        }
        properties.insert(key.to_owned(), value);
    }
}

/// Reads a type from the beginning of a text: a word, `[type]` or `{key:type ...}`,
/// each with a `?` behind it where it may be null.
fn kind(text: &mut &str) -> Value {
    let mut schema = if let Some(rest) = text.strip_prefix('[') {
        *text = rest;
        let items = kind(text);
        *text = text.strip_prefix(']').unwrap_or(text);
        json!({"type": "array", "items": items})
    } else if let Some(rest) = text.strip_prefix('{') {
        *text = rest;
        inner(text)
    } else {
        let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        *text = rest;
        plain(word)
    };
    if let Some(rest) = text.strip_prefix('?') {
        *text = rest;
        nullable(&mut schema);
    }
    schema
}

fn inner(text: &mut &str) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    while let Some((key, rest)) = text.split_once(':').filter(|_| !text.starts_with('}')) {
        *text = rest;
        let value = kind(text);
        match text.strip_prefix('~') {
            Some(rest) => *text = rest,
            None => required.push(Value::from(key)),
        }
        properties.insert(key.to_owned(), value);
        *text = text.trim_start();
    }
    *text = text.strip_prefix('}').unwrap_or(text);
    json!({"type": "object", "properties": properties, "required": required})
}

fn nullable(schema: &mut Value) {
    let Value::Object(map) = schema else { return };
    if let Some(one) = map.get("type").cloned() {
        map.insert("type".to_owned(), json!([one, "null"]));
    }
    if let Some(Value::Array(words)) = map.get_mut("enum") {
        words.push(Value::Null);
    }
}

/// What a word stands for.
fn plain(word: &str) -> Value {
    match word {
        "bool" => json!({"type": "boolean"}),
        "int" => json!({"type": "integer"}),
        "usd" => json!({"type": "number"}),
        "day" => {
            json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
        }
        "date" => json!({"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}),
        "id" => json!({"type": "string", "pattern": "^[a-z0-9@]"}),
        "any" => json!({}),
        _ => keys::words(word).map_or_else(
            || json!({"type": "string"}),
            |words| json!({"type": "string", "enum": words}),
        ),
    }
}
