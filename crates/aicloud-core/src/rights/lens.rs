//! What is believed: the data seen through a choice of sources.

use std::cell::OnceCell;

use crate::facts::{
    ClassIx, DisputeIx, Facts, PriceFact, ProviderIx, SourceIx, StageFact, TermIx, Voices,
};
use crate::model::{Day, EvidenceClass, ProviderKind, Tri};

/// Which sources to believe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only sources published by this day.
    pub known_by: Option<Day>,
    /// Only sources of this class or a stronger one.
    pub evidence: Option<EvidenceClass>,
    /// Only these sources; all where empty.
    pub according_to: Vec<SourceIx>,
    /// Not these sources: to try what would change without them.
    pub without_sources: Vec<SourceIx>,
    /// Not these terms.
    pub without_terms: Vec<TermIx>,
    /// Not these disputes.
    pub without_disputes: Vec<DisputeIx>,
}

/// What is left out, to try what would change without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Without {
    /// A term.
    Term(TermIx),
    /// A source.
    Source(SourceIx),
    /// A dispute.
    Dispute(DisputeIx),
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
    pub facts: &'f Facts,
    filter: Filter,
    terms: Vec<OnceCell<Seen>>,
    disputes: Vec<OnceCell<Seen>>,
    members: Vec<OnceCell<Membership>>,
}

impl<'f> Lens<'f> {
    /// Looks at the facts through a choice of sources.
    pub fn new(facts: &'f Facts, filter: &Filter) -> Self {
        Self {
            facts,
            filter: filter.clone(),
            terms: vec![OnceCell::new(); facts.terms.len()],
            disputes: vec![OnceCell::new(); facts.disputes.len()],
            members: vec![OnceCell::new(); facts.classes.len() * facts.providers.len()],
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
        Self::new(self.facts, &filter)
    }

    /// Whether a source is admitted. Worked out when it is asked: a decision asks of
    /// few sources, whatever number there is.
    pub fn admits(&self, source: SourceIx) -> bool {
        let Filter { known_by, evidence, according_to, without_sources, .. } = &self.filter;
        known_by.is_none_or(|day| self.facts.source(source).published <= day)
            && evidence.is_none_or(|class| self.facts.evidence_of(source).is_at_least(class))
            && (according_to.is_empty() || according_to.contains(&source))
            && !without_sources.contains(&source)
            && !self.facts.withdrawn.contains(&source)
    }

    /// Whether every source is admitted.
    pub fn admits_all(&self) -> bool {
        SourceIx::all(self.facts).all(|source| self.admits(source))
    }

    /// The best class among the admitted sources that assert something, unless
    /// a strictly stronger one denies it.
    pub fn strength(&self, said: Voices) -> Option<EvidenceClass> {
        self.strength_without(said, &[])
    }

    /// The same without some sources.
    pub fn strength_without(&self, said: Voices, without: &[SourceIx]) -> Option<EvidenceClass> {
        let admits = |source| self.admits(source) && !without.contains(&source);
        let best = |denies: bool| {
            let voices = self
                .facts
                .said(said)
                .filter(|voice| voice.denies == denies && admits(voice.source));
            EvidenceClass::strongest(voices.map(|voice| self.facts.evidence_of(voice.source)))
        };
        let asserted = best(false)?;
        best(true).is_none_or(|denied| asserted.is_at_least(denied)).then_some(asserted)
    }

    /// Whether something is believed.
    pub fn believes(&self, said: Voices) -> bool {
        self.strength(said).is_some()
    }

    /// Whether a stage is believed, on its own date.
    pub fn believes_stage(&self, stage: &StageFact) -> bool {
        self.believes(stage.said) && (stage.moved_by.count == 0 || !self.believes(stage.moved_by))
    }

    /// The admitted sources that assert something, strongest first.
    pub fn voices(&self, said: Voices) -> Vec<SourceIx> {
        let heard = self.facts.said(said).filter(|voice| !voice.denies);
        let heard = heard.map(|voice| voice.source).filter(|source| self.admits(*source));
        self.facts.ranked(heard.collect())
    }

    fn term(&self, position: TermIx) -> Option<Seen> {
        let cell = self.terms.get(position.place())?;
        Some(*cell.get_or_init(|| self.see_term(position)))
    }

    fn dispute(&self, position: DisputeIx) -> Option<Seen> {
        let cell = self.disputes.get(position.place())?;
        Some(*cell.get_or_init(|| self.see_dispute(position)))
    }

    fn see_term(&self, position: TermIx) -> Seen {
        let term = self.facts.term(position);
        let stated = term.until.filter(|_| self.believes(term.until_said));
        let superseded =
            term.superseded_by.iter().filter(|by| !self.filter.without_terms.contains(by));
        let superseded =
            superseded.map(|by| self.facts.term(*by)).filter(|by| self.believes(by.said));
        let left_out = self.filter.without_terms.contains(&position);
        Seen {
            strength: self.strength(term.said).filter(|_| !left_out),
            end: stated.into_iter().chain(superseded.map(|by| by.from.previous())).min(),
        }
    }

    fn see_dispute(&self, position: DisputeIx) -> Seen {
        let dispute = self.facts.dispute(position);
        let left_out = self.filter.without_disputes.contains(&position);
        Seen {
            strength: self.strength(dispute.said).filter(|_| !left_out),
            end: dispute.until.filter(|_| self.believes(dispute.until_said)),
        }
    }

    fn see_member(&self, class: ClassIx, provider: ProviderIx) -> Membership {
        let mut best: Option<(EvidenceClass, Tri)> = None;
        for member in self.facts.class(class).members.iter().filter(|m| m.provider == provider) {
            let Some(strength) = self.strength(member.said) else { continue };
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
            None => match self.facts.provider(provider).kind {
                ProviderKind::Cloud | ProviderKind::Host => (Tri::Unknown, None),
                _ => (Tri::No, None),
            },
        }
    }

    /// Whether a provider belongs to a class, and the strength of the evidence.
    pub fn member(&self, class: ClassIx, provider: ProviderIx) -> Membership {
        let place = class.place() * self.facts.providers.len() + provider.place();
        let seen = self.members.get(place);
        seen.map_or((Tri::Unknown, None), |cell| {
            *cell.get_or_init(|| self.see_member(class, provider))
        })
    }

    /// The strength of a believed term.
    pub fn term_strength(&self, term: TermIx) -> Option<EvidenceClass> {
        self.term(term)?.strength
    }

    /// The last day of a term, where its end is believed.
    pub fn term_end(&self, term: TermIx) -> Option<Day> {
        self.term(term)?.end
    }

    /// The last day of a price, where its end is believed.
    pub fn price_end(&self, price: &PriceFact) -> Option<Day> {
        price.until.filter(|_| self.believes(price.until_said))
    }

    /// Whether a term is believed and holds on a day.
    pub fn in_force(&self, term: TermIx, day: Day) -> bool {
        self.facts.term(term).from <= day
            && self.term_strength(term).is_some()
            && self.term_end(term).is_none_or(|end| day <= end)
    }

    /// The last day of a dispute, where its end is believed.
    pub fn dispute_end(&self, dispute: DisputeIx) -> Option<Day> {
        self.dispute(dispute)?.end
    }

    /// Whether a dispute is believed and open on a day.
    pub fn is_open(&self, dispute: DisputeIx, day: Day) -> bool {
        self.facts.dispute(dispute).from <= day
            && self.dispute(dispute).is_some_and(|seen| {
                seen.strength.is_some() && seen.end.is_none_or(|end| day <= end)
            })
    }
}
