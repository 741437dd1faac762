//! What is known of an offer on a day: its stage and its host.

use crate::facts::{OfferFact, OfferIx, ProductIx, ProviderIx, SegmentIx, StageFact, Voices};
use crate::model::{Availability, Channel, Day};

use crate::rights::Few;
use crate::rights::decide::Question;
use crate::rights::lens::Lens;
use crate::rights::scope::{covers_region, covers_segment};

/// The latest believed stage that has begun, in the asked region.
///
/// No region is derived from another: once a stage names regions, an earlier
/// one that names none says nothing any more about a region that is not among
/// them.
pub fn current_stage<'f>(
    offer: &'f OfferFact,
    day: Day,
    region: Option<&str>,
    lens: &Lens<'_>,
) -> Option<&'f StageFact> {
    begun(offer, day, region, lens).next()
}

/// The believed stages that have begun and say something about the asked
/// region, the latest first.
fn begun<'l, 'f: 'l>(
    offer: &'f OfferFact,
    day: Day,
    region: Option<&'l str>,
    lens: &'l Lens<'_>,
) -> impl Iterator<Item = &'f StageFact> {
    let mut elsewhere = false;
    let stages = offer.stages.iter().rev();
    stages.filter(move |stage| stage.from <= day && lens.believes_stage(stage)).filter(
        move |stage| {
            let here = covers_region(&stage.regions, region, false);
            elsewhere |= !here;
            here && (!stage.regions.is_empty() || !elsewhere)
        },
    )
}

/// Where the current stage began: the earliest of the latest run of believed
/// stages that say the same, such as a launch and the catalogues that confirm it.
pub fn stage_run<'f>(
    offer: &'f OfferFact,
    day: Day,
    region: Option<&str>,
    lens: &Lens<'_>,
) -> Option<&'f StageFact> {
    let current = current_stage(offer, day, region, lens)?;
    begun(offer, day, region, lens).take_while(|stage| stage.stage == current.stage).last()
}

/// When an offer ends, as far as is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retirement {
    /// The day from which it is withdrawn.
    pub on: Option<Day>,
    /// On whose word.
    pub said: Voices,
    /// A day before which it is promised not to be.
    pub not_before: Option<Day>,
    /// What the cloud names in its place.
    pub replaced_by: Vec<ProductIx>,
}

/// When an offer ends: the next believed withdrawal, or the one that has
/// happened, and the farthest promise that it stays.
pub fn retirement(
    offer: &OfferFact,
    day: Day,
    region: Option<&str>,
    lens: &Lens<'_>,
) -> Retirement {
    let gone = |stage: &&StageFact| stage.stage == Availability::Retired;
    let believed = || offer.stages.iter().filter(|stage| lens.believes_stage(stage));
    let here = |stage: &&StageFact| covers_region(&stage.regions, region, false);
    let next = believed().filter(gone).filter(here).find(|stage| stage.from > day);
    let end = current_stage(offer, day, region, lens).filter(gone).or(next);
    let promised = believed().filter(here).filter(|stage| stage.from <= day);
    Retirement {
        on: end.map(|stage| stage.from),
        said: end.map(|stage| stage.said).unwrap_or_default(),
        not_before: promised.filter_map(|stage| stage.until_at_least).max(),
        replaced_by: end.map(|stage| stage.replaced_by.clone()).unwrap_or_default(),
    }
}

/// Who runs an offer on a day, as far as a believed record says: nothing where
/// there is no record (the seller runs it), `Some(None)` where the record says
/// that it is unknown.
pub fn host_on(offer: &OfferFact, day: Day, lens: &Lens<'_>) -> Option<Option<ProviderIx>> {
    let begun =
        offer.hosted_by.iter().filter(|hosting| hosting.from.is_none_or(|from| from <= day));
    let believed = begun.filter(|hosting| lens.believes(hosting.said));
    believed.max_by_key(|hosting| hosting.from).map(|hosting| hosting.host)
}

/// The seller's offers of a product to a segment.
pub fn offers_of<'l>(
    seller: ProviderIx,
    product: ProductIx,
    segment: SegmentIx,
    lens: &'l Lens<'_>,
) -> impl Iterator<Item = OfferIx> + use<'l> {
    let facts = lens.facts;
    facts.product(product).concerns.offers.iter().copied().filter(move |offer| {
        facts.offer(*offer).seller == seller
            && covers_segment(&facts.offer(*offer).segments, segment, facts)
    })
}

/// How far an offer has come, for ranking several of them: on sale first, then
/// what may come, then what is gone or was never there.
pub fn closeness(stage: Availability) -> u8 {
    match stage {
        Availability::Ga => 0,
        Availability::Preview => 1,
        Availability::LimitedPreview => 2,
        Availability::PrivatePreview => 3,
        Availability::Announced => 4,
        Availability::Unknown => 5,
        Availability::Suspended => 6,
        Availability::Retired => 7,
        Availability::NotListed => 8,
    }
}

/// The distinct hosts of what a seller offers: nothing in it stands for an
/// unknown host. The seller itself where it offers nothing.
pub fn hosts(question: &Question<'_>, lens: &Lens<'_>) -> Few<Option<ProviderIx>> {
    let (seller, day) = (question.seller, question.as_of);
    let mut hosts = Few::new();
    for position in offers_of(seller, question.product, question.segment, lens) {
        let offer = lens.facts.offer(position);
        let stage = current_stage(offer, day, question.region, lens).map(|stage| stage.stage);
        let there =
            stage.is_some_and(|s| !matches!(s, Availability::Retired | Availability::NotListed));
        if there && offer.channel != Channel::Gateway {
            let host = host_on(offer, day, lens).unwrap_or(Some(seller));
            if !hosts.contains(&host) {
                hosts.push(host);
            }
        }
    }
    if hosts.is_empty() {
        hosts.push(Some(seller));
    }
    hosts
}
