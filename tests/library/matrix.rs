//! The history of a cell of the matrix against the cell itself, day by day.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;

use aicloud::output::words::{price_short, stage_short};
use aicloud_core::model::Day;
use aicloud_core::offers::matrix::{changes, superseded_from};
use aicloud_core::offers::rows::{Frame, Row, is_superseded, rows};
use aicloud_core::rights::{Filter, Lens};
use aicloud_data::DataSet;
use aicloud_query::compare::{every_cloud, for_clouds};

/// What a cell shows of a row.
fn shown(row: &Row) -> impl PartialEq + std::fmt::Debug {
    let decision = &row.decision;
    let right = (decision.right.word(), decision.appointed, row.hangs, row.sold_though_barred());
    (right, stage_short(row.listing.stage()), row.channel, price_short(row))
}

fn agrees(data: &DataSet, step: usize) -> usize {
    let catalog = &data.catalog;
    let filter = Filter::default();
    let lens = Lens::new(catalog, &filter);
    let products = for_clouds(None, catalog);
    let vendors: Vec<_> = products.iter().map(|product| catalog.product(*product).vendor).collect();
    let (first, last) = (Day::EPOCH.plus(2922), Day::EPOCH.plus(4800));
    let mut looked = 0;
    for product in products.iter().step_by(step) {
        for segment in catalog.segment_ids().take(2) {
            let frame = Frame { segment, region: None, as_of: last };
            let gone = superseded_from(*product, &frame, &lens);
            for cloud in every_cloud(&vendors, catalog) {
                let history = changes(*product, cloud, &frame, (first, last), &lens);
                for days in (0..last.since(first)).step_by(31) {
                    let as_of = first.plus(days);
                    let frame = Frame { as_of, ..frame };
                    let told = history.iter().rev().find(|(from, _)| *from <= as_of);
                    let row = &rows(*product, cloud, &frame, &lens)[0];
                    let at = format!(
                        "{} on {}, {as_of}",
                        catalog.product(*product).id,
                        catalog.provider(cloud).id
                    );
                    assert_eq!(shown(&told.unwrap().1), shown(row), "{at}");
                    let superseded = is_superseded(*product, &frame, &lens);
                    assert_eq!(gone.is_some_and(|day| day <= as_of), superseded, "{at}");
                    looked += 1;
                }
            }
        }
    }
    looked
}

#[test]
fn a_history_says_on_each_day_what_the_cell_says() {
    let fixture = DataSet::open(&[PathBuf::from("tests/cmd/fixture-data")]).unwrap();
    assert!(agrees(&fixture, 1) > 500);
    let shipped = DataSet::embedded(aicloud_facts::SNAPSHOT).unwrap();
    assert!(agrees(&shipped, 9) > 5000);
}
