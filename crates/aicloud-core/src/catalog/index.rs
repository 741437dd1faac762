//! What is looked up in a catalog.

use serde::{Deserialize, Serialize};

use crate::catalog::list::{self, List};
use crate::model::{Day, EvidenceClass, Id, Kind, Product, Statement};
use crate::names::{short_hash, spelled};

/// Where a record stands. Its *number* is its place among all records, by id.
#[derive(Clone, Copy)]
pub(super) struct IndexEntry {
    pub(super) kind: Kind,
    pub(super) place: usize,
    pub(super) within: usize,
    /// Its place among those of its kind, by id.
    pub(super) rank: usize,
}

impl IndexEntry {
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
    entries: Vec<IndexEntry>,
    /// By number: the id.
    ids: Vec<Id>,
    /// By the number of the id itself: the number of its record.
    numbers: Vec<Option<u32>>,
    /// By the place of a kind among kinds.
    of_kind: Vec<Vec<Id>>,
    pub(super) sources: List<Spoken>,
    /// The hash of each name of each product, with its place: sorted.
    pub(super) names: List<(u32, usize)>,
    /// The place of an offer, and of prices that others state for it: sorted.
    pub(super) stated: List<(usize, usize)>,
    /// By product.
    pub(super) concerns: List<Concerns>,
    /// By provider: the products that it made.
    pub(super) made: List<Vec<usize>>,
    /// By term: the terms that end it.
    pub(super) superseding: List<Vec<usize>>,
    /// By record: the records that name it. Worked out for shipped data alone, since
    /// it takes a look at every record.
    referring: List<Vec<usize>>,
}

impl Index {
    pub(super) fn from(ids: Vec<Id>, entries: Vec<IndexEntry>) -> Self {
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

    pub(super) fn find(&self, id: Id) -> Option<&IndexEntry> {
        self.entries.get(self.number(id)?)
    }

    /// The record of a kind with an id that names one.
    pub(super) fn at(&self, kind: Kind, id: Id) -> &IndexEntry {
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

    pub(super) fn answering(
        &self,
        name: &str,
        products: &List<Product>,
    ) -> impl Iterator<Item = Id> {
        let hash = short_hash(name);
        let names = self.names.from(move |(known, _)| *known < hash);
        let same = names.take_while(move |(known, _)| *known == hash);
        let products = same.map(|(_, place)| &products[*place]);
        // Two names may have one hash.
        let answers = move |product: &&Product| product.names().any(|known| spelled(known) == name);
        products.filter(answers).map(|product| product.id)
    }

    /// The numbers of the records that name one; nothing where that was not worked out.
    pub(super) fn referring(&self, number: usize) -> Option<&[usize]> {
        self.referring.get(number).map(Vec::as_slice)
    }

    /// The index as bytes, part by part, with the records that name each record.
    pub(super) fn packed(&self, referring: Vec<Vec<usize>>) -> serde_json::Result<Vec<Vec<u8>>> {
        let ids: Vec<&str> = self.ids.iter().map(|id| id.as_str()).collect();
        let entries = self.entries.iter().flat_map(|entry| entry.packed());
        let referring: List<Vec<usize>> = referring.into_iter().collect();
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
        let (numbers, []) = parts.next()?.as_chunks::<4>() else { return None };
        let (entries, []) = numbers.as_chunks::<4>() else { return None };
        let entries = entries.iter().map(|four| IndexEntry::lent(four.map(list::place)));
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
