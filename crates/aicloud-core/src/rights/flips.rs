//! What would change an answer: the smallest sets of terms and disputes, and of
//! sources, without which it would differ.

use crate::catalog::Catalog;
use crate::few::Few;
use crate::model::{Id, Statement};
use crate::rights::decide::{Decision, right_in};
use crate::rights::hindsight;
use crate::rights::hindsight::speakers;
pub use crate::rights::lens::Without;
use crate::rights::lens::{Filter, Lens};
use crate::rights::question::{Question, Right};
use crate::rights::side::Why;
use crate::rights::world::World;

/// Something without which the answer would be another; without less of it, it
/// would be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// What is left out.
    pub without: Vec<Without>,
    /// The answer then.
    pub right: Right,
}

/// Sets of this many are searched through as far as there are few candidates.
const LARGEST_SET: usize = 3;
/// More candidates than this are tried in pairs only.
const FEW: usize = 12;
/// The most sources that are left out together.
const MOST_SOURCES: usize = 6;

/// The smallest sets of terms and disputes, and of sources, whose absence would
/// change the right. Single ones are looked for among all that bear on the
/// product, sets of up to three within the proof while it is small, of up to two
/// otherwise; larger ones are the sources of terms and disputes that change it, up
/// to six.
pub fn flips(
    question: &Question<'_>,
    decision: &Decision,
    filter: &Filter,
    catalog: &Catalog,
) -> Vec<Flip> {
    let lens = Lens::new(catalog, filter);
    let trial = Trial::of(question, decision, &lens);
    let (terms, proof) = (every_term(question, catalog), statements(question, decision, catalog));
    let mut flips = trial.smallest(&terms, &proof);
    let mut by_source =
        trial.smallest(&every_source(question, &lens), &sources(question, decision, &lens));
    for flip in &flips {
        let said = |one: &Without| match *one {
            Without::Term(term) => lens.voices(&catalog.term(term).sources),
            Without::Dispute(dispute) => lens.voices(&catalog.dispute(dispute).sources),
            Without::Source(source) => vec![source],
        };
        let said = flip.without.iter().flat_map(said).map(Without::Source);
        trial.shrink(distinct(said), &mut by_source);
    }
    flips.append(&mut by_source);
    flips
}

/// The sources without any one of which the right would differ.
pub fn lone_sources(question: &Question<'_>, decision: &Decision, lens: &Lens<'_>) -> Vec<Id> {
    let trial = Trial::of(question, decision, lens);
    let sources =
        distinct(sources(question, decision, lens).into_iter().chain(every_source(question, lens)));
    let alone = sources.iter().filter(|source| trial.without(&[**source]).is_some());
    let source = |one: &Without| match one {
        Without::Source(source) => Some(*source),
        _ => None,
    };
    alone.filter_map(source).collect()
}

/// What a decision is tried without.
struct Trial<'t> {
    question: &'t Question<'t>,
    right: Right,
    lens: &'t Lens<'t>,
    /// The statements that bear on the question.
    statements: Vec<Few<&'t Statement>>,
    /// Who speaks in which of them, by source.
    spoken: Vec<(Id, usize)>,
}

impl<'t> Trial<'t> {
    fn of(question: &'t Question<'t>, decision: &Decision, lens: &'t Lens<'t>) -> Self {
        let statements = hindsight::statements(question, lens.catalog);
        let places = statements.iter().enumerate();
        let mut spoken: Vec<(Id, usize)> = places
            .flat_map(|(place, said)| said.iter().map(move |one| (one.source, place)))
            .collect();
        spoken.sort_by_key(|(source, _)| *source);
        Self { question, right: decision.right, lens, statements, spoken }
    }

    /// Whether without some sources anything is believed less, or more: nothing
    /// else that a source says bears on a right.
    fn matters(&self, set: &[Without]) -> bool {
        let source = |one: &Without| match one {
            Without::Source(source) => Some(*source),
            _ => None,
        };
        let Some(sources) = set.iter().map(source).collect::<Option<Vec<Id>>>() else {
            return true;
        };
        sources.iter().any(|source| {
            self.spoken_by(*source).any(|said| {
                self.lens.strength_without(said.clone(), &sources) != self.lens.strength(said)
            })
        })
    }

