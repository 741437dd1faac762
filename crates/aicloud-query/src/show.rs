//! `show`: one record with everything that refers to it.

use aicloud_core::catalog::{Catalog, Location};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::answer::{Answer, Fields, Shape, fields};
use crate::envelope::{Nothing, OutputSchema};
use crate::heard::heard;
use crate::list::{is_exactly, value};
use crate::{Setting, names};
use aicloud_core::failure::Failure;
use aicloud_core::model::{Id, Kind};
use aicloud_core::names::nearest;
use aicloud_core::rights::{Filter, Lens};

/// One record of any kind, and everything that refers to it.
#[derive(Clone)]
pub struct FoundRecord<'a> {
    /// The facts beside it.
    pub catalog: &'a Catalog,
    /// The kind of record.
    pub kind: Kind,
    /// Its values.
    pub entry: Fields,
    /// The records that refer to it.
    pub referred_by: Vec<Referring>,
}

/// What was asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ShowKeys {
    /// The record that was asked for.
    id: String,
}

/// A record with the fields of its kind: `data schema KIND` tells them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ShowRow {
    /// What kind of record it is.
    pub record: Kind,
    /// What refers to it.
    pub referred_by: Vec<Referring>,
    /// Its id.
    pub id: String,
    /// Its other fields.
    #[serde(flatten)]
    pub fields: Fields,
}

/// A record that refers to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Referring {
    /// Its id.
    pub id: String,
    /// What kind of record it is.
    pub record: Kind,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema = OutputSchema::single::<ShowKeys, ShowRow, Nothing>(
    "show",
    "One record with its own fields, and what refers to it.",
);

/// The fields of records of any kind, in the order in which they are told.
const ORDER: &[&str] = &[
    "id",
    "record",
    "says",
    "title",
    "name",
    "question",
    "short",
    "kind",
    "rank",
    "effect",
    "action",
    "vendor",
    "product",
    "service",
    "seller",
    "channel",
    "model_id",
    "layer",
    "access",
    "developed_with",
    "licence",
    "part_of",
    "parent",
    "within",
    "segments",
    "members",
    "parties",
    "agreement",
    "grantor",
    "grantee",
    "among",
    "by",
    "sellers",
    "scope",
    "claimant",
    "subjects",
    "comparators",
    "metric",
    "factor",
    "factor_to",
    "hedge",
    "workload",
    "measures",
    "unit",
    "higher_is_better",
    "date",
    "dated",
    "prices_on",
    "announced",
    "effective",
    "released",
    "succeeded_by",
    "from",
    "until",
    "until_at_least",
    "until_sources",
    "supersedes",
    "exception_to",
    "amends",
    "amount_usd",
    "quantity",
    "unstated",
    "hosted_by",
    "appointed",
    "buyer_terms",
    "draws_down",
    "residency",
    "stages",
    "prices",
    "offer",
    "clouds",
    "services",
    "products",
    "tiers",
    "percent_off",
    "input",
    "cached_input",
    "cache_write",
    "output",
    "of",
    "field",
    "value",
    "was",
    "withdraw",
    "agreed_by",
    "who",
    "reason",
    "expires",
    "publishes_prices",
    "publisher",
    "url",
    "class",
    "published",
    "retrieved",
    "via",
    "derives_from",
    "status",
    "since",
    "about",
    "sides",
    "decided_by",
    "open",
    "original_found",
    "terms",
    "disputes",
    "scores",
    "developments",
    "resolved_by",
    "aliases",
    "sentences",
    "sources",
    "note",
    "referred_by",
];

/// The names of fields in the order in which they are told.
pub fn in_order(fields: &Fields) -> Vec<&'static str> {
    ORDER.iter().copied().filter(|name| fields.contains_key(*name)).collect()
}

