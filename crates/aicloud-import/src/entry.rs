//! What an entry of a catalogue says.

use std::fmt;

use aicloud_core::model::{PriceScope, Tier, Usd};

/// Why an entry, or a price of it, is not taken over: a group to count by, and
/// what is special about this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryReason {
    /// The kind of reason.
    pub group: &'static str,
    /// This case; empty where the group says it all.
    pub detail: String,
}

impl EntryReason {
    /// A reason with what is special about it.
    pub fn new(group: &'static str, detail: impl Into<String>) -> Self {
        Self { group, detail: detail.into() }
    }
}

impl fmt::Display for EntryReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.group)?;
        if self.detail.is_empty() { Ok(()) } else { write!(f, ": {}", self.detail) }
    }
}

/// One entry of a published catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueEntry {
    /// Its id, as the catalogue writes it.
    pub id: String,
    /// What it says, or why it says nothing of use here.
    pub read: Result<EntryPrices, EntryReason>,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryPrices {
    /// Our service.
    pub service: &'static str,
    /// The model, in every spelling that the id gives.
    pub names: Vec<String>,
    /// Its prices.
    pub rates: Vec<Rate>,
}

/// What tells the prices of an offer apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RateKey {
    /// How it is served; standard comes first.
    pub tier: Tier,
    /// For prompts above this many tokens.
    pub context_over: Option<u64>,
    /// Where inference may run.
    pub scope: PriceScope,
    /// Within these geographies or regions.
    pub within: Vec<String>,
}

/// USD per million tokens, in the order of [`TokenKind`].
pub type Amounts = [Option<Usd>; 5];

/// What an amount is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenKind {
    /// Input tokens.
    Input,
    /// Output tokens.
    Output,
    /// Input tokens read from a cache.
    CachedInput,
    /// Input tokens written to a cache.
    CacheWrite,
    /// The same for an hour.
    CacheWrite1h,
}

impl TokenKind {
    /// Every part, in order.
    pub const ALL: [Self; 5] =
        [Self::Input, Self::Output, Self::CachedInput, Self::CacheWrite, Self::CacheWrite1h];

    /// The part as the field of a price is named.
    pub fn word(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Output => "output",
            Self::CachedInput => "cached_input",
            Self::CacheWrite => "cache_write",
            Self::CacheWrite1h => "cache_write_1h",
        }
    }
}

/// A price as an entry states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Which price it is.
    pub key: RateKey,
    /// The amounts.
    pub amounts: Amounts,
    /// The catalogue's own unit and digits, where they differ.
    pub as_stated: Option<String>,
}
