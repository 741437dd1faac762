//! What a workload costs on each cloud that may sell the product.
//!
//! Amounts are exact: tokens times the price per million, meter by meter. A
//! meter whose price nobody records is missing, and a total with something
//! missing is no total.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Availability, Channel, Id, PriceScope, PriceState, Tier, Usd};

use crate::offers::rows::{Frame, Row, on_clouds};
use crate::prices::charge::{Charge, charges};
use crate::prices::meters::Meters;
use crate::rights::Right;
use crate::rights::lens::Lens;

/// Tokens in a million, the unit of prices.
const MILLION: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// What is to be priced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workload {
    /// Input tokens, those read from and written to a cache among them.
    pub input: u64,
    /// Of these, tokens read from a cache.
    pub cached: u64,
    /// Of these, tokens written to a cache.
    pub cache_write: u64,
    /// Whether a cache write is to last an hour.
    pub cache_hour: bool,
    /// Output tokens.
    pub output: u64,
    /// Tokens of one prompt, where prices depend on its length.
    pub context: Option<u64>,
    /// How requests are served.
    pub tier: Tier,
    /// Where inference may run.
    pub scope: ScopeChoice,
    /// How often all of it happens.
    pub times: u64,
}

/// Where inference may run, as the buyer asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ScopeChoice {
    /// Wherever it is cheapest.
    #[default]
    Any,
    /// A kind of scope.
    Scope(PriceScope),
    /// A geography or region by name.
    Area(String),
}

impl ScopeChoice {
    /// Whether a price is for it.
    pub fn admits(&self, charge: &Charge<'_>) -> bool {
        match self {
            Self::Any => true,
            Self::Scope(scope) => charge.slot.scope == *scope,
            Self::Area(area) => charge.slot.within.iter().any(|within| **within == *area.as_str()),
        }
    }
}

/// What is metered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Meter {
    /// Input tokens that no cache is involved in.
    Input,
    /// Input tokens read from a cache.
    CachedInput,
    /// Input tokens written to a cache.
    CacheWrite,
    /// Output tokens.
    Output,
}

impl fmt::Display for Meter {
    /// The meter as the word that scripts read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// One meter of a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What is metered.
    pub meter: Meter,
    /// How many tokens, all repetitions together.
    pub tokens: u64,
    /// USD per million tokens; nothing where nobody records it.
    pub price: Option<Usd>,
}

impl Part {
    /// What it costs.
    pub fn usd(&self) -> Option<Decimal> {
        Some(Decimal::from(self.tokens) / MILLION * self.price?.amount())
    }
}

impl Workload {
    /// The meters that turn, with their prices.
    fn parts(&self, meters: &Meters) -> Vec<Part> {
        let write = if self.cache_hour { meters.cache_write_1h } else { meters.cache_write };
        let fresh = self.input.saturating_sub(self.cached).saturating_sub(self.cache_write);
        [
            (Meter::Input, fresh, meters.input),
            (Meter::CachedInput, self.cached, meters.cached_input),
            (Meter::CacheWrite, self.cache_write, write),
            (Meter::Output, self.output, meters.output),
        ]
        .into_iter()
        .filter(|(_, tokens, _)| *tokens > 0)
        .map(|(meter, tokens, price)| Part {
            meter,
            tokens: tokens.saturating_mul(self.times),
            price,
        })
        .collect()
    }
}

/// A workload at one price.
#[derive(Clone, Debug)]
pub struct Bill<'f> {
    /// The price.
    pub charge: Charge<'f>,
    /// Meter by meter.
    pub parts: Vec<Part>,
    /// What the parts with a known price cost.
    pub known: Decimal,
    /// The least and the most that contested prices make of a whole bill.
    pub range: Option<(Decimal, Decimal)>,
    /// What nobody records.
    pub missing: Vec<String>,
}

