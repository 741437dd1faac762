//! What is known of an offer on a day: its stage and its host.

use crate::catalog::Milestone;
use crate::model::{Availability, Channel, Day, Hosting, Id, Offer, PartialDate};

use crate::few::Few;
use crate::rights::lens::Lens;
use crate::rights::question::Question;
use crate::rights::scope::{covers_region, covers_segment};

/// The latest believed stage that has begun, in the asked region.
///
/// No region is derived from another: once a stage names regions, an earlier
/// one that names none says nothing any more about a region that is not among
/// them.
pub fn current_stage<'c>(
    offer: &'c Offer,
    day: Day,
    region: Option<&str>,
    lens: &Lens<'_>,
) -> Option<Milestone<'c>> {
    begun(offer, day, region, lens).next()
}

/// The believed stages that have begun and say something about the asked
/// region, the latest first.
fn begun<'l, 'c: 'l>(
    offer: &'c Offer,
    day: Day,
    region: Option<&'l str>,
    lens: &'l Lens<'_>,
) -> impl Iterator<Item = Milestone<'c>> + use<'l, 'c> {
    let mut elsewhere = false;
    let stages = lens.catalog.stages(offer).into_iter().rev();
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
pub fn stage_run<'c>(
    offer: &'c Offer,
    day: Day,
    region: Option<&str>,
    lens: &Lens<'_>,
) -> Option<Milestone<'c>> {
    let mut begun = begun(offer, day, region, lens);
    let current = begun.next()?;
    let said = current.stage;
    Some(begun.take_while(|stage| stage.stage == said).last().unwrap_or(current))
}

/// When an offer ends, as far as is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Retirement<'c> {
    /// The withdrawal.
    pub end: Option<Milestone<'c>>,
    /// A day before which it is promised not to be withdrawn.
    pub not_before: Option<Day>,
}

impl Retirement<'_> {
    /// The day from which it is withdrawn.
    pub fn on(&self) -> Option<Day> {
        self.end.as_ref().map(|end| end.from)
    }

    /// What the cloud names in its place.
    pub fn replaced_by(&self) -> &[Id] {
        self.end.as_ref().map_or(&[], |end| &end.replaced_by)
    }
}

/// When an offer ends: the next believed withdrawal, or the one that has
/// happened, and the farthest promise that it stays.
pub fn retirement<'c>(
    offer: &'c Offer,
    day: Day,
    region: Option<&str>,
    lens: &Lens<'_>,
) -> Retirement<'c> {
    let gone = |stage: &Milestone<'_>| stage.stage == Availability::Retired;
    let mut believed = lens.catalog.stages(offer);
    believed
        .retain(|stage| lens.believes_stage(stage) && covers_region(&stage.regions, region, false));
    let promised = believed.iter().filter(|stage| stage.from <= day);
    let promised = promised.filter_map(|stage| stage.until_at_least);
    let not_before = promised.map(PartialDate::last_day).max();
    let next = believed.into_iter().filter(gone).find(|stage| stage.from > day);
    let end = current_stage(offer, day, region, lens).filter(gone).or(next);
    Retirement { end, not_before }
}

/// Who runs an offer on a day, as far as a believed record says: nothing where
/// there is no record (the seller runs it), `Some(None)` where the record says
/// that it is unknown.
pub fn host_on(offer: &Offer, day: Day, lens: &Lens<'_>) -> Option<Option<Id>> {
    let from = |hosting: &Hosting| hosting.from.map(PartialDate::first_day);
    let begun =
        offer.hosted_by.iter().filter(|hosting| from(hosting).is_none_or(|from| from <= day));
    let believed = begun.filter(|hosting| lens.believes(&hosting.sources));
    believed.max_by_key(|hosting| from(hosting)).map(Hosting::provider)
}

/// The seller's offers of a product to a segment.
pub fn offers_of<'l>(
    seller: Id,
    product: Id,
    segment: Id,
    lens: &'l Lens<'_>,
) -> impl Iterator<Item = Id> + use<'l> {
    let catalog = lens.catalog;
    catalog.offers_by(seller, product).filter(move |offer| {
        covers_segment(catalog.segments(catalog.offer(*offer)), segment, catalog)
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
pub fn hosts(question: &Question<'_>, lens: &Lens<'_>) -> Few<Option<Id>> {
    let (seller, day) = (question.seller, question.as_of);
    let mut hosts = Few::new();
    for position in offers_of(seller, question.product, question.segment, lens) {
        let offer = lens.catalog.offer(position);
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
