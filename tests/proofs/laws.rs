//! Laws that the decision rule obeys on any data, tried on small data sets
//! drawn at random.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::drawn::{
    Plain, SOURCES, SPAN, Seeds, agreements, days, first, id, product, records, seeds, term,
};
use aicloud_core::model::{Day, Effect, EvidenceClass, Id, Known, Layer, Records, Scope, Term};
use aicloud_core::rights;
use aicloud_core::rights::{Asked, Lens, Question, Why, decide, history};
use aicloud_data::DataSet;
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::oracle;

/// The question as the oracle takes it.
fn to_oracle(asked: &Plain) -> oracle::Asked<'_> {
    oracle::Asked {
        seller: asked.seller.as_str(),
        product: asked.product.as_str(),
        host_only: asked.asked == Asked::Host,
        segment: asked.segment.as_str(),
        region: asked.region,
        as_of: asked.as_of,
        known_by: asked.known_by,
        evidence: asked.evidence,
        according_to: asked.according_to.iter().map(|id| id.as_str()).collect(),
    }
}

fn answer(asked: &Plain, lens: &Lens<'_>) -> Answer {
    let catalog = lens.catalog;
    let decision = decide(&asked.question(), lens);
    let name = |why: Why| match why {
        Why::Term(term) => catalog.term(term).id.to_string(),
        Why::Implied(implied) => format!("{implied:?}"),
    };
    let names = |reasons: &[rights::Reason]| reasons.iter().map(|r| name(r.why)).collect();
    let out = |out: &rights::Overruled| {
        format!("{} by {:?} of {}", catalog.term(out.term).id, out.rule, catalog.term(out.by).id)
    };
    let mut overruled: Vec<String> = decision.overruled.iter().map(out).collect();
    overruled.sort();
    Answer {
        right: decision.right,
        appointed: decision.appointed,
        because: names(&decision.because),
        corroboration: names(&decision.corroboration),
        overruled,
        disputes: decision.disputes.iter().map(|d| catalog.dispute(*d).id.to_string()).collect(),
    }
}

/// A decision in ids.
#[derive(Debug, PartialEq)]
struct Answer {
    right: rights::Right,
    appointed: bool,
    because: Vec<String>,
    corroboration: Vec<String>,
    overruled: Vec<String>,
    disputes: Vec<String>,
}

/// The answers to questions that share one filter.
fn answers(asked: &[Plain], records: &Records) -> Vec<Answer> {
    let data = DataSet::from_records(records.clone()).unwrap();
    let filter = asked.first().map(super::super::drawn::Plain::filter).unwrap_or_default();
    let lens = Lens::new(&data.catalog, &filter);
    asked.iter().map(|asked| answer(asked, &lens)).collect()
}

fn rights(asked: &[Plain], records: &Records) -> Vec<rights::Right> {
    answers(asked, records).into_iter().map(|answer| answer.right).collect()
}
/// The records in another order. Stages and hosts stay: they are a history.
fn stirred(mut records: Records) -> Records {
    for agreement in &mut records.agreements {
        agreement.terms.reverse();
        agreement.disputes.reverse();
        for term in &mut agreement.terms {
            term.sources.reverse();
            term.until_sources.reverse();
            term.scope.products.reverse();
        }
    }
    let (first, second) = records.agreements.split_at_mut(1);
    std::mem::swap(&mut first[0].terms, &mut second[0].terms);
    for class in &mut records.classes {
        class.members.reverse();
    }
    records.providers.rotate_left(3);
    records.services.reverse();
    records.segments.reverse();
    records.classes.reverse();
    records.products.reverse();
    records.offers.reverse();
    records.agreements.reverse();
    records.sources.rotate_left(5);
    records
}

