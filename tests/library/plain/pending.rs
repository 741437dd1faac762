//! What comes to an end or has to be looked at again.

use aicloud_core::evidence::deadlines::{Due, Horizon, deadlines};
use aicloud_core::evidence::topic::Topic;
use aicloud_core::model::{Availability, EvidenceClass, Price, Records, Stance, Unstated};

use super::{data, day, everything, grant, numbers, offer, price, product, records, says, stage};
use crate::drawn::{id, statement};

/// What falls on days 10 to 40 for the product: on which day, what, on whose word.
fn due(records: Records) -> Vec<(i32, Due, Vec<u32>)> {
    let data = data(records);
    let topic = Topic::Product(product(&data.catalog));
    let horizon = Horizon { topic: &topic, from: day(10), to: day(40), stale: 20 };
    let found = deadlines(&horizon, &everything(&data.catalog));
    found.into_iter().map(|one| (one.day.since(day(0)), one.what, numbers(&one.sources))).collect()
}

#[test]
fn a_term_falls_due_on_its_end_on_what_was_promised_or_on_a_review() {
    let mut ends = grant("a", "c1", 0);
    (ends.until, ends.until_at_least) = (Some(day(25).into()), Some(day(20).into()));
    ends.until_sources = says(1);
    let mut promised = grant("b", "c1", 0);
    promised.until_at_least = Some(day(20).into());
    let mut open = grant("c", "c1", 0);
    open.unstated = vec![Unstated { field: "until".to_owned(), says: "for some time".to_owned() }];
    open.sources = says(3);
    let mut records = records();
    // Of all sources only the one that speaks counts: its reading was on day 5.
    records.sources[3].retrieved = day(5).into();
    records.agreements[0].terms = vec![ends, promised, open, grant("d", "c1", 0)];
    let mut found = due(records);
    found.sort_by_key(|(_, what, _)| what.clone());
    let days: Vec<(i32, Due)> = found.into_iter().map(|(day, what, _)| (day, what)).collect();
    let expected =
        [(25, Due::TermEnd(id("a"))), (20, Due::TermPromise(id("b"))), (25, Due::Review(id("c")))];
    assert_eq!(days, expected);
}

#[test]
fn a_withdrawal_falls_due_on_the_word_of_who_announces_it() {
    let mut records = records();
    let stages = vec![stage(Availability::Ga, 0, 1), stage(Availability::Retired, 30, 2)];
    records.offers = vec![offer("c1/shop", stages)];
    assert_eq!(due(records.clone()), [(30, Due::Retirement(id("c1/shop/p0"), vec![]), vec![2])]);
    // Another stage of that day has another source.
    let stages = vec![stage(Availability::Preview, 30, 1), stage(Availability::Retired, 30, 2)];
    records.offers = vec![offer("c1/shop", stages)];
    assert_eq!(due(records), [(30, Due::Retirement(id("c1/shop/p0"), vec![]), vec![2])]);
}

/// What falls due of one price.
fn of(change: impl FnOnce(&mut Price), from: i32) -> Vec<(i32, Due, Vec<u32>)> {
    let mut records = records();
    records.sources[1].class = EvidenceClass::Catalogue;
    let mut shop = offer("c1/shop", vec![stage(Availability::Ga, 0, 0)]);
    shop.prices = vec![price("1", "4", from, 1)];
    change(&mut shop.prices[0]);
    records.offers = vec![shop];
    due(records)
}

#[test]
fn a_price_falls_due_once_it_has_begun_and_is_believed() {
    let ends = |price: &mut Price| {
        price.until = Some(day(30).into());
        price.until_sources = says(2);
    };
    let end = [(30, Due::PriceEnd(id("c1/shop/p0"), 0), vec![2])];
    assert_eq!(of(ends, 5), end);
    assert_eq!(of(ends, 10), end, "it begins on the day");
    assert_eq!(of(ends, 11), [], "it has not begun");
    let promised = |price: &mut Price| price.until_at_least = Some(day(20).into());
    assert_eq!(of(promised, 10), [(20, Due::PricePromise(id("c1/shop/p0"), 0), vec![1])]);
    assert_eq!(of(promised, 15), []);
    let denied = |price: &mut Price| {
        promised(price);
        price.sources.push(statement(0, Stance::Denies));
    };
    assert_eq!(of(denied, 5), [], "a better source denies it");
}
