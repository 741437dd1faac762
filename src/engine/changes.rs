//! What is different between two days: rights, availability, prices, claims;
//! and what was only learnt later about the first of them.

use std::collections::BTreeSet;

use crate::data::facts::{OfferIx, ProductIx, ProviderIx, SegmentIx, TermIx};
use crate::model::{Availability, Dated, Day, Records, Tier};

use super::availability::{current_stage, stage_run};
use super::decide::{Decision, Question, Right, Why, decide, right_in};
use super::lens::{Filter, Lens};
use super::price::{Settled, settled};
use super::side::Implied;
use super::topic::speakers;
use super::world::World;

/// Which two days are held against one another, for whom.
#[derive(Clone, Copy, Debug)]
pub struct Days<'q> {
    /// The first day.
    pub was: Day,
    /// The second day.
    pub now: Day,
    /// For whom.
    pub segment: SegmentIx,
    /// Where; anywhere where nothing is asked.
    pub region: Option<&'q str>,
}

impl<'q> Days<'q> {
    fn question(&self, seller: ProviderIx, product: ProductIx, as_of: Day) -> Question<'q> {
        Question {
            asked: super::decide::Asked::Sell,
            seller,
            product,
            segment: self.segment,
            region: self.region,
            as_of,
        }
    }
}

/// A right that is different.
#[derive(Clone, Debug)]
pub struct RightChange {
    /// Whose.
    pub cloud: ProviderIx,
    /// To sell what.
    pub product: ProductIx,
    /// The decision then.
    pub was: Decision,
    /// The decision now.
    pub now: Decision,
    /// Whether it only shows that an offer was seen by then, from no known day.
    pub seen: bool,
    /// Terms between the days without which it would not be.
    pub turned_by: Vec<TermIx>,
}

impl RightChange {
    fn new(cloud: ProviderIx, product: ProductIx, was: Decision, now: Decision) -> Self {
        Self { cloud, product, was, now, seen: false, turned_by: Vec::new() }
    }

    /// What brought it: the terms that began or ended between the days and
    /// without which it would not be; where no single one did, the reasons that
    /// are new, or else those that are gone.
    pub fn causes(&self) -> Vec<Why> {
        if !self.turned_by.is_empty() {
            return self.turned_by.iter().map(|term| Why::Term(*term)).collect();
        }
        let whys = |decision: &Decision| -> Vec<Why> {
            decision.because.iter().map(|reason| reason.why).collect()
        };
        let (was, now) = (whys(&self.was), whys(&self.now));
        let only = |these: &[Why], those: &[Why]| -> Vec<Why> {
            these.iter().filter(|why| !those.contains(why)).copied().collect()
        };
        let new = only(&now, &was);
        if new.is_empty() { only(&was, &now) } else { new }
    }
}

/// A term that began or ended between two days, with the facts seen without it.
struct Turn<'f> {
    term: TermIx,
    without: Lens<'f>,
}

impl<'f> Turn<'f> {
    /// Every one of them.
    fn between(days: &Days<'_>, filter: &Filter, lens: &Lens<'f>) -> Vec<Self> {
        let (first, last) = (days.was.min(days.now), days.was.max(days.now));
        let turns = |term: &TermIx| lens.in_force(*term, first) != lens.in_force(*term, last);
        let within = |term: &TermIx| {
            let begun = lens.facts[*term].from;
            lens.term_strength(*term).is_some() && first < begun && begun <= last
        };
        let without = |term: TermIx| {
            let mut filter = filter.clone();
            filter.without_terms.push(term);
            Self { term, without: Lens::new(lens.facts, &filter) }
        };
        TermIx::all(lens.facts).filter(|term| turns(term) || within(term)).map(without).collect()
    }

    /// Whether a change would not be but for this term: without it the later
    /// right would be another, or the earlier one what the later one is.
    fn brings(&self, change: &RightChange, days: &Days<'_>) -> bool {
        let concerns = &self.without.facts[change.product].concerns.terms;
        if !concerns.contains(&self.term) {
            return false;
        }
        let right = |day| {
            let question = days.question(change.cloud, change.product, day);
            right_in(&question, &self.without, &World::default())
        };
        right(days.now) != change.now.right || right(days.was) == change.now.right
    }
}

/// An offer whose stage is different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageChange {
    /// Which.
    pub offer: OfferIx,
    /// Its stage then; nothing where nobody had looked.
    pub was: Option<Availability>,
    /// Its stage now.
    pub now: Option<Availability>,
    /// Whether the change itself is dated; otherwise it was only seen.
    pub dated: bool,
}

/// An offer whose list price is different.
#[derive(Clone, Debug)]
pub struct PriceChange<'f> {
    /// Which.
    pub offer: OfferIx,
    /// The price then; nothing where there was none.
    pub was: Option<Settled<'f>>,
    /// The price now.
    pub now: Option<Settled<'f>>,
    /// Whether the later price began on a known day; otherwise a catalogue was
    /// only read differently, as it is when it mends a mistake of its own.
    pub dated: bool,
}

impl<'f> PriceChange<'f> {
    fn between(
        offer: OfferIx,
        was: Option<Settled<'f>>,
        now: Option<Settled<'f>>,
        days: &Days<'_>,
    ) -> Self {
        let later = if days.was <= days.now { &now } else { &was };
        let dated = later.as_ref().is_none_or(|price| price.price.dated != Dated::Observed);
        Self { offer, was, now, dated }
    }

    /// Whether a price became another, or ended, on a known day.
    pub fn moved(&self) -> bool {
        self.dated && self.was.is_some()
    }
}

