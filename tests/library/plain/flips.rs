//! What would change an answer: the smallest sets of terms, and of sources.

use aicloud_core::facts::{SourceIx, TermIx};
use aicloud_core::model::{Effect, Records, Stance, Statement, Term};
use aicloud_core::rights::flips::{Flip, Without, flips, lone_sources};
use aicloud_core::rights::{Filter, Right, decide};

use super::{catalog, everything, grant, member, numbers, question, records};
use crate::drawn::{id, statement};

/// The flips of an answer on day 20, the terms by position and the sources by number.
fn found(records: Records, right: Right) -> Vec<(Vec<Without>, Right)> {
    let catalog = catalog(records);
    let facts = &catalog.facts;
    let (lens, question) = (everything(facts), question(20, facts));
    let decision = decide(&question, &lens);
    assert_eq!(decision.right, right);
    let found = flips(&question, &decision, &Filter::default(), facts);
    let alone = |flip: &&Flip| matches!(flip.without.as_slice(), [Without::Source(_)]);
    let lone = lone_sources(&question, &decision, &lens);
    assert_eq!(numbers(&lone).len(), found.iter().filter(alone).count());
    let mut found: Vec<_> = found
        .into_iter()
        .map(|mut flip| {
            flip.without.sort_unstable();
            (flip.without, flip.right)
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

fn said_by(sources: impl IntoIterator<Item = usize>) -> Vec<Statement> {
    sources.into_iter().map(|source| statement(source, Stance::Asserts)).collect()
}

/// `c1` may sell by so many terms, each said by a source of its own.
fn grants(count: usize) -> Records {
    let mut records = records();
    let one = |place: usize| {
        let mut term = grant(&format!("term-{place}"), "c1", 10);
        term.sources = said_by([place]);
        term
    };
    records.agreements[0].terms = (0..count).map(one).collect();
    records
}

/// `c1` may sell by one term, which so many sources say.
fn granted_by(count: usize) -> Records {
    let mut records = records();
    let sources = said_by(0..count);
    records.agreements[0].terms = vec![Term { sources, ..grant("a", "c1", 10) }];
    records
}

fn terms(count: u32) -> Vec<Without> {
    (0..count).map(|place| Without::Term(TermIx(place))).collect()
}

fn sources(count: u32) -> Vec<Without> {
    (0..count).map(|place| Without::Source(SourceIx(place))).collect()
}

#[test]
fn terms_that_each_suffice_flip_it_together_up_to_three() {
    for count in 1..=3 {
        let expected = [(terms(count), Right::Unknown), (sources(count), Right::Unknown)];
        assert_eq!(found(grants(count as usize), Right::Permitted), expected, "{count}");
    }
    // Larger sets of terms are not searched, nor are those of sources that no one
    // term rests on.
    assert!(found(grants(4), Right::Permitted).is_empty());
}

#[test]
fn the_sources_of_one_term_flip_it_together_up_to_six() {
    for count in 1..=6 {
        let expected = [(terms(1), Right::Unknown), (sources(count), Right::Unknown)];
        assert_eq!(found(granted_by(count as usize), Right::Permitted), expected, "{count}");
    }
    assert_eq!(found(granted_by(7), Right::Permitted), [(terms(1), Right::Unknown)]);
}

#[test]
fn whoever_says_that_the_seller_belongs_to_a_barred_class_flips_it() {
    let mut records = records();
    let mut barred = grant("a", "any", 10);
    (barred.effect, barred.sources) = (Effect::Prohibit, said_by([1, 2]));
    records.agreements[0].terms = vec![barred];
    member(&mut records, "any", "c1");
    let both = vec![Without::Source(SourceIx(1)), Without::Source(SourceIx(2))];
    let expected =
        [(terms(1), Right::Unknown), (sources(1), Right::Unknown), (both, Right::Unknown)];
    assert_eq!(found(records, Right::Prohibited), expected);
}

#[test]
fn what_an_ending_ended_is_tried_with_it() {
    // A bar took the place of one grant while another goes on: the bar and the
    // other grant gone, the first grant would still permit.
    let mut records = records();
    let first = grant("a", "c1", 10);
    let mut bar = grant("b", "c1", 15);
    (bar.effect, bar.supersedes) = (Effect::Prohibit, vec![id("a")]);
    records.agreements[0].terms = vec![first, bar];
    let found = found(records, Right::Prohibited);
    let without_the_bar = (vec![Without::Term(TermIx(1))], Right::Permitted);
    assert!(found.contains(&without_the_bar), "{found:?}");
}
