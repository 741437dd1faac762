//! What a question is answered with, before anybody formats it.
//!
//! A row is a struct: its fields, in their order, are the columns, the keys of the
//! JSON and the properties of the JSON Schema. Nothing else names them.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use aicloud_core::catalog::Basis;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::pick::pick;
use aicloud_core::failure::Failure;
use aicloud_core::names::nearest;

pub use crate::fields::{Fields, fields};

/// Works out rows, given the chosen columns.
type Rows<'a> = dyn Fn(&[&str]) -> Vec<Fields> + 'a;

/// The names of the values, in order.
type Columns<'a> = LazyCell<Vec<String>, Box<dyn FnOnce() -> Vec<String> + 'a>>;

/// How the rows stand in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Under the key `rows`.
    Rows,
    /// One answer: its fields at the top level.
    Single,
}

/// What a question is answered with.
pub struct Answer<'a> {
    /// The command; its last word names the schema.
    pub command: &'static str,
    /// The version of the data that it rests on.
    pub basis: &'a Basis,
    /// What was asked, as it was understood.
    pub query: Fields,
    /// Why rows were left out; nothing where all are there.
    pub left_out: Option<String>,
    /// What a document holds beside the rows, such as totals.
    pub more: Fields,
    /// How the rows stand in a document.
    pub shape: Shape,
    /// Read from the schema of a row, which tables and pages do without.
    columns: Columns<'a>,
    rows: Box<Rows<'a>>,
}

impl<'a> Answer<'a> {
    /// An answer of rows, which are worked out only for the formats that print them.
    pub fn rows<R: Serialize + JsonSchema + 'a>(
        command: &'static str,
        basis: &'a Basis,
        query: &impl Serialize,
        rows: impl Fn() -> Vec<R> + 'a,
    ) -> Self {
        Self {
            command,
            basis,
            query: fields(query),
            left_out: None,
            more: Fields::new(),
            shape: Shape::Rows,
            columns: later(columns::<R>),
            rows: Box::new(move |chosen| rows().iter().map(|row| pick(row, chosen)).collect()),
        }
    }

    /// An answer that is one row, its fields at the top level of a document.
    pub fn single<R: Serialize + JsonSchema + 'a>(
        command: &'static str,
        basis: &'a Basis,
        query: &impl Serialize,
        row: impl Fn() -> R + 'a,
    ) -> Self {
        let rows = move || vec![row()];
        Self { shape: Shape::Single, ..Self::rows(command, basis, query, rows) }
    }

    /// An answer whose rows are named values already.
    pub fn untyped(
        command: &'static str,
        basis: &'a Basis,
        query: Fields,
        columns: Vec<String>,
        rows: impl Fn(&[&str]) -> Vec<Fields> + 'a,
    ) -> Self {
        Self {
            command,
            basis,
            query,
            left_out: None,
            more: Fields::new(),
            shape: Shape::Rows,
            columns: later(|| columns),
            rows: Box::new(move |chosen| {
                let rows = rows(chosen);
                let pick = |row: &Fields| {
                    let value = |name: &&str| {
                        ((*name).to_owned(), row.get(*name).cloned().unwrap_or_default())
                    };
                    chosen.iter().map(value).collect()
                };
                rows.iter().map(pick).collect()
            }),
        }
    }

    /// With what a document holds beside the rows.
    #[must_use]
    pub fn with(mut self, more: &impl Serialize) -> Self {
        self.more = fields(more);
        self
    }

    /// With the reason why rows were left out, where some were.
    #[must_use]
    pub fn leaving_out(mut self, reason: Option<String>) -> Self {
        self.left_out = reason;
        self
    }

    /// Without a column that was not asked for.
    #[must_use]
    pub fn without(mut self, column: &'static str) -> Self {
        let all = self.columns;
        self.columns = later(move || all.iter().filter(|name| *name != column).cloned().collect());
        self
    }

    /// The rows with the chosen columns; what nobody chose is not worked out.
    pub fn pick(&self, chosen: &[&str]) -> Vec<Fields> {
        (self.rows)(chosen)
    }

    /// The rows, every column of them.
    pub fn whole(&self) -> Vec<Fields> {
        let columns: Vec<&str> = self.columns.iter().map(String::as_str).collect();
        self.pick(&columns)
    }

    /// What rows carry when they stand alone: the day, the segment, whatever else
    /// narrowed the question, and the basis.
    pub fn context(&self) -> Fields {
        let mut context = Fields::new();
        for name in ["as_of", "segment"] {
            context.insert(name.to_owned(), self.query.get(name).cloned().unwrap_or_default());
        }
        for name in ["known_by", "region", "evidence", "according_to"] {
            let given = self.query.get(name).filter(|value| !is_empty(value));
            context.extend(given.map(|value| (name.to_owned(), value.clone())));
        }
        context.insert("basis".to_owned(), self.basis.short().into());
        context
    }

    /// The chosen columns; all where none is named.
    ///
    /// # Errors
    /// A column that the answer does not have, with the nearest and all of them.
    pub fn choose(&self, chosen: &[String]) -> Result<Vec<&str>, Failure> {
        choose(self.command, &self.columns, chosen)
    }

    /// The same answer with each row changed, and with further columns.
    #[must_use]
    pub fn changed(self, column: &'static str, change: impl Fn(usize, &mut Fields) + 'a) -> Self {
        let Self { columns: others, rows, .. } = self;
        let columns = later(move || others.iter().cloned().chain([column.to_owned()]).collect());
        let rows: Box<Rows<'a>> = Box::new(move |chosen| {
            let mut rows = rows(chosen);
            rows.iter_mut().enumerate().for_each(|(place, row)| change(place, row));
            rows
        });
        Self { columns, rows, ..self }
    }
}

/// The chosen ones of a command's columns; all where none is named.
///
/// # Errors
/// A column that the command does not have, with the nearest and all of them.
pub fn choose<'c>(
    command: &str,
    columns: &'c [String],
    chosen: &[String],
) -> Result<Vec<&'c str>, Failure> {
    let names = || columns.iter().map(String::as_str);
    let find = |name: &String| {
        let name = name.trim();
        names().find(|column| *column == name).ok_or_else(|| {
            let near = nearest(name, names(), 1).join("");
            let name = name.escape_debug();
            let message = format!("`{command}` has no column `{name}`; the nearest is `{near}`");
            let hint = format!("its columns are: {}", columns.join(", "));
            Failure::usage("unknown-column", message, hint)
        })
    };
    let mut wanted = chosen.iter().filter(|name| !name.is_empty()).peekable();
    if wanted.peek().is_none() {
        return Ok(names().collect());
    }
    wanted.map(find).collect()
}

/// Whether a value says nothing.
fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

fn later<'a>(columns: impl FnOnce() -> Vec<String> + 'a) -> Columns<'a> {
    LazyCell::new(Box::new(columns))
}

/// The names of the fields of a row, in order. A batch asks for them once a line, so that
/// those of each row are kept.
pub fn columns<R: JsonSchema>() -> Vec<String> {
    static KNOWN: Mutex<BTreeMap<Cow<'static, str>, Vec<String>>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(R::schema_id()).or_insert_with(properties::<R>).clone()
}

fn properties<R: JsonSchema>() -> Vec<String> {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<R>();
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.into_iter().flat_map(Map::keys).cloned().collect()
}
