//! What is looked up in a catalog.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::catalog::Catalog;
use crate::catalog::list::{self, List};
use crate::model::{
    Availability, Day, Effect, EvidenceClass, Id, Kind, Layer, Product, Scope, Statement,
};
use crate::names::{short_hash, spelled};

/// Which version of the data an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// SHA-256 of the records, in hexadecimal.
    pub hash: String,
    /// The newest day on which any source was read.
    pub newest: Day,
}

impl Basis {
    /// The first eight digits of the hash, as tables show it.
    pub fn short(&self) -> &str {
        self.hash.get(..8).unwrap_or(&self.hash)
    }
}

/// Where a record stands. Its *number* is its place among all records, by id.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    pub(super) place: usize,
    pub(super) within: usize,
    /// Its place among those of its kind, by id.
    pub(super) rank: usize,
}

impl Entry {
    /// As fixed numbers: every one is read at every start.
    fn packed(self) -> [usize; 4] {
        [self.kind as usize, self.place, self.within, self.rank]
    }

    fn lent([kind, place, within, rank]: [usize; 4]) -> Option<Self> {
        Some(Self { kind: *Kind::ALL.get(kind)?, place, within, rank })
    }
}

/// What is asked of a source again and again.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct Spoken {
    pub(super) class: EvidenceClass,
    pub(super) published: Day,
    pub(super) read: Day,
    pub(super) withdrawn: bool,
}

/// What may concern a product, by number, so that a decision looks at little else:
/// its cost does not grow with data that is about other products.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Concerns {
    pub(super) terms: Vec<usize>,
    pub(super) disputes: Vec<usize>,
    /// Each with its seller.
    pub(super) offers: Vec<(usize, usize)>,
    /// Every day on which an offer of it became generally available, with who says
    /// so and who denies it.
    pub(super) launched: Vec<(Day, Vec<Statement>)>,
}

/// What is looked up.
#[derive(Default)]
pub(super) struct Index {
    /// By number.
    entries: Vec<Entry>,
    /// By number: the id.
    ids: Vec<Id>,
    /// By the number of the id itself: the number of its record.
    numbers: Vec<Option<u32>>,
    /// By the place of a kind among kinds.
    of_kind: Vec<Vec<Id>>,
    sources: List<Spoken>,
    /// The hash of each name of each product, with its place: sorted.
    names: List<(u32, usize)>,
    /// The place of an offer, and of prices that others state for it: sorted.
    stated: List<(usize, usize)>,
    /// By product.
    concerns: List<Concerns>,
    /// By provider: the products that it made.
    made: List<Vec<usize>>,
    /// By term: the terms that end it.
    superseding: List<Vec<usize>>,
    /// By record: the records that name it. Worked out for shipped data alone, since
    /// it takes a look at every record.
    referring: List<Vec<usize>>,
}

impl Index {
    /// The index of records, whatever their order.
    pub(super) fn of(catalog: &Catalog) -> Self {
        let (ids, entries) = entries(catalog).into_iter().unzip();
        let mut index = Self::from(ids, entries);
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

    fn from(ids: Vec<Id>, entries: Vec<Entry>) -> Self {
        let most = ids.iter().map(|id| id.number() + 1).max().unwrap_or(0);
        let mut numbers = vec![None; most];
        let mut of_kind = vec![Vec::new(); Kind::ALL.len()];
        for (number, (id, entry)) in ids.iter().zip(&entries).enumerate() {
            numbers[id.number()] = u32::try_from(number).ok();
            of_kind[entry.kind as usize].push(*id);
        }
        Self { entries, ids, numbers, of_kind, ..Self::default() }
    }

    /// The number of the record with an id.
    pub(super) fn number(&self, id: Id) -> Option<usize> {
        self.numbers.get(id.number()).copied().flatten().and_then(|n| usize::try_from(n).ok())
    }

    pub(super) fn find(&self, id: Id) -> Option<&Entry> {
        self.entries.get(self.number(id)?)
    }

    /// The record of a kind with an id that names one.
    pub(super) fn at(&self, kind: Kind, id: Id) -> &Entry {
        match self.find(id).filter(|at| at.kind == kind) {
            Some(at) => at,
            None => unreachable!("{id} was resolved to a {}", kind.word()),
        }
    }

    pub(super) fn id(&self, number: usize) -> Id {
        self.ids[number]
    }

    pub(super) fn named<'i>(&'i self, numbers: &'i [usize]) -> impl Iterator<Item = Id> + Clone {
        numbers.iter().map(|number| self.id(*number))
    }

