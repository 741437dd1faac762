//! The prices of products on clouds, side by side.

use rust_decimal::Decimal;

use crate::model::{Availability, Channel, Day, Id, Tier};
use crate::offers::rows::{Frame, Row, on_clouds};
use crate::prices::cost::ScopeChoice;
use crate::rights::Lens;

use crate::prices::charge::{Charge, charges};
use crate::prices::history::history;
use crate::prices::meters::Blend;
use crate::prices::settle::Settled;

/// Which prices are asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Only this tier.
    pub tier: Option<Tier>,
    /// Only this scope or area.
    pub scope: ScopeChoice,
    /// By what they are ranked.
    pub blend: Blend,
    /// Offers that are not on sale too.
    pub all: bool,
}

/// One price of an offer, or none.
#[derive(Clone, Debug)]
pub struct Listed<'f> {
    /// The product on the cloud.
    pub row: Row,
    /// The price; nothing where nobody recorded one.
    pub charge: Option<Charge<'f>>,
    /// The first day of this price, in a history.
    pub from: Option<Day>,
    /// Its last day, in a history.
    pub until: Option<Day>,
}

impl Listed<'_> {
    /// What a million tokens cost in the blend.
    pub fn blended(&self, blend: &Blend) -> Option<Decimal> {
        self.charge.as_ref()?.meters.blended(blend)
    }

    /// Whether its input or output price is contested.
    pub fn contested(&self) -> bool {
        let list = self.charge.as_ref().and_then(|charge| charge.list.as_ref());
        list.is_some_and(Settled::contested)
    }
}

/// The offers of products on clouds that can be bought; all where asked for.
fn offered(
    products: &[Id],
    clouds: &[Id],
    wanted: &Wanted,
    frame: &Frame<'_>,
    lens: &Lens<'_>,
) -> Vec<Row> {
    let of = |product: &Id| on_clouds(*product, clouds, frame, lens);
    let mut rows: Vec<Row> = products.iter().flat_map(of).flatten().collect();
    rows.retain(|row| {
        let announced = row.listing.stage() == Some(Availability::Announced);
        let sells = row.offer.is_some() && row.channel != Some(Channel::Gateway);
        sells && (wanted.all || row.on_sale() || announced)
    });
    rows
}

/// The prices of a day, product by product, the cheapest first. What is not
/// fully priced comes last.
pub fn prices<'f>(
    products: &[Id],
    clouds: &[Id],
    wanted: &Wanted,
    frame: &Frame<'_>,
    lens: &Lens<'f>,
) -> Vec<Listed<'f>> {
    let mut listed = Vec::new();
    for row in offered(products, clouds, wanted, frame, lens) {
        let Some(offer) = row.offer else { continue };
        let every = charges(lens.catalog.offer(offer), frame.as_of, frame.region, lens);
        let recorded = !every.is_empty();
        for charge in every.into_iter().filter(|charge| wanted.admits(charge)) {
            listed.push(Listed { row: row.clone(), charge: Some(charge), from: None, until: None });
        }
        if !recorded {
            listed.push(Listed { row, charge: None, from: None, until: None });
        }
    }
    listed.sort_by_key(|one| {
        let place = products.iter().position(|product| *product == one.row.product);
        let tier = one.charge.as_ref().map(|charge| charge.slot.tier);
        let blended = one.blended(&wanted.blend);
        let slot = one.charge.as_ref().map(|charge| charge.slot);
        (
            place,
            tier.is_none(),
            tier,
            blended.is_none(),
            blended,
            one.row.cloud,
            one.row.offer,
            slot,
        )
    });
    listed
}

/// How the prices changed, offer by offer, slot by slot, oldest first.
pub fn over_time<'f>(
    products: &[Id],
    clouds: &[Id],
    wanted: &Wanted,
    frame: &Frame<'_>,
    lens: &Lens<'f>,
) -> Vec<Listed<'f>> {
    let mut listed = Vec::new();
    for row in offered(products, clouds, wanted, frame, lens) {
        let Some(offer) = row.offer else { continue };
        for step in history(lens.catalog.offer(offer), frame.region, lens) {
            let settled = step.settled;
            let charge = Charge {
                slot: settled.slot,
                state: settled.state,
                meters: settled.meters,
                list: Some(settled),
                discount: None,
            };
            if wanted.admits(&charge) {
                let (from, until) = (Some(step.from), step.until);
                listed.push(Listed { row: row.clone(), charge: Some(charge), from, until });
            }
        }
    }
    listed
}

impl Wanted {
    fn admits(&self, charge: &Charge<'_>) -> bool {
        self.tier.is_none_or(|tier| charge.slot.tier == tier) && self.scope.admits(charge)
    }
}
