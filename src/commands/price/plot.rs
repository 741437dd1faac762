//! Prices over time as a picture: on a terminal, or as SVG.

use crate::output::pieces::count;
use crate::output::prose;
use aicloud_core::catalog::Catalog;
use aicloud_core::model::{Day, Id, PriceState, Tier, Usd};
use aicloud_core::prices::listing::Listed;
use aicloud_core::prices::settle::Settled;
use aicloud_core::rights::Lens;
use aicloud_query::price::FoundPrices;
use aicloud_query::price_words::slot_words;

/// Prices that have the same history, drawn as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Whose they are: `azure global`.
    pub names: Vec<String>,
    /// The prices, the oldest first.
    pub steps: Vec<PlotStep>,
    /// Who states them.
    pub sources: Vec<String>,
}

/// A price for a stretch of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlotStep {
    /// Its first day.
    pub from: Day,
    /// Its last day; nothing where it still holds.
    pub until: Option<Day>,
    /// USD per million input tokens.
    pub input: Option<Usd>,
    /// USD per million output tokens.
    pub output: Option<Usd>,
}

impl PlotStep {
    pub(super) fn price(&self, meter: PlotMeter) -> Option<Usd> {
        match meter {
            PlotMeter::Input => self.input,
            PlotMeter::Output => self.output,
        }
    }
}

/// What is drawn of a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlotMeter {
    Input,
    Output,
}

impl PlotMeter {
    pub(super) const ALL: [Self; 2] = [Self::Input, Self::Output];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Output => "output",
        }
    }
}

/// A picture of the prices of one product.
#[derive(Clone, Debug)]
pub struct Plot {
    /// What it shows, with its unit.
    pub title: String,
    /// On what it rests.
    pub foot: String,
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
    /// What is drawn, the cheapest now first.
    pub series: Vec<Series>,
    /// How many prices have no amount to draw.
    pub unpriced: usize,
}

impl Plot {
    /// What is to be said of a picture, however it is drawn.
    pub(super) fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.series.iter().flat_map(|series| &series.names).any(|name| name.ends_with('*')) {
            remarks.push("*: sources of equal rank state other prices too.".to_owned());
        }
        if self.unpriced > 0 {
            let prices = count(self.unpriced, "price is", "prices are");
            remarks.push(format!("{prices} not published, free or included: nothing to draw."));
        }
        remarks
    }
}

/// The pictures of an answer of `price`, one a product.
pub fn plots(prices: &FoundPrices<'_>) -> Vec<Plot> {
    prices.products.iter().map(|product| plot(*product, prices)).collect()
}

fn plot(product: Id, prices: &FoundPrices<'_>) -> Plot {
    let catalog = prices.lens.catalog;
    let tier = prices.wanted.tier.unwrap_or(Tier::Standard);
    let last = prices.setting.as_of;
    let of_tier = |listed: &&Listed<'_>| {
        let slot = listed.charge.as_ref().map(|charge| charge.slot);
        listed.row.product == product
            && slot.is_some_and(|slot| slot.tier == tier && slot.context_over.is_none())
    };
    let listed: Vec<&Listed<'_>> = prices.listed.iter().filter(of_tier).collect();
    let (series, unpriced) = series(&listed, last, prices.lens);
    let steps = series.iter().flat_map(|one| one.steps.iter().map(|step| step.from));
    let first = steps.min().unwrap_or(last);
    Plot {
        title: format!(
            "{}: list prices, {} tier, {first} to {last}{}. USD per 1M tokens.",
            catalog.product(product).id,
            tier.word(),
            prose::setting(prices.setting, catalog),
        ),
        foot: prose::foot(&catalog.basis),
        first,
        last,
        series,
        unpriced,
    }
}

/// What is drawn: a series for each offer and slot, equal ones as one.
fn series(listed: &[&Listed<'_>], last: Day, lens: &Lens<'_>) -> (Vec<Series>, usize) {
    let mut found: Vec<Series> = Vec::new();
    let mut unpriced = 0;
    for one in listed {
        let Some(charge) = &one.charge else { continue };
        let Some(from) = one.from.filter(|from| *from <= last) else { continue };
        if charge.state != PriceState::Priced {
            unpriced += 1;
            continue;
        }
        let name = format!("{} {}", place_of_sale(one, lens.catalog), slot_words(&charge.slot));
        let mark = if one.contested() { "*" } else { "" };
        let name = format!("{}{mark}", name.trim_end_matches(" -"));
        let step = PlotStep {
            from,
            until: one.until,
            input: charge.meters.input,
            output: charge.meters.output,
        };
        let said = charge.list.as_ref().map(|list: &Settled<'_>| list.sources(lens));
        let said = said.unwrap_or_default();
        let said = said.iter().take(1).map(|source| lens.catalog.source(*source).id.to_string());
        let place = found.iter().position(|series| series.names.first() == Some(&name));
        let place = place.unwrap_or_else(|| {
            found.push(Series { names: vec![name], steps: Vec::new(), sources: Vec::new() });
            found.len() - 1
        });
        if let Some(series) = found.get_mut(place) {
            series.steps.push(step);
            let known = |id: &String| series.sources.contains(id);
            let new: Vec<String> = said.filter(|id| !known(id)).collect();
            series.sources.extend(new);
        }
    }
    let mut merged: Vec<Series> = Vec::new();
    for one in found {
        match merged.iter_mut().find(|known| known.steps == one.steps) {
            Some(same) => {
                same.names.extend(one.names);
                same.sources.extend(one.sources);
                same.sources.sort();
                same.sources.dedup();
            }
            None => merged.push(one),
        }
    }
    let now = |series: &Series| series.steps.last().map(|step| (step.input, step.output));
    merged.sort_by(|a, b| now(a).cmp(&now(b)).then_with(|| a.names.cmp(&b.names)));
    (merged, unpriced)
}

/// The cloud, and its service where that is not its only one.
fn place_of_sale(listed: &Listed<'_>, catalog: &Catalog) -> String {
    let cloud = &catalog.provider(listed.row.cloud);
    let services = catalog.services.iter().filter(|one| one.id.head() == listed.row.cloud).count();
    match listed.row.service.filter(|_| services > 1) {
        Some(service) => catalog.service(service).id.to_string(),
        None => cloud.id.to_string(),
    }
}

/// The letter of a series.
pub(super) fn letter(place: usize) -> char {
    let letters = ('a'..='z').chain('A'..='Z').chain('0'..='9');
    letters.clone().cycle().nth(place).unwrap_or('?')
}

/// What stands in place of a picture where there is nothing to draw.
pub(super) const NOTHING: &str = "No price with an amount fits what was asked.";
