//! The order of days, and chains that must not bite their own tail.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use crate::check::checker::Checker;
use aicloud_core::model::{Dated, Day, Id, PartialDate, Price, Records, Stage};

/// Reports periods that end before they begin, stages out of order, sources
/// published after they were read, and cycles.
pub(super) fn check(records: &Records, checker: &mut Checker) {
    for agreement in &records.agreements {
        for term in &agreement.terms {
            period(term.id, "until", term.from, term.until, checker);
            period(term.id, "until_at_least", term.from, term.until_at_least, checker);
        }
        for dispute in &agreement.disputes {
            period(dispute.id, "until", dispute.from, dispute.until, checker);
        }
    }
    for offer in &records.offers {
        for (n, pair) in offer.stages.windows(2).enumerate() {
            if let [earlier, later] = pair
                && latest(later) < earlier.from.first_day()
            {
                let message = format!("{} stands after {}; oldest first", later.from, earlier.from);
                let field = format_args!("stages[{}].from", n + 1);
                checker.report("stage-order", offer.id, field, message);
            }
        }
        for (n, stage) in offer.stages.iter().enumerate() {
            let (field, promised) =
                (format_args!("stages[{n}].until_at_least"), stage.until_at_least);
            period(offer.id, field, stage.from, promised, checker);
        }
        prices(offer.id, &offer.prices, checker);
    }
    for stated in &records.prices {
        prices(stated.id, &stated.prices, checker);
    }
    for discount in &records.discounts {
        period(discount.id, "until", discount.from, discount.until, checker);
    }
    for source in &records.sources {
        if source.published.first_day() > source.retrieved.last_day() {
            let message =
                format!("published {} after it was read, {}", source.published, source.retrieved);
            checker.report("published-after-read", source.id, "published", message);
        }
    }
    let supersedes = records.agreements.iter().flat_map(|agreement| &agreement.terms);
    let supersedes = supersedes.map(|term| (term.id, term.supersedes.clone()));
    cycles("supersedes", &supersedes.collect(), checker);
    let carved = records.agreements.iter().flat_map(|agreement| &agreement.terms);
    let carved = carved.map(|term| (term.id, term.exception_to.clone()));
    cycles("exception_to", &carved.collect(), checker);
    let parts = records.products.iter().map(|r| (r.id, r.part_of.iter().copied().collect()));
    cycles("part_of", &parts.collect(), checker);
    let succeeded =
        records.products.iter().map(|r| (r.id, r.succeeded_by.iter().copied().collect()));
    cycles("succeeded_by", &succeeded.collect(), checker);
    let within = records.segments.iter().map(|r| (r.id, r.within.iter().copied().collect()));
    cycles("within", &within.collect(), checker);
    let parents = records.providers.iter().map(|r| (r.id, r.parent.iter().copied().collect()));
    cycles("parent", &parents.collect(), checker);
    let derives = records.sources.iter().map(|r| (r.id, r.derives_from.clone()));
    cycles("derives_from", &derives.collect(), checker);
}

/// The latest day on which a stage may have begun: what was seen in a month or
/// a year may have been seen on its last day.
fn latest(stage: &Stage) -> Day {
    match stage.dated {
        Dated::Observed => stage.from.last_day(),
        _ => stage.from.first_day(),
    }
}

fn prices(record: Id, prices: &[Price], checker: &mut Checker) {
    for (n, price) in prices.iter().enumerate() {
        let from = price.from;
        period(record, format_args!("prices[{n}].until"), from, price.until, checker);
        let field = format_args!("prices[{n}].until_at_least");
        period(record, field, from, price.until_at_least, checker);
    }
}

fn period(
    record: Id,
    field: impl Display,
    from: PartialDate,
    until: Option<PartialDate>,
    checker: &mut Checker,
) {
    if let Some(until) = until.filter(|until| until.last_day() < from.first_day()) {
        let message = format!("ends {until}, before it begins, {from}");
        checker.report("dates-out-of-order", record, field, message);
    }
}

/// Reports each record from which following the links leads back to it.
fn cycles(field: &str, links: &BTreeMap<Id, Vec<Id>>, checker: &mut Checker) {
    let sound = coming_to_an_end(links);
    for start in links.keys().filter(|id| !sound.contains(*id)) {
        let mut open: Vec<Id> = links.get(start).cloned().unwrap_or_default();
        let mut seen = BTreeSet::new();
        while let Some(next) = open.pop() {
            if next == *start {
                let message = format!("leads back to `{start}`; a chain has an end");
                checker.report("cycle", *start, field, message);
                break;
            }
            if !sound.contains(&next) && seen.insert(next) {
                open.extend(links.get(&next).into_iter().flatten());
            }
        }
    }
}

/// The ids from which every way comes to an end: in sound data all of them, found
/// by one walk back from the ends however long the chains are.
fn coming_to_an_end(links: &BTreeMap<Id, Vec<Id>>) -> BTreeSet<Id> {
    let mut left = links.clone();
    let mut before: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (id, onward) in links {
        for next in onward {
            left.entry(*next).or_default();
            before.entry(*next).or_default().push(*id);
        }
    }
    let ends = left.iter().filter(|(_, onward)| onward.is_empty());
    let mut ended: Vec<Id> = ends.map(|(id, _)| *id).collect();
    let mut sound = BTreeSet::new();
    while let Some(id) = ended.pop() {
        sound.insert(id);
        for one in before.get(&id).into_iter().flatten() {
            if let Some(left) = left.get_mut(one) {
                // Which one is done does not matter, only how many are left.
                left.pop();
                ended.extend(left.is_empty().then_some(*one));
            }
        }
    }
    sound
}
