//! `conflicts`: where sources contradict one another.

use aicloud_core::catalog::Catalog;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::envelope::{Nothing, OutputSchema};
use crate::values::{Date, source_ids};
use crate::{Setting, SettingKeys, topics, wording};
use aicloud_core::evidence::contradictions::{Contradiction, Field, StatedSide, contradictions};
use aicloud_core::evidence::topic::Topic;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Day, Id, PrecedenceRule};
use aicloud_core::rights::{Filter, Lens};

/// What `conflicts` is asked, as people write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConflictsQuestion {
    /// A product, a provider, a service, an offer, an agreement, a source or one
    /// contradiction; everything where nothing.
    pub about: Option<String>,
    /// Only those that nothing settles.
    pub unresolved: bool,
}

/// Statements that contradict one another.
pub struct Contradictions<'a> {
    /// What was asked, in lower case.
    pub asked: ConflictsQuestion,
    /// What they are about.
    pub topic: Topic,
    /// On which day, on whose word.
    pub setting: &'a Setting,
    /// The facts behind them.
    pub lens: &'a Lens<'a>,
    /// What was found.
    pub found: Vec<Contradiction>,
}

/// What was asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ConflictsKeys {
    #[serde(flatten)]
    setting: SettingKeys,
    /// What was asked about, as it was typed; absent where it was nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    /// Only those that nothing settles; absent where all were asked for.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unresolved: bool,
    /// What it is about; null where it is no topic.
    topic: Option<String>,
}

/// A contradiction.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ConflictsRow {
    /// Its id.
    pub id: String,
    /// What the sources speak of.
    pub subject: String,
    /// What of it.
    pub field: &'static str,
    /// The question on which they differ.
    pub question: String,
    // A contradiction has two sides at least.
    /// One side.
    #[schemars(with = "SideKeys")]
    pub a: Option<SideKeys>,
    /// The other.
    #[schemars(with = "SideKeys")]
    pub b: Option<SideKeys>,
    /// Further sides.
    pub more: Vec<SideKeys>,
    /// Who is on the one side.
    #[schemars(with = "Vec<String>")]
    pub a_sources: Option<Vec<String>>,
    /// Who is on the other.
    #[schemars(with = "Vec<String>")]
    pub b_sources: Option<Vec<String>>,
    /// The rule that settles it.
    pub decided_by: Option<PrecedenceRule>,
    /// Whether nothing settles it.
    pub open: bool,
    /// Since when they differ.
    pub since: Date,
    /// What else there is to say.
    pub note: Option<String>,
}

/// A side of a contradiction.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SideKeys {
    /// The answer.
    pub says: String,
    /// Whether it holds.
    pub holds: bool,
    /// How many of its sources repeat no other.
    pub voices: usize,
    /// Who gives it, the strongest first.
    pub sources: Vec<String>,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema = OutputSchema::rows::<ConflictsKeys, ConflictsRow, Nothing>(
    "conflicts",
    "Where sources contradict one another.",
);

/// Answers `conflicts`.
///
/// # Errors
/// An unknown name.
pub fn conflicts<'a>(
    asked: &ConflictsQuestion,
    setting: &'a Setting,
    lens: &'a Lens<'a>,
) -> Result<Contradictions<'a>, Failure> {
    let about = asked.about.as_deref().map(|typed| typed.trim().to_lowercase());
    let about = about.filter(|typed| !typed.is_empty());
    let (topic, mut found) = find(about.as_deref(), setting.as_of, lens)?;
    // Nobody had contradicted anybody yet.
    found.retain(|known| known.since <= setting.as_of);
    if asked.unresolved {
        found.retain(|known| known.open);
    }
    let asked = ConflictsQuestion { about, unresolved: asked.unresolved };
    Ok(Contradictions { asked, topic, setting, lens, found })
}

