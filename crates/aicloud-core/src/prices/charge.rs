//! What a buyer pays: list prices with the buyer's own discounts.
//!
//! Of several discounts that fit, the narrowest applies, alone: one that names
//! products before one that names services, that before one that names clouds,
//! that before one that names tiers only.

use crate::model::{Day, Discount, Id, Offer, PriceScope, PriceState, Tier, Usd};
use crate::rights::Lens;

use crate::prices::meters::Meters;
use crate::prices::settle::{Settled, settled};
use crate::prices::slot::Slot;

/// The price of one slot as this buyer pays it.
#[derive(Clone, Debug)]
pub struct Charge<'f> {
    /// What it is for.
    pub slot: Slot<'f>,
    /// What is known.
    pub state: PriceState,
    /// The amounts, after the discount.
    pub meters: Meters,
    /// The list price; nothing where only a negotiated price is known.
    pub list: Option<Settled<'f>>,
    /// The discount that applies.
    pub discount: Option<Id>,
}

impl Charge<'_> {
    /// What the contested statements behind the list price would make of it.
    pub fn alternatives(&self, lens: &Lens<'_>) -> Vec<Meters> {
        let discount = self.discount.map(|position| lens.catalog.discount(position));
        let others = self.list.iter().flat_map(Settled::alternatives);
        others.map(|meters| discounted(&meters, discount)).collect()
    }
}

/// The price of every slot of an offer on a day as this buyer pays it.
pub fn charges<'f>(
    offer: &'f Offer,
    day: Day,
    region: Option<&str>,
    lens: &Lens<'f>,
) -> Vec<Charge<'f>> {
    let list = settled(offer, day, region, lens);
    let mut charges: Vec<Charge<'f>> = list
        .into_iter()
        .map(|list| {
            let discount = discount(offer, list.slot.tier, day, lens);
            let fact = discount.map(|position| lens.catalog.discount(position));
            let meters = discounted(&list.meters, fact);
            let named = list.state != PriceState::Priced && meters != Meters::default();
            let state = if named { PriceState::Priced } else { list.state };
            Charge { slot: list.slot, state, meters, list: Some(list), discount }
        })
        .collect();
    if charges.is_empty() {
        charges.extend(negotiated(offer, day, lens));
    }
    charges
}

/// A negotiated price where no list price is known.
fn negotiated<'f>(offer: &Offer, day: Day, lens: &Lens<'f>) -> Option<Charge<'f>> {
    let position = discount(offer, Tier::Standard, day, lens)?;
    let meters = discounted(&Meters::default(), Some(lens.catalog.discount(position)));
    let slot =
        Slot { tier: Tier::Standard, scope: PriceScope::Unstated, within: &[], context_over: None };
    (meters != Meters::default()).then_some(Charge {
        slot,
        state: PriceState::Priced,
        meters,
        list: None,
        discount: Some(position),
    })
}

/// The narrowest discount that fits an offer, a tier and a day.
fn discount(offer: &Offer, tier: Tier, day: Day, lens: &Lens<'_>) -> Option<Id> {
    let catalog = lens.catalog;
    let cloud = offer.service.head();
    let fits = |discount: &Discount| {
        let Discount { clouds, services, products, tiers, from, until, .. } = discount;
        (clouds.is_empty() || clouds.contains(&offer.seller()) || clouds.contains(&cloud))
            && (services.is_empty() || services.contains(&offer.service))
            && (products.is_empty() || products.contains(&offer.product))
            && (tiers.is_empty() || tiers.contains(&tier))
            && from.first_day() <= day
            && until.is_none_or(|until| day <= until.last_day())
    };
    let narrow = |position: &Id| {
        let Discount { clouds, services, products, tiers, .. } = catalog.discount(*position);
        [products.len(), services.len(), clouds.len(), tiers.len()].map(|count| count > 0)
    };
    catalog.discount_ids().filter(|position| fits(catalog.discount(*position))).max_by_key(narrow)
}

fn discounted(meters: &Meters, discount: Option<&Discount>) -> Meters {
    let Some(discount) = discount else { return *meters };
    let less = |list: Option<Usd>| match discount.percent_off {
        Some(percent) => list.map(|list| list.less(percent)),
        None => list,
    };
    Meters {
        input: discount.input.or(less(meters.input)),
        cached_input: discount.cached_input.or(less(meters.cached_input)),
        cache_write: discount.cache_write.or(less(meters.cache_write)),
        cache_write_1h: less(meters.cache_write_1h),
        output: discount.output.or(less(meters.output)),
    }
}
