//! `price`: list prices of products on clouds.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::compare::clouds_for;
use crate::envelope::{Nothing, OutputSchema};
use crate::values::{Amount, Date, PriceKnown, StageKey, source_ids};
use crate::{Setting, SettingKeys, amounts, names};
use aicloud_core::failure::Failure;
use aicloud_core::model::{Dated, Id, PriceScope, Tier};
use aicloud_core::prices::listing::{Listed, Wanted, over_time, prices};
use aicloud_core::prices::settle::Rival;
use aicloud_core::prices::{Authority, Lost, Settled};
use aicloud_core::rights::{Lens, Right};

/// The blend by which prices are ranked unless another is asked for.
pub const BLEND: &str = "3:1";

/// What `price` is asked, as people write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceQuestion {
    /// Products by id, name or alias.
    pub products: Vec<String>,
    /// Clouds by id, name or alias, or `all`.
    pub clouds: Vec<String>,
    /// Input to output tokens by which prices are ranked; [`BLEND`] where nothing.
    pub blend: Option<String>,
    /// Only this tier.
    pub tier: Option<Tier>,
    /// Only this scope, geography or region.
    pub scope: Option<String>,
    /// Whether every price over time is wanted instead of those of one day.
    pub history: bool,
    /// Whether offers that are not on sale are wanted too.
    pub all: bool,
}

/// Prices of products on clouds.
pub struct FoundPrices<'a> {
    /// On which day, for whom, on whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// What was asked about.
    pub products: Vec<Id>,
    /// Which prices were asked for.
    pub wanted: Wanted,
    /// Whether they are those of all days.
    pub history: bool,
    /// The prices.
    pub listed: Vec<Listed<'a>>,
}

/// What was asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PriceKeys {
    #[serde(flatten)]
    setting: SettingKeys,
    /// The products.
    products: Vec<String>,
    /// Input to output.
    blend: String,
    /// Whether of every day.
    history: bool,
}

/// A price of an offer, or that none is recorded.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PriceRow {
    /// The product.
    pub product: String,
    /// Who sells it.
    pub cloud: String,
    /// The service.
    pub service: Option<String>,
    /// The cloud's own name for it.
    pub model_id: Option<String>,
    /// Whether it may be sold there.
    pub right: Right,
    /// How far it has come there.
    pub availability: StageKey,
    /// Where the price holds.
    pub scope: Option<PriceScope>,
    /// The geographies or regions of it.
    pub within: Option<Vec<String>>,
    /// How requests are served.
    pub tier: Option<Tier>,
    /// It holds for prompts of more tokens than this.
    pub context_over: Option<u64>,
    /// USD per million input tokens.
    pub input_per_mtok: Option<Amount>,
    /// Of those, read from a cache.
    pub cached_input_per_mtok: Option<Amount>,
    /// Of those, written to a cache.
    pub cache_write_per_mtok: Option<Amount>,
    /// How long that lasts.
    pub cache_write_lifetime: Option<String>,
    /// Written to last an hour.
    pub cache_write_1h_per_mtok: Option<Amount>,
    /// USD per million output tokens.
    pub output_per_mtok: Option<Amount>,
    /// By the blend of the query.
    pub blended_per_mtok: Option<Amount>,
    /// What is known of the price.
    pub price_state: PriceKnown,
    /// Its first day.
    pub effective_from: Option<Date>,
    /// Its last day.
    pub effective_until: Option<Date>,
    /// What the first day is the day of.
    pub dated: Option<Dated>,
    /// Whether sources of equal rank state other prices.
    pub contested: bool,
    /// Its strongest source.
    pub source: Option<String>,
    /// The rank of that source.
    pub source_rank: Option<Authority>,
    /// Every source that states it.
    pub sources: Option<Vec<String>>,
    /// Days since its strongest source last spoke.
    pub age_days: Option<i32>,
    /// In the source's own unit.
    pub as_stated: Option<String>,
    /// A discount of your own that is in it.
    pub discount: Option<String>,
    /// Input before that discount.
    pub list_input_per_mtok: Option<Amount>,
    /// Output before that discount.
    pub list_output_per_mtok: Option<Amount>,
    /// What other sources state.
    pub other_statements: Option<Vec<OtherStatement>>,
}

/// What another source states of the same price.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OtherStatement {
    /// USD per million input tokens.
    pub input_per_mtok: Option<Amount>,
    /// Of those, read from a cache.
    pub cached_input_per_mtok: Option<Amount>,
    /// Of those, written to a cache.
    pub cache_write_per_mtok: Option<Amount>,
    /// USD per million output tokens.
    pub output_per_mtok: Option<Amount>,
    /// Its first day.
    pub from: Date,
    /// By what it does not hold; null where nothing settles between the two.
    pub lost_by: Option<LostBy>,
    /// Who states it.
    pub sources: Vec<String>,
}

/// Why a statement does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LostBy {
    /// Its source stands lower in the order.
    Authority,
    /// Another is later.
    Recency,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema = OutputSchema::rows::<PriceKeys, PriceRow, Nothing>(
    "price",
    "List prices: a row for each cloud, service, scope and tier.",
);

/// Answers `price`.
///
/// # Errors
/// An unknown name, or a blend that is none.
pub fn price<'a>(
    asked: &PriceQuestion,
    setting: &'a Setting,
    lens: &'a Lens<'a>,
) -> Result<FoundPrices<'a>, Failure> {
    let catalog = lens.catalog;
    let products = names::each_product(&asked.products, catalog)?;
    let clouds = clouds_for(&products, &asked.clouds, catalog)?;
    let wanted = Wanted {
        tier: asked.tier,
        scope: amounts::scope(asked.scope.as_deref(), catalog)?,
        blend: amounts::blend(asked.blend.as_deref().unwrap_or(BLEND))?,
        all: asked.all,
    };
    Ok(FoundPrices::of((products, &clouds), wanted, asked.history, (setting, lens)))
}

