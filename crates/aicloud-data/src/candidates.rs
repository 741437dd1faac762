//! What may concern a product, worked out once.

use aicloud_core::facts::packed::Packed;
use aicloud_core::facts::{
    Concerns, DisputeIx, Facts, OfferIx, ProductFact, ProductIx, ScopeFact, TermIx, Voices,
};
use aicloud_core::model::{Availability, Day, Effect, Layer};

/// Notes for each product what may concern it, so that a decision looks at
/// little else: its cost does not grow with data that is about other products.
/// Each record looks only at the products that it names, or at those of the vendor
/// that it names, so that the notes do not cost every record times every product.
pub(super) fn note(facts: &mut Facts) {
    let mut products: Vec<ProductFact> = facts.products.iter().cloned().collect();
    let mut launched: Vec<Vec<(Day, Voices)>> = vec![Vec::new(); products.len()];
    let access = products.iter().map(|product| product.concerns.access.clone());
    let mut notes: Vec<Concerns> =
        access.map(|access| Concerns { access, ..Concerns::default() }).collect();
    let mut by_vendor: Vec<Vec<ProductIx>> = vec![Vec::new(); facts.providers.len()];
    for product in ProductIx::all(facts) {
        by_vendor[facts.product(product).vendor.place()].push(product);
    }
    for term in TermIx::all(facts) {
        if matches!(facts.term(term).effect, Effect::Grant | Effect::Exclusive | Effect::Prohibit) {
            for product in covered(&facts.term(term).scope, &by_vendor, facts) {
                note_once(&mut notes[product.place()].terms, term);
            }
        }
    }
    for dispute in DisputeIx::all(facts) {
        for product in covered(&facts.dispute(dispute).scope, &by_vendor, facts) {
            note_once(&mut notes[product.place()].disputes, dispute);
        }
    }
    for offer in OfferIx::all(facts) {
        let of = facts.offer(offer).product.place();
        notes[of].offers.push(offer);
        let general =
            facts.offer(offer).stages.iter().filter(|stage| stage.stage == Availability::Ga);
        launched[of].extend(general.map(|stage| (stage.from, stage.said)));
    }
    for ((product, concerns), mut launched) in products.iter_mut().zip(notes).zip(launched) {
        launched.sort_by_key(|(day, said)| (*day, said.from));
        product.launched = Packed::from(launched);
        product.concerns = Packed::from(concerns);
    }
    facts.products = products.into_iter().collect();
}

/// Notes a record that is looked at by itself, once though its scope lists the
/// product twice.
pub(super) fn note_once<T: PartialEq>(list: &mut Vec<T>, record: T) {
    if list.last() != Some(&record) {
        list.push(record);
    }
}

/// The products that a scope may cover.
fn covered<'f>(
    scope: &'f ScopeFact,
    by_vendor: &[Vec<ProductIx>],
    facts: &'f Facts,
) -> impl Iterator<Item = ProductIx> + use<'f> {
    let products = match scope.vendor {
        _ if !scope.products.is_empty() => scope.products.clone(),
        Some(vendor) => by_vendor[vendor.place()].clone(),
        None => ProductIx::all(facts).collect(),
    };
    products.into_iter().filter(|product| may_cover(scope, *product, facts))
}

/// Whether what is known of a product that a scope lists, or does not have to,
/// leaves room for the scope to cover it; the engine decides where something is
/// unknown.
fn may_cover(scope: &ScopeFact, position: ProductIx, facts: &Facts) -> bool {
    let product = facts.product(position);
    let layer = scope.layer.is_none_or(|layer| [layer, Layer::Unknown].contains(&product.layer));
    let access = product.concerns.access.as_ref().is_none_or(|access| {
        scope.access.is_none_or(|wanted| access.contains(&wanted))
            && scope.without_access.is_none_or(|barred| !access.contains(&barred))
    });
    let partners = product.developed_with.as_ref().is_none_or(|partners| {
        scope.developed_with_third_party.is_none_or(|third| third != partners.is_empty())
    });
    scope.vendor.is_none_or(|vendor| vendor == product.vendor)
        && (scope.kinds.is_empty() || scope.kinds.contains(&product.kind))
        && !scope.except.contains(&position)
        && layer
        && access
        && partners
}
