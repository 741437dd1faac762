//! References between records.

use super::Checker;
use crate::data::names::nearest;
use crate::model::{
    Agreement, Claim, Conflict, Host, Id, Kind, Known, Offer, Price, Product, Records, Scope,
    Source, Statement, Term, WatchItem,
};

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
pub(super) fn check(records: &Records, checker: &mut Checker<'_>) {
    for provider in &records.providers {
        Links::of(&provider.id, checker).all("parent", provider.parent.as_ref(), PROVIDER);
    }
    for service in &records.services {
        let mut links = Links::of(&service.id, checker);
        links.head_is_provider(&service.id);
        links.all("segments", &service.segments, SEGMENT);
    }
    for segment in &records.segments {
        Links::of(&segment.id, checker).all("within", segment.within.as_ref(), SEGMENT);
    }
    for class in &records.classes {
        let mut links = Links::of(&class.id, checker);
        for member in &class.members {
            links.one("members.provider", &member.provider, PROVIDER);
            links.statements("members.sources", &member.sources);
        }
    }
    records.products.iter().for_each(|product| self::product(product, checker));
    records.offers.iter().for_each(|offer| self::offer(offer, checker));
    for stated in &records.prices {
        let mut links = Links::of(&stated.id, checker);
        links.one("offer", &stated.offer, OFFER);
        links.prices(&stated.prices);
    }
    for discount in &records.discounts {
        let mut links = Links::of(&discount.id, checker);
        links.all("clouds", &discount.clouds, PROVIDER);
        links.all("services", &discount.services, SERVICE);
        links.all("products", &discount.products, PRODUCT);
    }
    records.agreements.iter().for_each(|agreement| self::agreement(agreement, checker));
    records.claims.iter().for_each(|claim| self::claim(claim, checker));
    for benchmark in &records.benchmarks {
        let mut links = Links::of(&benchmark.id, checker);
        links.statements("sources", &benchmark.sources);
        for score in &benchmark.scores {
            links.one("scores.product", &score.product, PRODUCT);
            links.statements("scores.sources", &score.sources);
        }
    }
    records.sources.iter().for_each(|source| self::source(source, checker));
    records.watchlist.iter().for_each(|item| watch_item(item, checker));
    records.conflicts.iter().for_each(|conflict| self::conflict(conflict, checker));
}

fn product(product: &Product, checker: &mut Checker<'_>) {
    let mut links = Links::of(&product.id, checker);
    links.one("vendor", &product.vendor, PROVIDER);
    if let Known::Is(partners) = &product.developed_with {
        links.all("developed_with", partners, PROVIDER);
    }
    links.all("part_of", product.part_of.as_ref(), PRODUCT);
    links.all("succeeded_by", product.succeeded_by.as_ref(), PRODUCT);
    links.statements("sources", &product.sources);
}

fn offer(offer: &Offer, checker: &mut Checker<'_>) {
    let mut links = Links::of(&offer.id, checker);
    links.one("product", &offer.product, PRODUCT);
    links.one("service", &offer.service, SERVICE);
    links.all("seller", offer.seller.as_ref(), PROVIDER);
    links.all("segments", &offer.segments, SEGMENT);
    for hosting in &offer.hosted_by {
        if let Host::Provider(host) = &hosting.host {
            links.one("hosted_by.host", host, PROVIDER);
        }
        links.statements("hosted_by.sources", &hosting.sources);
    }
    for terms in &offer.buyer_terms {
        links.one("buyer_terms.with", &terms.with, PROVIDER);
        links.statements("buyer_terms.sources", &terms.sources);
    }
    for draw_down in &offer.draws_down {
        links.statements("draws_down.sources", &draw_down.sources);
    }
    for residency in &offer.residency {
        links.statements("residency.sources", &residency.sources);
    }
    for stage in &offer.stages {
        links.all("stages.replaced_by", &stage.replaced_by, PRODUCT);
        links.statements("stages.sources", &stage.sources);
    }
    links.prices(&offer.prices);
}

fn agreement(agreement: &Agreement, checker: &mut Checker<'_>) {
    let mut links = Links::of(&agreement.id, checker);
    links.all("parties", &agreement.parties, PROVIDER);
    links.all("amends", &agreement.amends, AGREEMENT);
    links.statements("sources", &agreement.sources);
    agreement.terms.iter().for_each(|term| self::term(term, checker));
    for dispute in &agreement.disputes {
        let mut links = Links::of(&dispute.id, checker);
        links.one("by", &dispute.by, PROVIDER);
        links.all("sellers", &dispute.sellers, PROVIDER);
        links.scope(&dispute.scope);
        links.statements("sources", &dispute.sources);
        links.statements("until_sources", &dispute.until_sources);
    }
}