/// The rights that differ between two days, and what did not change although a
/// cause of the changes speaks of it.
pub fn rights(
    cells: &[(ProviderIx, ProductIx)],
    days: &Days<'_>,
    filter: &Filter,
    lens: &Lens<'_>,
) -> (Vec<RightChange>, Vec<RightChange>) {
    let mut unchanged = Vec::new();
    let mut changed = Vec::new();
    for (cloud, product) in cells {
        let decided = |day| decide(&days.question(*cloud, *product, day), lens);
        let (was, now) = (decided(days.was), decided(days.now));
        let change = RightChange::new(*cloud, *product, was, now);
        if change.was.right == change.now.right {
            unchanged.push(change);
        } else {
            changed.push(change);
        }
    }
    let turns = if changed.is_empty() { Vec::new() } else { Turn::between(days, filter, lens) };
    for change in &mut changed {
        let brings = turns.iter().filter(|turn| turn.brings(change, days));
        change.turned_by = brings.map(|turn| turn.term).collect();
        change.seen = is_sighting(change, days.was.max(days.now), lens);
    }
    let term = |why: &Why| match why {
        Why::Term(term) => Some(*term),
        Why::Implied(_) => None,
    };
    let causes: BTreeSet<TermIx> = changed
        .iter()
        .flat_map(|c| c.causes().iter().filter_map(term).collect::<Vec<_>>())
        .collect();
    unchanged.retain(|cell| {
        cell.now.right == Right::Prohibited
            && cell.now.overruled.iter().any(|beaten| causes.contains(&beaten.term))
    });
    (changed, unchanged)
}

/// Whether all that is new is an offer that was seen from no known day.
fn is_sighting(change: &RightChange, later: Day, lens: &Lens<'_>) -> bool {
    let causes = change.causes();
    let undated = |why: &Why| match why {
        Why::Implied(Implied::Offer(offer)) => {
            let stage = stage_run(&lens.facts[*offer], later, None, lens);
            stage.is_some_and(|stage| stage.dated == Dated::Observed)
        }
        _ => false,
    };
    !causes.is_empty() && causes.iter().all(undated)
}

/// The rights on the first day that later sources changed: what was known on
/// that day, and what is known of it now.
pub fn learnt(
    cells: &[(ProviderIx, ProductIx)],
    days: &Days<'_>,
    filter: &Filter,
    lens: &Lens<'_>,
) -> Vec<RightChange> {
    if days.was == days.now {
        return Vec::new();
    }
    let known_by = filter.known_by.map_or(days.was, |day| day.min(days.was));
    let then = Lens::new(lens.facts, &Filter { known_by: Some(known_by), ..filter.clone() });
    let one = |(cloud, product): &(ProviderIx, ProductIx)| {
        let question = days.question(*cloud, *product, days.was);
        let (was, now) = (decide(&question, &then), decide(&question, lens));
        (was.right != now.right).then(|| RightChange::new(*cloud, *product, was, now))
    };
    cells.iter().filter_map(one).collect()
}

/// The offers whose stage differs between two days.
pub fn stages(offers: &[OfferIx], days: &Days<'_>, lens: &Lens<'_>) -> Vec<StageChange> {
    let one = |offer: &OfferIx| {
        let on = |day| current_stage(&lens.facts[*offer], day, days.region, lens);
        let (was, now) = (on(days.was), on(days.now));
        let stage = |found: Option<&crate::data::facts::StageFact>| found.map(|stage| stage.stage);
        let later = if days.was <= days.now { now } else { was };
        let dated = later.is_some_and(|stage| stage.dated != Dated::Observed);
        let change = StageChange { offer: *offer, was: stage(was), now: stage(now), dated };
        (change.was != change.now).then_some(change)
    };
    offers.iter().filter_map(one).collect()
}

/// The standard prices that differ between two days, slot by slot.
pub fn prices<'f>(offers: &[OfferIx], days: &Days<'_>, lens: &Lens<'f>) -> Vec<PriceChange<'f>> {
    let mut changes = Vec::new();
    for offer in offers {
        let on = |day| -> Vec<Settled<'f>> {
            let all = settled(&lens.facts[*offer], day, days.region, lens);
            all.into_iter().filter(|price| price.slot.tier == Tier::Standard).collect()
        };
        let (was, mut now) = (on(days.was), on(days.now));
        for old in was {
            let place = now.iter().position(|price| price.slot == old.slot);
            let new = place.map(|place| now.remove(place));
            if new.as_ref().is_none_or(|new| differ(&old, new)) {
                changes.push(PriceChange::between(*offer, Some(old), new, days));
            }
        }
        let begun = now.into_iter().map(|new| PriceChange::between(*offer, None, Some(new), days));
        changes.extend(begun);
    }
    changes
}

fn differ(one: &Settled<'_>, other: &Settled<'_>) -> bool {
    one.state != other.state
        || one.meters.input != other.meters.input
        || one.meters.output != other.meters.output
}

/// The places of claims that were made after one day and by another.
pub fn claims(days: &Days<'_>, records: &Records, lens: &Lens<'_>) -> Vec<usize> {
    let (first, last) = (days.was.min(days.now), days.was.max(days.now));
    let made = |place: &usize| {
        records.claims.get(*place).is_some_and(|claim| {
            let day = claim.date.first_day();
            let heard = speakers(claim.sources.iter().map(|said| &said.source), lens);
            first < day && day <= last && !heard.is_empty()
        })
    };
    (0..records.claims.len()).filter(made).collect()
}
