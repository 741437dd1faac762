//! What a record leaves to be derived, worked out when it is asked for.

use std::ops::Deref;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::catalog::store::Catalog;
use crate::few::Few;
use crate::model::{
    Dated, Day, Dispute, Host, Hosting, Id, Kind, Offer, PartialDate, Price, Product, Stage,
    Stance, Statement, Term,
};

/// A stage of an offer with the day on which it began.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone<'c> {
    record: &'c Stage,
    /// From when.
    pub from: Day,
    said: Few<&'c Statement>,
    moved_by: Few<&'c Statement>,
}

impl Deref for Milestone<'_> {
    type Target = Stage;

    fn deref(&self) -> &Stage {
        self.record
    }
}

impl<'c> Milestone<'c> {
    /// On whose word.
    pub fn said(&self) -> impl Iterator<Item = &'c Statement> + Clone {
        self.said.iter().copied()
    }

    /// On whose word it has another date: while they are believed this one is past,
    /// such as a withdrawal that was put off. Nobody where it is the record's own.
    pub fn moved_by(&self) -> impl Iterator<Item = &'c Statement> + Clone {
        self.moved_by.iter().copied()
    }
}

impl Offer {
    /// Who sells it: the service's provider unless somebody else is named.
    pub fn seller(&self) -> Id {
        self.seller.unwrap_or_else(|| self.service.head())
    }

    /// Its stages in order. A source that dates one otherwise asserts its own date,
    /// until somebody who gives the date of the record is heard.
    pub(super) fn milestones(&self, read: impl Fn(Id) -> Day) -> Vec<Milestone<'_>> {
        let mut all = Vec::with_capacity(self.stages.len());
        for record in &self.stages {
            let began = |from: PartialDate, said: &Few<&Statement>| {
                first_day(from, record.dated, said.iter().copied(), &read)
            };
            let (otherwise, same): (Few<&Statement>, Few<&Statement>) =
                record.sources.iter().partition(|statement| dates_otherwise(statement, record));
            if !same.iter().any(|statement| statement.stance == Stance::Asserts) {
                let said = record.sources.iter().collect();
                let from = began(record.from, &said);
                all.push(Milestone { record, from, said, moved_by: Few::new() });
                continue;
            }
            for statement in otherwise {
                let said = Few::from_elem(statement, 1);
                let from = began(statement.dates_it.unwrap_or(record.from), &said);
                all.push(Milestone { record, from, said, moved_by: same.clone() });
            }
            let from = began(record.from, &same);
            all.push(Milestone { record, from, said: same, moved_by: Few::new() });
        }
        all.sort_by_key(|stage| stage.from);
        all
    }
}

/// Whether a statement gives a stage a date that lies outside that of the record.
/// What was only seen has no date that could be another.
fn dates_otherwise(statement: &Statement, stage: &Stage) -> bool {
    let is_other = |date: PartialDate| {
        date.last_day() < stage.from.first_day() || stage.from.last_day() < date.first_day()
    };
    stage.dated != Dated::Observed && statement.dates_it.is_some_and(is_other)
}

/// The first day of a stage or a price. What was seen in a month or a year is
/// certain only from its last day, or from the day on which it was read.
fn first_day<'s>(
    from: PartialDate,
    dated: Dated,
    said: impl Iterator<Item = &'s Statement>,
    read: impl Fn(Id) -> Day,
) -> Day {
    if dated != Dated::Observed {
        return from.first_day();
    }
    let read = said.map(|statement| read(statement.source)).min();
    read.map_or(from.last_day(), |read| from.last_day().min(read))
}

impl Hosting {
    /// The provider that runs it; nothing where that is unknown.
    pub fn provider(&self) -> Option<Id> {
        match self.host {
            Host::Unknown => None,
            Host::Provider(provider) => Some(provider),
        }
    }
}

impl Product {
    /// Everything that it answers to.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let names = [self.id.as_str(), self.id.tail(), &self.name, &self.short];
        names.into_iter().chain(self.aliases.iter().map(String::as_str))
    }
}

