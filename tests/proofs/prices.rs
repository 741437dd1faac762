//! Laws of prices: what holds of any statements about one offer.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::PathBuf;

use aicloud_core::model::{
    Availability, Channel, Dated, Day, EvidenceClass, Offer, PartialDate, Price, PriceForm,
    PriceScope, PriceState, PublishesPrices, Records, Source, Stance, Statement, Tier, Usd,
};
use aicloud_core::offers::rows::Frame;
use aicloud_core::prices::cost::{Line, ScopeChoice, Status, Workload, lines};
use aicloud_core::prices::listing::{Listed, Wanted, prices};
use aicloud_core::prices::portfolio::totals;
use aicloud_core::prices::{Authority, Blend, Lost, Meters, Settled, history, quote, settled};
use aicloud_core::rights::{Filter, Lens};
use aicloud_data::DataSet;
use aicloud_query::names;
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
            stance: Stance::Asserts,
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
    let mut records = DataSet::open(&dirs).unwrap().records();
    records.sources.extend((0..6).map(source));
    records
}

fn with(prices: Vec<Price>) -> DataSet {
    changed(|offer| offer.prices = prices)
}

/// The data with another ingot on the rack.
fn changed(change: impl FnOnce(&mut Offer)) -> DataSet {
    let mut records = base();
    change(records.offers.iter_mut().find(|offer| offer.id.as_str() == OFFER).unwrap());
    records.sort();
    DataSet::from_records(records).unwrap()
}

/// A standard price of so many hundredths of a dollar, and four times that for output.
fn stated(said_by: u8, hundredths: u8, from: u16) -> Price {
    price((said_by, 0, hundredths - 1, from, None, false))
}

/// The same as somebody saw it on a day.
fn seen(said_by: u8, hundredths: u8, on: u16) -> Price {
    price((said_by, 0, hundredths - 1, on, None, true))
}

/// What is found of the one slot of some prices on a day.
fn found<T>(prices: Vec<Price>, on: u16, look: impl Fn(&Settled<'_>, &Lens<'_>) -> T) -> T {
    found_through(&Filter::default(), &with(prices), on, look)
}

fn found_through<T>(
    filter: &Filter,
    data: &DataSet,
    on: u16,
    look: impl Fn(&Settled<'_>, &Lens<'_>) -> T,
) -> T {
    let lens = Lens::new(&data.catalog, filter);
    let offer = data.catalog.offers.iter().find(|offer| &*offer.id == OFFER).unwrap();
    let every = settled(offer, day(on), None, &lens);
    assert_eq!(every.len(), 1);
    look(&every[0], &lens)
}

/// The input price that is shown, and why each other statement does not hold.
fn outcome(settled: &Settled<'_>, _: &Lens<'_>) -> (String, Vec<Lost>) {
    let input = settled.meters.input.unwrap().to_string();
    (input, settled.rivals.iter().map(|rival| rival.lost).collect())
}

/// What holds on each day: slot by slot the amounts and whether they are open.
fn face(data: &DataSet) -> Vec<Vec<(Tier, Meters, Authority, bool)>> {
    let lens = Lens::new(&data.catalog, &Filter::default());
    let offer = data.catalog.offers.iter().find(|offer| &*offer.id == OFFER).unwrap();
    let on = |number| {
        let prices = settled(offer, day(number), None, &lens).into_iter();
        prices.map(|p| (p.slot.tier, p.meters, p.authority, p.contested())).collect()
    };
    (0..DAYS * 2).map(on).collect()
}

/// The list spoke on day 0 and a day later the press tells what came after.
#[test]
fn a_price_that_began_after_a_stronger_source_spoke_takes_its_place() {
    let prices = vec![stated(0, 1, 0), stated(3, 2, 1)];
    assert_eq!(found(prices, 30, outcome), ("0.02".to_owned(), vec![Lost::Recency]));
}

/// The page spoke on day 7: up to then it knew.
#[test]
fn a_stronger_source_speaks_of_what_had_begun_when_it_spoke() {
    for begun in [5, 7] {
        let prices = vec![stated(1, 1, 0), stated(3, 2, begun)];
        assert_eq!(found(prices, 30, outcome), ("0.01".to_owned(), vec![Lost::Authority]));
    }
}

/// That it was seen later does not tell that it began later.
#[test]
fn a_reading_never_takes_the_place_of_a_stronger_source() {
    let prices = vec![stated(0, 1, 0), seen(3, 2, 20)];
    assert_eq!(found(prices, 30, outcome), ("0.01".to_owned(), vec![Lost::Authority]));
}

/// Both catalogues spoke after both prices began, on days 28 and 35.
#[test]
fn of_one_rank_the_later_beginning_holds() {
    let prices = vec![stated(4, 1, 10), stated(5, 2, 15)];
    assert_eq!(found(prices, 30, outcome), ("0.02".to_owned(), vec![Lost::Recency]));
}

