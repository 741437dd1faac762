//! `diff`: what is different between two days, as rows.

use aicloud_core::catalog::Catalog;
use serde_json::{Value, json};

use crate::output::pieces::source_ids;
use crate::output::prose;
use crate::output::words::{price_key, stage_key};
use crate::report::row::why_id;
use crate::report::{Fields, Format, Report, Shape};
use aicloud_core::evidence::changes::{Days, PriceChange, RightChange, StageChange};
use aicloud_core::evidence::timeline::Event;
use aicloud_core::evidence::topic::speakers;
use aicloud_core::model::{Id, Price, PriceState, Tier, Usd};
use aicloud_core::prices::{Meters, Settled, Slot};
use aicloud_core::rights::side::Implied;
use aicloud_core::rights::{Lens, Right, Why};
use aicloud_query::Setting;

/// The answer of `diff`.
pub struct Differences<'a> {
    /// The two days.
    pub days: Days<'a>,
    /// For whom, on whose word.
    pub setting: &'a Setting,
    /// What narrowed the question, as it was typed.
    pub asked: Fields,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// The prose behind it.
    pub records: &'a Catalog,
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
    /// Claims that were made.
    pub claims: Vec<usize>,
    /// Terms that began or ended, where nothing narrower is asked.
    pub terms: Vec<Event>,
    /// Whether every row is drawn.
    pub all: bool,
    /// The kinds of change that are told.
    pub kinds: Vec<&'static str>,
}

/// The kinds of change.
pub const KINDS: &[&str] = &["rights", "availability", "prices", "claims"];

const COLUMNS: &[&str] =
    &["subject", "kind", "change", "was", "now", "because", "cause", "cloud", "product", "offer"];

/// The report of `diff`.
pub fn report<'a>(diff: &'a Differences<'a>) -> Report<'a> {
    let catalog = diff.lens.catalog;
    let mut query = prose::query(diff.setting, catalog);
    query.extend(diff.asked.clone());
    query.insert("was".to_owned(), diff.days.was.to_string().into());
    query.insert("now".to_owned(), diff.days.now.to_string().into());
    // A row that stands alone is about the second day.
    query.insert("as_of".to_owned(), diff.days.now.to_string().into());
    Report {
        command: "diff",
        basis: &catalog.basis,
        query,
        left_out: None,
        columns: COLUMNS.to_vec(),
        rows: Box::new(|_| diff.rows()),
        more: Fields::new(),
        shape: Shape::Rows,
        draw: Box::new(move |page| diff.draw(page)),
        special: if diff.all {
            Vec::new()
        } else {
            vec![(Format::Markdown, Box::new(move || diff.markdown()))]
        },
    }
}

impl<'a> Differences<'a> {
    /// An answer of these kinds with nothing in it yet.
    pub fn none(
        days: Days<'a>,
        setting: &'a Setting,
        lens: &'a Lens<'a>,
        records: &'a Catalog,
        kinds: Vec<&'static str>,
    ) -> Self {
        Self {
            days,
            setting,
            asked: Fields::new(),
            lens,
            records,
            rights: Vec::new(),
            expected: Vec::new(),
            learnt: Vec::new(),
            stages: Vec::new(),
            prices: Vec::new(),
            claims: Vec::new(),
            terms: Vec::new(),
            all: false,
            kinds,
        }
    }

