//! What is believed: the data seen through a choice of sources.

use crate::catalog::{Catalog, Milestone};
use std::cell::OnceCell;

use crate::model::{Day, EvidenceClass, Id, Kind, Price, ProviderKind, Stance, Statement, Tri};

/// Which sources to believe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only sources published by this day.
    pub known_by: Option<Day>,
    /// Only sources of this class or a stronger one.
    pub evidence: Option<EvidenceClass>,
    /// Only these sources; all where empty.
    pub according_to: Vec<Id>,
    /// Not these sources: to try what would change without them.
    pub without_sources: Vec<Id>,
    /// Not these terms.
    pub without_terms: Vec<Id>,
    /// Not these disputes.
    pub without_disputes: Vec<Id>,
}

/// What is left out, to try what would change without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Without {
    /// A term.
    Term(Id),
    /// A source.
    Source(Id),
    /// A dispute.
    Dispute(Id),
}

/// How a term looks through the lens.
#[derive(Clone, Copy, Debug)]
struct Seen {
    /// The best class that asserts it; nothing where it is not believed.
    strength: Option<EvidenceClass>,
    /// The last day on which it holds, where its end is believed.
    end: Option<Day>,
}

/// Whether a provider belongs to a class, and the strength of the evidence.
type Membership = (Tri, Option<EvidenceClass>);

/// The facts, with the belief in each term, dispute and membership worked out
/// once for a choice of sources, when it is first asked for: a decision looks at
/// few of them, and what would flip it is found by looking through many lenses.
pub struct Lens<'f> {
    /// The facts behind it.
    pub catalog: &'f Catalog,
    filter: Filter,
    terms: Vec<OnceCell<Seen>>,
    disputes: Vec<OnceCell<Seen>>,
    members: Vec<OnceCell<Membership>>,
}

impl<'f> Lens<'f> {
    /// Looks at the facts through a choice of sources.
    pub fn new(catalog: &'f Catalog, filter: &Filter) -> Self {
        Self {
            catalog,
            filter: filter.clone(),
            terms: vec![OnceCell::new(); catalog.count(Kind::Term)],
            disputes: vec![OnceCell::new(); catalog.count(Kind::Dispute)],
            members: vec![OnceCell::new(); catalog.classes.len() * catalog.providers.len()],
        }
    }

    /// The same with some terms, disputes and sources left out.
    #[must_use]
    pub fn without(&self, set: &[Without]) -> Self {
        let mut filter = self.filter.clone();
        for one in set {
            match *one {
                Without::Term(term) => filter.without_terms.push(term),
                Without::Dispute(dispute) => filter.without_disputes.push(dispute),
                Without::Source(source) => filter.without_sources.push(source),
            }
        }
        Self::new(self.catalog, &filter)
    }

    /// Whether a source is admitted. Worked out when it is asked: a decision asks of
    /// few sources, whatever number there is.
    pub fn admits(&self, source: Id) -> bool {
        let Filter { known_by, evidence, according_to, without_sources, .. } = &self.filter;
        known_by.is_none_or(|day| self.catalog.published(source) <= day)
            && evidence.is_none_or(|class| self.catalog.evidence_of(source).is_at_least(class))
            && (according_to.is_empty() || according_to.contains(&source))
            && !without_sources.contains(&source)
            && !self.catalog.is_withdrawn(source)
    }

    /// Whether every source is admitted.
    pub fn admits_all(&self) -> bool {
        self.catalog.source_ids().all(|source| self.admits(source))
    }

