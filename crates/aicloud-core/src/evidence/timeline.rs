//! The story in order: everything dated that the data knows of a topic.
//!
//! Between two neighbouring days of the timeline of a product no decision about
//! it changes: every day of [`crate::rights::history::boundaries`] is among them.

use crate::model::{Availability, Dated, Day, Id, PartialDate, Statement, Tier};

use crate::evidence::topic::{Topic, is_about, speakers};
use crate::rights::lens::Lens;

/// Something that happened, or will, as far as is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub day: Day,
    /// What.
    pub what: EventKind,
    /// On whose word, the strongest first.
    pub sources: Vec<Id>,
}

/// What happened. Positions in lists of records are their places there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    /// An agreement was announced.
    Agreement(usize),
    /// A term began.
    TermBegins(Id),
    /// A term held for the last time the day before.
    TermEnds(Id),
    /// A dispute began.
    DisputeBegins(Id),
    /// A dispute was closed the day before.
    DisputeEnds(Id),
    /// A product was released.
    Release(Id),
    /// The stage of an offer changed; the second is the place in its list.
    Stage(Id, usize),
    /// An offer was seen to be where it was before.
    Sighting(Id, usize),
    /// Another host runs an offer.
    Host(Id, usize),
    /// A list price took effect; the second is the place in the offer's list.
    Price(Id, usize),
    /// A claim was made.
    Claim(usize),
    /// Something happened on a watched question.
    Development(usize, usize),
}

impl EventKind {
    /// The word for it, as people type it and scripts read it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Agreement(_) => "agreement",
            Self::TermBegins(_) => "term",
            Self::TermEnds(_) => "term-end",
            Self::DisputeBegins(_) => "dispute",
            Self::DisputeEnds(_) => "dispute-end",
            Self::Release(_) => "release",
            Self::Stage(..) => "stage",
            Self::Sighting(..) => "sighting",
            Self::Host(..) => "host",
            Self::Price(..) => "price",
            Self::Claim(_) => "claim",
            Self::Development(..) => "development",
        }
    }

    /// Every word.
    pub const WORDS: &[&str] = &[
        "agreement",
        "term",
        "term-end",
        "dispute",
        "dispute-end",
        "release",
        "stage",
        "sighting",
        "host",
        "price",
        "claim",
        "development",
    ];
}

/// Every event of a topic, oldest first.
pub fn events(topic: &Topic, lens: &Lens<'_>) -> Vec<Event> {
    let mut events = Vec::new();
    terms(topic, lens, &mut events);
    disputes(topic, lens, &mut events);
    offers(topic, lens, &mut events);
    releases(topic, lens, &mut events);
    told(topic, lens, &mut events);
    events.sort_by_key(|a| (a.day, a.what));
    events
}

fn terms(topic: &Topic, lens: &Lens<'_>, events: &mut Vec<Event>) {
    let catalog = lens.catalog;
    for position in catalog.term_ids().filter(|term| lens.term_strength(*term).is_some()) {
        let term = catalog.term(position);
        // What an agreement ends belongs to its story too.
        let ended_here = |id: Id| {
            catalog.superseding(position).any(|by| {
                catalog.agreement_of(by) == Some(id) && lens.believes(&catalog.term(by).sources)
            })
        };
        let ended = matches!(topic, Topic::Agreement(id) if ended_here(*id));
        if !ended && !topic.has_term(position, lens) {
            continue;
        }
        let sources = lens.voices(&term.sources);
        if !ended {
            events.push(Event {
                day: term.from.first_day(),
                what: EventKind::TermBegins(position),
                sources,
            });
        }
        if let Some(end) = lens.term_end(position) {
            let sources = ended_by(position, end, lens);
            events.push(Event { day: end.next(), what: EventKind::TermEnds(position), sources });
        }
    }
}

/// Who states the end of a term: of its own, or of what supersedes it.
fn ended_by(position: Id, end: Day, lens: &Lens<'_>) -> Vec<Id> {
    let term = lens.catalog.term(position);
    let by = lens.catalog.superseding(position).map(|by| lens.catalog.term(by));
    let mut by =
        by.filter(|by| by.from.first_day().previous() == end && lens.believes(&by.sources));
    by.next().map_or_else(|| lens.voices(term.end_sources()), |by| lens.voices(&by.sources))
}

fn disputes(topic: &Topic, lens: &Lens<'_>, events: &mut Vec<Event>) {
    let catalog = lens.catalog;
    for position in catalog.dispute_ids() {
        let dispute = catalog.dispute(position);
        if !topic.has_dispute(position, lens) || !lens.believes(&dispute.sources) {
            continue;
        }
        let begins = EventKind::DisputeBegins(position);
        events.push(Event {
            day: dispute.from.first_day(),
            what: begins,
            sources: lens.voices(&dispute.sources),
        });
        if let Some(end) = lens.dispute_end(position) {
            let sources = lens.voices(dispute.end_sources());
            events.push(Event { day: end.next(), what: EventKind::DisputeEnds(position), sources });
        }
    }
}

