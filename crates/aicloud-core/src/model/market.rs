//! Who is in the market: providers, their shop windows, the classes of
//! provider that terms speak of, and the customer segments.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Id, Statement, Tri};

/// What an organisation is in this market.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProviderKind {
    /// A general cloud with a catalogue of AI models.
    Cloud,
    /// A data or application platform that sells models: Snowflake, SAP.
    Platform,
    /// A company that makes models.
    Lab,
    /// Compute capacity without a general catalogue.
    Host,
    /// A public body.
    Agency,
    /// A party that only invests.
    Investor,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Stable id: `aws`, `openai`, `openai-direct`.
    pub id: Id,
    /// Full name.
    pub name: String,
    /// Name of at most 12 cells, for table heads.
    #[schemars(length(min = 1, max = 12))]
    pub short: String,
    /// What it is.
    pub kind: ProviderKind,
    /// The organisation that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Id>,
    /// Other names that people type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A cloud's own name for a shop window: Amazon Bedrock, Microsoft Foundry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Stable id, `cloud/service`: the part before the slash is its provider.
    pub id: Id,
    /// Full name.
    pub name: String,
    /// Other names, earlier ones included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Segments that can buy here; `commercial` unless given.
    #[serde(default = "commercial", skip_serializing_if = "is_commercial")]
    pub segments: Vec<Id>,
    /// Its documentation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

fn commercial() -> Vec<Id> {
    "commercial".parse().into_iter().collect()
}

fn is_commercial(segments: &[Id]) -> bool {
    matches!(segments, [only] if only.as_str() == "commercial")
}

/// A kind of customer that terms and offers tell apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// Stable id: `us-government`.
    pub id: Id,
    /// What it covers, in our words.
    pub name: String,
    /// The wider segment that it lies within.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Id>,
}

/// A set of providers that terms speak of: "any cloud", "third-party clouds".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Stable id: `any-cloud`.
    pub id: Id,
    /// What it means, in our words.
    pub name: String,
    /// Who belongs to it and who does not, each with its source.
    pub members: Vec<Membership>,
}

/// Whether a provider belongs to a class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The provider.
    pub provider: Id,
    /// Whether it is a member.
    pub member: Tri,
    /// Who says so.
    pub sources: Vec<Statement>,
    /// What the answer hangs on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
