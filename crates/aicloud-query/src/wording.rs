//! What the records say of a term or a dispute, by its id.

use aicloud_core::model::Records;

/// A term in the words of its record; empty where there is none.
pub fn term(id: &str, records: &Records) -> String {
    let mut terms = records.agreements.iter().flat_map(|agreement| &agreement.terms);
    let found = terms.find(|term| term.id.as_str() == id);
    found.map(|term| term.says.clone()).unwrap_or_default()
}

/// A dispute in the words of its record; empty where there is none.
pub fn dispute(id: &str, records: &Records) -> String {
    let mut disputes = records.agreements.iter().flat_map(|agreement| &agreement.disputes);
    let found = disputes.find(|dispute| dispute.id.as_str() == id);
    found.map(|dispute| dispute.says.clone()).unwrap_or_default()
}
