//! Agreements, their clauses, and disputes over them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Access, Id, Layer, PartialDate, ProductKind, Statement, Usd};

/// The kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AgreementKind {
    /// An agreement between parties.
    Agreement,
    /// An announcement by one or more parties.
    Announcement,
    /// An order of a regulator or a court.
    Order,
    /// A report by somebody who is no party.
    Report,
}

/// Whose will a term is.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// Private parties'.
    #[default]
    Private,
    /// A regulator's or a court's: it outranks any private term.
    PublicAuthority,
}

impl Rank {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    fn is_private(&self) -> bool {
        *self == Self::Private
    }
}

/// What a term does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Permits.
    Grant,
    /// Permits one and bars the other members of a class.
    Exclusive,
    /// Bars.
    Prohibit,
    /// Licenses intellectual property.
    Licence,
    /// Obliges a party to do something.
    Duty,
    /// Promises an amount or a course.
    Commitment,
    /// Buys a share.
    Investment,
}

/// What a term speaks of doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Sell to customers.
    Sell,
    /// Run it.
    Host,
    /// License its intellectual property.
    LicenseIp,
    /// Supply computing capacity.
    SupplyCompute,
    /// Be the first to offer it.
    LaunchFirst,
}

/// Which products, customers and places a term covers. Every condition given
/// must hold; one that is not given covers everything.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// These products.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<Id>,
    /// Products of this vendor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<Id>,
    /// Products of one of these kinds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<ProductKind>,
    /// Products of this layer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layer: Option<Layer>,
    /// Products with this access among theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// Products without this access among theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without_access: Option<Access>,
    /// `true`: products that the vendor developed with a third party;
    /// `false`: those that it did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub developed_with_third_party: Option<bool>,
    /// Minus these products.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<Id>,
    /// Customers of these segments, or of segments within them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<Id>,
    /// In these regions, as the cloud writes them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<String>,
}

/// Something about a term that no source states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unstated {
    /// The field that is open: `until`, `segments`, `products`.
    pub field: String,
    /// What is not known, as a sentence part: "when the exclusivity ends".
    pub says: String,
}

/// One clause of an agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Stable id.
    pub id: Id,
    /// What it says, in our words, as one sentence.
    pub says: String,
    /// Whose will it is; private unless given.
    #[serde(default, skip_serializing_if = "Rank::is_private")]
    pub rank: Rank,
    /// What it does.
    pub effect: Effect,
    /// What it speaks of doing; both selling and hosting unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
    /// Who gives.
    pub grantor: Id,
    /// Who receives, or is barred: a provider or a class.
    pub grantee: Id,
    /// For an exclusive term, the class whose other members it bars.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub among: Option<Id>,
    /// What it covers.
    #[serde(default)]
    pub scope: Scope,
    /// Its first day.
    pub from: PartialDate,
    /// Its last day, only where the agreement itself states one or the end is
    /// reported; an end that a later term brings is in that term's `supersedes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    /// A day up to which it is at least promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_at_least: Option<PartialDate>,
    /// Who states the end; the term's own sources unless given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub until_sources: Vec<Statement>,
    /// Terms that it ends, for good.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<Id>,
    /// Terms from which it is a carve-out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exception_to: Vec<Id>,
    /// The amount it speaks of, in US dollars.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_usd: Option<Usd>,
    /// Another quantity it speaks of: "2 GW of Trainium".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<String>,
    /// What no source states about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unstated: Vec<Unstated>,
    /// Who states it.
    pub sources: Vec<Statement>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// An affected party contests a right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    /// Stable id.
    pub id: Id,
    /// What is contested, in our words, as one sentence.
    pub says: String,
    /// Who contests it.
    pub by: Id,
    /// Whose right is contested.
    pub sellers: Vec<Id>,
    /// Over which products.
    pub scope: Scope,
    /// Since when.
    pub from: PartialDate,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    /// Who states that it ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub until_sources: Vec<Statement>,
    /// Who reports it.
    pub sources: Vec<Statement>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A dated document between parties, or a regulator's order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Stable id; the file is named after its date and id.
    pub id: Id,
    /// What it is, in our words.
    pub title: String,
    /// The kind of document.
    pub kind: AgreementKind,
    /// Between whom.
    pub parties: Vec<Id>,
    /// When it was announced or, for a report, published.
    pub announced: PartialDate,
    /// When it took effect, where that is stated separately.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<PartialDate>,
    /// Agreements that it changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amends: Vec<Id>,
    /// Its clauses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// Disputes over it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<Dispute>,
    /// Who reports it.
    pub sources: Vec<Statement>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
