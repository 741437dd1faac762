//! What belongs to a product, a provider, a shop, an offer or an agreement.

use aicloud_core::evidence::topic::{Topic, is_about};
use aicloud_core::model::{Availability, Id, Records};
use aicloud_data::DataSet;

use super::{data, everything, grant, member, offer, provider, records, stage};
use crate::drawn::{dispute, id};

#[test]
fn an_offer_belongs_to_its_shop_and_to_itself() {
    let mut records = records();
    let shops = ["c1/shop", "c2/shop"];
    records.offers = shops.map(|shop| offer(shop, vec![stage(Availability::Ga, 0, 0)])).to_vec();
    let data = data(records);
    let (catalog, lens) = (&data.catalog, everything(&data.catalog));
    let of = |topic: &Topic| -> Vec<&str> {
        catalog.offer_ids().filter(|offer| topic.has(*offer, &lens)).map(Id::as_str).collect()
    };
    assert_eq!(of(&Topic::Offer(id("c2/shop/p0"))), ["c2/shop/p0"]);
    let is = |shop: &Id| *catalog.service(*shop).id == *"c2/shop";
    let shop = catalog.service_ids().find(is).unwrap();
    assert_eq!(of(&Topic::Service(shop)), ["c2/shop/p0"]);
    assert!(of(&Topic::Agreement(id("deal-a"))).is_empty());
}

/// Whose terms and disputes belong to a topic.
fn of(topic: &Topic, data: &DataSet) -> (Vec<&'static str>, Vec<&'static str>) {
    let (catalog, lens) = (&data.catalog, everything(&data.catalog));
    let terms = catalog.term_ids().filter(|term| topic.has_term(*term, &lens));
    let disputes = catalog.dispute_ids().filter(|one| topic.has_dispute(*one, &lens));
    (terms.map(Id::as_str).collect(), disputes.map(Id::as_str).collect())
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
    let data = data(dealt());
    let catalog = &data.catalog;
    assert!(catalog.is_class(catalog.term(id("a")).grantee));
    let terms = |name: &str| of(&Topic::Provider(provider(name, catalog)), &data).0;
    assert_eq!(terms("v1"), ["a", "b", "c", "d"], "who gives it");
    assert_eq!(terms("s1"), ["d"], "who receives it");
    assert_eq!(terms("c1"), ["a"], "a member of the class");
    assert!(terms("c2").is_empty(), "nobody says that it is one");
    assert_eq!(terms("parent"), ["b", "c"], "what its daughter has agreed");
    assert_eq!(terms("c3"), ["b", "c"], "what its parent has agreed for it");
}

#[test]
fn an_agreement_has_its_own_terms_and_disputes() {
    let data = data(dealt());
    let of = |name: &str| of(&Topic::Agreement(id(name)), &data);
    assert_eq!(of("deal-a"), (vec!["a", "b", "c"], vec![]));
    assert_eq!(of("deal-b"), (vec!["d"], vec!["dispute-0"]));
    assert_eq!(of("deal-c"), (vec![], vec![]));
}

#[test]
fn what_is_about_an_agreement_is_about_its_parties_and_terms() {
    let mut records = dealt();
    records.agreements[1].parties = vec![id("c2")];
    records.agreements[1].terms.clear();
    let data = data(records);
    let lens = everything(&data.catalog);
    let about = |topic: &Topic| is_about(topic, [id("deal-b")].iter(), &lens);
    // It holds no term by which its own story could be known.
    assert!(about(&Topic::Agreement(id("deal-b"))));
    assert!(!about(&Topic::Agreement(id("deal-a"))));
    assert!(about(&Topic::Provider(provider("c2", &data.catalog))), "a party");
    assert!(!about(&Topic::Provider(provider("s1", &data.catalog))));
}
