//! The rows of `diff`.

use aicloud_core::catalog::Catalog;
use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::diff::differences::{ChangeKind, Differences};
use crate::envelope::{Nothing, OutputSchema};
use crate::price_words::settled_words;
use crate::values::{Date, StageKey, source_ids};
use crate::{SettingKeys, reasons};
use aicloud_core::evidence::changes::{PriceChange, RightChange, StageChange};
use aicloud_core::evidence::topic::speakers;
use aicloud_core::model::{Availability, Id};
use aicloud_core::rights::side::Implied;
use aicloud_core::rights::{Right, Why};

/// What became of something, in the order in which people are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Became {
    /// It may be sold, or is on sale.
    Opened,
    /// A dispute about it is over.
    Cleared,
    /// It is disputed.
    Contested,
    /// It may not be sold any more, or is not on sale.
    Closed,
    /// No source says any more.
    Unsettled,
    /// It is otherwise.
    Changed,
    /// Somebody looked for the first time.
    FirstSeen,
}

impl fmt::Display for Became {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// What makes the two days differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The world changed, on a known day.
    World,
    /// Later sources say otherwise of the first day.
    Knowledge,
    /// Something was seen to be otherwise, from no known day.
    Sighting,
}

impl Cause {
    /// The cause of a change that is dated, or is not.
    fn of(dated: bool) -> Self {
        if dated { Self::World } else { Self::Sighting }
    }
}

/// What was asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DiffKeys {
    #[serde(flatten)]
    setting: SettingKeys,
    /// The kinds of change; absent where none was named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kind: Vec<ChangeKind>,
    /// The clouds, as they were typed; absent where none was named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cloud: Vec<String>,
    /// The products, as they were typed; absent where none was named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    product: Vec<String>,
    /// The vendor, as it was typed; absent where none was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    vendor: Option<String>,
    /// The first day.
    was: Date,
    /// The second day.
    now: Date,
}

/// Something that is different.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DiffRow {
    /// What changed.
    pub subject: String,
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// What became of it.
    pub change: Became,
    /// On the first day.
    pub was: Option<String>,
    /// On the second day.
    pub now: Option<String>,
    /// What brought it.
    pub because: Vec<String>,
    /// Whether the world changed, what is known of it, or somebody looked.
    pub cause: Cause,
    /// The cloud.
    pub cloud: Option<String>,
    /// The product.
    pub product: Option<String>,
    /// The offer.
    pub offer: Option<String>,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema =
    OutputSchema::rows::<DiffKeys, DiffRow, Nothing>("diff", "What is different between two days.");

