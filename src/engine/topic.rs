//! What a question about evidence is about: everything, a product, a provider or
//! an agreement; and who among the admitted sources speaks of it.

use std::cmp::Reverse;

use crate::data::facts::{OfferIx, Party, ProductIx, ProviderIx, SourceIx, TermFact, TermIx};
use crate::model::{Action, Id, Records};

use super::lens::Lens;
use super::scope::covers_product;
use super::side::is_or_belongs_to;
use super::world::World;

/// What a timeline, a list of contradictions or a diff is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Everything.
    Everything,
    /// One product.
    Product(ProductIx),
    /// One provider with those that belong to it: what they may sell, sell, or
    /// have agreed, or their parent for them.
    Provider(ProviderIx),
    /// One agreement, by its id.
    Agreement(String),
}

impl Topic {
    /// Whether an offer belongs to it.
    pub fn has(&self, offer: OfferIx, lens: &Lens<'_>) -> bool {
        let facts = lens.facts;
        let fact = &facts[offer];
        match self {
            Self::Everything => true,
            Self::Product(product) => fact.product == *product,
            Self::Provider(provider) => {
                let sellers = [fact.seller, facts[fact.service].provider];
                sellers.iter().any(|seller| is_or_belongs_to(lens, *seller, *provider))
            }
            Self::Agreement(_) => false,
        }
    }
}

/// Whether what one provider agrees concerns another: itself, its parent, or a
/// provider whose parent it is. Microsoft signs for Azure.
pub fn is_kin(one: ProviderIx, other: ProviderIx, lens: &Lens<'_>) -> bool {
    is_or_belongs_to(lens, one, other) || is_or_belongs_to(lens, other, one)
}

/// The admitted ones among sources named by id, the strongest first.
pub fn speakers<'i>(ids: impl Iterator<Item = &'i Id>, lens: &Lens<'_>) -> Vec<SourceIx> {
    let facts = lens.facts;
    let place = |id: &Id| {
        let found = facts.sources.binary_search_by(|source| (*source.id).cmp(id.as_str()));
        found.ok().and_then(|place| u16::try_from(place).ok()).map(SourceIx)
    };
    let mut sources: Vec<SourceIx> = ids.filter_map(place).filter(|s| lens.admits(*s)).collect();
    sources.sort_by_key(|s| (Reverse(facts[*s].class), facts[*s].published, *s));
    sources.dedup();
    sources
}

/// Whether any of the ids that a record is about belongs to a topic.
pub fn is_about<'i>(
    topic: &Topic,
    mut ids: impl Iterator<Item = &'i Id>,
    records: &Records,
    lens: &Lens<'_>,
) -> bool {
    let facts = lens.facts;
    match topic {
        Topic::Everything => true,
        Topic::Agreement(agreement) => {
            ids.any(|id| id.as_str() == agreement || touches(id.as_str(), agreement, records))
        }
        Topic::Product(product) => {
            let tail = |id: &str| {
                OfferIx::all(facts)
                    .any(|offer| *facts[offer].id == *id && facts[offer].product == *product)
            };
            ids.any(|id| *facts[*product].id == *id.as_str() || tail(id.as_str()))
        }
        Topic::Provider(provider) => {
            let kin: Vec<ProviderIx> =
                ProviderIx::all(facts).filter(|p| is_kin(*p, *provider, lens)).collect();
            let own = kin.iter().filter(|p| is_or_belongs_to(lens, **p, *provider));
            let own: Vec<&str> = own.map(|p| &*facts[*p].id).collect();
            ids.any(|id| match id.as_str().split_once('/') {
                Some((head, _)) => own.contains(&head),
                None => kin.iter().any(|p| *facts[*p].id == *id.as_str()),
            })
        }
    }
}

/// Whether a term or a dispute stands in an agreement.
pub fn touches(id: &str, agreement: &str, records: &Records) -> bool {
    let mut of = records.agreements.iter().filter(|known| known.id.as_str() == agreement);
    of.any(|known| {
        known.terms.iter().any(|term| term.id.as_str() == id)
            || known.disputes.iter().any(|dispute| dispute.id.as_str() == id)
    })
}

/// The providers that a term names as giving and receiving.
pub fn parties(term: &TermFact) -> Vec<ProviderIx> {
    let grantee = match term.grantee {
        Party::Provider(provider) => Some(provider),
        Party::Class(_) => None,
    };
    [Some(term.grantor), grantee].into_iter().flatten().collect()
}

/// Whether a term is about a product: a decision on it may turn on the term, or
/// its vendor is a party and the term names it or speaks of products that it may
/// be one of. Investments and computing capacity are about the vendor.
pub fn speaks_of(position: TermIx, product: ProductIx, lens: &Lens<'_>) -> bool {
    let (term, of) = (&lens.facts[position], &lens.facts[product]);
    let named = term.scope.products.contains(&product);
    let of_products = !matches!(term.action, None | Some(Action::SupplyCompute));
    let may_cover = || covers_product(&term.scope, product, lens, &World::default()) != Ok(false);
    of.concerns.terms.contains(&position)
        || parties(term).contains(&of.vendor) && (named || of_products) && may_cover()
}
