//! The whole data set as records.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{
    Agreement, Benchmark, Claim, Class, Conflict, Discount, Id, Offer, Override, PriceStatement,
    Product, Provider, Segment, Service, Source, WatchItem,
};

/// Every record of a data set, each kind sorted by id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Records {
    /// Organisations.
    pub providers: Vec<Provider>,
    /// Shop windows.
    pub services: Vec<Service>,
    /// Customer segments.
    pub segments: Vec<Segment>,
    /// Classes of provider.
    pub classes: Vec<Class>,
    /// What is sold.
    pub products: Vec<Product>,
    /// Products on services.
    pub offers: Vec<Offer>,
    /// Prices that others state for offers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<PriceStatement>,
    /// Negotiated discounts; the shipped data has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub discounts: Vec<Discount>,
    /// What somebody knows better; the shipped data has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
    /// Agreements with their terms and disputes.
    pub agreements: Vec<Agreement>,
    /// Price-performance claims.
    pub claims: Vec<Claim>,
    /// Benchmark suites.
    pub benchmarks: Vec<Benchmark>,
    /// Evidence.
    pub sources: Vec<Source>,
    /// Open and settled questions.
    pub watchlist: Vec<WatchItem>,
    /// Contradictions between sources.
    pub conflicts: Vec<Conflict>,
}

/// The kinds of record, each with its own list.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An organisation.
    Provider,
    /// A shop window.
    Service,
    /// A customer segment.
    Segment,
    /// A class of provider.
    Class,
    /// Something sold.
    Product,
    /// A product on a service.
    Offer,
    /// Prices that another source states for an offer.
    #[serde(rename = "price statement")]
    PriceStatement,
    /// A negotiated discount.
    Discount,
    /// What somebody knows better.
    Override,
    /// An agreement.
    Agreement,
    /// A clause of an agreement.
    Term,
    /// A dispute over a right.
    Dispute,
    /// A price-performance claim.
    Claim,
    /// A benchmark suite.
    Benchmark,
    /// A source.
    Source,
    /// A watched question.
    #[serde(rename = "watch item")]
    WatchItem,
    /// A contradiction between sources.
    Conflict,
}

impl Kind {
    /// Every kind, in order.
    pub const ALL: [Self; 17] = [
        Self::Provider,
        Self::Service,
        Self::Segment,
        Self::Class,
        Self::Product,
        Self::Offer,
        Self::PriceStatement,
        Self::Discount,
        Self::Override,
        Self::Agreement,
        Self::Term,
        Self::Dispute,
        Self::Claim,
        Self::Benchmark,
        Self::Source,
        Self::WatchItem,
        Self::Conflict,
    ];

    /// The kind as a word in the singular.
    pub fn word(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Service => "service",
            Self::Segment => "segment",
            Self::Class => "class",
            Self::Product => "product",
            Self::Offer => "offer",
            Self::PriceStatement => "price statement",
            Self::Discount => "discount",
            Self::Override => "override",
            Self::Agreement => "agreement",
            Self::Term => "term",
            Self::Dispute => "dispute",
            Self::Claim => "claim",
            Self::Benchmark => "benchmark",
            Self::Source => "source",
            Self::WatchItem => "watch item",
            Self::Conflict => "conflict",
        }
    }
}

impl Records {
    /// Every record's kind and id, in the order of the lists.
    pub fn ids(&self) -> Vec<(Kind, Id)> {
        let mut ids = Vec::new();
        ids.extend(self.providers.iter().map(|r| (Kind::Provider, r.id)));
        ids.extend(self.services.iter().map(|r| (Kind::Service, r.id)));
        ids.extend(self.segments.iter().map(|r| (Kind::Segment, r.id)));
        ids.extend(self.classes.iter().map(|r| (Kind::Class, r.id)));
        ids.extend(self.products.iter().map(|r| (Kind::Product, r.id)));
        ids.extend(self.offers.iter().map(|r| (Kind::Offer, r.id)));
        ids.extend(self.prices.iter().map(|r| (Kind::PriceStatement, r.id)));
        ids.extend(self.discounts.iter().map(|r| (Kind::Discount, r.id)));
        ids.extend(self.overrides.iter().map(|r| (Kind::Override, r.id)));
        for agreement in &self.agreements {
            ids.push((Kind::Agreement, agreement.id));
            ids.extend(agreement.terms.iter().map(|r| (Kind::Term, r.id)));
            ids.extend(agreement.disputes.iter().map(|r| (Kind::Dispute, r.id)));
        }
        ids.extend(self.claims.iter().map(|r| (Kind::Claim, r.id)));
        ids.extend(self.benchmarks.iter().map(|r| (Kind::Benchmark, r.id)));
        ids.extend(self.sources.iter().map(|r| (Kind::Source, r.id)));
        ids.extend(self.watchlist.iter().map(|r| (Kind::WatchItem, r.id)));
        ids.extend(self.conflicts.iter().map(|r| (Kind::Conflict, r.id)));
        ids
    }

