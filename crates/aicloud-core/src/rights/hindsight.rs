//! How the answer for one day changed as sources were published after it.

use crate::catalog::Catalog;
use crate::few::Few;
use crate::model::{Day, Id, Statement};

use crate::rights::decide::{decide, right_in};
use crate::rights::lens::{Filter, Lens};
use crate::rights::question::{Question, Right};
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
    pub sources: Vec<Id>,
}

/// What was known first and every change since: from what was known on the asked
/// day itself, or by the day that the filter names, to what is known now. Empty
/// where later sources changed nothing.
pub fn revisions(question: &Question<'_>, filter: &Filter, lens: &Lens<'_>) -> Vec<Revision> {
    let catalog = lens.catalog;
    let newest = catalog.basis.newest;
    let start = filter.known_by.unwrap_or(question.as_of);
    if start >= newest {
        return Vec::new();
    }
    let known = |day: Day| Lens::new(catalog, &Filter { known_by: Some(day), ..filter.clone() });
    let right = |day: Day| right_in(question, &known(day), &World::default());
    let spoken = speakers(question, catalog);
    let mut days: Vec<Day> =
        spoken.iter().map(|source| catalog.published(*source)).filter(|day| *day > start).collect();
    days.sort_unstable();
    days.dedup();
    let mut revisions =
        vec![Revision { known_by: start, right: right(start), sources: Vec::new() }];
    for day in days {
        let right = right(day);
        if revisions.last().is_some_and(|last| last.right == right) {
            continue;
        }
        let of_the_day = |source: &Id| catalog.published(*source) == day;
        let mut sources: Vec<Id> = proof(question, &known(day));
        sources.retain(of_the_day);
        if sources.is_empty() {
            sources = spoken.iter().copied().filter(of_the_day).collect();
        }
        revisions.push(Revision { known_by: day, right, sources: lens.catalog.ranked(sources) });
    }
    if revisions.len() > 1 { revisions } else { Vec::new() }
}

/// The sources of what decides, and of what it overrules or contests.
fn proof(question: &Question<'_>, lens: &Lens<'_>) -> Vec<Id> {
    let decision = decide(question, lens);
    let reasons = decision.because.iter().flat_map(|reason| reason.sources(question, lens));
    let disputes =
        decision.disputes.iter().flat_map(|d| lens.voices(&lens.catalog.dispute(*d).sources));
    reasons.chain(disputes).collect()
}

/// The same facts with the knowledge that a question sets aside: with all of it
/// where the filter names a day, with what was public on the asked day where it
/// names none. Nothing where that is the same.
pub fn other_knowledge<'f>(as_of: Day, filter: &Filter, lens: &Lens<'f>) -> Option<Lens<'f>> {
    let known_by = match filter.known_by {
        Some(_) => None,
        None if as_of < lens.catalog.basis.newest => Some(as_of),
        None => return None,
    };
    Some(Lens::new(lens.catalog, &Filter { known_by, ..filter.clone() }))
}

/// Every source that speaks of anything on which the answer may turn, whether
/// the filter's day admits it or not.
pub(crate) fn speakers(question: &Question<'_>, catalog: &Catalog) -> Vec<Id> {
    let statements = statements(question, catalog);
    let mut sources: Vec<Id> = statements.iter().flatten().map(|one| one.source).collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}

/// Everything said on which the answer may turn.
pub(crate) fn statements<'c>(
    question: &Question<'_>,
    catalog: &'c Catalog,
) -> Vec<Few<&'c Statement>> {
    let product = question.product;
    let mut said: Vec<Few<&Statement>> = vec![catalog.product(product).sources.iter().collect()];
    for id in catalog.terms_on(product) {
        let term = catalog.term(id);
        said.extend([term.sources.iter().collect(), term.end_sources().iter().collect()]);
        let superseding = catalog.superseding(id).map(|by| catalog.term(by));
        said.extend(superseding.map(|by| by.sources.iter().collect::<Few<_>>()));
    }
    for dispute in catalog.disputes_on(product).map(|dispute| catalog.dispute(dispute)) {
        said.extend([dispute.sources.iter().collect(), dispute.end_sources().iter().collect()]);
    }
    for offer in catalog.offers_of(product).map(|offer| catalog.offer(offer)) {
        said.extend(catalog.stages(offer).iter().map(|stage| stage.said().collect::<Few<_>>()));
        said.extend(offer.hosted_by.iter().map(|host| host.sources.iter().collect::<Few<_>>()));
    }
    let members = catalog.classes.iter().flat_map(|class| &class.members);
    said.extend(members.map(|member| member.sources.iter().collect::<Few<_>>()));
    said
}
