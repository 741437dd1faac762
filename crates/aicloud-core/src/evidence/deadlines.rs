//! What comes to an end, or has to be looked at again, from a day on.

use crate::facts::{OfferIx, ProductIx, SourceIx, TermIx};
use crate::model::{Day, Records};

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
    pub sources: Vec<SourceIx>,
}

/// What falls on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// A term holds for the last time.
    TermEnd(TermIx),
    /// A term was promised to hold at least that long.
    TermPromise(TermIx),
    /// No source states when a term ends: time to look again.
    Review(TermIx),
    /// A price holds for the last time; the second is its place in the list.
    PriceEnd(OfferIx, usize),
    /// A price was promised to hold at least that long.
    PricePromise(OfferIx, usize),
    /// An offer is withdrawn, with what is named in its place.
    Retirement(OfferIx, Vec<ProductIx>),
    /// An offer was promised to stay at least that long.
    StagePromise(OfferIx),
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
pub fn deadlines(horizon: &Horizon<'_>, records: &Records, lens: &Lens<'_>) -> Vec<Deadline> {
    let mut found = Vec::new();
    for term in TermIx::all(lens.facts) {
        if lens.in_force(term, horizon.from) && horizon.topic.has_term(term, lens) {
            term_deadlines(term, horizon, records, lens, &mut found);
        }
    }
    for offer in OfferIx::all(lens.facts).filter(|offer| horizon.topic.has(*offer, lens)) {
        offer_deadlines(offer, horizon, lens, &mut found);
    }
    let ahead = |day: Day| horizon.from <= day && day <= horizon.to;
    found.retain(|deadline| ahead(deadline.day));
    if *horizon.topic == Topic::Everything {
        found.extend(stale(horizon, records, lens));
    }
    found.sort_by(|a, b| (a.day, &a.what).cmp(&(b.day, &b.what)));
    found.dedup();
    found
}

fn term_deadlines(
    position: TermIx,
    horizon: &Horizon<'_>,
    records: &Records,
    lens: &Lens<'_>,
    found: &mut Vec<Deadline>,
) {
    let term = lens.facts.term(position);
    let sources = lens.voices(term.said);
    let read = last_read(&sources, records, lens);
    let mut add = |day, what| {
        found.push(Deadline { day, what, sources: sources.clone() });
    };
    match (lens.term_end(position), term.until_at_least) {
        (Some(end), _) => add(end, Due::TermEnd(position)),
        (None, Some(promised)) => add(promised, Due::TermPromise(position)),
        (None, None) if term.unstated.iter().any(|(field, _)| &**field == "until") => {
            if let Some(read) = read {
                add(read.plus(horizon.stale), Due::Review(position));
            }
        }
        _ => {}
    }
}

fn offer_deadlines(
    position: OfferIx,
    horizon: &Horizon<'_>,
    lens: &Lens<'_>,
    found: &mut Vec<Deadline>,
) {
    let offer = lens.facts.offer(position);
    // What is withdrawn on the asked day still falls on it.
    let end = retirement(offer, horizon.from.previous(), None, lens);
    let gone = end.on.map(|day| (day, lens.voices(end.said)));
    let stage = current_stage(offer, horizon.from, None, lens);
    let sources = stage.map(|stage| lens.voices(stage.said)).unwrap_or_default();
    match (gone, end.not_before) {
        (Some((day, sources)), _) => {
            found.push(Deadline { day, what: Due::Retirement(position, end.replaced_by), sources });
        }
        (None, Some(day)) => {
            found.push(Deadline { day, what: Due::StagePromise(position), sources });
        }
        (None, None) => {}
    }
    for (place, price) in offer.prices.iter().enumerate() {
        if price.from > horizon.from || !lens.believes(price.said) {
            continue;
        }
        let sources = lens.voices(price.said);
        if let Some(day) = lens.price_end(price) {
            let sources = lens.voices(price.until_said);
            found.push(Deadline { day, what: Due::PriceEnd(position, place), sources });
        } else if let Some(day) = price.until_at_least {
            found.push(Deadline { day, what: Due::PricePromise(position, place), sources });
        }
    }
}

/// Sources that are to be read again by the last day looked at.
fn stale(horizon: &Horizon<'_>, records: &Records, lens: &Lens<'_>) -> Vec<Deadline> {
    let places = records.sources.iter().enumerate();
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
fn last_read(sources: &[SourceIx], records: &Records, lens: &Lens<'_>) -> Option<Day> {
    let read = |source: &SourceIx| {
        let id = &lens.facts.source(*source).id;
        let record = records.sources.iter().find(|record| *record.id.as_str() == **id)?;
        Some(record.retrieved.last_day())
    };
    sources.iter().filter_map(read).max()
}
