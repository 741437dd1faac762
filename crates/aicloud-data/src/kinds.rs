//! The kinds of file in a data directory, and what is done with each.

use std::path::Path;

use anyhow::Result;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::yaml;
use crate::yaml::{YamlFault, before_place};
use aicloud_core::model::{
    Agreement, Benchmark, Claim, Class, Conflict, Discount, Id, Offer, Override, PriceStatement,
    Product, Provider, Records, Segment, Service, Source, WatchItem, sort_by_id,
};

/// Declares every kind of file: the records in it, their list in [`Records`],
/// the word for them and where the files stand.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident: $record:ty, $list:ident, $word:literal, $place:literal;)*) => {
        /// A kind of data file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FileKind {
            $($(#[$doc])* $kind,)*
        }

        impl FileKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// The kind as the word that people type.
            pub fn word(self) -> &'static str {
                match self { $(Self::$kind => $word,)* }
            }

            /// Its file, or the folder of its files, which ends with a slash.
            pub fn place(self) -> &'static str {
                match self { $(Self::$kind => $place,)* }
            }

            /// Reads the records of a file on top of those that are there, and
            /// says how many they are.
            pub(super) fn read(self, text: &str, records: &mut Records) -> Result<usize, YamlFault> {
                match self { $(Self::$kind => append::<$record>(text, &mut records.$list),)* }
            }

            /// How many records of this kind there are.
            pub fn count(self, records: &Records) -> usize {
                match self { $(Self::$kind => records.$list.len(),)* }
            }

            /// The ids of the records of this kind, in order.
            pub fn ids(self, records: &Records) -> Vec<&Id> {
                match self { $(Self::$kind => records.$list.iter().map(|r| &r.id).collect(),)* }
            }

            /// The record at a place as named values, whole.
            ///
            /// # Errors
            /// None in practice: every record has such a form.
            pub fn value(self, records: &Records, place: usize) -> Result<Value> {
                match self { $(Self::$kind => Ok(serde_json::to_value(records.$list.get(place))?),)* }
            }

            /// The records of this kind as named values, one after the other: all at
            /// once would take many times the memory of the records.
            pub fn values(self, records: &Records) -> impl Iterator<Item = Result<Value>> + '_ {
                (0..self.count(records)).map(move |place| self.value(records, place))
            }

            /// The canonical form of a file: its records sorted by id, as the
            /// program writes them.
            ///
            /// # Errors
            /// A text that is no such file.
            pub fn canonical(self, text: &str) -> Result<String, YamlFault> {
                match self {
                    $(Self::$kind => canonical::<$record>(text, |r| &r.id),)*
                }
            }

            /// Changes a record as named values, and says whether it is another
            /// now. A change that makes no record leaves it as it is.
            pub(super) fn rewrite<E>(
                self,
                records: &mut Records,
                index: usize,
                change: &dyn Fn(&mut Value) -> Result<(), E>,
                wrong: &dyn Fn(String) -> E,
            ) -> Result<bool, E> {
                match self {
                    $(Self::$kind => {
                        let told = |error: serde_json::Error| wrong(misfit(&error, $word));
                        rewrite(records.$list.get_mut(index), change, &told)
                    })*
                }
            }

            /// The JSON Schema of a file of this kind, for editors.
            ///
            /// # Errors
            /// None in practice: every schema has a JSON form.
            pub fn schema(self) -> Result<String> {
                match self { $(Self::$kind => file_schema::<$record>($word, $place),)* }
            }

            /// The names of the fields that a record of this kind may have, in order.
            pub fn fields(self) -> Vec<String> {
                match self { $(Self::$kind => field_names::<$record>(),)* }
            }

            /// A list of records of this kind in canonical form.
            ///
            /// # Errors
            /// None in practice: every record has a YAML form.
            pub fn text(self, records: &Records) -> Result<String> {
                match self { $(Self::$kind => yaml::text(&records.$list),)* }
            }
        }
    };
}