    pub(super) fn every(&self) -> impl Iterator<Item = (Kind, Id)> {
        self.entries.iter().zip(&self.ids).map(|(at, id)| (at.kind, *id))
    }

    pub(super) fn of_kind(&self, kind: Kind) -> &[Id] {
        self.of_kind.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    pub(super) fn concerns(&self, product: Id) -> &Concerns {
        &self.concerns[self.at(Kind::Product, product).place]
    }

    pub(super) fn made_by(&self, provider: Id) -> &[usize] {
        &self.made[self.at(Kind::Provider, provider).place]
    }

    pub(super) fn superseding(&self, term: Id) -> &[usize] {
        &self.superseding[self.at(Kind::Term, term).rank]
    }

    pub(super) fn spoken(&self, source: Id) -> &Spoken {
        &self.sources[self.at(Kind::Source, source).place]
    }

    /// The places of prices that others state for an offer.
    pub(super) fn stated(&self, offer: Id) -> impl Iterator<Item = usize> + Clone {
        let place = self.at(Kind::Offer, offer).place;
        let stated = self.stated.from(move |(of, _)| *of < place);
        let stated = stated.take_while(move |(of, _)| *of == place);
        stated.map(|(_, prices)| *prices)
    }

    pub(super) fn answering(&self, name: &str, catalog: &Catalog) -> impl Iterator<Item = Id> {
        let hash = short_hash(name);
        let names = self.names.from(move |(known, _)| *known < hash);
        let same = names.take_while(move |(known, _)| *known == hash);
        let products = same.map(|(_, place)| &catalog.products[*place]);
        // Two names may have one hash.
        let answers = move |product: &&Product| product.names().any(|known| spelled(known) == name);
        products.filter(answers).map(|product| product.id)
    }

    pub(super) fn referring_to(&self, id: Id, catalog: &Catalog) -> impl Iterator<Item = Id> {
        let number = self.number(id);
        let known = number.and_then(|number| self.referring.get(number).cloned());
        let numbers = known.or_else(|| referring(catalog, self).get(number?).cloned());
        numbers.unwrap_or_default().into_iter().map(|number| self.id(number))
    }

    /// The index as bytes, part by part.
    pub(super) fn packed(&self, catalog: &Catalog) -> serde_json::Result<Vec<Vec<u8>>> {
        let ids: Vec<&str> = self.ids.iter().map(|id| id.as_str()).collect();
        let entries = self.entries.iter().flat_map(|entry| entry.packed());
        let referring: List<Vec<usize>> = referring(catalog, self).into_iter().collect();
        Ok(vec![
            ids.join("\n").into_bytes(),
            entries.map(list::number).collect::<serde_json::Result<Vec<_>>>()?.concat(),
            self.sources.packed()?,
            self.names.packed()?,
            self.stated.packed()?,
            self.concerns.packed()?,
            self.made.packed()?,
            self.superseding.packed()?,
            referring.packed()?,
        ])
    }

    pub(super) fn lent(parts: &mut dyn Iterator<Item = &'static [u8]>) -> Option<Self> {
        let ids = str::from_utf8(parts.next()?).ok()?.lines().collect::<Vec<_>>();
        let (numbers, _) = parts.next()?.as_chunks::<4>();
        let (entries, _) = numbers.as_chunks::<4>();
        let entries = entries.iter().map(|four| Entry::lent(four.map(list::place)));
        Some(Self {
            sources: List::lent(parts.next()?)?,
            names: List::lent(parts.next()?)?,
            stated: List::lent(parts.next()?)?,
            concerns: List::lent(parts.next()?)?,
            made: List::lent(parts.next()?)?,
            superseding: List::lent(parts.next()?)?,
            referring: List::lent(parts.next()?)?,
            ..Self::from(Id::lent(ids.into_iter()), entries.collect::<Option<_>>()?)
        })
    }
}

fn entries(catalog: &Catalog) -> Vec<(Id, Entry)> {
    let mut entries = Vec::new();
    let mut add = |kind, id, place, within| {
        entries.push((id, Entry { kind, place, within, rank: 0 }));
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
    let spoken = |source: &crate::model::Source| {
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
    let mut referring: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); index.entries.len()];
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
