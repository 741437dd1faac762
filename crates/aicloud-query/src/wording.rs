//! What the records say of a term or a dispute.

use aicloud_core::catalog::Catalog;
use aicloud_core::model::Id;

/// A term in the words of its record.
pub fn term(id: Id, catalog: &Catalog) -> String {
    catalog.term(id).says.clone()
}

/// A dispute in the words of its record.
pub fn dispute(id: Id, catalog: &Catalog) -> String {
    catalog.dispute(id).says.clone()
}
