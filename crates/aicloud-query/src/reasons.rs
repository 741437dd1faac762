//! What decided, as scripts read it.

use aicloud_core::facts::{Facts, OfferIx};
use aicloud_core::rights::side::Implied;
use aicloud_core::rights::{Decision, Why};

/// The ids of what decided.
pub fn ids(decision: &Decision, facts: &Facts) -> Vec<String> {
    decision.because.iter().map(|reason| id(reason.why, facts)).collect()
}

/// What a reason is called: a term by its id, anything else by its kind.
pub fn id(why: Why, facts: &Facts) -> String {
    match why {
        Why::Term(term) => facts.term(term).id.to_string(),
        Why::Implied(implied) => implied_word(implied).to_owned(),
    }
}

/// The word for a right that no term states.
pub fn implied_word(implied: Implied) -> &'static str {
    match implied {
        Implied::Own => "own",
        Implied::Licence => "licence",
        Implied::Offer(_) => "offer",
    }
}

/// The id of the offer behind an implied right.
pub fn implied_offer(why: Why) -> Option<OfferIx> {
    match why {
        Why::Implied(Implied::Offer(offer)) => Some(offer),
        _ => None,
    }
}
