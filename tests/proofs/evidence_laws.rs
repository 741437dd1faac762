//! Laws of evidence over time, on data sets drawn at random: what is different
//! between two days, what an answer hangs on, the story in order, and what later
//! sources changed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use aicloud_core::catalog::Catalog;
use std::collections::BTreeMap;

use crate::drawn::{Plain, SELLERS, SPAN, Seeds, days, first, records, seeds};
use aicloud_core::evidence::changes;
use aicloud_core::evidence::changes::Days;
use aicloud_core::evidence::contradictions::contradictions;
use aicloud_core::evidence::deadlines::{Horizon, deadlines};
use aicloud_core::evidence::timeline::events;
use aicloud_core::evidence::topic::Topic;
use aicloud_core::model::{Availability, Day, Id};
use aicloud_core::rights::decide::Reason;
use aicloud_core::rights::flips::{Flip, Without, flips, lone_sources};
use aicloud_core::rights::hindsight::revisions;
use aicloud_core::rights::{Asked, Filter, Lens, Question, Right, Why, decide};
use aicloud_data::DataSet;
use proptest::prelude::*;
use proptest::test_runner::Config;

/// Every seller and product.
fn cells(catalog: &Catalog) -> Vec<(Id, Id)> {
    let sellers =
        catalog.provider_ids().filter(|seller| SELLERS.contains(&&*catalog.provider(*seller).id));
    sellers.flat_map(|s| catalog.product_ids().map(move |product| (s, product))).collect()
}

/// All that a diff tells apart about a day.
#[derive(Clone, Debug, PartialEq)]
struct State {
    rights: BTreeMap<(Id, Id), Right>,
    stages: BTreeMap<Id, Option<Availability>>,
}

impl State {
    /// What the engine says of a day, asked one by one.
    fn on(question: &Question<'_>, lens: &Lens<'_>) -> Self {
        let catalog = lens.catalog;
        let right = |(seller, product): (Id, Id)| {
            decide(&Question { seller, product, ..*question }, lens).right
        };
        let stage = |offer: Id| {
            use aicloud_core::offers::availability::current_stage;
            current_stage(catalog.offer(offer), question.as_of, question.region, lens)
                .map(|s| s.stage)
        };
        Self {
            rights: cells(catalog).into_iter().map(|cell| (cell, right(cell))).collect(),
            stages: catalog.offer_ids().map(|offer| (offer, stage(offer))).collect(),
        }
    }

    /// What is so after the changes of a diff, each of which must fit.
    fn after(mut self, days: &Days<'_>, filter: &Filter, lens: &Lens<'_>) -> Self {
        let (rights, _) = changes::rights(&cells(lens.catalog), days, filter, lens);
        for change in rights {
            let place = self.rights.get_mut(&(change.cloud, change.product)).unwrap();
            assert_eq!(*place, change.was.right);
            assert_ne!(change.was.right, change.now.right);
            *place = change.now.right;
        }
        let offers: Vec<Id> = lens.catalog.offer_ids().collect();
        for change in changes::stages(&offers, days, lens) {
            let place = self.stages.get_mut(&change.offer).unwrap();
            assert_eq!(*place, change.was);
            assert_ne!(change.was, change.now);
            *place = change.now;
        }
        self
    }
}

/// The parts of a set that lack one of its members.
fn smaller(set: &[Without]) -> impl Iterator<Item = Vec<Without>> {
    (0..set.len()).map(|left_out| {
        let kept = set.iter().enumerate().filter(move |(place, _)| *place != left_out);
        kept.map(|(_, one)| *one).collect()
    })
}

fn without(set: &[Without], question: &Question<'_>, filter: &Filter, catalog: &Catalog) -> Right {
    let mut filter = filter.clone();
    for one in set {
        match *one {
            Without::Term(term) => filter.without_terms.push(term),
            Without::Source(source) => filter.without_sources.push(source),
            Without::Dispute(dispute) => filter.without_disputes.push(dispute),
        }
    }
    decide(question, &Lens::new(catalog, &filter)).right
}

