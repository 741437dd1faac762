//! The answer of `compare` and `where`: products on clouds, an offer a row.

use std::cell::OnceCell;

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::compare::Grid;
use crate::envelope::{Nothing, OutputSchema};
use crate::hosts::HostKey;
use crate::values::{Amount, Computed, Date, PriceKnown, StageKey};
use crate::{Setting, SettingKeys, reasons};
use aicloud_core::model::{Channel, Day, Id, PriceScope};
use aicloud_core::offers::availability::retirement;
use aicloud_core::offers::rows::{self, Row, evidence_read};
use aicloud_core::rights::decide::right_in;
use aicloud_core::rights::gaps::{Gap, gaps};
use aicloud_core::rights::hindsight::{other_knowledge, revisions};
use aicloud_core::rights::world::World;
use aicloud_core::rights::{Lens, Right, history};

/// Products on clouds.
pub struct Comparison<'a> {
    /// What was asked.
    pub grid: Grid,
    /// On which day, for whom.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// For each product, for each cloud, its rows.
    pub cells: Vec<Vec<Vec<Row>>>,
    /// The facts with the knowledge that was set aside.
    other: OnceCell<Option<Lens<'a>>>,
}

/// A product on a cloud: an offer, or that there is none.
#[derive(Serialize, JsonSchema)]
pub struct OfferRow<'a> {
    /// The product.
    pub product: String,
    /// Who would sell it.
    pub cloud: String,
    /// The service; null where no offer is on record.
    pub service: Option<String>,
    /// Whether it may be sold there.
    pub right: Right,
    /// Whether the vendor has chosen this cloud.
    pub appointed: bool,
    /// How far it has come there; `no_record`: nobody looked.
    pub availability: StageKey,
    /// How it is sold.
    pub channel: Option<Channel>,
    /// Who sells it.
    pub seller: Option<String>,
    /// Who runs it; `unknown` where no source says, null without an offer.
    pub hosted_by: Option<HostKey>,
    /// Since when the right has been what it is.
    pub right_since: Computed<'a, Option<Date>>,
    /// Since when the stage has been what it is.
    pub stage_since: Option<Date>,
    /// Since when it has been on sale.
    pub available_since: Option<Date>,
    /// When the stage was seen, where its beginning is not known.
    pub seen_on: Option<Date>,
    /// When it is withdrawn.
    pub retires_on: Option<Date>,
    /// It was promised not to be withdrawn before.
    pub not_before: Option<Date>,
    /// What replaces it.
    pub replaced_by: Vec<String>,
    /// The cloud's own name for it.
    pub model_id: Option<String>,
    /// USD per million input tokens, the cheapest standard scope.
    pub input_per_mtok: Option<Amount>,
    /// USD per million output tokens.
    pub output_per_mtok: Option<Amount>,
    /// What is known of the price.
    pub price_state: PriceKnown,
    /// The scope of that price.
    pub price_scope: Option<PriceScope>,
    /// Whether sources of equal rank state other prices.
    pub price_contested: bool,
    /// The terms that decided; own, licence or offer where none did.
    pub because: Vec<String>,
    /// What the answer turns on although no party states it.
    pub hangs_on: Computed<'a, Vec<String>>,
    /// The right with the knowledge that was set aside, where it differs.
    pub revised_right: Computed<'a, Option<Right>>,
    /// Right and stage have a source read on that day or later for every part.
    pub evidence_read: Computed<'a, Option<Date>>,
}

/// The schema of `compare`.
pub const COMPARE: OutputSchema = OutputSchema::rows::<SettingKeys, OfferRow<'_>, Nothing>(
    "compare",
    "Products by cloud: a row for each offer, or for each cloud without one.",
);

/// The schema of `where`.
pub const WHERE: OutputSchema = OutputSchema::rows::<SettingKeys, OfferRow<'_>, Nothing>(
    "where",
    "Every cloud for one product: a row for each offer, or for each cloud without one.",
);

