//! What other services and public scores make of a pair.

use aicloud_core::catalog::Catalog;
use schemars::JsonSchema;
use serde::Serialize;

use crate::audit::numbers::RatioNumber;
use crate::values::Amount;
use aicloud_core::claims::scores::{Measured, cost_per_solved};
use aicloud_core::claims::{Audit, Grade, Pair, PricedElsewhere, Ratio};
use aicloud_core::model::Score;

/// What another service would make of a pair.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ElsewhereReading {
    /// The service, for a cell.
    pub text: String,
    /// Which side is on it.
    pub side: ReadSide,
    /// The service.
    pub service: String,
    /// The least price ratio over the mixes.
    pub price_ratio_low: RatioNumber,
    /// The greatest.
    pub price_ratio_high: RatioNumber,
    /// Whether price alone would give the factor; null where nothing settles it.
    pub met_by_price: Option<bool>,
}

/// A side of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReadSide {
    /// What is said to be better.
    Subject,
    /// What it is compared with.
    Comparator,
}

/// What one pairing of public scores gives.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Benchmarked {
    /// The suite, for a cell.
    pub text: String,
    /// The suite.
    pub suite: String,
    /// Its version.
    pub version: Option<String>,
    /// The setting of the subject.
    pub subject_variant: Option<String>,
    /// The setting of the comparator.
    pub comparator_variant: Option<String>,
    /// The score of the subject.
    pub subject_score: Amount,
    /// The score of the comparator.
    pub comparator_score: Amount,
    /// How many times better the subject does; null where scores have no ratio.
    pub score_ratio: Option<RatioNumber>,
    /// The most that this ratio could be.
    pub highest_possible_ratio: Option<RatioNumber>,
    /// The least price ratio times the score ratio.
    pub price_times_score_low: Option<RatioNumber>,
    /// The greatest.
    pub price_times_score_high: Option<RatioNumber>,
    /// What a solved task of the subject cost, USD.
    pub subject_usd_per_solved: Option<Amount>,
    /// What one of the comparator cost, USD.
    pub comparator_usd_per_solved: Option<Amount>,
    /// The second over the first.
    pub per_solved_ratio: Option<RatioNumber>,
    /// Whether it is of the two products themselves.
    pub counts: bool,
    /// Whether it bears the claim out; null where it cannot tell.
    pub bears_out: Option<bool>,
}

/// What another service would make of it.
pub(super) fn reading(one: &PricedElsewhere<'_>, catalog: &Catalog) -> ElsewhereReading {
    let service = catalog.service(catalog.offer(one.at.offer).service).id.to_string();
    ElsewhereReading {
        text: service.clone(),
        side: if one.of_subject { ReadSide::Subject } else { ReadSide::Comparator },
        service,
        price_ratio_low: RatioNumber(one.span.0),
        price_ratio_high: RatioNumber(one.span.1),
        met_by_price: one.grade.map(|grade| matches!(grade, Grade::Fits | Grade::More)),
    }
}

/// What one pairing of scores gives.
pub(super) fn benchmark(one: &Measured<'_>, pair: &Pair<'_>, audit: &Audit<'_>) -> Benchmarked {
    let usd = |score: &Score| {
        let cost = cost_per_solved(one.suite, score)?;
        Some(Amount(cost.round_dp(8)))
    };
    let gives = |price: Option<Ratio>| Some(RatioNumber(price?.times(one.telling()?)?));
    Benchmarked {
        text: one.suite.id.to_string(),
        suite: one.suite.id.to_string(),
        version: one.subject.version.clone(),
        subject_variant: one.subject.variant.clone(),
        comparator_variant: one.comparator.variant.clone(),
        subject_score: one.subject.score.into(),
        comparator_score: one.comparator.score.into(),
        score_ratio: one.ratio.map(RatioNumber),
        highest_possible_ratio: one.ceiling.map(RatioNumber),
        price_times_score_low: gives(pair.span.map(|(low, _)| low)),
        price_times_score_high: gives(pair.span.map(|(_, high)| high)),
        subject_usd_per_solved: usd(one.subject),
        comparator_usd_per_solved: usd(one.comparator),
        per_solved_ratio: one.per_solved.map(RatioNumber),
        counts: one.counts(),
        bears_out: audit.bar(pair).says(one),
    }
}
