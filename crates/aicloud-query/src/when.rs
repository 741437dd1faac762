//! `when`: the history of a decision.

use aicloud_core::catalog::Catalog;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::envelope::OutputSchema;
use crate::values::{Date, StageKey};
use crate::{Setting, SettingKeys, names};
use aicloud_core::failure::Failure;
use aicloud_core::rights::history::{self, Change, Other, Period};
use aicloud_core::rights::{Lens, Question, Right};

/// What `when` is asked: a cloud and a product, in either order, as people write them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhenQuestion {
    /// The cloud by id, name or alias.
    pub cloud: String,
    /// The product by id, name or alias.
    pub product: String,
}

/// The history of a decision.
pub struct History<'a> {
    /// What was asked.
    pub question: Question<'a>,
    /// For whom, on whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// The periods that have begun, oldest first.
    pub periods: Vec<Period>,
    /// The next change of the right, as far as is known.
    pub next: Option<Change>,
    /// Segments for which the right has another history.
    pub others: Vec<Other>,
}

/// What was asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WhenKeys {
    #[serde(flatten)]
    setting: SettingKeys,
    /// Who would sell it.
    cloud: String,
    /// The product.
    product: String,
}

/// A period.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WhenRow {
    /// Its first day; null where it reaches back as far as the data does.
    from: Option<Date>,
    /// Its last day; null where it is open.
    until: Option<Date>,
    /// The right.
    right: Right,
    /// Whether the vendor had chosen this cloud.
    appointed: bool,
    /// The stage.
    availability: StageKey,
    /// The terms that decided.
    because: Vec<String>,
    /// The disputes open then.
    disputes: Vec<String>,
    /// Whether the product existed.
    existed: Option<bool>,
}

/// What stands beside the periods.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WhenMore {
    /// Segments with another history.
    other_segments: Vec<OtherSegment>,
}

/// A segment with another history.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OtherSegment {
    segment: String,
    right: Right,
    right_since: Option<Date>,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema = OutputSchema::rows::<WhenKeys, WhenRow, WhenMore>(
    "when",
    "The history of a decision: a row for each period, the oldest first.",
);

/// Answers `when`.
///
/// # Errors
/// An unknown cloud or product.
pub fn when<'a>(
    asked: &WhenQuestion,
    setting: &'a Setting,
    lens: &'a Lens<'a>,
) -> Result<History<'a>, Failure> {
    let (cloud, product) = names::cloud_and_product(&asked.cloud, &asked.product, lens.catalog)?;
    let question = setting.frame().question(cloud, product);
    let mut periods = history::periods(&question, lens);
    periods.retain(|period| period.from.is_none_or(|from| from <= question.as_of));
    let next = history::next_change(&question, lens);
    let others = history::others(&question, lens);
    Ok(History { question, setting, lens, periods, next, others })
}

impl History<'_> {
    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let catalog = self.lens.catalog;
        let query = WhenKeys {
            setting: self.setting.keys(catalog),
            cloud: catalog.provider(self.question.seller).id.to_string(),
            product: catalog.product(self.question.product).id.to_string(),
        };
        let rows = || self.periods.iter().map(|period| self.row(period)).collect();
        let other_segments =
            self.others.iter().map(|other| other_segment(other, catalog)).collect();
        Answer::rows("when", &catalog.basis, &query, rows).with(&WhenMore { other_segments })
    }

    fn row(&self, period: &Period) -> WhenRow {
        let catalog = self.lens.catalog;
        let decision = &period.decision;
        let released = catalog.product(self.question.product).released;
        let existed = |first| period.until.is_none_or(|until| first <= until);
        WhenRow {
            from: period.from.map(Date),
            until: period.until.map(Date),
            right: decision.right,
            appointed: decision.appointed,
            availability: period.stage.into(),
            because: crate::reasons::ids(decision, catalog),
            disputes: decision
                .disputes
                .iter()
                .map(|d| catalog.dispute(*d).id.to_string())
                .collect(),
            existed: released.map(|released| existed(released.first_day())),
        }
    }
}

fn other_segment(other: &Other, catalog: &Catalog) -> OtherSegment {
    OtherSegment {
        segment: catalog.segment(other.segment).id.to_string(),
        right: other.right,
        right_since: other.since.map(Date),
    }
}
