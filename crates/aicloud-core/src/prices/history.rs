//! How list prices changed.

use std::collections::BTreeSet;

use crate::model::{Day, Offer};
use crate::rights::Lens;

use crate::prices::settle::{Settled, settled};

/// A price of one slot over a stretch of days.
#[derive(Clone, Debug)]
pub struct Step<'f> {
    /// Its first day.
    pub from: Day,
    /// Its last day; open where nothing follows.
    pub until: Option<Day>,
    /// The price.
    pub settled: Settled<'f>,
}

/// How the prices of an offer changed, slot by slot, oldest first.
pub fn history<'f>(offer: &'f Offer, region: Option<&str>, lens: &Lens<'f>) -> Vec<Step<'f>> {
    let prices = lens.catalog.prices(offer);
    let begun = prices.clone().map(|price| lens.catalog.price_from(price));
    let ended = prices.filter_map(|price| lens.price_end(price)).map(Day::next);
    let days: BTreeSet<Day> = begun.chain(ended).collect();
    let mut steps: Vec<Step<'f>> = Vec::new();
    for day in days {
        let now = settled(offer, day, region, lens);
        for step in steps.iter_mut().filter(|step| step.until.is_none()) {
            if !now.iter().any(|other| continues(&step.settled, other)) {
                step.until = Some(day.previous());
            }
        }
        for settled in now {
            let open = |step: &Step<'f>| step.until.is_none() && step.settled.slot == settled.slot;
            match steps.iter_mut().find(|step| open(step)) {
                Some(step) => step.settled = settled,
                None => steps.push(Step { from: day, until: None, settled }),
            }
        }
    }
    steps.sort_by_key(|step| (step.settled.slot, step.from));
    steps
}

/// Whether a price of a later day is still the same.
fn continues(earlier: &Settled<'_>, later: &Settled<'_>) -> bool {
    earlier.slot == later.slot
        && earlier.state == later.state
        && !earlier.meters.contradicts(&later.meters)
}
