//! How the answer for one day changed as sources were published after it.

use crate::facts::{Facts, SourceIx, Voices};
use crate::model::Day;

use crate::rights::decide::{Question, Right, decide, right_in};
use crate::rights::lens::{Filter, Lens};
use crate::rights::world::World;

/// A day from which something else was known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The day by which the sources were published.
    pub known_by: Day,
    /// The right for the asked day, as known then.
    pub right: Right,
    /// The sources of that day on which it rests, the strongest first; none for the
    /// first.
    pub sources: Vec<SourceIx>,
}

/// What was known first and every change since: from what was known on the asked
/// day itself, or by the day that the filter names, to what is known now. Empty
/// where later sources changed nothing.
pub fn revisions(question: &Question<'_>, filter: &Filter, lens: &Lens<'_>) -> Vec<Revision> {
    let facts = lens.facts;
    let newest = facts.basis.newest;
    let start = filter.known_by.unwrap_or(question.as_of);
    if start >= newest {
        return Vec::new();
    }
    let known = |day: Day| Lens::new(facts, &Filter { known_by: Some(day), ..filter.clone() });
    let right = |day: Day| right_in(question, &known(day), &World::default());
    let spoken = speakers(question, facts);
    let mut days: Vec<Day> = spoken
        .iter()
        .map(|source| facts.source(*source).published)
        .filter(|day| *day > start)
        .collect();
    days.sort_unstable();
    days.dedup();
    let mut revisions =
        vec![Revision { known_by: start, right: right(start), sources: Vec::new() }];
    for day in days {
        let right = right(day);
        if revisions.last().is_some_and(|last| last.right == right) {
            continue;
        }
        let of_the_day = |source: &SourceIx| facts.source(*source).published == day;
        let mut sources: Vec<SourceIx> = proof(question, &known(day));
        sources.retain(of_the_day);
        if sources.is_empty() {
            sources = spoken.iter().copied().filter(of_the_day).collect();
        }
        revisions.push(Revision { known_by: day, right, sources: lens.facts.ranked(sources) });
    }
    if revisions.len() > 1 { revisions } else { Vec::new() }
}

/// The sources of what decides, and of what it overrules or contests.
fn proof(question: &Question<'_>, lens: &Lens<'_>) -> Vec<SourceIx> {
    let decision = decide(question, lens);
    let reasons = decision.because.iter().flat_map(|reason| reason.sources(question, lens));
    let disputes = decision.disputes.iter().flat_map(|d| lens.voices(lens.facts.dispute(*d).said));
    reasons.chain(disputes).collect()
}

/// The same facts with the knowledge that a question sets aside: with all of it
/// where the filter names a day, with what was public on the asked day where it
/// names none. Nothing where that is the same.
pub fn other_knowledge<'f>(as_of: Day, filter: &Filter, lens: &Lens<'f>) -> Option<Lens<'f>> {
    let known_by = match filter.known_by {
        Some(_) => None,
        None if as_of < lens.facts.basis.newest => Some(as_of),
        None => return None,
    };
    Some(Lens::new(lens.facts, &Filter { known_by, ..filter.clone() }))
}

/// Every source that speaks of anything on which the answer may turn, whether
/// the filter's day admits it or not.
pub(crate) fn speakers(question: &Question<'_>, facts: &Facts) -> Vec<SourceIx> {
    let statements = statements(question, facts);
    let voices = statements.iter().flat_map(|said| facts.said(*said));
    let mut sources: Vec<SourceIx> = voices.map(|voice| voice.source).collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}

/// Everything said on which the answer may turn.
pub(crate) fn statements(question: &Question<'_>, facts: &Facts) -> Vec<Voices> {
    let concerns = &facts.product(question.product).concerns;
    let mut said: Vec<Voices> = vec![facts.product(question.product).said];
    for term in &concerns.terms {
        let term = facts.term(*term);
        said.extend([term.said, term.until_said]);
        said.extend(term.superseded_by.iter().map(|by| facts.term(*by).said));
    }
    for dispute in &concerns.disputes {
        said.extend([facts.dispute(*dispute).said, facts.dispute(*dispute).until_said]);
    }
    for offer in &concerns.offers {
        said.extend(facts.offer(*offer).stages.iter().map(|stage| stage.said));
        said.extend(facts.offer(*offer).hosted_by.iter().map(|hosting| hosting.said));
    }
    said.extend(facts.classes.iter().flat_map(|class| &class.members).map(|member| member.said));
    said
}
