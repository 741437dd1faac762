//! Laws of prices: what holds of any statements about one offer.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::PathBuf;

use aicloud::data::Catalog;
use aicloud::engine::cost::{ScopeChoice, Workload, lines};
use aicloud::engine::price::{Authority, Meters, history, settled};
use aicloud::engine::rows::Frame;
use aicloud::engine::{Filter, Lens};
use aicloud::model::{
    Dated, Day, EvidenceClass, PartialDate, Price, PriceForm, PriceScope, PriceState,
    PublishesPrices, Records, Source, Statement, Tier, Usd,
};
use aicloud::query::names;
use proptest::prelude::*;

const OFFER: &str = "nimbus/rack/ingot";
const DAYS: u16 = 40;

fn day(number: u16) -> Day {
    "2026-05-01".parse::<PartialDate>().unwrap().first_day().plus(i32::from(number))
}

/// One statement: by which source, what amounts, from when, for how long.
type Drawn = (u8, u8, u8, u16, Option<u16>, bool);

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let one = (0..6u8, 0..3u8, 0..4u8, 0..DAYS, prop::option::of(0..DAYS), any::<bool>());
    prop::collection::vec(one, 1..9)
}

/// Sources of every rank, each with its own day.
fn source(number: u8) -> Source {
    let form = match number {
        0 => Some(PriceForm::PriceList),
        1 => Some(PriceForm::PricePage),
        _ => None,
    };
    let class = match number {
        0..=2 => EvidenceClass::Primary,
        3 => EvidenceClass::Press,
        _ => EvidenceClass::Catalogue,
    };
    Source {
        id: format!("drawn-{number}").parse().unwrap(),
        title: "Prices".to_owned(),
        publisher: "Somebody".to_owned(),
        url: "https://prices.example".to_owned(),
        class,
        published: day(u16::from(number) * 7).into(),
        retrieved: day(DAYS * 2).into(),
        via: None,
        derives_from: Vec::new(),
        publishes_prices: form.map(|form| PublishesPrices { of: "nimbus".parse().unwrap(), form }),
        sentences: Vec::new(),
        note: None,
    }
}

fn price((said_by, tier, amount, from, length, seen): Drawn) -> Price {
    let usd = |hundredths: u8| format!("0.{hundredths:02}").parse::<Usd>().unwrap();
    Price {
        scope: PriceScope::Global,
        within: Vec::new(),
        tier: [Tier::Standard, Tier::Batch, Tier::Flex][usize::from(tier)],
        context_over: None,
        state: PriceState::Priced,
        input: Some(usd(amount + 1)),
        cached_input: (amount > 1).then(|| usd(amount)),
        cache_write: None,
        cache_write_lifetime: None,
        cache_write_1h: None,
        output: Some(usd(4 * amount + 4)),
        as_stated: None,
        from: day(from).into(),
        dated: if seen { Dated::Observed } else { Dated::Effective },
        until: length.map(|length| day(from + length).into()),
        until_at_least: None,
        until_sources: Vec::new(),
        sources: vec![Statement {
            source: format!("drawn-{said_by}").parse().unwrap(),
            stance: aicloud::model::Stance::Asserts,
            speaker: None,
            locator: None,
            says: None,
            dates_it: None,
            quote: None,
        }],
        note: None,
    }
}

fn base() -> Records {
    let dirs = ["tests/cmd/fixture-data", "tests/costs/prices"].map(PathBuf::from);
    let mut records = Catalog::open(&dirs).unwrap().records().unwrap().clone();
    records.sources.extend((0..6).map(source));
    records
}

fn with(prices: Vec<Price>) -> Catalog {
    let mut records = base();
    let offer = records.offers.iter_mut().find(|offer| offer.id.as_str() == OFFER).unwrap();
    offer.prices = prices;
    records.sort();
    Catalog::from_records(records).unwrap()
}

