//! Price-performance claims and public benchmark scores.

use serde::{Deserialize, Serialize};

use super::{Id, PartialDate, Statement, Usd};

/// What a claim compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Metric {
    /// Performance per dollar.
    PricePerformance,
    /// Price alone.
    Price,
    /// Performance alone.
    Performance,
}

/// How firmly the factor is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// Exactly that factor.
    Exactly,
    /// That factor or more.
    AtLeast,
    /// That factor at best.
    UpTo,
    /// Roughly that factor.
    About,
}

/// One side of a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimParty {
    /// The product, where the claim names one that exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Id>,
    /// The service on which it is meant, where the claim names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<Id>,
    /// The claim's own words for it, where they name no product: "comparable Gemini".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named_as: Option<String>,
}

/// A price-performance statement, kept as what it is: a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Stable id.
    pub id: Id,
    /// What is claimed, in our words, as one sentence.
    pub says: String,
    /// Who is said to claim it.
    pub claimant: Id,
    /// What is said to be better; several where the claim does not tell which.
    pub subjects: Vec<ClaimParty>,
    /// What it is compared with; several candidates where the claim names none.
    pub comparators: Vec<ClaimParty>,
    /// What is compared.
    pub metric: Metric,
    /// How many times better.
    pub factor: Usd,
    /// How firmly the factor is stated.
    pub hedge: Hedge,
    /// For what work, where the claim says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workload: Option<String>,
    /// When it was made, as exactly as is known.
    pub date: PartialDate,
    /// Every version of it: the claimant's wording and each retelling.
    pub sources: Vec<Statement>,
    /// Whether the claimant's own wording was found and read.
    pub original_found: bool,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A public benchmark suite with its scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// Stable id of the suite.
    pub id: Id,
    /// Full name.
    pub name: String,
    /// The licence under which its scores may be used.
    pub licence: String,
    /// Who publishes it.
    pub sources: Vec<Statement>,
    /// Its scores.
    pub scores: Vec<Score>,
}

/// One score of one product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// The product.
    pub product: Id,
    /// The setting, such as reasoning effort.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// The version of the suite.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The score as an exact decimal, in the suite's own unit.
    pub score: Usd,
    /// What the run cost, where the suite reports it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run_cost_usd: Option<Usd>,
    /// When it was measured.
    pub date: PartialDate,
}
