//! References between records.

use std::fmt::Display;

use crate::check::checker::{Checker, HINTS};
use aicloud_core::model::{
    Agreement, Claim, ClaimParty, Conflict, Host, Id, Kind, Known, Offer, Price, Product, Records,
    Scope, Source, Statement, Term, WatchItem,
};
use aicloud_core::names::nearest;

/// The kinds that a reference may name; empty for any kind.
type Wanted = &'static [Kind];

const PROVIDER: Wanted = &[Kind::Provider];
const PARTY: Wanted = &[Kind::Provider, Kind::Class];
const PRODUCT: Wanted = &[Kind::Product];
const SERVICE: Wanted = &[Kind::Service];
const OFFER: Wanted = &[Kind::Offer];
const SEGMENT: Wanted = &[Kind::Segment];
const CLASS: Wanted = &[Kind::Class];
const TERM: Wanted = &[Kind::Term];
const SOURCE: Wanted = &[Kind::Source];
const AGREEMENT: Wanted = &[Kind::Agreement];
const ANY: Wanted = &[];

/// Reports every reference to a record that does not exist or is of another kind.
pub(super) fn check(records: &Records, checker: &mut Checker) {
    for provider in &records.providers {
        Links::of(provider.id, checker).any("parent", provider.parent.as_ref(), PROVIDER);
    }
    for service in &records.services {
        let mut links = Links::of(service.id, checker);
        links.head_is_provider(service.id);
        links.all("segments", &service.segments, SEGMENT);
    }
    for segment in &records.segments {
        Links::of(segment.id, checker).any("within", segment.within.as_ref(), SEGMENT);
    }
    for class in &records.classes {
        let mut links = Links::of(class.id, checker);
        for (n, member) in class.members.iter().enumerate() {
            links.one(format_args!("members[{n}].provider"), member.provider, PROVIDER);
            links.statements(format_args!("members[{n}].sources"), &member.sources);
        }
    }
    records.products.iter().for_each(|product| self::product(product, checker));
    records.offers.iter().for_each(|offer| self::offer(offer, checker));
    for stated in &records.prices {
        let mut links = Links::of(stated.id, checker);
        links.one("offer", stated.offer, OFFER);
        links.prices(&stated.prices);
    }
    for discount in &records.discounts {
        let mut links = Links::of(discount.id, checker);
        links.all("clouds", &discount.clouds, PROVIDER);
        links.all("services", &discount.services, SERVICE);
        links.all("products", &discount.products, PRODUCT);
    }
    records.agreements.iter().for_each(|agreement| self::agreement(agreement, checker));
    records.claims.iter().for_each(|claim| self::claim(claim, checker));
    for benchmark in &records.benchmarks {
        let mut links = Links::of(benchmark.id, checker);
        links.statements("sources", &benchmark.sources);
        for (n, score) in benchmark.scores.iter().enumerate() {
            links.one(format_args!("scores[{n}].product"), score.product, PRODUCT);
            links.statements(format_args!("scores[{n}].sources"), &score.sources);
        }
    }
    records.sources.iter().for_each(|source| self::source(source, checker));
    records.watchlist.iter().for_each(|item| watch_item(item, checker));
    records.conflicts.iter().for_each(|conflict| self::conflict(conflict, checker));
}

fn product(product: &Product, checker: &mut Checker) {
    let mut links = Links::of(product.id, checker);
    links.one("vendor", product.vendor, PROVIDER);
    if let Known::Is(partners) = &product.developed_with {
        links.all("developed_with", partners, PROVIDER);
    }
    links.any("part_of", product.part_of.as_ref(), PRODUCT);
    links.any("succeeded_by", product.succeeded_by.as_ref(), PRODUCT);
    links.statements("sources", &product.sources);
}