#[test]
fn nothing_settles_between_one_rank_and_one_beginning() {
    let prices = vec![stated(4, 1, 10), stated(5, 2, 10)];
    assert_eq!(found(prices, 30, outcome).1, [Lost::Contests]);
}

#[test]
fn readings_of_different_days_contest_one_another() {
    let prices = vec![seen(4, 1, 10), seen(5, 2, 15)];
    assert_eq!(found(prices, 30, outcome).1, [Lost::Contests]);
}

#[test]
fn a_beginning_and_a_reading_are_settled_by_the_later_day() {
    let begun_since = vec![seen(4, 1, 10), stated(5, 2, 15)];
    assert_eq!(found(begun_since, 30, outcome), ("0.02".to_owned(), vec![Lost::Recency]));
    let seen_since = vec![stated(4, 1, 10), seen(5, 2, 15)];
    assert_eq!(found(seen_since, 30, outcome), ("0.02".to_owned(), vec![Lost::Recency]));
}

/// Neither came after the other, so neither is taken back.
#[test]
fn two_readings_by_one_source_on_one_day_are_contested() {
    let prices = vec![seen(4, 1, 10), seen(4, 2, 10)];
    assert_eq!(found(prices, 30, outcome).1, [Lost::Contests]);
}

#[test]
fn a_contest_is_at_heart_where_input_or_output_or_there_being_a_price_is_open() {
    let at_heart = |change: fn(&mut Price)| {
        let mut other = stated(5, 3, 10);
        change(&mut other);
        let look = |settled: &Settled<'_>, _: &Lens<'_>| {
            assert!(settled.contested());
            settled.contested_at_heart()
        };
        found(vec![stated(4, 3, 10), other], 30, look)
    };
    assert!(at_heart(|other| other.input = "0.09".parse().ok()));
    assert!(at_heart(|other| other.output = "0.09".parse().ok()));
    assert!(at_heart(|other| {
        other.state = PriceState::Free;
        (other.input, other.cached_input, other.output) = (None, None, None);
    }));
    assert!(!at_heart(|other| other.cached_input = "0.09".parse().ok()));
}

#[test]
fn everybody_who_states_a_price_is_named_once() {
    let mut both = stated(1, 1, 0);
    both.sources.extend(stated(0, 1, 0).sources);
    let voices = |settled: &Settled<'_>, lens: &Lens<'_>| -> Vec<String> {
        let sources = settled.sources(lens).into_iter();
        let mut names: Vec<_> =
            sources.map(|source| lens.catalog.source(source).id.to_string()).collect();
        names.sort();
        names
    };
    let named = found(vec![stated(0, 1, 0), both, stated(4, 1, 0)], 30, voices);
    assert_eq!(named, ["drawn-0", "drawn-1", "drawn-4"]);
}

#[test]
fn a_price_weighs_what_its_admitted_and_asserting_sources_weigh() {
    let mut both = stated(4, 1, 0);
    both.sources.extend(stated(0, 1, 0).sources);
    let data = with(vec![both.clone()]);
    let copied = data.catalog.source_ids().find(|ix| &*data.catalog.source(*ix).id == "drawn-4");
    let only = Filter { according_to: vec![copied.unwrap()], ..Filter::default() };
    let weight = |settled: &Settled<'_>, _: &Lens<'_>| settled.authority;
    assert_eq!(found_through(&Filter::default(), &data, 30, weight), Authority::PriceList);
    assert_eq!(found_through(&only, &data, 30, weight), Authority::Catalogue);
    // The documentation denies what the page says, which is of its own class.
    let mut denied = stated(2, 1, 0);
    denied.sources.extend(stated(1, 1, 0).sources);
    denied.sources[1].stance = Stance::Denies;
    assert_eq!(found(vec![denied], 30, weight), Authority::Documentation);
}

#[test]
fn a_cell_shows_the_standard_price_for_short_prompts() {
    let mut long = stated(1, 2, 0);
    long.context_over = Some(200_000);
    let data = with(vec![stated(1, 3, 0), long, price((1, 1, 0, 0, None, false))]);
    let lens = Lens::new(&data.catalog, &Filter::default());
    let offer = data.catalog.offers.iter().find(|offer| &*offer.id == OFFER).unwrap();
    assert_eq!(quote(offer, day(30), None, &lens).input, "0.03".parse().ok());
}

#[test]
fn a_blend_needs_no_price_of_what_it_has_no_part_of() {
    let only_input = Meters { input: "0.50".parse().ok(), ..Meters::default() };
    let blend = |input: u32, output: u32| Blend { input: input.into(), output: output.into() };
    assert_eq!(only_input.blended(&blend(1, 0)), "0.5".parse().ok());
    assert_eq!(only_input.blended(&blend(3, 1)), None);
    assert_eq!(only_input.blended(&blend(0, 1)), None);
}

