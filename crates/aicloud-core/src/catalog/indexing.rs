//! The index of a catalog, made of its records.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::catalog::basis::Basis;
use crate::catalog::index::{Concerns, Index, IndexEntry, Spoken};
use crate::catalog::list::List;
use crate::catalog::store::Catalog;
use crate::model::{
    Availability, Effect, Id, Kind, Layer, Product, Records, Scope, Source, Statement,
};
use crate::names::{short_hash, spelled};

impl Catalog {
    /// The catalog of records that passed every check and are sorted.
    pub fn of(records: Records, basis: Basis) -> Self {
        Self::with(records, basis, index)
    }

    /// The catalog as bytes, part by part.
    ///
    /// # Errors
    /// None in practice: every part has such a form.
    pub fn packed(&self) -> serde_json::Result<Vec<Vec<u8>>> {
        let mut parts = vec![serde_json::to_vec(&self.basis)?];
        parts.extend(self.index.packed(referring(self, &self.index))?);
        parts.extend(self.packed_lists()?);
        Ok(parts)
    }

    /// The records that name one, by id.
    pub fn referring_to(&self, id: Id) -> impl Iterator<Item = Id> {
        let number = self.index.number(id);
        let known = number.and_then(|number| self.index.referring(number).map(<[usize]>::to_vec));
        let numbers = known.or_else(|| referring(self, &self.index).get(number?).cloned());
        numbers.unwrap_or_default().into_iter().map(|number| self.index.id(number))
    }
}

/// The index of records, whatever their order.
fn index(catalog: &Catalog) -> Index {
    let (ids, entries) = entries(catalog).into_iter().unzip();
    let mut index = Index::from(ids, entries);
    index.sources = sources(catalog);
    index.names = names(catalog);
    index.stated = stated(catalog);
    let superseding = superseding(catalog, &index);
    let made = made(catalog, &index);
    index.superseding = superseding;
    index.made = made;
    index.concerns = concerns(catalog, &index);
    index
}

fn entries(catalog: &Catalog) -> Vec<(Id, IndexEntry)> {
    let mut entries = Vec::new();
    let mut add = |kind, id, place, within| {
        entries.push((id, IndexEntry { kind, place, within, rank: 0 }));
    };
    macro_rules! list {
        ($($kind:ident $list:ident),*) => {$(
            for (place, record) in catalog.$list.iter().enumerate() {
                add(Kind::$kind, record.id, place, 0);
            }
        )*};
    }
    list!(
        Provider providers, Service services, Segment segments, Class classes,
        Product products, Offer offers, PriceStatement prices, Discount discounts,
        Override overrides, Agreement agreements, Claim claims, Benchmark benchmarks,
        Source sources, WatchItem watchlist, Conflict conflicts
    );
    for (place, agreement) in catalog.agreements.iter().enumerate() {
        for (within, term) in agreement.terms.iter().enumerate() {
            add(Kind::Term, term.id, place, within);
        }
        for (within, dispute) in agreement.disputes.iter().enumerate() {
            add(Kind::Dispute, dispute.id, place, within);
        }
    }
    entries.sort_by_key(|(id, _)| *id);
    let mut ranks: BTreeMap<Kind, usize> = BTreeMap::new();
    for (_, entry) in &mut entries {
        let rank = ranks.entry(entry.kind).or_default();
        entry.rank = *rank;
        *rank += 1;
    }
    entries
}

fn sources(catalog: &Catalog) -> List<Spoken> {
    let withdrawn: BTreeSet<Id> =
        catalog.overrides.iter().filter_map(|wanted| wanted.withdraw).collect();
    let spoken = |source: &Source| {
        let read = source.retrieved.last_day();
        Spoken {
            class: source.class,
            published: source.published.last_day().min(read),
            read,
            withdrawn: withdrawn.contains(&source.id),
        }
    };
    catalog.sources.iter().map(spoken).collect()
}

fn names(catalog: &Catalog) -> List<(u32, usize)> {
    let products = catalog.products.iter().enumerate();
    let of = |(place, product): (usize, &'_ Product)| {
        product.names().map(move |name| (short_hash(&spelled(name)), place)).collect::<Vec<_>>()
    };
    let mut names: Vec<(u32, usize)> = products.flat_map(of).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().collect()
}

fn stated(catalog: &Catalog) -> List<(usize, usize)> {
    let places: BTreeMap<Id, usize> =
        catalog.offers.iter().enumerate().map(|(place, offer)| (offer.id, place)).collect();
    let prices = catalog.prices.iter().enumerate();
    let mut stated: Vec<(usize, usize)> =
        prices.filter_map(|(place, prices)| Some((*places.get(&prices.offer)?, place))).collect();
    stated.sort_unstable();
    stated.into_iter().collect()
}

/// Turns `supersedes` around: the reasoning asks what ended a term.
fn superseding(catalog: &Catalog, index: &Index) -> List<Vec<usize>> {
    let mut superseding = vec![Vec::new(); index.of_kind(Kind::Term).len()];
    for term in catalog.agreements.iter().flat_map(|agreement| &agreement.terms) {
        for ended in &term.supersedes {
            superseding[index.at(Kind::Term, *ended).rank].extend(index.number(term.id));
        }
    }
    superseding.into_iter().collect()
}

