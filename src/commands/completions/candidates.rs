//! What completes a value: the records of its kind, each with a word on it.

use clap::{Command, CommandFactory};

use crate::cli::Cli;
use aicloud_core::catalog::Catalog;
use aicloud_core::model::{Id, ProviderKind};
use aicloud_data::DataSet;
use aicloud_data::kinds::FileKind;
use aicloud_data::rules::RULES;
use aicloud_query::names;
use aicloud_query::schemas::OUTPUTS;

/// A value and what it is.
pub type Candidate = (String, String);

/// What a value names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CandidateKind {
    /// A cloud, or `all`.
    Cloud,
    /// A product.
    Product,
    /// A cloud or a product: the two of `may` and `when` stand in either order.
    CloudOrProduct,
    /// A vendor of products.
    Vendor,
    /// A source.
    Source,
    /// A segment.
    Segment,
    /// A region that some record names.
    Region,
    /// A claim.
    Claim,
    /// A product, a provider or an agreement.
    Subject,
    /// The same, or a contradiction.
    Conflict,
    /// Any record.
    Record,
    /// A rule of the data.
    Rule,
    /// The version of the data.
    Basis,
    /// A day.
    Date,
    /// A kind of file, or what a command answers.
    Schema,
    /// A command.
    Command,
}

/// The names that values have on the command line, and what each is.
pub const PLACEHOLDERS: &[(&str, CandidateKind)] = &[
    ("CLOUD", CandidateKind::Cloud),
    ("PRODUCT", CandidateKind::Product),
    ("VENDOR", CandidateKind::Vendor),
    ("SOURCE", CandidateKind::Source),
    ("SEGMENT", CandidateKind::Segment),
    ("REGION", CandidateKind::Region),
    ("CLAIM", CandidateKind::Claim),
    ("AGREEMENT", CandidateKind::Subject),
    ("PRODUCT|CLOUD|AGREEMENT", CandidateKind::Subject),
    ("PRODUCT|CLOUD|AGREEMENT|CONFLICT", CandidateKind::Conflict),
    ("ID", CandidateKind::Record),
    ("CODE", CandidateKind::Rule),
    ("HASH", CandidateKind::Basis),
    ("DATE", CandidateKind::Date),
    ("D1", CandidateKind::Date),
    ("D2", CandidateKind::Date),
    ("KIND|output.COMMAND", CandidateKind::Schema),
    ("COMMAND", CandidateKind::Command),
];

/// What can stand in a value's place, given its beginning.
pub fn of(topic: CandidateKind, begun: &str, data: &DataSet) -> Vec<Candidate> {
    let catalog = &data.catalog;
    let mut found = match topic {
        CandidateKind::Cloud => clouds(catalog),
        CandidateKind::Product => products(begun, catalog),
        CandidateKind::CloudOrProduct => [clouds(catalog), products(begun, catalog)].concat(),
        CandidateKind::Vendor => vendors(catalog),
        CandidateKind::Source => sources(catalog),
        CandidateKind::Segment => segments(catalog),
        CandidateKind::Region => regions(catalog),
        CandidateKind::Claim => claims(catalog),
        CandidateKind::Subject => {
            [products(begun, catalog), providers(catalog), agreements(catalog)].concat()
        }
        CandidateKind::Conflict => {
            [products(begun, catalog), providers(catalog), agreements(catalog), conflicts(catalog)]
                .concat()
        }
        CandidateKind::Record => every(catalog),
        CandidateKind::Rule => {
            RULES.iter().map(|r| (r.code.to_owned(), r.what.to_owned())).collect()
        }
        CandidateKind::Basis => {
            vec![(catalog.basis.short().to_owned(), format!("data to {}", catalog.basis.newest))]
        }
        CandidateKind::Date => [days(), dates(catalog)].concat(),
        CandidateKind::Schema => schemas(),
        CandidateKind::Command => commands(),
    };
    found.retain(|(value, _)| value.starts_with(begun));
    found
}

fn schemas() -> Vec<Candidate> {
    let files = FileKind::ALL.iter().map(|kind| (kind.word().to_owned(), kind.place().to_owned()));
    let answers = OUTPUTS.iter().map(|one| (one.name, one.says));
    let answers = answers.map(|(name, says)| (format!("output.{name}"), says.to_owned()));
    files.chain(answers).collect()
}

fn commands() -> Vec<Candidate> {
    let says = |command: &Command| command.get_about().map(ToString::to_string).unwrap_or_default();
    let one = |command: &Command| (command.get_name().to_owned(), says(command));
    Cli::command().get_subcommands().map(one).collect()
}

fn clouds(catalog: &Catalog) -> Vec<Candidate> {
    let shop = names::shops(catalog);
    let shops = catalog.provider_ids().filter(|cloud| shop.contains(cloud));
    shops.map(|cloud| provider(cloud, catalog)).collect()
}

fn providers(catalog: &Catalog) -> Vec<Candidate> {
    catalog.provider_ids().map(|one| provider(one, catalog)).collect()
}