fn offers(topic: &Topic, lens: &Lens<'_>, events: &mut Vec<Event>) {
    let catalog = lens.catalog;
    for position in catalog.offer_ids() {
        if topic.has(position, lens) {
            stages(position, lens, events);
            hosts(position, lens, events);
            prices(position, lens, events);
        }
    }
}

fn stages(position: Id, lens: &Lens<'_>, events: &mut Vec<Event>) {
    let stages = lens.catalog.stages(lens.catalog.offer(position));
    let mut before: Option<(Availability, bool)> = None;
    for (place, stage) in stages.iter().enumerate() {
        if !lens.believes_stage(stage) {
            continue;
        }
        let now = (stage.stage, stage.regions.is_empty());
        let again = before == Some(now) && now.1;
        before = Some(now);
        let what = if again {
            EventKind::Sighting(position, place)
        } else {
            EventKind::Stage(position, place)
        };
        events.push(Event { day: stage.from, what, sources: lens.voices(stage.said()) });
    }
}

fn hosts(position: Id, lens: &Lens<'_>, events: &mut Vec<Event>) {
    for (place, hosting) in lens.catalog.offer(position).hosted_by.iter().enumerate() {
        if let (Some(day), true) =
            (hosting.from.map(PartialDate::first_day), lens.believes(&hosting.sources))
        {
            let what = EventKind::Host(position, place);
            events.push(Event { day, what, sources: lens.voices(&hosting.sources) });
        }
    }
}

/// Standard prices for short prompts that took effect on a known day: readings
/// only tell that a price was seen.
fn prices(position: Id, lens: &Lens<'_>, events: &mut Vec<Event>) {
    for (place, price) in lens.catalog.prices(lens.catalog.offer(position)).enumerate() {
        let plain = price.tier == Tier::Standard && price.context_over.is_none();
        if plain && price.dated != Dated::Observed && lens.believes(&price.sources) {
            let what = EventKind::Price(position, place);
            let day = lens.catalog.price_from(price);
            events.push(Event { day, what, sources: lens.voices(&price.sources) });
        }
    }
}

fn releases(topic: &Topic, lens: &Lens<'_>, events: &mut Vec<Event>) {
    for position in lens.catalog.product_ids() {
        let product = lens.catalog.product(position);
        let concerned = match topic {
            Topic::Everything => true,
            Topic::Product(of) => *of == position,
            Topic::Provider(provider) => lens.catalog.is_or_belongs_to(product.vendor, *provider),
            Topic::Offer(offer) => lens.catalog.offer(*offer).product == position,
            Topic::Service(_) | Topic::Agreement(_) => false,
        };
        if let (Some(day), true) = (product.released.map(PartialDate::first_day), concerned) {
            let sources = lens.voices(&product.sources);
            events.push(Event { day, what: EventKind::Release(position), sources });
        }
    }
}

/// What only the records tell: documents, claims, developments.
fn told(topic: &Topic, lens: &Lens<'_>, events: &mut Vec<Event>) {
    for (place, agreement) in lens.catalog.agreements.iter().enumerate() {
        let parties = || agreement.parties.iter().chain(&agreement.amends);
        let holds_term = |event: &Event| match event.what {
            EventKind::TermBegins(term) => lens.catalog.agreement_of(term) == Some(agreement.id),
            _ => false,
        };
        let concerned = match topic {
            Topic::Agreement(id) => agreement.id == *id || parties().any(|other| other == id),
            Topic::Provider(_) => is_about(topic, parties(), lens),
            Topic::Product(_) | Topic::Offer(_) => events.iter().any(holds_term),
            Topic::Service(_) => false,
            Topic::Everything => true,
        };
        let day = agreement.announced.first_day();
        let what = EventKind::Agreement(place);
        add(day, what, named(&agreement.sources), lens, events, concerned);
    }
    for (place, claim) in lens.catalog.claims.iter().enumerate() {
        let sides = claim.subjects.iter().chain(&claim.comparators);
        let ids = sides.filter_map(|side| side.product.as_ref()).chain([&claim.claimant]);
        let concerned = is_about(topic, ids, lens);
        let versions = claim.sources.iter().map(|version| &version.source);
        add(claim.date.first_day(), EventKind::Claim(place), versions, lens, events, concerned);
    }
    for (place, item) in lens.catalog.watchlist.iter().enumerate() {
        let concerned = is_about(topic, item.about.iter(), lens);
        for (nth, development) in item.developments.iter().enumerate() {
            let what = EventKind::Development(place, nth);
            let day = development.date.first_day();
            add(day, what, named(&development.sources), lens, events, concerned);
        }
    }
}

/// The sources that statements name.
fn named(statements: &[Statement]) -> impl Iterator<Item = &Id> {
    statements.iter().map(|statement| &statement.source)
}

fn add<'i>(
    day: Day,
    what: EventKind,
    sources: impl Iterator<Item = &'i Id>,
    lens: &Lens<'_>,
    events: &mut Vec<Event>,
    concerned: bool,
) {
    let sources = speakers(sources, lens);
    if concerned && !sources.is_empty() {
        events.push(Event { day, what, sources });
    }
}
