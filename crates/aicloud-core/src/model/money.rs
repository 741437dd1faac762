//! Exact amounts of money.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// No amount reaches ten quadrillion dollars; below it sums and products of the
/// program cannot overflow.
const MOST: Decimal = Decimal::from_parts(1_874_919_424, 2_328_306, 0, false, 0);

/// An exact amount in US dollars, never negative.
///
/// Read from the text of the scalar and never through a float, so `1.10` stays
/// `1.10` and `0.0000001` is not rounded. Written as text for the same reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Usd(Decimal);

impl Usd {
    /// The amount as a price list writes it: at least cents.
    pub fn cents(self) -> String {
        let mut amount = self.amount().normalize();
        amount.rescale(amount.scale().max(2));
        amount.to_string()
    }

    /// The amount as a decimal number of dollars.
    pub fn amount(self) -> Decimal {
        self.0
    }

    /// The amount with a share taken off.
    #[must_use]
    pub fn less(self, percent: Percent) -> Self {
        Self(self.0 * (Decimal::ONE_HUNDRED - percent.0.0) / Decimal::ONE_HUNDRED)
    }
}

impl FromStr for Usd {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        match Decimal::from_str_exact(text) {
            Ok(amount) if plain && amount < MOST => Ok(Self(amount)),
            _ => Err(format!(
                "`{}` is not an amount in US dollars; write 5.50 or 38000000000",
                text.escape_debug()
            )),
        }
    }
}

impl fmt::Display for Usd {
    /// The shortest exact form: `5`, `0.15`, `1.375`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shortest = self.0.normalize();
        match (f.width(), f.precision()) {
            (None, None) => shortest.fmt(f),
            _ => f.pad(&shortest.to_string()),
        }
    }
}

impl Serialize for Usd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(&self.0)
        } else {
            // Mantissa and scale: a few bytes, against sixteen of the raw form.
            (self.0.mantissa(), self.0.scale()).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Usd {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = Usd;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount in US dollars such as 5.50")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Usd, E> {
                text.parse().map_err(E::custom)
            }
        }
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(Text)
        } else {
            let (mantissa, scale) = <(i128, u32)>::deserialize(deserializer)?;
            Decimal::try_from_i128_with_scale(mantissa, scale).map(Self).map_err(de::Error::custom)
        }
    }
}

/// A share in percent, from 0 to 100, read as exactly as an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "Usd")]
pub struct Percent(Usd);

impl TryFrom<Usd> for Percent {
    type Error = String;

    fn try_from(share: Usd) -> Result<Self, String> {
        if share.amount() <= Decimal::ONE_HUNDRED {
            Ok(Self(share))
        } else {
            Err(format!("{share} is no share of a hundred"))
        }
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = Percent;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a share in percent such as 12.5")
            }
            // Within the visitor, so that the parser tells where it stands.
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Percent, E> {
                text.parse::<Usd>().and_then(Percent::try_from).map_err(E::custom)
            }
        }
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(Text)
        } else {
            Usd::deserialize(deserializer)?.try_into().map_err(de::Error::custom)
        }
    }
}

impl From<Percent> for Usd {
    fn from(percent: Percent) -> Self {
        percent.0
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_and_keep_their_digits() {
        for text in ["0.15", "1.10", "12345678901.123456", "0.0000001", "38000000000"] {
            assert_eq!(text.parse::<Usd>().unwrap().amount().to_string(), text);
        }
        assert_eq!("5.50".parse::<Usd>().unwrap().to_string(), "5.5");
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", "-1", "1e3", "1,000", "$5", "NaN", "99999999999999999999999999999999"] {
            assert!(text.parse::<Usd>().is_err(), "{text}");
        }
    }
}