impl<'f> Bill<'f> {
    fn of(charge: Charge<'f>, workload: &Workload, lens: &Lens<'_>) -> Self {
        let parts = match charge.state {
            PriceState::Priced | PriceState::Free => workload.parts(&charge.meters),
            PriceState::NotPublished | PriceState::Included => Vec::new(),
        };
        let free = charge.state == PriceState::Free;
        let missing = match charge.state {
            PriceState::NotPublished => vec!["price not published".to_owned()],
            PriceState::Included => vec!["billed as the tokens it uses".to_owned()],
            PriceState::Free => Vec::new(),
            PriceState::Priced => {
                let open = parts.iter().filter(|part| part.price.is_none());
                open.map(|part| part.meter.to_string()).collect()
            }
        };
        let known: Decimal = parts.iter().filter_map(Part::usd).sum();
        let range = missing.is_empty().then(|| {
            let others = charge.alternatives(lens).into_iter();
            let others = others.filter(|_| !free).map(|meters| {
                workload.parts(&meters).iter().filter_map(Part::usd).sum::<Decimal>()
            });
            others.fold((known, known), |(low, high), other| (low.min(other), high.max(other)))
        });
        Self { charge, parts, known, range, missing }
    }

    /// What all of it costs; nothing where something is missing.
    pub fn total(&self) -> Option<Decimal> {
        self.missing.is_empty().then_some(self.known)
    }

    /// Complete before partial, then the cheaper, then the wider scope.
    fn order(&self) -> impl Ord + use<'f> {
        (self.parts.is_empty(), self.missing.len(), self.known, self.charge.slot)
    }
}

/// How much of a workload is priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// All of it.
    Priced,
    /// Some of its meters.
    Partial,
    /// None of it.
    Unpriced,
}

/// A workload on one cloud, service and scope.
#[derive(Clone, Debug)]
pub struct Line<'f> {
    /// The product on the cloud: right, stage, offer.
    pub row: Row,
    /// What it costs; nothing where no price fits.
    pub bill: Option<Bill<'f>>,
    /// What is missing for a total.
    pub missing: Vec<String>,
    /// Its place among those that may and do sell it at a known total.
    pub rank: Option<usize>,
}

impl Line<'_> {
    /// How much of the workload is priced.
    pub fn status(&self) -> Status {
        match &self.bill {
            Some(bill) if bill.missing.is_empty() => Status::Priced,
            Some(bill) if bill.parts.iter().any(|part| part.price.is_some()) => Status::Partial,
            _ => Status::Unpriced,
        }
    }

    /// What all of it costs; nothing where something is missing.
    pub fn total(&self) -> Option<Decimal> {
        self.bill.as_ref().and_then(Bill::total)
    }

    /// Whether it can be had there: the sale is permitted and takes place.
    pub fn can_be_had(&self) -> bool {
        self.row.decision.right == Right::Permitted && self.row.on_sale()
    }
}

/// A workload on products and clouds, the cheapest that can be had first. Each
/// service has a line for each kind of scope, for the cheapest of its areas, or
/// for all of them.
pub fn lines<'f>(
    workload: &Workload,
    products: &[Id],
    clouds: &[Id],
    every_area: bool,
    frame: &Frame<'_>,
    lens: &Lens<'f>,
) -> Vec<Line<'f>> {
    let mut lines: Vec<Line<'f>> = Vec::new();
    for product in products {
        for row in on_clouds(*product, clouds, frame, lens).iter().flatten() {
            lines.extend(row_lines(row, workload, every_area, frame, lens));
        }
    }
    lines.sort_by_key(|line| {
        let ranked = line.can_be_had().then(|| line.total()).flatten();
        let known = line.bill.as_ref().map(|bill| bill.known);
        (ranked.is_none(), ranked, line.status(), known, line.row.cloud, line.row.service)
    });
    let mut best: Option<(usize, Decimal)> = None;
    for (place, line) in lines.iter_mut().enumerate() {
        let Some(total) = line.total().filter(|_| line.can_be_had()) else { continue };
        let rank = best.filter(|(_, before)| *before == total).map_or(place + 1, |(rank, _)| rank);
        best = Some((rank, total));
        line.rank = Some(rank);
    }
    lines
}

