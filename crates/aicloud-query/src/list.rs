//! `list` and `show`: which records.

use aicloud_core::catalog::list::List;
use aicloud_core::catalog::{Catalog, Location};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use aicloud_core::clean::clean;
use aicloud_core::evidence::topic::speaks_of;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Day, Id, Kind, ListKind, Scope, Term};
use aicloud_core::rights::{Filter, Lens};

use crate::heard::heard;
use crate::{Setting, names};

/// A record as named values, with what it refers to.
pub type Entry = serde_json::Map<String, Value>;

/// What `list` is asked: names as people write them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuestion {
    /// What to list.
    pub kind: ListKind,
    /// Only records of this vendor.
    pub vendor: Option<String>,
    /// Only records of this cloud.
    pub cloud: Option<String>,
    /// Only records about this product.
    pub product: Option<String>,
    /// Only records that hold this text anywhere, in any case.
    pub matching: Option<String>,
    /// Only terms that hold, or disputes that are open, on the asked day.
    pub in_force: bool,
}

/// Records of one kind as named values, filtered.
///
/// # Errors
/// An unknown product, vendor or cloud.
pub fn entries(
    args: &ListQuestion,
    setting: &Setting,
    lens: &Lens<'_>,
) -> Result<Vec<Entry>, Failure> {
    let catalog = lens.catalog;
    let product = args.product.as_deref().map(|name| names::product(name, catalog)).transpose()?;
    let vendor = args.vendor.as_deref().map(|name| names::provider(name, catalog)).transpose()?;
    let cloud = |name| names::cloud(name, catalog).or_else(|_| names::provider(name, catalog));
    let cloud = args.cloud.as_deref().map(cloud).transpose()?;
    let mut entries = of_kind(args.kind, catalog);
    if args.in_force {
        retain_in_force(args.kind, &mut entries, setting.as_of, lens)?;
    }
    if setting.filter != Filter::default() {
        let is_source = args.kind == ListKind::Sources;
        entries = entries.into_iter().filter_map(|entry| heard(entry, is_source, lens)).collect();
    }
    entries.retain(|entry| {
        product.is_none_or(|product| is_about(entry, product, lens))
            && vendor.is_none_or(|id| mentions(entry, &id, true))
            && cloud.is_none_or(|id| mentions(entry, &id, false))
    });
    if let Some(text) = &args.matching {
        let wanted = text.to_lowercase();
        entries.retain(|entry| entry.values().any(|value| holds(value, &wanted)));
    }
    Ok(entries)
}

/// Keeps the terms that hold, or the disputes that are open, on a day.
fn retain_in_force(
    kind: ListKind,
    entries: &mut Vec<Entry>,
    day: Day,
    lens: &Lens<'_>,
) -> Result<(), Failure> {
    let holds: &dyn Fn(Id) -> bool = match kind {
        ListKind::Terms => &|term| lens.in_force(term, day),
        ListKind::Disputes => &|dispute| lens.is_open(dispute, day),
        _ => {
            let message = format!("{} are not in force or out of it", kind.word());
            let hint = "terms and disputes are: aicloud list terms --in-force".to_owned();
            return Err(Failure::usage("bad-filter", message, hint));
        }
    };
    entries.retain(|entry| id_of(entry).is_some_and(holds));
    Ok(())
}

/// The id of a record.
fn id_of(entry: &Entry) -> Option<Id> {
    entry.get("id")?.as_str()?.parse().ok()
}

fn of_kind(kind: ListKind, catalog: &Catalog) -> Vec<Entry> {
    match kind {
        ListKind::Providers => all(&catalog.providers),
        ListKind::Products => all(&catalog.products),
        ListKind::Models => {
            let models = catalog
                .products
                .iter()
                .filter(|p| p.kind == aicloud_core::model::ProductKind::Model);
            models.filter_map(entry).collect()
        }
        ListKind::Services => all(&catalog.services),
        ListKind::Offers => all(&catalog.offers),
        ListKind::Discounts => all(&catalog.discounts),
        ListKind::Overrides => all(&catalog.overrides),
        ListKind::Agreements => {
            catalog.agreement_ids().filter_map(|id| value(id, catalog)).collect()
        }
        ListKind::Terms => {
            let of = |a: &aicloud_core::model::Agreement| {
                a.terms.iter().filter_map(|term| self::term(term, catalog)).collect::<Vec<_>>()
            };
            catalog.agreements.iter().flat_map(of).collect()
        }
        ListKind::Disputes => {
            let disputes = catalog.agreements.iter().flat_map(|agreement| &agreement.disputes);
            disputes.filter_map(entry).collect()
        }
        ListKind::Claims => all(&catalog.claims),
        ListKind::Sources => all(&catalog.sources),
        ListKind::Benchmarks => all(&catalog.benchmarks),
        ListKind::Classes => all(&catalog.classes),
        ListKind::Segments => all(&catalog.segments),
        ListKind::Conflicts => all(&catalog.conflicts),
        ListKind::Watchlist => all(&catalog.watchlist),
    }
}

