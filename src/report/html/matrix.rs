//! The data of the matrix: what each cell says, from which day on.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::commands::offers::{face, mark};
use crate::output::words::{channel_mark, price_short, stage_short};
use crate::report::html::Web;
use aicloud_core::model::{Day, Id};
use aicloud_core::offers::matrix::{changes, superseded_from};
use aicloud_core::offers::rows::{Frame, Row};

/// Days from the epoch to the first one of the page, 1 January 2023: before it no
/// cloud sold what the page compares.
const FIRST: i32 = 2922;
/// Days after the asked one that the page reaches ahead.
const AHEAD: i32 = 365;

/// Values that repeat, each written once.
#[derive(Default)]
struct Written {
    places: HashMap<String, usize>,
    values: Vec<Value>,
}

impl Written {
    fn place(&mut self, value: Value) -> usize {
        let text = value.to_string();
        *self.places.entry(text).or_insert_with(|| {
            self.values.push(value);
            self.values.len() - 1
        })
    }
}

impl Web<'_> {
    pub(super) fn days(&self) -> (Day, Day) {
        let first = Day::EPOCH.plus(FIRST);
        let last = self.setting.as_of.plus(AHEAD);
        (first.min(self.setting.as_of), last)
    }

    /// What the page's own program works with. A cell is a face, its word, and the
    /// rest of its text; a history is days and cells in turn, and for each product
    /// and cloud there is one for each segment.
    pub(super) fn matrix(&self, done: &mut dyn FnMut(usize)) -> Value {
        let catalog = self.lens.catalog;
        let (first, last) = self.days();
        let (mut cells, mut histories, mut segments) =
            (Written::default(), Written::default(), Written::default());
        let mut lines = Vec::new();
        for (place, product) in self.products.iter().enumerate() {
            let of_cloud = |cloud: &Id| {
                let of_segment = |segment: Id| {
                    let frame = Frame { segment, ..self.setting.frame() };
                    let days = changes(*product, *cloud, &frame, (first, last), self.lens);
                    histories.place(history(&days, first, &mut cells))
                };
                segments.place(catalog.segment_ids().map(of_segment).collect())
            };
            lines.push(self.clouds.iter().map(of_cloud).collect::<Vec<_>>());
            done(place + 1);
        }
        json!({
            "first": first.to_string(),
            "days": last.since(first),
            "as_of": self.setting.as_of.to_string(),
            "segment": catalog.segment(self.setting.segment).id,
            "vendor": self.vendor.map(|vendor| &catalog.provider(vendor).id),
            "segments": catalog.segments.iter().map(|segment| &segment.id).collect::<Vec<_>>(),
            "clouds": self.clouds.iter().map(|cloud| self.cloud(*cloud)).collect::<Vec<_>>(),
            "products": self.products.iter().map(|one| self.product(*one, first)).collect::<Vec<_>>(),
            "cells": cells.values,
            "histories": histories.values,
            "by_segment": segments.values,
            "lines": lines,
        })
    }

    fn cloud(&self, cloud: Id) -> Value {
        let fact = self.lens.catalog.provider(cloud);
        json!({
            "id": fact.id,
            "short": fact.short,
            "parent": fact.parent.map(|parent| &self.lens.catalog.provider(parent).id),
        })
    }

    /// A product, from which day on it exists, and from which it is superseded.
    fn product(&self, product: Id, first: Day) -> Value {
        let catalog = self.lens.catalog;
        let fact = catalog.product(product);
        let gone = superseded_from(product, &self.setting.frame(), self.lens);
        json!({
            "id": fact.id,
            "short": fact.short,
            "name": fact.name,
            "vendor": catalog.provider(fact.vendor).id,
            "with": fact.developed_with.list().unwrap_or_default().iter().map(|p| &catalog.provider(*p).id).collect::<Vec<_>>(),
            "from": fact.released.map(|released| released.first_day().since(first)),
            "gone": gone.map(|day| day.since(first)),
        })
    }
}

/// A history as days and cells in turn; what does not change is left out.
fn history(days: &[(Day, Row)], first: Day, cells: &mut Written) -> Value {
    let mut turns: Vec<Value> = Vec::new();
    let mut before = None;
    for (day, row) in days {
        let cell = cells.place(cell(row));
        if before != Some(cell) {
            turns.push(day.since(first).into());
            turns.push(cell.into());
            before = Some(cell);
        }
    }
    Value::Array(turns)
}

/// What a cell says, in the words of `compare`.
fn cell(row: &Row) -> Value {
    let face = face(row);
    let mut parts = vec![stage_short(row.listing.stage()).to_owned()];
    if row.listing.on_sale() {
        parts.extend(channel_mark(row.channel).map(str::to_owned));
    }
    parts.extend(price_short(row));
    json!([face.letter(), format!("{}{}", face.short(), mark(row)), parts.join(" ")])
}
