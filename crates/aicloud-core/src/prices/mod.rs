//! List prices: what a price is for, what it meters, and what a cell shows of
//! an offer's prices.
//!
//! [`settle`] decides between statements, [`mod@history`] follows them over time,
//! [`charge`] takes a buyer's discounts off, [`listing`] puts the prices of several
//! clouds side by side.

pub mod charge;
pub mod cost;
pub mod history;
pub mod listing;
pub mod portfolio;
pub mod settle;

use rust_decimal::Decimal;

use crate::model::{Day, Offer, Price, PriceScope, PriceState, Tier, Usd};

use crate::rights::lens::Lens;
pub use history::history;
use settle::settled_where;
pub use settle::{Authority, Lost, Settled, settled};

/// What a price is for: prices of different slots never contradict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot<'f> {
    /// How requests are served.
    pub tier: Tier,
    /// Where inference may run.
    pub scope: PriceScope,
    /// The geographies or regions that it is for; not stated where empty.
    pub within: &'f [String],
    /// For prompts above this many tokens.
    pub context_over: Option<u64>,
}

impl<'f> Slot<'f> {
    /// The slot of a stated price.
    pub fn of(price: &'f Price) -> Self {
        let Price { tier, scope, within, context_over, .. } = price;
        Self { tier: *tier, scope: *scope, within, context_over: *context_over }
    }

    /// Whether it is known not to serve a region: a price for named regions
    /// serves no other. A geography does not tell its regions, so it may.
    fn is_elsewhere(&self, region: Option<&str>) -> bool {
        let named = matches!(self.scope, PriceScope::InRegion | PriceScope::Government);
        named
            && !self.within.is_empty()
            && region.is_some_and(|region| self.within.iter().all(|area| **area != *region))
    }
}

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

    fn list(&self) -> [Option<Usd>; 5] {
        [self.input, self.output, self.cached_input, self.cache_write, self.cache_write_1h]
    }

    /// Whether some meter is stated by both, differently.
    fn contradicts(&self, other: &Self) -> bool {
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

/// What a cell shows of an offer's price on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// What is known; nothing where nobody has recorded a price.
    pub state: Option<PriceState>,
    /// Input tokens, USD per million.
    pub input: Option<Usd>,
    /// Output tokens, USD per million.
    pub output: Option<Usd>,
    /// The scope that the price is for.
    pub scope: Option<PriceScope>,
    /// Whether sources state it differently and nothing settles it.
    pub contested: bool,
}

impl Quote {
    const NOTHING: Self =
        Self { state: None, input: None, output: None, scope: None, contested: false };
}

/// The cheapest standard price of an offer on a day, for short prompts: fully
/// priced before the rest, settled before contested, then the blend, then the
/// wider scope.
pub fn cheapest_standard<'f>(
    offer: &'f Offer,
    day: Day,
    region: Option<&str>,
    lens: &Lens<'f>,
) -> Option<Settled<'f>> {
    let blend = Blend::default();
    let standard = |slot: &Slot<'_>| slot.tier == Tier::Standard && slot.context_over.is_none();
    let settled = settled_where(standard, offer, day, region, lens).into_iter();
    settled.min_by_key(|settled| {
        let blended = settled.meters.blended(&blend);
        let contested = settled.contested_at_heart();
        (blended.is_none(), contested, blended.unwrap_or_default(), settled.slot.scope)
    })
}

/// What a cell shows of [`cheapest_standard`].
pub fn quote(offer: &Offer, day: Day, region: Option<&str>, lens: &Lens<'_>) -> Quote {
    let Some(settled) = cheapest_standard(offer, day, region, lens) else {
        return Quote::NOTHING;
    };
    Quote {
        state: Some(settled.state),
        input: settled.meters.input,
        output: settled.meters.output,
        scope: Some(settled.slot.scope),
        contested: settled.contested_at_heart(),
    }
}

impl Quote {
    /// What a million tokens cost in the default blend.
    pub fn blended(&self) -> Option<Decimal> {
        let meters = Meters { input: self.input, output: self.output, ..Meters::default() };
        meters.blended(&Blend::default())
    }
}