impl<'a> FoundPrices<'a> {
    /// The prices of products on clouds: of the day of the setting, or of every day.
    pub fn of(
        (products, clouds): (Vec<Id>, &[Id]),
        wanted: Wanted,
        history: bool,
        (setting, lens): (&'a Setting, &'a Lens<'a>),
    ) -> Self {
        let list = if history { over_time } else { prices };
        let listed = list(&products, clouds, &wanted, &setting.frame(), lens);
        Self { setting, lens, products, wanted, history, listed }
    }
}

impl FoundPrices<'_> {
    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let catalog = self.lens.catalog;
        let blend = &self.wanted.blend;
        let query = PriceKeys {
            setting: self.setting.keys(catalog),
            products: self.products.iter().map(|p| catalog.product(*p).id.to_string()).collect(),
            blend: format!("{}:{}", blend.input, blend.output),
            history: self.history,
        };
        Answer::rows("price", &catalog.basis, &query, || self.rows())
    }

    /// A row for each price.
    pub fn rows(&self) -> Vec<PriceRow> {
        self.listed.iter().map(|listed| self.row(listed)).collect()
    }

    fn row(&self, listed: &Listed<'_>) -> PriceRow {
        let (catalog, row) = (self.lens.catalog, &listed.row);
        let charge = listed.charge.as_ref();
        let meters = charge.map(|charge| charge.meters).unwrap_or_default();
        let slot = charge.map(|charge| charge.slot);
        let list = charge.and_then(|charge| charge.list.as_ref());
        let stated = list.map(|list| list.price);
        let sources = list.map(|list| list.sources(self.lens));
        let offer = row.offer.map(|offer| catalog.offer(offer));
        let discount = charge.and_then(|charge| charge.discount);
        PriceRow {
            product: catalog.product(row.product).id.to_string(),
            cloud: catalog.provider(row.cloud).id.to_string(),
            service: row.service.map(|service| catalog.service(service).id.to_string()),
            model_id: offer.and_then(|offer| offer.model_id.as_ref()).map(ToString::to_string),
            right: row.decision.right,
            availability: row.listing.stage().into(),
            scope: slot.map(|slot| slot.scope),
            within: slot.map(|slot| slot.within.iter().map(ToString::to_string).collect()),
            tier: slot.map(|slot| slot.tier),
            context_over: slot.and_then(|slot| slot.context_over),
            input_per_mtok: meters.input.map(Amount::from),
            cached_input_per_mtok: meters.cached_input.map(Amount::from),
            cache_write_per_mtok: meters.cache_write.map(Amount::from),
            cache_write_lifetime: stated
                .and_then(|price| Some(price.cache_write_lifetime.as_ref()?.clone())),
            cache_write_1h_per_mtok: meters.cache_write_1h.map(Amount::from),
            output_per_mtok: meters.output.map(Amount::from),
            blended_per_mtok: listed.blended(&self.wanted.blend).map(Amount::rounded),
            price_state: charge.map(|charge| charge.state).into(),
            effective_from: list.map(|list| Date(listed.from.unwrap_or(list.from))),
            effective_until: stated
                .and_then(|price| listed.until.or(self.lens.price_end(price)))
                .map(Date),
            dated: stated.map(|price| price.dated),
            contested: listed.contested(),
            source: sources
                .as_ref()
                .and_then(|ids| ids.first().map(|s| catalog.source(*s).id.to_string())),
            source_rank: list.map(|list| list.authority),
            age_days: sources.as_ref().and_then(|sources| self.age(sources)),
            sources: sources.map(|sources| source_ids(&sources, catalog)),
            as_stated: stated.and_then(|price| Some(price.as_stated.as_ref()?.clone())),
            discount: discount.map(|discount| catalog.discount(discount).id.to_string()),
            list_input_per_mtok: list.and_then(|list| list.meters.input).map(Amount::from),
            list_output_per_mtok: list.and_then(|list| list.meters.output).map(Amount::from),
            other_statements: list.map(|list| self.others(list)),
        }
    }

    /// What other sources state in place of a price.
    fn others(&self, list: &Settled<'_>) -> Vec<OtherStatement> {
        let other = |rival: &Rival<'_>| OtherStatement {
            input_per_mtok: rival.price.input.map(Amount::from),
            cached_input_per_mtok: rival.price.cached_input.map(Amount::from),
            cache_write_per_mtok: rival.price.cache_write.map(Amount::from),
            output_per_mtok: rival.price.output.map(Amount::from),
            from: Date(rival.from),
            lost_by: match rival.lost {
                Lost::Contests => None,
                Lost::Authority => Some(LostBy::Authority),
                Lost::Recency => Some(LostBy::Recency),
            },
            sources: source_ids(&self.lens.voices(&rival.price.sources), self.lens.catalog),
        };
        list.rivals.iter().map(other).collect()
    }

    /// Days since the newest of the strongest sources spoke: a catalogue that
    /// repeats a price list makes it no younger.
    pub fn age(&self, sources: &[Id]) -> Option<i32> {
        let catalog = self.lens.catalog;
        let said = sources
            .iter()
            .map(|source| (catalog.evidence_of(*source).strength(), catalog.published(*source)));
        let (_, newest) = said.max()?;
        Some(self.setting.as_of.since(newest).max(0))
    }
}
