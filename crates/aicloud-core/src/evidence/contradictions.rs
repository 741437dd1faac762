//! Where sources contradict one another, and what settles it.
//!
//! Five kinds: the questions that the data keeps as conflict records, terms that
//! one source states and another denies, days of withdrawal that differ, claims
//! whose factor changed on the way, and prices between which the stated order of evidence does not settle.

use std::collections::BTreeMap;

use crate::model::{
    Availability, Claim, ClaimVersion, Conflict, Day, EvidenceClass, Id, PrecedenceRule,
    PriceState, Stance, Usd,
};

use crate::claims::claimed::Claimed;
use crate::evidence::topic::{Topic, is_about, speakers};
use crate::prices::meters::Meters;
use crate::prices::settle::{Settled, settled};
use crate::prices::slot::Slot;
use crate::rights::lens::Lens;

/// Statements that contradict one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The id of its record, or of what it is about and how.
    pub id: String,
    /// What it is about: an offer, a term, a product.
    pub subject: String,
    /// What is stated differently: a field, or the question in words.
    pub field: Field,
    /// The answers, the one that holds first, then by when they were first given.
    pub sides: Vec<StatedSide>,
    /// The rule that settles it, where one does.
    pub decided_by: Option<PrecedenceRule>,
    /// Whether it is still open.
    pub open: bool,
    /// The day on which the second answer was published.
    pub since: Day,
    /// Why it is settled as it is, or what would settle it.
    pub note: Option<String>,
}

/// What sources contradict one another about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// A question that the data words.
    Question(String),
    /// Whether a term holds.
    Term(Id),
    /// On which day an offer is withdrawn.
    Withdrawal(Id),
    /// The price of an offer, in a scope and a tier.
    Price(Id, String),
    /// What factor somebody claims: the claim in words.
    Claim(String),
}

impl Field {
    /// The word that scripts read.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Question(_) => "question",
            Self::Term(_) => "term",
            Self::Withdrawal(_) => "retired",
            Self::Price(..) => "price",
            Self::Claim(_) => "claim",
        }
    }
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedSide {
    /// The answer.
    pub says: String,
    /// Whether it holds.
    pub holds: bool,
    /// Who gives it, the strongest first.
    pub sources: Vec<Id>,
    /// How many of them speak for themselves: what repeats another is no voice
    /// of its own.
    pub voices: usize,
}

/// Every contradiction of a topic: the records first, by id, then what the
/// facts themselves show.
pub fn contradictions(topic: &Topic, day: Day, lens: &Lens<'_>) -> Vec<Contradiction> {
    let heard = Heard::new(lens);
    let mut found: Vec<Contradiction> = lens
        .catalog
        .conflicts
        .iter()
        .filter(|conflict| is_about(topic, conflict.about.iter(), lens))
        .filter_map(|conflict| recorded(conflict, &heard))
        .collect();
    found.extend(denied(topic, &heard));
    found.extend(retold(topic, &heard));
    for offer in lens.catalog.offer_ids().filter(|offer| topic.has(*offer, lens)) {
        found.extend(withdrawn(offer, &heard));
        let prices = settled(lens.catalog.offer(offer), day, None, lens);
        found.extend(prices.iter().filter_map(|price| priced(offer, price, &heard)));
    }
    found
}

/// Who is heard, and who only repeats whom.
struct Heard<'l, 'f> {
    lens: &'l Lens<'f>,
    repeats: BTreeMap<&'l str, &'l [Id]>,
}

impl<'l, 'f> Heard<'l, 'f> {
    fn new(lens: &'l Lens<'f>) -> Self {
        let derived = lens.catalog.sources.iter().filter(|source| !source.derives_from.is_empty());
        let repeats =
            derived.map(|source| (source.id.as_str(), source.derives_from.as_slice())).collect();
        Self { lens, repeats }
    }

    fn side(&self, says: String, holds: bool, sources: Vec<Id>) -> StatedSide {
        let catalog = self.lens.catalog;
        let repeats = |source: &&Id| {
            let from = self.repeats.get(&*catalog.source(**source).id).copied().unwrap_or_default();
            from.iter()
                .any(|id| sources.iter().any(|other| *catalog.source(*other).id == *id.as_str()))
        };
        let voices = sources.len() - sources.iter().filter(repeats).count();
        StatedSide { says, holds, voices: voices.max(1), sources }
    }

