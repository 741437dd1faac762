//! Laws of the audit, on the stones of `tests/audits/yard` with prices, factors,
//! hedges and mixes drawn at random.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::PathBuf;

use aicloud_core::claims::{Audit, ClaimQuestion, Mix, Mixes, Pair, Ratio, Verdict, audit};
use aicloud_core::model::{
    Benchmark, Claim, Hedge, Id, Metric, PartialDate, Records, Score, ScoreUnit, Usd,
};
use aicloud_core::rights::{Filter, Lens};
use aicloud_data::DataSet;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// The stones and their claims.
fn yard() -> Records {
    let dirs = ["tests/cmd/fixture-data", "tests/audits/yard"].map(PathBuf::from);
    DataSet::open(&dirs).unwrap().records()
}

/// An amount of thousandths.
fn usd(thousandths: u64) -> Usd {
    Decimal::new(i64::try_from(thousandths).unwrap(), 3).to_string().parse().unwrap()
}

/// The yard with every stone on both services, at other prices, one after the
/// other.
fn priced(prices: &[u64], scale: u64) -> Records {
    let mut records = yard();
    let services = ["nimbus/rack", "stratus/shelf"];
    let mut also = Vec::new();
    for offer in &records.offers {
        let product = offer.product.as_str().rsplit('/').next().unwrap();
        let stone = offer.id.as_str().ends_with(product) && product != "slate" && product != "gift";
        let [rack, shelf] = services.map(|service| format!("{service}/{product}"));
        for (id, other, service) in [(&rack, &shelf, services[1]), (&shelf, &rack, services[0])] {
            if stone && offer.id.as_str() == id {
                let mut offer = offer.clone();
                offer.id = other.parse().unwrap();
                offer.service = service.parse().unwrap();
                also.push(offer);
            }
        }
    }
    assert!(also.len() > 4);
    records.offers.extend(also);
    let mut next = prices.iter().cycle();
    for offer in &mut records.offers {
        for price in &mut offer.prices {
            for meter in [&mut price.input, &mut price.output].into_iter().flatten() {
                *meter = usd(next.next().unwrap() * scale);
            }
        }
    }
    records
}

/// Every claim of the yard with another factor.
fn claiming(mut records: Records, factor: u64, hedge: Hedge, metric: Metric) -> Records {
    for claim in &mut records.claims {
        claim.factor = Decimal::new(i64::try_from(factor).unwrap(), 1).to_string().parse().unwrap();
        (claim.factor_to, claim.percent) = (None, None);
        (claim.hedge, claim.metric) = (hedge, metric);
    }
    records
}

fn asked(mixes: Mixes) -> ClaimQuestion<'static> {
    let day: PartialDate = "2026-05-15".parse().unwrap();
    ClaimQuestion {
        day: Some(day.first_day()),
        mixes,
        segment: "commercial".parse().unwrap(),
        region: None,
    }
}

/// What is said of an audit that no unit of money can change.
type Said = (Verdict, Option<Id>, Vec<PairSaid>);
type PairSaid = (Verdict, Option<(Ratio, Ratio)>, Option<(Mix, Ratio)>, Option<Ratio>);

/// A subject, a comparator and the price ratio between them.
type SpanOf = (Id, Id, Option<(Ratio, Ratio)>);

fn said(audit: &Audit<'_>) -> Said {
    let pair = |p: &Pair<'_>| (p.verdict, p.span, p.nearest, p.needed);
    let better = audit.better_subject;
    (audit.verdict, better, audit.pairs.iter().map(pair).collect())
}

/// Looks at every claim of some records.
fn each<T>(records: Records, mixes: Mixes, look: impl Fn(&Audit<'_>) -> T) -> Vec<T> {
    let data = DataSet::from_records(records).unwrap();
    let lens = Lens::new(&data.catalog, &Filter::default());
    data.catalog.claims.iter().map(|c| look(&audit(c, &asked(mixes), &lens))).collect()
}

fn prices() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(prop_oneof![1..20_u64, 1..50_000_u64], 60)
}

