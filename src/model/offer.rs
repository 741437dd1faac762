//! A product on a service: who sells and hosts it, at what stage it is, and
//! what it costs.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Id, PartialDate, Statement, Tri, Usd};

/// How a product reaches the buyer on this service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// The vendor's own shop.
    Own,
    /// The cloud runs and sells it.
    Hosted,
    /// The cloud sells it and somebody else runs it.
    Resold,
    /// Bought through the cloud's marketplace from its vendor.
    Marketplace,
    /// Calls are passed on to the buyer's own account elsewhere: no sale.
    Gateway,
}

/// How far a product has come on a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// Generally available.
    Ga,
    /// Public preview.
    Preview,
    /// Preview for a limited number of customers.
    LimitedPreview,
    /// Preview by invitation.
    PrivatePreview,
    /// Announced and not on sale.
    Announced,
    /// Withdrawn for a time.
    Suspended,
    /// Withdrawn for good.
    Retired,
    /// Somebody looked and it was absent.
    NotListed,
    /// A record exists and no source says how far it has come.
    Unknown,
}

impl Availability {
    /// Whether somebody can buy it, if only by invitation.
    pub fn on_sale(self) -> bool {
        matches!(self, Self::Ga | Self::Preview | Self::LimitedPreview | Self::PrivatePreview)
    }
}

/// What the date of a stage or a price is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Dated {
    /// It began on that day.
    #[default]
    Effective,
    /// It was announced on that day.
    Announced,
    /// It was seen on that day and may have begun earlier.
    Observed,
}

impl Dated {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    fn is_effective(&self) -> bool {
        *self == Self::Effective
    }
}

/// Who runs a product that somebody sells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// No source says: written `unknown`.
    Unknown,
    /// This provider.
    Provider(Id),
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.pad("unknown"),
            Self::Provider(id) => id.fmt(f),
        }
    }
}

impl Serialize for Host {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Host {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = Id::deserialize(deserializer)?;
        Ok(if id.as_str() == "unknown" { Self::Unknown } else { Self::Provider(id) })
    }
}

/// Who runs an offer, from a day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hosting {
    /// The provider that runs it, or `unknown`.
    pub host: Host,
    /// From when; from the beginning unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    /// Who says so.
    pub sources: Vec<Statement>,
}

/// What is known of availability from a day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// How far it has come.
    pub stage: Availability,
    /// From when.
    pub from: PartialDate,
    /// What that date is; the day on which it began unless given.
    #[serde(default, skip_serializing_if = "Dated::is_effective")]
    pub dated: Dated,
    /// Regions as the cloud writes them; not stated unless given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<String>,
    /// Who says so.
    pub sources: Vec<Statement>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Where inference may run for a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// How a request is served and billed.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
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
    /// Dearer and faster.
    Priority,
    /// Dearest and fastest.
    Ultrafast,
}

impl Tier {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    fn is_standard(&self) -> bool {
        *self == Self::Standard
    }
}

/// What is known of a price. The fourth kind of nothing, *not recorded*, has
/// no record.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Where inference may run.
    pub scope: PriceScope,
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
    /// Input tokens written to a cache.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_write: Option<Usd>,
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
    /// Who says so.
    pub sources: Vec<Statement>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A product on a service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Stable id: the service's id, a slash, and the product's own name.
    pub id: Id,
    /// What is offered.
    pub product: Id,
    /// Where; its provider is the seller unless `seller` says otherwise.
    pub service: Id,
    /// Who sells, where that is not the service's provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<Id>,
    /// How it reaches the buyer.
    pub channel: Channel,
    /// The cloud's own identifier of the product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model_id: Option<String>,
    /// Who runs it; the seller itself where no record is given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosted_by: Vec<Hosting>,
    /// Whether the vendor chose this cloud; an offer on sale implies it unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointed: Option<Tri>,
    /// Segments that can buy it; those of the service unless given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<Id>,
    /// Availability over time, oldest first.
    pub stages: Vec<Stage>,
    /// List prices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<Price>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
