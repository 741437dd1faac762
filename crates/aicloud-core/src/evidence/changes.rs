//! What is different between two days: rights, availability, prices, claims;
//! and what was only learnt later about the first of them.

use std::collections::BTreeSet;

use crate::model::{Availability, Dated, Day, Id, Tier};

use crate::evidence::topic::speakers;
use crate::offers::availability::{current_stage, stage_run};
use crate::prices::settle::{Settled, settled};
use crate::rights::decide::{Decision, decide, right_in};
use crate::rights::history;
use crate::rights::lens::{Filter, Lens};
use crate::rights::question::{Question, Right};
use crate::rights::side::{Implied, Why};
use crate::rights::world::World;

/// Which two days are held against one another, for whom.
#[derive(Clone, Copy, Debug)]
pub struct Days<'q> {
    /// The first day.
    pub was: Day,
    /// The second day.
    pub now: Day,
    /// For whom.
    pub segment: Id,
    /// Where; anywhere where nothing is asked.
    pub region: Option<&'q str>,
}

impl<'q> Days<'q> {
    /// The earlier day, then the later one.
    pub fn ordered(&self) -> (Day, Day) {
        (self.was.min(self.now), self.was.max(self.now))
    }

    /// Whether they stand in order.
    pub fn forward(&self) -> bool {
        self.was <= self.now
    }

    fn question(&self, seller: Id, product: Id, as_of: Day) -> Question<'q> {
        Question {
            asked: crate::rights::question::Asked::Sell,
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
    pub cloud: Id,
    /// To sell what.
    pub product: Id,
    /// The decision then.
    pub was: Decision,
    /// The decision now.
    pub now: Decision,
    /// Whether it only shows that an offer was seen by then, from no known day.
    pub seen: bool,
    /// What brought it: the terms that turned on the day of the change and without
    /// which it would not be; where no single one did, the reasons that are new,
    /// or else those that are gone.
    pub causes: Vec<Why>,
    /// Disputes that began or ended with it.
    pub disputes: Vec<Id>,
}

impl RightChange {
    /// A change between two decisions, brought by what differs between them.
    fn new(cloud: Id, product: Id, was: Decision, now: Decision) -> Self {
        let (causes, disputes) = (reasons(&was, &now), disputes(&was, &now));
        Self { cloud, product, was, now, seen: false, causes, disputes }
    }
}

/// Those of `these` that are not among `others`.
fn only<T: Copy + PartialEq>(these: &[T], others: &[T]) -> Vec<T> {
    these.iter().filter(|one| !others.contains(one)).copied().collect()
}

/// The reasons that are new, or else those that are gone.
fn reasons(was: &Decision, now: &Decision) -> Vec<Why> {
    let whys = |decision: &Decision| -> Vec<Why> {
        decision.because.iter().map(|reason| reason.why).collect()
    };
    let (was, now) = (whys(was), whys(now));
    let new = only(&now, &was);
    if new.is_empty() { only(&was, &now) } else { new }
}

fn disputes(was: &Decision, now: &Decision) -> Vec<Id> {
    let begun = only(&now.disputes, &was.disputes);
    let ended = only(&was.disputes, &now.disputes);
    begun.into_iter().chain(ended).collect()
}

/// A term that began or ended between two days, with the facts seen without it.
struct Turn<'f> {
    term: Id,
    without: Lens<'f>,
}

impl<'f> Turn<'f> {
    /// Every one of them.
    fn between(days: &Days<'_>, filter: &Filter, lens: &Lens<'f>) -> Vec<Self> {
        let (first, last) = days.ordered();
        let turns = |term: &Id| {
            let within = |day: Day| first < day && day <= last;
            lens.term_strength(*term).is_some()
                && (within(lens.catalog.term(*term).from.first_day())
                    || lens.term_end(*term).is_some_and(|end| within(end.next())))
        };
        let without = |term: Id| {
            let mut filter = filter.clone();
            filter.without_terms.push(term);
            Self { term, without: Lens::new(lens.catalog, &filter) }
        };
        lens.catalog.term_ids().filter(turns).map(without).collect()
    }

    /// Whether the right of `day` would not be new on that day but for this term:
    /// without it the right would be another, or the same the day before.
    fn brings(&self, question: &Question<'_>, right: Right) -> bool {
        let catalog = self.without.catalog;
        if !catalog.terms_on(question.product).any(|term| term == self.term) {
            return false;
        }
        let on = |as_of: Day| {
            right_in(&Question { as_of, ..*question }, &self.without, &World::default())
        };
        on(question.as_of) != right || on(question.as_of.previous()) == right
    }

    /// Whether it begins on a day or ended the day before.
    fn is_on(&self, day: Day, lens: &Lens<'_>) -> bool {
        lens.catalog.term(self.term).from.first_day() == day
            || lens.term_end(self.term).is_some_and(|end| end.next() == day)
    }
}

