//! The engine and the naive oracle of `tests/oracle` answer alike on the
//! shipped data: whoever misreads the rule is found out by the other.
//!
//! `cargo test --profile proof --test proofs differential -- --ignored` asks everything.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use aicloud_core::catalog::Catalog;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use aicloud_core::model::{Day, EvidenceClass, Id, PartialDate, ProviderKind, Records};
use aicloud_core::rights::{Asked, Filter, Lens, Question, decide, history};
use aicloud_data::DataSet;
use aicloud_facts::SNAPSHOT;

use crate::oracle;

/// One way to look at the data.
#[derive(Clone, Copy, Debug, Default)]
struct View {
    known_by: Option<Day>,
    evidence: Option<EvidenceClass>,
    asked: Asked,
    region: Option<&'static str>,
}

impl View {
    fn of(evidence: EvidenceClass) -> Self {
        Self { evidence: Some(evidence), ..Self::default() }
    }

    fn known_by(day: &str) -> Self {
        Self { known_by: Some(day.parse::<PartialDate>().unwrap().last_day()), ..Self::default() }
    }
}

/// Clouds, platforms, hosts and the vendors' own shops.
fn shops(catalog: &Catalog) -> Vec<Id> {
    let sells = |position: &Id| {
        let provider = catalog.provider(*position);
        provider.id.ends_with("-direct")
            || matches!(
                provider.kind,
                ProviderKind::Cloud | ProviderKind::Platform | ProviderKind::Host
            )
    };
    catalog.provider_ids().filter(sells).collect()
}

/// Every question about a product in a view: each shop and segment on each day
/// on which something can change, and on the day before.
fn questions(product: Id, view: View, lens: &Lens<'_>) -> Vec<Question<'static>> {
    let mut questions = Vec::new();
    for seller in shops(lens.catalog) {
        for segment in lens.catalog.segment_ids() {
            let View { asked, region, .. } = view;
            let question = Question { seller, product, asked, segment, region, as_of: Day::EPOCH };
            for day in history::boundaries(&question, lens) {
                questions.push(Question { as_of: day.previous(), ..question });
                questions.push(Question { as_of: day, ..question });
            }
        }
    }
    questions.dedup_by_key(|q| (q.seller, q.segment, q.as_of));
    questions
}

fn to_oracle<'f>(question: &Question<'f>, view: View, catalog: &'f Catalog) -> oracle::Asked<'f> {
    oracle::Asked {
        seller: &catalog.provider(question.seller).id,
        product: &catalog.product(question.product).id,
        host_only: question.asked == Asked::Host,
        segment: &catalog.segment(question.segment).id,
        region: question.region,
        as_of: question.as_of,
        known_by: view.known_by,
        evidence: view.evidence,
        according_to: Vec::new(),
    }
}

/// How a decision and the oracle differ, if they do.
///
/// Whether the vendor has chosen a seller is compared where no region is asked
/// and every field of the product is known: beyond that the rule does not say.
fn apart(
    question: &Question<'_>,
    view: View,
    lens: &Lens<'_>,
    records: &Records,
) -> Option<String> {
    let ours = decide(question, lens);
    let asked = to_oracle(question, view, lens.catalog);
    let right = oracle::decide(records, &asked);
    let product = lens.catalog.product(question.product);
    let known = product.access.list().is_some() && product.developed_with.list().is_some();
    let appointed = if known && question.region.is_none() {
        oracle::appointed(records, &asked)
    } else {
        ours.appointed
    };
    let differs = !oracle::same(ours.right, right) || ours.appointed != appointed;
    differs.then(|| {
        format!(
            "{asked:?}: the engine says {:?}, appointed {}; the oracle {right:?}, appointed {appointed}",
            ours.right, ours.appointed
        )
    })
}

/// Asks both every `step`-th question of a view; the number of questions asked
/// and every disagreement.
fn compare(view: View, step: usize, catalog: &Catalog, records: &Records) -> (usize, Vec<String>) {
    let filter = Filter { known_by: view.known_by, evidence: view.evidence, ..Filter::default() };
    let lens = Lens::new(catalog, &filter);
    let all = catalog.product_ids().flat_map(|product| questions(product, view, &lens));
    let asked: Vec<Question<'_>> = all.step_by(step).collect();
    let differ = asked.iter().filter_map(|question| apart(question, view, &lens, records));
    (asked.len(), differ.collect())
}

/// The views beside the plain one.
fn filtered() -> Vec<View> {
    vec![
        View::of(EvidenceClass::Primary),
        View::of(EvidenceClass::Press),
        View::of(EvidenceClass::Analyst),
        View::known_by("2026-01-31"),
        View::known_by("2026-04-10"),
        View::known_by("2026-06-20"),
        View { asked: Asked::Host, ..View::default() },
        View { region: Some("United States"), ..View::default() },
        View { region: Some("us-east-1"), ..View::default() },
    ]
}

/// Asks every `step`-th question of the plain view and every `filtered_step`-th of
/// the others, a view at a time on each processor, which opens the data for itself.
fn check(step: usize, filtered_step: usize) -> usize {
    let filtered = filtered().into_iter().map(|view| (view, filtered_step));
    let views: Vec<(View, usize)> =
        std::iter::once((View::default(), step)).chain(filtered).collect();
    let next = AtomicUsize::new(0);
    let answers = || {
        let data = DataSet::embedded(SNAPSHOT).unwrap();
        let records = data.records();
        let turns = std::iter::from_fn(|| views.get(next.fetch_add(1, Ordering::Relaxed)));
        turns.map(|(view, step)| compare(*view, *step, &data.catalog, &records)).collect::<Vec<_>>()
    };
    let answers: Vec<(usize, Vec<String>)> = thread::scope(|scope| {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        let threads: Vec<_> = (0..processors).map(|_| scope.spawn(answers)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(answers.len(), views.len());
    let count: usize = answers.iter().map(|(asked, _)| asked).sum();
    let told = answers.iter().flat_map(|(_, differ)| differ);
    let differ: Vec<&str> = told.map(String::as_str).collect();
    let shown: Vec<&str> = differ.iter().take(20).copied().collect();
    assert!(differ.is_empty(), "{} of {count} differ:\n{}", differ.len(), shown.join("\n"));
    count
}

/// Prime steps, so that no shop, segment or day is left out every time.
#[test]
fn the_engine_and_the_oracle_agree_on_a_sample() {
    assert!(check(41, 211) > 1_000);
}

#[test]
#[ignore = "asks more than a million questions: run it in release"]
fn the_engine_and_the_oracle_agree_on_all_that_is_plainly_asked_and_half_of_the_rest() {
    assert!(check(1, 2) > 1_000_000);
}
