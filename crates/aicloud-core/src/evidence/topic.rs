//! What a question about evidence is about: everything, a product, a provider or
//! an agreement; and who among the admitted sources speaks of it.

use crate::facts::{
    DisputeIx, OfferIx, Party, ProductIx, ProviderIx, ServiceIx, SourceIx, TermFact, TermIx,
};
use crate::model::{Action, Id, Records, Tri};

use crate::rights::lens::Lens;
use crate::rights::scope::covers_product;
use crate::rights::side::is_or_belongs_to;
use crate::rights::world::World;

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
    /// One shop window.
    Service(ServiceIx),
    /// One offer.
    Offer(OfferIx),
    /// One agreement, by its id.
    Agreement(String),
}

impl Topic {
    /// Whether an offer belongs to it.
    pub fn has(&self, offer: OfferIx, lens: &Lens<'_>) -> bool {
        let facts = lens.facts;
        let fact = facts.offer(offer);
        match self {
            Self::Everything => true,
            Self::Product(product) => fact.product == *product,
            Self::Provider(provider) => {
                let sellers = [fact.seller, facts.service(fact.service).provider];
                sellers.iter().any(|seller| is_or_belongs_to(lens, *seller, *provider))
            }
            Self::Service(service) => fact.service == *service,
            Self::Offer(asked) => offer == *asked,
            Self::Agreement(_) => false,
        }
    }

    /// Whether a term belongs to it.
    pub fn has_term(&self, position: TermIx, lens: &Lens<'_>) -> bool {
        let term = lens.facts.term(position);
        match self {
            Self::Everything => true,
            Self::Product(product) => speaks_of(position, *product, lens),
            Self::Provider(provider) => {
                parties(term).iter().any(|party| is_kin(*party, *provider, lens))
                    || class_holds(term.grantee, *provider, lens)
            }
            Self::Service(_) => false,
            Self::Offer(offer) => {
                let parts = Self::of_offer(*offer, lens);
                parts.iter().all(|part| part.has_term(position, lens))
            }
            Self::Agreement(id) => *term.agreement == **id,
        }
    }

    /// Whether a dispute belongs to it.
    pub fn has_dispute(&self, position: DisputeIx, records: &Records, lens: &Lens<'_>) -> bool {
        let dispute = lens.facts.dispute(position);
        match self {
            Self::Everything => true,
            Self::Product(product) => {
                lens.facts.product(*product).concerns.disputes.contains(&position)
            }
            Self::Provider(provider) => {
                let mut involved = dispute.sellers.iter().chain([&dispute.by]);
                involved.any(|party| is_kin(*party, *provider, lens))
            }
            Self::Service(_) => false,
            Self::Offer(offer) => {
                let parts = Self::of_offer(*offer, lens);
                parts.iter().all(|part| part.has_dispute(position, records, lens))
            }
            Self::Agreement(id) => stands_in(&dispute.id, id, records),
        }
    }

    /// The product of an offer and its seller.
    fn of_offer(offer: OfferIx, lens: &Lens<'_>) -> [Self; 2] {
        let fact = lens.facts.offer(offer);
        [Self::Product(fact.product), Self::Provider(fact.seller)]
    }

    /// Whether what a record is about, by its id, belongs to it: a product, a
    /// provider, an offer, a term, a dispute or an agreement.
    fn has_record(&self, id: &str, records: &Records, lens: &Lens<'_>) -> bool {
        let facts = lens.facts;
        let is = |known: &str| known == id;
        if let Some(term) = TermIx::all(facts).find(|term| is(&facts.term(*term).id)) {
            return self.has_term(term, lens);
        }
        if let Some(dispute) = DisputeIx::all(facts).find(|dispute| is(&facts.dispute(*dispute).id))
        {
            return self.has_dispute(dispute, records, lens);
        }
        if let Some(offer) = OfferIx::all(facts).find(|offer| is(&facts.offer(*offer).id)) {
            return self.has(offer, lens);
        }
        if let Some(agreement) = records.agreements.iter().find(|known| is(known.id.as_str())) {
            let terms = agreement.terms.iter().map(|term| &term.id);
            return matches!(self, Self::Agreement(asked) if asked == id)
                || is_about(self, agreement.parties.iter().chain(terms), records, lens);
        }
        match self {
            Self::Everything => true,
            Self::Product(product) => is(&facts.product(*product).id),
            Self::Provider(provider) => match id.split_once('/') {
                Some((head, _)) => ProviderIx::all(facts).any(|own| {
                    *facts.provider(own).id == *head && is_or_belongs_to(lens, own, *provider)
                }),
                None => ProviderIx::all(facts)
                    .any(|kin| is(&facts.provider(kin).id) && is_kin(kin, *provider, lens)),
            },
            Self::Service(service) => is(&facts.service(*service).id),
            Self::Offer(offer) => is(&facts.product(facts.offer(*offer).product).id),
            Self::Agreement(agreement) => agreement == id,
        }
    }
}

/// Whether a class that a term speaks of is known to hold a provider.
fn class_holds(party: Party, provider: ProviderIx, lens: &Lens<'_>) -> bool {
    match party {
        Party::Provider(_) => false,
        Party::Class(class) => lens.member(class, provider).0 == Tri::Yes,
    }
}

/// Whether what one provider agrees concerns another: itself, its parent, or a
/// provider whose parent it is. Microsoft signs for Azure.
fn is_kin(one: ProviderIx, other: ProviderIx, lens: &Lens<'_>) -> bool {
    is_or_belongs_to(lens, one, other) || is_or_belongs_to(lens, other, one)
}

/// The admitted ones among sources named by id, the strongest first.
pub fn speakers<'i>(ids: impl Iterator<Item = &'i Id>, lens: &Lens<'_>) -> Vec<SourceIx> {
    let facts = lens.facts;
    let place = |id: &Id| {
        let found = facts.sources.find(|source| (*source.id).cmp(id.as_str()));
        found.and_then(|place| u32::try_from(place).ok()).map(SourceIx)
    };
    lens.facts.ranked(ids.filter_map(place).filter(|source| lens.admits(*source)).collect())
}

/// Whether any of the ids that a record is about belongs to a topic.
pub fn is_about<'i>(
    topic: &Topic,
    mut ids: impl Iterator<Item = &'i Id>,
    records: &Records,
    lens: &Lens<'_>,
) -> bool {
    *topic == Topic::Everything || ids.any(|id| topic.has_record(id.as_str(), records, lens))
}

/// Whether a dispute stands in an agreement.
fn stands_in(id: &str, agreement: &str, records: &Records) -> bool {
    let mut of = records.agreements.iter().filter(|known| known.id.as_str() == agreement);
    of.any(|known| known.disputes.iter().any(|dispute| dispute.id.as_str() == id))
}

/// The providers that a term names as giving and receiving.
fn parties(term: &TermFact) -> Vec<ProviderIx> {
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
    let (term, of) = (lens.facts.term(position), lens.facts.product(product));
    let named = term.scope.products.contains(&product);
    let of_products = !matches!(term.action, None | Some(Action::SupplyCompute));
    let may_cover = || covers_product(&term.scope, product, lens, &World::default()) != Ok(false);
    of.concerns.terms.contains(&position)
        || parties(term).contains(&of.vendor) && (named || of_products) && may_cover()
}