kinds! {
    /// `providers.yaml`.
    Providers: Provider, providers, "providers", "providers.yaml";
    /// `services.yaml`.
    Services: Service, services, "services", "services.yaml";
    /// `segments.yaml`.
    Segments: Segment, segments, "segments", "segments.yaml";
    /// `classes.yaml`.
    Classes: Class, classes, "classes", "classes.yaml";
    /// `watchlist.yaml`.
    Watchlist: WatchItem, watchlist, "watchlist", "watchlist.yaml";
    /// `conflicts.yaml`.
    Conflicts: Conflict, conflicts, "conflicts", "conflicts.yaml";
    /// `discounts.yaml`.
    Discounts: Discount, discounts, "discounts", "discounts.yaml";
    /// `overrides.yaml`.
    Overrides: Override, overrides, "overrides", "overrides.yaml";
    /// `products/<vendor>.yaml`.
    Products: Product, products, "products", "products/";
    /// `offers/<cloud>.yaml`.
    Offers: Offer, offers, "offers", "offers/";
    /// `prices/<cloud>.yaml`.
    Prices: PriceStatement, prices, "prices", "prices/";
    /// `agreements/<date>-<slug>.yaml`.
    Agreements: Agreement, agreements, "agreements", "agreements/";
    /// `claims/<claimant>.yaml`.
    Claims: Claim, claims, "claims", "claims/";
    /// `benchmarks/<suite>.yaml`.
    Benchmarks: Benchmark, benchmarks, "benchmarks", "benchmarks/";
    /// `sources/<year>.yaml`.
    Sources: Source, sources, "sources", "sources/";
}

impl FileKind {
    /// The kind of a file by its path inside a data directory.
    pub fn of(inside: &Path) -> Option<Self> {
        let parts: Vec<&str> = inside.iter().filter_map(|part| part.to_str()).collect();
        let fits = |kind: &&Self| match (kind.place().strip_suffix('/'), parts.as_slice()) {
            (Some(folder), [first, _]) => *first == folder,
            (None, [only]) => *only == kind.place(),
            _ => false,
        };
        Self::ALL.iter().find(fits).copied()
    }
}

/// JSON Schema in draft 7, which is what every editor knows.
fn schema<T: JsonSchema>() -> Schema {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>()
}

/// The schema of a list of records.
fn file_schema<T: JsonSchema>(word: &str, place: &str) -> Result<String> {
    let mut schema = schema::<Vec<T>>();
    let title = format!("{word} of an aicloud data directory: {place}");
    schema.insert("title".to_owned(), title.into());
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

fn field_names<T: JsonSchema>() -> Vec<String> {
    let schema = schema::<T>();
    let fields = schema.get("properties").and_then(Value::as_object);
    fields.into_iter().flat_map(serde_json::Map::keys).cloned().collect()
}

fn append<T: DeserializeOwned>(text: &str, list: &mut Vec<T>) -> Result<usize, YamlFault> {
    let read = yaml::records::<T>(text)?;
    let count = read.len();
    list.extend(read);
    Ok(count)
}

fn rewrite<T: DeserializeOwned + Serialize, E>(
    record: Option<&mut T>,
    change: &dyn Fn(&mut Value) -> Result<(), E>,
    told: &dyn Fn(serde_json::Error) -> E,
) -> Result<bool, E> {
    let Some(record) = record else { return Ok(false) };
    let was = serde_json::to_value(&*record).map_err(told)?;
    let mut now = was.clone();
    change(&mut now)?;
    // Through text, as the shipped records are read: taking every kind of record from
    // values as well would make the program a twentieth larger.
    let now: T = serde_json::from_slice(&serde_json::to_vec(&now).map_err(told)?).map_err(told)?;
    let changed = serde_json::to_value(&now).map_err(told)? != was;
    *record = now;
    Ok(changed)
}

/// What is wrong with a record that was read back from text which nobody sees.
fn misfit(error: &serde_json::Error, kind: &str) -> String {
    if error.is_data() {
        let told = error.to_string();
        return before_place(&told, (error.line(), error.column())).unwrap_or(&told).to_owned();
    }
    // The text is whole: what the parser did not expect is of another form.
    format!("a value of another form belongs there: `aicloud data schema {kind}` describes it")
}

/// What binds a file to the schema of its kind stays in its place.
fn canonical<T: DeserializeOwned + Serialize>(
    text: &str,
    id: impl Fn(&T) -> &Id,
) -> Result<String, YamlFault> {
    let mut records: Vec<T> = yaml::records(text)?;
    sort_by_id(&mut records, id);
    let first = text.lines().next().filter(|line| line.starts_with(SCHEMA_MARK));
    let first = first.map_or(String::new(), |line| format!("{line}\n"));
    let body = yaml::text(&records).map_err(|error| YamlFault::unplaced(format!("{error:#}")))?;
    Ok(first + &body)
}

/// How the first line of a file names its schema to an editor.
pub const SCHEMA_MARK: &str = "# yaml-language-server: $schema=";