    /// Whether a kind of change is told.
    pub fn tells(&self, kind: &str) -> bool {
        self.kinds.contains(&kind)
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

    fn rows(&self) -> Vec<Fields> {
        let mut rows: Vec<Value> = Vec::new();
        rows.extend(self.rights.iter().map(|change| self.right_row(change, cause(!change.seen))));
        rows.extend(self.stages.iter().map(|change| self.stage_row(*change)));
        rows.extend(self.prices.iter().map(|change| self.price_row(change)));
        rows.extend(self.claims.iter().filter_map(|place| self.claim_row(*place)));
        rows.extend(self.learnt.iter().map(|change| self.right_row(change, "knowledge")));
        let fields = |row| match row {
            Value::Object(fields) => Some(fields),
            _ => None,
        };
        rows.into_iter().filter_map(fields).collect()
    }

    fn right_row(&self, change: &RightChange, cause: &str) -> Value {
        let catalog = self.lens.catalog;
        let (cloud, product) =
            (&catalog.provider(change.cloud).id, &catalog.product(change.product).id);
        json!({
            "subject": format!("{product} on {cloud}"),
            "kind": "rights",
            "change": change_word(change),
            "was": change.was.right.word(),
            "now": change.now.right.word(),
            "because": causes(change, false, catalog),
            "cause": cause,
            "cloud": cloud,
            "product": product,
        })
    }

    fn stage_row(&self, change: StageChange) -> Value {
        let mut row = self.offer_row(change.offer);
        let word = match (change.was, change.now) {
            (None, _) if !change.dated => "first_seen",
            (was, now) => {
                let sold = |stage: Option<aicloud_core::model::Availability>| {
                    stage.is_some_and(aicloud_core::model::Availability::on_sale)
                };
                match (sold(was), sold(now)) {
                    (false, true) => "opened",
                    (true, false) => "closed",
                    _ => "changed",
                }
            }
        };
        row["kind"] = "availability".into();
        row["cause"] = cause(change.dated).into();
        row["change"] = word.into();
        row["was"] = stage_key(change.was).into();
        row["now"] = stage_key(change.now).into();
        row["because"] = json!([&self.lens.catalog.offer(change.offer).id]);
        row
    }

    fn offer_row(&self, offer: Id) -> Value {
        let catalog = self.lens.catalog;
        let fact = catalog.offer(offer);
        json!({
            "subject": fact.id,
            "cloud": catalog.provider(fact.service.head()).id,
            "product": catalog.product(fact.product).id,
            "offer": fact.id,
        })
    }

    fn price_row(&self, change: &PriceChange<'_>) -> Value {
        let mut row = self.offer_row(change.offer);
        let told = |price: Option<&Settled<'_>>| price.map(price_words);
        let newer = change.now.as_ref().or(change.was.as_ref());
        let sources = newer.map(|price| price.sources(self.lens)).unwrap_or_default();
        let word = match (&change.was, &change.now) {
            (None, _) => "first_seen",
            (_, None) => "closed",
            _ => "changed",
        };
        row["kind"] = "prices".into();
        row["cause"] = cause(change.dated).into();
        row["change"] = word.into();
        row["was"] = told(change.was.as_ref()).into();
        row["now"] = told(change.now.as_ref()).into();
        row["because"] = source_ids(&sources, self.lens.catalog);
        row
    }

    fn claim_row(&self, place: usize) -> Option<Value> {
        let claim = self.records.claims.get(place)?;
        let sources = speakers(claim.sources.iter().map(|said| &said.source), self.lens);
        Some(json!({
            "subject": claim.id.as_str(),
            "kind": "claims",
            "change": if self.days.forward() { "opened" } else { "closed" },
            "now": claim.says,
            "because": source_ids(&sources, self.lens.catalog),
            "cause": "world",
        }))
    }
}

/// Whether the world changed, on a known day, or something was only seen to be
/// otherwise.
fn cause(dated: bool) -> &'static str {
    if dated { "world" } else { "sighting" }
}

/// What became of a right.
pub(super) fn change_word(change: &RightChange) -> &'static str {
    match (change.was.right, change.now.right) {
        (Right::Contested, Right::Permitted) => "cleared",
        (_, Right::Permitted) => "opened",
        (_, Right::Prohibited) => "closed",
        (_, Right::Contested) => "contested",
        (_, Right::Unknown) => "unsettled",
    }
}

/// What brought a change of right, by id: terms, disputes, or the offer that
/// implies it, which a group of cells shares in name only.
pub(super) fn causes(change: &RightChange, in_group: bool, catalog: &Catalog) -> Vec<String> {
    let why = |why: &Why| match why {
        Why::Implied(Implied::Offer(offer)) if !in_group => catalog.offer(*offer).id.to_string(),
        why => why_id(*why, catalog),
    };
    let disputes = change.disputes.iter().map(|dispute| catalog.dispute(*dispute).id.to_string());
    change.causes.iter().map(why).chain(disputes).collect()
}

/// A price as a cell: `global 5.00/30.00`.
pub(super) fn price_words(price: &Settled<'_>) -> String {
    words(&price.slot, &price.meters, price.state)
}

/// A stated price as a cell.
pub(super) fn amounts(price: &Price) -> String {
    words(&Slot::of(price), &Meters::of(price), price.state)
}

fn words(slot: &Slot<'_>, meters: &Meters, state: PriceState) -> String {
    let amount = |usd| Option::map_or(usd, "-".to_owned(), Usd::cents);
    let tier = match slot.tier {
        Tier::Standard => String::new(),
        tier => format!("{} ", tier.word()),
    };
    let slot = tier + &crate::report::price_table::slot_words(slot);
    match (meters.input, meters.output) {
        (None, None) => format!("{slot} {}", price_key(Some(state))),
        (input, output) => format!("{slot} {}/{}", amount(input), amount(output)),
    }
}
