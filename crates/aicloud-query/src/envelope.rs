//! The one JSON document of an answer: what it is written as and what its schema
//! says are the same struct.

use aicloud_core::catalog::Basis;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::Value;

use crate::answer::{Answer, Fields, Shape};
use crate::values::Date;

/// The version of the data that an answer rests on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BasisKeys {
    /// SHA-256 of the records, in hexadecimal.
    pub hash: String,
    /// The first eight digits of the hash.
    pub short: String,
    /// The newest day on which any source was read.
    pub newest: Date,
}

impl From<&Basis> for BasisKeys {
    fn from(basis: &Basis) -> Self {
        let (hash, short) = (basis.hash.clone(), basis.short().to_owned());
        Self { hash, short, newest: Date(basis.newest) }
    }
}

/// An override that touches an answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OverrideKeys {
    /// The override.
    pub id: String,
    /// What it changes, in words.
    pub what: String,
    /// Who knows better.
    pub who: String,
    /// Why.
    pub reason: String,
    /// The last day on which it is applied.
    pub expires: Date,
}

/// The envelope of an answer: `Q` is what was asked, `B` the rows or the one answer, `M` what
/// stands beside them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Envelope<Q, B, M> {
    /// The name of this schema and its version.
    pub schema: String,
    /// The version of the data that the answer rests on.
    pub basis: BasisKeys,
    /// What was asked, as it was understood.
    pub query: Q,
    /// Whether no row was left out.
    pub complete: bool,
    /// Why rows were left out, and how to see them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_out: Option<String>,
    /// The rows, or the one answer.
    #[serde(flatten)]
    pub body: B,
    /// What stands beside them.
    #[serde(flatten)]
    pub more: M,
    /// The overrides that touch the answer; only where there are some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overrides: Option<Vec<OverrideKeys>>,
}

/// The rows of an answer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RowsKey<R> {
    /// The rows.
    pub rows: Vec<R>,
}

/// A row, and the overrides that touch it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Touched<R> {
    /// The row.
    #[serde(flatten)]
    pub row: R,
    /// The overrides that touch it; only where there are some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overridden_by: Option<Vec<String>>,
}

/// Rows, or the one that was asked for.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum RowsOrOne<R> {
    /// The rows.
    Rows(RowsKey<Touched<R>>),
    /// The one.
    One(Touched<R>),
}

/// Nothing beside the rows.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Nothing {}

/// A body of either shape.
#[derive(Serialize)]
#[serde(untagged)]
enum Body {
    Rows(RowsKey<Fields>),
    Single(Fields),
}

/// The name of the schema of a command's answer: the last word of the command.
fn schema_name(command: &str) -> String {
    format!("aicloud.{}/1", command.rsplit(' ').next().unwrap_or_default())
}

/// The document of an answer, with the chosen columns.
///
/// # Errors
/// None in practice: every value has a JSON form.
pub fn document(
    answer: &Answer<'_>,
    chosen: &[&str],
    overrides: Option<Vec<OverrideKeys>>,
) -> Result<Value, serde_json::Error> {
    let mut rows = answer.pick(chosen);
    let body = match answer.shape {
        Shape::Rows => Body::Rows(RowsKey { rows }),
        Shape::Single => Body::Single(rows.pop().unwrap_or_default()),
    };
    serde_json::to_value(Envelope {
        schema: schema_name(answer.command),
        basis: BasisKeys::from(answer.basis),
        query: &answer.query,
        complete: answer.left_out.is_none(),
        left_out: answer.left_out.clone(),
        body,
        more: &answer.more,
        overrides,
    })
}

/// The JSON Schema of what a command answers: its name and how it is made.
#[derive(Clone, Copy)]
pub struct OutputSchema {
    /// The command as its schema is called: `compare`, `error`.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub says: &'static str,
    make: fn() -> Schema,
}

impl OutputSchema {
    /// That of an answer of rows.
    pub const fn rows<Q: JsonSchema, R: JsonSchema, M: JsonSchema>(
        name: &'static str,
        says: &'static str,
    ) -> Self {
        Self { name, says, make: schema::<Envelope<Q, RowsKey<Touched<R>>, M>> }
    }

    /// That of an answer of one row.
    pub const fn single<Q: JsonSchema, R: JsonSchema, M: JsonSchema>(
        name: &'static str,
        says: &'static str,
    ) -> Self {
        Self { name, says, make: schema::<Envelope<Q, Touched<R>, M>> }
    }

    /// That of an answer of rows, or of the one row that was asked for.
    pub const fn rows_or_single<Q: JsonSchema, R: JsonSchema, M: JsonSchema>(
        name: &'static str,
        says: &'static str,
    ) -> Self {
        Self { name, says, make: schema::<Envelope<Q, RowsOrOne<R>, M>> }
    }

    /// That of something else altogether.
    pub const fn of<T: JsonSchema>(name: &'static str, says: &'static str) -> Self {
        Self { name, says, make: schema::<T> }
    }

    /// The schema as text, with its title.
    pub fn text(&self) -> String {
        let mut schema = (self.make)();
        schema.insert("title".to_owned(), format!("aicloud.{}/1", self.name).into());
        schema.insert("description".to_owned(), self.says.into());
        // A schema has a JSON form, and its own order of keywords.
        serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
    }
}

/// JSON Schema, draft 2020-12, of what a type is written as.
fn schema<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}
