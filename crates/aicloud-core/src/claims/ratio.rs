//! Exact fractions and mixes of tokens: a factor such as 22/3 has no decimal.

use std::cmp::Ordering;

use rust_decimal::Decimal;

/// A positive number as an exact fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    over: u64,
    under: u64,
}

impl Ratio {
    /// One to one.
    pub const ONE: Self = Self { over: 1, under: 1 };

    /// One amount over another; nothing where either is not positive, or where
    /// the numbers are too long to be exact.
    pub fn of(over: Decimal, under: Decimal) -> Option<Self> {
        let [over, under] = whole([over, under])?;
        Self::reduced(over, under)
    }

    pub(crate) fn reduced(over: u128, under: u128) -> Option<Self> {
        let common = divisor(over, under);
        if over == 0 || under == 0 {
            return None;
        }
        let part = |number: u128| u64::try_from(number / common).ok();
        Some(Self { over: part(over)?, under: part(under)? })
    }

    /// Both parts, in lowest terms.
    pub fn parts(self) -> (u64, u64) {
        (self.over, self.under)
    }

    /// The product with another; nothing where it is too long to be exact.
    pub fn times(self, other: Self) -> Option<Self> {
        let product = |a: u64, b: u64| u128::from(a) * u128::from(b);
        Self::reduced(product(self.over, other.over), product(self.under, other.under))
    }

    /// One over it.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self { over: self.under, under: self.over }
    }

    /// This over another; nothing where it is too long to be exact.
    pub fn over(self, other: Self) -> Option<Self> {
        self.times(other.inverse())
    }

    /// It as a decimal of at most `places` places, rounded half to even.
    pub fn decimal(self, places: u32) -> Decimal {
        let exact = Decimal::from(self.over).checked_div(Decimal::from(self.under));
        exact.unwrap_or_default().round_dp(places).normalize()
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let product = |a: u64, b: u64| u128::from(a) * u128::from(b);
        product(self.over, other.under).cmp(&product(other.over, self.under))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Input to output tokens in lowest terms: `16:1`; `1:0` is input alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mix {
    /// Parts of input.
    pub input: u64,
    /// Parts of output.
    pub output: u64,
}

impl Mix {
    /// Input alone.
    pub const INPUT: Self = Self { input: 1, output: 0 };
    /// Output alone.
    pub const OUTPUT: Self = Self { input: 0, output: 1 };

    /// A mix; nothing where it is of nothing, or too long to be exact.
    pub fn of(input: Decimal, output: Decimal) -> Option<Self> {
        let [input, output] = whole([input, output])?;
        Self::reduced(input, output)
    }

    pub(crate) fn reduced(input: u128, output: u128) -> Option<Self> {
        let common = divisor(input, output);
        if common == 0 {
            return None;
        }
        let part = |number: u128| u64::try_from(number / common).ok();
        Some(Self { input: part(input)?, output: part(output)? })
    }

    /// Which of two has the more input for its output.
    fn order(self, other: Self) -> Ordering {
        let product = |a: u64, b: u64| u128::from(a) * u128::from(b);
        product(self.input, other.output).cmp(&product(other.input, self.output))
    }
}

/// The mixes that are looked at, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mixes {
    /// The one with the most input.
    pub most_input: Mix,
    /// The one with the most output.
    pub most_output: Mix,
}

impl Default for Mixes {
    fn default() -> Self {
        Self { most_input: Mix::INPUT, most_output: Mix::OUTPUT }
    }
}

impl Mixes {
    /// Every mix between two, in either order.
    pub fn between(one: Mix, other: Mix) -> Self {
        let (most_output, most_input) =
            if one.order(other) == Ordering::Less { (one, other) } else { (other, one) };
        Self { most_input, most_output }
    }

    /// Whether every mix is looked at.
    pub fn is_all(self) -> bool {
        self == Self::default()
    }
}

/// Amounts as whole numbers of one common unit; nothing where one is negative
/// or too long.
pub(crate) fn whole<const N: usize>(amounts: [Decimal; N]) -> Option<[u128; N]> {
    let amounts = amounts.map(|amount| amount.normalize());
    let scale = amounts.iter().map(Decimal::scale).max().unwrap_or(0);
    let mut numbers = [0; N];
    for (number, amount) in numbers.iter_mut().zip(amounts) {
        let up = 10_u128.checked_pow(scale - amount.scale())?;
        *number = u128::try_from(amount.mantissa()).ok()?.checked_mul(up)?;
    }
    Some(numbers)
}

/// The greatest common divisor; the other number where one is nothing.
pub(crate) fn divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_ratio_is_exact() {
        let ratio = Ratio::of(decimal("1.10"), decimal("0.15")).unwrap();
        assert_eq!(ratio.parts(), (22, 3));
        assert_eq!(ratio.decimal(3).to_string(), "7.333");
        assert_eq!(Ratio::of(decimal("4.4"), decimal("0.6")), Some(ratio));
        assert_eq!(ratio.times(ratio.inverse()), Some(Ratio::ONE));
        assert_eq!(Ratio::of(Decimal::ZERO, Decimal::ONE), None);
    }

    #[test]
    fn what_is_too_long_to_be_exact_is_nothing() {
        let long = decimal("9999999999.9999999999999967");
        assert_eq!(Ratio::of(long, decimal("3")), None);
    }

    #[test]
    fn mixes_stand_in_order_whichever_is_named_first() {
        let mix = |input: u32, output: u32| Mix::of(input.into(), output.into()).unwrap();
        assert_eq!(mix(32, 2), Mix { input: 16, output: 1 });
        let mixes = Mixes::between(mix(1, 4), mix(20, 1));
        assert_eq!(mixes, Mixes::between(mix(20, 1), mix(1, 4)));
        assert_eq!(mixes.most_input, mix(20, 1));
        assert!(Mixes::between(Mix::OUTPUT, Mix::INPUT).is_all());
        assert_eq!(Mix::of(Decimal::ZERO, Decimal::ZERO), None);
    }
}
