//! What decided, as scripts read it.

use aicloud_core::catalog::Catalog;
use aicloud_core::model::Id;
use aicloud_core::rights::side::Implied;
use aicloud_core::rights::{Decision, Why};

/// The ids of what decided.
pub fn ids(decision: &Decision, catalog: &Catalog) -> Vec<String> {
    decision.because.iter().map(|reason| id(reason.why, catalog)).collect()
}

/// What a reason is called: a term by its id, anything else by its kind.
pub fn id(why: Why, catalog: &Catalog) -> String {
    match why {
        Why::Term(term) => catalog.term(term).id.to_string(),
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
pub fn implied_offer(why: Why) -> Option<Id> {
    match why {
        Why::Implied(Implied::Offer(offer)) => Some(offer),
        _ => None,
    }
}
