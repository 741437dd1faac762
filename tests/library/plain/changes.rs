//! What differs between two days, what brought it, and what was learnt.

use aicloud_core::catalog::Catalog;
use aicloud_core::evidence::changes::{
    Days, PriceChange, RightChange, claims, learnt, prices, rights,
};
use aicloud_core::model::{Availability, Claim, Dated, Effect, PriceState, Rank};
use aicloud_core::rights::side::Implied;
use aicloud_core::rights::{Filter, Lens, Right, Why};
use aicloud_data::DataSet;

use super::{
    data, day, everything, grant, known_by, offer, price, product, provider, records, says,
    segment, stage,
};
use crate::drawn::id;

fn between(was: i32, now: i32, catalog: &Catalog) -> Days<'static> {
    let segment = segment("commercial", catalog);
    Days { was: day(was), now: day(now), segment, region: None }
}

/// What changed of the right of `c1`.
fn right(was: i32, now: i32, data: &DataSet) -> RightChange {
    let catalog = &data.catalog;
    let cell = [(provider("c1", catalog), product(catalog))];
    let (lens, days) = (everything(catalog), between(was, now, catalog));
    let (mut changed, _) = rights(&cell, &days, &Filter::default(), &lens);
    assert_eq!(changed.len(), 1);
    changed.remove(0)
}

#[test]
fn read_backwards_it_is_the_day_after_the_earlier_one_that_counts() {
    let mut records = records();
    let barred = grant("b", "c1", 20);
    records.agreements[0].terms = vec![grant("a", "c1", 10)];
    records.agreements[1].terms.push(aicloud_core::model::Term {
        effect: Effect::Prohibit,
        rank: Rank::PublicAuthority,
        ..barred
    });
    let data = data(records);
    let back = right(25, 10, &data);
    assert_eq!((back.was.right, back.now.right), (Right::Prohibited, Right::Permitted));
    // The right that began on the earlier day is no part of the difference.
    assert_eq!(back.causes, [Why::Term(id("b"))]);
}

#[test]
fn an_offer_that_was_only_seen_tells_no_day() {
    for (dated, seen) in [(Dated::Observed, true), (Dated::Effective, false)] {
        let mut records = records();
        let mut listed = stage(Availability::Ga, 10, 0);
        listed.dated = dated;
        records.offers = vec![offer("c1/shop", vec![listed])];
        let change = right(5, 15, &data(records));
        assert_eq!((change.was.right, change.now.right), (Right::Unknown, Right::Permitted));
        assert_eq!(change.causes, [Why::Implied(Implied::Offer(id("c1/shop/p0")))]);
        assert_eq!(change.seen, seen);
    }
    let mut records = records();
    records.agreements[0].terms = vec![grant("a", "c1", 10)];
    assert!(!right(5, 15, &data(records)).seen, "a term has its own day");
}

#[test]
fn what_was_learnt_of_the_first_day_depends_on_what_may_be_known() {
    let mut records = records();
    records.sources[1].published = day(30).into();
    let mut term = grant("a", "c1", 10);
    term.sources = says(1);
    records.agreements[0].terms = vec![term];
    let data = data(records);
    let catalog = &data.catalog;
    let cell = [(provider("c1", catalog), product(catalog))];
    let learnt = |filter: &Filter| {
        let lens = Lens::new(catalog, filter);
        let found = learnt(&cell, &between(20, 40, catalog), filter, &lens);
        found.iter().map(|change| (change.was.right, change.now.right)).collect::<Vec<_>>()
    };
    let opened = [(Right::Unknown, Right::Permitted)];
    assert_eq!(learnt(&Filter::default()), opened);
    assert_eq!(learnt(&known_by(10)), opened, "with the knowledge of an earlier day");
    assert_eq!(learnt(&known_by(20)), opened, "with that of the day itself");
    assert_eq!(learnt(&known_by(25)), [], "it was published later still");
    assert_eq!(learnt(&known_by(30)), opened);
}

/// The change of the price of one offer from the first price to the second.
fn moved(later: &aicloud_core::model::Price, was: i32, now: i32) -> Vec<(bool, bool, bool, bool)> {
    let mut records = records();
    let mut shop = offer("c1/shop", vec![stage(Availability::Ga, 0, 0)]);
    shop.prices = vec![price("1", "4", 10, 0), later.clone()];
    records.offers = vec![shop];
    let data = data(records);
    let catalog = &data.catalog;
    let found = prices(&[id("c1/shop/p0")], &between(was, now, catalog), &everything(catalog));
    let told = |change: &PriceChange<'_>| {
        (change.was.is_some(), change.now.is_some(), change.dated, change.moved())
    };
    found.iter().map(told).collect()
}

#[test]
fn a_price_that_took_effect_moved_and_one_that_was_read_did_not() {
    let cut = price("0.5", "2", 20, 0);
    assert_eq!(moved(&cut, 15, 25), [(true, true, true, true)]);
    assert_eq!(moved(&cut, 5, 15), [(false, true, true, false)], "it began: nothing moved");
    assert_eq!(moved(&cut, 15, 5), [(true, false, true, true)]);
    let seen = aicloud_core::model::Price { dated: Dated::Observed, ..cut };
    assert_eq!(moved(&seen, 15, 25), [(true, true, false, false)]);
    assert_eq!(moved(&seen, 25, 15), [(true, true, false, false)], "the later one is read");
}

#[test]
fn a_price_differs_in_either_amount_or_in_there_being_one() {
    let changes = |later: &aicloud_core::model::Price| moved(later, 15, 25).len();
    assert_eq!(changes(&price("1", "4", 20, 0)), 0);
    assert_eq!(changes(&price("0.5", "4", 20, 0)), 1);
    assert_eq!(changes(&price("1", "3", 20, 0)), 1);
    let mut free = price("1", "4", 20, 0);
    free.state = PriceState::Free;
    assert_eq!(changes(&free), 1);
}

#[test]
fn claims_of_the_first_day_are_no_news_and_those_of_the_last_are() {
    let mut records = records();
    let claim = |name: &str, made: i32| -> Claim {
        let text = format!(
            "{{id: {name}, says: It is cheaper, claimant: v1, subjects: [], comparators: [], \
             metric: price, factor: 2, hedge: exactly, date: {}, original_found: true, \
             sources: [{{source: source-0, own_words: true}}]}}",
            day(made)
        );
        serde_yaml::from_str(&text).unwrap()
    };
    records.claims = vec![claim("a", 10), claim("b", 15), claim("c", 20), claim("d", 21)];
    let data = data(records);
    let days = between(10, 20, &data.catalog);
    let found = claims(&days, &everything(&data.catalog));
    assert_eq!(found, [1, 2]);
}
