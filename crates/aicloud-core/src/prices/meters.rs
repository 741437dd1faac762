//! What a price meters, and the blend of its meters by which prices are ranked.

use rust_decimal::Decimal;

use crate::model::{Price, Usd};

/// The token meters, USD per million tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meters {
    /// Input tokens.
    pub input: Option<Usd>,
    /// Input tokens read from a cache.
    pub cached_input: Option<Usd>,
    /// Input tokens written to a cache.
    pub cache_write: Option<Usd>,
    /// The same for an hour.
    pub cache_write_1h: Option<Usd>,
    /// Output tokens.
    pub output: Option<Usd>,
}

impl Meters {
    /// The meters of a stated price.
    pub fn of(price: &Price) -> Self {
        let Price { input, cached_input, cache_write, cache_write_1h, output, .. } = price;
        Self {
            input: *input,
            cached_input: *cached_input,
            cache_write: *cache_write,
            cache_write_1h: *cache_write_1h,
            output: *output,
        }
    }

    pub(super) fn list(&self) -> [Option<Usd>; 5] {
        [self.input, self.output, self.cached_input, self.cache_write, self.cache_write_1h]
    }

    /// Whether some meter is stated by both, differently.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        self.list()
            .iter()
            .zip(other.list())
            .any(|pair| matches!(pair, (Some(a), Some(b)) if *a != b))
    }

    /// These meters, with what they leave open taken from others.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        Self {
            input: self.input.or(other.input),
            cached_input: self.cached_input.or(other.cached_input),
            cache_write: self.cache_write.or(other.cache_write),
            cache_write_1h: self.cache_write_1h.or(other.cache_write_1h),
            output: self.output.or(other.output),
        }
    }

    /// What a million tokens cost in a blend; nothing where a price that the
    /// blend needs is not known.
    pub fn blended(&self, blend: &Blend) -> Option<Decimal> {
        let part = |price: Option<Usd>, share: Decimal| match price {
            _ if share.is_zero() => Some(Decimal::ZERO),
            price => price?.amount().checked_mul(share),
        };
        let sum = part(self.input, blend.input)?.checked_add(part(self.output, blend.output)?)?;
        sum.checked_div(blend.input + blend.output)
    }
}

/// Input to output tokens, by which prices are ranked. Three to one is a
/// convention for ranking, not a workload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blend {
    /// Parts of input.
    pub input: Decimal,
    /// Parts of output.
    pub output: Decimal,
}

impl Default for Blend {
    fn default() -> Self {
        Self { input: Decimal::from_parts(3, 0, 0, false, 0), output: Decimal::ONE }
    }
}