    /// When a side was first given.
    fn first(&self, side: &StatedSide) -> Day {
        let published = side.sources.iter().map(|source| self.lens.catalog.published(*source));
        published.min().unwrap_or(Day::EPOCH)
    }

    fn best(&self, side: &StatedSide) -> Option<EvidenceClass> {
        self.lens.catalog.strongest(&side.sources)
    }

    /// Sides in order, and since when there are two of them; nothing where only
    /// one is heard.
    fn order(&self, mut sides: Vec<StatedSide>) -> Option<(Vec<StatedSide>, Day)> {
        sides.retain(|side| !side.sources.is_empty());
        let mut firsts: Vec<Day> = sides.iter().map(|side| self.first(side)).collect();
        firsts.sort_unstable();
        let since = *firsts.get(1)?;
        sides.sort_by_key(|side| (!side.holds, self.first(side)));
        Some((sides, since))
    }
}

/// A conflict record, as far as its sides are heard: what settles it only
/// counts once the answer that holds has been given.
fn recorded(conflict: &Conflict, heard: &Heard<'_, '_>) -> Option<Contradiction> {
    let side = |side: &crate::model::ConflictSide| {
        heard.side(side.says.clone(), side.holds, speakers(side.sources.iter(), heard.lens))
    };
    let (sides, since) = heard.order(conflict.sides.iter().map(side).collect())?;
    let settled = !conflict.open && sides.first().is_some_and(|side| side.holds);
    Some(Contradiction {
        id: conflict.id.to_string(),
        subject: conflict.about.first().map(Id::to_string).unwrap_or_default(),
        field: Field::Question(conflict.question.clone()),
        sides,
        decided_by: conflict.decided_by.filter(|_| settled),
        open: !settled,
        since,
        // A note was written with everything in sight.
        note: conflict.note.clone().filter(|_| heard.lens.admits_all()),
    })
}

/// Terms that one source states and another denies.
fn denied(topic: &Topic, heard: &Heard<'_, '_>) -> Vec<Contradiction> {
    let lens = heard.lens;
    let one = |position: Id| {
        let term = lens.catalog.term(position);
        let id: Id = term.id.parse().ok()?;
        if !is_about(topic, [&id].into_iter(), lens) {
            return None;
        }
        let [asserts, denies] =
            [Stance::Asserts, Stance::Denies].map(|stance| lens.taking(stance, &term.sources));
        let believed = lens.believes(&term.sources);
        let asserts = heard.side("it is so".to_owned(), believed, asserts);
        let denies = heard.side("it is not so".to_owned(), !believed, denies);
        let even = heard.best(&asserts) == heard.best(&denies);
        let (sides, since) = heard.order(vec![asserts, denies])?;
        Some(Contradiction {
            id: format!("denied:{}", term.id),
            subject: term.id.to_string(),
            field: Field::Term(position),
            sides,
            decided_by: (!even).then_some(PrecedenceRule::Authority),
            open: even,
            since,
            note: None,
        })
    };
    lens.catalog.term_ids().filter_map(one).collect()
}

/// Claims whose factor is another in another source: the claimant's own words hold,
/// and nothing settles between retellings alone.
fn retold(topic: &Topic, heard: &Heard<'_, '_>) -> Vec<Contradiction> {
    let lens = heard.lens;
    let one = |claim: &Claim| {
        let sides = claim.subjects.iter().chain(&claim.comparators);
        let about = sides.filter_map(|side| side.product.as_ref()).chain([&claim.claimant]);
        if !is_about(topic, about, lens) {
            return None;
        }
        let mut told: Vec<(String, Vec<&ClaimVersion>)> = Vec::new();
        for version in &claim.sources {
            let says = Claimed::in_version(claim, version).words();
            match told.iter_mut().find(|(known, _)| *known == says) {
                Some((_, versions)) => versions.push(version),
                None => told.push((says, vec![version])),
            }
        }
        let side = |(says, versions): (String, Vec<&ClaimVersion>)| {
            let by = |own: bool| {
                let versions = versions.iter().filter(move |version| !own || version.own_words);
                speakers(versions.map(|version| &version.source), lens)
            };
            heard.side(says, !by(true).is_empty(), by(false))
        };
        let (sides, since) = heard.order(told.into_iter().map(side).collect())?;
        let settled = sides.iter().filter(|side| side.holds).count() == 1;
        Some(Contradiction {
            id: format!("claim:{}", claim.id),
            subject: claim.id.to_string(),
            field: Field::Claim(claim.says.clone()),
            sides,
            decided_by: settled.then_some(PrecedenceRule::Authority),
            open: !settled,
            since,
            note: None,
        })
    };
    lens.catalog.claims.iter().filter_map(one).collect()
}

