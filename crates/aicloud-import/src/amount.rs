//! Numbers of a catalogue to exact amounts per million tokens.
//!
//! The digits are read as they stand in the file. Catalogues that were computed
//! in binary floating point hold residues such as `2.9999900000000002e-06`: a
//! double keeps fifteen decimal digits, so digits beyond them are no statement
//! and are rounded off.

use rust_decimal::Decimal;
use serde_json::value::RawValue;

use crate::entry::EntryReason;
use aicloud_core::model::Usd;

/// Decimal digits that a double keeps.
const DIGITS: usize = 15;
/// No price per million tokens comes near it; a value above has its unit wrong.
const MOST: u64 = 10_000;

/// The group of reasons for numbers of no use.
pub const NO_PRICE: &str = "price is no price";

/// An amount in USD per million tokens, where the number times ten to the power
/// of `shift` is that. Nothing where there is no number.
///
/// # Errors
/// A value that is no number, a negative one, or one that cannot be a price.
pub fn amount(raw: Option<&RawValue>, shift: i32) -> Result<Option<Usd>, EntryReason> {
    let Some(text) = raw.map(RawValue::get).filter(|text| *text != "null") else {
        return Ok(None);
    };
    let wrong = |what: &str| {
        let shown: String = text.chars().take(24).collect();
        EntryReason::new(NO_PRICE, format!("{what} ({})", shown.escape_debug()))
    };
    if text.starts_with('-') {
        return Err(wrong("negative"));
    }
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(wrong("not a number"));
    }
    let amount: Option<Usd> = plain(text, shift).and_then(|text| text.parse().ok());
    match amount {
        Some(usd) if usd.amount() < MOST.into() => Ok(Some(usd)),
        _ => Err(wrong("no price of tokens is like that")),
    }
}

/// Digits that a price in somebody's own units has behind the point, at most.
const UNIT_DIGITS: u32 = 4;
/// Digits that a round price in dollars has behind the point, at most.
const ROUND_DIGITS: u32 = 5;

/// A price that was rounded in somebody's own units, as the round price that
/// it stands for: at 0.07 dollars a unit, 5.00003 is 71.429 units, which is
/// what 5 makes. Unchanged where it is no such number of units.
pub fn of_units(price: Usd, unit: Decimal) -> Usd {
    let stated = price.amount();
    let Some(units) = stated.checked_div(unit) else { return price };
    // The catalogue's own digits end at the fifth.
    let close = Decimal::new(6, 6);
    let whole = (0..=UNIT_DIGITS)
        .map(|digits| (digits, units.round_dp(digits)))
        .find(|(_, rounded)| (rounded * unit - stated).abs() < close);
    let Some((digits, whole)) = whole else { return price };
    // Rounding in units moves a price by little: half of a thousandth of one,
    // or of a thousandth of the price.
    let little = Decimal::new(5, 4) * (unit + stated);
    let stands_for = |round: &Decimal| {
        (round / unit).round_dp(digits) == whole && (round - stated).abs() <= little
    };
    let round = (0..=ROUND_DIGITS).map(|digits| stated.round_dp(digits)).find(stands_for);
    round.and_then(|round| round.normalize().to_string().parse().ok()).unwrap_or(price)
}

/// A JSON number times a power of ten, in plain digits.
fn plain(text: &str, shift: i32) -> Option<String> {
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().ok()?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    let mut scale =
        i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?.checked_sub(shift)?;
    let mut value: u64 = digits.get(..digits.len().min(DIGITS))?.parse().ok()?;
    if let Some(next) = digits.as_bytes().get(DIGITS) {
        value += u64::from(*next >= b'5');
        scale = scale.checked_sub(i32::try_from(digits.len() - DIGITS).ok()?)?;
    }
    while value.is_multiple_of(10) {
        value /= 10;
        scale = scale.checked_sub(1)?;
    }
    if !(-20..=28).contains(&scale) {
        return None;
    }
    let places = usize::try_from(scale).unwrap_or(0);
    let zeros = usize::try_from(-scale).unwrap_or(0);
    let digits = format!("{value:0>width$}{:0<zeros$}", "", width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    Some(if fraction.is_empty() { digits } else { format!("{whole}.{fraction}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, shift: i32) -> Result<String, EntryReason> {
        let raw = RawValue::from_string(text.to_owned()).unwrap();
        amount(Some(&raw), shift).map(|usd| usd.map_or_else(String::new, |usd| usd.to_string()))
    }

    #[test]
    fn a_number_is_read_by_its_digits() {
        for (text, shift, usd) in [
            ("2.5e-06", 6, "2.5"),
            ("1.25E-6", 6, "1.25"),
            ("0.0000005", 6, "0.5"),
            ("1e-05", 6, "10"),
            ("3.3e-07", 6, "0.33"),
            ("5.46875e-07", 6, "0.546875"),
            ("0.00125", 3, "1.25"),
            ("30", 0, "30"),
            ("0.0", 6, "0"),
            ("null", 6, ""),
        ] {
            assert_eq!(read(text, shift).as_deref(), Ok(usd), "{text}");
        }
    }

    #[test]
    fn what_floating_point_left_behind_is_rounded_off() {
        for (text, usd) in [
            ("2.9999900000000002e-06", "2.99999"),
            ("4.285999999999999e-06", "4.286"),
            ("9.999999999999999e-06", "10"),
            ("3.0001999999999996e-07", "0.30002"),
            ("1.23456789012345e-06", "1.23456789012345"),
        ] {
            assert_eq!(read(text, 6).as_deref(), Ok(usd), "{text}");
        }
    }

    #[test]
    fn what_was_rounded_in_units_is_the_round_price_behind_it() {
        for (stated, round) in [
            ("5.00003", "5"),
            ("25.00001", "25"),
            ("75.0001", "75"),
            ("0.15001", "0.15"),
            ("0.59997", "0.6"),
            ("0.62503", "0.625"),
            ("9.37503", "9.375"),
            ("0.30002", "0.3"),
            ("0.030002", "0.03"),
            ("0.07", "0.07"),
            ("0.28", "0.28"),
            ("0", "0"),
            ("0.7497", "0.75"),
            ("19.9997", "20"),
            // No number of units: nobody rounded it.
            ("5.0002", "5.0002"),
            ("1.23456", "1.23456"),
        ] {
            let price = of_units(stated.parse().unwrap(), Decimal::new(7, 2));
            assert_eq!(price.to_string(), round, "{stated}");
        }
    }

    #[test]
    fn what_is_no_price_is_told_apart() {
        for (text, what) in [
            ("-1e-06", "negative (-1e-06)"),
            ("\"0.5\"", "not a number (\\\"0.5\\\")"),
            ("[]", "not a number ([])"),
            ("1e300", "no price of tokens is like that (1e300)"),
            ("1e-300", "no price of tokens is like that (1e-300)"),
            ("1e99999999999", "no price of tokens is like that (1e99999999999)"),
            ("99999999999999999999", "no price of tokens is like that (99999999999999999999)"),
        ] {
            assert_eq!(read(text, 6).unwrap_err(), EntryReason::new(NO_PRICE, what), "{text}");
        }
    }
}