impl<'a> Comparison<'a> {
    /// The products of a grid on its clouds.
    pub fn new(mut grid: Grid, setting: &'a Setting, lens: &'a Lens<'a>) -> Self {
        let frame = setting.frame();
        let on_clouds = |product| rows::on_clouds(product, &grid.clouds, &frame, lens);
        let mut found: Vec<(Id, Vec<Vec<Row>>)> =
            grid.products.iter().map(|product| (*product, on_clouds(*product))).collect();
        grid.filter(&mut found);
        let (products, cells) = found.into_iter().unzip();
        grid.products = products;
        Self { grid, setting, lens, cells, other: OnceCell::new() }
    }

    /// The answer as scripts read it.
    pub fn answer(&self, command: &'static str) -> Answer<'_> {
        let catalog = self.lens.catalog;
        let rows = || self.cells.iter().flatten().flatten().map(|row| self.row(row)).collect();
        Answer::rows(command, &catalog.basis, &self.setting.keys(catalog), rows)
            .leaving_out(self.grid.left_out())
    }

    fn row<'r>(&'r self, row: &'r Row) -> OfferRow<'r> {
        let (catalog, frame) = (self.lens.catalog, self.setting.frame());
        let offer = row.offer.map(|offer| catalog.offer(offer));
        let question = frame.question(row.cloud, row.product);
        let end = offer.map(|offer| retirement(offer, frame.as_of, frame.region, self.lens));
        let end = end.unwrap_or_default();
        let quote = row.quote.as_ref();
        OfferRow {
            product: catalog.product(row.product).id.to_string(),
            cloud: catalog.provider(row.cloud).id.to_string(),
            service: row.service.map(|service| catalog.service(service).id.to_string()),
            right: row.decision.right,
            appointed: row.decision.appointed,
            availability: row.listing.stage().into(),
            channel: row.channel,
            seller: offer.map(|offer| catalog.provider(offer.seller()).id.to_string()),
            hosted_by: HostKey::of(row.hosted_by, catalog),
            right_since: Computed::new(move || history::since(&question, self.lens).map(Date)),
            stage_since: row.listing.since().map(Date),
            available_since: row.listing.since().filter(|_| row.on_sale()).map(Date),
            seen_on: row.listing.seen().map(Date),
            retires_on: end.on().map(Date),
            not_before: end.not_before.map(Date),
            replaced_by: end
                .replaced_by()
                .iter()
                .map(|p| catalog.product(*p).id.to_string())
                .collect(),
            model_id: offer.and_then(|offer| offer.model_id.as_ref().map(ToString::to_string)),
            input_per_mtok: quote.and_then(|quote| quote.input).map(Amount::from),
            output_per_mtok: quote.and_then(|quote| quote.output).map(Amount::from),
            price_state: quote.and_then(|quote| quote.state).into(),
            price_scope: quote.and_then(|quote| quote.scope),
            price_contested: quote.is_some_and(|quote| quote.contested),
            because: reasons::ids(&row.decision, catalog),
            hangs_on: Computed::new(move || hangs_on(&gaps(&question, &row.decision, self.lens))),
            revised_right: Computed::new(move || self.revised(row)),
            evidence_read: Computed::new(move || {
                evidence_read(&question, &row.decision, row.offer, self.lens).map(Date)
            }),
        }
    }

    /// The rows that tables show: the first of each product and cloud.
    pub fn shown(&self) -> impl Iterator<Item = &Row> {
        self.cells.iter().flatten().filter_map(|rows| rows.first())
    }

    /// The right with the knowledge that was set aside, where it differs.
    pub fn revised(&self, row: &Row) -> Option<Right> {
        let set_aside = || other_knowledge(self.setting.as_of, &self.setting.filter, self.lens);
        let other = self.other.get_or_init(set_aside).as_ref()?;
        let question = self.setting.frame().question(row.cloud, row.product);
        let right = right_in(&question, other, &World::default());
        (right != row.decision.right).then_some(right)
    }

    /// The day on which what changed the right was published.
    pub fn revised_on(&self, row: &Row) -> Option<Day> {
        let question = self.setting.frame().question(row.cloud, row.product);
        let steps = revisions(&question, &self.setting.filter, self.lens);
        steps.get(1).map(|step| step.known_by)
    }
}

/// What the answer turns on although no party states it.
fn hangs_on(gaps: &[Gap]) -> Vec<String> {
    let open = gaps.iter().filter(|gap| gap.is_reserve());
    open.map(|gap| format!("{} of {}", gap.field, gap.of)).collect()
}
