//! What is sold.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Id, Known, PartialDate, Statement};

/// The kind of thing that is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProductKind {
    /// A model.
    Model,
    /// A platform on which agents are built and managed.
    AgentPlatform,
    /// An environment in which agents run.
    Runtime,
    /// A tool or client that uses models.
    Tool,
    /// A packaged application.
    Suite,
}

/// What a product gives back. The table of clouds leaves all but the first out
/// unless it is asked for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// New text, code, images or actions.
    #[default]
    Generation,
    /// Vectors for search and classification.
    Embedding,
    /// An order of given texts.
    Reranking,
}

impl Task {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    fn is_generation(&self) -> bool {
        *self == Self::Generation
    }
}

/// Whether the product keeps state between calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// Each call stands alone.
    Stateless,
    /// Memory, identity or tasks persist between calls.
    Stateful,
    /// No source says.
    Unknown,
}

/// A way in which customers get at a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// Called by programs.
    Api,
    /// Used as an application.
    App,
    /// Its weights can be downloaded.
    Weights,
}

/// Whether a licence lets third parties host the product for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HostingLicence {
    /// Anyone may host and sell it.
    Free,
    /// Only under conditions.
    Restricted,
    /// Not at all: each host needs an agreement.
    None,
    /// No source says.
    Unknown,
}

/// The licence under which a product is distributed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Its name: `Apache-2.0`, `proprietary`.
    pub name: String,
    /// What it lets third parties do.
    pub hosting: HostingLicence,
}

/// Something sold: a model, a platform, a runtime, a tool or a suite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Stable id, `vendor/product`.
    pub id: Id,
    /// Full name.
    pub name: String,
    /// Name of at most 14 cells, for tables.
    #[schemars(length(min = 1, max = 14))]
    pub short: String,
    /// What it is.
    pub kind: ProductKind,
    /// What it gives back.
    #[serde(default, skip_serializing_if = "Task::is_generation")]
    pub task: Task,
    /// Whose it is.
    pub vendor: Id,
    /// Whether it keeps state.
    pub layer: Layer,
    /// How customers get at it.
    pub access: Known<Access>,
    /// Third parties with whom the vendor developed it; `[]` is nobody.
    pub developed_with: Known<Id>,
    /// Its licence.
    pub licence: Licence,
    /// The product of which it is a part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Id>,
    /// When it was first released to anyone outside its vendor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released: Option<PartialDate>,
    /// The product that takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub succeeded_by: Option<Id>,
    /// Other names that people type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Who says what it is.
    pub sources: Vec<Statement>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
