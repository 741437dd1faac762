//! The price of one side of a claim on a day.

use crate::data::facts::{OfferFact, OfferIx, ProductIx, ProviderIx, ServiceIx};
use crate::engine::availability::current_stage;
use crate::engine::lens::Lens;
use crate::engine::price::{Meters, Settled, cheapest_standard};
use crate::engine::rows::Frame;
use crate::engine::scope::covers_segment;
use crate::model::{Availability, Channel, PriceState};

use super::span::Rates;

/// An offer of the asked product with the price that counts.
#[derive(Clone, Debug)]
pub struct Offered<'f> {
    /// The offer.
    pub offer: OfferIx,
    /// The cheapest standard price for short prompts, with its evidence.
    pub settled: Settled<'f>,
    /// What it makes of input and output, and what each statement makes of them
    /// between which and this one nothing settles.
    pub rates: Vec<Rates>,
}

impl Offered<'_> {
    /// Whether sources contradict one another and nothing settles it.
    pub fn contested(&self) -> bool {
        self.rates.len() > 1
    }
}

/// Where a side is looked for: the first of these that has a price.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Where {
    /// On this service and no other.
    pub stated: Option<ServiceIx>,
    /// Else on these.
    pub first: Vec<ServiceIx>,
    /// Else on any of this provider.
    pub then: Option<ProviderIx>,
}

/// The priced offers of a product on a day.
///
/// # Errors
/// What is missing, where there is none.
pub fn offered<'f>(
    product: ProductIx,
    place: &Where,
    frame: &Frame<'_>,
    lens: &Lens<'f>,
) -> Result<Vec<Offered<'f>>, Vec<String>> {
    let facts = lens.facts;
    let mine = facts[product].concerns.offers.iter().copied().filter(|offer| {
        let fact = &facts[*offer];
        fact.channel != Channel::Gateway && covers_segment(&fact.segments, frame.segment, facts)
    });
    let mine: Vec<OfferIx> = mine.collect();
    let vendor = facts[product].vendor;
    let at = |offer: OfferIx| facts[offer].service;
    let of = |provider: ProviderIx| move |offer: OfferIx| facts[at(offer)].provider == provider;
    let own = |offer: OfferIx| {
        let provider = facts[at(offer)].provider;
        provider == vendor || facts[provider].parent == Some(vendor)
    };
    if let Some(stated) = place.stated {
        let there: Vec<OfferIx> =
            mine.iter().copied().filter(|offer| at(*offer) == stated).collect();
        if there.is_empty() {
            let what = format!("offer of {} on {}", facts[product].id, facts[stated].id);
            return Err(vec![what]);
        }
        return priced(&there, frame, lens);
    }
    let groups: [Box<dyn Fn(OfferIx) -> bool>; 4] = [
        Box::new(|offer| place.first.contains(&at(offer))),
        Box::new(|offer| place.then.is_some_and(|provider| of(provider)(offer))),
        Box::new(own),
        Box::new(|_| true),
    ];
    let mut lacks = Vec::new();
    for group in groups {
        let there: Vec<OfferIx> = mine.iter().copied().filter(|offer| group(*offer)).collect();
        match priced(&there, frame, lens) {
            Ok(found) => return Ok(found),
            Err(missing) => lacks = missing,
        }
    }
    if lacks.is_empty() {
        lacks.push(format!("offer of {} on any service", facts[product].id));
    }
    Err(lacks)
}

/// Those among offers that have a price of input and of output.
///
/// # Errors
/// What each lacks, where none has.
fn priced<'f>(
    offers: &[OfferIx],
    frame: &Frame<'_>,
    lens: &Lens<'f>,
) -> Result<Vec<Offered<'f>>, Vec<String>> {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for offer in offers {
        match price(*offer, frame, lens) {
            Ok(offered) => found.push(offered),
            Err(lacks) => missing.push(lacks),
        }
    }
    if found.is_empty() { Err(missing) } else { Ok(found) }
}

fn price<'f>(position: OfferIx, frame: &Frame<'_>, lens: &Lens<'f>) -> Result<Offered<'f>, String> {
    let facts = lens.facts;
    let offer = &facts[position];
    let name = format!("{} on {}", facts[offer.product].id, facts[offer.service].id);
    let stage = current_stage(offer, frame.as_of, frame.region, lens).map(|stage| stage.stage);
    if matches!(stage, Some(Availability::Retired | Availability::NotListed)) {
        return Err(format!("price of {name} on {} (it was not sold then)", frame.as_of));
    }
    let Some(settled) = cheapest_standard(offer, frame.as_of, frame.region, lens) else {
        let later = first_after(offer, frame, lens);
        let later =
            later.map_or(String::new(), |day| format!(" (the first on record is of {day})"));
        return Err(format!("price of {name} on {}{later}", frame.as_of));
    };
    let rates = |meters: &Meters| {
        Some(Rates { input: meters.input?.amount(), output: meters.output?.amount() })
    };
    let free = |rates: &Rates| rates.input.is_zero() || rates.output.is_zero();
    match (settled.state, rates(&settled.meters)) {
        (PriceState::Priced, Some(held)) if !free(&held) => {
            let mut every = vec![held];
            for other in settled.alternatives().filter_map(|meters| rates(&meters)) {
                if !every.contains(&other) && !free(&other) {
                    every.push(other);
                }
            }
            Ok(Offered { offer: position, settled, rates: every })
        }
        (PriceState::Priced, None) => {
            Err(format!("price of both input and output of {name} on {}", frame.as_of))
        }
        (PriceState::NotPublished, _) => Err(format!("published price of {name}")),
        (PriceState::Included, _) => Err(format!("price of its own of {name}")),
        (PriceState::Priced | PriceState::Free, _) => {
            Err(format!("price above nothing of {name} (what is free has no ratio)"))
        }
    }
}

/// The first day after the asked one from which a standard price is on record.
fn first_after(offer: &OfferFact, frame: &Frame<'_>, lens: &Lens<'_>) -> Option<crate::model::Day> {
    let later = offer.prices.iter().filter(|price| price.from > frame.as_of);
    let mut days: Vec<_> =
        later.filter(|price| lens.believes(price.said)).map(|price| price.from).collect();
    days.sort_unstable();
    days.into_iter().find(|day| cheapest_standard(offer, *day, frame.region, lens).is_some())
}
