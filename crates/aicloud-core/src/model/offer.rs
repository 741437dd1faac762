//! A product on a service: who sells and hosts it, at what stage it is, and
//! what it costs.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::{Dated, Id, PartialDate, Price, Statement, Tri};

/// How a product reaches the buyer on this service.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
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
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
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
    /// A day before which the cloud promises not to withdraw it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_at_least: Option<PartialDate>,
    /// What the cloud names in its place, where it is retired.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced_by: Vec<Id>,
    /// Who says so.
    pub sources: Vec<Statement>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Whose terms the buyer accepts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BuyerTerms {
    /// The provider with whom the buyer contracts for the use of the product.
    pub with: Id,
    /// Who says so.
    pub sources: Vec<Statement>,
}

/// A spending commitment that a purchase draws down, or does not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawDown {
    /// The commitment by the name that the cloud gives it.
    pub commitment: String,
    /// Whether the purchase counts towards it.
    pub counts: Tri,
    /// Who says so.
    pub sources: Vec<Statement>,
}

/// Where data stays, as the cloud states it: a region is no routing promise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Residency {
    /// What is promised, in our words.
    pub promise: String,
    /// Who says so.
    pub sources: Vec<Statement>,
}

/// A product on a service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
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
    /// Whose terms the buyer accepts, where a source says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buyer_terms: Vec<BuyerTerms>,
    /// Spending commitments that a purchase draws down, where a source says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub draws_down: Vec<DrawDown>,
    /// Where data stays, where the cloud says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub residency: Vec<Residency>,
    /// Availability over time, oldest first.
    pub stages: Vec<Stage>,
    /// List prices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<Price>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