impl FoundRecord<'_> {
    /// The id of the record.
    pub fn id(&self) -> &str {
        self.entry.get("id").and_then(Value::as_str).unwrap_or_default()
    }

    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let mut own = self.entry.clone();
        own.shift_remove("id");
        let referred_by = self.referred_by.clone();
        let (id, record) = (self.id().to_owned(), self.kind);
        let row = fields(&ShowRow { record, referred_by, id, fields: own });
        let columns = in_order(&row).into_iter().map(str::to_owned).collect();
        let query = fields(&ShowKeys { id: self.id().to_owned() });
        let rows = move |_: &[&str]| vec![row.clone()];
        let mut answer = Answer::untyped("show", &self.catalog.basis, query, columns, rows);
        answer.shape = Shape::Single;
        answer
    }
}

/// Answers `show`: finds a record by its id, or a provider or a product by any name.
///
/// # Errors
/// An unknown id, with the three nearest.
pub fn show<'a>(
    typed: &str,
    setting: &Setting,
    lens: &Lens<'a>,
) -> Result<FoundRecord<'a>, Failure> {
    let catalog = lens.catalog;
    let plain = typed.trim().to_lowercase();
    let by_id = plain.parse::<Id>().ok().filter(|id| catalog.place(*id).is_some());
    let found = match by_id {
        Some(id) => Some(id),
        None => named(typed, catalog)?,
    };
    let Some((id, at)) = found.and_then(|id| Some((id, catalog.place(id)?))) else {
        let ids = catalog.every().map(|(_, id)| id.as_str());
        let near = nearest(&plain, ids, 3).join(", ");
        let shown = names::shown(typed);
        let message = format!("there is no record `{shown}`; the nearest are {near}");
        let hint = "list a kind to see its ids: aicloud list products".to_owned();
        return Err(Failure::usage("unknown-id", message, hint));
    };
    let everything = setting.filter == Filter::default();
    let known = |id: Id, kind: Kind| {
        let entry = value(id, catalog)?;
        if everything { Some(entry) } else { heard(entry, kind == Kind::Source, lens) }
    };
    let Some(entry) = known(id, at.kind) else {
        let message = format!("no source that is admitted speaks of `{id}`");
        let hint = "leave out --known-by, --evidence and --according-to".to_owned();
        return Err(Failure::usage("not-known", message, hint));
    };
    let part = format!("{id}/");
    let names_it = |other: Id, kind: Kind| {
        let shop = kind == Kind::Service && other.starts_with(&part);
        everything
            || shop
            || known(other, kind).is_some_and(|entry| {
                entry.iter().any(|(name, value)| name != "id" && is_exactly(value, &id))
            })
    };
    let referring =
        catalog.referring_to(id).filter_map(|other| Some((other, catalog.place(other)?)));
    let mut referring: Vec<(Id, Location)> =
        referring.filter(|(other, at)| names_it(*other, at.kind)).collect();
    referring.sort_by_key(|(_, at)| (order(at.kind), at.place, at.within));
    let referred_by =
        referring.into_iter().map(|(id, at)| Referring { id: id.to_string(), record: at.kind });
    Ok(FoundRecord { catalog, kind: at.kind, entry, referred_by: referred_by.collect() })
}

/// In which order records of some kinds are told.
fn order(kind: Kind) -> u8 {
    match kind {
        Kind::Provider => 0,
        Kind::Service => 1,
        Kind::Segment => 2,
        Kind::Class => 3,
        Kind::Product => 4,
        Kind::Offer => 5,
        Kind::Discount => 6,
        Kind::Override => 7,
        Kind::Agreement => 8,
        Kind::Dispute => 9,
        Kind::Claim => 10,
        Kind::Benchmark => 11,
        Kind::Source => 12,
        Kind::WatchItem => 13,
        Kind::Conflict => 14,
        Kind::PriceStatement => 15,
        Kind::Term => 16,
    }
}

/// The id of the one record that a name or an alias means.
///
/// # Errors
/// A name that means several.
fn named(typed: &str, catalog: &Catalog) -> Result<Option<Id>, Failure> {
    let all = [names::product, names::provider, names::service];
    for found in all.map(|resolve: fn(&str, &Catalog) -> _| resolve(typed, catalog)) {
        match found {
            Ok(id) => return Ok(Some(id)),
            Err(failure) if failure.code == "ambiguous-name" => return Err(failure),
            Err(_) => {}
        }
    }
    Ok(None)
}
