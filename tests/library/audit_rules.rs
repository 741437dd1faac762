//! Single rules of the audit, each on stones of `tests/audits/yard` changed by hand:
//! where two sides are priced, which prices count, how a ratio meets a factor, and
//! what a score tells. In the yard pebble costs 1.00 and 4.00, boulder 3.00 and
//! 12.00, pebble-mini 0.50 and 1.00, all on Nimbus' rack.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::PathBuf;

use aicloud_core::claims::interval::{Interval, Rates};
use aicloud_core::claims::offered::Offered;
use aicloud_core::claims::scores::cost_per_solved;
use aicloud_core::claims::{Audit, ClaimQuestion, Claimed, Grade, Mix, Mixes, Verdict, audit};
use aicloud_core::model::{Claim, Hedge, Offer, PartialDate, Records, ScoreUnit, Usd};
use aicloud_core::rights::{Filter, Lens};
use aicloud_data::DataSet;

const RACK: &str = "nimbus/rack";
const SHELF: &str = "stratus/shelf";
const SHOP: &str = "acme-direct/shop";
const QUARRY: &str = "roadrunner/quarry";
/// A provider without any service.
const BUREAU: &str = "bureau-of-weather";

/// The yard with one of its claims alone.
fn yard(claim: &str) -> Records {
    let dirs = ["tests/cmd/fixture-data", "tests/audits/yard"].map(PathBuf::from);
    let mut records = DataSet::open(&dirs).unwrap().records();
    records.claims.retain(|one| one.id.as_str() == claim);
    assert_eq!(records.claims.len(), 1);
    records
}

fn usd(amount: &str) -> Usd {
    amount.parse().unwrap()
}

fn offer<'r>(records: &'r mut Records, id: &str) -> &'r mut Offer {
    records.offers.iter_mut().find(|offer| offer.id.as_str() == id).unwrap()
}

/// Puts a stone of the rack on exactly these services.
fn put(records: &mut Records, product: &str, services: &[&str]) {
    let rack = format!("{RACK}/{product}");
    let like = offer(records, &rack).clone();
    records.offers.retain(|offer| offer.id.as_str() != rack);
    records.offers.extend(services.iter().map(|service| Offer {
        id: format!("{service}/{product}").parse().unwrap(),
        service: service.parse().unwrap(),
        ..like.clone()
    }));
}

fn audited<T>(mut records: Records, look: impl Fn(&Audit<'_>, &Lens<'_>) -> T) -> T {
    records.sort();
    let data = DataSet::from_records(records).unwrap();
    let lens = Lens::new(&data.catalog, &Filter::default());
    let day: PartialDate = "2026-05-15".parse().unwrap();
    let (day, mixes) = (Some(day.first_day()), Mixes::default());
    let asked = ClaimQuestion { day, mixes, segment: "commercial".parse().unwrap(), region: None };
    look(&audit(&data.catalog.claims[0], &asked, &lens), &lens)
}

/// The services on which pebble and boulder are priced, and whether they are
/// compared on one at a time.
fn places(
    pebble: &[&str],
    boulder: &[&str],
    claim: impl FnOnce(&mut Claim),
) -> ([Vec<String>; 2], bool) {
    let mut records = yard("fits");
    let mut quarry = records.services[0].clone();
    quarry.id = QUARRY.parse().unwrap();
    records.services.push(quarry);
    put(&mut records, "pebble", pebble);
    put(&mut records, "boulder", boulder);
    claim(&mut records.claims[0]);
    audited(records, |audit, lens| {
        let pair = &audit.pairs[0];
        let names = [&pair.subject_at, &pair.comparator_at].map(|side| {
            let services = side.as_ref().unwrap().iter();
            let service = |one: &Offered<'_>| {
                lens.catalog.service(lens.catalog.offer(one.offer).service).id.to_string()
            };
            let mut names: Vec<String> = services.map(service).collect();
            names.sort();
            names
        });
        (names, pair.same_service)
    })
}

fn claimed_by(claimant: &str) -> impl FnOnce(&mut Claim) {
    move |claim| claim.claimant = claimant.parse().unwrap()
}

fn both(services: &[&str]) -> [Vec<String>; 2] {
    [services, services].map(|names| names.iter().map(|&name| name.to_owned()).collect())
}

fn each(one: &str, other: &str) -> [Vec<String>; 2] {
    [vec![one.to_owned()], vec![other.to_owned()]]
}

#[test]
fn two_sides_that_the_claimant_sells_are_priced_on_its_service() {
    let everywhere = [RACK, SHELF];
    let of_nimbus = places(&everywhere, &everywhere, claimed_by("nimbus"));
    assert_eq!(of_nimbus, (both(&[RACK]), true));
    let of_stratus = places(&everywhere, &everywhere, claimed_by("stratus"));
    assert_eq!(of_stratus, (both(&[SHELF]), true));
}

