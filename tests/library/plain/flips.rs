//! What would change an answer: the smallest sets of terms, and of sources.

use aicloud_core::model::{Effect, Records, Stance, Statement, Term};
use aicloud_core::rights::flips::{Flip, Without, flips, lone_sources};
use aicloud_core::rights::{Filter, Right, decide};

use super::{data, everything, grant, member, numbers, question, records};
use crate::drawn::{id, statement};

/// The flips of an answer on day 20.
fn found(records: Records, right: Right) -> Vec<(Vec<Without>, Right)> {
    let data = data(records);
    let catalog = &data.catalog;
    let (lens, question) = (everything(catalog), question(20, catalog));
    let decision = decide(&question, &lens);
    assert_eq!(decision.right, right);
    let found = flips(&question, &decision, &Filter::default(), catalog);
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

/// The first terms of [`grants`].
fn terms(count: usize) -> Vec<Without> {
    (0..count).map(|place| Without::Term(id(&format!("term-{place}")))).collect()
}

/// The only term of an agreement.
fn the_term() -> Vec<Without> {
    vec![Without::Term(id("a"))]
}

fn sources(count: usize) -> Vec<Without> {
    (0..count).map(|place| Without::Source(id(&format!("source-{place}")))).collect()
}

#[test]
fn terms_that_each_suffice_flip_it_together_up_to_three() {
    for count in 1..=3 {
        let expected = [(terms(count), Right::Unknown), (sources(count), Right::Unknown)];
        assert_eq!(found(grants(count), Right::Permitted), expected, "{count}");
    }
    // Larger sets of terms are not searched, nor are those of sources that no one
    // term rests on.
    assert!(found(grants(4), Right::Permitted).is_empty());
}

#[test]
fn the_sources_of_one_term_flip_it_together_up_to_six() {
    for count in 1..=6 {
        let expected = [(the_term(), Right::Unknown), (sources(count), Right::Unknown)];
        assert_eq!(found(granted_by(count), Right::Permitted), expected, "{count}");
    }
    assert_eq!(found(granted_by(7), Right::Permitted), [(the_term(), Right::Unknown)]);
}

#[test]
fn whoever_says_that_the_seller_belongs_to_a_barred_class_flips_it() {
    let mut records = records();
    let mut barred = grant("a", "any", 10);
    (barred.effect, barred.sources) = (Effect::Prohibit, said_by([1, 2]));
    records.agreements[0].terms = vec![barred];
    member(&mut records, "any", "c1");
    let both = vec![Without::Source(id("source-1")), Without::Source(id("source-2"))];
    let expected =
        [(the_term(), Right::Unknown), (sources(1), Right::Unknown), (both, Right::Unknown)];
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
    let without_the_bar = (vec![Without::Term(id("b"))], Right::Permitted);
    assert!(found.contains(&without_the_bar), "{found:?}");
}