fn all_parts(set: &[Without]) -> Vec<Vec<Without>> {
    let mut parts: Vec<Vec<Without>> = vec![set.to_vec()];
    let mut place = 0;
    while place < parts.len() {
        let more: Vec<Vec<Without>> = smaller(&parts[place]).collect();
        parts.extend(more);
        place += 1;
    }
    parts.retain(|part| part.len() < set.len());
    parts
}

/// A drawn data set, with the question about it under the other choice of sources.
fn asked_of(seeds: &Seeds) -> (Plain, DataSet) {
    let records = records(seeds);
    let asked = seeds.asked(&records).filtered(&seeds.other);
    (asked, DataSet::from_records(records).unwrap())
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    /// (a) Nothing is different between a day and itself.
    #[test]
    fn a_day_does_not_differ_from_itself(seeds in seeds()) {
        let (asked, data) = asked_of(&seeds);
        let catalog = &data.catalog;
        let filter = asked.filter();
        let (lens, question) = (Lens::new(catalog, &filter), asked.question());
        let day = question.as_of;
        let days = Days { was: day, now: day, segment: question.segment, region: question.region };
        let offers: Vec<Id> = catalog.offer_ids().collect();
        let (rights, expected) = changes::rights(&cells(catalog), &days, &filter, &lens);
        prop_assert!(rights.is_empty() && expected.is_empty());
        prop_assert!(changes::stages(&offers, &days, &lens).is_empty());
        prop_assert!(changes::prices(&offers, &days, &lens).is_empty());
        prop_assert!(changes::learnt(&cells(catalog), &days, &filter, &lens).is_empty());
        prop_assert!(changes::claims(&days, &lens).is_empty());
    }

    /// (b) What is different from one day to a third is what is different to the
    /// second and from there on, and each leads from the one state to the other.
    #[test]
    fn differences_compose(seeds in seeds(), steps in (0..SPAN, 0..SPAN, 0..SPAN)) {
        let (asked, data) = asked_of(&seeds);
        let catalog = &data.catalog;
        let filter = asked.filter();
        let (lens, question) = (Lens::new(catalog, &filter), asked.question());
        let question = Question { asked: Asked::Sell, ..question };
        let [a, b, c] = [steps.0, steps.1, steps.2].map(|days| first().plus(days));
        let between = |was: Day, now: Day| Days {
            was, now, segment: question.segment, region: question.region,
        };
        let on = |as_of: Day| State::on(&Question { as_of, ..question }, &lens);
        let direct = on(a).after(&between(a, c), &filter, &lens);
        let composed = on(a).after(&between(a, b), &filter, &lens).after(&between(b, c), &filter, &lens);
        prop_assert_eq!(&direct, &on(c));
        prop_assert_eq!(&composed, &on(c));
    }

    /// (b') Read backwards, it is the same difference.
    #[test]
    fn a_difference_is_the_same_backwards(seeds in seeds(), steps in (0..SPAN, 0..SPAN)) {
        let (asked, data) = asked_of(&seeds);
        let catalog = &data.catalog;
        let filter = asked.filter();
        let (lens, question) = (Lens::new(catalog, &filter), asked.question());
        let [was, now] = [steps.0, steps.1].map(|days| first().plus(days));
        let forth = Days { was, now, segment: question.segment, region: question.region };
        let back = Days { was: now, now: was, ..forth };
        prop_assert_eq!(forth.ordered(), back.ordered());
        prop_assert_eq!((forth.forward(), back.forward()), (was <= now, now <= was));
        let rights = |days: &Days<'_>| changes::rights(&cells(catalog), days, &filter, &lens).0;
        let (there, here) = (rights(&forth), rights(&back));
        prop_assert_eq!(there.len(), here.len());
        for (there, here) in there.iter().zip(&here) {
            prop_assert_eq!((there.cloud, there.product), (here.cloud, here.product));
            prop_assert_eq!((there.was.right, there.now.right), (here.now.right, here.was.right));
        }
        let offers: Vec<Id> = catalog.offer_ids().collect();
        let stages = |days: &Days<'_>| changes::stages(&offers, days, &lens);
        let turned = |change: changes::StageChange| changes::StageChange {
            was: change.now, now: change.was, ..change
        };
        let there: Vec<_> = stages(&forth).into_iter().map(turned).collect();
        prop_assert_eq!(there, stages(&back));
    }

    /// (c) Every set without which the answer is said to differ makes it differ,
    /// in the way that is said, and no part of it does.
    #[test]
    fn a_flip_flips_and_no_part_of_it_does(seeds in seeds()) {
        let (asked, data) = asked_of(&seeds);
        let catalog = &data.catalog;
        let (filter, question) = (asked.filter(), asked.question());
        let lens = Lens::new(catalog, &filter);
        let decision = decide(&question, &lens);
        let found = flips(&question, &decision, &filter, catalog);
        for Flip { without: set, right } in &found {
            prop_assert_ne!(*right, decision.right);
            prop_assert_eq!(without(set, &question, &filter, catalog), *right, "{:?}", set);
            for part in all_parts(set) {
                let same = without(&part, &question, &filter, catalog);
                prop_assert_eq!(same, decision.right, "{:?} of {:?}", part, set);
            }
        }
        for (place, flip) in found.iter().enumerate() {
            prop_assert!(found.iter().skip(place + 1).all(|other| other.without != flip.without));
        }
        let lone: Vec<Vec<Without>> = lone_sources(&question, &decision, &lens)
            .into_iter().map(|source| vec![Without::Source(source)]).collect();
        let listed = |set: &Vec<Without>| found.iter().any(|flip| flip.without == *set);
        prop_assert!(lone.iter().all(listed));
        // No source, term or dispute at all is left out of the search.
        for source in catalog.source_ids().map(Without::Source) {
            let flips = without(&[source], &question, &filter, catalog) != decision.right;
            prop_assert_eq!(flips, listed(&vec![source]), "{:?}", source);
        }
        for term in catalog.term_ids().map(Without::Term) {
            let flips = without(&[term], &question, &filter, catalog) != decision.right;
            prop_assert_eq!(flips, listed(&vec![term]), "{:?}", term);
        }
    }

    /// (c') Of the terms and disputes of a proof no smallest pair is left out, nor are
    /// the sources of a term that changes the answer, where they are few.
    #[test]
    fn no_smallest_set_is_left_out(seeds in seeds()) {
        let (asked, data) = asked_of(&seeds);
        let catalog = &data.catalog;
        let (filter, question) = (asked.filter(), asked.question());
        let lens = Lens::new(catalog, &filter);
        let decision = decide(&question, &lens);
        let found = flips(&question, &decision, &filter, catalog);
        let right = |set: &[Without]| without(set, &question, &filter, catalog);
        let is_smallest = |set: &[Without]| {
            right(set) != decision.right
                && all_parts(set).iter().all(|part| right(part) == decision.right)
        };
        let listed = |set: &[Without]| {
            let same = |flip: &&Flip| {
                flip.without.len() == set.len() && set.iter().all(|one| flip.without.contains(one))
            };
            found.iter().any(|flip| same(&flip))
        };
        let term = |reason: &Reason| match reason.why {
            Why::Term(term) => Some(Without::Term(term)),
            Why::Implied(_) => None,
        };
        let proof = decision.because.iter().chain(&decision.corroboration).filter_map(term);
        let out = decision.overruled.iter().map(|beaten| Without::Term(beaten.term));
        let disputes = decision.disputes.iter().map(|dispute| Without::Dispute(*dispute));
        let proof: Vec<Without> = proof.chain(out).chain(disputes).collect();
        for (place, one) in proof.iter().enumerate() {
            for other in proof.iter().skip(place + 1).filter(|other| *other != one) {
                let set = [*one, *other];
                prop_assert!(!is_smallest(&set) || listed(&set), "{:?}", set);
            }
        }
        for one in catalog.term_ids().filter(|term| listed(&[Without::Term(*term)])) {
            let mut said: Vec<Without> =
                lens.voices(&catalog.term(one).sources).into_iter().map(Without::Source).collect();
            said.sort_unstable();
            prop_assert!(said.len() > 6 || !is_smallest(&said) || listed(&said), "{:?}", said);
        }
    }

    /// (d) The story tells every day on which a decision about its product can
    /// change: whoever decides on those days knows every other one.
    #[test]
    fn the_story_reproduces_every_decision(seeds in seeds()) {
        let (asked, data) = asked_of(&seeds);
        let catalog = &data.catalog;
        let (lens, question) = (Lens::new(catalog, &asked.filter()), asked.question());
        let story = events(&Topic::Product(question.product), &lens);
        prop_assert!(story.is_sorted_by_key(|event| event.day));
        let on = |as_of: Day| decide(&Question { as_of, ..question }, &lens).right;
        let before = on(first().plus(-100));
        for day in days() {
            let last = story.iter().rev().find(|event| event.day <= day);
            prop_assert_eq!(on(day), last.map_or(before, |event| on(event.day)), "on {}", day);
        }
    }

    /// (e) Knowing everything published by a far day is knowing everything.
    #[test]
    fn the_far_future_knows_no_more(seeds in seeds()) {
        let records = records(&seeds);
        let asked = seeds.asked(&records);
        let data = DataSet::from_records(records).unwrap();
        let catalog = &data.catalog;
        let far = Filter { known_by: Some(first().plus(20_000)), ..Filter::default() };
        let (now, then) = (Lens::new(catalog, &Filter::default()), Lens::new(catalog, &far));
        let question = asked.question();
        let day = question.as_of;
        for topic in [Topic::Everything, Topic::Product(question.product)] {
            prop_assert_eq!(events(&topic, &now), events(&topic, &then));
            prop_assert_eq!(
                contradictions(&topic, day, &now),
                contradictions(&topic, day, &then)
            );
            let horizon = Horizon { topic: &topic, from: day, to: day.plus(30), stale: 10 };
            prop_assert_eq!(
                deadlines(&horizon, &now),
                deadlines(&horizon, &then)
            );
        }
        prop_assert!(revisions(&question, &far, &then).is_empty());
    }

    /// (f) What was learnt ends with what is known now; each step is another answer
    /// and rests on a source of its day.
    #[test]
    fn what_was_learnt_leads_to_what_is_known(seeds in seeds()) {
        let (asked, data) = asked_of(&seeds);
        let catalog = &data.catalog;
        let filter = asked.filter();
        let (lens, question) = (Lens::new(catalog, &filter), asked.question());
        let learnt = revisions(&question, &filter, &lens);
        let known = |known_by: Option<Day>| {
            decide(&question, &Lens::new(catalog, &Filter { known_by, ..filter.clone() })).right
        };
        for pair in learnt.windows(2) {
            prop_assert!(pair[0].known_by < pair[1].known_by && pair[0].right != pair[1].right);
        }
        for step in &learnt {
            prop_assert_eq!(step.right, known(Some(step.known_by)));
        }
        for step in learnt.iter().skip(1) {
            let fresh = |source: &Id| catalog.published(*source) == step.known_by;
            prop_assert!(step.sources.iter().any(fresh));
        }
        let start = filter.known_by.unwrap_or(question.as_of);
        let last = learnt.last().map_or_else(|| known(Some(start)), |step| step.right);
        prop_assert_eq!(last, known(None), "with everything known");
    }
}
