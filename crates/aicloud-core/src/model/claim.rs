//! Price-performance claims and public benchmark scores.

use std::ops::Not;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Id, PartialDate, Statement, Usd};

/// What a claim compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Metric {
    /// Performance per dollar.
    PricePerformance,
    /// Price alone.
    Price,
    /// Performance alone.
    Performance,
    /// What a task costs, with the tokens that it takes.
    TaskCost,
}

/// How firmly the factor is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// Exactly that factor.
    Exactly,
    /// That factor or more.
    AtLeast,
    /// More than that factor, not the factor itself: "less than a quarter".
    MoreThan,
    /// That factor at best.
    UpTo,
    /// Roughly that factor.
    About,
}

/// What kind of percentage a factor is stated as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PercentForm {
    /// So much less of the comparator: "83% less" is 5.88 times.
    Less,
    /// So much more: "30% better" is 1.3 times.
    More,
}

/// A factor as a percentage, where it is stated as one: its digits say how exact
/// it is, which those of the factor do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Percentage {
    /// More or less.
    pub form: PercentForm,
    /// The number, with as many digits as are stated.
    pub number: Usd,
    /// The upper end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number_to: Option<Usd>,
}

/// One side of a claim.
///
/// A side that the claim names and that this data has no record of has no
/// product: only `named_as`. A side for which the claim's words fit several
/// things, or nothing that was ever sold, is a candidate: `supposed`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimParty {
    /// The product, where this data has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Id>,
    /// The service on which it is meant, where the claim names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<Id>,
    /// The claim's own words for it: "comparable Gemini".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named_as: Option<String>,
    /// Whether the claim leaves open what it means, and this is one reading.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub supposed: bool,
    /// Why it is read so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// What the date of a claim is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimDate {
    /// When the claimant made it.
    #[default]
    Made,
    /// When somebody retold it; when it was made is not known.
    Retold,
}

impl ClaimDate {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    fn is_made(&self) -> bool {
        *self == Self::Made
    }
}

/// The day whose prices a claim is held against, where its own day is unknown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceDay {
    /// The day.
    pub day: PartialDate,
    /// Why that one.
    pub why: String,
}

/// A claim as one source has it. What a source leaves as the record has it is
/// not given: what stands here is what changed on the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimVersion {
    /// The source.
    pub source: Id,
    /// Whether these are the claimant's own words, read in its own page, in a
    /// copy of it or on the record; else it is a retelling.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub own_words: bool,
    /// The person or body it quotes, where that is not the publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// Where in the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// What it says in our words, where that differs from the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    /// Its factor, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<Usd>,
    /// The upper end of its factor, where it gives a range of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor_to: Option<Usd>,
    /// The percentage as which it states a factor of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Percentage>,
    /// How firmly it states the factor, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hedge: Option<Hedge>,
    /// What it calls the subject, where that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_as: Option<String>,
    /// The subjects that it names, where they are others and this data has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<ClaimParty>,
    /// What it calls the comparator, where that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparator_as: Option<String>,
    /// The comparators that it names, where they are others and this data has
    /// them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comparators: Vec<ClaimParty>,
    /// A short quotation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

/// A price-performance statement, kept as what it is: a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Stable id.
    pub id: Id,
    /// What is claimed, in our words, as one sentence.
    pub says: String,
    /// Who is said to claim it.
    pub claimant: Id,
    /// What is said to be better. Several where the claim does not tell which:
    /// it is read as the first, and the others are candidates.
    pub subjects: Vec<ClaimParty>,
    /// What it is compared with: each of several where the claim names them;
    /// candidates (`supposed`) where it names none.
    pub comparators: Vec<ClaimParty>,
    /// What is compared.
    pub metric: Metric,
    /// How many times better, with as many digits as are stated. "Half the
    /// price" and "50% lower cost" are 2; "40% better" is 1.4.
    pub factor: Usd,
    /// The upper end, where the claim gives a range: "30 to 40% better".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor_to: Option<Usd>,
    /// The percentage as which the factor is stated, where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Percentage>,
    /// How firmly the factor is stated.
    pub hedge: Hedge,
    /// For what work, where the claim says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workload: Option<String>,
    /// Whether that is no work in particular, such as "most workloads", so that a
    /// suite of any work speaks of it.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub any_work: bool,
    /// When it was made or, if that is not known, retold; as exactly as is known.
    pub date: PartialDate,
    /// Which of the two that date is; when it was made, unless given.
    #[serde(default, skip_serializing_if = "ClaimDate::is_made")]
    pub dated: ClaimDate,
    /// The day whose prices it is held against, where that is not its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prices_on: Option<PriceDay>,
    /// Every version of it: the claimant's wording and each retelling.
    pub sources: Vec<ClaimVersion>,
    /// Whether the claimant's own wording was found and read.
    pub original_found: bool,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What the number of a score is, which says whether two have a ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ScoreUnit {
    /// A share of the tasks, from 0 to 100: two have a ratio, and none exceeds
    /// 100.
    Percent,
    /// A count or an amount that begins at nothing: two have a ratio.
    Points,
    /// A rating such as Elo, which has no zero: a difference means something, a
    /// ratio nothing.
    Rating,
}

/// A public benchmark suite with its scores, or a user's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// Stable id of the suite.
    pub id: Id,
    /// Full name.
    pub name: String,
    /// What a score counts, in our words: "share of 225 coding exercises solved".
    pub measures: String,
    /// What the number is.
    pub unit: ScoreUnit,
    /// Whether a higher score is the better one; an error rate's is not.
    pub higher_is_better: bool,
    /// The licence under which its scores may be used.
    pub licence: String,
    /// Who publishes it, and where its licence stands.
    pub sources: Vec<Statement>,
    /// Its scores.
    pub scores: Vec<Score>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One score of one product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// The product.
    pub product: Id,
    /// The setting, such as reasoning effort.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// The version of the suite; only scores of one version are compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The score as an exact decimal, in the unit of the suite.
    pub score: Usd,
    /// What the whole run cost, where the suite reports it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run_cost_usd: Option<Usd>,
    /// How many tasks the run had, where the suite reports it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tasks: Option<u32>,
    /// When it was measured or, if that is not known, published.
    pub date: PartialDate,
    /// When what was scored came out, where it is a later state of the product:
    /// it says nothing of a day before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    /// Why what was scored is not the product as it is sold, such as an alias of a
    /// chat: it is shown and decides nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aside: Option<String>,
    /// Who says so, where that is not the source of the suite.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Statement>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