impl Differences<'_> {
    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let catalog = self.lens.catalog;
        // A row that stands alone is about the second day.
        let setting = SettingKeys { as_of: Date(self.days.now), ..self.setting.keys(catalog) };
        let query = DiffKeys {
            setting,
            kind: self.asked.kinds.clone(),
            cloud: self.asked.clouds.clone(),
            product: self.asked.products.clone(),
            vendor: self.asked.vendor.clone(),
            was: Date(self.days.was),
            now: Date(self.days.now),
        };
        Answer::rows("diff", &catalog.basis, &query, || self.rows())
    }

    /// The rows, a kind after the other, what was learnt later last.
    pub fn rows(&self) -> Vec<DiffRow> {
        let right = |change: &RightChange| self.right_row(change, Cause::of(!change.seen));
        let learnt = |change: &RightChange| self.right_row(change, Cause::Knowledge);
        let mut rows: Vec<DiffRow> = self.rights.iter().map(right).collect();
        rows.extend(self.stages.iter().map(|change| self.stage_row(*change)));
        rows.extend(self.prices.iter().map(|change| self.price_row(change)));
        rows.extend(self.claims.iter().filter_map(|place| self.claim_row(*place)));
        rows.extend(self.learnt.iter().map(learnt));
        rows
    }

    fn right_row(&self, change: &RightChange, cause: Cause) -> DiffRow {
        let catalog = self.lens.catalog;
        let (cloud, product) =
            (&catalog.provider(change.cloud).id, &catalog.product(change.product).id);
        DiffRow {
            subject: format!("{product} on {cloud}"),
            kind: ChangeKind::Rights,
            change: became(change),
            was: Some(change.was.right.word().to_owned()),
            now: Some(change.now.right.word().to_owned()),
            because: causes(change, false, catalog),
            cause,
            cloud: Some(cloud.to_string()),
            product: Some(product.to_string()),
            offer: None,
        }
    }

    fn stage_row(&self, change: StageChange) -> DiffRow {
        let sold = |stage: Option<Availability>| stage.is_some_and(Availability::on_sale);
        let became = match (sold(change.was), sold(change.now)) {
            _ if change.was.is_none() && !change.dated => Became::FirstSeen,
            (false, true) => Became::Opened,
            (true, false) => Became::Closed,
            _ => Became::Changed,
        };
        DiffRow {
            was: Some(StageKey::from(change.was).to_string()),
            now: Some(StageKey::from(change.now).to_string()),
            because: vec![self.lens.catalog.offer(change.offer).id.to_string()],
            ..self.offer_row(change.offer, ChangeKind::Availability, became, change.dated)
        }
    }

    fn price_row(&self, change: &PriceChange<'_>) -> DiffRow {
        let newer = change.now.as_ref().or(change.was.as_ref());
        let sources = newer.map(|price| price.sources(self.lens)).unwrap_or_default();
        let became = match (&change.was, &change.now) {
            (None, _) => Became::FirstSeen,
            (_, None) => Became::Closed,
            _ => Became::Changed,
        };
        DiffRow {
            was: change.was.as_ref().map(settled_words),
            now: change.now.as_ref().map(settled_words),
            because: source_ids(&sources, self.lens.catalog),
            ..self.offer_row(change.offer, ChangeKind::Prices, became, change.dated)
        }
    }

    /// A row about an offer, without what it was and is.
    fn offer_row(&self, offer: Id, kind: ChangeKind, change: Became, dated: bool) -> DiffRow {
        let catalog = self.lens.catalog;
        let fact = catalog.offer(offer);
        DiffRow {
            subject: fact.id.to_string(),
            kind,
            change,
            was: None,
            now: None,
            because: Vec::new(),
            cause: Cause::of(dated),
            cloud: Some(catalog.provider(fact.service.head()).id.to_string()),
            product: Some(catalog.product(fact.product).id.to_string()),
            offer: Some(fact.id.to_string()),
        }
    }

    fn claim_row(&self, place: usize) -> Option<DiffRow> {
        let claim = self.lens.catalog.claims.get(place)?;
        let sources = speakers(claim.sources.iter().map(|said| &said.source), self.lens);
        Some(DiffRow {
            subject: claim.id.to_string(),
            kind: ChangeKind::Claims,
            change: if self.days.forward() { Became::Opened } else { Became::Closed },
            was: None,
            now: Some(claim.says.clone()),
            because: source_ids(&sources, self.lens.catalog),
            cause: Cause::World,
            cloud: None,
            product: None,
            offer: None,
        })
    }
}

/// What became of a right.
pub fn became(change: &RightChange) -> Became {
    match (change.was.right, change.now.right) {
        (Right::Contested, Right::Permitted) => Became::Cleared,
        (_, Right::Permitted) => Became::Opened,
        (_, Right::Prohibited) => Became::Closed,
        (_, Right::Contested) => Became::Contested,
        (_, Right::Unknown) => Became::Unsettled,
    }
}

/// What brought a change of right, by id: terms, disputes, or the offer that
/// implies it, which a group of cells shares in name only.
pub fn causes(change: &RightChange, in_group: bool, catalog: &Catalog) -> Vec<String> {
    let why = |why: &Why| match why {
        Why::Implied(Implied::Offer(offer)) if !in_group => catalog.offer(*offer).id.to_string(),
        why => reasons::id(*why, catalog),
    };
    let disputes = change.disputes.iter().map(|dispute| catalog.dispute(*dispute).id.to_string());
    change.causes.iter().map(why).chain(disputes).collect()
}