    /// The statements in which a source speaks.
    fn spoken_by(
        &self,
        source: Id,
    ) -> impl Iterator<Item = impl Iterator<Item = &'t Statement> + Clone> {
        let first = self.spoken.partition_point(|(other, _)| *other < source);
        let spoken = self.spoken.iter().skip(first).take_while(move |(other, _)| *other == source);
        spoken.map(|(_, place)| self.statements[*place].iter().copied())
    }

    /// The right without some of the evidence, where it differs.
    fn without(&self, set: &[Without]) -> Option<Right> {
        if !self.matters(set) {
            return None;
        }
        let right = right_in(self.question, &self.lens.without(set), &World::default());
        (right != self.right).then_some(right)
    }

    /// Every smallest set: single ones among many, larger ones among candidates, up
    /// to the largest size searched.
    fn smallest(&self, single: &[Without], candidates: &[Without]) -> Vec<Flip> {
        let mut flips: Vec<Flip> = Vec::new();
        for one in distinct(candidates.iter().chain(single).copied()) {
            flips.extend(self.without(&[one]).map(|right| Flip { without: vec![one], right }));
        }
        let largest = if candidates.len() > FEW { LARGEST_SET - 1 } else { LARGEST_SET };
        let alone = |one: &&Without| flips.iter().all(|flip| !flip.without.contains(one));
        let rest: Vec<Without> = candidates.iter().filter(alone).copied().collect();
        let mut sets: Vec<(usize, Vec<Without>)> =
            rest.iter().enumerate().map(|(place, one)| (place + 1, vec![*one])).collect();
        for _ in 1..largest {
            let mut larger = Vec::new();
            for (next, set) in &sets {
                for (place, one) in rest.iter().enumerate().skip(*next) {
                    let mut set = set.clone();
                    set.push(*one);
                    if flips.iter().any(|flip| holds(&set, &flip.without)) {
                        continue;
                    }
                    match self.without(&set) {
                        Some(right) => flips.push(Flip { without: set, right }),
                        None => larger.push((place + 1, set)),
                    }
                }
            }
            sets = larger;
        }
        flips
    }

    /// Adds the least of a set that still changes the right, if it is not known.
    fn shrink(&self, mut set: Vec<Without>, flips: &mut Vec<Flip>) {
        set.sort_unstable();
        if self.without(&set).is_none() {
            return;
        }
        let mut place = 0;
        while place < set.len() {
            let mut less = set.clone();
            less.remove(place);
            if self.without(&less).is_some() {
                set = less;
            } else {
                place += 1;
            }
        }
        let known = flips.iter().any(|flip| holds(&set, &flip.without));
        if known || set.len() > MOST_SOURCES || self.any_part_flips(&set) {
            return;
        }
        if let Some(right) = self.without(&set) {
            flips.push(Flip { without: set, right });
        }
    }

    /// Whether a part of a small set changes the right too.
    fn any_part_flips(&self, set: &[Without]) -> bool {
        let all = (1_u32 << set.len()) - 1;
        (1..all).any(|mask| {
            let kept = set.iter().enumerate().filter(|(place, _)| mask & (1 << place) != 0);
            self.without(&kept.map(|(_, one)| *one).collect::<Vec<_>>()).is_some()
        })
    }
}

/// Whether a set holds all of another.
fn holds(set: &[Without], part: &[Without]) -> bool {
    part.iter().all(|one| set.contains(one))
}

/// Every term and dispute that can bear on the product, and every term that ends
/// one of them.
fn every_term(question: &Question<'_>, catalog: &Catalog) -> Vec<Without> {
    let terms = catalog.terms_on(question.product);
    let ending = terms.clone().flat_map(|term| catalog.superseding(term));
    let disputes = catalog.disputes_on(question.product).map(Without::Dispute);
    distinct(terms.chain(ending).map(Without::Term).chain(disputes))
}

/// Every admitted source that speaks of anything on which the answer may turn.
fn every_source(question: &Question<'_>, lens: &Lens<'_>) -> Vec<Without> {
    let speakers =
        speakers(question, lens.catalog).into_iter().filter(|source| lens.admits(*source));
    speakers.map(Without::Source).collect()
}

/// The terms and disputes of a proof, with the terms that one of them ended: it
/// would still hold but for that one.
fn statements(question: &Question<'_>, decision: &Decision, catalog: &Catalog) -> Vec<Without> {
    let reasons = decision.because.iter().chain(&decision.corroboration);
    let terms = reasons.filter_map(|reason| match reason.why {
        Why::Term(term) => Some(term),
        Why::Implied(_) => None,
    });
    let mut terms: Vec<Id> =
        terms.chain(decision.overruled.iter().map(|beaten| beaten.term)).collect();
    let mut place = 0;
    while let Some(term) = terms.get(place).copied() {
        let concerns = catalog.terms_on(question.product);
        let ended = concerns.filter(|ended| catalog.superseding(*ended).any(|by| by == term));
        let new: Vec<Id> = ended.filter(|ended| !terms.contains(ended)).collect();
        terms.extend(new);
        place += 1;
    }
    let disputes = decision.disputes.iter().map(|dispute| Without::Dispute(*dispute));
    distinct(terms.into_iter().map(Without::Term).chain(disputes))
}

/// The sources of a proof and of what it overrules, those on who belongs to a
/// class among them.
fn sources(question: &Question<'_>, decision: &Decision, lens: &Lens<'_>) -> Vec<Without> {
    let catalog = lens.catalog;
    let mut sources: Vec<Id> = Vec::new();
    for reason in decision.because.iter().chain(&decision.corroboration) {
        sources.extend(reason.sources(question, lens));
    }
    for dispute in &decision.disputes {
        sources.extend(lens.voices(&catalog.dispute(*dispute).sources));
    }
    for beaten in &decision.overruled {
        sources.extend(lens.voices(&catalog.term(beaten.term).sources));
    }
    for class in catalog.class_ids() {
        let members = catalog.class(class).members.iter().filter(|m| m.provider == question.seller);
        let said = members.flat_map(|member| member.sources.iter());
        sources.extend(said.map(|voice| voice.source).filter(|source| lens.admits(*source)));
    }
    distinct(sources.into_iter().map(Without::Source))
}

fn distinct(all: impl Iterator<Item = Without>) -> Vec<Without> {
    let mut distinct: Vec<Without> = Vec::new();
    for one in all {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
    }
    distinct
}