/// What holds on each day: slot by slot the amounts and whether they are open.
fn face(catalog: &Catalog) -> Vec<Vec<(Tier, Meters, Authority, bool)>> {
    let lens = Lens::new(&catalog.facts, &Filter::default());
    let offer = catalog.facts.offers.iter().find(|offer| &*offer.id == OFFER).unwrap();
    let on = |number| {
        let prices = settled(offer, day(number), None, &lens).into_iter();
        prices.map(|p| (p.slot.tier, p.meters, p.authority, p.contested())).collect()
    };
    (0..DAYS * 2).map(on).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_records_has_no_say(drawn in drawn()) {
        let prices: Vec<Price> = drawn.iter().copied().map(price).collect();
        let mut turned = prices.clone();
        turned.reverse();
        prop_assert_eq!(face(&with(prices)), face(&with(turned)));
    }

    #[test]
    fn a_price_said_twice_by_one_source_is_said_once(drawn in drawn()) {
        let prices: Vec<Price> = drawn.iter().copied().map(price).collect();
        let twice: Vec<Price> = prices.iter().chain(&prices).cloned().collect();
        prop_assert_eq!(face(&with(prices)), face(&with(twice)));
    }

    /// A catalogue that keeps its history does not contradict itself: with readings
    /// of one source alone nothing is contested, and the latest one holds.
    #[test]
    fn one_source_takes_its_earlier_readings_back(
        amounts in prop::collection::vec(0..4u8, 1..6), gap in 1..5u16
    ) {
        let reading = |(nth, amount): (usize, &u8)| {
            price((4, 0, *amount, u16::try_from(nth).unwrap() * gap, None, true))
        };
        let prices: Vec<Price> = amounts.iter().enumerate().map(reading).collect();
        let last = prices.last().unwrap().input;
        let catalog = with(prices);
        let lens = Lens::new(&catalog.facts, &Filter::default());
        let offer = catalog.facts.offers.iter().find(|offer| &*offer.id == OFFER).unwrap();
        let found = settled(offer, day(DAYS * 3), None, &lens);
        prop_assert_eq!(found.len(), 1);
        prop_assert!(!found[0].contested());
        prop_assert_eq!(found[0].meters.input, last);
    }

    #[test]
    fn what_a_history_says_of_a_day_holds_on_it(drawn in drawn()) {
        let catalog = with(drawn.iter().copied().map(price).collect());
        let lens = Lens::new(&catalog.facts, &Filter::default());
        let offer = catalog.facts.offers.iter().find(|offer| &*offer.id == OFFER).unwrap();
        let steps = history(offer, None, &lens);
        for number in 0..DAYS * 2 {
            let day = day(number);
            let mut now = settled(offer, day, None, &lens);
            for step in &steps {
                if step.from <= day && step.until.is_none_or(|until| day <= until) {
                    let place = now.iter().position(|price| price.slot == step.settled.slot);
                    let price = now.swap_remove(place.unwrap());
                    prop_assert_eq!(price.meters.input, step.settled.meters.input);
                    prop_assert_eq!(price.meters.output, step.settled.meters.output);
                }
            }
            prop_assert!(now.is_empty(), "a price of {day} stands in no step");
        }
    }

    #[test]
    fn a_contested_total_holds_its_own_and_repetition_multiplies(
        drawn in drawn(), input in 0..5_000_000u64, output in 0..5_000_000u64, times in 1..50u64,
    ) {
        let catalog = with(drawn.iter().copied().map(price).collect());
        let lens = Lens::new(&catalog.facts, &Filter::default());
        let segment = names::segment("commercial", &catalog.facts).unwrap();
        let product = names::product("ingot", &catalog.facts).unwrap();
        let cloud = names::cloud("nimbus", &catalog.facts).unwrap();
        let frame = Frame { segment, region: None, as_of: day(DAYS) };
        let once = Workload {
            input, cached: 0, cache_write: 0, cache_hour: false, output, context: None,
            tier: Tier::Standard, scope: ScopeChoice::Any, times: 1,
        };
        let often = Workload { times, ..once.clone() };
        let single = lines(&once, &[product], &[cloud], false, &frame, &lens);
        let many = lines(&often, &[product], &[cloud], false, &frame, &lens);
        for (one, all) in single.iter().zip(&many) {
            prop_assert_eq!(one.total().map(|usd| usd * rust_decimal::Decimal::from(times)), all.total());
            if let (Some(total), Some((low, high))) =
                (one.total(), one.bill.as_ref().and_then(|bill| bill.range))
            {
                prop_assert!(low <= total && total <= high);
            }
        }
    }
}