    /// Puts every list into the order of its ids, which makes what the program
    /// answers independent of the order in which files and records were read.
    pub fn sort(&mut self) {
        sort_by_id(&mut self.providers, |r| &r.id);
        sort_by_id(&mut self.services, |r| &r.id);
        sort_by_id(&mut self.segments, |r| &r.id);
        sort_by_id(&mut self.classes, |r| &r.id);
        sort_by_id(&mut self.products, |r| &r.id);
        sort_by_id(&mut self.offers, |r| &r.id);
        sort_by_id(&mut self.prices, |r| &r.id);
        sort_by_id(&mut self.discounts, |r| &r.id);
        sort_by_id(&mut self.overrides, |r| &r.id);
        sort_by_id(&mut self.agreements, |r| &r.id);
        sort_by_id(&mut self.claims, |r| &r.id);
        sort_by_id(&mut self.benchmarks, |r| &r.id);
        sort_by_id(&mut self.sources, |r| &r.id);
        sort_by_id(&mut self.watchlist, |r| &r.id);
        sort_by_id(&mut self.conflicts, |r| &r.id);
    }
}

/// Puts records into the order of their ids; those of one id stay in their order.
///
/// The ids are sorted, not the records: one routine serves every kind, where each
/// of fifteen would be another six kilobytes of the program.
pub fn sort_by_id<T>(records: &mut Vec<T>, id: impl Fn(&T) -> &Id) {
    let ids = records.iter().enumerate().map(|(place, record)| (*id(record), place));
    let mut ids: Vec<(Id, usize)> = ids.collect();
    ids.sort_unstable();
    let mut unsorted: Vec<Option<T>> = records.drain(..).map(Some).collect();
    records.extend(ids.into_iter().filter_map(|(_, place)| unsorted.get_mut(place)?.take()));
}

/// The kinds that can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ListKind {
    /// Organisations.
    Providers,
    /// Everything that is sold.
    Products,
    /// Products that are models.
    Models,
    /// Shop windows.
    Services,
    /// Products on services.
    Offers,
    /// Negotiated discounts.
    Discounts,
    /// What somebody knows better.
    Overrides,
    /// Agreements.
    Agreements,
    /// Clauses of agreements.
    Terms,
    /// Disputes over rights.
    Disputes,
    /// Price-performance claims.
    Claims,
    /// Evidence.
    Sources,
    /// Benchmark suites.
    Benchmarks,
    /// Classes of provider.
    Classes,
    /// Customer segments.
    Segments,
    /// Contradictions between sources.
    Conflicts,
    /// Questions to watch.
    Watchlist,
}

impl ListKind {
    /// Every kind that can be listed.
    pub const ALL: &[Self] = &[
        Self::Providers,
        Self::Products,
        Self::Models,
        Self::Services,
        Self::Offers,
        Self::Discounts,
        Self::Overrides,
        Self::Agreements,
        Self::Terms,
        Self::Disputes,
        Self::Claims,
        Self::Sources,
        Self::Benchmarks,
        Self::Classes,
        Self::Segments,
        Self::Conflicts,
        Self::Watchlist,
    ];

    /// The kind as the word that people type.
    pub fn word(self) -> &'static str {
        match self {
            Self::Providers => "providers",
            Self::Products => "products",
            Self::Models => "models",
            Self::Services => "services",
            Self::Offers => "offers",
            Self::Discounts => "discounts",
            Self::Overrides => "overrides",
            Self::Agreements => "agreements",
            Self::Terms => "terms",
            Self::Disputes => "disputes",
            Self::Claims => "claims",
            Self::Sources => "sources",
            Self::Benchmarks => "benchmarks",
            Self::Classes => "classes",
            Self::Segments => "segments",
            Self::Conflicts => "conflicts",
            Self::Watchlist => "watchlist",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn every_kind_stands_in_its_place() {
        for (place, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, place);
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
        }
    }
}