fn hedge() -> impl Strategy<Value = Hedge> {
    prop::sample::select(vec![
        Hedge::Exactly,
        Hedge::About,
        Hedge::AtLeast,
        Hedge::MoreThan,
        Hedge::UpTo,
    ])
}

fn metric() -> impl Strategy<Value = Metric> {
    prop::sample::select(vec![
        Metric::PricePerformance,
        Metric::Price,
        Metric::Performance,
        Metric::TaskCost,
    ])
}

fn mix() -> impl Strategy<Value = Mix> {
    (0..40_u32, 0..40_u32)
        .prop_filter_map("a mix of nothing", |(input, output)| Mix::of(input.into(), output.into()))
}

/// A claim the other way round, each side on the service where it was found.
fn swapped(claim: &Claim) -> Claim {
    let mut other = claim.clone();
    std::mem::swap(&mut other.subjects, &mut other.comparators);
    other
}

/// What a mix costs at two prices, as a plain decimal.
fn cost(mix: Mix, input: Usd, output: Usd) -> Decimal {
    Decimal::from(mix.input) * input.amount() + Decimal::from(mix.output) * output.amount()
}

/// The ratio of one reading of the prices at a mix, without any of the machinery.
fn naive(pair: &Pair<'_>, mix: Mix) -> Option<Decimal> {
    let one = |offers: &Result<Vec<_>, Vec<String>>| match offers.as_deref() {
        Ok([one]) => {
            let one: &aicloud_core::claims::offered::Offered<'_> = one;
            (!one.contested()).then_some(one.settled.meters)
        }
        _ => None,
    };
    let (ours, theirs) = (one(&pair.subject_at)?, one(&pair.comparator_at)?);
    let ours = cost(mix, ours.input?, ours.output?);
    Some(cost(mix, theirs.input?, theirs.output?) / ours)
}

/// From the best verdict of a pair to the worst.
fn rank(verdict: Verdict) -> usize {
    let order = [
        Verdict::ExplainedByPrice,
        Verdict::Uncheckable,
        Verdict::NeedsPerformance,
        Verdict::Contradicted,
    ];
    order.iter().position(|one| *one == verdict).unwrap()
}

/// A suite in which everything of one vendor does badly.
fn against(like: &Benchmark) -> Benchmark {
    let mut suite = like.clone();
    suite.id = "against".parse().unwrap();
    (suite.unit, suite.higher_is_better) = (ScoreUnit::Percent, true);
    let score = like.scores[0].clone();
    let scores = [
        ("acme/pebble", "1"),
        ("acme/pebble-mini", "1"),
        ("roadrunner/boulder", "90"),
        ("roadrunner/brick", "90"),
        ("roadrunner/slate", "90"),
    ];
    let scores = scores.map(|(product, number)| Score {
        product: product.parse().unwrap(),
        score: number.parse().unwrap(),
        ..score.clone()
    });
    suite.scores = scores.to_vec();
    suite
}

fn near(one: Decimal, other: Decimal) -> bool {
    (one - other).abs() <= one.abs() / Decimal::from(1_000_000_000_u64)
}

#[test]
fn the_laws_are_about_something() {
    let spans = each(yard(), Mixes::default(), |audit| {
        audit.pairs.iter().filter(|pair| pair.span.is_some()).count()
    });
    assert!(spans.iter().sum::<usize>() > 25);
    let mut records = priced(&[1, 2, 3, 5, 7], 1);
    for claim in &mut records.claims {
        claim.claimant = "acme".parse().unwrap();
    }
    let several = each(records, Mixes::default(), |audit| {
        let at = |pair: &&Pair<'_>| pair.subject_at.iter().flatten().count() > 1;
        audit.pairs.iter().filter(at).count()
    });
    assert!(several.iter().sum::<usize>() > 25);
}

proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 48, ..Default::default() })]

    #[test]
    fn scaling_all_prices_leaves_verdicts_unchanged(
        prices in prices(), scale in 2..50_u64, factor in 1..400_u64,
        hedge in hedge(), metric in metric(),
    ) {
        let once = claiming(priced(&prices, 1), factor, hedge, metric);
        let scaled = claiming(priced(&prices, scale), factor, hedge, metric);
        let mixes = Mixes::default();
        prop_assert_eq!(each(once, mixes, said), each(scaled, mixes, said));
    }

    #[test]
    fn swapping_the_sides_inverts_the_interval(
        prices in prices(), mixes in (mix(), mix()),
        claimant in prop::sample::select(vec!["nimbus", "stratus", "acme", "roadrunner"]),
    ) {
        let mut records = priced(&prices, 1);
        for claim in &mut records.claims {
            claim.claimant = claimant.parse().unwrap();
        }
        let mut other = records.clone();
        for claim in &mut other.claims {
            *claim = swapped(claim);
        }
        let mixes = Mixes::between(mixes.0, mixes.1);
        let spans = |audit: &Audit<'_>| -> Vec<SpanOf> {
            let pairs = audit.pairs.iter();
            pairs.map(|p| (p.subject.product, p.comparator.product, p.span)).collect()
        };
        for (mut ours, theirs) in each(records, mixes, spans).into_iter().zip(each(other, mixes, spans)) {
            let inverted = theirs.into_iter().map(|(subject, comparator, span)| {
                (comparator, subject, span.map(|(low, high)| (high.inverse(), low.inverse())))
            });
            let mut inverted: Vec<_> = inverted.collect();
            ours.sort_by_key(|(subject, comparator, _)| (*subject, *comparator));
            inverted.sort_by_key(|(subject, comparator, _)| (*subject, *comparator));
            prop_assert_eq!(ours, inverted);
        }
    }

    #[test]
    fn a_wider_mix_never_narrows_the_interval(
        prices in prices(), mixes in (mix(), mix()), more in mix(),
    ) {
        let narrow = Mixes::between(mixes.0, mixes.1);
        let wide = [narrow.most_input, narrow.most_output].map(|end| Mixes::between(end, more));
        let records = priced(&prices, 1);
        let spans = |audit: &Audit<'_>| -> Vec<Option<(Ratio, Ratio)>> {
            audit.pairs.iter().map(|pair| pair.span).collect()
        };
        // Of the two ways to stretch it to one mix more, one holds the other.
        let covers = |mixes: &Mixes| {
            Mixes::between(mixes.most_input, narrow.most_input).most_input == mixes.most_input
                && Mixes::between(mixes.most_output, narrow.most_output).most_output == mixes.most_output
        };
        let all = Mixes::default();
        for wider in wide.iter().filter(|mixes| covers(mixes)).chain([&all]) {
            let within = each(records.clone(), narrow, spans);
            for (inner, outer) in within.iter().flatten().zip(each(records.clone(), *wider, spans).iter().flatten()) {
                let (Some(inner), Some(outer)) = (inner, outer) else {
                    prop_assert_eq!(inner, outer);
                    continue;
                };
                prop_assert!(outer.0 <= inner.0 && inner.1 <= outer.1);
            }
        }
    }

    #[test]
    fn every_mix_lies_within_the_interval_and_the_mix_found_gives_its_ratio(
        prices in prices(), factor in 1..400_u64, hedge in hedge(), tried in mix(),
    ) {
        let records = claiming(priced(&prices, 1), factor, hedge, Metric::PricePerformance);
        let holds = each(records, Mixes::default(), |audit| {
            audit.pairs.iter().all(|pair| {
                let Some(((low, high), found)) = pair.span.zip(naive(pair, tried)) else {
                    return true;
                };
                let plain = |ratio: Ratio| ratio.decimal(20);
                let within = |ratio: Decimal| {
                    (ratio >= plain(low) || near(ratio, plain(low)))
                        && (ratio <= plain(high) || near(ratio, plain(high)))
                };
                within(found)
                    && pair.nearest.is_none_or(|(mix, ratio)| {
                        naive(pair, mix).is_some_and(|again| near(again, plain(ratio)))
                    })
            })
        });
        prop_assert!(holds.into_iter().all(|holds| holds));
    }

    #[test]
    fn what_is_needed_makes_the_factor(
        prices in prices(), factor in 1..400_u64, hedge in hedge(),
    ) {
        let records = claiming(priced(&prices, 1), factor, hedge, Metric::PricePerformance);
        let claimed = Ratio::of(Decimal::new(i64::try_from(factor).unwrap(), 1), 1.into()).unwrap();
        let holds = each(records, Mixes::default(), |audit| {
            audit.pairs.iter().all(|pair| {
                let short = pair.verdict != Verdict::ExplainedByPrice;
                let one = |side: &Result<Vec<_>, Vec<String>>| side.as_ref().is_ok_and(|s| {
                    let s: &[aicloud_core::claims::offered::Offered<'_>] = s;
                    s.len() == 1 && !s[0].contested()
                });
                let (Some((low, high)), Some(needed)) = (pair.span, pair.needed) else { return true };
                if !short || !one(&pair.subject_at) || !one(&pair.comparator_at) {
                    return true;
                }
                let every = matches!(hedge, Hedge::AtLeast | Hedge::MoreThan);
                let held = if every { low } else { high };
                needed.times(held) == Some(claimed)
                    && (needed > Ratio::ONE || hedge == Hedge::MoreThan && needed == Ratio::ONE)
            })
        });
        prop_assert!(holds.into_iter().all(|holds| holds));
    }

    #[test]
    fn a_larger_factor_is_never_better_explained(
        prices in prices(), factor in 1..400_u64, more in 1..200_u64, hedge in hedge(),
        metric in metric(),
    ) {
        let explained = |factor: u64| {
            let records = claiming(priced(&prices, 1), factor, hedge, metric);
            each(records, Mixes::default(), |audit| -> Vec<Verdict> {
                audit.pairs.iter().map(|pair| pair.verdict).collect()
            })
        };
        let (less, larger) = (explained(factor), explained(factor + more));
        for (less, larger) in less.iter().flatten().zip(larger.iter().flatten()) {
            prop_assert!(rank(*larger) >= rank(*less), "{:?} then {:?}", less, larger);
        }
    }

    #[test]
    fn a_score_against_never_makes_a_verdict_better(
        prices in prices(), factor in 1..400_u64, hedge in hedge(), metric in metric(),
    ) {
        let records = claiming(priced(&prices, 1), factor, hedge, metric);
        let mut more = records.clone();
        more.benchmarks.push(against(&records.benchmarks[0]));
        let said = |audit: &Audit<'_>| -> Vec<(Verdict, Option<bool>, bool)> {
            let said = |pair: &Pair<'_>| {
                let bar = audit.bar(pair);
                let new = pair.measured.iter().find(|one| one.suite.id.as_str() == "against");
                let speaks = new.is_some_and(|one| bar.says(one) == Some(false));
                (pair.verdict, pair.borne_out, speaks)
            };
            audit.pairs.iter().map(said).collect()
        };
        let (before, after) = (each(records, Mixes::default(), said), each(more, Mixes::default(), said));
        for (before, after) in before.iter().flatten().zip(after.iter().flatten()) {
            let support = |said: Option<bool>| said.map_or(1, |said| if said { 0 } else { 2 });
            if after.2 {
                prop_assert!(rank(after.0) >= rank(before.0), "{:?} then {:?}", before, after);
                prop_assert!(support(after.1) >= support(before.1), "{:?} then {:?}", before, after);
            }
        }
    }
}
