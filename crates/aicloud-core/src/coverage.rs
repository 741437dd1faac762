//! What is not known: the to-do list of those who look facts up.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::Catalog;
use crate::model::{Availability, Day, HostingLicence, Id, Known, Layer};

use crate::offers::rows::{Frame, Row, rows};
use crate::rights::lens::Lens;
use crate::rights::question::Right;

/// What is lacking, the easiest to look up first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// It is on sale and no price is recorded.
    Price,
    /// A record exists and no source says how far it has come.
    Stage,
    /// No source says who runs it.
    Host,
    /// No source says whether it may be sold.
    Right,
    /// No source settles a field of the product.
    Field,
    /// A source was read long ago.
    Source,
    /// Nobody has looked.
    Record,
}

impl Lack {
    /// Everything that may be lacking, in order.
    pub const ALL: &[Self] = &[
        Self::Price,
        Self::Stage,
        Self::Host,
        Self::Right,
        Self::Field,
        Self::Source,
        Self::Record,
    ];

    /// Every word.
    pub const WORDS: &[&str] = &["price", "stage", "host", "right", "field", "source", "record"];

    /// The word for it, as people type it and scripts read it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Stage => "stage",
            Self::Host => "host",
            Self::Right => "right",
            Self::Field => "field",
            Self::Source => "source",
            Self::Record => "record",
        }
    }
}

/// Something that is not known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingFact {
    /// What is lacking.
    pub lack: Lack,
    /// On which cloud.
    pub cloud: Option<Id>,
    /// Of which product.
    pub product: Option<Id>,
    /// To whom.
    pub segment: Option<Id>,
    /// The record to look at: an offer, a product, a source.
    pub of: Option<String>,
    /// What is lacking, in words.
    pub detail: String,
}

/// What one cell lacks. What an offer lacks is told in the first of its segments
/// only.
pub fn of_cell(product: Id, cloud: Id, frame: &Frame<'_>, lens: &Lens<'_>) -> Vec<MissingFact> {
    let rows = rows(product, cloud, frame, lens);
    let gap = |lack, of: Option<Id>, detail: &str| MissingFact {
        lack,
        cloud: Some(cloud),
        product: Some(product),
        segment: Some(frame.segment),
        of: of.map(|offer| lens.catalog.offer(offer).id.to_string()),
        detail: detail.to_owned(),
    };
    let mut gaps = Vec::new();
    if rows.first().is_some_and(|row| row.decision.right == Right::Unknown) {
        gaps.push(gap(Lack::Right, None, "no source says whether it may be sold"));
    }
    for row in &rows {
        match row.offer {
            None => gaps.push(gap(Lack::Record, None, "nobody has looked")),
            Some(offer)
                if lens.catalog.segments(lens.catalog.offer(offer)).first()
                    == Some(&frame.segment) =>
            {
                let lacks = of_offer(row);
                gaps.extend(lacks.into_iter().map(|(lack, said)| gap(lack, Some(offer), said)));
            }
            Some(_) => {}
        }
    }
    gaps
}

fn of_offer(row: &Row) -> Vec<(Lack, &'static str)> {
    let mut lacks = Vec::new();
    if row.on_sale() && row.quote.as_ref().is_none_or(|quote| quote.state.is_none()) {
        lacks.push((Lack::Price, "on sale, no price recorded"));
    }
    if row.listing.stage() == Some(Availability::Unknown) {
        lacks.push((Lack::Stage, "listed, and no source says at which stage"));
    }
    if row.hosted_by == Some(None) && row.on_sale() {
        lacks.push((Lack::Host, "sold, and no source says who runs it"));
    }
    lacks
}

/// The fields of a product that no source settles.
pub fn of_product(position: Id, catalog: &Catalog) -> Vec<MissingFact> {
    let product = catalog.product(position);
    let open = [
        (product.layer == Layer::Unknown, "whether it is stateless or stateful"),
        (product.access == Known::Unknown, "how customers get at it"),
        (product.developed_with == Known::Unknown, "with whom it was developed"),
        (
            product.licence.hosting == HostingLicence::Unknown,
            "whether its licence lets others host it",
        ),
        (product.released.is_none(), "when it was released"),
    ];
    let gap = |detail: &str| MissingFact {
        lack: Lack::Field,
        cloud: None,
        product: Some(position),
        segment: None,
        of: Some(product.id.to_string()),
        detail: format!("no source says {detail}"),
    };
    open.iter().filter(|(open, _)| *open).map(|(_, detail)| gap(detail)).collect()
}

/// Sources that were read more than a number of days ago.
pub fn of_sources(catalog: &Catalog, day: Day, stale: i32) -> Vec<MissingFact> {
    let age = |id: &Id, read: Day| MissingFact {
        lack: Lack::Source,
        cloud: None,
        product: None,
        segment: None,
        of: Some(id.to_string()),
        detail: format!("read {} days ago", day.since(read)),
    };
    let sources = catalog.sources.iter().map(|source| (&source.id, source.retrieved.last_day()));
    let old = sources.filter(|(_, read)| day.since(*read) > stale);
    old.map(|(id, read)| age(id, read)).collect()
}
