//! What is different between two days, found.

use aicloud_core::catalog::Catalog;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Setting, compare, dates, names};
use aicloud_core::evidence::changes::{self, Days, PriceChange, RightChange, StageChange};
use aicloud_core::evidence::timeline::{self, Event, EventKind};
use aicloud_core::evidence::topic::Topic;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Day, Effect, Id, Product};
use aicloud_core::rights::Lens;

/// What `diff` is asked, names and days as people write them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiffQuestion {
    /// The first day.
    pub was: String,
    /// The second day.
    pub now: String,
    /// Only these kinds of change; all where empty.
    pub kinds: Vec<ChangeKind>,
    /// Only these clouds; all where empty.
    pub clouds: Vec<String>,
    /// Only these products; all where empty.
    pub products: Vec<String>,
    /// Only products of this vendor.
    pub vendor: Option<String>,
}

impl DiffQuestion {
    /// Whether no cloud, product or vendor narrows it.
    fn is_whole(&self) -> bool {
        self.clouds.is_empty() && self.products.is_empty() && self.vendor.is_none()
    }
}

/// The kinds of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// A right.
    Rights,
    /// The stage of an offer.
    Availability,
    /// A list price.
    Prices,
    /// A claim.
    Claims,
}

impl ChangeKind {
    /// Every kind.
    pub const ALL: &[Self] = &[Self::Rights, Self::Availability, Self::Prices, Self::Claims];

    /// The kind as the word that people type.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rights => "rights",
            Self::Availability => "availability",
            Self::Prices => "prices",
            Self::Claims => "claims",
        }
    }
}

/// What is different between two days.
pub struct Differences<'a> {
    /// What was asked.
    pub asked: DiffQuestion,
    /// The two days.
    pub days: Days<'a>,
    /// For whom, on whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// Rights that changed.
    pub rights: Vec<RightChange>,
    /// Rights that did not, although a cause of the changes speaks of them.
    pub expected: Vec<RightChange>,
    /// Rights on the first day that later sources changed.
    pub learnt: Vec<RightChange>,
    /// Stages that changed.
    pub stages: Vec<StageChange>,
    /// Prices that changed.
    pub prices: Vec<PriceChange<'a>>,
    /// Claims that were made: their places in the records.
    pub claims: Vec<usize>,
    /// Terms that began or ended, where nothing narrower is asked.
    pub terms: Vec<Event>,
}

/// Answers `diff`.
///
/// # Errors
/// An unknown name or date.
pub fn diff<'a>(
    asked: &DiffQuestion,
    setting: &'a Setting,
    lens: &'a Lens<'a>,
    today: Day,
) -> Result<Differences<'a>, Failure> {
    let catalog = lens.catalog;
    let days = Days {
        was: dates::day(&asked.was, today)?,
        now: dates::day(&asked.now, today)?,
        segment: setting.segment,
        region: setting.region.as_deref(),
    };
    let cells = cells(asked, days.was.max(days.now), catalog)?;
    let offers = offers_of(&cells, catalog);
    let mut found = Differences::none(asked.clone(), days, setting, lens);
    if found.tells(ChangeKind::Rights) {
        (found.rights, found.expected) = changes::rights(&cells, &days, &setting.filter, lens);
        found.learnt = changes::learnt(&cells, &days, &setting.filter, lens);
    }
    if found.tells(ChangeKind::Availability) {
        found.stages = changes::stages(&offers, &days, lens);
    }
    if found.tells(ChangeKind::Prices) {
        found.prices = changes::prices(&offers, &days, lens);
    }
    if found.tells(ChangeKind::Claims) {
        found.claims = changes::claims(&days, lens);
        let is_asked =
            |id: &str| cells.iter().any(|(_, product)| *catalog.product(*product).id == *id);
        let whole = asked.is_whole();
        found.claims.retain(|place| whole || products_of(*place, catalog).any(is_asked));
    }
    // A term is about more than one cell.
    if asked.is_whole() && found.tells(ChangeKind::Rights) {
        found.terms = terms_between(&days, lens);
    }
    Ok(found)
}

/// The cells that are looked at: every product that exists by the later day, on
/// every cloud, unless narrowed.
fn cells(asked: &DiffQuestion, later: Day, catalog: &Catalog) -> Result<Vec<(Id, Id)>, Failure> {
    let vendor = asked.vendor.as_deref().map(|name| names::provider(name, catalog)).transpose()?;
    let products: Vec<Id> = match asked.products.as_slice() {
        [] => {
            let exists = |product: &&Product| {
                product.released.is_none_or(|released| released.first_day() <= later)
            };
            catalog.products.iter().filter(exists).map(|product| product.id).collect()
        }
        named => named.iter().map(|n| names::product(n, catalog)).collect::<Result<_, _>>()?,
    };
    let mut cells = Vec::new();
    for product in products {
        if vendor.is_some_and(|vendor| catalog.product(product).vendor != vendor) {
            continue;
        }
        let clouds = compare::clouds_for(&[product], &asked.clouds, catalog)?;
        cells.extend(clouds.into_iter().map(|cloud| (cloud, product)));
    }
    cells.sort_unstable();
    Ok(cells)
}

/// The offers of these products on these clouds.
fn offers_of(cells: &[(Id, Id)], catalog: &Catalog) -> Vec<Id> {
    let within = |offer: &Id| {
        let offer = catalog.offer(*offer);
        let clouds = [offer.seller(), offer.service.head()];
        clouds.iter().any(|cloud| cells.binary_search(&(*cloud, offer.product)).is_ok())
    };
    catalog.offer_ids().filter(within).collect()
}

/// The ids of the products that a claim compares.
fn products_of(place: usize, catalog: &Catalog) -> impl Iterator<Item = &'static str> {
    let sides =
        catalog.claims.get(place).map(|claim| claim.subjects.iter().chain(&claim.comparators));
    sides.into_iter().flatten().filter_map(|side| side.product).map(Id::as_str)
}

/// Terms that bear on rights and began or ended after one day and by the other.
fn terms_between(days: &Days<'_>, lens: &Lens<'_>) -> Vec<Event> {
    let mut events = timeline::events(&Topic::Everything, lens);
    events.retain(|event| {
        let bears = match event.what {
            EventKind::TermBegins(term) | EventKind::TermEnds(term) => matches!(
                lens.catalog.term(term).effect,
                Effect::Grant | Effect::Exclusive | Effect::Prohibit | Effect::Licence
            ),
            _ => false,
        };
        let (first, last) = days.ordered();
        bears && first < event.day && event.day <= last
    });
    events
}

impl<'a> Differences<'a> {
    /// An answer with nothing in it yet.
    fn none(asked: DiffQuestion, days: Days<'a>, setting: &'a Setting, lens: &'a Lens<'a>) -> Self {
        Self {
            asked,
            days,
            setting,
            lens,
            rights: Vec::new(),
            expected: Vec::new(),
            learnt: Vec::new(),
            stages: Vec::new(),
            prices: Vec::new(),
            claims: Vec::new(),
            terms: Vec::new(),
        }
    }

    /// Whether a kind of change is told.
    pub fn tells(&self, kind: ChangeKind) -> bool {
        self.asked.kinds.is_empty() || self.asked.kinds.contains(&kind)
    }

    /// Whether the world changed: what was only seen, or learnt later of the first
    /// day, is no change of it.
    pub fn any(&self) -> bool {
        self.rights.iter().any(|change| !change.seen)
            || self.stages.iter().any(|change| change.dated)
            || self.prices.iter().any(PriceChange::moved)
            || !self.claims.is_empty()
            || !self.terms.is_empty()
    }
}
