//! `data coverage`: what is not known, as a list of what to look up.

use aicloud_core::catalog::Catalog;
use aicloud_core::model::Id;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::envelope::OutputSchema;
use crate::{Setting, SettingKeys, compare, dates, names, topics};
use aicloud_core::coverage::{Lack, MissingFact, of_cell, of_product, of_sources};
use aicloud_core::failure::Failure;
use aicloud_core::offers::rows::Frame;
use aicloud_core::rights::Lens;

/// What `data coverage` is asked, as people write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverageQuestion {
    /// Products; every current one where none is named.
    pub products: Vec<String>,
    /// Clouds; all where none is named.
    pub clouds: Vec<String>,
    /// Products of this vendor alone.
    pub vendor: Option<String>,
    /// Kinds of lack; all where none is named.
    pub what: Vec<String>,
    /// After how many days a source is to be read again.
    pub stale: String,
    /// Superseded products too.
    pub superseded: bool,
    /// The segment of the setting alone, rather than every one.
    pub one_segment: bool,
}

/// What was looked at, and what is lacking there.
pub struct Coverage<'a> {
    /// On which day.
    pub setting: &'a Setting,
    /// The facts.
    pub catalog: &'a Catalog,
    /// How many products.
    pub products: usize,
    /// Which clouds.
    pub clouds: Vec<Id>,
    /// Which segments.
    pub segments: Vec<Id>,
    /// What is lacking, the easiest to look up first.
    pub gaps: Vec<MissingFact>,
    /// Which kinds of lack were asked about; all where none is named.
    pub what: Vec<&'static str>,
}

/// What was asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CoverageKeys {
    #[serde(flatten)]
    setting: SettingKeys,
    /// The segments looked at.
    segments: Vec<String>,
    /// The kinds of lack asked about; all where empty.
    what: Vec<&'static str>,
}

/// Something to look up.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CoverageRow {
    /// What is lacking.
    pub what: Lack,
    /// Where.
    pub cloud: Option<String>,
    /// Of what.
    pub product: Option<String>,
    /// To whom.
    pub segment: Option<String>,
    /// The record to look at.
    pub of: Option<String>,
    /// What is lacking, in words.
    pub detail: String,
}

/// What stands beside the list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CoverageMore {
    /// How many products were looked at.
    products: usize,
    /// How many clouds.
    clouds: usize,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema = OutputSchema::rows::<CoverageKeys, CoverageRow, CoverageMore>(
    "coverage",
    "What is not known: a row for each thing to look up, the easiest first.",
);

/// Answers `data coverage`.
///
/// # Errors
/// An unknown name, or a number of days that is none.
pub fn coverage<'a>(
    asked: &CoverageQuestion,
    setting: &'a Setting,
    lens: &'a Lens<'a>,
) -> Result<Coverage<'a>, Failure> {
    let catalog = lens.catalog;
    let what = topics::kinds(&asked.what, Lack::WORDS)?;
    let stale = dates::days(&asked.stale)?;
    let products = products(asked, setting, lens)?;
    let segments =
        if asked.one_segment { vec![setting.segment] } else { catalog.segment_ids().collect() };
    let mut gaps = Vec::new();
    let mut clouds = Vec::new();
    for product in &products {
        gaps.extend(of_product(*product, catalog));
        for cloud in compare::clouds_for(&[*product], &asked.clouds, catalog)? {
            if !clouds.contains(&cloud) {
                clouds.push(cloud);
            }
            for segment in &segments {
                let frame = Frame { segment: *segment, ..setting.frame() };
                gaps.extend(of_cell(*product, cloud, &frame, lens));
            }
        }
    }
    if asked.products.is_empty() && asked.vendor.is_none() && asked.clouds.is_empty() {
        gaps.extend(of_sources(catalog, setting.as_of, stale));
    }
    gaps.retain(|gap| what.is_empty() || what.contains(&gap.lack.word()));
    gaps.sort();
    Ok(Coverage { setting, catalog, products: products.len(), clouds, segments, gaps, what })
}

/// The products that are looked at.
fn products(
    asked: &CoverageQuestion,
    setting: &Setting,
    lens: &Lens<'_>,
) -> Result<Vec<Id>, Failure> {
    let catalog = lens.catalog;
    let named = asked.products.iter().map(|name| names::product(name, catalog));
    let mut products = named.collect::<Result<Vec<Id>, _>>()?;
    match (products.is_empty(), asked.superseded) {
        (true, true) => products = catalog.product_ids().collect(),
        (true, false) => products = compare::current(setting, lens),
        (false, _) => {}
    }
    if let Some(vendor) = &asked.vendor {
        let vendor = names::provider(vendor, catalog)?;
        products.retain(|product| catalog.product(*product).vendor == vendor);
    }
    Ok(products)
}

impl Coverage<'_> {
    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let catalog = self.catalog;
        let query = CoverageKeys {
            setting: self.setting.keys(catalog),
            segments: self
                .segments
                .iter()
                .map(|one| catalog.segment(*one).id.to_string())
                .collect(),
            what: self.what.clone(),
        };
        let more = CoverageMore { products: self.products, clouds: self.clouds.len() };
        let rows = || self.gaps.iter().map(|gap| row(gap, catalog)).collect();
        Answer::rows("data coverage", &catalog.basis, &query, rows).with(&more)
    }
}

fn row(gap: &MissingFact, catalog: &Catalog) -> CoverageRow {
    CoverageRow {
        what: gap.lack,
        cloud: gap.cloud.map(|cloud| catalog.provider(cloud).id.to_string()),
        product: gap.product.map(|product| catalog.product(product).id.to_string()),
        segment: gap.segment.map(|segment| catalog.segment(segment).id.to_string()),
        of: gap.of.as_ref().map(ToString::to_string),
        detail: gap.detail.clone(),
    }
}
