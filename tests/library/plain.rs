//! Exact answers on the plainest records: one product, `v1/p0`, which nobody but
//! its vendor may sell unless a test adds a term or an offer of its own.
//!
//! Days count from the first day of the drawn data; every source was read on day
//! [`crate::drawn::SPAN`], and is primary and published on day 0 unless a test says
//! otherwise.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod changes;
mod contradictions;
mod findings;
mod flips;
mod knowledge;
mod pending;
mod topics;

use crate::drawn::{self, LENGTH, SOURCES, Seeds, first, id, statement};
use aicloud_core::catalog::Catalog;
use aicloud_core::model::{
    Availability, Dated, Day, Id, Membership, Offer, Price, PriceScope, PriceState, Records, Stage,
    Stance, Statement, Term, Tier, Tri, Usd,
};
use aicloud_core::rights::{Asked, Filter, Lens, Question};
use aicloud_data::DataSet;

const PRODUCT: &str = "v1/p0";

fn day(number: i32) -> Day {
    first().plus(number)
}

/// That a source says so.
fn says(source: usize) -> Vec<Statement> {
    vec![statement(source, Stance::Asserts)]
}

fn records() -> Records {
    let zeros = || vec![0; LENGTH];
    drawn::records(&Seeds {
        products: vec![zeros()],
        sources: vec![zeros(); SOURCES],
        members: Vec::new(),
        terms: Vec::new(),
        disputes: Vec::new(),
        offers: Vec::new(),
        question: zeros(),
        other: zeros(),
    })
}

/// The vendor lets a provider sell and host the product.
fn grant(name: &str, grantee: &str, from: i32) -> Term {
    let mut term = drawn::term(name, 0, &[], &records().products);
    term.grantee = id(grantee);
    term.from = day(from).into();
    term.scope.products = vec![id(PRODUCT)];
    term
}

/// A shop lists the product.
fn offer(shop: &str, stages: Vec<Stage>) -> Offer {
    let mut offer = drawn::offer(0, &[], &records().products);
    (offer.id, offer.service) = (id(&format!("{shop}/p0")), id(shop));
    offer.stages = stages;
    offer
}

fn stage(stage: Availability, from: i32, source: usize) -> Stage {
    Stage {
        stage,
        from: day(from).into(),
        dated: Dated::Effective,
        regions: Vec::new(),
        until_at_least: None,
        replaced_by: Vec::new(),
        sources: says(source),
        note: None,
    }
}

/// So many dollars for a million tokens in and out.
fn price(input: &str, output: &str, from: i32, source: usize) -> Price {
    Price {
        scope: PriceScope::Global,
        within: Vec::new(),
        tier: Tier::Standard,
        context_over: None,
        state: PriceState::Priced,
        input: Some(input.parse::<Usd>().unwrap()),
        cached_input: None,
        cache_write: None,
        cache_write_lifetime: None,
        cache_write_1h: None,
        output: Some(output.parse::<Usd>().unwrap()),
        as_stated: None,
        from: day(from).into(),
        dated: Dated::Effective,
        until: None,
        until_at_least: None,
        until_sources: Vec::new(),
        sources: says(source),
        note: None,
    }
}

fn member(records: &mut Records, class: &str, provider: &str) {
    let class = records.classes.iter_mut().find(|known| known.id.as_str() == class).unwrap();
    let (provider, sources) = (id(provider), says(0));
    class.members.push(Membership { provider, member: Tri::Yes, sources, note: None });
}

fn data(mut records: Records) -> DataSet {
    records.sort();
    DataSet::from_records(records).unwrap()
}

fn everything(catalog: &Catalog) -> Lens<'_> {
    Lens::new(catalog, &Filter::default())
}

fn known_by(number: i32) -> Filter {
    Filter { known_by: Some(day(number)), ..Filter::default() }
}

fn provider(name: &str, catalog: &Catalog) -> Id {
    catalog.provider(id(name)).id
}

fn segment(name: &str, catalog: &Catalog) -> Id {
    catalog.segment(id(name)).id
}

fn product(catalog: &Catalog) -> Id {
    catalog.product(id(PRODUCT)).id
}

/// May `c1` sell the product to commercial customers?
fn question(as_of: i32, catalog: &Catalog) -> Question<'static> {
    Question {
        seller: provider("c1", catalog),
        product: product(catalog),
        asked: Asked::Sell,
        segment: segment("commercial", catalog),
        region: None,
        as_of: day(as_of),
    }
}

/// Sources by their numbers, in order.
fn numbers(sources: &[Id]) -> Vec<u32> {
    sources.iter().map(|source| source.rsplit('-').next().unwrap().parse().unwrap()).collect()
}
