//! The answer of `audit`, a row for each claim or for each pair.

use schemars::JsonSchema;
use serde::Serialize;

use crate::SettingKeys;
use crate::answer::Answer;
use crate::audit::audits::Audits;
use crate::audit::claims::AuditRow;
use crate::audit::numbers::mix_key;
use crate::audit::pairs::PairRow;
use crate::envelope::{Nothing, OutputSchema};
use aicloud_core::claims::Mixes;

/// What was asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AuditKeys {
    #[serde(flatten)]
    setting: SettingKeys,
    /// The mixes that were looked at, ends included.
    mixes: [String; 2],
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema = OutputSchema::rows::<AuditKeys, AuditRow<'static>, Nothing>(
    "audit",
    "Claims against list prices and public scores.",
);

/// The schema of the answer by pairs.
pub const PAIRS: OutputSchema = OutputSchema::rows::<AuditKeys, PairRow, Nothing>(
    "pairs",
    "The same, with a row for each subject and comparator: `audit --pairs`.",
);

impl Audits<'_> {
    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let catalog = self.lens.catalog;
        let Mixes { most_input, most_output } = self.mixes;
        let query = AuditKeys {
            setting: self.setting.keys(catalog),
            mixes: [mix_key(most_input), mix_key(most_output)],
        };
        if self.by_pair {
            return Answer::rows("audit pairs", &catalog.basis, &query, || self.pair_rows());
        }
        Answer::rows("audit", &catalog.basis, &query, || self.rows())
    }
}
