//! `show`: one record with everything that refers to it.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::answer::{Answer, Fields, Shape, fields};
use crate::envelope::{Nothing, OutputSchema};
use crate::heard::heard;
use crate::list::{Entry, all, entry, is_exactly, of_kind};
use crate::{Setting, names};
use aicloud_core::facts::Facts;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Kind, ListKind, Records, Term};
use aicloud_core::rights::{Filter, Lens};

/// One record of any kind, and everything that refers to it.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    /// The facts beside it.
    pub facts: &'a Facts,
    /// The kind of record.
    pub kind: Kind,
    /// Its values.
    pub entry: Entry,
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

impl Found<'_> {
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
        let mut answer = Answer::untyped("show", &self.facts.basis, query, columns, rows);
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
    records: &Records,
) -> Result<Found<'a>, Failure> {
    let facts = lens.facts;
    let every = every(records);
    let by_id = |id: &str| every.iter().find(|(_, known, _)| known == id);
    let plain = typed.trim().to_lowercase();
    let found = match by_id(&plain) {
        Some(found) => Some(found),
        None => named(typed, facts)?.and_then(|id| by_id(&id)),
    };
    let Some((kind, id, entry)) = found else {
        let ids = every.iter().map(|(_, id, _)| id.as_str());
        let near = aicloud_core::names::nearest(&plain, ids, 3).join(", ");
        let shown = names::shown(typed);
        let message = format!("there is no record `{shown}`; the nearest are {near}");
        let hint = "list a kind to see its ids: aicloud list products".to_owned();
        return Err(Failure::usage("unknown-id", message, hint));
    };
    let everything = setting.filter == Filter::default();
    let known = |kind: Kind, entry: &Entry| {
        let entry = entry.clone();
        if everything { Some(entry) } else { heard(entry, kind == Kind::Source, lens) }
    };
    let Some(entry) = known(*kind, entry) else {
        let message = format!("no source that is admitted speaks of `{id}`");
        let hint = "leave out --known-by, --evidence and --according-to".to_owned();
        return Err(Failure::usage("not-known", message, hint));
    };
    let part = format!("{id}/");
    let referring = every.iter().filter(|(other_kind, other, entry)| {
        let shop = *other_kind == Kind::Service && other.starts_with(&part);
        shop || other != id
            && known(*other_kind, entry).is_some_and(|entry| {
                entry.iter().any(|(name, value)| name != "id" && is_exactly(value, id))
            })
    });
    let referring = referring.map(|(record, id, _)| Referring { id: id.clone(), record: *record });
    Ok(Found { facts, kind: *kind, entry, referred_by: referring.collect() })
}

/// The id of the one record that a name or an alias means.
///
/// # Errors
/// A name that means several.
fn named(typed: &str, facts: &Facts) -> Result<Option<String>, Failure> {
    let product = names::product(typed, facts).map(|position| facts.product(position).id.to_string());
    let provider = names::provider(typed, facts).map(|position| facts.provider(position).id.to_string());
    let service = names::service(typed, facts).map(|position| facts.service(position).id.to_string());
    for found in [product, provider, service] {
        match found {
            Ok(id) => return Ok(Some(id)),
            Err(failure) if failure.code == "ambiguous-name" => return Err(failure),
            Err(_) => {}
        }
    }
    Ok(None)
}

/// Every record with its kind, terms and disputes apart from their agreements.
fn every(records: &Records) -> Vec<(Kind, String, Entry)> {
    let mut every = Vec::new();
    let mut add = |kind, entries: Vec<Entry>| {
        for entry in entries {
            let id = entry.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            every.push((kind, id, entry));
        }
    };
    for (kind, list) in [
        (Kind::Provider, ListKind::Providers),
        (Kind::Service, ListKind::Services),
        (Kind::Segment, ListKind::Segments),
        (Kind::Class, ListKind::Classes),
        (Kind::Product, ListKind::Products),
        (Kind::Offer, ListKind::Offers),
        (Kind::Discount, ListKind::Discounts),
        (Kind::Override, ListKind::Overrides),
        (Kind::Agreement, ListKind::Agreements),
        (Kind::Dispute, ListKind::Disputes),
        (Kind::Claim, ListKind::Claims),
        (Kind::Benchmark, ListKind::Benchmarks),
        (Kind::Source, ListKind::Sources),
        (Kind::WatchItem, ListKind::Watchlist),
        (Kind::Conflict, ListKind::Conflicts),
    ] {
        add(kind, of_kind(list, records));
    }
    add(Kind::PriceStatement, all(&records.prices));
    for agreement in &records.agreements {
        let with_agreement = |term: &Term| {
            let mut entry = entry(term)?;
            entry.insert("agreement".to_owned(), agreement.id.as_str().into());
            Some(entry)
        };
        add(Kind::Term, agreement.terms.iter().filter_map(with_agreement).collect());
    }
    every
}
