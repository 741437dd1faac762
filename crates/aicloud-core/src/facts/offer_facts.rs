//! Offers, their prices and discounts as the engine reads them.

use serde::{Deserialize, Serialize};

use crate::facts::listed::OfNothing;
use crate::facts::packed::Packed;
use crate::facts::text::Text;
use crate::facts::{ProductIx, ProviderIx, SegmentIx, ServiceIx, Voices};
use crate::model::{
    Availability, Channel, Dated, Day, Percent, PriceScope, PriceState, Tier, Tri, Usd,
};

/// An offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct OfferFact {
    /// Its id.
    pub id: Text,
    /// What.
    pub product: ProductIx,
    /// Where.
    pub service: ServiceIx,
    /// Who sells.
    pub seller: ProviderIx,
    /// How it reaches the buyer.
    pub channel: Channel,
    /// The cloud's own identifier.
    pub model_id: Option<Text>,
    /// Who runs it, oldest first.
    pub hosted_by: Vec<HostingFact>,
    /// Whether the vendor chose this cloud, where a source says.
    pub appointed: Option<Tri>,
    /// For whom.
    pub segments: Vec<SegmentIx>,
    /// Availability, oldest first.
    pub stages: Vec<StageFact>,
    /// List prices, which no decision looks at.
    pub prices: Packed<Vec<PriceFact>>,
}

impl OfNothing for OfferFact {
    fn of_nothing() -> Self {
        Self {
            id: Text::from(""),
            product: ProductIx(0),
            service: ServiceIx(0),
            seller: ProviderIx(0),
            channel: Channel::Gateway,
            model_id: None,
            hosted_by: Vec::new(),
            appointed: None,
            segments: Vec::new(),
            stages: Vec::new(),
            prices: Vec::new().into(),
        }
    }
}

/// Who runs an offer from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostingFact {
    /// The host; nothing where unknown.
    pub host: Option<ProviderIx>,
    /// From when; from the beginning where nothing.
    pub from: Option<Day>,
    /// On whose word.
    pub said: Voices,
}

/// A stage of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct StageFact {
    /// How far it has come.
    pub stage: Availability,
    /// From when.
    pub from: Day,
    /// What that day is.
    pub dated: Dated,
    /// Where.
    pub regions: Vec<Text>,
    /// A day before which it is promised not to be withdrawn.
    pub until_at_least: Option<Day>,
    /// What is named in its place.
    pub replaced_by: Vec<ProductIx>,
    /// On whose word.
    pub said: Voices,
    /// On whose word it has another date: while they are believed this one is past,
    /// such as a withdrawal that was put off. Nobody where it is the record's own.
    pub moved_by: Voices,
}

/// A price of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct PriceFact {
    /// Where inference may run.
    pub scope: PriceScope,
    /// The geographies or regions that it is for.
    pub within: Vec<Text>,
    /// How it is served.
    pub tier: Tier,
    /// For prompts above this many tokens.
    pub context_over: Option<u64>,
    /// What is known.
    pub state: PriceState,
    /// Input tokens, USD per million.
    pub input: Option<Usd>,
    /// Cached input tokens, USD per million.
    pub cached_input: Option<Usd>,
    /// Input tokens written to a cache, USD per million.
    pub cache_write: Option<Usd>,
    /// How long such a write lasts, as the source writes it.
    pub cache_write_lifetime: Option<Text>,
    /// Input tokens written to a cache for an hour, USD per million.
    pub cache_write_1h: Option<Usd>,
    /// Output tokens, USD per million.
    pub output: Option<Usd>,
    /// The source's own unit and wording.
    pub as_stated: Option<Text>,
    /// From when.
    pub from: Day,
    /// What that day is.
    pub dated: Dated,
    /// Its last day.
    pub until: Option<Day>,
    /// A day up to which it is at least promised.
    pub until_at_least: Option<Day>,
    /// On whose word it ends.
    pub until_said: Voices,
    /// On whose word.
    pub said: Voices,
}

/// A negotiated discount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct DiscountFact {
    /// Its id.
    pub id: Text,
    /// For offers of these sellers.
    pub clouds: Vec<ProviderIx>,
    /// For offers on these services.
    pub services: Vec<ServiceIx>,
    /// For these products.
    pub products: Vec<ProductIx>,
    /// For these tiers.
    pub tiers: Vec<Tier>,
    /// Percent off.
    pub percent_off: Option<Percent>,
    /// Fixed price of input.
    pub input: Option<Usd>,
    /// Fixed price of cached input.
    pub cached_input: Option<Usd>,
    /// Fixed price of cache writes.
    pub cache_write: Option<Usd>,
    /// Fixed price of output.
    pub output: Option<Usd>,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub until: Option<Day>,
}
