//! How an answer changed as sources were published, in which segments it was
//! another, who ended a term, and what is so of a question to watch.

use aicloud_core::evidence::timeline::{EventKind, events};
use aicloud_core::evidence::topic::Topic;
use aicloud_core::evidence::watched::items;
use aicloud_core::model::{Availability, Day, Id, WatchItem, WatchStatus};
use aicloud_core::rights::hindsight::{other_knowledge, revisions};
use aicloud_core::rights::history::others;
use aicloud_core::rights::{Filter, Lens, Right};

use super::{
    data, day, everything, grant, known_by, numbers, offer, question, records, says, segment, stage,
};
use crate::drawn::{SPAN, id, product as made};

#[test]
fn a_revision_rests_on_what_changed_the_answer() {
    let mut records = records();
    for place in [1, 2] {
        records.sources[place].published = day(30).into();
    }
    let (mut mine, mut theirs) = (grant("a", "c1", 10), grant("b", "c2", 10));
    (mine.sources, theirs.sources) = (says(1), says(2));
    records.agreements[0].terms = vec![mine, theirs];
    let data = data(records);
    let catalog = &data.catalog;
    let found = revisions(&question(20, catalog), &Filter::default(), &everything(catalog));
    let found: Vec<_> =
        found.iter().map(|step| (step.known_by, step.right, numbers(&step.sources))).collect();
    let expected = [(day(20), Right::Unknown, vec![]), (day(30), Right::Permitted, vec![1])];
    assert_eq!(found, expected);
}

#[test]
fn the_other_knowledge_is_that_of_the_day_or_all_of_it() {
    let mut records = records();
    records.sources[1].published = day(30).into();
    let data = data(records);
    let catalog = &data.catalog;
    let late = id("source-1");
    let admits = |as_of: Day, filter: &Filter| {
        let other = other_knowledge(as_of, filter, &Lens::new(catalog, filter));
        other.map(|lens| lens.admits(late))
    };
    assert_eq!(admits(day(20), &Filter::default()), Some(false));
    assert_eq!(admits(day(30), &Filter::default()), Some(true));
    assert_eq!(admits(day(20), &known_by(20)), Some(true), "all of it");
    // Nothing was read after that day: it is the same.
    assert_eq!(admits(day(SPAN), &Filter::default()), None);
    assert_eq!(admits(day(SPAN + 1), &Filter::default()), None);
}

#[test]
fn another_segment_is_told_where_its_right_was_ever_another() {
    let others = |from: i32, until: Option<i32>| {
        let mut records = records();
        let mut term = grant("a", "c1", from);
        term.scope.segments = vec![id("gov")];
        term.until = until.map(|last| day(last).into());
        term.until_sources = says(0);
        records.agreements[0].terms = vec![term];
        let data = data(records);
        let catalog = &data.catalog;
        let found = others(&question(20, catalog), &everything(catalog));
        let gov: Id = segment("gov", catalog);
        found.into_iter().find(|other| other.segment == gov).map(|gov| (gov.right, gov.since))
    };
    assert_eq!(others(10, None), Some((Right::Permitted, Some(day(10)))));
    assert_eq!(others(10, Some(15)), Some((Right::Unknown, Some(day(16)))), "it was once");
    assert_eq!(others(25, None), None, "it will be, and is not yet");
}

#[test]
fn a_term_is_ended_by_the_first_that_supersedes_it() {
    let mut records = records();
    let (mut late, mut early) = (grant("b-late", "c1", 30), grant("c-early", "c1", 20));
    (late.sources, early.sources) = (says(2), says(1));
    for newer in [&mut late, &mut early] {
        newer.supersedes = vec![id("a")];
    }
    records.agreements[0].terms = vec![grant("a", "c1", 10), late, early];
    let data = data(records);
    let lens = everything(&data.catalog);
    let story = events(&Topic::Everything, &lens);
    let end = story.iter().find(|event| event.what == EventKind::TermEnds(id("a"))).unwrap();
    assert_eq!((end.day, numbers(&end.sources)), (day(20), vec![1]));
}

#[test]
fn the_release_of_its_product_is_part_of_the_story_of_an_offer() {
    let mut records = records();
    records.products.push(made(1, &[]));
    for product in &mut records.products {
        product.released = Some(day(3).into());
    }
    records.offers = vec![offer("c1/shop", vec![stage(Availability::Ga, 10, 0)])];
    let data = data(records);
    let lens = everything(&data.catalog);
    let story = events(&Topic::Offer(id("c1/shop/p0")), &lens);
    let what: Vec<EventKind> = story.iter().map(|event| event.what).collect();
    assert_eq!(what, [EventKind::Release(id("v1/p0")), EventKind::Stage(id("c1/shop/p0"), 0)]);
}

/// Where a question stands on day 20 that a record settles, with two offers, two
/// terms and two sources to choose from.
fn status(settled_by: &str, filter: &Filter) -> WatchStatus {
    let mut records = records();
    records.sources[1].published = day(30).into();
    records.offers = vec![
        offer("c1/shop", vec![stage(Availability::Ga, 10, 0)]),
        offer("c2/shop", vec![stage(Availability::Announced, 10, 0)]),
    ];
    let mut unheard = grant("unheard", "c1", 10);
    unheard.sources = says(1);
    records.agreements[0].terms = vec![grant("held", "c1", 20), grant("later", "c1", 21), unheard];
    let text = format!(
        "{{id: w, question: Well?, status: resolved, since: {}, \
         sources: [{{source: source-0}}], resolved_by: [{settled_by}]}}",
        day(0)
    );
    let item: WatchItem = serde_yaml::from_str(&text).unwrap();
    records.watchlist = vec![item];
    let data = data(records);
    let lens = Lens::new(&data.catalog, filter);
    items(&Topic::Everything, day(20), filter.known_by, &lens)[0].status
}

#[test]
fn a_question_is_settled_by_what_is_so_and_known() {
    let now = Filter::default();
    assert_eq!(status("c1/shop/p0", &now), WatchStatus::Resolved);
    assert_eq!(status("c2/shop/p0", &now), WatchStatus::Open, "announced is not on sale");
    assert_eq!(status("held", &now), WatchStatus::Resolved, "it holds from that day");
    assert_eq!(status("later", &now), WatchStatus::Open);
    assert_eq!(status("unheard", &now), WatchStatus::Resolved);
    assert_eq!(status("unheard", &known_by(20)), WatchStatus::Open);
    assert_eq!(status("source-1", &now), WatchStatus::Resolved);
    assert_eq!(status("source-1", &known_by(20)), WatchStatus::Open);
}
