//! What a cell shows of an offer's prices.

use rust_decimal::Decimal;

use crate::model::{Day, Offer, PriceScope, PriceState, Tier, Usd};
use crate::prices::meters::{Blend, Meters};
use crate::prices::settle::{Settled, settled_where};
use crate::prices::slot::Slot;
use crate::rights::lens::Lens;

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
