//! The data of the matrix: what each cell says, from which day on.

use std::collections::HashMap;
use std::hash::Hash;

use serde::Serialize;

use crate::commands::offers::{face, mark};
use crate::commands::report::page::WebPage;
use crate::output::words::{channel_mark, price_short, stage_short};
use aicloud_core::model::{Day, Id};
use aicloud_core::offers::matrix::{changes, superseded_from};
use aicloud_core::offers::rows::{Frame, Row};

/// Days from the epoch to the first one of the page, 1 January 2023: before it no
/// cloud sold what the page compares.
const FIRST: i32 = 2922;
/// Days after the asked one that the page reaches ahead.
const AHEAD: i32 = 365;

/// Values that repeat, each once.
struct Distinct<T> {
    places: HashMap<T, usize>,
    values: Vec<T>,
}

impl<T: Clone + Eq + Hash> Distinct<T> {
    fn new() -> Self {
        Self { places: HashMap::new(), values: Vec::new() }
    }

    /// The place of a value among those before it.
    fn place(&mut self, value: T) -> usize {
        *self.places.entry(value).or_insert_with_key(|value| {
            self.values.push(value.clone());
            self.values.len() - 1
        })
    }
}

/// What a cell says: the letter of a face, its word with a mark, and the rest of its
/// text.
type Cell = (&'static str, String, String);

/// Days since the first, and cells by their place, in turn.
type History = Vec<usize>;

/// What the page's own program works with. Days are counted from the first.
#[derive(Serialize)]
struct Matrix<'a> {
    first: String,
    days: i32,
    as_of: String,
    segment: &'a str,
    vendor: Option<&'a str>,
    segments: Vec<&'a str>,
    clouds: Vec<CloudHead<'a>>,
    products: Vec<ProductHead<'a>>,
    cells: Vec<Cell>,
    histories: Vec<History>,
    /// For a product on a cloud the history for each segment, by place.
    by_segment: Vec<Vec<usize>>,
    /// For each product a line of clouds, each the place of what is above.
    lines: Vec<Vec<usize>>,
}

#[derive(Serialize)]
struct CloudHead<'a> {
    id: &'a str,
    short: &'a str,
    parent: Option<&'a str>,
}

#[derive(Serialize)]
struct ProductHead<'a> {
    id: &'a str,
    short: &'a str,
    name: &'a str,
    vendor: &'a str,
    with: Vec<&'a str>,
    /// From which day on it exists.
    from: Option<i32>,
    /// From which day on it is superseded.
    gone: Option<i32>,
}

impl WebPage<'_> {
    /// The first and the last day of the page.
    pub(super) fn days(&self) -> (Day, Day) {
        let (first, as_of) = (Day::EPOCH.plus(FIRST), self.parts.setting.as_of);
        (first.min(as_of), as_of.plus(AHEAD))
    }

    /// What the page's own program works with, as JSON.
    pub(super) fn matrix(&self, done: &mut dyn FnMut(usize)) -> String {
        let (setting, catalog) = (self.parts.setting, self.parts.lens.catalog);
        let (first, last) = self.days();
        let (mut cells, mut histories) = (Distinct::new(), Distinct::new());
        let mut by_segment = Distinct::new();
        let mut lines = Vec::new();
        for (place, product) in self.parts.products.iter().enumerate() {
            let of_cloud = |cloud: &Id| {
                let of_segment = |segment: Id| {
                    let frame = Frame { segment, ..setting.frame() };
                    let days = changes(*product, *cloud, &frame, (first, last), self.parts.lens);
                    histories.place(history(&days, first, &mut cells))
                };
                by_segment.place(catalog.segment_ids().map(of_segment).collect())
            };
            lines.push(self.parts.clouds.iter().map(of_cloud).collect());
            done(place + 1);
        }
        let matrix = Matrix {
            first: first.to_string(),
            days: last.since(first),
            as_of: setting.as_of.to_string(),
            segment: setting.segment.as_str(),
            vendor: self.parts.vendor.map(Id::as_str),
            segments: catalog.segments.iter().map(|segment| segment.id.as_str()).collect(),
            clouds: self.parts.clouds.iter().map(|cloud| self.cloud(*cloud)).collect(),
            products: self.parts.products.iter().map(|one| self.product(*one, first)).collect(),
            cells: cells.values,
            histories: histories.values,
            by_segment: by_segment.values,
            lines,
        };
        // Text and numbers always have a JSON form.
        serde_json::to_string(&matrix).unwrap_or_default()
    }

    fn cloud(&self, cloud: Id) -> CloudHead<'_> {
        let fact = self.parts.lens.catalog.provider(cloud);
        CloudHead { id: fact.id.as_str(), short: &fact.short, parent: fact.parent.map(Id::as_str) }
    }

    fn product(&self, product: Id, first: Day) -> ProductHead<'_> {
        let fact = self.parts.lens.catalog.product(product);
        let gone = superseded_from(product, &self.parts.setting.frame(), self.parts.lens);
        let developed_with = fact.developed_with.list().unwrap_or_default();
        ProductHead {
            id: fact.id.as_str(),
            short: &fact.short,
            name: &fact.name,
            vendor: fact.vendor.as_str(),
            with: developed_with.iter().map(|one| one.as_str()).collect(),
            from: fact.released.map(|released| released.first_day().since(first)),
            gone: gone.map(|day| day.since(first)),
        }
    }
}

/// A history; what does not change is left out.
fn history(days: &[(Day, Row)], first: Day, cells: &mut Distinct<Cell>) -> History {
    let mut turns = History::new();
    for (day, row) in days {
        let cell = cells.place(cell(row));
        if turns.last() != Some(&cell) {
            // No day of the page is before the first.
            turns.extend([usize::try_from(day.since(first)).unwrap_or(0), cell]);
        }
    }
    turns
}

/// What a cell says, in the words of `compare`.
fn cell(row: &Row) -> Cell {
    let face = face(row);
    let mut parts = vec![stage_short(row.listing.stage()).to_owned()];
    if row.listing.on_sale() {
        parts.extend(channel_mark(row.channel).map(str::to_owned));
    }
    parts.extend(price_short(row));
    (face.letter(), format!("{}{}", face.short(), mark(row)), parts.join(" "))
}
