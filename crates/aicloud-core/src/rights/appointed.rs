//! Whether the vendor has chosen a seller: a separate fact from whether it may
//! sell.

use crate::model::{Action, Channel, Effect, Id, Tri};

use crate::offers::availability::{current_stage, offers_of};
use crate::rights::lens::Lens;
use crate::rights::question::Question;
use crate::rights::scope::{covers_product, covers_region, covers_segment};
use crate::rights::world::World;

/// Whether the vendor has chosen this seller: it is the vendor, the vendor's
/// own term names it, or it has the product on sale.
pub fn appointed(question: &Question<'_>, lens: &Lens<'_>) -> bool {
    let catalog = lens.catalog;
    let vendor = catalog.product(question.product).vendor;
    lens.catalog.is_or_belongs_to(question.seller, vendor)
        || catalog.terms_on(question.product).any(|term| names(term, question, lens))
        || offers_of(question.seller, question.product, question.segment, lens).any(|offer| {
            let offer = catalog.offer(offer);
            let stage = current_stage(offer, question.as_of, question.region, lens);
            stage.is_some_and(|stage| stage.stage.on_sale())
                && offer.channel != Channel::Gateway
                && offer.appointed.is_none_or(|appointed| appointed == Tri::Yes)
        })
}

/// Whether a term in force by the vendor names the seller itself.
fn names(position: Id, question: &Question<'_>, lens: &Lens<'_>) -> bool {
    let term = lens.catalog.term(position);
    // A class is nobody's parent.
    lens.catalog.is_or_belongs_to(question.seller, term.grantee)
        && matches!(term.effect, Effect::Grant | Effect::Exclusive)
        && matches!(term.action, None | Some(Action::Sell | Action::Host))
        && term.grantor == lens.catalog.product(question.product).vendor
        && lens.in_force(position, question.as_of)
        && covers_segment(&term.scope.segments, question.segment, lens.catalog)
        && covers_region(&term.scope.regions, question.region, false)
        && covers_product(&term.scope, question.product, lens, &World::default()) == Ok(true)
}
