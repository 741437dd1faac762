//! What may concern a product, worked out once.

use super::facts::{
    Concerns, DisputeIx, Facts, OfferIx, ProductIx, ScopeFact, TermFact, TermIx, Voices,
};
use super::packed::Packed;
use crate::model::{Availability, Day, Effect, Layer};

/// Notes for each product what may concern it, so that a decision looks at
/// little else: its cost does not grow with data that is about other products.
pub(super) fn note(facts: &mut Facts) {
    let offers: Vec<(OfferIx, ProductIx)> =
        OfferIx::all(facts).map(|offer| (offer, facts[offer].product)).collect();
    for position in ProductIx::all(facts) {
        let decides = |term: &TermFact| {
            matches!(term.effect, Effect::Grant | Effect::Exclusive | Effect::Prohibit)
        };
        let terms = TermIx::all(facts)
            .filter(|term| {
                decides(&facts[*term]) && may_cover(&facts[*term].scope, position, facts)
            })
            .collect();
        let disputes = DisputeIx::all(facts)
            .filter(|dispute| may_cover(&facts[*dispute].scope, position, facts))
            .collect();
        let mut launched: Vec<(Day, Voices)> = Vec::new();
        for (offer, _) in offers.iter().filter(|(_, of)| *of == position) {
            let stages = facts[*offer].stages.iter();
            let general = stages.filter(|stage| stage.stage == Availability::Ga);
            launched.extend(general.map(|stage| (stage.from, stage.said)));
        }
        launched.sort_by_key(|(day, said)| (*day, said.from));
        let offers =
            offers.iter().filter(|(_, of)| *of == position).map(|(offer, _)| *offer).collect();
        let access = facts[position].concerns.access.clone();
        facts.products[usize::from(position.0)].concerns =
            Packed::from(Concerns { access, launched, terms, disputes, offers });
    }
}

/// Whether what is known of a product leaves room for a scope to cover it; the
/// engine decides where something is unknown.
fn may_cover(scope: &ScopeFact, position: ProductIx, facts: &Facts) -> bool {
    let product = &facts[position];
    let layer = scope.layer.is_none_or(|layer| [layer, Layer::Unknown].contains(&product.layer));
    let access = product.concerns.access.as_ref().is_none_or(|access| {
        scope.access.is_none_or(|wanted| access.contains(&wanted))
            && scope.without_access.is_none_or(|barred| !access.contains(&barred))
    });
    let partners = product.developed_with.as_ref().is_none_or(|partners| {
        scope.developed_with_third_party.is_none_or(|third| third != partners.is_empty())
    });
    (scope.products.is_empty() || scope.products.contains(&position))
        && scope.vendor.is_none_or(|vendor| vendor == product.vendor)
        && (scope.kinds.is_empty() || scope.kinds.contains(&product.kind))
        && !scope.except.contains(&position)
        && layer
        && access
        && partners
}