fn with_term(records: &Records, term: Term) -> Records {
    let mut records = records.clone();
    records.agreements[0].terms.push(term);
    records
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    /// (a) Which record comes first decides nothing: neither in the files, which
    /// are sorted when they are read, nor inside a record.
    #[test]
    fn the_order_of_the_records_is_irrelevant(seeds in seeds()) {
        let records = records(&seeds);
        let asked = seeds.asked(&records).filtered(&seeds.other).everywhere(&records);
        let mut other = stirred(records.clone());
        prop_assert_eq!(rights(&asked, &other), rights(&asked, &records));
        other.sort();
        prop_assert_eq!(answers(&asked, &other), answers(&asked, &records));
    }

    /// (b) A term about other products changes nothing, unless it ends a term
    /// that is about this one.
    #[test]
    fn a_term_about_something_else_changes_nothing(seeds in seeds(), way in 0..3_usize) {
        let records = records(&seeds);
        let base = seeds.asked(&records);
        let mut asked = base.clone().everywhere(&records);
        asked.retain(|asked| asked.product == base.product);
        let mut term = term("term-other", seeds.terms.len(), &seeds.other, &records.products);
        let others = records.products.iter().map(|p| &p.id).filter(|id| **id != base.product);
        match way {
            0 => term.scope.vendor = Some(id(if base.product.head() == id("v1") { "v2" } else { "v1" })),
            1 => term.scope.products = others.take(1).copied().collect(),
            _ => term.scope.except = vec![base.product],
        }
        prop_assert_eq!(answers(&asked, &with_term(&records, term)), answers(&asked, &records));
    }

    /// (c) One more prohibition permits nothing that was not permitted, and
    /// lifts no prohibition: it can only put grants out. See the last test for
    /// what a prohibition does that ends another term.
    #[test]
    fn one_more_prohibition_permits_nothing(seeds in seeds()) {
        use rights::Right::{Permitted, Prohibited};
        let records = records(&seeds);
        let asked = seeds.asked(&records).everywhere(&records);
        let mut term = term("term-more", seeds.terms.len(), &seeds.other, &records.products);
        (term.effect, term.among) = (Effect::Prohibit, None);
        let before = rights(&asked, &records);
        let after = rights(&asked, &with_term(&records, term));
        for (before, after) in before.into_iter().zip(after) {
            prop_assert!(after != Permitted || before == Permitted);
            prop_assert!(before != Prohibited || after == Prohibited);
        }
    }

    /// (d) Between two boundaries the right stays what it is.
    #[test]
    fn the_right_changes_on_boundaries_alone(seeds in seeds()) {
        let records = records(&seeds);
        let asked = seeds.asked(&records).filtered(&seeds.other);
        let data = DataSet::from_records(records).unwrap();
        let lens = Lens::new(&data.catalog, &asked.filter());
        let question = asked.question();
        let boundaries = history::boundaries(&question, &lens);
        let on = |as_of: Day| {
            let decision = decide(&Question { as_of, ..question }, &lens);
            (decision.right, decision.appointed)
        };
        let quiet = days().filter(|day| !boundaries.contains(day));
        for day in quiet {
            prop_assert_eq!(on(day), on(day.previous()), "on {}", day);
        }
    }

    /// (e) The history says of every day what a decision on that day says.
    #[test]
    fn the_history_agrees_with_every_day(seeds in seeds()) {
        let records = records(&seeds);
        let asked = seeds.asked(&records).filtered(&seeds.other);
        let data = DataSet::from_records(records).unwrap();
        let lens = Lens::new(&data.catalog, &asked.filter());
        let question = asked.question();
        let periods = history::periods(&question, &lens);
        for as_of in days() {
            let holds = |p: &&history::Period| {
                p.from.is_none_or(|from| from <= as_of) && p.until.is_none_or(|end| as_of <= end)
            };
            let on: Vec<_> = periods.iter().filter(holds).collect();
            prop_assert_eq!(on.len(), 1, "{} periods hold {}", on.len(), as_of);
            let today = Question { as_of, ..question };
            let decision = decide(&today, &lens);
            prop_assert_eq!(on[0].decision.right, decision.right, "on {}", as_of);
            prop_assert_eq!(&on[0].decision.disputes, &decision.disputes, "on {}", as_of);
            let whys = |d: &rights::Decision| d.because.iter().map(|r| r.why).collect::<Vec<_>>();
            prop_assert_eq!(whys(&on[0].decision), whys(&decision), "on {}", as_of);
            prop_assert_eq!(on[0].stage, history::best_stage(&today, question.segment, &lens));
            let since = history::since(&today, &lens);
            prop_assert!(since.is_none_or(|since| since <= as_of));
            if let Some(next) = history::next_change(&today, &lens) {
                let then = decide(&Question { as_of: next.day, ..question }, &lens);
                prop_assert!(next.day > as_of && next.right == then.right);
                prop_assert!(next.right != decision.right);
            }
        }
    }

    /// (f) The engine and the naive oracle answer alike. Whether the vendor has
    /// chosen a seller is compared where no region is asked and every field of
    /// the product is known: beyond that the rule does not say.
    #[test]
    fn the_engine_and_the_oracle_agree(seeds in seeds()) {
        let records = records(&seeds);
        let asked = seeds.asked(&records).filtered(&seeds.other).everywhere(&records);
        for (asked, answer) in asked.iter().zip(answers(&asked, &records)) {
            let right = oracle::decide(&records, &to_oracle(asked));
            prop_assert!(oracle::same(answer.right, right), "{asked:?}: {answer:?}, the oracle {right:?}");
            if asked.region.is_none() && is_known(&records, asked.product) {
                let appointed = oracle::appointed(&records, &to_oracle(asked));
                prop_assert!(
                    answer.appointed == appointed,
                    "{asked:?}: appointed {}, the oracle {appointed}", answer.appointed
                );
            }
        }
    }

    /// (g) A filter that admits every source is no filter.
    #[test]
    fn a_filter_that_admits_everything_is_none(seeds in seeds()) {
        let records = records(&seeds);
        let asked = seeds.asked(&records);
        let everything = Plain {
            known_by: Some(first().plus(10 * SPAN)),
            evidence: Some(EvidenceClass::Inferred),
            according_to: records.sources.iter().map(|source| source.id).collect(),
            ..asked.clone()
        };
        let (asked, everything) = (asked.everywhere(&records), everything.everywhere(&records));
        prop_assert_eq!(answers(&everything, &records), answers(&asked, &records));
    }
}

