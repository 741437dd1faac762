//! The data set as the engine reads it: ids resolved to positions, dates to
//! days, and nothing in it that only a reader would want.
//!
//! `aicloud_data::compile` makes it from records, once: at build time for the
//! shipped data. Prose (titles, addresses, notes, quotations) stays in the
//! records, which are decoded only when a command shows them.

pub mod bytes;
pub mod listed;
pub mod offer_facts;
pub mod packed;
pub mod product_facts;
pub mod spellings;
pub mod text;
pub mod voices;

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::facts::listed::{Listed, OfNothing};
pub use crate::facts::offer_facts::{DiscountFact, HostingFact, OfferFact, PriceFact, StageFact};
use crate::facts::packed::Packed;
pub use crate::facts::product_facts::{Concerns, ProductFact, ProductNames};
use crate::facts::spellings::Spellings;
use crate::facts::text::Text;
use crate::facts::voices::{EvidenceList, VoiceList};
pub use crate::facts::voices::{Said, Voices};
use crate::model::{
    Access, Action, Day, Effect, EvidenceClass, Layer, PriceForm, ProductKind, ProviderKind, Rank,
    Tri,
};

/// The most records of one kind: a statement packs its source and its stance in
/// three bytes.
pub const MOST: u32 = 1 << 23;

/// Declares a position in one of the lists of [`Facts`].
macro_rules! positions {
    ($($(#[$doc:meta])* $name:ident, $fact:ty, $list:ident, $one:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl Facts {
            /// The fact at a position.
            pub fn $one(&self, position: $name) -> &$fact {
                &self.$list[position.place()]
            }
        }

        impl $name {
            /// Every position of the list, in order.
            pub fn all(facts: &Facts) -> impl Iterator<Item = Self> + use<> {
                let count = u32::try_from(facts.$list.len()).unwrap_or(u32::MAX);
                (0..count).map(Self)
            }

            /// The position as an index.
            pub fn place(self) -> usize {
                usize::try_from(self.0).unwrap_or(usize::MAX)
            }
        }
    )*};
}

positions! {
    /// Position of a provider.
    ProviderIx, ProviderFact, providers, provider;
    /// Position of a service.
    ServiceIx, ServiceFact, services, service;
    /// Position of a segment.
    SegmentIx, SegmentFact, segments, segment;
    /// Position of a class.
    ClassIx, ClassFact, classes, class;
    /// Position of a product.
    ProductIx, ProductFact, products, product;
    /// Position of a term.
    TermIx, TermFact, terms, term;
    /// Position of a dispute.
    DisputeIx, DisputeFact, disputes, dispute;
    /// Position of a discount.
    DiscountIx, DiscountFact, discounts, discount;
    /// Position of an offer.
    OfferIx, OfferFact, offers, offer;
    /// Position of a source.
    SourceIx, SourceFact, sources, source;
}

/// Which version of the data an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Basis {
    /// SHA-256 of the records, in hexadecimal.
    pub hash: Text,
    /// The newest day on which any source was read.
    pub newest: Day,
}

impl Basis {
    /// The first eight digits of the hash, as tables show it.
    pub fn short(&self) -> &str {
        self.hash.get(..8).unwrap_or(&self.hash)
    }
}

/// Everything a decision needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Facts {
    /// The version.
    pub basis: Basis,
    /// Organisations, by id.
    pub providers: Vec<ProviderFact>,
    /// Shop windows, by id.
    pub services: Vec<ServiceFact>,
    /// Segments, by id.
    pub segments: Vec<SegmentFact>,
    /// Classes of provider, by id.
    pub classes: Vec<ClassFact>,
    /// What is sold, by id.
    pub products: Listed<ProductFact>,
    /// What each product answers to.
    pub spellings: Spellings,
    /// Terms of every effect, by id.
    pub terms: Listed<TermFact>,
    /// Disputes, by id.
    pub disputes: Vec<DisputeFact>,
    /// Negotiated discounts, by id.
    pub discounts: Vec<DiscountFact>,
    /// Offers, by id.
    pub offers: Listed<OfferFact>,
    /// Sources, by id.
    pub sources: Listed<SourceFact>,
    /// How strong each source is.
    pub evidence: EvidenceList,
    /// The last day on which each source may have been read, which no decision
    /// looks at.
    pub read: Packed<Vec<Day>>,
    /// Every statement, stretch by stretch.
    pub voices: VoiceList,
    /// Sources that are not to be believed, whoever asks.
    pub withdrawn: Vec<SourceIx>,
}

impl Facts {
    /// How strong a source is.
    pub fn evidence_of(&self, source: SourceIx) -> EvidenceClass {
        self.evidence.of(source)
    }

    /// How strong the strongest of some sources is; nothing where there is none.
    pub fn strongest(&self, sources: &[SourceIx]) -> Option<EvidenceClass> {
        EvidenceClass::strongest(sources.iter().map(|source| self.evidence_of(*source)))
    }

    /// Sources, the strongest first and each once.
    pub fn ranked(&self, mut sources: Vec<SourceIx>) -> Vec<SourceIx> {
        let strength = |source: SourceIx| self.evidence_of(source).strength();
        sources.sort_by_key(|s| (Reverse(strength(*s)), self.source(*s).published, *s));
        sources.dedup();
        sources
    }

