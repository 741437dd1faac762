//! What would change an answer: the single terms, disputes and sources without
//! which it would differ.

use crate::data::facts::{ClassIx, DisputeIx, Facts, SourceIx, TermIx};

use super::decide::{Decision, Question, Right, Why, right_in};
use super::lens::{Filter, Lens};
use super::world::World;

/// Something without which the answer would be another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flip {
    /// What is left out.
    pub without: Without,
    /// The answer then.
    pub right: Right,
}

/// What is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Without {
    /// A term.
    Term(TermIx),
    /// A source.
    Source(SourceIx),
    /// A dispute.
    Dispute(DisputeIx),
}

/// Every term, dispute and source in the proof whose absence alone would change
/// the right.
pub fn flips(
    question: &Question<'_>,
    decision: &Decision,
    filter: &Filter,
    facts: &Facts,
) -> Vec<Flip> {
    let mut flips: Vec<Flip> = Vec::new();
    let lens = Lens::new(facts, filter);
    for without in candidates(question, decision, &lens) {
        if flips.iter().any(|flip| flip.without == without) {
            continue;
        }
        let mut filter = filter.clone();
        match without {
            Without::Term(term) => filter.without_terms.push(term),
            Without::Source(source) => filter.without_sources.push(source),
            Without::Dispute(dispute) => filter.without_disputes.push(dispute),
        }
        let right = right_in(question, &Lens::new(facts, &filter), &World::default());
        if right != decision.right {
            flips.push(Flip { without, right });
        }
    }
    flips
}

/// Everything in a proof that may be left out to see what changes.
fn candidates(question: &Question<'_>, decision: &Decision, lens: &Lens<'_>) -> Vec<Without> {
    let facts = lens.facts;
    let mut candidates: Vec<Without> = Vec::new();
    let reasons = decision.because.iter().chain(&decision.corroboration);
    for reason in reasons.clone() {
        if let Why::Term(term) = reason.why {
            candidates.push(Without::Term(term));
        }
    }
    candidates.extend(decision.overruled.iter().map(|beaten| Without::Term(beaten.term)));
    for reason in reasons {
        candidates.extend(reason.sources(question, lens).into_iter().map(Without::Source));
    }
    candidates.extend(decision.disputes.iter().map(|dispute| Without::Dispute(*dispute)));
    // Who belongs to a class is evidence too.
    for class in ClassIx::all(facts) {
        let members = facts[class].members.iter().filter(|m| m.provider == question.seller);
        let said = members.flat_map(|member| facts.said(member.said));
        candidates.extend(said.map(|voice| Without::Source(voice.source)));
    }
    for dispute in &decision.disputes {
        candidates
            .extend(facts.said(facts[*dispute].said).map(|voice| Without::Source(voice.source)));
    }
    candidates
}
