//! Evidence: sources, what they state, where they contradict one another, and
//! the questions that stay open.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Id, PartialDate};

/// Who speaks, the weakest first.
///
/// The class is that of the speaker: what a party says on the record is
/// primary even when a newspaper or a mirror carries it; a journalist's own
/// sentence is press.
// Classes have no `<`, which would not say which of two is the stronger:
// `is_at_least`, `is_weaker_than` and `strongest` do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceClass {
    /// A guess from other facts.
    Inferred,
    /// A data set that copies lists and prices.
    Catalogue,
    /// An analyst's reading or estimate.
    Analyst,
    /// A journalist's own sentence.
    Press,
    /// A party's announcement, filing, documentation, or words on the record.
    Primary,
}

/// How strong a class of evidence is: greater is stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strength(u8);

impl EvidenceClass {
    /// Every class, the strongest first.
    pub const ALL: &[Self] =
        &[Self::Primary, Self::Press, Self::Analyst, Self::Catalogue, Self::Inferred];

    /// By what to sort: greater is stronger.
    pub fn strength(self) -> Strength {
        Strength(match self {
            Self::Primary => 4,
            Self::Press => 3,
            Self::Analyst => 2,
            Self::Catalogue => 1,
            Self::Inferred => 0,
        })
    }

    /// Whether it is as strong as `floor` or stronger.
    pub fn is_at_least(self, floor: Self) -> bool {
        self.strength() >= floor.strength()
    }

    /// Whether `other` is stronger.
    pub fn is_weaker_than(self, other: Self) -> bool {
        self.strength() < other.strength()
    }

    /// The strongest of several; nothing where there is none.
    pub fn strongest(classes: impl IntoIterator<Item = Self>) -> Option<Self> {
        classes.into_iter().max_by_key(|class| class.strength())
    }

    /// The class as the word that people type and scripts read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Press => "press",
            Self::Analyst => "analyst",
            Self::Catalogue => "catalogue",
            Self::Inferred => "inferred",
        }
    }
}

/// What a source is where it speaks of prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PriceForm {
    /// A price page.
    PricePage,
    /// A price list or a price API, from which bills are made.
    PriceList,
}

/// Whose prices a source publishes, and in which form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishesPrices {
    /// The seller whose own prices they are.
    pub of: Id,
    /// In which form.
    pub form: PriceForm,
}

/// A page, filing or data set that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Stable id: publisher and date, such as `openai-2026-04-27`.
    pub id: Id,
    /// What the page is, in our words or by its own title.
    pub title: String,
    /// Who speaks.
    pub publisher: String,
    /// Where it is.
    #[schemars(regex(pattern = "^https?://"))]
    pub url: String,
    /// How strong the evidence is.
    pub class: EvidenceClass,
    /// When it was published, as exactly as is known.
    pub published: PartialDate,
    /// When it was last read for this data set.
    pub retrieved: PartialDate,
    /// The page through which it was read, where the address itself was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// Sources that this one merely repeats: together they are one voice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub derives_from: Vec<Id>,
    /// Where it is a seller's own price list or price page: whose, and which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publishes_prices: Option<PublishesPrices>,
    /// The source checked sentence by sentence, where that was done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<Sentence>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One statement of a source, checked against everything else in the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// Id within the source: `s1`.
    pub id: Id,
    /// What it says, in our words.
    pub says: String,
    /// Who is said to have said it, where it reports somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// Records that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Id>,
    /// How it stands against the rest of the evidence.
    pub standing: Standing,
    /// Records (terms, offers, sources) that bear it out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed_by: Vec<Id>,
    /// Records that contradict or narrow it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradicted_by: Vec<Id>,
    /// Why it stands as it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How a statement stands against the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Stronger sources say the same.
    Confirmed,
    /// Right once something it leaves out or gets wrong is put right.
    Corrected,
    /// True of less than it claims.
    Overstated,
    /// Stronger sources say otherwise.
    Contradicted,
    /// Nothing found that confirms or contradicts it.
    Unverified,
    /// An inference or a judgement of its author.
    Opinion,
    /// A question that has since been answered.
    Resolved,
}

/// Whether a source states a fact or disputes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// The source states it.
    #[default]
    Asserts,
    /// The source says that it is not so.
    Denies,
}

impl Stance {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    fn is_assertion(&self) -> bool {
        *self == Self::Asserts
    }
}

/// A source's stance on the fact that holds this statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The source that speaks.
    pub source: Id,
    /// Whether it states the fact or disputes it; states it unless given.
    #[serde(default, skip_serializing_if = "Stance::is_assertion")]
    pub stance: Stance,
    /// The person or body it quotes, where it is not the publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// Where in the source: a heading, a bullet, a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// What it says in our words, where that differs from the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    /// The date it gives, where that differs from the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates_it: Option<PartialDate>,
    /// A short quotation: the only place for other people's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

/// The rule by which one statement or term prevails over another.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
// The published schemas name it so.
#[schemars(rename = "Rule")]
pub enum PrecedenceRule {
    /// A public authority's order before a private agreement.
    Rank,
    /// A carve-out before what it carves from.
    Exception,
    /// The stronger class of evidence.
    Authority,
    /// The narrower scope.
    Specificity,
    /// The later effective date.
    Recency,
}

/// A question on which sources contradict one another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Stable id: `c1`.
    pub id: Id,
    /// The question that is answered differently.
    pub question: String,
    /// Records that it touches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Id>,
    /// Each answer with those who give it.
    pub sides: Vec<ConflictSide>,
    /// The rule that settles it, where one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<PrecedenceRule>,
    /// Whether it is still open.
    pub open: bool,
    /// Why it is settled as it is, or what would settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One answer to a contested question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConflictSide {
    /// The answer, in our words.
    pub says: String,
    /// Whether this answer prevails.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub holds: bool,
    /// Who gives it.
    pub sources: Vec<Id>,
}

/// Where a watched question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WatchStatus {
    /// Nothing has settled it.
    Open,
    /// Settled in part.
    Partly,
    /// Settled.
    Resolved,
}

/// A question to watch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WatchItem {
    /// Stable id.
    pub id: Id,
    /// The question.
    pub question: String,
    /// Where it stands.
    pub status: WatchStatus,
    /// Since when it has been asked.
    pub since: PartialDate,
    /// Records that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Id>,
    /// Who raised it.
    pub sources: Vec<Statement>,
    /// What has happened since, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub developments: Vec<Development>,
    /// Records that settled it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resolved_by: Vec<Id>,
}

/// Something that happened on a watched question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Development {
    /// When.
    pub date: PartialDate,
    /// What, in our words.
    pub says: String,
    /// On what evidence.
    pub sources: Vec<Statement>,
}

#[cfg(test)]
mod tests {
    use super::EvidenceClass;

    #[test]
    fn classes_stand_from_the_strongest_to_the_weakest() {
        for pair in EvidenceClass::ALL.windows(2) {
            assert!(pair[1].is_weaker_than(pair[0]) && !pair[0].is_weaker_than(pair[1]));
            assert!(pair[0].is_at_least(pair[1]) && !pair[1].is_at_least(pair[0]));
            assert!(pair[0].is_at_least(pair[0]) && !pair[0].is_weaker_than(pair[0]));
            assert_eq!(EvidenceClass::strongest(pair.iter().rev().copied()), Some(pair[0]));
        }
        assert_eq!(EvidenceClass::ALL.first(), Some(&EvidenceClass::Primary));
        assert_eq!(EvidenceClass::strongest([]), None);
    }
}
