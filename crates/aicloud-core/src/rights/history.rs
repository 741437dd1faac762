//! The same decision on every day on which it can change.

use crate::model::{Availability, Day, Id, PartialDate};

use crate::offers::availability::{closeness, current_stage, offers_of};
use crate::rights::decide::{Decision, decide, right_in};
use crate::rights::lens::Lens;
use crate::rights::question::{Question, Right};
use crate::rights::side::Why;
use crate::rights::world::World;

/// A stretch of days with one right, one stage and one reason.
#[derive(Clone, Debug)]
pub struct Period {
    /// Its first day; nothing where it reaches back as far as the data does.
    pub from: Option<Day>,
    /// Its last day; nothing where it is open.
    pub until: Option<Day>,
    /// The decision on its first day.
    pub decision: Decision,
    /// How far the product has come there; nothing where nobody has looked.
    pub stage: Option<Availability>,
}

/// A right that will change, as far as the data knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The first day of the new right.
    pub day: Day,
    /// The new right.
    pub right: Right,
}

/// A segment for which the right has another history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Other {
    /// Which.
    pub segment: Id,
    /// The right on the asked day.
    pub right: Right,
    /// Since when; nothing where it was so on the first day that the data reaches.
    pub since: Option<Day>,
}

/// The other segments for which the right was different on any day up to the
/// asked one.
pub fn others(question: &Question<'_>, lens: &Lens<'_>) -> Vec<Other> {
    let mut days = boundaries(question, lens);
    days.retain(|day| *day <= question.as_of);
    days.extend(days.first().map(|day| day.previous()));
    days.push(question.as_of);
    let rights = |asked: &Question<'_>| -> Vec<Right> {
        days.iter().map(|day| right_on(asked, *day, lens)).collect()
    };
    let here = rights(question);
    let other = |segment: Id| {
        let asked = Question { segment, ..*question };
        (rights(&asked) != here).then(|| Other {
            segment,
            right: right_on(&asked, asked.as_of, lens),
            since: since(&asked, lens),
        })
    };
    lens.catalog.segment_ids().filter(|s| *s != question.segment).filter_map(other).collect()
}

/// Every day on which the answer to a question can change, oldest first: a
/// term, a dispute, a stage or a host begins, or one has ended the day before.
pub fn boundaries(question: &Question<'_>, lens: &Lens<'_>) -> Vec<Day> {
    let (catalog, product) = (lens.catalog, question.product);
    let mut days = Vec::new();
    for term in catalog.terms_on(product) {
        days.push(catalog.term(term).from.first_day());
        days.extend(lens.term_end(term).map(Day::next));
    }
    for dispute in catalog.disputes_on(product) {
        days.push(catalog.dispute(dispute).from.first_day());
        days.extend(lens.dispute_end(dispute).map(Day::next));
    }
    for offer in catalog.offers_of(product).map(|offer| catalog.offer(offer)) {
        days.extend(catalog.stages(offer).iter().map(|stage| stage.from));
        let hosted = offer.hosted_by.iter().filter_map(|hosting| hosting.from);
        days.extend(hosted.map(PartialDate::first_day));
    }
    days.sort_unstable();
    days.dedup();
    days
}

fn right_on(question: &Question<'_>, day: Day, lens: &Lens<'_>) -> Right {
    right_in(&Question { as_of: day, ..*question }, lens, &World::default())
}

/// Since when the right has been what it is on the asked day: nothing where it
/// was so on the first day that the data reaches.
pub fn since(question: &Question<'_>, lens: &Lens<'_>) -> Option<Day> {
    let now = right_on(question, question.as_of, lens);
    let days = boundaries(question, lens);
    let mut since = None;
    for day in days.into_iter().rev().filter(|day| *day <= question.as_of) {
        if right_on(question, day, lens) != now {
            return since;
        }
        since = Some(day);
    }
    let before = since.map(Day::previous)?;
    (right_on(question, before, lens) != now).then_some(since).flatten()
}

/// The next day on which the right changes, as far as the data knows.
pub fn next_change(question: &Question<'_>, lens: &Lens<'_>) -> Option<Change> {
    let now = right_on(question, question.as_of, lens);
    let days = boundaries(question, lens).into_iter().filter(|day| *day > question.as_of);
    let mut changes = days.map(|day| Change { day, right: right_on(question, day, lens) });
    changes.find(|change| change.right != now)
}

/// How far the product has come at the seller: its best offer's stage.
pub fn best_stage(question: &Question<'_>, segment: Id, lens: &Lens<'_>) -> Option<Availability> {
    let offers = offers_of(question.seller, question.product, segment, lens);
    let stages = offers.filter_map(|offer| {
        current_stage(lens.catalog.offer(offer), question.as_of, question.region, lens)
    });
    stages.map(|stage| stage.stage).min_by_key(|stage| closeness(*stage))
}

/// The whole history up to the asked day and beyond it as far as is known:
/// neighbouring days with the same right, stage and deciding reasons are one
/// period.
pub fn periods(question: &Question<'_>, lens: &Lens<'_>) -> Vec<Period> {
    let mut starts = boundaries(question, lens);
    // One more day stands for all that came before the first boundary.
    let before = starts.first().map_or(question.as_of, |day| day.previous());
    starts.insert(0, before);
    let mut periods: Vec<Period> = Vec::new();
    for day in starts {
        let asked = Question { as_of: day, ..*question };
        let decision = decide(&asked, lens);
        let stage = best_stage(&asked, question.segment, lens);
        if let Some(last) = periods.last_mut() {
            if same(last, &decision, stage) {
                continue;
            }
            last.until = Some(day.previous());
        }
        let from = (!periods.is_empty()).then_some(day);
        periods.push(Period { from, until: None, decision, stage });
    }
    periods
}

fn same(period: &Period, decision: &Decision, stage: Option<Availability>) -> bool {
    let whys =
        |decision: &Decision| -> Vec<Why> { decision.because.iter().map(|r| r.why).collect() };
    period.stage == stage
        && period.decision.right == decision.right
        && period.decision.appointed == decision.appointed
        && period.decision.disputes == decision.disputes
        && whys(&period.decision) == whys(decision)
}
