//! The price of one side of a claim on a day.

use crate::model::{Availability, Channel, Id, Offer, PriceState};
use crate::offers::availability::current_stage;
use crate::offers::rows::Frame;
use crate::prices::meters::Meters;
use crate::prices::quote::cheapest_standard;
use crate::prices::settle::Settled;
use crate::rights::lens::Lens;
use crate::rights::scope::covers_segment;

use crate::claims::interval::Rates;

/// An offer of the asked product with the price that counts.
#[derive(Clone, Debug)]
pub struct Offered<'f> {
    /// The offer.
    pub offer: Id,
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

/// A side that is to be priced.
#[derive(Clone, Copy, Debug)]
pub struct Sought {
    /// The product.
    pub product: Id,
    /// The service that the claim names for it.
    pub stated: Option<Id>,
}

/// Priced offers, or what is missing.
pub type PricedOffers<'f> = Result<Vec<Offered<'f>>, Vec<String>>;

/// Both sides with the offers whose prices count.
#[derive(Clone, Debug)]
pub struct Placed<'f> {
    /// Of each side.
    pub at: [PricedOffers<'f>; 2],
    /// Whether they are compared on one service at a time.
    pub same_service: bool,
    /// Those of a side without a stated service that do not count.
    pub elsewhere: [Vec<Offered<'f>>; 2],
}

/// Settles on which services two sides are priced, the same whichever comes
/// first.
pub fn placed<'f>(
    sought: [Sought; 2],
    claimant: Option<Id>,
    frame: &Frame<'_>,
    lens: &Lens<'f>,
) -> Placed<'f> {
    let catalog = lens.catalog;
    let every = sought.map(|side| priced(side, frame, lens));
    let [Ok(one), Ok(other)] = &every else {
        let at = every.map(|found| found.map(|offers| own(&offers, claimant, lens).0));
        return Placed { at, same_service: false, elsewhere: [Vec::new(), Vec::new()] };
    };
    let service = |offered: &Offered<'_>| catalog.offer(offered.offer).service;
    let on = |offers: &[Offered<'f>], service: Id| {
        offers.iter().any(|offered| catalog.offer(offered.offer).service == service)
    };
    let both: Vec<Id> = one.iter().map(service).filter(|service| on(other, *service)).collect();
    let meant = both.iter().copied().filter(|service| {
        sought.iter().any(|side| side.stated == Some(*service)) || claimant == Some(service.head())
    });
    let meant: Vec<Id> = meant.collect();
    let [(ours, one_near), (theirs, other_near)] =
        [one, other].map(|offers| own(offers, claimant, lens));
    let stated = |side: &Sought, near: Near| {
        if side.stated.is_some() { near.max(Near::Vendor) } else { near }
    };
    let near = [stated(&sought[0], one_near), stated(&sought[1], other_near)];
    let separate = near.contains(&Near::Claimant) || !near.contains(&Near::Nobody);
    let common = match (meant.is_empty(), separate) {
        (false, _) => meant,
        (true, true) => Vec::new(),
        (true, false) => both,
    };
    let among = |offers: &[Offered<'f>]| -> Vec<Offered<'f>> {
        offers.iter().filter(|offered| common.contains(&service(offered))).cloned().collect()
    };
    let chosen = if common.is_empty() { [ours, theirs] } else { [among(one), among(other)] };
    let elsewhere = [rest(one, &chosen[0]), rest(other, &chosen[1])];
    Placed { at: chosen.map(Ok), same_service: !common.is_empty(), elsewhere }
}

/// Those that are not chosen.
fn rest<'f>(every: &[Offered<'f>], chosen: &[Offered<'f>]) -> Vec<Offered<'f>> {
    let counts = |offered: &Offered<'_>| chosen.iter().any(|one| one.offer == offered.offer);
    every.iter().filter(|offered| !counts(offered)).cloned().collect()
}

/// Whose services a side is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Near {
    Nobody,
    Vendor,
    Claimant,
}

/// Those on the claimant's services, else with the vendor, else all.
fn own<'f>(
    offers: &[Offered<'f>],
    claimant: Option<Id>,
    lens: &Lens<'f>,
) -> (Vec<Offered<'f>>, Near) {
    let catalog = lens.catalog;
    let near = |offered: &Offered<'_>| {
        let provider = catalog.offer(offered.offer).service.head();
        let vendor = catalog.product(catalog.offer(offered.offer).product).vendor;
        if Some(provider) == claimant {
            Near::Claimant
        } else if provider == vendor || catalog.provider(provider).parent == Some(vendor) {
            Near::Vendor
        } else {
            Near::Nobody
        }
    };
    let nearest = offers.iter().map(near).max().unwrap_or(Near::Nobody);
    (offers.iter().filter(|offered| near(offered) == nearest).cloned().collect(), nearest)
}

/// The offers of a side that have a price of input and of output.
///
/// # Errors
/// What each lacks, where none has.
fn priced<'f>(side: Sought, frame: &Frame<'_>, lens: &Lens<'f>) -> PricedOffers<'f> {
    let catalog = lens.catalog;
    let mine = catalog.offers_of(side.product).filter(|offer| {
        let fact = catalog.offer(*offer);
        fact.channel != Channel::Gateway
            && covers_segment(catalog.segments(fact), frame.segment, catalog)
            && side.stated.is_none_or(|stated| fact.service == stated)
    });
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for offer in mine {
        match price(offer, frame, lens) {
            Ok(offered) => found.push(offered),
            Err(lacks) => missing.push(lacks),
        }
    }
    if found.is_empty() && missing.is_empty() {
        let product = &catalog.product(side.product).id;
        missing.push(match side.stated {
            Some(stated) => format!("offer of {product} on {}", catalog.service(stated).id),
            None => format!("offer of {product} on any service"),
        });
    }
    if found.is_empty() { Err(missing) } else { Ok(found) }
}

fn price<'f>(position: Id, frame: &Frame<'_>, lens: &Lens<'f>) -> Result<Offered<'f>, String> {
    let catalog = lens.catalog;
    let offer = catalog.offer(position);
    let name =
        format!("{} on {}", catalog.product(offer.product).id, catalog.service(offer.service).id);
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
fn first_after(offer: &Offer, frame: &Frame<'_>, lens: &Lens<'_>) -> Option<crate::model::Day> {
    let prices = lens.catalog.prices(offer).filter(|price| lens.believes(&price.sources));
    let mut days: Vec<_> = prices.map(|price| lens.catalog.price_from(price)).collect();
    days.retain(|day| *day > frame.as_of);
    days.sort_unstable();
    days.into_iter().find(|day| cheapest_standard(offer, *day, frame.region, lens).is_some())
}
