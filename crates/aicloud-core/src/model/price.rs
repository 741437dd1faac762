//! Prices: what a list states, what somebody else states of the same offer, and
//! what a buyer has negotiated.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Dated, Id, PartialDate, Percent, Statement, Usd};

/// Where inference may run for a price.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PriceScope {
    /// Anywhere the cloud runs it.
    Global,
    /// One geography or data zone.
    Geography,
    /// One region.
    InRegion,
    /// A government region.
    Government,
    /// The source names none.
    Unstated,
}

impl PriceScope {
    /// Every scope.
    pub const ALL: &[Self] =
        &[Self::Global, Self::Geography, Self::InRegion, Self::Government, Self::Unstated];

    /// The scope as the word that people type and scripts read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Geography => "geography",
            Self::InRegion => "in-region",
            Self::Government => "government",
            Self::Unstated => "unstated",
        }
    }
}

/// How a request is served and billed.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// On demand.
    #[default]
    Standard,
    /// Asynchronous.
    Batch,
    /// Cheaper, with no promise of speed.
    Flex,
    /// At hours that the seller calls off-peak; standard is the price of the others.
    OffPeak,
    /// Dearer and faster.
    Priority,
    /// Dearest and fastest.
    Ultrafast,
}

impl Tier {
    /// Every tier.
    pub const ALL: &[Self] =
        &[Self::Standard, Self::Batch, Self::Flex, Self::OffPeak, Self::Priority, Self::Ultrafast];

    /// The tier as the word that people type and scripts read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Batch => "batch",
            Self::Flex => "flex",
            Self::OffPeak => "off-peak",
            Self::Priority => "priority",
            Self::Ultrafast => "ultrafast",
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    fn is_standard(&self) -> bool {
        *self == Self::Standard
    }
}

/// What is known of a price. The fourth kind of nothing, *not recorded*, has
/// no record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PriceState {
    /// A price per token is published.
    #[default]
    Priced,
    /// Somebody looked and none is published.
    NotPublished,
    /// No charge.
    Free,
    /// Nothing beyond what it uses: models are billed as tokens.
    Included,
}

impl PriceState {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    fn is_priced(&self) -> bool {
        *self == Self::Priced
    }
}

/// A list price, in US dollars per million tokens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Where inference may run.
    pub scope: PriceScope,
    /// The geographies or regions that it is for, as the source names them; not
    /// stated unless given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<String>,
    /// How requests are served; standard unless given.
    #[serde(default, skip_serializing_if = "Tier::is_standard")]
    pub tier: Tier,
    /// The price holds for prompts above this many tokens; for all unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context_over: Option<u64>,
    /// What is known; priced unless given.
    #[serde(default, skip_serializing_if = "PriceState::is_priced")]
    pub state: PriceState,
    /// Input tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<Usd>,
    /// Input tokens read from a cache.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cached_input: Option<Usd>,
    /// Input tokens written to a cache, for the lifetime that the cloud gives
    /// unless asked for another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_write: Option<Usd>,
    /// That lifetime, as the source writes it: `5m`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_write_lifetime: Option<String>,
    /// Input tokens written to a cache for an hour, where that is dearer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_write_1h: Option<Usd>,
    /// Output tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Usd>,
    /// The source's own unit and wording, where they differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_stated: Option<String>,
    /// From when.
    pub from: PartialDate,
    /// What that date is; the day on which it began unless given.
    #[serde(default, skip_serializing_if = "Dated::is_effective")]
    pub dated: Dated,
    /// Its last day, as the source gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    /// A day up to which it is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_at_least: Option<PartialDate>,
    /// Who says that it ends, where that came out later than the price.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub until_sources: Vec<Statement>,
    /// Who says so.
    pub sources: Vec<Statement>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Prices that another source states for an offer that is described elsewhere,
/// such as an imported catalogue: they meet its own prices in the same contest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceStatement {
    /// Stable id: where it comes from, a slash, and the offer's id.
    pub id: Id,
    /// The offer.
    pub offer: Id,
    /// What is stated.
    pub prices: Vec<Price>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What a buyer has negotiated. Of several that fit an offer the narrowest
/// applies: one that names products before one that names services, that before
/// one that names clouds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Discount {
    /// Stable id.
    pub id: Id,
    /// For offers of these sellers; of all unless given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clouds: Vec<Id>,
    /// For offers on these services; on all unless given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<Id>,
    /// For these products; for all unless given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<Id>,
    /// For these tiers; for all unless given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<Tier>,
    /// Percent off every list price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent_off: Option<Percent>,
    /// A fixed price of input tokens, USD per million, in place of the list's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<Usd>,
    /// A fixed price of cached input tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cached_input: Option<Usd>,
    /// A fixed price of input tokens written to a cache.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_write: Option<Usd>,
    /// A fixed price of output tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Usd>,
    /// Its first day.
    pub from: PartialDate,
    /// Its last day; open unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    /// Who negotiated it.
    pub agreed_by: String,
    /// Why it holds: the contract, the programme.
    pub reason: String,
}
