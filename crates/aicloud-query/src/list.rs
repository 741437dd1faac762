//! `list`: the records of one kind.

use aicloud_core::catalog::Catalog;
use aicloud_core::catalog::list::List;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::answer::{Answer, Fields, columns, fields};
use crate::envelope::{Nothing, OutputSchema};
use crate::heard::heard;
use crate::{Setting, SettingKeys, names};
use aicloud_core::clean::clean;
use aicloud_core::evidence::topic::speaks_of;
use aicloud_core::failure::Failure;
use aicloud_core::model::{
    Agreement, Benchmark, Claim, Class, Conflict, Day, Discount, Dispute, Id, Kind, ListKind,
    Offer, Override, Product, ProductKind, Provider, Scope, Segment, Service, Source, Term,
    WatchItem,
};
use aicloud_core::rights::{Filter, Lens};

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

/// Records of one kind.
pub struct RecordList<'a> {
    /// What was asked.
    pub asked: ListQuestion,
    /// On which day, on whose word.
    pub setting: &'a Setting,
    /// The facts behind them.
    pub catalog: &'a Catalog,
    /// The records, with statements shortened to the ids of their sources.
    pub entries: Vec<Fields>,
}

/// What was asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ListKeys {
    #[serde(flatten)]
    setting: SettingKeys,
    /// What is listed.
    kind: ListKind,
    /// Only records of this vendor, as it was typed.
    vendor: Option<String>,
    /// Only records of this cloud, as it was typed.
    cloud: Option<String>,
    /// Only records about this product, as it was typed.
    product: Option<String>,
    /// Only records that hold this text.
    r#match: Option<String>,
}

/// A record with the fields of its kind: `data schema KIND` tells them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ListRow {
    /// Its id.
    pub id: Id,
    /// Its other fields.
    #[serde(flatten)]
    pub fields: Fields,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema = OutputSchema::rows::<ListKeys, ListRow, Nothing>(
    "list",
    "The records of one kind, each with its own fields.",
);

/// Answers `list`.
///
/// # Errors
/// An unknown product, vendor or cloud.
pub fn list<'a>(
    asked: &ListQuestion,
    setting: &'a Setting,
    lens: &Lens<'a>,
) -> Result<RecordList<'a>, Failure> {
    let entries = entries(asked, setting, lens)?.into_iter().map(plain).collect();
    Ok(RecordList { asked: asked.clone(), setting, catalog: lens.catalog, entries })
}

impl RecordList<'_> {
    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let asked = &self.asked;
        let typed = |name: &Option<String>| name.as_deref().map(clean);
        let query = ListKeys {
            setting: self.setting.keys(self.catalog),
            kind: asked.kind,
            vendor: typed(&asked.vendor),
            cloud: typed(&asked.cloud),
            product: typed(&asked.product),
            r#match: typed(&asked.matching),
        };
        let rows = |_: &[&str]| self.entries.clone();
        let columns = every_column(asked.kind);
        Answer::untyped("list", &self.catalog.basis, fields(&query), columns, rows)
    }
}

/// A record with statements shortened to the ids of their sources.
fn plain(mut entry: Fields) -> Fields {
    for name in ["sources", "until_sources"] {
        let Some(Value::Array(statements)) = entry.get_mut(name) else { continue };
        for statement in statements {
            if let Some(source) = statement.get("source").cloned() {
                *statement = source;
            }
        }
    }
    entry
}

/// The columns that come first, which a table shows; `id` is the first of all.
pub fn first_columns(kind: ListKind) -> &'static [&'static str] {
    match kind {
        ListKind::Providers => &["id", "name", "kind", "parent"],
        ListKind::Products | ListKind::Models => {
            &["id", "kind", "layer", "released", "succeeded_by"]
        }
        ListKind::Services => &["id", "name", "segments"],
        ListKind::Offers => &["id", "channel", "model_id"],
        ListKind::Discounts => &["id", "percent_off", "from", "until", "agreed_by"],
        ListKind::Overrides => &["id", "of", "field", "withdraw", "who", "expires"],
        ListKind::Agreements => &["id", "announced", "kind", "title"],
        ListKind::Terms => &["id", "effect", "grantee", "from", "until", "action"],
        ListKind::Disputes => &["id", "by", "sellers", "from", "until"],
        ListKind::Claims => &["id", "claimant", "factor", "date", "says"],
        ListKind::Sources => &["id", "class", "published", "title"],
        ListKind::Benchmarks => &["id", "name", "measures", "licence"],
        ListKind::Classes | ListKind::Segments => &["id", "name"],
        ListKind::Conflicts => &["id", "open", "decided_by", "question"],
        ListKind::Watchlist => &["id", "status", "since", "question"],
    }
}

