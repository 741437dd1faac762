//! What cannot well be so, and what is lacking.

use aicloud_core::coverage::{Lack, of_cell, of_sources};
use aicloud_core::model::{Availability, Channel, Effect, EvidenceClass, Stance};
use aicloud_core::offers::findings::sold_though_barred;
use aicloud_core::offers::matrix::changes;
use aicloud_core::offers::rows::Frame;
use aicloud_core::rights::Why;

use super::{data, day, everything, grant, offer, product, provider, records, segment, stage};
use crate::drawn::{SPAN, first, id, statement};

#[test]
fn a_sale_by_a_seller_that_is_barred_is_found() {
    use Availability::{Announced, Ga};
    use Channel::{Gateway, Hosted};
    let found = |listed, channel, denied| {
        let mut records = records();
        let mut barred = grant("a", "c1", 0);
        barred.effect = Effect::Prohibit;
        records.agreements[0].terms = vec![barred];
        let mut shop = offer("c1/shop", vec![stage(listed, 10, 1)]);
        shop.channel = channel;
        if denied {
            records.sources[1].class = EvidenceClass::Catalogue;
            shop.stages[0].sources.push(statement(0, Stance::Denies));
        }
        records.offers = vec![shop];
        let data = data(records);
        let found = sold_though_barred(&everything(&data.catalog));
        found.into_iter().map(|one| (one.offer, one.stage, one.because)).collect::<Vec<_>>()
    };
    let barred = vec![(id("c1/shop/p0"), 0, vec![Why::Term(id("a"))])];
    assert_eq!(found(Ga, Hosted, false), barred);
    assert_eq!(found(Ga, Gateway, false), [], "a gateway passes on what others sell");
    assert_eq!(found(Announced, Hosted, false), [], "it is not on sale");
    assert_eq!(found(Ga, Hosted, true), [], "a better source denies that it is on sale");
}

#[test]
fn what_an_offer_lacks_is_told_in_its_first_segment() {
    let mut records = records();
    let mut shop = offer("c1/shop", vec![stage(Availability::Ga, 10, 0)]);
    shop.segments = vec![id("commercial"), id("gov")];
    records.offers = vec![shop];
    let data = data(records);
    let catalog = &data.catalog;
    let lacks = |name: &str| -> Vec<(Lack, Option<String>)> {
        let frame = Frame { segment: segment(name, catalog), region: None, as_of: day(20) };
        let gaps = of_cell(product(catalog), provider("c1", catalog), &frame, &everything(catalog));
        gaps.into_iter().map(|gap| (gap.lack, gap.of)).collect()
    };
    assert_eq!(lacks("commercial"), [(Lack::Price, Some("c1/shop/p0".to_owned()))]);
    assert_eq!(lacks("gov"), []);
}

#[test]
fn a_source_is_old_after_more_days_than_are_allowed() {
    let data = data(records());
    let read = first().plus(SPAN);
    assert!(of_sources(&data.catalog, read.plus(30), 30).is_empty());
    let old = of_sources(&data.catalog, read.plus(31), 30);
    assert_eq!(old.len(), data.catalog.sources.len());
    assert!(old.iter().all(|gap| gap.detail == "read 31 days ago"));
}

#[test]
fn the_history_of_a_cell_begins_and_ends_on_the_days_that_are_asked() {
    use Availability::{Announced, Ga, Preview, Retired};
    let mut records = records();
    let stages = [(Announced, 5), (Preview, 20), (Ga, 30), (Retired, 40)];
    let stages = stages.map(|(listed, from)| stage(listed, from, 0)).to_vec();
    records.offers = vec![offer("c1/shop", stages)];
    let data = data(records);
    let catalog = &data.catalog;
    let segment = segment("commercial", catalog);
    let frame = Frame { segment, region: None, as_of: day(0) };
    let span = (day(10), day(30));
    let found =
        changes(product(catalog), provider("c1", catalog), &frame, span, &everything(catalog));
    let found: Vec<_> = found.iter().map(|(from, row)| (*from, row.listing.stage())).collect();
    let expected = [(10, Announced), (20, Preview), (30, Ga)];
    assert_eq!(found, expected.map(|(from, listed)| (day(from), Some(listed))));
}