/// The prices of two products on one cloud, as asked.
fn listed<T>(data: &DataSet, asked: [&str; 2], look: impl Fn(&Listed<'_>) -> T) -> Vec<T> {
    let lens = Lens::new(&data.catalog, &Filter::default());
    let products = asked.map(|product| names::product(product, &data.catalog).unwrap());
    let cloud = names::cloud("nimbus", &data.catalog).unwrap();
    let segment = names::segment("commercial", &data.catalog).unwrap();
    let frame = Frame { segment, region: None, as_of: day(30) };
    let blend = Blend::default();
    let wanted = Wanted { tier: None, scope: ScopeChoice::Any, blend, all: true };
    prices(&products, &[cloud], &wanted, &frame, &lens).iter().map(look).collect()
}

/// Nugget costs more than ingot here, and stands where it is asked for.
#[test]
fn prices_stand_product_by_product_as_asked() {
    let data = with(vec![stated(1, 1, 0)]);
    let names =
        |asked| listed(&data, asked, |one| data.catalog.product(one.row.product).id.to_string());
    let nuggets = || vec!["acme/nugget".to_owned(); 2];
    let ingot = || vec!["acme/ingot".to_owned()];
    assert_eq!(names(["nugget", "ingot"]), [nuggets(), ingot()].concat());
    assert_eq!(names(["ingot", "nugget"]), [ingot(), nuggets()].concat());
}

#[test]
fn a_gateway_sells_nothing_whatever_price_is_on_record() {
    let data = changed(|offer| offer.channel = Channel::Gateway);
    let found = listed(&data, ["ingot", "ingot"], |one| one.charge.is_some());
    assert!(found.is_empty());
}

fn plain(tier: Tier) -> Workload {
    Workload {
        input: 1_000_000,
        cached: 0,
        cache_write: 0,
        cache_hour: false,
        output: 0,
        context: None,
        tier,
        scope: ScopeChoice::Any,
        times: 1,
    }
}

/// What ingots cost on each of some clouds.
fn bill<'f>(lens: &Lens<'f>, tier: Tier, clouds: &[&str]) -> Vec<Line<'f>> {
    let product = names::product("ingot", lens.catalog).unwrap();
    let clouds: Vec<_> =
        clouds.iter().map(|cloud| names::cloud(cloud, lens.catalog).unwrap()).collect();
    let segment = names::segment("commercial", lens.catalog).unwrap();
    let frame = Frame { segment, region: None, as_of: day(30) };
    lines(&plain(tier), &[product], &clouds, false, &frame, lens)
}

#[test]
fn what_is_not_sold_any_more_costs_nothing_however_well_its_price_is_known() {
    for (stage, word) in
        [(Availability::Retired, "retired"), (Availability::NotListed, "not listed")]
    {
        let data = changed(|offer| offer.stages[0].stage = stage);
        let lens = Lens::new(&data.catalog, &Filter::default());
        let lines = bill(&lens, Tier::Standard, &["nimbus"]);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].bill.is_none());
        assert_eq!(lines[0].missing, [word]);
    }
}

/// Only Nimbus has a price for batches: ingots are to be had there in both ways, at
/// the vendor in one, and nowhere in a tier that nobody has.
#[test]
fn a_portfolio_is_priced_partly_or_not_at_all_by_what_a_cloud_has_of_it() {
    let data = DataSet::from_records(base()).unwrap();
    let lens = Lens::new(&data.catalog, &Filter::default());
    let names = ["nimbus", "acme-direct"];
    let both = [Tier::Standard, Tier::Batch].map(|tier| bill(&lens, tier, &names));
    let neither = [Tier::Flex, Tier::Ultrafast].map(|tier| bill(&lens, tier, &names));
    let status = |portfolio: &[Vec<Line<'_>>], cloud: &str| {
        let cloud = names::cloud(cloud, &data.catalog).unwrap();
        totals(portfolio, &[cloud])[0].status()
    };
    assert_eq!(status(&both, "nimbus"), Status::Priced);
    assert_eq!(status(&both, "acme-direct"), Status::Partial);
    assert_eq!(status(&neither, "nimbus"), Status::Unpriced);
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
        let data = with(prices);
        let lens = Lens::new(&data.catalog, &Filter::default());
        let offer = data.catalog.offers.iter().find(|offer| &*offer.id == OFFER).unwrap();
        let found = settled(offer, day(DAYS * 3), None, &lens);
        prop_assert_eq!(found.len(), 1);
        prop_assert!(!found[0].contested());
        prop_assert_eq!(found[0].meters.input, last);
    }

    #[test]
    fn what_a_history_says_of_a_day_holds_on_it(drawn in drawn()) {
        let data = with(drawn.iter().copied().map(price).collect());
        let lens = Lens::new(&data.catalog, &Filter::default());
        let offer = data.catalog.offers.iter().find(|offer| &*offer.id == OFFER).unwrap();
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
        let data = with(drawn.iter().copied().map(price).collect());
        let lens = Lens::new(&data.catalog, &Filter::default());
        let segment = names::segment("commercial", &data.catalog).unwrap();
        let product = names::product("ingot", &data.catalog).unwrap();
        let cloud = names::cloud("nimbus", &data.catalog).unwrap();
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
