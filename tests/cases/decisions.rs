//! The decision rule, case by case: each file under `tests/decisions/` is a
//! table of questions with the answers that the rule and the sources give.
//!
//! A field of a case that is not given is not looked at. `because`,
//! `overruled` and `disputes` must name exactly what the decision names, in
//! any order; `gaps` must be among its gaps, `told` is every gap in words with what
//! each value would give, and `reserve` whether a table marks the answer with `~`;
//! `since: beginning` means that the right has been the same for as long as the data
//! reaches, `next_change: none` that no change is known.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use aicloud_core::catalog::Catalog;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use aicloud_core::model::{Action, Effect, EvidenceClass, Id, Kind, PartialDate};
use aicloud_core::rights::decide::{Reason, rule_word};
use aicloud_core::rights::gaps::{Gap, gaps, hangs};
use aicloud_core::rights::side::Implied;
use aicloud_core::rights::{Asked, Decision, Filter, Lens, Question, Right, Why, decide, history};
use aicloud_data::{DataSet, yaml};
use aicloud_facts::SNAPSHOT;
use libtest_mimic::Trial;
use serde::Deserialize;

/// One question with its answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    cloud: String,
    product: String,
    as_of: PartialDate,
    #[serde(default = "commercial")]
    segment: String,
    region: Option<String>,
    known_by: Option<PartialDate>,
    evidence: Option<EvidenceClass>,
    #[serde(default)]
    according_to: Vec<String>,
    action: Option<Action>,
    right: String,
    appointed: Option<bool>,
    because: Option<Vec<String>>,
    overruled: Option<Vec<Out>>,
    disputes: Option<Vec<String>>,
    #[serde(default)]
    gaps: Vec<String>,
    told: Option<Vec<String>>,
    reserve: Option<bool>,
    /// Terms that no proof can name although the answer turns on them: without
    /// each of them the right or what a gap would give is another.
    #[serde(default)]
    turns_on: Vec<String>,
    next_change: Option<String>,
    since: Option<String>,
    /// Why the answer is what it is, as one sentence.
    why: String,
}

/// A term that is overruled.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Out {
    term: String,
    rule: String,
    by: Option<String>,
}

fn commercial() -> String {
    "commercial".to_owned()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/decisions")
}

fn cases(file: &str) -> Vec<Case> {
    let text = fs::read_to_string(folder().join(file)).unwrap();
    yaml::records(&text).unwrap_or_else(|fault| {
        panic!("tests/decisions/{file}:{}: {}", fault.line().unwrap_or_default(), fault.told())
    })
}

fn files() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<String> = names.collect();
    files.sort();
    files
}

/// The position of an id in a list of facts.
fn known(kind: Kind, wanted: &str, catalog: &Catalog) -> Id {
    catalog.find(kind, wanted).unwrap_or_else(|| panic!("the data has no `{wanted}`"))
}

fn filter(case: &Case, catalog: &Catalog) -> Filter {
    let source = |id: &String| known(Kind::Source, id, catalog);
    Filter {
        known_by: case.known_by.map(PartialDate::last_day),
        evidence: case.evidence,
        according_to: case.according_to.iter().map(source).collect(),
        ..Filter::default()
    }
}

fn question<'c>(case: &'c Case, catalog: &Catalog) -> Question<'c> {
    Question {
        seller: known(Kind::Provider, &case.cloud, catalog),
        product: known(Kind::Product, &case.product, catalog),
        asked: match case.action {
            None | Some(Action::Sell) => Asked::Sell,
            Some(Action::Host) => Asked::Host,
            Some(other) => panic!("{}: nobody can ask for the action {other:?}", case.id),
        },
        segment: known(Kind::Segment, &case.segment, catalog),
        region: case.region.as_deref(),
        as_of: case.as_of.last_day(),
    }
}

fn name(reason: Reason, catalog: &Catalog) -> String {
    match reason.why {
        Why::Term(term) => catalog.term(term).id.to_string(),
        Why::Implied(Implied::Own) => "own".to_owned(),
        Why::Implied(Implied::Licence) => "licence".to_owned(),
        Why::Implied(Implied::Offer(_)) => "offer".to_owned(),
    }
}

/// Notes a field that differs.
fn differ<T: PartialEq + Debug>(field: &str, is: &T, wanted: &T, found: &mut Vec<String>) {
    if is != wanted {
        found.push(format!("{field} is {is:?}, expected {wanted:?}"));
    }
}

fn sorted(list: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut list: Vec<String> = list.into_iter().collect();
    list.sort();
    list.dedup();
    list
}

/// A gap, with what each value would give.
fn in_words(gap: &Gap) -> String {
    let value = |(value, right): &(String, Right)| format!("{value} {}", right.word());
    match gap.values.as_slice() {
        [] => gap.text.clone(),
        values => {
            format!("{} ({})", gap.text, values.iter().map(value).collect::<Vec<_>>().join(", "))
        }
    }
}