    /// The statements on a fact.
    pub fn said(&self, voices: Voices) -> impl Iterator<Item = Said> + Clone + use<'_> {
        self.voices.stretch(voices)
    }
}

/// A source without its prose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct SourceFact {
    /// Its id.
    pub id: Text,
    /// The day by which it was certainly published: the last day that its date
    /// may mean, or the day on which it was read, whichever is earlier.
    pub published: Day,
    /// Whose own prices it publishes, and in which form.
    pub prices: Option<(ProviderIx, PriceForm)>,
}

impl OfNothing for SourceFact {
    fn of_nothing() -> Self {
        Self { id: Text::default(), published: Day::EPOCH, prices: None }
    }
}

/// A provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ProviderFact {
    /// Its id.
    pub id: Text,
    /// Full name.
    pub name: Text,
    /// Name for table heads.
    pub short: Text,
    /// What it is.
    pub kind: ProviderKind,
    /// What it belongs to.
    pub parent: Option<ProviderIx>,
    /// Other names.
    pub aliases: Packed<Vec<Text>>,
    /// Products of its own, and those that it helped to develop.
    pub makes: Vec<ProductIx>,
}

/// A service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ServiceFact {
    /// Its id.
    pub id: Text,
    /// Full name.
    pub name: Text,
    /// Whose it is.
    pub provider: ProviderIx,
    /// Other names.
    pub aliases: Packed<Vec<Text>>,
}

/// A segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct SegmentFact {
    /// Its id.
    pub id: Text,
    /// Itself and every segment that it lies within.
    pub within: Vec<SegmentIx>,
}

/// A class of provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ClassFact {
    /// Its id.
    pub id: Text,
    /// What is said of its members.
    pub members: Vec<MemberFact>,
}

/// One membership record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberFact {
    /// The provider.
    pub provider: ProviderIx,
    /// Whether it belongs.
    pub member: Tri,
    /// On whose word.
    pub said: Voices,
}

/// A provider or a class of providers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Party {
    /// One provider.
    Provider(ProviderIx),
    /// Every member of a class.
    Class(ClassIx),
}

/// What a term or a dispute covers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ScopeFact {
    /// These products.
    pub products: Vec<ProductIx>,
    /// Products of this vendor.
    pub vendor: Option<ProviderIx>,
    /// Products of these kinds.
    pub kinds: Vec<ProductKind>,
    /// Products of this layer.
    pub layer: Option<Layer>,
    /// Products with this access.
    pub access: Option<Access>,
    /// Products without this access.
    pub without_access: Option<Access>,
    /// Products that a third party did or did not help to develop.
    pub developed_with_third_party: Option<bool>,
    /// Minus these.
    pub except: Vec<ProductIx>,
    /// For these segments.
    pub segments: Vec<SegmentIx>,
    /// In these regions.
    pub regions: Vec<Text>,
}

/// A term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct TermFact {
    /// Its id.
    pub id: Text,
    /// The id of its agreement.
    pub agreement: Text,
    /// Whose will it is.
    pub rank: Rank,
    /// What it does.
    pub effect: Effect,
    /// What it speaks of doing; both selling and hosting where nothing.
    pub action: Option<Action>,
    /// Who gives.
    pub grantor: ProviderIx,
    /// Who receives or is barred.
    pub grantee: Party,
    /// The class whose other members it bars.
    pub among: Option<ClassIx>,
    /// What it covers.
    pub scope: ScopeFact,
    /// Its first day.
    pub from: Day,
    /// Its last day, where one is stated.
    pub until: Option<Day>,
    /// A day up to which it is at least promised.
    pub until_at_least: Option<Day>,
    /// On whose word it ends.
    pub until_said: Voices,
    /// Terms that end it.
    pub superseded_by: Vec<TermIx>,
    /// Terms that it carves out from.
    pub exception_to: Vec<TermIx>,
    /// On whose word it holds.
    pub said: Voices,
    /// What no source states about it: the field, and what is open.
    pub unstated: Vec<(Text, Text)>,
}

impl OfNothing for TermFact {
    fn of_nothing() -> Self {
        Self {
            id: Text::default(),
            agreement: Text::default(),
            rank: Rank::Private,
            effect: Effect::Duty,
            action: None,
            grantor: ProviderIx(0),
            grantee: Party::Provider(ProviderIx(0)),
            among: None,
            scope: ScopeFact::default(),
            from: Day::EPOCH,
            until: None,
            until_at_least: None,
            until_said: Voices::default(),
            superseded_by: Vec::new(),
            exception_to: Vec::new(),
            said: Voices::default(),
            unstated: Vec::new(),
        }
    }
}

/// A dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct DisputeFact {
    /// Its id.
    pub id: Text,
    /// Who contests.
    pub by: ProviderIx,
    /// Whose right.
    pub sellers: Vec<ProviderIx>,
    /// Over what.
    pub scope: ScopeFact,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub until: Option<Day>,
    /// On whose word it ended.
    pub until_said: Voices,
    /// On whose word it exists.
    pub said: Voices,
}
