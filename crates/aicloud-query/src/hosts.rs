//! Who runs an offer, as scripts read it.

use schemars::JsonSchema;
use serde::Serialize;

use aicloud_core::facts::{Facts, ProviderIx};

/// Who runs an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct HostKey(
    /// The id of a provider, or `unknown` where no source says.
    String,
);

impl HostKey {
    /// The host that the records state; nothing where no record says.
    pub fn of(host: Option<Option<ProviderIx>>, facts: &Facts) -> Option<Self> {
        let id = host?.map_or_else(|| "unknown".to_owned(), |host| facts.provider(host).id.to_string());
        Some(Self(id))
    }
}
