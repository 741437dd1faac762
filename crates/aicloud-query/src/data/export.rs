//! `data export`: the loaded records whole, of one kind or of all.

use aicloud_core::catalog::Basis;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::answer::{Answer, Fields, fields};
use crate::envelope::{Envelope, Nothing, OutputSchema, RowsKey, Touched};
use aicloud_core::failure::Failure;
use aicloud_core::model::{
    Agreement, Benchmark, Claim, Class, Conflict, Discount, Offer, Override, PriceStatement,
    Product, Provider, Records, Segment, Service, Source, WatchItem,
};
use aicloud_data::kinds::FileKind;

/// What was asked of one kind; nothing of all of them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportKeys {
    /// The kind of record.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
}

/// A record of any kind, with the fields of its kind.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecordRow {
    /// The record.
    pub id: String,
    /// Its other fields: `data schema KIND`.
    #[serde(flatten)]
    pub fields: Fields,
}

/// Every record, in the order of the kinds of file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DataSetRow<'a> {
    providers: &'a [Provider],
    services: &'a [Service],
    segments: &'a [Segment],
    classes: &'a [Class],
    watchlist: &'a [WatchItem],
    conflicts: &'a [Conflict],
    discounts: &'a [Discount],
    overrides: &'a [Override],
    products: &'a [Product],
    offers: &'a [Offer],
    prices: &'a [PriceStatement],
    agreements: &'a [Agreement],
    claims: &'a [Claim],
    benchmarks: &'a [Benchmark],
    sources: &'a [Source],
}

/// What is exported.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Exported<'a> {
    /// The records of one kind.
    Kind(RowsKey<Touched<RecordRow>>),
    /// All of them.
    Everything(Box<Touched<DataSetRow<'a>>>),
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema = OutputSchema::of::<Envelope<ExportKeys, Exported<'_>, Nothing>>(
    "export",
    "Whole records of a kind, each with the fields of that kind: data schema KIND. Without a kind \
     a list for each kind is at the top level.",
);

/// The records of one kind. Within a `flat` cell of text a list or a record stands as
/// JSON, so that nothing of it is lost.
///
/// # Errors
/// None in practice: every record has such a form.
pub fn kind<'a>(
    kind: FileKind,
    flat: bool,
    records: &Records,
    basis: &'a Basis,
) -> Result<Answer<'a>, Failure> {
    let values = kind.values(records).collect::<anyhow::Result<Vec<Value>>>();
    let values = values.map_err(|error| Failure::input_output(format!("{error:#}")))?;
    let rows: Vec<Fields> = values
        .into_iter()
        .filter_map(|record| match record {
            Value::Object(fields) if flat => Some(fields.into_iter().map(whole).collect()),
            Value::Object(fields) => Some(fields),
            _ => None,
        })
        .collect();
    let query = fields(&ExportKeys { kind: Some(kind.word()) });
    Ok(Answer::untyped("data export", basis, query, kind.fields(), move |_| rows.clone()))
}

/// A list or a record within a cell as JSON.
fn whole((name, value): (String, Value)) -> (String, Value) {
    let nested = match &value {
        Value::Array(list) => list.iter().any(|value| !value.is_string()),
        value => value.is_object(),
    };
    if nested { (name, value.to_string().into()) } else { (name, value) }
}

/// The whole data set, a list for each kind.
pub fn everything<'a>(records: &'a Records, basis: &'a Basis) -> Answer<'a> {
    let row = || DataSetRow {
        providers: &records.providers,
        services: &records.services,
        segments: &records.segments,
        classes: &records.classes,
        watchlist: &records.watchlist,
        conflicts: &records.conflicts,
        discounts: &records.discounts,
        overrides: &records.overrides,
        products: &records.products,
        offers: &records.offers,
        prices: &records.prices,
        agreements: &records.agreements,
        claims: &records.claims,
        benchmarks: &records.benchmarks,
        sources: &records.sources,
    };
    Answer::single("data export", basis, &ExportKeys { kind: None }, row)
}
