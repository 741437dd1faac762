//! What a price is for.

use crate::model::{Price, PriceScope, Tier};

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
    pub(super) fn is_elsewhere(&self, region: Option<&str>) -> bool {
        let named = matches!(self.scope, PriceScope::InRegion | PriceScope::Government);
        named
            && !self.within.is_empty()
            && region.is_some_and(|region| self.within.iter().all(|area| **area != *region))
    }
}
