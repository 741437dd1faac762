//! The list price that a cell shows: the cheapest standard one.

use rust_decimal::Decimal;

use crate::data::facts::{OfferFact, PriceFact};
use crate::model::{Dated, Day, EvidenceClass, PriceScope, PriceState, Tier, Usd};

use super::lens::Lens;

/// Input tokens per output token in the blend by which prices are ranked.
const INPUT_PER_OUTPUT: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// What is known of an offer's price on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// What is known; nothing where nobody has recorded a price.
    pub state: Option<PriceState>,
    /// Input tokens, USD per million.
    pub input: Option<Usd>,
    /// Output tokens, USD per million.
    pub output: Option<Usd>,
    /// The scope that the price is for.
    pub scope: Option<PriceScope>,
    /// Whether sources of the same class state it differently.
    pub contested: bool,
}

impl Quote {
    const NOTHING: Self =
        Self { state: None, input: None, output: None, scope: None, contested: false };
}

/// The cheapest standard price of an offer on a day, for short prompts.
///
/// Within one scope the strongest class of evidence decides, then the latest
/// date, then the number of voices. Scopes are compared by [`blend`], and a
/// contested price never wins against one that is not.
pub fn quote(offer: &OfferFact, day: Day, lens: &Lens<'_>) -> Quote {
    let live: Vec<Live<'_>> = offer
        .prices
        .iter()
        .filter(|price| price.tier == Tier::Standard && price.context_over.is_none())
        .filter(|price| price.from <= day && price.until.is_none_or(|until| day <= until))
        .filter_map(|price| Some(Live { price, class: lens.strength(price.said)? }))
        .collect();
    let mut scopes: Vec<PriceScope> = live.iter().map(|live| live.price.scope).collect();
    scopes.sort_unstable();
    scopes.dedup();
    let picked = scopes.into_iter().filter_map(|scope| {
        let here = live.iter().filter(|live| live.price.scope == scope);
        let best = here.clone().max_by_key(|live| live.weight(lens))?;
        Some((best.price, here.clone().any(|other| best.is_contested_by(other))))
    });
    let Some((price, contested)) = picked.min_by_key(|(price, contested)| rank(price, *contested))
    else {
        return Quote::NOTHING;
    };
    Quote {
        state: Some(price.state),
        input: price.input,
        output: price.output,
        scope: Some(price.scope),
        contested,
    }
}

/// A price in force with the strength of its evidence.
struct Live<'f> {
    price: &'f PriceFact,
    class: EvidenceClass,
}

impl Live<'_> {
    /// By what one price of a scope is taken before another; the amounts come
    /// last so that the order of the records has no say.
    fn weight(&self, lens: &Lens<'_>) -> impl Ord + use<> {
        let voices = lens.facts.said(self.price.said).iter();
        let voices = voices.filter(|voice| !voice.denies && lens.admits(voice.source)).count();
        (self.class, self.price.from, voices, self.price.input, self.price.output)
    }

    /// Whether another price contradicts this one: equally strong evidence for
    /// other amounts, from the same day, or from readings of different days, of
    /// which nobody knows whether the price changed between them.
    fn is_contested_by(&self, other: &Self) -> bool {
        let amounts = |price: &PriceFact| (price.state, price.input, price.output);
        let readings = (self.price.dated, other.price.dated) == (Dated::Observed, Dated::Observed);
        other.class == self.class
            && amounts(other.price) != amounts(self.price)
            && (other.price.from == self.price.from || readings)
    }
}

/// Fully priced before the rest, settled before contested, then the blend, then
/// the wider scope.
fn rank(price: &PriceFact, contested: bool) -> (bool, bool, Decimal, PriceScope) {
    let blend = blend(price.input, price.output);
    (blend.is_none(), contested, blend.unwrap_or_default(), price.scope)
}

/// What three million input and one million output tokens cost, where both
/// prices are known. Three to one is a convention for ranking, not a workload.
pub fn blend(input: Option<Usd>, output: Option<Usd>) -> Option<Decimal> {
    Some(input?.amount() * INPUT_PER_OUTPUT + output?.amount())
}