/// Fields of records that are no columns.
const NO_COLUMNS: &[&str] = &["task", "percent", "any_work"];

/// Every column of a kind: the first ones, what is no field of its records, then
/// their other fields in order.
fn every_column(kind: ListKind) -> Vec<String> {
    let fields = match kind {
        ListKind::Providers => columns::<Provider>(),
        ListKind::Products | ListKind::Models => columns::<Product>(),
        ListKind::Services => columns::<Service>(),
        ListKind::Offers => columns::<Offer>(),
        ListKind::Discounts => columns::<Discount>(),
        ListKind::Overrides => columns::<Override>(),
        ListKind::Agreements => columns::<Agreement>(),
        ListKind::Terms => columns::<Term>(),
        ListKind::Disputes => columns::<Dispute>(),
        ListKind::Claims => columns::<Claim>(),
        ListKind::Sources => columns::<Source>(),
        ListKind::Benchmarks => columns::<Benchmark>(),
        ListKind::Classes => columns::<Class>(),
        ListKind::Segments => columns::<Segment>(),
        ListKind::Conflicts => columns::<Conflict>(),
        ListKind::Watchlist => columns::<WatchItem>(),
    };
    let first = first_columns(kind);
    let added = (kind == ListKind::Terms).then_some("agreement");
    let more = fields.into_iter().filter(|name| {
        let name = name.as_str();
        !first.contains(&name) && !NO_COLUMNS.contains(&name)
    });
    first.iter().copied().chain(added).map(str::to_owned).chain(more).collect()
}

/// Records of one kind as named values, filtered.
///
/// # Errors
/// An unknown product, vendor or cloud.
pub fn entries(
    args: &ListQuestion,
    setting: &Setting,
    lens: &Lens<'_>,
) -> Result<Vec<Fields>, Failure> {
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
    entries: &mut Vec<Fields>,
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
fn id_of(entry: &Fields) -> Option<Id> {
    entry.get("id")?.as_str()?.parse().ok()
}

/// The records of a kind as named values.
fn of_kind(kind: ListKind, catalog: &Catalog) -> Vec<Fields> {
    match kind {
        ListKind::Providers => all(&catalog.providers),
        ListKind::Products => all(&catalog.products),
        ListKind::Models => {
            let models = catalog.products.iter().filter(|p| p.kind == ProductKind::Model);
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
            let terms = catalog.agreements.iter().flat_map(|agreement| &agreement.terms);
            terms.filter_map(|term| self::term(term, catalog)).collect()
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

/// Records as named values.
fn all<T: Serialize + DeserializeOwned>(list: &List<T>) -> Vec<Fields> {
    list.iter().filter_map(entry).collect()
}

/// A record as named values.
fn entry<T: Serialize>(record: &T) -> Option<Fields> {
    match serde_json::to_value(record) {
        Ok(Value::Object(entry)) => Some(entry),
        _ => None,
    }
}

/// A record as [`Catalog::value`] has it.
pub(crate) fn value(id: Id, catalog: &Catalog) -> Option<Fields> {
    match catalog.value(id)? {
        Value::Object(entry) => Some(entry),
        _ => None,
    }
}

/// A term, with its agreement and its scope in words.
fn term(record: &Term, catalog: &Catalog) -> Option<Fields> {
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
fn is_about(entry: &Fields, product: Id, lens: &Lens<'_>) -> bool {
    let catalog = lens.catalog;
    let term = |id: &Id| catalog.find(Kind::Term, id).is_some();
    entry.values().any(|value| is_exactly(value, &product))
        || id_of(entry).filter(term).is_some_and(|term| speaks_of(term, product, lens))
}

/// Whether a record belongs to a provider: its id begins with it, or a field
/// names it.
fn mentions(entry: &Fields, provider: &str, vendor: bool) -> bool {
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

/// Whether a value is an id, or holds it.
pub(crate) fn is_exactly(value: &Value, id: &str) -> bool {
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
