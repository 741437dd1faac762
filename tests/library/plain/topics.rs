//! What belongs to a product, a provider, a shop, an offer or an agreement.

use aicloud_core::evidence::topic::{Topic, is_about};
use aicloud_core::facts::{DisputeIx, OfferIx, Party, ServiceIx, TermIx};
use aicloud_core::model::{Availability, Records};
use aicloud_data::Catalog;

use super::{catalog, everything, grant, member, offer, provider, records, stage};
use crate::drawn::{dispute, id};

#[test]
fn an_offer_belongs_to_its_shop_and_to_itself() {
    let mut records = records();
    let shops = ["c1/shop", "c2/shop"];
    records.offers = shops.map(|shop| offer(shop, vec![stage(Availability::Ga, 0, 0)])).to_vec();
    let catalog = catalog(records);
    let (facts, lens) = (&catalog.facts, everything(&catalog.facts));
    let of = |topic: &Topic| -> Vec<u32> {
        OfferIx::all(facts).filter(|offer| topic.has(*offer, &lens)).map(|offer| offer.0).collect()
    };
    assert_eq!(of(&Topic::Offer(OfferIx(1))), [1]);
    let is = |shop: &ServiceIx| *facts.service(*shop).id == *"c2/shop";
    let shop = ServiceIx::all(facts).find(is).unwrap();
    assert_eq!(of(&Topic::Service(shop)), [1]);
    assert!(of(&Topic::Agreement("deal-a".to_owned())).is_empty());
}

/// Whose terms and disputes belong to a topic.
fn of(topic: &Topic, catalog: &Catalog) -> (Vec<u32>, Vec<u32>) {
    let (facts, lens) = (&catalog.facts, everything(&catalog.facts));
    let records = catalog.records().unwrap();
    let terms = TermIx::all(facts).filter(|term| topic.has_term(*term, &lens));
    let disputes = DisputeIx::all(facts).filter(|one| topic.has_dispute(*one, records, &lens));
    (terms.map(|term| term.0).collect(), disputes.map(|dispute| dispute.0).collect())
}

/// Terms for a class, for a company and for its daughter, and one in another
/// agreement, with a dispute there that `v2` has with `c1`.
fn dealt() -> Records {
    let mut records = records();
    member(&mut records, "any", "c1");
    let given = [("a", "any"), ("b", "parent"), ("c", "c3")];
    records.agreements[0].terms = given.map(|(name, to)| grant(name, to, 0)).to_vec();
    records.agreements[1].terms = vec![grant("d", "s1", 0)];
    let dispute = dispute(0, &[], &records.products);
    records.agreements[1].disputes = vec![dispute];
    records
}

#[test]
fn a_term_belongs_to_its_parties_their_kin_and_the_members_of_its_class() {
    let catalog = catalog(dealt());
    let facts = &catalog.facts;
    assert!(matches!(facts.term(TermIx(0)).grantee, Party::Class(_)));
    let terms = |name: &str| of(&Topic::Provider(provider(name, facts)), &catalog).0;
    assert_eq!(terms("v1"), [0, 1, 2, 3], "who gives it");
    assert_eq!(terms("s1"), [3], "who receives it");
    assert_eq!(terms("c1"), [0], "a member of the class");
    assert!(terms("c2").is_empty(), "nobody says that it is one");
    assert_eq!(terms("parent"), [1, 2], "what its daughter has agreed");
    assert_eq!(terms("c3"), [1, 2], "what its parent has agreed for it");
}

#[test]
fn an_agreement_has_its_own_terms_and_disputes() {
    let catalog = catalog(dealt());
    let of = |name: &str| of(&Topic::Agreement(name.to_owned()), &catalog);
    assert_eq!(of("deal-a"), (vec![0, 1, 2], vec![]));
    assert_eq!(of("deal-b"), (vec![3], vec![0]));
    assert_eq!(of("deal-c"), (vec![], vec![]));
}

#[test]
fn what_is_about_an_agreement_is_about_its_parties_and_terms() {
    let mut records = dealt();
    records.agreements[1].parties = vec![id("c2")];
    records.agreements[1].terms.clear();
    let catalog = catalog(records);
    let lens = everything(&catalog.facts);
    let about =
        |topic: &Topic| is_about(topic, [id("deal-b")].iter(), catalog.records().unwrap(), &lens);
    // It holds no term by which its own story could be known.
    assert!(about(&Topic::Agreement("deal-b".to_owned())));
    assert!(!about(&Topic::Agreement("deal-a".to_owned())));
    assert!(about(&Topic::Provider(provider("c2", &catalog.facts))), "a party");
    assert!(!about(&Topic::Provider(provider("s1", &catalog.facts))));
}