/// Whether every field that a scope may ask of a product is known.
fn is_known(records: &Records, product: Id) -> bool {
    let product = records.products.iter().find(|p| p.id == product).unwrap();
    product.access != Known::Unknown
        && product.developed_with != Known::Unknown
        && product.layer != Layer::Unknown
}

/// The limit of law (c): a prohibition that *ends* an exclusivity frees those
/// whom the exclusivity barred. It does so by what it supersedes, which is why
/// the law adds prohibitions that supersede nothing.
#[test]
fn a_prohibition_that_ends_an_exclusivity_frees_others() {
    let products = vec![product(0, &[])];
    let plain = |name: &str, effect: Effect, grantee: &str| Term {
        effect,
        grantee: id(grantee),
        from: first().into(),
        scope: Scope::default(),
        ..term(name, 0, &[], &products)
    };
    let exclusive = Term { among: Some(id("any")), ..plain("term-0", Effect::Exclusive, "c2") };
    let grant = Term { scope: Scope::default(), ..plain("term-1", Effect::Grant, "c1") };
    let bar = Term { supersedes: vec![id("term-0")], ..plain("term-2", Effect::Prohibit, "c2") };
    let seeds = Seeds {
        products: vec![Vec::new(); 3],
        sources: vec![Vec::new(); SOURCES],
        members: vec![Vec::new()],
        terms: Vec::new(),
        disputes: Vec::new(),
        offers: Vec::new(),
        question: Vec::new(),
        other: Vec::new(),
    };
    let mut records = records(&seeds);
    let grant = Term { scope: Scope { kinds: Vec::new(), ..grant.scope.clone() }, ..grant };
    let exclusive =
        Term { scope: Scope { products: vec![products[0].id], ..Scope::default() }, ..exclusive };
    records.agreements = agreements(vec![exclusive, grant], Vec::new());
    let asked = Plain { as_of: first().plus(1), ..seeds.asked(&records) };
    let right = |records: &Records| rights(std::slice::from_ref(&asked), records);
    assert_eq!(right(&records), [rights::Right::Prohibited]);
    assert_eq!(right(&with_term(&records, bar)), [rights::Right::Permitted]);
}
