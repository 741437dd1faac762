//! Products as the engine reads them.

use serde::{Deserialize, Serialize};

use crate::facts::listed::OfNothing;
use crate::facts::packed::Packed;
use crate::facts::text::Text;
use crate::facts::{DisputeIx, OfferIx, ProductIx, ProviderIx, TermIx, Voices};
use crate::model::{Access, Day, HostingLicence, Layer, ProductKind, Task};

/// A product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ProductFact {
    /// Its id.
    pub id: Text,
    /// What people call it.
    pub names: Packed<ProductNames>,
    /// What it is.
    pub kind: ProductKind,
    /// What it gives back.
    pub task: Task,
    /// Whose it is.
    pub vendor: ProviderIx,
    /// Whether it keeps state.
    pub layer: Layer,
    /// Third parties that helped to develop it; nothing where unknown.
    pub developed_with: Option<Vec<ProviderIx>>,
    /// Whether its licence lets anyone host it.
    pub hosting: HostingLicence,
    /// The first and the last day that its release date may mean.
    pub released: Option<(Day, Day)>,
    /// What it is a part or a variant of.
    pub part_of: Option<ProductIx>,
    /// What takes its place.
    pub succeeded_by: Option<ProductIx>,
    /// On whose word it is what it is.
    pub said: Voices,
    /// Every day on which an offer of it became generally available, with those
    /// who say so.
    pub launched: Packed<Vec<(Day, Voices)>>,
    /// What a decision about it looks at.
    pub concerns: Packed<Concerns>,
}

impl OfNothing for ProductFact {
    fn of_nothing() -> Self {
        Self {
            id: Text::default(),
            names: ProductNames::default().into(),
            kind: ProductKind::Model,
            task: Task::Generation,
            vendor: ProviderIx(0),
            layer: Layer::Unknown,
            developed_with: None,
            hosting: HostingLicence::Unknown,
            released: None,
            part_of: None,
            succeeded_by: None,
            said: Voices::default(),
            launched: Vec::new().into(),
            concerns: Concerns::default().into(),
        }
    }
}

/// The names of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ProductNames {
    /// In full.
    pub full: Text,
    /// For tables.
    pub short: Text,
    /// Others that people type.
    pub aliases: Vec<Text>,
}

/// What may concern a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concerns {
    /// How it is reached; nothing where unknown.
    pub access: Option<Vec<Access>>,
    /// Terms that decide rights and may cover it.
    pub terms: Vec<TermIx>,
    /// Disputes that may cover it.
    pub disputes: Vec<DisputeIx>,
    /// Offers of it.
    pub offers: Vec<OfferIx>,
}
