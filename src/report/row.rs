//! The row of `compare` and `where`, as scripts read it.

use aicloud_core::catalog::Catalog;
use serde_json::{Value, json};

use crate::output::pieces::{date, number};
use crate::output::words::{channel_key, price_key, stage_key};
use crate::report::{Fields, object};
use aicloud_core::model::{Id, PriceScope};
use aicloud_core::offers::availability::retirement;
use aicloud_core::offers::rows::{Frame, Row, evidence_read};
use aicloud_core::rights::gaps::{Gap, gaps};
use aicloud_core::rights::{Lens, history};

/// The names of the values, in order.
pub const COLUMNS: &[&str] = &[
    "product",
    "cloud",
    "service",
    "right",
    "appointed",
    "availability",
    "channel",
    "seller",
    "hosted_by",
    "right_since",
    "stage_since",
    "available_since",
    "seen_on",
    "retires_on",
    "not_before",
    "replaced_by",
    "model_id",
    "input_per_mtok",
    "output_per_mtok",
    "price_state",
    "price_scope",
    "price_contested",
    "because",
    "hangs_on",
    "revised_right",
    "evidence_read",
];

/// The values of a row; those that take long only where they are chosen.
pub fn fields(row: &Row, frame: &Frame<'_>, chosen: &[&str], lens: &Lens<'_>) -> Fields {
    let catalog = lens.catalog;
    let offer = row.offer.map(|offer| catalog.offer(offer));
    let wanted = |name: &str| chosen.contains(&name);
    let question = frame.question(row.cloud, row.product);
    let end = offer.map(|offer| retirement(offer, frame.as_of, frame.region, lens));
    let end = end.unwrap_or_default();
    let quote = row.quote.as_ref();
    object(json!({
        "product": catalog.product(row.product).id,
        "cloud": catalog.provider(row.cloud).id,
        "service": row.service.map(|service| &catalog.service(service).id),
        "right": row.decision.right.word(),
        "appointed": row.decision.appointed,
        "availability": stage_key(row.listing.stage()),
        "channel": row.channel.map(channel_key),
        "seller": offer.map(|offer| &catalog.provider(offer.seller()).id),
        "hosted_by": host_id(row.hosted_by, catalog),
        "right_since": wanted("right_since").then(|| date(history::since(&question, lens))),
        "stage_since": date(row.listing.since()),
        "available_since": date(row.listing.since().filter(|_| row.on_sale())),
        "seen_on": date(row.listing.seen()),
        "retires_on": date(end.on()),
        "not_before": date(end.not_before),
        "replaced_by": end.replaced_by().iter().map(|p| &*catalog.product(*p).id).collect::<Vec<_>>(),
        "model_id": offer.and_then(|offer| offer.model_id.as_ref()),
        "input_per_mtok": number(quote.and_then(|quote| quote.input)),
        "output_per_mtok": number(quote.and_then(|quote| quote.output)),
        "price_state": price_key(quote.and_then(|quote| quote.state)),
        "price_scope": quote.and_then(|quote| quote.scope).map(PriceScope::word),
        "price_contested": quote.is_some_and(|quote| quote.contested),
        "because": because(&row.decision, catalog),
        "hangs_on": wanted("hangs_on").then(|| hangs_on(&gaps(&question, &row.decision, lens))),
        "revised_right": Value::Null,
        "evidence_read": wanted("evidence_read")
            .then(|| date(evidence_read(&question, &row.decision, row.offer, lens))),
    }))
}

/// Who runs it, as scripts read it: nothing where no record says.
pub fn host_id(host: Option<Option<Id>>, catalog: &Catalog) -> Value {
    match host {
        None => Value::Null,
        Some(None) => "unknown".into(),
        Some(Some(host)) => Value::from(&*catalog.provider(host).id),
    }
}

/// What the answer hangs on although no party states it.
fn hangs_on(gaps: &[Gap]) -> Vec<String> {
    let open = gaps.iter().filter(|gap| gap.is_reserve());
    open.map(|gap| format!("{} of {}", gap.field, gap.of)).collect()
}

pub use aicloud_query::reasons::{id as why_id, ids as because, implied_offer, implied_word};
