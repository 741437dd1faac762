//! What the facts say that cannot well be so.

use crate::model::{Channel, Id, Offer};

use crate::rights::decide::decide;
use crate::rights::lens::Lens;
use crate::rights::question::{Asked, Question, Right};
use crate::rights::side::Why;

/// A stage on sale on a day on which the seller is barred.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoldThoughBarred {
    /// The offer.
    pub offer: Id,
    /// The place of the stage among those of the offer.
    pub stage: usize,
    /// To whom it may not be sold.
    pub segment: Id,
    /// The terms that bar it.
    pub because: Vec<Why>,
}

/// Every stage on sale that began while its seller was barred, once: for the
/// first segment in which it is.
pub fn sold_though_barred(lens: &Lens<'_>) -> Vec<SoldThoughBarred> {
    let offers = lens.catalog.offer_ids().map(|offer| (offer, lens.catalog.offer(offer)));
    let selling = offers.filter(|(_, fact)| fact.channel != Channel::Gateway);
    selling.flat_map(|(offer, fact)| of_offer(offer, fact, lens)).collect()
}

fn of_offer(offer: Id, fact: &Offer, lens: &Lens<'_>) -> Vec<SoldThoughBarred> {
    let stages = lens.catalog.stages(fact).into_iter().enumerate();
    let on_sale = stages.filter(|(_, s)| s.stage.on_sale() && lens.believes(s.said()));
    let barred = |stage: usize, as_of| {
        lens.catalog.segments(fact).iter().find_map(|segment| {
            let question = Question {
                seller: fact.seller(),
                product: fact.product,
                asked: Asked::Sell,
                segment: *segment,
                region: None,
                as_of,
            };
            let decision = decide(&question, lens);
            let because = decision.because.iter().map(|reason| reason.why).collect();
            let found = SoldThoughBarred { offer, stage, segment: *segment, because };
            (decision.right == Right::Prohibited).then_some(found)
        })
    };
    on_sale.filter_map(|(place, stage)| barred(place, stage.from)).collect()
}
