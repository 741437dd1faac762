//! A comparison on every day: when a cell of it changes, and to what.

use crate::model::{Day, Id};

use crate::offers::availability::offers_of;
use crate::offers::rows::{Frame, Row, is_superseded, rows};
use crate::rights::history::boundaries;
use crate::rights::lens::Lens;

/// Every day from `first` to `last` on which the best row of a product on a cloud
/// may be another than the day before, with that row. The first is always `first`.
pub fn changes(
    product: Id,
    cloud: Id,
    frame: &Frame<'_>,
    (first, last): (Day, Day),
    lens: &Lens<'_>,
) -> Vec<(Day, Row)> {
    let mut days = boundaries(&frame.question(cloud, product), lens);
    for offer in offers_of(cloud, product, frame.segment, lens) {
        let offer = lens.catalog.offer(offer);
        days.extend(lens.catalog.stages(offer).iter().map(|stage| stage.from));
        for price in lens.catalog.prices(offer) {
            days.push(lens.catalog.price_from(price));
            days.extend(price.last_day().map(Day::next));
        }
    }
    days.retain(|day| *day > first && *day <= last);
    days.push(first);
    days.sort_unstable();
    days.dedup();
    let on = |day: Day| {
        let frame = Frame { as_of: day, ..*frame };
        rows(product, cloud, &frame, lens).into_iter().next().map(|row| (day, row))
    };
    days.into_iter().filter_map(on).collect()
}

/// The first day on which a product is superseded; nothing where it is current.
pub fn superseded_from(product: Id, frame: &Frame<'_>, lens: &Lens<'_>) -> Option<Day> {
    let catalog = lens.catalog;
    let mut days = Vec::new();
    let mut next = catalog.product(product).succeeded_by;
    // A chain of successors has no circle: the data is checked for that.
    while let Some(successor) = next {
        days.extend(catalog.launches(successor).map(|(day, _)| day));
        next = catalog.product(successor).succeeded_by;
    }
    days.sort_unstable();
    let gone = |day: &Day| is_superseded(product, &Frame { as_of: *day, ..*frame }, lens);
    days.into_iter().find(gone)
}
