//! The records of a data set, found by id.

use std::cmp::Reverse;

use crate::catalog::basis::Basis;
use crate::catalog::index::Index;
use crate::catalog::list::List;
use crate::model::{
    Agreement, Benchmark, Claim, Class, Conflict, Day, Discount, Dispute, EvidenceClass, Id, Kind,
    Offer, Override, PriceStatement, Product, Provider, Records, Segment, Service, Source,
    Statement, Term, WatchItem,
};

/// Declares the lists of a catalog.
macro_rules! lists {
    ($($(#[$doc:meta])* $list:ident: $record:ty;)*) => {
        /// Every record of a sound data set, each kind in the order of its ids.
        pub struct Catalog {
            /// The version of the data.
            pub basis: Basis,
            $($(#[$doc])* pub $list: List<$record>,)*
            pub(super) index: Index,
        }

        impl Catalog {
            /// The catalog of records that are sorted, with an index that was made of it.
            pub(super) fn with(
                records: Records,
                basis: Basis,
                index: impl FnOnce(&Self) -> Index,
            ) -> Self {
                let mut catalog = Self {
                    basis,
                    $($list: records.$list.into_iter().collect(),)*
                    index: Index::default(),
                };
                catalog.index = index(&catalog);
                catalog
            }

            /// A copy of every record.
            pub fn records(&self) -> Records {
                Records { $($list: self.$list.iter().cloned().collect(),)* }
            }

            /// Every list of records as bytes.
            pub(super) fn packed_lists(&self) -> serde_json::Result<Vec<Vec<u8>>> {
                Ok(vec![$(self.$list.packed()?,)*])
            }

            /// The catalog in parts that [`Catalog::packed`] made; nothing where they
            /// are of another form.
            pub fn lent(parts: &mut dyn Iterator<Item = &'static [u8]>) -> Option<Self> {
                let basis = serde_json::from_slice(parts.next()?).ok()?;
                let index = Index::lent(parts)?;
                Some(Self { basis, $($list: List::lent(parts.next()?)?,)* index })
            }
        }
    };
}

lists! {
    /// Organisations.
    providers: Provider;
    /// What providers sell through.
    services: Service;
    /// Customer segments.
    segments: Segment;
    /// Classes of provider.
    classes: Class;
    /// What is sold.
    products: Product;
    /// Products on services.
    offers: Offer;
    /// Prices that others state for offers.
    prices: PriceStatement;
    /// Negotiated discounts.
    discounts: Discount;
    /// What somebody knows better.
    overrides: Override;
    /// Agreements with their terms and disputes.
    agreements: Agreement;
    /// Price-performance claims.
    claims: Claim;
    /// Benchmark suites.
    benchmarks: Benchmark;
    /// Evidence.
    sources: Source;
    /// Open and settled questions.
    watchlist: WatchItem;
    /// Contradictions between sources.
    conflicts: Conflict;
}

/// Declares how records of a kind are found by an id that names one: it was resolved
/// by [`Catalog::find`], or stands in another record, which is checked when read.
macro_rules! by_id {
    ($($kind:ident, $one:ident, $ids:ident: $list:ident $(. $within:ident)? -> $record:ty;)*) => {
        impl Catalog {$(
            #[doc = concat!("The ", stringify!($one), " of an id that names one here.")]
            pub fn $one(&self, id: Id) -> &$record {
                let at = self.index.at(Kind::$kind, id);
                let record = &self.$list[at.place];
                $(let record = &record.$within[at.within];)?
                record
            }

            #[doc = concat!("The id of every ", stringify!($one), ", in order.")]
            pub fn $ids(&self) -> impl Iterator<Item = Id> + Clone {
                self.index.of_kind(Kind::$kind).iter().copied()
            }
        )*}
    };
}

by_id! {
    Provider, provider, provider_ids: providers -> Provider;
    Service, service, service_ids: services -> Service;
    Segment, segment, segment_ids: segments -> Segment;
    Class, class, class_ids: classes -> Class;
    Product, product, product_ids: products -> Product;
    Offer, offer, offer_ids: offers -> Offer;
    Discount, discount, discount_ids: discounts -> Discount;
    Agreement, agreement, agreement_ids: agreements -> Agreement;
    Term, term, term_ids: agreements.terms -> Term;
    Dispute, dispute, dispute_ids: agreements.disputes -> Dispute;
    Source, source, source_ids: sources -> Source;
}

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Its kind.
    pub kind: Kind,
    /// Its place in the list of its kind; of a term or a dispute, that of its
    /// agreement among agreements.
    pub place: usize,
    /// Of a term or a dispute, its place within the agreement.
    pub within: usize,
}

impl Catalog {
    /// The id of the record of a kind that has this text for its id.
    pub fn find(&self, kind: Kind, text: &str) -> Option<Id> {
        let id = Id::known(text)?;
        self.place(id).is_some_and(|at| at.kind == kind).then_some(id)
    }

    /// Where the record with an id stands.
    pub fn place(&self, id: Id) -> Option<Location> {
        self.index.find(id).map(|at| Location { kind: at.kind, place: at.place, within: at.within })
    }

    /// The kind and the id of every record, by id.
    pub fn every(&self) -> impl Iterator<Item = (Kind, Id)> {
        self.index.every()
    }

    /// The place of a record among those of its kind, by id.
    pub(crate) fn rank(&self, kind: Kind, id: Id) -> usize {
        self.index.at(kind, id).rank
    }

    /// How many records of a kind there are.
    pub(crate) fn count(&self, kind: Kind) -> usize {
        self.index.of_kind(kind).len()
    }

    /// Terms that decide rights and may cover a product.
    pub fn terms_on(&self, product: Id) -> impl Iterator<Item = Id> + Clone {
        self.index.named(&self.index.concerns(product).terms)
    }

    /// Disputes that may cover a product.
    pub fn disputes_on(&self, product: Id) -> impl Iterator<Item = Id> + Clone {
        self.index.named(&self.index.concerns(product).disputes)
    }

    /// Offers of a product.
    pub fn offers_of(&self, product: Id) -> impl Iterator<Item = Id> + Clone {
        self.index.concerns(product).offers.iter().map(|(offer, _)| self.index.id(*offer))
    }

    /// A seller's offers of a product.
    pub fn offers_by(&self, seller: Id, product: Id) -> impl Iterator<Item = Id> {
        let seller = self.index.number(seller);
        let offers = self.index.concerns(product).offers.iter();
        let own = offers.filter(move |(_, by)| Some(*by) == seller);
        own.map(|(offer, _)| self.index.id(*offer))
    }

    /// Every day on which an offer of a product became generally available, in order,
    /// with those who speak of it.
    pub fn launches(&self, product: Id) -> impl Iterator<Item = (Day, &[Statement])> {
        let launched = self.index.concerns(product).launched.iter();
        launched.map(|(day, said)| (*day, said.as_slice()))
    }

    /// The terms that end a term.
    pub fn superseding(&self, term: Id) -> impl Iterator<Item = Id> + Clone {
        self.index.named(self.index.superseding(term))
    }

    /// Products of a provider's own, and those that it helped to develop.
    pub fn made_by(&self, provider: Id) -> impl Iterator<Item = Id> {
        self.index.named(self.index.made_by(provider))
    }

    /// The products that answer to a name, which is written as
    /// [`crate::names::spelled`] writes it.
    pub fn answering(&self, name: &str) -> impl Iterator<Item = Id> {
        self.index.answering(name, &self.products)
    }

    /// How strong a source is.
    pub fn evidence_of(&self, source: Id) -> EvidenceClass {
        self.index.spoken(source).class
    }

    /// The day by which a source was certainly published: the last day that its date
    /// may mean, or the day on which it was read, whichever is earlier.
    pub fn published(&self, source: Id) -> Day {
        self.index.spoken(source).published
    }

    /// The last day on which a source may have been read.
    pub fn read(&self, source: Id) -> Day {
        self.index.spoken(source).read
    }

    /// Whether a source is not to be believed, whoever asks.
    pub fn is_withdrawn(&self, source: Id) -> bool {
        self.index.spoken(source).withdrawn
    }

    /// How strong the strongest of some sources is; nothing where there is none.
    pub fn strongest(&self, sources: &[Id]) -> Option<EvidenceClass> {
        EvidenceClass::strongest(sources.iter().map(|source| self.evidence_of(*source)))
    }

    /// Sources, the strongest first and each once.
    pub fn ranked(&self, mut sources: Vec<Id>) -> Vec<Id> {
        sources.sort_by_cached_key(|source| {
            let spoken = self.index.spoken(*source);
            (Reverse(spoken.class.strength()), spoken.published, *source)
        });
        sources.dedup();
        sources
    }
}
