//! `price`: list prices of products on clouds.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::output::pieces::{date, number, source_ids};
use crate::output::prose;
use crate::output::words::{authority_word, price_key, stage_key};
use crate::report::{Fields, Report, Shape, object};
use aicloud_core::model::{Dated, Id};
use aicloud_core::prices::listing::{Listed, Wanted};
use aicloud_core::prices::{Lost, Settled};
use aicloud_core::rights::Lens;
use aicloud_query::Setting;

/// The answer of `price`.
pub struct Prices<'a> {
    /// On which day, for whom, on whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// What was asked about.
    pub products: &'a [Id],
    /// Which prices were asked for.
    pub wanted: &'a Wanted,
    /// The prices.
    pub rows: Vec<Listed<'a>>,
    /// Whether they are those of all days.
    pub history: bool,
    /// Whether to show every statement.
    pub explain: bool,
}

/// The names of the values, in order.
pub const COLUMNS: &[&str] = &[
    "product",
    "cloud",
    "service",
    "model_id",
    "right",
    "availability",
    "scope",
    "within",
    "tier",
    "context_over",
    "input_per_mtok",
    "cached_input_per_mtok",
    "cache_write_per_mtok",
    "cache_write_lifetime",
    "cache_write_1h_per_mtok",
    "output_per_mtok",
    "blended_per_mtok",
    "price_state",
    "effective_from",
    "effective_until",
    "dated",
    "contested",
    "source",
    "source_rank",
    "sources",
    "age_days",
    "as_stated",
    "discount",
    "list_input_per_mtok",
    "list_output_per_mtok",
    "other_statements",
];

/// The report of `price`.
pub fn report<'a>(prices: &'a Prices<'a>) -> Report<'a> {
    let catalog = prices.lens.catalog;
    let mut query = prose::query(prices.setting, catalog);
    let ids: Value =
        prices.products.iter().map(|p| Value::from(&*catalog.product(*p).id)).collect();
    let blend = &prices.wanted.blend;
    query.insert("products".to_owned(), ids);
    query.insert("blend".to_owned(), format!("{}:{}", blend.input, blend.output).into());
    query.insert("history".to_owned(), prices.history.into());
    Report {
        command: "price",
        basis: &catalog.basis,
        query,
        left_out: None,
        columns: COLUMNS.to_vec(),
        rows: Box::new(|_| prices.rows.iter().map(|row| prices.fields(row)).collect()),
        more: Fields::new(),
        shape: Shape::Rows,
        draw: Box::new(move |page| prices.draw(page)),
        special: Vec::new(),
    }
}

/// An amount that is no list price, as a JSON number.
pub(super) fn decimal(amount: Option<Decimal>) -> Value {
    number(amount.map(|amount| amount.round_dp(12)).and_then(|a| a.to_string().parse().ok()))
}

impl Prices<'_> {
    fn fields(&self, listed: &Listed<'_>) -> Fields {
        let catalog = self.lens.catalog;
        let row = &listed.row;
        let offer = row.offer.map(|offer| catalog.offer(offer));
        let mut fields = object(json!({
            "product": catalog.product(row.product).id,
            "cloud": catalog.provider(row.cloud).id,
            "service": row.service.map(|service| &catalog.service(service).id),
            "model_id": offer.and_then(|offer| offer.model_id.as_ref()),
            "right": row.decision.right.word(),
            "availability": stage_key(row.listing.stage()),
            "price_state": price_key(listed.charge.as_ref().map(|charge| charge.state)),
            "contested": listed.contested(),
        }));
        let Some(charge) = &listed.charge else { return fields };
        let meters = &charge.meters;
        fields.extend(object(json!({
            "scope": charge.slot.scope.word(),
            "within": charge.slot.within,
            "tier": charge.slot.tier.word(),
            "context_over": charge.slot.context_over,
            "input_per_mtok": number(meters.input),
            "cached_input_per_mtok": number(meters.cached_input),
            "cache_write_per_mtok": number(meters.cache_write),
            "cache_write_1h_per_mtok": number(meters.cache_write_1h),
            "output_per_mtok": number(meters.output),
            "blended_per_mtok": decimal(listed.blended(&self.wanted.blend)),
            "discount": charge.discount.map(|discount| &catalog.discount(discount).id),
        })));
        if let Some(list) = &charge.list {
            fields.extend(self.list_fields(listed, list));
        }
        fields
    }

    fn list_fields(&self, listed: &Listed<'_>, list: &Settled<'_>) -> Fields {
        let sources = list.sources(self.lens);
        let catalog = self.lens.catalog;
        object(json!({
            "effective_from": date(listed.from.or(Some(list.from))),
            "effective_until": date(listed.until.or(self.lens.price_end(list.price))),
            "dated": dated_word(list.price.dated),
            "cache_write_lifetime": list.price.cache_write_lifetime,
            "source": sources.first().map(|source| &catalog.source(*source).id),
            "source_rank": authority_word(list.authority),
            "sources": source_ids(&sources, catalog),
            "age_days": self.age(&sources),
            "as_stated": list.price.as_stated,
            "list_input_per_mtok": number(list.meters.input),
            "list_output_per_mtok": number(list.meters.output),
            "other_statements": list.rivals.iter().map(|rival| json!({
                "input_per_mtok": number(rival.price.input),
                "cached_input_per_mtok": number(rival.price.cached_input),
                "cache_write_per_mtok": number(rival.price.cache_write),
                "output_per_mtok": number(rival.price.output),
                "from": date(Some(rival.from)),
                "lost_by": lost_word(rival.lost),
                "sources": source_ids(&self.lens.voices(&rival.price.sources), catalog),
            })).collect::<Vec<_>>(),
        }))
    }

    /// Days since the newest of the strongest sources spoke: a catalogue that
    /// repeats a price list makes it no younger.
    pub(super) fn age(&self, sources: &[Id]) -> Option<i32> {
        let catalog = self.lens.catalog;
        let said = sources
            .iter()
            .map(|source| (catalog.evidence_of(*source).strength(), catalog.published(*source)));
        let (_, newest) = said.max()?;
        Some(self.setting.as_of.since(newest).max(0))
    }
}

fn lost_word(lost: Lost) -> Option<&'static str> {
    match lost {
        Lost::Contests => None,
        Lost::Authority => Some("authority"),
        Lost::Recency => Some("recency"),
    }
}

fn dated_word(dated: Dated) -> &'static str {
    match dated {
        Dated::Effective => "effective",
        Dated::Announced => "announced",
        Dated::Observed => "observed",
    }
}