fn made(catalog: &Catalog, index: &Index) -> List<Vec<usize>> {
    let mut made = vec![Vec::new(); catalog.providers.len()];
    for product in catalog.products.iter() {
        let partners = product.developed_with.list().unwrap_or_default();
        for maker in std::iter::once(&product.vendor).chain(partners) {
            let made = &mut made[index.at(Kind::Provider, *maker).place];
            note_once(made, index.number(product.id));
        }
    }
    made.into_iter().collect()
}

/// Notes a record that is looked at by itself, once though it is named twice.
fn note_once(list: &mut Vec<usize>, number: Option<usize>) {
    list.extend(number.filter(|number| list.last() != Some(number)));
}

/// Each record looks only at the products that it names, or at those of the vendor
/// that it names, so that this does not cost every record times every product.
fn concerns(catalog: &Catalog, index: &Index) -> List<Concerns> {
    let mut concerns: Vec<Concerns> =
        catalog.products.iter().map(|_| Concerns::default()).collect();
    let mut by_vendor: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for product in catalog.products.iter() {
        by_vendor.entry(product.vendor).or_default().push(product.id);
    }
    let place = |product: Id| index.at(Kind::Product, product).place;
    let covered = |scope: &Scope| -> Vec<usize> {
        let products = match scope.vendor {
            _ if !scope.products.is_empty() => scope.products.clone(),
            Some(vendor) => by_vendor.get(&vendor).cloned().unwrap_or_default(),
            None => index.of_kind(Kind::Product).to_vec(),
        };
        let places = products.into_iter().map(place);
        places.filter(|place| may_cover(scope, &catalog.products[*place])).collect()
    };
    // In the order of their ids: that within an agreement has no say.
    for id in index.of_kind(Kind::Term) {
        let at = index.at(Kind::Term, *id);
        let term = &catalog.agreements[at.place].terms[at.within];
        if matches!(term.effect, Effect::Grant | Effect::Exclusive | Effect::Prohibit) {
            for product in covered(&term.scope) {
                note_once(&mut concerns[product].terms, index.number(*id));
            }
        }
    }
    for id in index.of_kind(Kind::Dispute) {
        let at = index.at(Kind::Dispute, *id);
        for product in covered(&catalog.agreements[at.place].disputes[at.within].scope) {
            note_once(&mut concerns[product].disputes, index.number(*id));
        }
    }
    for offer in catalog.offers.iter() {
        let (Some(number), Some(seller)) = (index.number(offer.id), index.number(offer.seller()))
        else {
            continue;
        };
        let of = &mut concerns[place(offer.product)];
        of.offers.push((number, seller));
        let read = |source: Id| index.spoken(source).read;
        let stages = offer.milestones(read).into_iter();
        let general = stages.filter(|stage| stage.stage == Availability::Ga);
        of.launched.extend(general.map(|stage| (stage.from, stage.said().map(bare).collect())));
    }
    for of in &mut concerns {
        of.launched.sort_by_key(|(day, _)| *day);
    }
    concerns.into_iter().collect()
}

/// Who says what, without the words.
fn bare(statement: &Statement) -> Statement {
    Statement {
        speaker: None,
        locator: None,
        says: None,
        dates_it: None,
        quote: None,
        ..*statement
    }
}

/// Whether what is known of a product that a scope lists, or does not have to,
/// leaves room for the scope to cover it; the decision tells where something is
/// unknown.
fn may_cover(scope: &Scope, product: &Product) -> bool {
    let layer = scope.layer.is_none_or(|layer| [layer, Layer::Unknown].contains(&product.layer));
    let access = product.access.list().is_none_or(|access| {
        scope.access.is_none_or(|wanted| access.contains(&wanted))
            && scope.without_access.is_none_or(|barred| !access.contains(&barred))
    });
    let partners = product.developed_with.list().is_none_or(|partners| {
        scope.developed_with_third_party.is_none_or(|third| third != partners.is_empty())
    });
    scope.vendor.is_none_or(|vendor| vendor == product.vendor)
        && (scope.kinds.is_empty() || scope.kinds.contains(&product.kind))
        && !scope.except.contains(&product.id)
        && layer
        && access
        && partners
}

/// The records that name each record, by number: in any field but their own id, and
/// a service its provider by the id itself.
fn referring(catalog: &Catalog, index: &Index) -> Vec<Vec<usize>> {
    let mut referring: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); index.every().count()];
    for (number, (kind, id)) in index.every().enumerate() {
        let Some(Value::Object(mut record)) = catalog.value(id) else { continue };
        record.shift_remove("id");
        let mut named = Vec::new();
        record.values().for_each(|value| names_in(value, &mut named));
        if kind == Kind::Service {
            let ends = id.match_indices('/').map(|(end, _)| end);
            named.extend(ends.filter_map(|end| Id::known(id.as_str().get(..end)?)));
        }
        for of in named.into_iter().filter_map(|id| index.number(id)).filter(|of| *of != number) {
            referring[of].insert(number);
        }
    }
    referring.into_iter().map(|numbers| numbers.into_iter().collect()).collect()
}

/// Every text in a value that is an id.
fn names_in(value: &Value, named: &mut Vec<Id>) {
    match value {
        Value::String(text) => named.extend(Id::known(text)),
        Value::Array(list) => list.iter().for_each(|value| names_in(value, named)),
        Value::Object(map) => map.values().for_each(|value| names_in(value, named)),
        _ => {}
    }
}
