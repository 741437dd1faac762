//! What an audit may say about a claim.

use schemars::JsonSchema;
use serde::Serialize;

/// What an audit says about a claim, the worst for it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Prices, or prices and every public score that can tell, speak against it.
    Contradicted,
    /// The first subject does not give the factor, and another candidate does.
    AmbiguousSubject,
    /// It names no comparator that was ever sold.
    ComparatorUnknown,
    /// It takes more than the price ratio.
    NeedsPerformance,
    /// Something is missing.
    Uncheckable,
    /// The price ratio gives the factor.
    ExplainedByPrice,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: &[Self] = &[
        Self::ExplainedByPrice,
        Self::NeedsPerformance,
        Self::Contradicted,
        Self::ComparatorUnknown,
        Self::AmbiguousSubject,
        Self::Uncheckable,
    ];

    /// The verdict as the word that people type and scripts read.
    pub fn word(self) -> &'static str {
        match self {
            Self::ExplainedByPrice => "explained-by-price",
            Self::NeedsPerformance => "needs-performance",
            Self::Contradicted => "contradicted",
            Self::ComparatorUnknown => "comparator-unknown",
            Self::AmbiguousSubject => "ambiguous-subject",
            Self::Uncheckable => "uncheckable",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict;

    #[test]
    fn people_type_a_verdict_as_scripts_read_it() {
        for verdict in Verdict::ALL {
            assert_eq!(serde_json::to_value(verdict).unwrap(), verdict.word());
        }
    }
}