fn offer(offer: &Offer, checker: &mut Checker) {
    let mut links = Links::of(offer.id, checker);
    links.one("product", offer.product, PRODUCT);
    links.one("service", offer.service, SERVICE);
    links.any("seller", offer.seller.as_ref(), PROVIDER);
    links.all("segments", &offer.segments, SEGMENT);
    for (n, hosting) in offer.hosted_by.iter().enumerate() {
        if let Host::Provider(host) = &hosting.host {
            links.one(format_args!("hosted_by[{n}].host"), *host, PROVIDER);
        }
        links.statements(format_args!("hosted_by[{n}].sources"), &hosting.sources);
    }
    for (n, terms) in offer.buyer_terms.iter().enumerate() {
        links.one(format_args!("buyer_terms[{n}].with"), terms.with, PROVIDER);
        links.statements(format_args!("buyer_terms[{n}].sources"), &terms.sources);
    }
    for (n, draw_down) in offer.draws_down.iter().enumerate() {
        links.statements(format_args!("draws_down[{n}].sources"), &draw_down.sources);
    }
    for (n, residency) in offer.residency.iter().enumerate() {
        links.statements(format_args!("residency[{n}].sources"), &residency.sources);
    }
    for (n, stage) in offer.stages.iter().enumerate() {
        links.all(format_args!("stages[{n}].replaced_by"), &stage.replaced_by, PRODUCT);
        links.statements(format_args!("stages[{n}].sources"), &stage.sources);
    }
    links.prices(&offer.prices);
}

fn agreement(agreement: &Agreement, checker: &mut Checker) {
    let mut links = Links::of(agreement.id, checker);
    links.all("parties", &agreement.parties, PROVIDER);
    links.all("amends", &agreement.amends, AGREEMENT);
    links.statements("sources", &agreement.sources);
    agreement.terms.iter().for_each(|term| self::term(term, checker));
    for dispute in &agreement.disputes {
        let mut links = Links::of(dispute.id, checker);
        links.one("by", dispute.by, PROVIDER);
        links.all("sellers", &dispute.sellers, PROVIDER);
        links.scope(&dispute.scope);
        links.statements("sources", &dispute.sources);
        links.statements("until_sources", &dispute.until_sources);
    }
}

fn term(term: &Term, checker: &mut Checker) {
    let mut links = Links::of(term.id, checker);
    links.one("grantor", term.grantor, PROVIDER);
    links.one("grantee", term.grantee, PARTY);
    links.any("among", term.among.as_ref(), CLASS);
    links.all("supersedes", &term.supersedes, TERM);
    links.all("exception_to", &term.exception_to, TERM);
    links.scope(&term.scope);
    links.statements("sources", &term.sources);
    links.statements("until_sources", &term.until_sources);
}

fn claim(claim: &Claim, checker: &mut Checker) {
    let mut links = Links::of(claim.id, checker);
    links.one("claimant", claim.claimant, PROVIDER);
    links.sides("", &claim.subjects, &claim.comparators);
    for (n, version) in claim.sources.iter().enumerate() {
        links.one(format_args!("sources[{n}].source"), version.source, SOURCE);
        links.sides(&format!("sources[{n}]."), &version.subjects, &version.comparators);
    }
}

fn source(source: &Source, checker: &mut Checker) {
    let mut links = Links::of(source.id, checker);
    links.any("publishes_prices.of", source.publishes_prices.as_ref().map(|p| &p.of), PROVIDER);
    links.all("derives_from", &source.derives_from, SOURCE);
    for (n, sentence) in source.sentences.iter().enumerate() {
        links.all(format_args!("sentences[{n}].about"), &sentence.about, ANY);
        links.all(format_args!("sentences[{n}].confirmed_by"), &sentence.confirmed_by, ANY);
        let contradicted_by = &sentence.contradicted_by;
        links.all(format_args!("sentences[{n}].contradicted_by"), contradicted_by, ANY);
    }
}

