//! What a question about evidence is about: everything, a product, a provider or
//! an agreement; and who among the admitted sources speaks of it.

use crate::model::{Action, Id, Kind, Term, Tri};

use crate::rights::lens::Lens;
use crate::rights::scope::covers_product;
use crate::rights::world::World;

/// What a timeline, a list of contradictions or a diff is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Everything.
    Everything,
    /// One product.
    Product(Id),
    /// One provider with those that belong to it: what they may sell, sell, or
    /// have agreed, or their parent for them.
    Provider(Id),
    /// One shop window.
    Service(Id),
    /// One offer.
    Offer(Id),
    /// One agreement.
    Agreement(Id),
}

impl Topic {
    /// Whether an offer belongs to it.
    pub fn has(&self, offer: Id, lens: &Lens<'_>) -> bool {
        let catalog = lens.catalog;
        let fact = catalog.offer(offer);
        match self {
            Self::Everything => true,
            Self::Product(product) => fact.product == *product,
            Self::Provider(provider) => {
                let sellers = [fact.seller(), fact.service.head()];
                sellers.iter().any(|seller| lens.catalog.is_or_belongs_to(*seller, *provider))
            }
            Self::Service(service) => fact.service == *service,
            Self::Offer(asked) => offer == *asked,
            Self::Agreement(_) => false,
        }
    }

    /// Whether a term belongs to it.
    pub fn has_term(&self, position: Id, lens: &Lens<'_>) -> bool {
        let term = lens.catalog.term(position);
        match self {
            Self::Everything => true,
            Self::Product(product) => speaks_of(position, *product, lens),
            Self::Provider(provider) => {
                parties(term, lens).any(|party| is_kin(party, *provider, lens))
                    || lens.catalog.is_class(term.grantee)
                        && lens.member(term.grantee, *provider).0 == Tri::Yes
            }
            Self::Service(_) => false,
            Self::Offer(offer) => {
                let parts = Self::of_offer(*offer, lens);
                parts.iter().all(|part| part.has_term(position, lens))
            }
            Self::Agreement(id) => lens.catalog.agreement_of(position) == Some(*id),
        }
    }

    /// Whether a dispute belongs to it.
    pub fn has_dispute(&self, position: Id, lens: &Lens<'_>) -> bool {
        let dispute = lens.catalog.dispute(position);
        match self {
            Self::Everything => true,
            Self::Product(product) => lens.catalog.disputes_on(*product).any(|one| one == position),
            Self::Provider(provider) => {
                let mut involved = dispute.sellers.iter().chain([&dispute.by]);
                involved.any(|party| is_kin(*party, *provider, lens))
            }
            Self::Service(_) => false,
            Self::Offer(offer) => {
                let parts = Self::of_offer(*offer, lens);
                parts.iter().all(|part| part.has_dispute(position, lens))
            }
            Self::Agreement(id) => lens.catalog.agreement_of(position) == Some(*id),
        }
    }

    /// The product of an offer and its seller.
    fn of_offer(offer: Id, lens: &Lens<'_>) -> [Self; 2] {
        let fact = lens.catalog.offer(offer);
        [Self::Product(fact.product), Self::Provider(fact.seller())]
    }

    /// Whether what a record is about belongs to it: a product, a provider, an offer,
    /// a term, a dispute or an agreement.
    fn has_record(&self, id: Id, lens: &Lens<'_>) -> bool {
        let catalog = lens.catalog;
        match catalog.place(id).map(|at| at.kind) {
            Some(Kind::Term) => return self.has_term(id, lens),
            Some(Kind::Dispute) => return self.has_dispute(id, lens),
            Some(Kind::Offer) => return self.has(id, lens),
            Some(Kind::Agreement) => {
                let agreement = catalog.agreement(id);
                let terms = agreement.terms.iter().map(|term| &term.id);
                return *self == Self::Agreement(id)
                    || is_about(self, agreement.parties.iter().chain(terms), lens);
            }
            _ => {}
        }
        match self {
            Self::Everything => true,
            Self::Product(product) => id == *product,
            // Whoever it belongs to stands before the slash.
            Self::Provider(provider) if id.contains('/') => {
                catalog.find(Kind::Provider, &id.head()).is_some()
                    && lens.catalog.is_or_belongs_to(id.head(), *provider)
            }
            Self::Provider(provider) => {
                catalog.find(Kind::Provider, &id).is_some() && is_kin(id, *provider, lens)
            }
            Self::Service(service) => id == *service,
            Self::Offer(offer) => id == catalog.offer(*offer).product,
            Self::Agreement(_) => false,
        }
    }
}

/// Whether what one provider agrees concerns another: itself, its parent, or a
/// provider whose parent it is. Microsoft signs for Azure.
fn is_kin(one: Id, other: Id, lens: &Lens<'_>) -> bool {
    lens.catalog.is_or_belongs_to(one, other) || lens.catalog.is_or_belongs_to(other, one)
}

/// The admitted ones among sources named by id, the strongest first.
pub fn speakers<'i>(ids: impl Iterator<Item = &'i Id>, lens: &Lens<'_>) -> Vec<Id> {
    let catalog = lens.catalog;
    let known = ids.copied().filter(|id| catalog.find(Kind::Source, id).is_some());
    catalog.ranked(known.filter(|source| lens.admits(*source)).collect())
}

/// Whether any of the ids that a record is about belongs to a topic.
pub fn is_about<'i>(topic: &Topic, mut ids: impl Iterator<Item = &'i Id>, lens: &Lens<'_>) -> bool {
    *topic == Topic::Everything || ids.any(|id| topic.has_record(*id, lens))
}

/// The providers that a term names as giving and receiving.
fn parties(term: &Term, lens: &Lens<'_>) -> impl Iterator<Item = Id> {
    [term.grantor, term.grantee].into_iter().filter(|party| !lens.catalog.is_class(*party))
}

/// Whether a term is about a product: a decision on it may turn on the term, or
/// its vendor is a party and the term names it or speaks of products that it may
/// be one of. Investments and computing capacity are about the vendor.
pub fn speaks_of(position: Id, product: Id, lens: &Lens<'_>) -> bool {
    let (term, of) = (lens.catalog.term(position), lens.catalog.product(product));
    let named = term.scope.products.contains(&product);
    let of_products = !matches!(term.action, None | Some(Action::SupplyCompute));
    let may_cover = || covers_product(&term.scope, product, lens, &World::default()) != Ok(false);
    lens.catalog.terms_on(product).any(|term| term == position)
        || [term.grantor, term.grantee].contains(&of.vendor)
            && (named || of_products)
            && may_cover()
}
