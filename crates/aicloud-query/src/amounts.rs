//! Numbers as people type them: tokens, blends, scopes.

use aicloud_core::catalog::Catalog;
use rust_decimal::Decimal;

use aicloud_core::failure::Failure;
use aicloud_core::model::PriceScope;
use aicloud_core::names::nearest;
use aicloud_core::prices::Blend;
use aicloud_core::prices::cost::ScopeChoice;

/// More tokens than any workload has; below it sums of money cannot overflow.
const MOST_TOKENS: u64 = 1_000_000_000_000_000;

/// Reads a number of tokens: `250000`, `200K`, `1.5M`, `2B`.
///
/// # Errors
/// A text that is no such number, or one with a part of a token.
pub fn tokens(text: &str) -> Result<u64, Failure> {
    let plain = text.trim().replace('_', "").to_ascii_uppercase();
    let (digits, unit) = match plain.char_indices().last() {
        Some((place, 'K')) => (&plain[..place], 1_000),
        Some((place, 'M')) => (&plain[..place], 1_000_000),
        Some((place, 'B')) => (&plain[..place], 1_000_000_000),
        _ => (plain.as_str(), 1),
    };
    let number = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let tokens = Decimal::from_str_exact(digits).ok().filter(|_| number);
    let tokens = tokens.and_then(|tokens| tokens.checked_mul(Decimal::from(unit)));
    let whole = tokens.filter(|tokens| tokens.normalize().is_integer());
    whole.and_then(|tokens| u64::try_from(tokens).ok()).filter(|n| *n <= MOST_TOKENS).ok_or_else(
        || {
            let message = format!("`{}` is not a number of tokens", text.escape_debug());
            let hint = "write 250000, 200K, 1.5M or 2B, at most a million billion".to_owned();
            Failure::usage("bad-number", message, hint)
        },
    )
}

/// Checks that all repetitions together stay countable.
///
/// # Errors
/// More tokens than any workload has.
pub fn times(times: u64, tokens: u64) -> Result<u64, Failure> {
    if times.checked_mul(tokens).is_some_and(|all| all <= MOST_TOKENS) {
        return Ok(times);
    }
    let message = format!("{tokens} tokens {times} times over is more than can be counted");
    Err(Failure::usage("bad-number", message, "ask for a smaller workload".to_owned()))
}

/// Reads a blend of input to output tokens: `3:1`.
///
/// # Errors
/// A text that is not two numbers, or two zeros.
pub fn blend(text: &str) -> Result<Blend, Failure> {
    let part = |part: &str| {
        let plain = part.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        Decimal::from_str_exact(part).ok().filter(|n| plain && *n <= Decimal::from(MOST_TOKENS))
    };
    let parts =
        text.split_once(':').and_then(|(input, output)| Some((part(input)?, part(output)?)));
    match parts {
        Some((input, output)) if !(input + output).is_zero() => Ok(Blend { input, output }),
        _ => {
            let message = format!("`{}` is not a blend of tokens", text.escape_debug());
            let hint = "write input:output, such as 3:1".to_owned();
            Err(Failure::usage("bad-blend", message, hint))
        }
    }
}

/// Reads a scope: a kind of it, or a geography or region that some price names.
///
/// # Errors
/// An area that no price names, with the nearest.
pub fn scope(text: Option<&str>, catalog: &Catalog) -> Result<ScopeChoice, Failure> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(ScopeChoice::Any) };
    if let Some(scope) = PriceScope::ALL.iter().find(|scope| scope.word() == text) {
        return Ok(ScopeChoice::Scope(*scope));
    }
    let prices = catalog.offers.iter().flat_map(|offer| catalog.prices(offer));
    let areas = prices.flat_map(|price| &price.within).map(|area| &**area);
    let words = PriceScope::ALL.iter().map(|scope| scope.word());
    let mut known: Vec<&str> = areas.chain(words).collect();
    known.sort_unstable();
    known.dedup();
    if known.contains(&text) {
        return Ok(ScopeChoice::Area(text.to_owned()));
    }
    let near = nearest(text, known, 3).join(", ");
    let shown = crate::names::shown(text);
    let message = format!("no price is for the scope `{shown}`; the nearest are {near}");
    let hint = "write global, geography, in-region or government, or an area such as us".to_owned();
    Err(Failure::usage("unknown-id", message, hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_whole_numbers_with_units() {
        for (text, tokens) in [
            ("0", 0),
            ("250000", 250_000),
            ("250_000", 250_000),
            ("200K", 200_000),
            ("200k", 200_000),
            ("1.5M", 1_500_000),
            ("2B", 2_000_000_000),
            ("0.001K", 1),
        ] {
            assert_eq!(super::tokens(text).unwrap(), tokens, "{text}");
        }
        for text in ["", "K", "-1", "1e6", "1.5", "0.0001K", "10 M", "1T", "ten", "9999999B", "."] {
            assert_eq!(super::tokens(text).unwrap_err().code, "bad-number", "{text}");
        }
    }

    #[test]
    fn a_blend_is_two_parts_of_which_one_is_more_than_nothing() {
        for text in ["3:1", "1:0", "0:1", "2.5:1"] {
            assert!(blend(text).is_ok(), "{text}");
        }
        for text in ["", "3", "0:0", "3:1:1", "-3:1", "a:b", ":"] {
            assert_eq!(blend(text).unwrap_err().code, "bad-blend", "{text}");
        }
    }
}