#[test]
fn a_service_that_the_claim_names_for_one_side_is_that_of_both() {
    let everywhere = [RACK, SHELF];
    for subject in [true, false] {
        let found = places(&everywhere, &everywhere, |claim| {
            claimed_by(BUREAU)(claim);
            let sides = if subject { &mut claim.subjects } else { &mut claim.comparators };
            sides[0].service = SHELF.parse().ok();
        });
        assert_eq!(found, (both(&[SHELF]), true));
    }
}

#[test]
fn a_side_that_the_claimant_sells_is_priced_there_whatever_both_share() {
    let found = places(&[RACK, SHELF], &[SHELF], claimed_by("nimbus"));
    assert_eq!(found, (each(RACK, SHELF), false));
}

#[test]
fn what_each_vendor_sells_itself_is_priced_with_it_whatever_both_share() {
    let found = places(&[SHOP, RACK], &[QUARRY, RACK], claimed_by(BUREAU));
    assert_eq!(found, (each(SHOP, QUARRY), false));
}

#[test]
fn else_both_are_priced_on_every_service_that_they_share() {
    let found = places(&[RACK, SHELF], &[RACK, SHELF], claimed_by(BUREAU));
    assert_eq!(found, (both(&[RACK, SHELF]), true));
    let one_with_its_vendor = places(&[SHOP, RACK], &[RACK, SHELF], claimed_by(BUREAU));
    assert_eq!(one_with_its_vendor, (both(&[RACK]), true));
}

#[test]
fn a_price_of_nothing_for_input_or_output_has_no_ratio() {
    let lacks = "price above nothing of acme/pebble on nimbus/rack (what is free has no ratio)";
    for (input, output) in [("0", "4.00"), ("1.00", "0"), ("0", "0")] {
        let mut records = yard("fits");
        let price = &mut offer(&mut records, "nimbus/rack/pebble").prices[0];
        (price.input, price.output) = (Some(usd(input)), Some(usd(output)));
        audited(records, |audit, _| {
            assert_eq!(audit.verdict, Verdict::Uncheckable);
            assert_eq!(audit.missing, [lacks]);
        });
    }
}

/// How many readings of slate's price there are, with another earlier one.
fn readings(input: &str, cached: Option<&str>, output: &str) -> usize {
    let mut records = yard("contested-both-ways");
    let prices = &mut offer(&mut records, "nimbus/rack/slate").prices;
    (prices[0].input, prices[0].output) = (Some(usd(input)), Some(usd(output)));
    prices[0].cached_input = cached.map(usd);
    prices[1].cached_input = Some(usd("0.60"));
    audited(records, |audit, _| {
        let [slate] = audit.pairs[0].comparator_at.as_deref().unwrap() else { panic!() };
        assert!(slate.settled.contested());
        slate.rates.len()
    })
}

/// The later reading is 6.00 and 24.00, with 0.60 for cached input.
#[test]
fn a_contest_counts_where_it_makes_another_ratio() {
    assert_eq!(readings("5.00", None, "20.00"), 2);
    assert_eq!(readings("6.00", Some("0.50"), "24.00"), 1);
    assert_eq!(readings("0", None, "20.00"), 1);
}

/// Pebble gives 3 and pebble-mini 6 to 12 (3.00 / 0.50, 12.00 / 1.00): neither is 20.
#[test]
fn a_candidate_that_does_not_fit_either_is_no_better_subject() {
    let mut records = yard("two-candidates");
    records.claims[0].factor = usd("20");
    audited(records, |audit, _| {
        assert_eq!(audit.better_subject, None);
        assert_eq!(audit.verdict, audit.pairs[0].verdict);
    });
}

/// Pebble gives 3 and needs no candidate. Pebble-mini at 1.00 and 1.00 would do too:
/// 3.00 / 1.00 = 3 to 12.00 / 1.00 = 12.
#[test]
fn a_first_subject_that_fits_is_meant() {
    let mut records = yard("two-candidates");
    records.claims[0].factor = usd("3");
    offer(&mut records, "nimbus/rack/pebble-mini").prices[0].input = Some(usd("1.00"));
    audited(records, |audit, _| {
        let fits: Vec<_> = audit.pairs.iter().map(|pair| pair.grade).collect();
        assert_eq!(fits, [Some(Grade::Fits); 2]);
        assert_eq!(audit.better_subject, None);
        assert_eq!(audit.verdict, Verdict::ExplainedByPrice);
    });
}

fn claimed(factor: &str, hedge: Hedge) -> Claimed {
    Claimed { factor: usd(factor), factor_to: None, percent: None, hedge }
}

/// What something for 1.00 is to something for so much, input and output alike.
fn flat(price: &str) -> Interval {
    let rates = |amount: &str| {
        let amount = amount.parse().unwrap();
        Rates { input: amount, output: amount }
    };
    Interval::of(rates("1.00"), rates(price), Mixes::default()).unwrap()
}

