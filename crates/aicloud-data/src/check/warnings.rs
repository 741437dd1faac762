//! What is only suspicious: told by `data validate`, and stops nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rust_decimal::Decimal;

use crate::check::checker::{Checker, settle};
use crate::fault::Fault;
use crate::load::Loaded;
use crate::rules::Severity;
use aicloud_core::model::{
    Day, EvidenceClass, Id, Price, PriceStatement, Records, Source, Stance, Statement, Usd,
};

/// Days after which a page that people change is to be read again.
const STALE: i32 = 180;
/// How many times a price may be that of others of its product.
const MAGNITUDE: i64 = 100;

/// Everything suspicious in records, on a day.
pub fn warnings(loaded: &Loaded, day: Day) -> Vec<Fault> {
    let records = &loaded.records;
    let mut checker = Checker::new(records);
    records.sources.iter().for_each(|source| self::source(source, day, &mut checker));
    for service in &records.services {
        address(service.id, "url", service.url.as_deref(), &mut checker);
    }
    prices(records, &mut checker);
    contradictions(records, &mut checker);
    checker.overrides(loaded, Severity::Warning);
    settle(checker.found, loaded)
}

fn source(source: &Source, day: Day, checker: &mut Checker) {
    address(source.id, "url", Some(&source.url), checker);
    address(source.id, "via", source.via.as_deref(), checker);
    let changes = source.class == EvidenceClass::Catalogue || source.publishes_prices.is_some();
    let age = day.since(source.retrieved.last_day());
    if changes && age > STALE {
        let message = format!("read {age} days ago; it may say something else by now");
        checker.report("stale-source", source.id, "retrieved", message);
    }
}

fn address(record: Id, field: &str, url: Option<&str>, checker: &mut Checker) {
    if url.is_some_and(|url| url.starts_with("http://")) {
        let message = "http:// can be changed on the way; try https://".to_owned();
        checker.report("insecure-url", record, field, message);
    }
}

/// A price with its record and its place there.
type Listed<'r> = (Id, usize, &'r Price);

/// Reports amounts that look like slips. A price with a note was looked at.
fn prices(records: &Records, checker: &mut Checker) {
    let products: BTreeMap<Id, Id> = records.offers.iter().map(|o| (o.id, o.product)).collect();
    let mut by_product: BTreeMap<Id, Vec<Listed<'_>>> = BTreeMap::new();
    for offer in &records.offers {
        let listed = offer.prices.iter().enumerate().map(|(n, price)| (offer.id, n, price));
        by_product.entry(offer.product).or_default().extend(listed);
    }
    for PriceStatement { id, offer, prices, .. } in &records.prices {
        let Some(product) = products.get(offer) else { continue };
        let listed = prices.iter().enumerate().map(|(n, price)| (*id, n, price));
        by_product.entry(*product).or_default().extend(listed);
    }
    for listed in by_product.values() {
        for price in listed {
            upside_down(price, checker);
        }
        off_by_magnitude("input", listed, |price| price.input.map(Usd::amount), checker);
        off_by_magnitude("output", listed, |price| price.output.map(Usd::amount), checker);
    }
}

fn upside_down((record, n, price): &Listed<'_>, checker: &mut Checker) {
    let (Some(input), None) = (price.input, &price.note) else { return };
    if let Some(output) = price.output.filter(|output| *output < input) {
        let message = format!("output costs {output}, less than input, {input}");
        checker.report("output-below-input", *record, format_args!("prices[{n}].output"), message);
    }
    if let Some(cached) = price.cached_input.filter(|cached| *cached > input) {
        let message = format!("cached input costs {cached}, more than input, {input}");
        let field = format_args!("prices[{n}].cached_input");
        checker.report("cached-above-input", *record, field, message);
    }
}

/// Compares each amount with the middle one of the others of its product.
fn off_by_magnitude(
    part: &str,
    listed: &[Listed<'_>],
    amount: impl Fn(&Price) -> Option<Decimal>,
    checker: &mut Checker,
) {
    let amounts = listed.iter().filter_map(|(.., price)| amount(price));
    let mut amounts: Vec<Decimal> = amounts.filter(|amount| !amount.is_zero()).collect();
    amounts.sort_unstable();
    for (record, n, price) in listed.iter().filter(|(.., price)| price.note.is_none()) {
        let Some(own) = amount(price).filter(|own| !own.is_zero()) else { continue };
        // The middle of the others: its place moves where this one is taken out.
        let (others, place) = (amounts.len() - 1, amounts.partition_point(|other| *other < own));
        let middle = others / 2;
        let Some(middle) = amounts.get(middle + usize::from(place <= middle)) else { continue };
        let most = Decimal::from(MAGNITUDE);
        if own > *middle * most || own * most < *middle {
            let message = format!(
                "{} is more than {MAGNITUDE} times off {}, the middle of the other prices of its \
                 product",
                own.normalize(),
                middle.normalize()
            );
            let field = format_args!("prices[{n}].{part}");
            checker.report("price-off-by-magnitude", *record, field, message);
        }
    }
}

/// Reports what one source states and another of the same rank denies, without
/// a word on it. Where the ranks differ the stronger is believed.
fn contradictions(records: &Records, checker: &mut Checker) {
    let explained: BTreeSet<Id> =
        records.conflicts.iter().flat_map(|c| c.about.iter().copied()).collect();
    let classes: BTreeMap<Id, EvidenceClass> =
        records.sources.iter().map(|source| (source.id, source.class)).collect();
    let best = |sources: &[Statement], stance: Stance| {
        let voices = sources.iter().filter(|statement| statement.stance == stance);
        let known = voices.filter_map(|statement| classes.get(&statement.source));
        EvidenceClass::strongest(known.copied())
    };
    let mut look = |record: Id, field: fmt::Arguments<'_>, sources: &[Statement]| {
        let denied = best(sources, Stance::Denies);
        let even = denied.is_some() && denied == best(sources, Stance::Asserts);
        let denial = sources.iter().position(|s| s.stance == Stance::Denies);
        if let (Some(n), true, false) = (denial, even, explained.contains(&record)) {
            let message = "denied here and stated by a source of the same rank, and no conflict \
                           is about it"
                .to_owned();
            let field = format_args!("{field}sources[{n}].stance");
            checker.report("unexplained-contradiction", record, field, message);
        }
    };
    for agreement in &records.agreements {
        for term in &agreement.terms {
            look(term.id, format_args!(""), &term.sources);
        }
        for dispute in &agreement.disputes {
            look(dispute.id, format_args!(""), &dispute.sources);
        }
    }
    for class in &records.classes {
        for (n, member) in class.members.iter().enumerate() {
            look(class.id, format_args!("members[{n}]."), &member.sources);
        }
    }
    for offer in &records.offers {
        for (n, stage) in offer.stages.iter().enumerate().filter(|(_, s)| s.note.is_none()) {
            look(offer.id, format_args!("stages[{n}]."), &stage.sources);
        }
        for (n, price) in offer.prices.iter().enumerate().filter(|(_, p)| p.note.is_none()) {
            look(offer.id, format_args!("prices[{n}]."), &price.sources);
        }
    }
}