fn all<T: Serialize + DeserializeOwned>(list: &List<T>) -> Vec<Entry> {
    list.iter().filter_map(entry).collect()
}

/// A record as named values.
pub fn entry<T: Serialize>(record: &T) -> Option<Entry> {
    match serde_json::to_value(record) {
        Ok(Value::Object(entry)) => Some(entry),
        _ => None,
    }
}

/// A record as [`Catalog::value`] has it.
fn value(id: Id, catalog: &Catalog) -> Option<Entry> {
    match catalog.value(id)? {
        Value::Object(entry) => Some(entry),
        _ => None,
    }
}

/// A term, with its agreement and its scope in words.
fn term(record: &Term, catalog: &Catalog) -> Option<Entry> {
    let mut entry = value(record.id, catalog)?;
    entry.insert("scope".to_owned(), scope_words(&record.scope).into());
    Some(entry)
}

/// A scope in words: `vendor openai, access api, segments us-government`.
pub fn scope_words(scope: &Scope) -> String {
    let Some(fields) = entry(scope) else { return String::new() };
    let word = |(name, value): (&String, &Value)| {
        let value = match value {
            Value::Array(list) => {
                list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or ")
            }
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        format!("{} {value}", name.replace('_', " "))
    };
    let words: Vec<String> = fields.iter().map(word).collect();
    if words.is_empty() { "everything".to_owned() } else { words.join(", ") }
}

/// Whether a record is about a product: it is it, names it, or is a term that
/// speaks of it.
fn is_about(entry: &Entry, product: Id, lens: &Lens<'_>) -> bool {
    let catalog = lens.catalog;
    let term = |id: &Id| catalog.find(Kind::Term, id).is_some();
    entry.values().any(|value| is_exactly(value, &product))
        || id_of(entry).filter(term).is_some_and(|term| speaks_of(term, product, lens))
}

/// Whether a record belongs to a provider: its id begins with it, or a field
/// names it.
fn mentions(entry: &Entry, provider: &str, vendor: bool) -> bool {
    let begins = |name: &str| {
        let text = entry.get(name).and_then(Value::as_str);
        text.is_some_and(|text| text == provider || text.starts_with(&format!("{provider}/")))
    };
    if vendor {
        return begins("id") || begins("vendor") || begins("product") || begins("grantor");
    }
    begins("id")
        || ["service", "seller", "grantee", "claimant"].iter().any(|name| begins(name))
        || ["parties", "sellers"]
            .iter()
            .any(|name| entry.get(*name).is_some_and(|v| is_exactly(v, provider)))
}

fn is_exactly(value: &Value, id: &str) -> bool {
    match value {
        Value::String(text) => text == id,
        Value::Array(list) => list.iter().any(|value| is_exactly(value, id)),
        Value::Object(map) => map.values().any(|value| is_exactly(value, id)),
        _ => false,
    }
}

fn holds(value: &Value, wanted: &str) -> bool {
    match value {
        Value::String(text) => text.to_lowercase().contains(wanted),
        Value::Array(list) => list.iter().any(|value| holds(value, wanted)),
        Value::Object(map) => map.values().any(|value| holds(value, wanted)),
        _ => false,
    }
}

/// One record of any kind, and everything that refers to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The kind of record.
    pub kind: Kind,
    /// Its values.
    pub entry: Entry,
    /// Kind and id of each record that refers to it.
    pub referred_by: Vec<(Kind, String)>,
}

/// Finds a record by its id, or a provider or a product by any name.
///
/// # Errors
/// An unknown id, with the three nearest.
pub fn find(typed: &str, setting: &Setting, lens: &Lens<'_>) -> Result<Found, Failure> {
    let catalog = lens.catalog;
    let plain = typed.trim().to_lowercase();
    let by_id = plain.parse::<Id>().ok().filter(|id| catalog.place(*id).is_some());
    let found = match by_id {
        Some(id) => Some(id),
        None => named(typed, catalog)?,
    };
    let Some((id, at)) = found.and_then(|id| Some((id, catalog.place(id)?))) else {
        let ids = catalog.every().map(|(_, id)| id.as_str());
        let near = aicloud_core::names::nearest(&plain, ids, 3).join(", ");
        let shown = crate::names::shown(typed);
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
    let referred_by = referring.into_iter().map(|(id, at)| (at.kind, id.to_string()));
    Ok(Found { kind: at.kind, entry, referred_by: referred_by.collect() })
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

/// What was asked, as scripts read it.
pub fn query(args: &ListQuestion, mut query: Entry) -> Entry {
    query.insert("kind".to_owned(), args.kind.word().into());
    for (name, value) in [
        ("vendor", &args.vendor),
        ("cloud", &args.cloud),
        ("product", &args.product),
        ("match", &args.matching),
    ] {
        query.insert(name.to_owned(), value.as_deref().map_or(Value::Null, |v| clean(v).into()));
    }
    query
}