#[test]
fn a_ratio_at_the_very_end_of_what_counts_as_the_factor_gives_it() {
    let grade = |factor, hedge, price| claimed(factor, hedge).grade(&flat(price)).unwrap();
    // 2.9 is 2.85 to 2.95.
    assert_eq!(grade("2.9", Hedge::Exactly, "2.84"), Grade::Short);
    assert_eq!(grade("2.9", Hedge::Exactly, "2.85"), Grade::Fits);
    assert_eq!(grade("2.9", Hedge::Exactly, "2.95"), Grade::Fits);
    assert_eq!(grade("2.9", Hedge::Exactly, "2.96"), Grade::More);
    // About 2.9 is a tenth to either side: 2.61 to 3.19.
    assert_eq!(grade("2.9", Hedge::About, "2.60"), Grade::Short);
    assert_eq!(grade("2.9", Hedge::About, "2.61"), Grade::Fits);
    assert_eq!(grade("2.9", Hedge::About, "3.19"), Grade::Fits);
    assert_eq!(grade("2.9", Hedge::About, "3.20"), Grade::More);
    // At least is meant to the digit, and more than is more.
    assert_eq!(grade("2.9", Hedge::AtLeast, "2.89"), Grade::Short);
    assert_eq!(grade("2.9", Hedge::AtLeast, "2.9"), Grade::Fits);
    assert_eq!(grade("2.9", Hedge::MoreThan, "2.9"), Grade::Short);
}

/// From four times as much input as output to as much: at no such mix would a whole
/// price be nothing.
#[test]
fn a_price_of_nothing_has_no_ratio_at_mixes_of_both_either() {
    let rates = |input: i64, output: i64| Rates { input: input.into(), output: output.into() };
    let mixes = Mixes::between(Mix { input: 4, output: 1 }, Mix { input: 1, output: 1 });
    assert!(Interval::of(rates(1, 4), rates(3, 12), mixes).is_some());
    assert_eq!(Interval::of(rates(0, 4), rates(3, 12), mixes), None);
    assert_eq!(Interval::of(rates(1, 4), rates(3, 0), mixes), None);
}

/// 10^20 and four times as much: in the unit that they share 1 and 4.
#[test]
fn long_amounts_are_as_exact_as_what_they_have_in_common_allows() {
    let unit = rust_decimal::Decimal::from(10_u64.pow(19)) * rust_decimal::Decimal::TEN;
    let rates = |input: i64, output: i64| Rates {
        input: unit * rust_decimal::Decimal::from(input),
        output: unit * rust_decimal::Decimal::from(output),
    };
    let span = Interval::of(rates(1, 4), rates(3, 16), Mixes::default()).unwrap();
    assert_eq!((span.low.parts(), span.high.parts()), ((3, 1), (4, 1)));
}

#[test]
fn some_mixes_are_not_every_mix() {
    assert!(Mixes::between(Mix::INPUT, Mix::OUTPUT).is_all());
    assert!(!Mixes::between(Mix::INPUT, Mix { input: 1, output: 1 }).is_all());
    assert!(!Mixes::between(Mix { input: 4, output: 1 }, Mix::OUTPUT).is_all());
}

/// A solved task of brick cost 32.00 / 32 = 1.00, one of pebble 2.00 / 20 = 0.10: ten
/// times, and 8 are claimed. A second run of pebble tells no cost.
#[test]
fn a_run_without_a_cost_tells_nothing_of_what_a_task_costs() {
    let mut records = yard("fewer-tokens");
    let suite = records.benchmarks.iter_mut().find(|suite| suite.id.as_str() == "stack-test");
    let scores = &mut suite.unwrap().scores;
    let pebble = scores.iter().find(|score| score.product.as_str() == "acme/pebble").unwrap();
    let mut again = pebble.clone();
    (again.variant, again.run_cost_usd) = (Some("again".to_owned()), None);
    scores.push(again);
    audited(records, |audit, _| {
        assert_eq!(audit.pairs[0].measured.len(), 2);
        assert_eq!(audit.pairs[0].borne_out, Some(true));
    });
}

/// 2.00 for half of 40 tasks is 0.10 each, where the score is the share solved.
#[test]
fn only_a_suite_that_counts_solved_tasks_tells_what_one_cost() {
    let records = yard("fits");
    let mut suite =
        records.benchmarks.into_iter().find(|suite| suite.id.as_str() == "stack-test").unwrap();
    let pebble = suite.scores.iter().find(|score| score.product.as_str() == "acme/pebble");
    let pebble = pebble.unwrap().clone();
    for unit in [ScoreUnit::Percent, ScoreUnit::Points, ScoreUnit::Rating] {
        for higher in [true, false] {
            (suite.unit, suite.higher_is_better) = (unit, higher);
            let counts = unit == ScoreUnit::Percent && higher;
            let cost = counts.then(|| usd("0.10").amount());
            assert_eq!(cost_per_solved(&suite, &pebble), cost);
        }
    }
}
