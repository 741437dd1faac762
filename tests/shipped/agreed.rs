//! Prices on which independent data sets agree: `tests/agreed/prices.csv`.
//!
//! A row is an offer's standard price for short prompts as at least two
//! families of data sets state it (`LiteLLM`, models.dev, genai-prices,
//! metergraph, Azure's own meters; data sets that merely collect these are no
//! family). Ours is the same, or `explained_by` names the source that we follow
//! instead: one of the price, or one that takes the offer off the shelf.
//!
//! Every row of the public data sets of November 2026 on which two families
//! agree for a product that is recorded here is in the table.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use aicloud_core::model::{Availability, Offer, PartialDate, Tier, Usd};
use aicloud_core::prices::{Settled, settled};
use aicloud_core::rights::{Filter, Lens};
use aicloud_data::DataSet;
use aicloud_facts::SNAPSHOT;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    service: String,
    product: String,
    /// Scope and areas as the data sets name them; `unstated` where they do not.
    scope: String,
    within: String,
    input: String,
    /// Empty where the product puts out no tokens.
    output: String,
    /// Who agrees, joined by `;`.
    families: String,
    explained_by: Option<String>,
}

/// The fewest rows that have to be the same.
const AT_LEAST: usize = 350;

#[test]
fn our_prices_are_those_on_which_others_agree() {
    let data = DataSet::embedded(SNAPSHOT).unwrap();
    let lens = Lens::new(&data.catalog, &Filter::default());
    let mut reader = csv::Reader::from_path("tests/agreed/prices.csv").unwrap();
    let (mut same, mut failures) = (0, String::new());
    for row in reader.deserialize() {
        let row: Row = row.unwrap();
        assert!(row.families.split(';').count() >= 2, "{row:?}");
        let prices = standard(&row, &lens);
        let equal = prices.iter().any(|price| is(price, &row));
        let source = row.explained_by.as_deref().filter(|source| !source.is_empty());
        let explained = source.is_some_and(|source| {
            let says = |price: &Settled<'_>| {
                let sources = price.sources(&lens);
                sources.iter().any(|position| &*lens.catalog.source(*position).id == source)
            };
            prices.iter().any(says) || taken_off(&row, source, &lens)
        });
        match (equal, source) {
            (true, None) => same += 1,
            (false, Some(_)) if explained => {}
            _ => {
                let ours = prices.iter().map(|p| (p.slot.scope, p.meters.input, p.meters.output));
                let ours: Vec<_> = ours.collect();
                writeln!(failures, "{row:?}\n  ours: {ours:?}").unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(same >= AT_LEAST, "only {same} rows are the same");
}

/// The standard prices for short prompts of the row's product on its service,
/// of the scope that the data sets name.
fn standard<'f>(row: &Row, lens: &Lens<'f>) -> Vec<Settled<'f>> {
    let catalog = lens.catalog;
    let day = "2026-11-23".parse::<PartialDate>().unwrap().first_day();
    let ours = |offer: &&Offer| {
        *catalog.service(offer.service).id == *row.service
            && *catalog.product(offer.product).id == *row.product
    };
    let prices = catalog.offers.iter().filter(ours).flat_map(|o| settled(o, day, None, lens));
    let prices = prices.filter(|price| {
        let slot = price.slot;
        let within: Vec<&str> = slot.within.iter().map(|area| &**area).collect();
        let named = row.scope == "unstated"
            || slot.scope.word() == row.scope && within.join(";") == row.within;
        named && slot.tier == Tier::Standard && slot.context_over.is_none()
    });
    prices.collect()
}

/// Whether a source says that the row's product is no longer sold there.
fn taken_off(row: &Row, source: &str, lens: &Lens<'_>) -> bool {
    let catalog = lens.catalog;
    let ours = |offer: &&Offer| {
        *catalog.service(offer.service).id == *row.service
            && *catalog.product(offer.product).id == *row.product
    };
    let stages = catalog.offers.iter().filter(ours).flat_map(|offer| &offer.stages);
    let mut gone = stages
        .filter(|stage| matches!(stage.stage, Availability::Retired | Availability::NotListed));
    gone.any(|stage| stage.sources.iter().any(|said| said.source.as_str() == source))
}

fn is(price: &Settled<'_>, row: &Row) -> bool {
    let same = |ours: Option<Usd>, theirs: &str| match ours {
        Some(usd) => theirs.parse::<Usd>().is_ok_and(|them| them.amount() == usd.amount()),
        None => theirs.is_empty(),
    };
    same(price.meters.input, &row.input) && same(price.meters.output, &row.output)
}
