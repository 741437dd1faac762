//! `data basis`, `data stats` and `data coverage`.

use crate::cli::Global;
use crate::cli::data::Coverage;
use crate::context::Context;
use crate::exit::Exit;
use crate::report;
use aicloud_core::coverage::{Lack, of_cell, of_product, of_sources};
use aicloud_core::failure::Failure;
use aicloud_core::model::Id;
use aicloud_core::offers::rows::Frame;
use aicloud_core::rights::Lens;
use aicloud_data::census;
use aicloud_query::{compare as grids, dates, names, topics};

/// `data basis`.
///
/// # Errors
/// Output that cannot be written.
pub fn basis(desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let records = desk.data.catalog.every().count();
    let basis = &desk.data.catalog.basis;
    desk.print(report::stats::basis(basis, records, desk.setting.as_of))?;
    Ok(Exit::Done)
}

/// `data stats`.
///
/// # Errors
/// Output that cannot be written.
pub fn stats(desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let day = desk.setting.as_of;
    let counts = census::census(&desk.data.records(), day);
    desk.print(report::stats::stats(&counts, &desk.data.catalog.basis, day))?;
    Ok(Exit::Done)
}

/// `data coverage`.
///
/// # Errors
/// An unknown name, or output that cannot be written.
pub fn coverage(args: &Coverage, global: &Global, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let catalog = &desk.data.catalog;
    let lens = Lens::new(catalog, &desk.setting.filter);
    let what = topics::kinds(&args.what, Lack::WORDS)?;
    let stale = dates::days(&args.stale)?;
    let named = args.products.iter().map(|name| names::product(name, catalog));
    let mut products = named.collect::<Result<Vec<Id>, _>>()?;
    match (products.is_empty(), args.all) {
        (true, true) => products = catalog.product_ids().collect(),
        (true, false) => products = grids::current(desk.setting, &lens),
        (false, _) => {}
    }
    if let Some(vendor) = &args.vendor {
        let vendor = names::provider(vendor, catalog)?;
        products.retain(|product| catalog.product(*product).vendor == vendor);
    }
    let one = global.segment.as_ref().is_some_and(|segment| !segment.is_empty());
    let asked = vec![desk.setting.segment];
    let segments = if one { asked } else { catalog.segment_ids().collect() };
    let mut gaps = Vec::new();
    let mut clouds = Vec::new();
    for product in &products {
        gaps.extend(of_product(*product, catalog));
        for cloud in grids::clouds_for(&[*product], &args.cloud, catalog)? {
            if !clouds.contains(&cloud) {
                clouds.push(cloud);
            }
            for segment in &segments {
                let frame = Frame { segment: *segment, ..desk.setting.frame() };
                gaps.extend(of_cell(*product, cloud, &frame, &lens));
            }
        }
    }
    if args.products.is_empty() && args.vendor.is_none() && args.cloud.is_empty() {
        gaps.extend(of_sources(&desk.data.catalog, desk.setting.as_of, stale));
    }
    gaps.retain(|gap| what.is_empty() || what.contains(&gap.lack.word()));
    gaps.sort();
    let products = products.len();
    let setting = desk.setting;
    let coverage =
        report::coverage::Coverage { setting, catalog, products, clouds, segments, gaps, what };
    desk.print(report::coverage::report(&coverage))?;
    Ok(Exit::Done)
}