fn watch_item(item: &WatchItem, checker: &mut Checker) {
    let mut links = Links::of(item.id, checker);
    links.all("about", &item.about, ANY);
    links.all("resolved_by", &item.resolved_by, ANY);
    links.statements("sources", &item.sources);
    for (n, development) in item.developments.iter().enumerate() {
        links.statements(format_args!("developments[{n}].sources"), &development.sources);
    }
}

fn conflict(conflict: &Conflict, checker: &mut Checker) {
    let mut links = Links::of(conflict.id, checker);
    links.all("about", &conflict.about, ANY);
    for (n, side) in conflict.sides.iter().enumerate() {
        links.all(format_args!("sides[{n}].sources"), &side.sources, SOURCE);
    }
}

/// The references of one record.
struct Links<'c> {
    record: Id,
    checker: &'c mut Checker,
}

impl<'c> Links<'c> {
    fn of(record: Id, checker: &'c mut Checker) -> Self {
        Self { record, checker }
    }

    /// One reference, at a path that is written out only where it is wrong.
    fn one(&mut self, field: impl Display, id: Id, wanted: Wanted) {
        let found = self.checker.kind(id);
        if found.is_some_and(|kind| wanted.is_empty() || wanted.contains(&kind)) {
            return;
        }
        let noun = match wanted {
            [] => "record".to_owned(),
            kinds => kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(" or "),
        };
        let message = if let Some(kind) = found {
            format!("`{id}` is a {}; this field names a {noun}", kind.word())
        } else {
            let hint = self.nearest(id, wanted).map(|near| format!("; the nearest is `{near}`"));
            format!("there is no {noun} `{id}`{}", hint.unwrap_or_default())
        };
        self.checker.report("dangling-reference", self.record, field, message);
    }

    /// The products and services of both sides of a claim.
    fn sides(&mut self, within: &str, subjects: &[ClaimParty], comparators: &[ClaimParty]) {
        for (field, parties) in [("subjects", subjects), ("comparators", comparators)] {
            for (n, party) in parties.iter().enumerate() {
                let at = format!("{within}{field}[{n}]");
                self.any(format_args!("{at}.product"), party.product.as_ref(), PRODUCT);
                self.any(format_args!("{at}.service"), party.service.as_ref(), SERVICE);
            }
        }
    }

    fn nearest(&self, id: Id, wanted: Wanted) -> Option<&str> {
        if self.checker.found.len() >= HINTS {
            return None;
        }
        let names = self.checker.known.iter();
        let names = names.filter(|(_, (kind, _))| wanted.is_empty() || wanted.contains(kind));
        nearest(id.as_str(), names.map(|(id, _)| id.as_str()), 1).pop()
    }

    fn any(&mut self, field: impl Display, id: Option<&Id>, wanted: Wanted) {
        if let Some(id) = id {
            self.one(field, *id, wanted);
        }
    }

    fn all(&mut self, field: impl Display, ids: &[Id], wanted: Wanted) {
        for (n, id) in ids.iter().enumerate() {
            self.one(format_args!("{field}[{n}]"), *id, wanted);
        }
    }

    fn statements(&mut self, field: impl Display, statements: &[Statement]) {
        for (n, statement) in statements.iter().enumerate() {
            self.one(format_args!("{field}[{n}].source"), statement.source, SOURCE);
        }
    }

    fn prices(&mut self, prices: &[Price]) {
        for (n, price) in prices.iter().enumerate() {
            self.statements(format_args!("prices[{n}].sources"), &price.sources);
            self.statements(format_args!("prices[{n}].until_sources"), &price.until_sources);
        }
    }

    fn scope(&mut self, scope: &Scope) {
        self.all("scope.products", &scope.products, PRODUCT);
        self.any("scope.vendor", scope.vendor.as_ref(), PROVIDER);
        self.all("scope.except", &scope.except, PRODUCT);
        self.all("scope.segments", &scope.segments, SEGMENT);
    }

    fn head_is_provider(&mut self, id: Id) {
        if let Ok(provider) = id.head().parse::<Id>() {
            self.one("id", provider, PROVIDER);
        }
    }
}
