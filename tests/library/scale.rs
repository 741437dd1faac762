//! Data larger than any that is shipped.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test fails by panicking")]

use aicloud_core::catalog::Catalog;
use aicloud_core::model::{Id, Records, Source};
use aicloud_core::rights::{Asked, Filter, Lens, Question, Right, decide};
use aicloud_data::DataSet;
use serde_json::{from_value, json};

/// More than two bytes can number.
const MANY: u32 = 66_000;

/// So many sources, and an offer on the word of the last.
fn id(number: u32) -> Id {
    format!("s-{number:05}").parse().unwrap()
}

fn records() -> Records {
    let last = json!([{"source": format!("s-{:05}", MANY - 1)}]);
    let source: Source = from_value(json!({
        "id": "s", "title": "A page", "publisher": "A cloud", "url": "https://example.com",
        "class": "primary", "published": "2026-01-01", "retrieved": "2026-02-01",
    }))
    .unwrap();
    Records {
        providers: from_value(json!([
            {"id": "cloud", "name": "Cloud", "short": "Cloud", "kind": "cloud"},
            {"id": "lab", "name": "Lab", "short": "Lab", "kind": "lab"},
        ]))
        .unwrap(),
        services: from_value(json!([{"id": "cloud/shop", "name": "Shop"}])).unwrap(),
        segments: from_value(json!([{"id": "commercial", "name": "Everybody"}])).unwrap(),
        products: from_value(json!([{
            "id": "lab/model", "name": "Model", "short": "model", "kind": "model", "vendor": "lab",
            "layer": "stateless", "access": ["api"], "developed_with": [],
            "licence": {"name": "proprietary", "hosting": "none"}, "sources": last,
        }]))
        .unwrap(),
        offers: from_value(json!([{
            "id": "cloud/shop/model", "product": "lab/model", "service": "cloud/shop",
            "channel": "hosted",
            "stages": [{"stage": "ga", "from": "2026-01-01", "sources": last}],
        }]))
        .unwrap(),
        sources: (0..MANY).map(|number| Source { id: id(number), ..source.clone() }).collect(),
        ..Records::default()
    }
}

/// The right to sell what the only offer offers, by one source alone.
fn according_to(source: Id, catalog: &Catalog) -> Right {
    let lens = Lens::new(catalog, &Filter { according_to: vec![source], ..Filter::default() });
    let offer = catalog.offer(catalog.offer_ids().next().unwrap());
    let question = Question {
        seller: offer.seller(),
        product: offer.product,
        asked: Asked::Sell,
        segment: catalog.segment_ids().next().unwrap(),
        region: None,
        as_of: catalog.basis.newest,
    };
    decide(&question, &lens).right
}

#[test]
fn more_sources_than_two_bytes_can_number_are_told_apart() {
    let data = DataSet::from_records(records()).unwrap();
    let catalog = &data.catalog;
    let (last, same_in_two_bytes) = (id(MANY - 1), id((MANY - 1) % (1 << 16)));
    assert_eq!(catalog.source_ids().last(), Some(last));
    assert_eq!(according_to(last, catalog), Right::Permitted);
    assert_eq!(according_to(same_in_two_bytes, catalog), Right::Unknown);
}
