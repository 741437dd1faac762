//! What comes to an end, or has to be looked at again, from a day on.

use crate::model::{Day, Id, PartialDate};

use crate::evidence::topic::{Topic, speakers};
use crate::offers::availability::{current_stage, retirement};
use crate::rights::lens::Lens;

/// Something that falls on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// When.
    pub day: Day,
    /// What.
    pub what: Due,
    /// On whose word, the strongest first.
    pub sources: Vec<Id>,
}

/// What falls on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// A term holds for the last time.
    TermEnd(Id),
    /// A term was promised to hold at least that long.
    TermPromise(Id),
    /// No source states when a term ends: time to look again.
    Review(Id),
    /// A price holds for the last time; the second is its place in the list.
    PriceEnd(Id, usize),
    /// A price was promised to hold at least that long.
    PricePromise(Id, usize),
    /// An offer is withdrawn, with what is named in its place.
    Retirement(Id, Vec<Id>),
    /// An offer was promised to stay at least that long.
    StagePromise(Id),
    /// A source was last read that many days before: the place of its record.
    Source(usize),
}

impl Due {
    /// The word for it, as people type it and scripts read it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::TermEnd(_) => "term-end",
            Self::TermPromise(_) => "term-promise",
            Self::Review(_) => "review",
            Self::PriceEnd(..) => "price-end",
            Self::PricePromise(..) => "price-promise",
            Self::Retirement(..) => "retirement",
            Self::StagePromise(_) => "stage-promise",
            Self::Source(_) => "source",
        }
    }

    /// Every word.
    pub const WORDS: &[&str] = &[
        "term-end",
        "term-promise",
        "review",
        "price-end",
        "price-promise",
        "retirement",
        "stage-promise",
        "source",
    ];
}

/// What is asked of [`deadlines`].
#[derive(Clone, Copy, Debug)]
pub struct Horizon<'t> {
    /// What it is about.
    pub topic: &'t Topic,
    /// The day on which it is asked.
    pub from: Day,
    /// The last day looked at.
    pub to: Day,
    /// Days after which a source is to be read again.
    pub stale: i32,
}

/// Everything that falls on the asked day or after it and by another, soonest
/// first; sources that were due before too.
pub fn deadlines(horizon: &Horizon<'_>, lens: &Lens<'_>) -> Vec<Deadline> {
    let mut found = Vec::new();
    for term in lens.catalog.term_ids() {
        if lens.in_force(term, horizon.from) && horizon.topic.has_term(term, lens) {
            term_deadlines(term, horizon, lens, &mut found);
        }
    }
    for offer in lens.catalog.offer_ids().filter(|offer| horizon.topic.has(*offer, lens)) {
        offer_deadlines(offer, horizon, lens, &mut found);
    }
    let ahead = |day: Day| horizon.from <= day && day <= horizon.to;
    found.retain(|deadline| ahead(deadline.day));
    if *horizon.topic == Topic::Everything {
        found.extend(stale(horizon, lens));
    }
    found.sort_by(|a, b| (a.day, &a.what).cmp(&(b.day, &b.what)));
    found.dedup();
    found
}

fn term_deadlines(position: Id, horizon: &Horizon<'_>, lens: &Lens<'_>, found: &mut Vec<Deadline>) {
    let term = lens.catalog.term(position);
    let sources = lens.voices(&term.sources);
    let read = last_read(&sources, lens);
    let mut add = |day, what| {
        found.push(Deadline { day, what, sources: sources.clone() });
    };
    match (lens.term_end(position), term.until_at_least.map(PartialDate::last_day)) {
        (Some(end), _) => add(end, Due::TermEnd(position)),
        (None, Some(promised)) => add(promised, Due::TermPromise(position)),
        (None, None) if term.unstated.iter().any(|open| open.field == "until") => {
            if let Some(read) = read {
                add(read.plus(horizon.stale), Due::Review(position));
            }
        }
        _ => {}
    }
}

fn offer_deadlines(
    position: Id,
    horizon: &Horizon<'_>,
    lens: &Lens<'_>,
    found: &mut Vec<Deadline>,
) {
    let offer = lens.catalog.offer(position);
    // What is withdrawn on the asked day still falls on it.
    let end = retirement(offer, horizon.from.previous(), None, lens);
    let stage = current_stage(offer, horizon.from, None, lens);
    let sources = stage.map(|stage| lens.voices(stage.said())).unwrap_or_default();
    match (&end.end, end.not_before) {
        (Some(gone), _) => {
            let (day, sources) = (gone.from, lens.voices(gone.said()));
            let what = Due::Retirement(position, gone.replaced_by.clone());
            found.push(Deadline { day, what, sources });
        }
        (None, Some(day)) => {
            found.push(Deadline { day, what: Due::StagePromise(position), sources });
        }
        (None, None) => {}
    }
    for (place, price) in lens.catalog.prices(offer).enumerate() {
        if lens.catalog.price_from(price) > horizon.from || !lens.believes(&price.sources) {
            continue;
        }
        let sources = lens.voices(&price.sources);
        if let Some(day) = lens.price_end(price) {
            let sources = lens.voices(price.end_sources());
            found.push(Deadline { day, what: Due::PriceEnd(position, place), sources });
        } else if let Some(day) = price.until_at_least.map(PartialDate::last_day) {
            found.push(Deadline { day, what: Due::PricePromise(position, place), sources });
        }
    }
}

/// Sources that are to be read again by the last day looked at.
fn stale(horizon: &Horizon<'_>, lens: &Lens<'_>) -> Vec<Deadline> {
    let places = lens.catalog.sources.iter().enumerate();
    let one = |(place, record): (usize, &crate::model::Source)| {
        let source = speakers([&record.id].into_iter(), lens);
        let day = record.retrieved.last_day().plus(horizon.stale);
        (day <= horizon.to && !source.is_empty()).then_some(Deadline {
            day,
            what: Due::Source(place),
            sources: source,
        })
    };
    places.filter_map(one).collect()
}

/// When the sources of something were last read.
fn last_read(sources: &[Id], lens: &Lens<'_>) -> Option<Day> {
    let read = |source: &Id| {
        let id = &lens.catalog.source(*source).id;
        let record = lens.catalog.sources.iter().find(|record| *record.id.as_str() == **id)?;
        Some(record.retrieved.last_day())
    };
    sources.iter().filter_map(read).max()
}
