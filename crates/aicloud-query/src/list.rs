//! `list` and `show`: which records.

use serde::Serialize;
use serde_json::Value;

use aicloud_core::clean::clean;
use aicloud_core::evidence::topic::speaks_of;
use aicloud_core::facts::Facts;
use aicloud_core::facts::{DisputeIx, ProductIx, TermIx};
use aicloud_core::failure::Failure;
use aicloud_core::model::{Day, Kind, ListKind, Records, Scope, Term};
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
    records: &Records,
    setting: &Setting,
    lens: &Lens<'_>,
) -> Result<Vec<Entry>, Failure> {
    let facts = lens.facts;
    let product = args.product.as_deref().map(|name| names::product(name, facts)).transpose()?;
    let vendor = args.vendor.as_deref().map(|name| names::provider(name, facts)).transpose()?;
    let cloud = |name| names::cloud(name, facts).or_else(|_| names::provider(name, facts));
    let cloud = args.cloud.as_deref().map(cloud).transpose()?;
    let vendor = vendor.map(|position| &*facts.provider(position).id);
    let cloud = cloud.map(|position| &*facts.provider(position).id);
    let mut entries = of_kind(args.kind, records);
    if args.in_force {
        retain_in_force(args.kind, &mut entries, setting.as_of, lens)?;
    }
    if setting.filter != Filter::default() {
        let is_source = args.kind == ListKind::Sources;
        entries = entries.into_iter().filter_map(|entry| heard(entry, is_source, lens)).collect();
    }
    entries.retain(|entry| {
        product.is_none_or(|product| is_about(entry, product, lens))
            && vendor.is_none_or(|id| mentions(entry, id, true))
            && cloud.is_none_or(|id| mentions(entry, id, false))
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
    let facts = lens.facts;
    let holding: Vec<&str> = match kind {
        ListKind::Terms => {
            let terms = TermIx::all(facts).filter(|term| lens.in_force(*term, day));
            terms.map(|term| &*facts.term(term).id).collect()
        }
        ListKind::Disputes => {
            let open = DisputeIx::all(facts).filter(|dispute| lens.is_open(*dispute, day));
            open.map(|dispute| &*facts.dispute(dispute).id).collect()
        }
        _ => {
            let message = format!("{} are not in force or out of it", kind.word());
            let hint = "terms and disputes are: aicloud list terms --in-force".to_owned();
            return Err(Failure::usage("bad-filter", message, hint));
        }
    };
    let id = |entry: &Entry| entry.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    entries.retain(|entry| holding.contains(&id(entry).as_str()));
    Ok(())
}

fn of_kind(kind: ListKind, records: &Records) -> Vec<Entry> {
    match kind {
        ListKind::Providers => all(&records.providers),
        ListKind::Products => all(&records.products),
        ListKind::Models => {
            let models = records
                .products
                .iter()
                .filter(|p| p.kind == aicloud_core::model::ProductKind::Model);
            models.filter_map(entry).collect()
        }
        ListKind::Services => all(&records.services),
        ListKind::Offers => all(&records.offers),
        ListKind::Discounts => all(&records.discounts),
        ListKind::Overrides => all(&records.overrides),
        ListKind::Agreements => records.agreements.iter().filter_map(agreement).collect(),
        ListKind::Terms => {
            let of = |a: &aicloud_core::model::Agreement| {
                a.terms.iter().filter_map(|t| term(t, &a.id)).collect::<Vec<_>>()
            };
            records.agreements.iter().flat_map(of).collect()
        }
        ListKind::Disputes => {
            let disputes = records.agreements.iter().flat_map(|agreement| &agreement.disputes);
            disputes.filter_map(entry).collect()
        }
        ListKind::Claims => all(&records.claims),
        ListKind::Sources => all(&records.sources),
        ListKind::Benchmarks => all(&records.benchmarks),
        ListKind::Classes => all(&records.classes),
        ListKind::Segments => all(&records.segments),
        ListKind::Conflicts => all(&records.conflicts),
        ListKind::Watchlist => all(&records.watchlist),
    }
}

fn all<T: Serialize>(list: &[T]) -> Vec<Entry> {
    list.iter().filter_map(entry).collect()
}

/// A record as named values.
pub fn entry<T: Serialize>(record: &T) -> Option<Entry> {
    match serde_json::to_value(record) {
        Ok(Value::Object(entry)) => Some(entry),
        _ => None,
    }
}

/// An agreement, with the ids of its terms in place of their text.
fn agreement(record: &aicloud_core::model::Agreement) -> Option<Entry> {
    let mut entry = entry(record)?;
    let terms = record.terms.iter().map(|term| Value::from(term.id.as_str())).collect();
    entry.insert("terms".to_owned(), terms);
    Some(entry)
}

/// A term, with its agreement and its scope in words.
fn term(record: &Term, agreement: &aicloud_core::model::Id) -> Option<Entry> {
    let mut entry = entry(record)?;
    entry.insert("agreement".to_owned(), agreement.as_str().into());
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
fn is_about(entry: &Entry, product: ProductIx, lens: &Lens<'_>) -> bool {
    let facts = lens.facts;
    if entry.values().any(|value| is_exactly(value, &facts.product(product).id)) {
        return true;
    }
    let id = entry.get("id").and_then(Value::as_str).unwrap_or_default();
    let mut terms = TermIx::all(facts).filter(|term| *facts.term(*term).id == *id);
    terms.any(|term| speaks_of(term, product, lens))
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
pub fn find(
    typed: &str,
    records: &Records,
    setting: &Setting,
    lens: &Lens<'_>,
) -> Result<Found, Failure> {
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
        let shown = crate::names::shown(typed);
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
    Ok(Found {
        kind: *kind,
        entry,
        referred_by: referring.map(|(kind, id, _)| (*kind, id.clone())).collect(),
    })
}

/// The id of the one record that a name or an alias means.
///
/// # Errors
/// A name that means several.
fn named(typed: &str, facts: &Facts) -> Result<Option<String>, Failure> {
    let product =
        names::product(typed, facts).map(|position| facts.product(position).id.to_string());
    let provider =
        names::provider(typed, facts).map(|position| facts.provider(position).id.to_string());
    let service =
        names::service(typed, facts).map(|position| facts.service(position).id.to_string());
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