    /// The best class among the admitted sources that assert something, unless
    /// a strictly stronger one denies it.
    pub fn strength<'s>(
        &self,
        said: impl IntoIterator<Item = &'s Statement> + Clone,
    ) -> Option<EvidenceClass> {
        self.strength_without(said, &[])
    }

    /// The same without some sources.
    pub fn strength_without<'s, S: IntoIterator<Item = &'s Statement> + Clone>(
        &self,
        said: S,
        without: &[Id],
    ) -> Option<EvidenceClass> {
        let best = |said: S, stance: Stance| {
            let said = said.into_iter().filter(|one| one.stance == stance).map(|one| one.source);
            let heard = said.filter(|source| self.admits(*source) && !without.contains(source));
            EvidenceClass::strongest(heard.map(|source| self.catalog.evidence_of(source)))
        };
        let asserted = best(said.clone(), Stance::Asserts)?;
        let denied = best(said, Stance::Denies);
        denied.is_none_or(|denied| asserted.is_at_least(denied)).then_some(asserted)
    }

    /// Whether something is believed.
    pub fn believes<'s>(&self, said: impl IntoIterator<Item = &'s Statement> + Clone) -> bool {
        self.strength(said).is_some()
    }

    /// Whether a stage is believed, on its own date.
    pub fn believes_stage(&self, stage: &Milestone<'_>) -> bool {
        self.believes(stage.said()) && !self.believes(stage.moved_by())
    }

    /// The admitted sources that assert something, strongest first.
    pub fn voices<'s>(&self, said: impl IntoIterator<Item = &'s Statement>) -> Vec<Id> {
        self.taking(Stance::Asserts, said)
    }

    /// The admitted sources that take a stance on something, strongest first.
    pub fn taking<'s>(
        &self,
        stance: Stance,
        said: impl IntoIterator<Item = &'s Statement>,
    ) -> Vec<Id> {
        let said = said.into_iter().filter(|one| one.stance == stance);
        let heard = said.map(|one| one.source).filter(|source| self.admits(*source));
        self.catalog.ranked(heard.collect())
    }

    fn term(&self, position: Id) -> Option<Seen> {
        let cell = self.terms.get(self.catalog.rank(Kind::Term, position))?;
        Some(*cell.get_or_init(|| self.see_term(position)))
    }

    fn dispute(&self, position: Id) -> Option<Seen> {
        let cell = self.disputes.get(self.catalog.rank(Kind::Dispute, position))?;
        Some(*cell.get_or_init(|| self.see_dispute(position)))
    }

    fn see_term(&self, position: Id) -> Seen {
        let term = self.catalog.term(position);
        let stated = term.last_day().filter(|_| self.believes(term.end_sources()));
        let superseding = self.catalog.superseding(position);
        let superseded = superseding.filter(|by| !self.filter.without_terms.contains(by));
        let superseded = superseded.map(|by| self.catalog.term(by));
        let superseded = superseded.filter(|by| self.believes(&by.sources));
        let left_out = self.filter.without_terms.contains(&position);
        Seen {
            strength: self.strength(&term.sources).filter(|_| !left_out),
            end: stated
                .into_iter()
                .chain(superseded.map(|by| by.from.first_day().previous()))
                .min(),
        }
    }

    fn see_dispute(&self, position: Id) -> Seen {
        let dispute = self.catalog.dispute(position);
        let left_out = self.filter.without_disputes.contains(&position);
        Seen {
            strength: self.strength(&dispute.sources).filter(|_| !left_out),
            end: dispute.last_day().filter(|_| self.believes(dispute.end_sources())),
        }
    }

    fn see_member(&self, class: Id, provider: Id) -> Membership {
        let mut best: Option<(EvidenceClass, Tri)> = None;
        for member in self.catalog.class(class).members.iter().filter(|m| m.provider == provider) {
            let Some(strength) = self.strength(&member.sources) else { continue };
            best = match best {
                Some((class, _)) if strength.is_weaker_than(class) => best,
                Some((class, said)) if class == strength && said != member.member => {
                    Some((class, Tri::Unknown))
                }
                _ => Some((strength, member.member)),
            };
        }
        match best {
            Some((strength, member)) => (member, Some(strength)),
            None => match self.catalog.provider(provider).kind {
                ProviderKind::Cloud | ProviderKind::Host => (Tri::Unknown, None),
                _ => (Tri::No, None),
            },
        }
    }

    /// Whether a provider belongs to a class, and the strength of the evidence.
    pub fn member(&self, class: Id, provider: Id) -> Membership {
        let (class_at, at) =
            (self.catalog.rank(Kind::Class, class), self.catalog.rank(Kind::Provider, provider));
        let place = class_at * self.catalog.providers.len() + at;
        let seen = self.members.get(place);
        seen.map_or((Tri::Unknown, None), |cell| {
            *cell.get_or_init(|| self.see_member(class, provider))
        })
    }

    /// The strength of a believed term.
    pub fn term_strength(&self, term: Id) -> Option<EvidenceClass> {
        self.term(term)?.strength
    }

    /// The last day of a term, where its end is believed.
    pub fn term_end(&self, term: Id) -> Option<Day> {
        self.term(term)?.end
    }

    /// The last day of a price, where its end is believed.
    pub fn price_end(&self, price: &Price) -> Option<Day> {
        price.last_day().filter(|_| self.believes(price.end_sources()))
    }

    /// Whether a term is believed and holds on a day.
    pub fn in_force(&self, term: Id, day: Day) -> bool {
        self.catalog.term(term).from.first_day() <= day
            && self.term_strength(term).is_some()
            && self.term_end(term).is_none_or(|end| day <= end)
    }

    /// The last day of a dispute, where its end is believed.
    pub fn dispute_end(&self, dispute: Id) -> Option<Day> {
        self.dispute(dispute)?.end
    }

    /// Whether a dispute is believed and open on a day.
    pub fn is_open(&self, dispute: Id, day: Day) -> bool {
        self.catalog.dispute(dispute).from.first_day() <= day
            && self.dispute(dispute).is_some_and(|seen| {
                seen.strength.is_some() && seen.end.is_none_or(|end| day <= end)
            })
    }
}