fn provider(position: Id, catalog: &Catalog) -> Candidate {
    let fact = catalog.provider(position);
    let kind = match fact.kind {
        ProviderKind::Lab if fact.parent.is_some() => "a vendor's own shop",
        ProviderKind::Cloud => "cloud",
        ProviderKind::Platform => "platform",
        ProviderKind::Lab => "vendor",
        ProviderKind::Host => "host",
        ProviderKind::Agency => "agency",
        ProviderKind::Investor => "investor",
    };
    (fact.id.to_string(), format!("{}, {kind}", fact.name))
}

fn vendors(catalog: &Catalog) -> Vec<Candidate> {
    let mut vendors: Vec<Id> = catalog.products.iter().map(|product| product.vendor).collect();
    vendors.sort_unstable();
    vendors.dedup();
    let count = |vendor| catalog.products.iter().filter(|product| product.vendor == vendor).count();
    let one = |vendor: Id| {
        let products = crate::output::pieces::count(count(vendor), "product", "products");
        (
            catalog.provider(vendor).id.to_string(),
            format!("{}, {products}", catalog.provider(vendor).name),
        )
    };
    vendors.into_iter().map(one).collect()
}

/// Products by what people type, the part after the vendor, wherever it names
/// one alone; by the whole id once the beginning of one is typed.
fn products(begun: &str, catalog: &Catalog) -> Vec<Candidate> {
    let mut short = Vec::new();
    let mut whole = Vec::new();
    for product in catalog.product_ids() {
        let fact = catalog.product(product);
        let says = format!("{}, {}", fact.name, catalog.provider(fact.vendor).name);
        let tail = fact.id.rsplit('/').next().unwrap_or(&fact.id);
        let alone = names::product(tail, catalog).is_ok_and(|named| named == product);
        if alone {
            short.push((tail.to_owned(), says.clone()));
        }
        if !alone || !begun.is_empty() {
            whole.push((fact.id.to_string(), says));
        }
    }
    if begun.contains('/') { whole } else { [short, whole].concat() }
}

fn segments(catalog: &Catalog) -> Vec<Candidate> {
    let one = |segment: Id| {
        let wider = |segment: &Id| catalog.segment(*segment).within;
        let within: Vec<&str> =
            std::iter::successors(Some(segment), wider).map(Id::as_str).collect();
        let says = if within.is_empty() {
            "a segment of customers".to_owned()
        } else {
            format!("within {}", within.join(", "))
        };
        (catalog.segment(segment).id.to_string(), says)
    };
    catalog.segment_ids().map(one).collect()
}

fn regions(catalog: &Catalog) -> Vec<Candidate> {
    names::regions(catalog)
        .into_iter()
        .map(|region| (region.to_owned(), "region".to_owned()))
        .collect()
}

fn sources(records: &Catalog) -> Vec<Candidate> {
    let one = |source: &aicloud_core::model::Source| {
        let class = source.class.word();
        (source.id.to_string(), format!("{} {class}: {}", source.published, source.title))
    };
    records.sources.iter().map(one).collect()
}

fn claims(records: &Catalog) -> Vec<Candidate> {
    let claims = records.claims.iter();
    claims
        .map(|claim| (claim.id.to_string(), format!("{}: {}", claim.claimant, claim.says)))
        .collect()
}

fn agreements(records: &Catalog) -> Vec<Candidate> {
    let one = |agreement: &aicloud_core::model::Agreement| {
        (agreement.id.to_string(), format!("{} {}", agreement.announced, agreement.title))
    };
    records.agreements.iter().map(one).collect()
}

fn conflicts(records: &Catalog) -> Vec<Candidate> {
    records.conflicts.iter().map(|one| (one.id.to_string(), one.question.clone())).collect()
}

/// Every record that `show` shows.
fn every(records: &Catalog) -> Vec<Candidate> {
    let terms = records.agreements.iter().flat_map(|agreement| &agreement.terms);
    let mut told: Vec<Candidate> =
        terms.map(|term| (term.id.to_string(), term.says.clone())).collect();
    told.extend(agreements(records));
    told.extend(claims(records));
    told.extend(conflicts(records));
    told.extend(sources(records));
    let watched = records.watchlist.iter();
    told.extend(watched.map(|item| (item.id.to_string(), item.question.clone())));
    told.extend(records.products.iter().map(|one| (one.id.to_string(), one.name.clone())));
    told.extend(records.providers.iter().map(|one| (one.id.to_string(), one.name.clone())));
    let known: std::collections::HashSet<String> = told.iter().map(|(id, _)| id.clone()).collect();
    let others = records.every().filter(|(_, id)| !known.contains(id.as_str()));
    told.extend(others.map(|(kind, id)| (id.to_string(), kind.word().to_owned())));
    told
}

/// Days that are typed as words.
fn days() -> Vec<Candidate> {
    let days = [("today", "this day"), ("30d", "30 days ago"), ("90d", "90 days ago")];
    days.map(|(day, says)| (day.to_owned(), says.to_owned())).into()
}

/// The days on which agreements were announced, the newest first.
fn dates(records: &Catalog) -> Vec<Candidate> {
    let mut days: Vec<Candidate> = Vec::new();
    for agreement in records.agreements.iter() {
        let day = agreement.announced.to_string();
        match days.iter_mut().find(|(known, _)| *known == day) {
            Some((_, says)) => *says += &format!("; {}", agreement.title),
            None => days.push((day, agreement.title.clone())),
        }
    }
    days.sort_by(|a, b| b.0.cmp(&a.0));
    days
}
