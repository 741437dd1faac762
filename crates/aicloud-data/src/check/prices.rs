//! What prices and discounts must be.

use crate::check::checker::Checker;
use crate::check::shape::evidence;
use aicloud_core::model::{
    Discount, Id, PartialDate, Price, PriceState, PriceStatement, Records, Stance, Statement,
};

/// Reports prices that say nothing or too much, and discounts between which
/// nobody could choose.
pub(super) fn check(records: &Records, checker: &mut Checker) {
    for offer in &records.offers {
        for (n, price) in offer.prices.iter().enumerate() {
            self::price(offer.id, n, price, checker);
        }
        overlapping(offer.id, &offer.prices, checker);
    }
    records.prices.iter().for_each(|stated| price_statement(stated, checker));
    for (place, discount) in records.discounts.iter().enumerate() {
        self::discount(discount, checker);
        let earlier = records.discounts.iter().take(place);
        for other in earlier.filter(|other| compete(discount, other)) {
            let message = format!(
                "fits offers that `{}` fits as closely on the same days; end one or narrow one",
                other.id
            );
            checker.report("overlapping-discounts", discount.id, "", message);
        }
    }
}

fn price(record: Id, n: usize, price: &Price, checker: &mut Checker) {
    let amounts =
        [price.input, price.output, price.cached_input, price.cache_write, price.cache_write_1h];
    let priced = price.input.is_some() || price.output.is_some();
    let fits = match price.state {
        PriceState::Priced => priced,
        _ => amounts.iter().all(Option::is_none),
    };
    if !fits {
        let message = "a priced record names an amount, and any other names none; \
                       an unknown price is never 0"
            .to_owned();
        let field = if price.state == PriceState::Priced { "" } else { ".state" };
        checker.report("price-state", record, format_args!("prices[{n}]{field}"), message);
    }
}

fn price_statement(stated: &PriceStatement, checker: &mut Checker) {
    if !stated.id.as_str().ends_with(&format!("/{}", stated.offer)) {
        let message =
            format!("the id of a price statement ends with its offer: .../{}", stated.offer);
        checker.report("price-statement-id", stated.id, "id", message);
    }
    overlapping(stated.id, &stated.prices, checker);
    for (n, price) in stated.prices.iter().enumerate() {
        evidence(stated.id, format_args!("prices[{n}].sources"), &price.sources, checker);
        self::price(stated.id, n, price, checker);
    }
}

/// Reports prices between which nobody could choose, since one source states
/// both for one day. A later price without an end of the earlier one follows it.
fn overlapping(record: Id, prices: &[Price], checker: &mut Checker) {
    for (n, price) in prices.iter().enumerate() {
        // A note says that somebody has looked at it.
        let differs = |other: &&Price| {
            (other.input, other.output) != (price.input, price.output)
                && other.note.is_none()
                && price.note.is_none()
        };
        let same = prices.iter().take(n).filter(|other| same_meter(price, other));
        let earlier = same.filter(differs).find(|other| {
            let (first, second) =
                if other.from <= price.from { (*other, price) } else { (price, *other) };
            let runs_on =
                first.until.is_some_and(|until| until.last_day() >= second.from.first_day());
            (first.from == second.from || runs_on) && one_voice(first, second)
        });
        if let Some(other) = earlier {
            let message = format!(
                "one source states this price and another from {} on, for the same days",
                other.from
            );
            checker.report("overlapping-prices", record, format_args!("prices[{n}].from"), message);
        }
    }
}

/// Whether two prices are for the same thing.
fn same_meter(a: &Price, b: &Price) -> bool {
    a.scope == b.scope
        && a.within == b.within
        && a.tier == b.tier
        && a.context_over == b.context_over
        && a.dated == b.dated
}

/// Whether one source asserts both, by the same entry: a list may have an entry
/// for each of two variants.
fn one_voice(a: &Price, b: &Price) -> bool {
    let asserts = |statement: &&Statement| statement.stance == Stance::Asserts;
    let same = |one: &Statement, other: &Statement| {
        one.source == other.source && one.locator == other.locator
    };
    let mut voices = a.sources.iter().filter(asserts);
    voices.any(|one| b.sources.iter().filter(asserts).any(|other| same(one, other)))
}

/// A discount is one thing or the other, so that nobody has to guess in which
/// order two were taken off.
fn discount(discount: &Discount, checker: &mut Checker) {
    let fixed = [discount.input, discount.cached_input, discount.cache_write, discount.output];
    if discount.percent_off.is_some() == fixed.iter().any(Option::is_some) {
        let message = "a discount is either a percentage or fixed prices".to_owned();
        checker.report("discount", discount.id, "percent_off", message);
    }
    if discount.agreed_by.trim().is_empty() || discount.reason.trim().is_empty() {
        let message = "a discount names who agreed it and why it holds".to_owned();
        checker.report("discount", discount.id, "agreed_by", message);
    }
}

/// Whether two discounts may fit one offer on one day, neither more narrowly.
fn compete(one: &Discount, other: &Discount) -> bool {
    fn meet<T: PartialEq>(one: &[T], other: &[T]) -> bool {
        one.is_empty() == other.is_empty()
            && (one.is_empty() || one.iter().any(|item| other.contains(item)))
    }
    let ends = |discount: &Discount| discount.until.map(PartialDate::last_day);
    let begins = |discount: &Discount| discount.from.first_day();
    meet(&one.clouds, &other.clouds)
        && meet(&one.services, &other.services)
        && meet(&one.products, &other.products)
        && meet(&one.tiers, &other.tiers)
        && ends(one).is_none_or(|end| begins(other) <= end)
        && ends(other).is_none_or(|end| begins(one) <= end)
}
