//! What is believed: the data seen through a choice of sources.

use crate::data::facts::{ClassIx, DisputeIx, Facts, ProviderIx, SourceIx, TermIx, Voices};
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

/// How a term looks through the lens.
#[derive(Clone, Copy, Debug)]
struct Seen {
    /// The best class that asserts it; nothing where it is not believed.
    strength: Option<EvidenceClass>,
    /// The last day on which it holds, where its end is believed.
    end: Option<Day>,
}

/// The facts, with the belief in each term, dispute and membership worked out
/// once for a choice of sources.
pub struct Lens<'f> {
    /// The facts behind it.
    pub facts: &'f Facts,
    admitted: Vec<bool>,
    terms: Vec<Seen>,
    disputes: Vec<Seen>,
    members: Vec<(Tri, Option<EvidenceClass>)>,
}

impl<'f> Lens<'f> {
    /// Looks at the facts through a choice of sources.
    pub fn new(facts: &'f Facts, filter: &Filter) -> Self {
        let admits = |position: SourceIx| {
            let source = &facts[position];
            filter.known_by.is_none_or(|day| source.published <= day)
                && filter.evidence.is_none_or(|class| source.class >= class)
                && (filter.according_to.is_empty() || filter.according_to.contains(&position))
                && !filter.without_sources.contains(&position)
                && !facts.withdrawn.contains(&position)
        };
        let mut lens = Self {
            facts,
            admitted: SourceIx::all(facts).map(admits).collect(),
            terms: Vec::new(),
            disputes: Vec::new(),
            members: Vec::new(),
        };
        lens.terms =
            TermIx::all(facts).map(|term| lens.see_term(term, &filter.without_terms)).collect();
        lens.disputes = DisputeIx::all(facts)
            .map(|dispute| lens.see_dispute(dispute, &filter.without_disputes))
            .collect();
        lens.members = lens.see_members();
        lens
    }

    /// Whether a source is admitted.
    pub fn admits(&self, source: SourceIx) -> bool {
        self.admitted.get(usize::from(source.0)).copied().unwrap_or(false)
    }

    /// Whether every source is admitted.
    pub fn admits_all(&self) -> bool {
        self.admitted.iter().all(|admitted| *admitted)
    }

    /// The best class among the admitted sources that assert something, unless
    /// a strictly stronger one denies it.
    pub fn strength(&self, said: Voices) -> Option<EvidenceClass> {
        let best = |denies: bool| {
            let voices = self
                .facts
                .said(said)
                .filter(|voice| voice.denies == denies && self.admits(voice.source));
            voices.map(|voice| self.facts[voice.source].class).max()
        };
        let asserted = best(false)?;
        best(true).is_none_or(|denied| denied <= asserted).then_some(asserted)
    }

    /// Whether something is believed.
    pub fn believes(&self, said: Voices) -> bool {
        self.strength(said).is_some()
    }

    /// The admitted sources that assert something, strongest first.
    pub fn voices(&self, said: Voices) -> Vec<SourceIx> {
        let mut voices: Vec<SourceIx> = self
            .facts
            .said(said)
            .filter(|voice| !voice.denies && self.admits(voice.source))
            .map(|voice| voice.source)
            .collect();
        voices.sort_by_key(|source| {
            (std::cmp::Reverse(self.facts[*source].class), self.facts[*source].published, *source)
        });
        voices.dedup();
        voices
    }

    fn see_term(&self, position: TermIx, without: &[TermIx]) -> Seen {
        let term = &self.facts[position];
        let stated = term.until.filter(|_| self.believes(term.until_said));
        let superseded = term.superseded_by.iter().filter(|by| !without.contains(by));
        let superseded = superseded.map(|by| &self.facts[*by]).filter(|by| self.believes(by.said));
        Seen {
            strength: self.strength(term.said).filter(|_| !without.contains(&position)),
            end: stated.into_iter().chain(superseded.map(|by| by.from.previous())).min(),
        }
    }

    fn see_dispute(&self, position: DisputeIx, without: &[DisputeIx]) -> Seen {
        let dispute = &self.facts[position];
        Seen {
            strength: self.strength(dispute.said).filter(|_| !without.contains(&position)),
            end: dispute.until.filter(|_| self.believes(dispute.until_said)),
        }
    }

    fn see_members(&self) -> Vec<(Tri, Option<EvidenceClass>)> {
        let facts = self.facts;
        let classes = ClassIx::all(facts);
        classes
            .flat_map(|class| ProviderIx::all(facts).map(move |p| (class, p)))
            .map(|(class, p)| self.see_member(class, p))
            .collect()
    }

    fn see_member(&self, class: ClassIx, provider: ProviderIx) -> (Tri, Option<EvidenceClass>) {
        let mut best: Option<(EvidenceClass, Tri)> = None;
        for member in self.facts[class].members.iter().filter(|m| m.provider == provider) {
            let Some(strength) = self.strength(member.said) else { continue };
            best = match best {
                Some((class, _)) if class > strength => best,
                Some((class, said)) if class == strength && said != member.member => {
                    Some((class, Tri::Unknown))
                }
                _ => Some((strength, member.member)),
            };
        }
        match best {
            Some((strength, member)) => (member, Some(strength)),
            None => match self.facts[provider].kind {
                ProviderKind::Cloud | ProviderKind::Host => (Tri::Unknown, None),
                _ => (Tri::No, None),
            },
        }
    }

    /// Whether a provider belongs to a class, and the strength of the evidence.
    pub fn member(&self, class: ClassIx, provider: ProviderIx) -> (Tri, Option<EvidenceClass>) {
        let place = usize::from(class.0) * self.facts.providers.len() + usize::from(provider.0);
        self.members.get(place).copied().unwrap_or((Tri::Unknown, None))
    }

    /// The strength of a believed term.
    pub fn term_strength(&self, term: TermIx) -> Option<EvidenceClass> {
        self.terms.get(usize::from(term.0)).and_then(|seen| seen.strength)
    }

    /// The last day of a term, where its end is believed.
    pub fn term_end(&self, term: TermIx) -> Option<Day> {
        self.terms.get(usize::from(term.0)).and_then(|seen| seen.end)
    }

    /// Whether a term is believed and holds on a day.
    pub fn in_force(&self, term: TermIx, day: Day) -> bool {
        self.term_strength(term).is_some()
            && self.facts[term].from <= day
            && self.term_end(term).is_none_or(|end| day <= end)
    }

    /// The last day of a dispute, where its end is believed.
    pub fn dispute_end(&self, dispute: DisputeIx) -> Option<Day> {
        self.disputes.get(usize::from(dispute.0)).and_then(|seen| seen.end)
    }

    /// Whether a dispute is believed and open on a day.
    pub fn is_open(&self, dispute: DisputeIx, day: Day) -> bool {
        let believed =
            self.disputes.get(usize::from(dispute.0)).is_some_and(|seen| seen.strength.is_some());
        believed
            && self.facts[dispute].from <= day
            && self.dispute_end(dispute).is_none_or(|end| day <= end)
    }
}