/// Everything in which the answer to a case differs from what it expects.
fn differences(case: &Case, catalog: &Catalog) -> Vec<String> {
    let lens = Lens::new(catalog, &filter(case, catalog));
    let question = question(case, catalog);
    let decision = decide(&question, &lens);
    let mut found = Vec::new();
    differ("right", &decision.right.word().to_owned(), &case.right, &mut found);
    if let Some(appointed) = case.appointed {
        differ("appointed", &decision.appointed, &appointed, &mut found);
    }
    of_proof(case, &decision, catalog, &mut found);
    let open = gaps(&question, &decision, &lens);
    let fields: BTreeSet<&str> = open.iter().map(|gap| gap.field.as_str()).collect();
    for gap in &case.gaps {
        if !fields.contains(gap.as_str()) {
            found.push(format!("the gap `{gap}` is missing among {fields:?}"));
        }
    }
    if let Some(told) = &case.told {
        let is = sorted(open.iter().map(in_words));
        differ("told", &is, &sorted(told.iter().cloned()), &mut found);
    }
    if let Some(reserve) = case.reserve {
        differ("reserve", &hangs(&question, &decision, &lens), &reserve, &mut found);
    }
    if let Some(wanted) = &case.since {
        let since = history::since(&question, &lens);
        let since = since.map_or("beginning".to_owned(), |day| day.to_string());
        differ("since", &since, wanted, &mut found);
    }
    if let Some(wanted) = &case.next_change {
        let next = history::next_change(&question, &lens);
        let next = next.map_or("none".to_owned(), |c| format!("{} {}", c.day, c.right.word()));
        differ("next_change", &next, wanted, &mut found);
    }
    for term in &case.turns_on {
        let position = known(Kind::Term, term, catalog);
        let without = Filter { without_terms: vec![position], ..filter(case, catalog) };
        let lens = Lens::new(catalog, &without);
        let other = decide(&question, &lens);
        let values = |gaps: &[Gap]| gaps.iter().map(|gap| gap.values.clone()).collect::<Vec<_>>();
        let others = gaps(&question, &other, &lens);
        if decision.right == other.right && values(&open) == values(&others) {
            found.push(format!("the answer does not turn on {term}"));
        }
    }
    found
}

fn of_proof(case: &Case, decision: &Decision, catalog: &Catalog, found: &mut Vec<String>) {
    if let Some(because) = &case.because {
        let is = sorted(decision.because.iter().map(|reason| name(*reason, catalog)));
        differ("because", &is, &sorted(because.iter().cloned()), found);
    }
    if let Some(overruled) = &case.overruled {
        let named = |out: &Out| out.by.is_some();
        let line = |term: &str, rule: &str, by: Option<&str>| match by {
            Some(by) => format!("{term} by {rule} of {by}"),
            None => format!("{term} by {rule}"),
        };
        // A case that leaves `by` out of one row leaves it out of the comparison.
        let by = overruled.iter().all(named);
        let wanted = overruled
            .iter()
            .map(|out| line(&out.term, &out.rule, out.by.as_deref().filter(|_| by)));
        let is = decision.overruled.iter().map(|beaten| {
            let winner: &str = &catalog.term(beaten.by).id;
            line(&catalog.term(beaten.term).id, rule_word(beaten.rule), Some(winner).filter(|_| by))
        });
        differ("overruled", &sorted(is), &sorted(wanted), found);
    }
    if let Some(disputes) = &case.disputes {
        let is = sorted(
            decision.disputes.iter().map(|dispute| catalog.dispute(*dispute).id.to_string()),
        );
        differ("disputes", &is, &sorted(disputes.iter().cloned()), found);
    }
}

thread_local! {
    static SHIPPED: DataSet = DataSet::embedded(SNAPSHOT).unwrap();
}

/// Asks a case.
fn hold(case: &Case) -> Result<(), String> {
    match SHIPPED.with(|shipped| differences(case, &shipped.catalog)).as_slice() {
        [] => Ok(()),
        differences => Err(format!("{}\n  {}", case.why, differences.join("\n  "))),
    }
}

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = vec![
        crate::check(
            "decisions",
            "every file is asked and every case has its own id",
            every_file_is_asked_and_every_case_has_its_own_id,
        ),
        crate::check(
            "decisions",
            "every term that decides rights is named by a case",
            every_term_that_decides_rights_is_named_by_a_case,
        ),
    ];
    for file in files() {
        let cases = cases(&file);
        assert!(!cases.is_empty(), "{file} holds no case");
        let table = file.trim_end_matches(".yaml");
        trials.extend(cases.into_iter().map(|case| {
            crate::case(format!("decisions/{table}/{}", case.id), move || hold(&case))
        }));
    }
    trials
}

fn every_file_is_asked_and_every_case_has_its_own_id() {
    let asked = [
        "boundaries.yaml",
        "implied.yaml",
        "other-vendors.yaml",
        "reserves.yaml",
        "segments.yaml",
        "unknown.yaml",
        "worked-examples.yaml",
    ];
    assert_eq!(files(), asked);
    let mut seen = BTreeSet::new();
    for file in asked {
        for case in cases(file) {
            assert!(case.why.ends_with('.'), "{file}: {} has no sentence as its `why`", case.id);
            assert!(seen.insert(case.id.clone()), "{file}: {} is the id of two cases", case.id);
        }
    }
}

/// A term that decides rights and that no case speaks of could be wrong without
/// any test failing.
fn every_term_that_decides_rights_is_named_by_a_case() {
    let data = DataSet::embedded(SNAPSHOT).unwrap();
    let mut named = BTreeSet::new();
    for case in files().iter().flat_map(|file| cases(file)) {
        named.extend(case.because.into_iter().flatten());
        named.extend(case.turns_on);
        for out in case.overruled.into_iter().flatten() {
            named.insert(out.term);
            named.extend(out.by);
        }
    }
    let terms = data.catalog.term_ids().map(|term| data.catalog.term(term));
    let decides = terms.filter(|term| {
        matches!(term.effect, Effect::Grant | Effect::Exclusive | Effect::Prohibit)
            && matches!(term.action, None | Some(Action::Sell | Action::Host))
    });
    let idle: Vec<&str> =
        decides.map(|term| term.id.as_str()).filter(|id| !named.contains(*id)).collect();
    assert!(idle.is_empty(), "no case names {idle:?}");
}
