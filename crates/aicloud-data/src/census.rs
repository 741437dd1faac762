//! How much there is: counts by kind and class.

use crate::kinds::FileKind;
use aicloud_core::model::{
    Availability, Day, EvidenceClass, Kind, PriceState, Records, Source, Statement,
};

/// A count under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The heading.
    pub of: &'static str,
    /// What is counted.
    pub name: String,
    /// How many there are.
    pub count: usize,
}

/// Counts of everything, on a day, heading by heading.
pub fn census(records: &Records, day: Day) -> Vec<Count> {
    let mut counts = kinds(records);
    let by_class = |of: &'static str, classes: &[EvidenceClass]| {
        let of_class = move |class: &EvidenceClass| Count {
            of,
            name: class.word().to_owned(),
            count: classes.iter().filter(|other| *other == class).count(),
        };
        EvidenceClass::ALL.iter().map(of_class).collect::<Vec<_>>()
    };
    let classes: Vec<EvidenceClass> = records.sources.iter().map(|s| s.class).collect();
    counts.extend(by_class("sources", &classes));
    counts.extend(by_class("facts by their best source", &best_classes(records)));
    counts.extend(stages(records, day));
    counts.extend(prices(records));
    counts.extend(ages(&records.sources, day));
    counts
}

fn kinds(records: &Records) -> Vec<Count> {
    let count = |name: &str, count| Count { of: "records", name: name.to_owned(), count };
    let ids = records.ids();
    let within = |kind| ids.iter().filter(|(of, _)| *of == kind).count();
    let mut counts: Vec<Count> =
        FileKind::ALL.iter().map(|kind| count(kind.word(), kind.count(records))).collect();
    counts.push(count("terms", within(Kind::Term)));
    counts.push(count("disputes", within(Kind::Dispute)));
    counts
}

/// The best class of those who assert each term, dispute, membership, stage and
/// price.
fn best_classes(records: &Records) -> Vec<EvidenceClass> {
    let mut catalog: Vec<&[Statement]> = Vec::new();
    for agreement in &records.agreements {
        catalog.extend(agreement.terms.iter().map(|term| term.sources.as_slice()));
        catalog.extend(agreement.disputes.iter().map(|dispute| dispute.sources.as_slice()));
    }
    let members = records.classes.iter().flat_map(|class| &class.members);
    catalog.extend(members.map(|member| member.sources.as_slice()));
    for offer in &records.offers {
        catalog.extend(offer.stages.iter().map(|stage| stage.sources.as_slice()));
        catalog.extend(offer.prices.iter().map(|price| price.sources.as_slice()));
    }
    let stated = records.prices.iter().flat_map(|stated| &stated.prices);
    catalog.extend(stated.map(|price| price.sources.as_slice()));
    let classes: std::collections::BTreeMap<_, _> =
        records.sources.iter().map(|source| (&source.id, source.class)).collect();
    let best = |sources: &&[Statement]| {
        let known = sources.iter().filter_map(|statement| classes.get(&statement.source));
        EvidenceClass::strongest(known.copied())
    };
    catalog.iter().filter_map(best).collect()
}

/// Offers by the last stage that has begun.
fn stages(records: &Records, day: Day) -> Vec<Count> {
    let begun = |offer: &aicloud_core::model::Offer| {
        let mut stages = offer.stages.iter().rev();
        stages.find(|stage| stage.from.first_day() <= day).map(|stage| stage.stage)
    };
    let stages: Vec<Option<Availability>> = records.offers.iter().map(begun).collect();
    let count = |name: &str, counts: fn(Option<Availability>) -> bool| Count {
        of: "offers",
        name: name.to_owned(),
        count: stages.iter().filter(|stage| counts(**stage)).count(),
    };
    let gone = [Availability::Announced, Availability::Suspended, Availability::Retired];
    let mut counts = vec![
        count("on sale", |stage| stage.is_some_and(Availability::on_sale)),
        count("listed, stage unknown", |stage| stage == Some(Availability::Unknown)),
        count("looked for and not listed", |stage| stage == Some(Availability::NotListed)),
        count("not yet begun", |stage| stage.is_none()),
    ];
    counts.push(Count {
        of: "offers",
        name: "announced, suspended or retired".to_owned(),
        count: stages.iter().flatten().filter(|stage| gone.contains(stage)).count(),
    });
    counts
}

fn prices(records: &Records) -> Vec<Count> {
    let own = records.offers.iter().flat_map(|offer| &offer.prices);
    let stated = records.prices.iter().flat_map(|stated| &stated.prices);
    let prices: Vec<PriceState> = own.chain(stated).map(|price| price.state).collect();
    [
        ("with an amount", PriceState::Priced),
        ("not published", PriceState::NotPublished),
        ("free", PriceState::Free),
        ("included", PriceState::Included),
    ]
    .map(|(name, state)| Count {
        of: "prices",
        name: name.to_owned(),
        count: prices.iter().filter(|other| **other == state).count(),
    })
    .to_vec()
}

/// Sources by the days since they were last read.
fn ages(sources: &[Source], day: Day) -> Vec<Count> {
    let age = |source: &Source| day.since(source.retrieved.last_day());
    let within = |from: i32, to: i32| {
        sources.iter().filter(|source| (from..=to).contains(&age(source))).count()
    };
    [
        ("within 30 days", within(i32::MIN, 30)),
        ("within 60 days", within(31, 60)),
        ("within 90 days", within(61, 90)),
        ("within 180 days", within(91, 180)),
        ("longer ago", within(181, i32::MAX)),
    ]
    .map(|(name, count)| Count { of: "sources, last read", name: name.to_owned(), count })
    .to_vec()
}