/// Declares who states the end of a record: the sources of the record itself unless
/// others are given.
macro_rules! ends {
    ($($record:ident)*) => {$(
        impl $record {
            /// Who states its end.
            pub fn end_sources(&self) -> &[Statement] {
                if self.until_sources.is_empty() { &self.sources } else { &self.until_sources }
            }

            /// Its last day, where one is stated.
            pub fn last_day(&self) -> Option<Day> {
                self.until.map(PartialDate::last_day)
            }
        }
    )*};
}

ends! { Term Dispute Price }

impl Catalog {
    /// The stages of an offer, in order.
    pub fn stages<'c>(&self, offer: &'c Offer) -> Vec<Milestone<'c>> {
        offer.milestones(|source| self.read(source))
    }

    /// The list prices of an offer, and those that others state for it.
    pub fn prices<'c>(&'c self, offer: &'c Offer) -> impl Iterator<Item = &'c Price> + Clone {
        let stated = self.index.stated(offer.id);
        offer.prices.iter().chain(stated.flat_map(|place| &self.prices[place].prices))
    }

    /// The first day of a price.
    pub fn price_from(&self, price: &Price) -> Day {
        first_day(price.from, price.dated, price.sources.iter(), |source| self.read(source))
    }

    /// The segments that can buy an offer: those of its service unless it names some.
    pub fn segments<'c>(&'c self, offer: &'c Offer) -> &'c [Id] {
        if offer.segments.is_empty() {
            &self.service(offer.service).segments
        } else {
            &offer.segments
        }
    }

    /// Whether a segment is another or lies within it.
    pub fn lies_within(&self, segment: Id, wider: Id) -> bool {
        segment == wider
            || self.segment(segment).within.is_some_and(|next| self.lies_within(next, wider))
    }

    /// Whether a provider is, or belongs to, another.
    pub fn is_or_belongs_to(&self, provider: Id, other: Id) -> bool {
        provider == other || self.provider(provider).parent == Some(other)
    }

    /// Whether an id, such as the grantee of a term, is that of a class of providers.
    pub fn is_class(&self, id: Id) -> bool {
        self.place(id).is_some_and(|at| at.kind == Kind::Class)
    }

    /// The agreement in which a term or a dispute stands.
    pub fn agreement_of(&self, id: Id) -> Option<Id> {
        let at = self.place(id).filter(|at| matches!(at.kind, Kind::Term | Kind::Dispute))?;
        Some(self.agreements[at.place].id)
    }

    /// A record as named values: an agreement with the ids of its terms in place of
    /// these, a term with that of its agreement.
    pub fn value(&self, id: Id) -> Option<Value> {
        let at = self.place(id)?;
        let value = match at.kind {
            Kind::Provider => named(&self.providers[at.place]),
            Kind::Service => named(&self.services[at.place]),
            Kind::Segment => named(&self.segments[at.place]),
            Kind::Class => named(&self.classes[at.place]),
            Kind::Product => named(&self.products[at.place]),
            Kind::Offer => named(&self.offers[at.place]),
            Kind::PriceStatement => named(&self.prices[at.place]),
            Kind::Discount => named(&self.discounts[at.place]),
            Kind::Override => named(&self.overrides[at.place]),
            Kind::Claim => named(&self.claims[at.place]),
            Kind::Benchmark => named(&self.benchmarks[at.place]),
            Kind::Source => named(&self.sources[at.place]),
            Kind::WatchItem => named(&self.watchlist[at.place]),
            Kind::Conflict => named(&self.conflicts[at.place]),
            Kind::Agreement => {
                let agreement = &self.agreements[at.place];
                let mut value = named(agreement)?;
                let terms = agreement.terms.iter().map(|term| Value::from(term.id.as_str()));
                value.insert("terms".to_owned(), terms.collect());
                Some(value)
            }
            Kind::Term => {
                let mut value = named(self.term(id))?;
                value.insert("agreement".to_owned(), self.agreements[at.place].id.as_str().into());
                Some(value)
            }
            Kind::Dispute => named(self.dispute(id)),
        };
        value.map(Value::Object)
    }
}

fn named(record: &impl Serialize) -> Option<Map<String, Value>> {
    match serde_json::to_value(record) {
        Ok(Value::Object(value)) => Some(value),
        _ => None,
    }
}