/// The last day, after one and by another, on which the right became what it is
/// at the end; the first on which it was left, where the days stand the other way.
fn turning_day(question: &Question<'_>, days: &Days<'_>, lens: &Lens<'_>) -> Option<Day> {
    let (first, last) = days.ordered();
    let on = |as_of: Day| right_in(&Question { as_of, ..*question }, lens, &World::default());
    let mut steps: Vec<Day> = history::boundaries(question, lens);
    steps.retain(|day| first < *day && *day <= last && on(*day) != on(day.previous()));
    if days.was <= days.now { steps.pop() } else { steps.first().copied() }
}

/// An offer whose stage is different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageChange {
    /// Which.
    pub offer: Id,
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
    pub offer: Id,
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
        offer: Id,
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
    cells: &[(Id, Id)],
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
        attribute(change, &turns, days, lens);
        change.seen = is_sighting(change, days.ordered().1, lens);
    }
    let term = |why: &Why| match why {
        Why::Term(term) => Some(*term),
        Why::Implied(_) => None,
    };
    let causes: BTreeSet<Id> =
        changed.iter().flat_map(|c| c.causes.iter().filter_map(term).collect::<Vec<_>>()).collect();
    unchanged.retain(|cell| {
        cell.now.right == Right::Prohibited
            && cell.now.overruled.iter().any(|beaten| causes.contains(&beaten.term))
    });
    (changed, unchanged)
}

/// Finds what brought a change on the day on which it came.
fn attribute(change: &mut RightChange, turns: &[Turn<'_>], days: &Days<'_>, lens: &Lens<'_>) {
    let question = days.question(change.cloud, change.product, days.now);
    let Some(day) = turning_day(&question, days, lens) else { return };
    let on = |as_of: Day| decide(&Question { as_of, ..question }, lens);
    let (was, now) = (on(day.previous()), on(day));
    let step = Question { as_of: day, ..question };
    let brings = |turn: &&Turn<'_>| turn.is_on(day, lens) && turn.brings(&step, now.right);
    let terms: Vec<Why> = turns.iter().filter(brings).map(|turn| Why::Term(turn.term)).collect();
    change.disputes = disputes(&was, &now);
    change.causes = if terms.is_empty() { reasons(&was, &now) } else { terms };
}

/// Whether all that is new is an offer that was seen from no known day.
fn is_sighting(change: &RightChange, later: Day, lens: &Lens<'_>) -> bool {
    let undated = |why: &Why| match why {
        Why::Implied(Implied::Offer(offer)) => {
            let stage = stage_run(lens.catalog.offer(*offer), later, None, lens);
            stage.is_some_and(|stage| stage.dated == Dated::Observed)
        }
        _ => false,
    };
    !change.causes.is_empty() && change.causes.iter().all(undated)
}

/// The rights on the first day that later sources changed: what was known on
/// that day, and what is known of it now; where the question itself is asked with
/// the knowledge of that day or of an earlier one, what is known with all of it.
pub fn learnt(
    cells: &[(Id, Id)],
    days: &Days<'_>,
    filter: &Filter,
    lens: &Lens<'_>,
) -> Vec<RightChange> {
    if days.was == days.now {
        return Vec::new();
    }
    let with =
        |known_by: Option<Day>| Lens::new(lens.catalog, &Filter { known_by, ..filter.clone() });
    let (then, since) = match filter.known_by {
        Some(day) if day <= days.was => (with(Some(day)), with(None)),
        known_by => (with(Some(days.was)), with(known_by)),
    };
    let one = |(cloud, product): &(Id, Id)| {
        let question = days.question(*cloud, *product, days.was);
        let (was, now) = (decide(&question, &then), decide(&question, &since));
        (was.right != now.right).then(|| RightChange::new(*cloud, *product, was, now))
    };
    cells.iter().filter_map(one).collect()
}

/// The offers whose stage differs between two days.
pub fn stages(offers: &[Id], days: &Days<'_>, lens: &Lens<'_>) -> Vec<StageChange> {
    let one = |offer: &Id| {
        let on = |day| current_stage(lens.catalog.offer(*offer), day, days.region, lens);
        let (was, now) = (on(days.was), on(days.now));
        let later = if days.was <= days.now { &now } else { &was };
        let dated = later.as_ref().is_some_and(|stage| stage.dated != Dated::Observed);
        let [was, now] = [was, now].map(|found| found.map(|stage| stage.stage));
        let change = StageChange { offer: *offer, was, now, dated };
        (change.was != change.now).then_some(change)
    };
    offers.iter().filter_map(one).collect()
}

/// The standard prices that differ between two days, slot by slot.
pub fn prices<'f>(offers: &[Id], days: &Days<'_>, lens: &Lens<'f>) -> Vec<PriceChange<'f>> {
    let mut changes = Vec::new();
    for offer in offers {
        let on = |day| -> Vec<Settled<'f>> {
            let all = settled(lens.catalog.offer(*offer), day, days.region, lens);
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
pub fn claims(days: &Days<'_>, lens: &Lens<'_>) -> Vec<usize> {
    let (first, last) = days.ordered();
    let made = |place: &usize| {
        lens.catalog.claims.get(*place).is_some_and(|claim| {
            let day = claim.date.first_day();
            let heard = speakers(claim.sources.iter().map(|said| &said.source), lens);
            first < day && day <= last && !heard.is_empty()
        })
    };
    (0..lens.catalog.claims.len()).filter(made).collect()
}
