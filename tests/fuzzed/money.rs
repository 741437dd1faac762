//! Money: exact as it is read, and no sum or product of it overflows.

use aicloud_core::model::{Discount, Offer, Percent, Price, Records, Usd};
use aicloud_core::prices::{Blend, Meters};
use aicloud_data::{DataSet, yaml};
use aicloud_import::amount;
use aicloud_query::amounts;
use rust_decimal::Decimal;
use serde_json::value::RawValue;

use super::choices::Choices;
use super::{query, sky};

/// Amounts at which something may go over.
const AMOUNTS: &[&str] = &[
    "0",
    "1.10",
    "0.07",
    "9999999999999999.999999999999",
    "9999999999999999",
    "0.0000000000000000000000000001",
    "3.3333333333333333333333333333",
    "0.000001",
    "10000",
];

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::of(bytes);
    match choices.below(4) {
        0 => {
            let text = choices.rest();
            text.split('\n').for_each(|text| {
                amount_of(text);
                tokens(text);
                blend(text);
                imported(text);
            });
        }
        1 => {
            let amounts: Vec<Usd> = (0..8).filter_map(|_| drawn(&mut choices)).collect();
            reckon(&amounts, &mut choices);
        }
        _ => bill(&mut choices),
    }
}

fn drawn(choices: &mut Choices<'_>) -> Option<Usd> {
    match choices.below(4) {
        0 => choices.text().parse().ok(),
        1 => {
            // So many digits behind the point.
            let (digits, places) = (choices.number().unsigned_abs(), choices.below(29));
            Decimal::new(digits.into(), u32::try_from(places).ok()?).to_string().parse().ok()
        }
        _ => choices.one(AMOUNTS).parse().ok(),
    }
}

fn amount_of(text: &str) {
    let read = text.parse::<Usd>();
    let json = serde_json::to_string(text).unwrap();
    assert_eq!(serde_json::from_str::<Usd>(&json).ok(), read.clone().ok(), "{text:?}");
    let Ok(usd) = read else { return };
    for printed in [usd.to_string(), usd.cents(), usd.amount().to_string()] {
        assert_eq!(printed.parse(), Ok(usd), "{text:?}");
    }
    let again: Vec<Usd> = yaml::records(&yaml::text(&[usd]).unwrap()).unwrap();
    assert_eq!(again[0].amount().to_string(), usd.amount().to_string(), "{text:?}");
    let packed = serde_json::to_string(&usd).unwrap();
    let again: Usd = serde_json::from_str(&packed).unwrap();
    assert_eq!(again.amount().to_string(), usd.amount().to_string(), "{text:?}");
    let bare = format!("- {text}\n");
    assert_eq!(yaml::records::<Usd>(&bare).unwrap(), [usd], "{text:?}");
}

fn tokens(text: &str) {
    let Ok(number) = amounts::tokens(text) else { return };
    assert_eq!(amounts::tokens(&number.to_string()), Ok(number), "{text:?}");
    assert!(number <= 1_000_000_000_000_000, "{text:?}");
    if let Ok(times) = amounts::times(number, 1_000_000) {
        assert!(times.checked_mul(1_000_000).is_some());
    }
}

fn blend(text: &str) {
    let Ok(blend) = amounts::blend(text) else { return };
    assert_eq!(amounts::blend(&format!("{}:{}", blend.input, blend.output)), Ok(blend));
    for usd in AMOUNTS.iter().map(|text| text.parse().unwrap()) {
        let meters = Meters { input: Some(usd), output: Some(usd), ..Meters::default() };
        between(&meters, &blend);
    }
}

/// A blend of prices is none beyond them, but for the last digit.
fn between(meters: &Meters, blend: &Blend) {
    let (Some(input), Some(output)) = (meters.input, meters.output) else { return };
    let Some(blended) = meters.blended(blend) else { return };
    let parts = [(input, blend.input), (output, blend.output)];
    let real = parts.iter().filter(|(_, share)| !share.is_zero()).map(|(usd, _)| usd.amount());
    let (low, high) = (real.clone().min().unwrap(), real.max().unwrap());
    let off = Decimal::new(1, 6);
    assert!(low - off <= blended && blended <= high + off, "{meters:?} {blend:?} {blended}");
}

/// A number of a catalogue, in each of the units that there are.
fn imported(text: &str) {
    let Ok(raw) = RawValue::from_string(text.to_owned()) else { return };
    for shift in [0, 3, 6] {
        let Ok(Some(usd)) = amount::amount(Some(&raw), shift) else { continue };
        assert_eq!(usd.to_string().parse(), Ok(usd), "{text:?}");
        let round = amount::of_units(usd, Decimal::new(7, 2));
        let moved = (round.amount() - usd.amount()).abs();
        assert!(moved <= Decimal::new(5, 4) * (usd.amount() + Decimal::ONE), "{text:?} {round}");
    }
}

fn reckon(amounts: &[Usd], choices: &mut Choices<'_>) {
    let blend = amounts::blend(&choices.text()).unwrap_or_default();
    for pair in amounts.windows(2) {
        let (input, output) = (Some(pair[0]), Some(pair[1]));
        between(&Meters { input, output, ..Meters::default() }, &blend);
        let Ok(percent) = Percent::try_from(pair[1]) else { continue };
        let less = pair[0].less(percent);
        assert!(Decimal::ZERO <= less.amount() && less <= pair[0], "{less} of {}", pair[0]);
        // Written down again it is an amount.
        assert!(less.to_string().parse::<Usd>().is_ok(), "{less}");
    }
}

/// A data set with other prices and a discount, and what it makes of a workload.
fn bill(choices: &mut Choices<'_>) {
    let mut records: Records = sky::records();
    let offers = records.offers.iter_mut();
    for price in offers.flat_map(|offer: &mut Offer| &mut offer.prices) {
        repriced(price, choices);
    }
    records.discounts.extend(discount(choices));
    let numbers = ["0", "1", "10M", "1000000B", "999999.999999B", "0.001K", "333333333333333"];
    let mut line: Vec<String> = vec!["cost".to_owned()];
    line.extend(records.products.iter().map(|product| product.id.to_string()));
    for option in ["--input", "--output", "--cached", "--cache-write", "--times", "--context"] {
        let number = match choices.below(12) {
            0 => choices.text(),
            n => numbers.get(n - 1).copied().unwrap_or_default().to_owned(),
        };
        if !number.is_empty() {
            line.push(format!("{option}={number}"));
        }
    }
    let data = DataSet::from_records(records).unwrap();
    for command in [line.join("\n"), "price\n--blend=3:1".to_owned(), "compare".to_owned()] {
        for format in ["", "\n-ojson"] {
            query::ask(&format!("{command}{format}"), b"", &data);
        }
    }
}

fn repriced(price: &mut Price, choices: &mut Choices<'_>) {
    price.input = drawn(choices).or(price.input);
    price.output = drawn(choices).or(price.output);
    price.cached_input = drawn(choices);
    price.cache_write = drawn(choices);
    price.cache_write_1h = drawn(choices);
}

fn discount(choices: &mut Choices<'_>) -> Option<Discount> {
    let (percent, fixed) = (drawn(choices)?, drawn(choices)?);
    let terms = match choices.below(2) {
        0 => format!("percent_off: '{}'", percent.amount()),
        _ => format!("input: '{}', output: '{}'", fixed.amount(), percent.amount()),
    };
    let text = format!("- {{id: deal, from: 2026, agreed_by: us, reason: deal, {terms}}}\n");
    yaml::records(&text).ok()?.pop()
}
