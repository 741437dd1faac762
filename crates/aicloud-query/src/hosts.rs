//! Who runs an offer, as scripts read it.

use aicloud_core::catalog::Catalog;
use aicloud_core::model::Id;
use schemars::JsonSchema;
use serde::Serialize;

/// Who runs an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct HostKey(
    /// The id of a provider, or `unknown` where no source says.
    String,
);

impl HostKey {
    /// The host that the records state; nothing where no record says.
    pub fn of(host: Option<Option<Id>>, catalog: &Catalog) -> Option<Self> {
        let id = host?
            .map_or_else(|| "unknown".to_owned(), |host| catalog.provider(host).id.to_string());
        Some(Self(id))
    }
}
