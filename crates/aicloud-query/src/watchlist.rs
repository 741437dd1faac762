//! `watchlist`: open questions, and what has happened since.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::envelope::{Nothing, OutputSchema};
use crate::values::source_ids;
use crate::{Setting, SettingKeys, topics};
use aicloud_core::evidence::topic::{Topic, speakers};
use aicloud_core::evidence::watched::{self, Item};
use aicloud_core::failure::Failure;
use aicloud_core::model::{Development, Id, PartialDate, WatchStatus};
use aicloud_core::rights::Lens;

/// What `watchlist` is asked, as people write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WatchlistQuestion {
    /// A product, a provider, a service, an offer or an agreement; everything where
    /// nothing.
    pub topic: Option<String>,
    /// Only questions that nothing has settled.
    pub unresolved: bool,
}

/// Questions to watch.
pub struct OpenQuestions<'a> {
    /// What they are about.
    pub topic: Topic,
    /// On which day, on whose word.
    pub setting: &'a Setting,
    /// The facts behind them.
    pub lens: &'a Lens<'a>,
    /// The questions.
    pub items: Vec<Item<'a>>,
}

/// What was asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WatchlistKeys {
    #[serde(flatten)]
    setting: SettingKeys,
    /// What it is about; null where it is everything.
    topic: Option<String>,
}

/// A question to watch.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WatchlistRow {
    /// Its id.
    pub id: Id,
    /// The question.
    pub question: String,
    /// Where it stands.
    pub status: WatchStatus,
    /// Since when it is asked.
    pub since: PartialDate,
    /// What answers it.
    pub resolved_by: Vec<String>,
    /// What has happened.
    pub developments: Vec<DevelopmentKeys>,
    /// What it is about.
    pub about: Vec<Id>,
    /// Who raised it.
    pub sources: Vec<String>,
}

/// Something that has happened on a question.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DevelopmentKeys {
    /// When.
    pub date: PartialDate,
    /// What.
    pub text: String,
    /// Who says so.
    pub sources: Vec<String>,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema = OutputSchema::rows::<WatchlistKeys, WatchlistRow, Nothing>(
    "watchlist",
    "Open questions, and what has happened since.",
);

/// Answers `watchlist`.
///
/// # Errors
/// An unknown name.
pub fn watchlist<'a>(
    asked: &WatchlistQuestion,
    setting: &'a Setting,
    lens: &'a Lens<'a>,
) -> Result<OpenQuestions<'a>, Failure> {
    let topic = topics::topic(asked.topic.as_deref(), lens.catalog)?;
    let mut questions = OpenQuestions::of(topic, setting, lens);
    if asked.unresolved {
        questions.items.retain(|item| item.status != WatchStatus::Resolved);
    }
    Ok(questions)
}

impl<'a> OpenQuestions<'a> {
    /// Every question of a topic.
    pub fn of(topic: Topic, setting: &'a Setting, lens: &'a Lens<'a>) -> Self {
        let known_by = setting.filter.known_by;
        let items = watched::items(&topic, setting.as_of, known_by, lens);
        Self { topic, setting, lens, items }
    }

    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let catalog = self.lens.catalog;
        let query = WatchlistKeys {
            setting: self.setting.keys(catalog),
            topic: topics::id(&self.topic, catalog),
        };
        Answer::rows("watchlist", &catalog.basis, &query, || self.rows())
    }

    /// The rows, in the order of the questions.
    pub fn rows(&self) -> Vec<WatchlistRow> {
        self.items.iter().map(|item| self.row(item)).collect()
    }

    fn row(&self, item: &Item<'_>) -> WatchlistRow {
        let record = item.record;
        WatchlistRow {
            id: record.id,
            question: record.question.clone(),
            status: item.status,
            since: record.since,
            resolved_by: item.resolved_by.clone(),
            developments: item.developments.iter().map(|said| self.development(said)).collect(),
            about: record.about.clone(),
            sources: source_ids(&item.sources, self.lens.catalog),
        }
    }

    fn development(&self, development: &Development) -> DevelopmentKeys {
        let sources = development.sources.iter().map(|said| &said.source);
        DevelopmentKeys {
            date: development.date,
            text: development.says.clone(),
            sources: source_ids(&speakers(sources, self.lens), self.lens.catalog),
        }
    }
}
