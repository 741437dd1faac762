//! Products and services by their names.

use aicloud_core::catalog::Catalog;
use aicloud_core::claims::PairSide;
use aicloud_core::claims::offered::Offered;

/// The product of a side in short.
pub(super) fn short(side: &PairSide<'_>, catalog: &Catalog) -> String {
    catalog.product(side.product).short.clone()
}

/// The services of some offers.
pub(super) fn services(offers: &[Offered<'_>], catalog: &Catalog) -> String {
    let ids =
        offers.iter().map(|one| catalog.service(catalog.offer(one.offer).service).id.to_string());
    ids.collect::<Vec<_>>().join(" and ")
}