/// What is asked about, and every contradiction of it.
fn find(
    wanted: Option<&str>,
    as_of: Day,
    lens: &Lens<'_>,
) -> Result<(Topic, Vec<Contradiction>), Failure> {
    let catalog = lens.catalog;
    let every = || contradictions(&Topic::Everything, as_of, lens);
    if let Some(id) = wanted.filter(|id| is_conflict(id, as_of, catalog)) {
        let mut all = every();
        all.retain(|known| known.id == id);
        return Ok((Topic::Everything, all));
    }
    if let Some(source) = wanted.and_then(|id| source(id, catalog)) {
        let mut all = every();
        all.retain(|known| known.sides.iter().any(|side| side.sources.contains(&source)));
        return Ok((Topic::Everything, all));
    }
    let ids: Vec<&str> = catalog.conflicts.iter().map(|known| known.id.as_str()).collect();
    let topic = topics::topic_or(wanted, &ids, catalog)?;
    let found = contradictions(&topic, as_of, lens);
    Ok((topic, found))
}

/// A source by its very id.
fn source(id: &str, catalog: &Catalog) -> Option<Id> {
    catalog.source_ids().find(|source| *catalog.source(*source).id == *id)
}

/// Whether an id is that of a contradiction, be it known by the asked day or not.
fn is_conflict(id: &str, as_of: Day, catalog: &Catalog) -> bool {
    let recorded = catalog.conflicts.iter().any(|known| known.id.as_str() == id);
    // What the facts show themselves is named by kind: `price:aws/bedrock/...`.
    recorded
        || id.contains(':') && {
            let lens = Lens::new(catalog, &Filter::default());
            let all = contradictions(&Topic::Everything, as_of, &lens);
            all.iter().any(|known| known.id == id)
        }
}

impl Contradictions<'_> {
    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let catalog = self.lens.catalog;
        let query = ConflictsKeys {
            setting: self.setting.keys(catalog),
            about: self.asked.about.clone(),
            unresolved: self.asked.unresolved,
            topic: topics::id(&self.topic, catalog),
        };
        Answer::rows("conflicts", &catalog.basis, &query, || self.rows())
    }

    /// The rows, in the order in which they were found.
    pub fn rows(&self) -> Vec<ConflictsRow> {
        self.found.iter().map(|found| self.row(found)).collect()
    }

    /// Whether a single one is asked for.
    pub fn is_one(&self) -> bool {
        self.found.len() == 1 && self.asked.about.is_some()
    }

    fn row(&self, found: &Contradiction) -> ConflictsRow {
        let mut sides = found.sides.iter().map(|side| self.side(side));
        let (a, b) = (sides.next(), sides.next());
        let sources = |side: &Option<SideKeys>| side.as_ref().map(|side| side.sources.clone());
        ConflictsRow {
            id: found.id.clone(),
            subject: found.subject.clone(),
            field: found.field.word(),
            question: self.question(found),
            a_sources: sources(&a),
            b_sources: sources(&b),
            a,
            b,
            more: sides.collect(),
            decided_by: found.decided_by,
            open: found.open,
            since: Date(found.since),
            note: found.note.clone(),
        }
    }

    fn side(&self, side: &StatedSide) -> SideKeys {
        SideKeys {
            says: side.says.clone(),
            holds: side.holds,
            voices: side.voices,
            sources: source_ids(&side.sources, self.lens.catalog),
        }
    }

    /// The question on which sources differ.
    pub fn question(&self, found: &Contradiction) -> String {
        let catalog = self.lens.catalog;
        match &found.field {
            Field::Question(question) => question.clone(),
            Field::Term(term) => {
                format!("Is it so? {}", wording::term(*term, catalog))
            }
            Field::Claim(says) => format!("What is the factor? {says}"),
            Field::Withdrawal(offer) => format!("When is {} withdrawn?", catalog.offer(*offer).id),
            Field::Price(offer, slot) => {
                format!("List price of {}, {slot}, USD per 1M tokens", catalog.offer(*offer).id)
            }
        }
    }
}