fn row_lines<'f>(
    row: &Row,
    workload: &Workload,
    every_area: bool,
    frame: &Frame<'_>,
    lens: &Lens<'f>,
) -> Vec<Line<'f>> {
    let line = |bill: Option<Bill<'f>>, missing: Vec<String>| {
        vec![Line { row: row.clone(), bill, missing, rank: None }]
    };
    let Some(offer) = row.offer else { return line(None, vec!["no offer on record".to_owned()]) };
    let gone = match row.listing.stage() {
        Some(Availability::Retired) => Some("retired"),
        Some(Availability::NotListed) => Some("not listed"),
        _ => (row.channel == Some(Channel::Gateway)).then_some("a gateway sells nothing"),
    };
    if let Some(gone) = gone {
        return line(None, vec![gone.to_owned()]);
    }
    match bills(offer, workload, every_area, frame, lens) {
        Err(missing) => line(None, vec![missing]),
        Ok(bills) => bills
            .into_iter()
            .flat_map(|bill| {
                let missing = bill.missing.clone();
                line(Some(bill), missing)
            })
            .collect(),
    }
}

/// The bills of an offer for the asked tier, scope and prompt length.
///
/// # Errors
/// What there is no price for.
fn bills<'f>(
    offer: Id,
    workload: &Workload,
    every_area: bool,
    frame: &Frame<'_>,
    lens: &Lens<'f>,
) -> Result<Vec<Bill<'f>>, String> {
    let mut charges = charges(lens.catalog.offer(offer), frame.as_of, frame.region, lens);
    if charges.is_empty() {
        return Err("no price on record".to_owned());
    }
    // What is not published or billed elsewhere is so in every tier and scope.
    let has_amount = |charge: &Charge<'_>| charge.state == PriceState::Priced;
    if charges.iter().any(has_amount) {
        charges.retain(|charge| charge.slot.tier == workload.tier);
        if charges.is_empty() {
            return Err(format!("tier {}", workload.tier.word()));
        }
        charges.retain(|charge| workload.scope.admits(charge));
        charges = for_prompt(charges, workload.context);
    }
    if charges.is_empty() {
        return Err(match &workload.scope {
            ScopeChoice::Any => "prompts of that length".to_owned(),
            ScopeChoice::Scope(scope) => format!("scope {}", scope.word()),
            ScopeChoice::Area(area) => format!("scope {area}"),
        });
    }
    let mut bills: Vec<Bill<'f>> =
        charges.into_iter().map(|charge| Bill::of(charge, workload, lens)).collect();
    bills.sort_by_key(Bill::order);
    if !every_area {
        let mut seen = Vec::new();
        bills.retain(|bill| {
            let new = !seen.contains(&bill.charge.slot.scope);
            seen.push(bill.charge.slot.scope);
            new
        });
    }
    Ok(bills)
}

/// Of the prices of one scope and area the one for prompts of this length: that
/// with the highest threshold below it. Without a length, that for short ones.
fn for_prompt<'f>(charges: Vec<Charge<'f>>, context: Option<u64>) -> Vec<Charge<'f>> {
    let mut best: BTreeMap<_, Charge<'f>> = BTreeMap::new();
    for charge in charges {
        let over = charge.slot.context_over;
        if over.is_some_and(|over| context.is_none_or(|context| context <= over)) {
            continue;
        }
        let place = (charge.slot.scope, charge.slot.within);
        let known = best.get(&place).map(|known: &Charge<'f>| known.slot.context_over);
        if known.is_none_or(|known| known < over) {
            best.insert(place, charge);
        }
    }
    best.into_values().collect()
}