/// Days of withdrawal of one offer that differ, where no record speaks of them.
fn withdrawn(position: Id, heard: &Heard<'_, '_>) -> Option<Contradiction> {
    let lens = heard.lens;
    let offer = lens.catalog.offer(position);
    let told = |conflict: &Conflict| conflict.about.iter().any(|id| *offer.id == *id.as_str());
    if lens.catalog.conflicts.iter().any(told) {
        return None;
    }
    let mut days: Vec<(Day, Vec<Id>)> = Vec::new();
    // A day that its own source has moved since contradicts nothing.
    let gone = lens.catalog.stages(offer).into_iter();
    let gone = gone.filter(|s| s.stage == Availability::Retired && lens.believes_stage(s));
    for stage in gone.filter(|stage| stage.regions.is_empty()) {
        let sources = lens.voices(stage.said());
        match days.iter_mut().find(|(day, _)| *day == stage.from) {
            Some((_, known)) => known.extend(sources),
            None => days.push((stage.from, sources)),
        }
    }
    let best = |sources: &[Id]| lens.catalog.strongest(sources);
    let top = EvidenceClass::strongest(days.iter().filter_map(|(_, sources)| best(sources)))?;
    let leading = days.iter().filter(|(_, sources)| best(sources) == Some(top)).count();
    let side = |(day, sources): &(Day, Vec<Id>)| {
        let holds = leading == 1 && best(sources) == Some(top);
        heard.side(format!("on {day}"), holds, lens.catalog.ranked(sources.clone()))
    };
    let (sides, since) = heard.order(days.iter().map(side).collect())?;
    Some(Contradiction {
        id: format!("retired:{}", offer.id),
        subject: offer.id.to_string(),
        field: Field::Withdrawal(position),
        sides,
        decided_by: (leading == 1).then_some(PrecedenceRule::Authority),
        open: leading > 1,
        since,
        note: None,
    })
}

/// A price with others that nothing settles between.
fn priced(position: Id, price: &Settled<'_>, heard: &Heard<'_, '_>) -> Option<Contradiction> {
    if !price.contested_at_heart() {
        return None;
    }
    let lens = heard.lens;
    let slot = slot_words(&price.slot);
    let mut sides =
        vec![heard.side(amounts(&price.meters, price.state), true, price.sources(lens))];
    for other in price.contests() {
        let says = amounts(&Meters::of(other), other.state);
        sides.push(heard.side(says, false, lens.voices(&other.sources)));
    }
    let (mut sides, since) = heard.order(sides)?;
    for side in &mut sides {
        side.holds = false;
    }
    let offer = lens.catalog.offer(position);
    Some(Contradiction {
        id: format!("price:{}:{}", offer.id, slot.replace(' ', "-")),
        subject: offer.id.to_string(),
        field: Field::Price(position, slot),
        sides,
        decided_by: None,
        open: true,
        since,
        note: None,
    })
}

/// A slot in words: `global standard`, `geography us batch above 272000`.
fn slot_words(slot: &Slot<'_>) -> String {
    let mut words = vec![slot.scope.word().to_owned()];
    words.extend(slot.within.iter().map(std::string::ToString::to_string));
    words.push(slot.tier.word().to_owned());
    words.extend(slot.context_over.map(|over| format!("above {over}")));
    words.join(" ")
}

fn amounts(meters: &Meters, state: PriceState) -> String {
    let amount = |usd: Option<Usd>| usd.map_or("-".to_owned(), Usd::cents);
    match state {
        PriceState::Priced => format!("{} in, {} out", amount(meters.input), amount(meters.output)),
        PriceState::NotPublished => "not published".to_owned(),
        PriceState::Free => "free".to_owned(),
        PriceState::Included => "included".to_owned(),
    }
}