fn term(term: &Term, checker: &mut Checker<'_>) {
    let mut links = Links::of(&term.id, checker);
    links.one("grantor", &term.grantor, PROVIDER);
    links.one("grantee", &term.grantee, PARTY);
    links.all("among", term.among.as_ref(), CLASS);
    links.all("supersedes", &term.supersedes, TERM);
    links.all("exception_to", &term.exception_to, TERM);
    links.scope(&term.scope);
    links.statements("sources", &term.sources);
    links.statements("until_sources", &term.until_sources);
}

fn claim(claim: &Claim, checker: &mut Checker<'_>) {
    let mut links = Links::of(&claim.id, checker);
    links.one("claimant", &claim.claimant, PROVIDER);
    for (field, parties) in [("subjects", &claim.subjects), ("comparators", &claim.comparators)] {
        links.all(field, parties.iter().filter_map(|party| party.product.as_ref()), PRODUCT);
        links.all(field, parties.iter().filter_map(|party| party.service.as_ref()), SERVICE);
    }
    links.all("sources", claim.sources.iter().map(|version| &version.source), SOURCE);
    let sides = claim.sources.iter().flat_map(|one| one.subjects.iter().chain(&one.comparators));
    links.all("sources", sides.clone().filter_map(|party| party.product.as_ref()), PRODUCT);
    links.all("sources", sides.filter_map(|party| party.service.as_ref()), SERVICE);
}

fn source(source: &Source, checker: &mut Checker<'_>) {
    let mut links = Links::of(&source.id, checker);
    links.all("publishes_prices.of", source.publishes_prices.as_ref().map(|p| &p.of), PROVIDER);
    links.all("derives_from", &source.derives_from, SOURCE);
    for sentence in &source.sentences {
        links.all(&format!("sentences.{}.about", sentence.id), &sentence.about, ANY);
        links.all(&format!("sentences.{}.confirmed_by", sentence.id), &sentence.confirmed_by, ANY);
        let field = format!("sentences.{}.contradicted_by", sentence.id);
        links.all(&field, &sentence.contradicted_by, ANY);
    }
}

fn watch_item(item: &WatchItem, checker: &mut Checker<'_>) {
    let mut links = Links::of(&item.id, checker);
    links.all("about", &item.about, ANY);
    links.all("resolved_by", &item.resolved_by, ANY);
    links.statements("sources", &item.sources);
    for development in &item.developments {
        links.statements("developments.sources", &development.sources);
    }
}

fn conflict(conflict: &Conflict, checker: &mut Checker<'_>) {
    let mut links = Links::of(&conflict.id, checker);
    links.all("about", &conflict.about, ANY);
    for side in &conflict.sides {
        links.all("sides.sources", &side.sources, SOURCE);
    }
}

/// The references of one record.
struct Links<'c, 'a> {
    record: Id,
    checker: &'c mut Checker<'a>,
}

impl<'c, 'a> Links<'c, 'a> {
    fn of(record: &Id, checker: &'c mut Checker<'a>) -> Self {
        Self { record: record.clone(), checker }
    }

    fn one(&mut self, field: &str, id: &Id, wanted: Wanted) {
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
            let names = self.checker.kinds.iter();
            let names = names.filter(|(_, kind)| wanted.is_empty() || wanted.contains(kind));
            let near = nearest(id.as_str(), names.map(|(id, _)| id.as_str()), 1);
            let hint =
                near.first().map_or(String::new(), |near| format!("; the nearest is `{near}`"));
            format!("there is no {noun} `{id}`{hint}")
        };
        self.checker.report("dangling-reference", &self.record, field, message);
    }

    fn all<'i>(&mut self, field: &str, ids: impl IntoIterator<Item = &'i Id>, wanted: Wanted) {
        ids.into_iter().for_each(|id| self.one(field, id, wanted));
    }

    fn statements(&mut self, field: &str, statements: &[Statement]) {
        self.all(field, statements.iter().map(|statement| &statement.source), SOURCE);
    }

    fn prices(&mut self, prices: &[Price]) {
        for price in prices {
            self.statements("prices.sources", &price.sources);
            self.statements("prices.until_sources", &price.until_sources);
        }
    }

    fn scope(&mut self, scope: &Scope) {
        self.all("scope.products", &scope.products, PRODUCT);
        self.all("scope.vendor", scope.vendor.as_ref(), PROVIDER);
        self.all("scope.except", &scope.except, PRODUCT);
        self.all("scope.segments", &scope.segments, SEGMENT);
    }

    fn head_is_provider(&mut self, id: &Id) {
        if let Ok(provider) = id.head().parse::<Id>() {
            self.one("id", &provider, PROVIDER);
        }
    }
}
