//! The list price that a cell shows: the cheapest standard one.

use rust_decimal::Decimal;

use crate::data::facts::{OfferFact, PriceFact, SourceIx};
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
    /// Cached input tokens, USD per million.
    pub cached_input: Option<Usd>,
    /// Output tokens, USD per million.
    pub output: Option<Usd>,
    /// The scope that the price is for.
    pub scope: Option<PriceScope>,
    /// Whether sources of the same class state it differently.
    pub contested: bool,
    /// Who states it.
    pub sources: Vec<SourceIx>,
}

impl Quote {
    const NOTHING: Self = Self {
        state: None,
        input: None,
        cached_input: None,
        output: None,
        scope: None,
        contested: false,
        sources: Vec::new(),
    };
}

/// The cheapest standard price of an offer on a day, for short prompts.
///
/// Within one scope the strongest class of evidence decides, then the latest
/// date; where that leaves several, the price is contested. Scopes are compared at three input tokens to one output token.
pub fn quote(offer: &OfferFact, day: Day, lens: &Lens<'_>) -> Quote {
    let live: Vec<(&PriceFact, EvidenceClass)> = offer
        .prices
        .iter()
        .filter(|price| price.tier == Tier::Standard && price.context_over.is_none())
        .filter(|price| price.from <= day && price.until.is_none_or(|until| day <= until))
        .filter_map(|price| Some((price, lens.strength(price.said)?)))
        .collect();
    let mut scopes: Vec<PriceScope> = live.iter().map(|(price, _)| price.scope).collect();
    scopes.sort_unstable();
    scopes.dedup();
    let voices = |price: &PriceFact| {
        lens.facts.said(price.said).iter().filter(|voice| lens.admits(voice.source)).count()
    };
    let picked = scopes.into_iter().filter_map(|scope| {
        live.iter()
            .filter(|(price, _)| price.scope == scope)
            .max_by_key(|(price, class)| (*class, price.from))
    });
    let Some((price, class)) = picked.min_by_key(|(price, _)| rank(price)) else {
        return Quote::NOTHING;
    };
    let rivals = live.iter().filter(|(other, strength)| {
        let observed = (other.dated, price.dated) == (Dated::Observed, Dated::Observed);
        other.scope == price.scope
            && strength == class
            && (other.input, other.output, other.state) != (price.input, price.output, price.state)
            && (other.from == price.from || observed)
    });
    let rivals: Vec<&PriceFact> = rivals.map(|(other, _)| *other).collect();
    let contested = !rivals.is_empty();
    // Of prices that contradict one another the latest reading is shown, and of
    // readings of one day the one with more voices.
    let weight = |price: &PriceFact| (price.from, voices(price));
    let price = rivals
        .into_iter()
        .fold(*price, |best, other| if weight(other) > weight(best) { other } else { best });
    Quote {
        state: Some(price.state),
        input: price.input,
        cached_input: price.cached_input,
        output: price.output,
        scope: Some(price.scope),
        contested,
        sources: lens.voices(price.said),
    }
}

/// Fully priced before the rest, then the blend, then the wider scope.
fn rank(price: &PriceFact) -> (bool, Decimal, PriceScope) {
    let blend = blend(price.input, price.output);
    (blend.is_none(), blend.unwrap_or_default(), price.scope)
}

/// What three million input and one million output tokens cost, where both
/// prices are known. Three to one is a convention for ranking, not a workload.
pub fn blend(input: Option<Usd>, output: Option<Usd>) -> Option<Decimal> {
    Some(input?.amount() * INPUT_PER_OUTPUT + output?.amount())
}
