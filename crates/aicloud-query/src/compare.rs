//! `compare` and `where`: which products, which clouds.

use aicloud_core::catalog::Catalog;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Id, Layer, PartialDate, ProductKind, ProviderKind, Task};
use aicloud_core::offers::rows::{Row, differ, is_superseded};
use aicloud_core::rights::Lens;

use crate::Setting;
use crate::names;
use crate::values::count;

/// The vendor compared where none is named.
const VENDOR: &str = "openai";
/// The clouds compared where none is named, before the vendor's own shop.
const CLOUDS: [&str; 4] = ["azure", "aws", "google-cloud", "oracle"];

/// What `compare` is asked: names as people write them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompareQuestion {
    /// Products by id, name or alias; the current ones of the vendor where empty.
    pub products: Vec<String>,
    /// Clouds by id, name or alias, or `all`; the main ones where empty.
    pub cloud: Vec<String>,
    /// Products of this vendor.
    pub vendor: Option<String>,
    /// Products of this layer.
    pub layer: Option<Layer>,
    /// Products of this kind.
    pub kind: Option<ProductKind>,
    /// Only products that one of the clouds sells.
    pub available: bool,
    /// Only products on which the clouds differ.
    pub differs: bool,
    /// Superseded products too.
    pub all: bool,
}

/// What `where` is asked: names as people write them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhereQuestion {
    /// The product by id, name or alias.
    pub product: String,
    /// Clouds by id, name or alias, or `all`; every one where empty.
    pub cloud: Vec<String>,
    /// Only clouds that sell it.
    pub available: bool,
}

/// Which products on which clouds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// What the rows are called: the vendor's name, or nothing where products
    /// were named.
    pub vendor: Option<Id>,
    /// The products, in the order of the table.
    pub products: Vec<Id>,
    /// The clouds, in the order of the table.
    pub clouds: Vec<Id>,
    /// Products superseded or not yet released, variants, suites and models that embed
    /// or rank left out.
    pub hidden_products: usize,
    /// Clouds that were left out.
    pub hidden_clouds: usize,
    /// Whether the clouds of one product are asked for, not products by cloud.
    pub one_product: bool,
    /// Keep only products that one of the clouds sells; of one product, only the
    /// clouds that sell it.
    pub available: bool,
    /// Keep only products on which the clouds differ.
    pub differs: bool,
}

impl Grid {
    /// Keeps what was asked for: what is on sale, and what differs.
    pub(crate) fn filter(&self, found: &mut Vec<(Id, Vec<Vec<Row>>)>) {
        if self.available && self.one_product {
            for (_, clouds) in &mut *found {
                clouds.retain(|rows| rows.iter().any(Row::on_sale));
            }
        } else if self.available {
            found.retain(|(_, clouds)| clouds.iter().flatten().any(Row::on_sale));
        }
        if self.differs {
            found.retain(|(_, clouds)| {
                differ(&clouds.iter().filter_map(|rows| rows.first()).collect::<Vec<_>>())
            });
        }
    }

    /// Why a document of the rows is not complete.
    pub(crate) fn left_out(&self) -> Option<String> {
        let mut reasons = Vec::new();
        if self.hidden_products > 0 {
            let products = count(self.hidden_products, "product", "products");
            reasons.push(format!(
                "{products} superseded, not yet released, a variant or a suite: --all"
            ));
        }
        if self.hidden_clouds > 0 {
            let clouds = count(self.hidden_clouds, "more cloud", "more clouds");
            reasons.push(format!("{clouds}: --cloud all"));
        }
        (!reasons.is_empty()).then(|| reasons.join("; "))
    }
}

/// Resolves `compare`.
///
/// # Errors
/// An unknown product, cloud or vendor.
pub fn compare(
    args: &CompareQuestion,
    setting: &Setting,
    lens: &Lens<'_>,
) -> Result<Grid, Failure> {
    let catalog = lens.catalog;
    let named = args.products.iter().map(|name| names::product(name, catalog));
    let mut products: Vec<Id> = named.collect::<Result<_, _>>()?;
    let vendor = match &args.vendor {
        Some(name) => Some(names::provider(name, catalog)?),
        None if products.is_empty() => names::provider(VENDOR, catalog).ok(),
        None => None,
    };
    let mut hidden_products = 0;
    if products.is_empty() {
        products = products_of(vendor, catalog);
        products.retain(|product| keeps(*product, args, catalog));
        let before = products.len();
        if !args.all {
            products.retain(|product| is_shown(*product, args, setting, lens));
        }
        hidden_products = before - products.len();
        products.sort_by_key(|product| age(*product, catalog));
    } else {
        products.retain(|product| {
            keeps(*product, args, catalog)
                && vendor.is_none_or(|v| catalog.product(*product).vendor == v)
        });
    }
    let vendors = match vendor {
        Some(vendor) => vec![vendor],
        None => vendors_of(&products, catalog),
    };
    let clouds = clouds(&args.cloud, &vendors, catalog)?;
    // Clouds that were named are all that was asked for.
    let every = if args.cloud.is_empty() { every_cloud(&vendors, catalog) } else { Vec::new() };
    let hidden_clouds = every.iter().filter(|cloud| !clouds.contains(cloud)).count();
    Ok(Grid {
        vendor,
        products,
        clouds,
        hidden_products,
        hidden_clouds,
        one_product: false,
        available: args.available,
        differs: args.differs,
    })
}

/// Resolves `where`: one product, every cloud.
///
/// # Errors
/// An unknown product or cloud.
pub fn everywhere(args: &WhereQuestion, catalog: &Catalog) -> Result<Grid, Failure> {
    let product = names::product(&args.product, catalog)?;
    let clouds = clouds_for(&[product], &args.cloud, catalog)?;
    Ok(Grid {
        vendor: None,
        products: vec![product],
        clouds,
        hidden_products: 0,
        hidden_clouds: 0,
        one_product: true,
        available: args.available,
        differs: false,
    })
}

/// The clouds that are asked about products: those named, every one where none
/// is.
///
/// # Errors
/// An unknown cloud.
pub fn clouds_for(
    products: &[Id],
    named: &[String],
    catalog: &Catalog,
) -> Result<Vec<Id>, Failure> {
    let vendors = vendors_of(products, catalog);
    match named {
        [] => Ok(every_cloud(&vendors, catalog)),
        named => clouds(named, &vendors, catalog),
    }
}

/// The vendors of products, each once.
fn vendors_of(products: &[Id], catalog: &Catalog) -> Vec<Id> {
    let mut vendors: Vec<Id> = products.iter().map(|p| catalog.product(*p).vendor).collect();
    vendors.sort_unstable();
    vendors.dedup();
    vendors
}

/// The products that clouds carry by themselves, of a vendor or of every one, the
/// newest first.
pub fn for_clouds(vendor: Option<Id>, catalog: &Catalog) -> Vec<Id> {
    let mut products = products_of(vendor, catalog);
    products.retain(|product| is_for_clouds(*product, catalog));
    products.sort_by_key(|product| age(*product, catalog));
    products
}

/// Whether a product stands in the table although nobody named it: it exists on
/// the asked day, nothing has taken its place, and clouds carry it.
fn is_shown(product: Id, args: &CompareQuestion, setting: &Setting, lens: &Lens<'_>) -> bool {
    is_current(product, setting, lens)
        && (args.kind.is_some() || is_for_clouds(product, lens.catalog))
}

/// Whether a product exists on the asked day and nothing has taken its place.
fn is_current(product: Id, setting: &Setting, lens: &Lens<'_>) -> bool {
    let released = lens.catalog.product(product).released;
    released.is_none_or(|released| released.first_day() <= setting.as_of)
        && !is_superseded(product, &setting.frame(), lens)
}

/// The products that a table of every vendor would show.
pub fn current(setting: &Setting, lens: &Lens<'_>) -> Vec<Id> {
    let products = lens.catalog.product_ids();
    let shown = |p: &Id| is_current(*p, setting, lens) && is_for_clouds(*p, lens.catalog);
    products.filter(shown).collect()
}

/// The newest first; what has no date, last.
fn age(product: Id, catalog: &Catalog) -> impl Ord + use<> {
    let released = catalog.product(product).released.map(PartialDate::first_day);
    (released.is_none(), std::cmp::Reverse(released), product)
}

/// Whether a product is one that clouds carry by itself: neither a variant of
/// another nor a suite, which its vendor sells to the people who use it, nor a
/// model that only indexes or ranks for another.
fn is_for_clouds(product: Id, catalog: &Catalog) -> bool {
    let fact = catalog.product(product);
    fact.part_of.is_none() && fact.kind != ProductKind::Suite && fact.task == Task::Generation
}

/// The products of a vendor and those developed with it, or every one.
fn products_of(vendor: Option<Id>, catalog: &Catalog) -> Vec<Id> {
    match vendor {
        Some(vendor) => catalog.made_by(vendor).collect(),
        None => catalog.product_ids().collect(),
    }
}

fn keeps(product: Id, args: &CompareQuestion, catalog: &Catalog) -> bool {
    let fact = catalog.product(product);
    let layer = args.layer.is_none_or(|layer| fact.layer == layer);
    let kind = args.kind.is_none_or(|kind| fact.kind == kind);
    layer && kind
}

fn clouds(named: &[String], vendors: &[Id], catalog: &Catalog) -> Result<Vec<Id>, Failure> {
    let mut clouds = Vec::new();
    let mut add = |cloud| {
        if !clouds.contains(&cloud) {
            clouds.push(cloud);
        }
    };
    match named {
        [] => {
            CLOUDS.iter().filter_map(|id| names::cloud(id, catalog).ok()).for_each(&mut add);
            let own = |cloud: &Id| {
                catalog.provider(*cloud).parent.is_some_and(|parent| vendors.contains(&parent))
                    && names::is_shop(*cloud, catalog)
            };
            catalog.provider_ids().filter(own).for_each(&mut add);
        }
        named if named.iter().any(|name| name == "all") => {
            every_cloud(vendors, catalog).into_iter().for_each(&mut add);
        }
        named => {
            for name in named {
                add(names::cloud(name, catalog)?);
            }
        }
    }
    Ok(clouds)
}

/// The vendors' own shops.
fn shops(vendors: &[Id], catalog: &Catalog) -> Vec<Id> {
    let own = |provider: &Id| {
        catalog.provider(*provider).kind == ProviderKind::Lab
            && catalog.provider(*provider).parent.is_some_and(|parent| vendors.contains(&parent))
            && names::is_shop(*provider, catalog)
    };
    catalog.provider_ids().filter(own).collect()
}

/// Every cloud and platform with a shop window, and the vendors' own shops; not
/// the own shops of other vendors.
pub fn every_cloud(vendors: &[Id], catalog: &Catalog) -> Vec<Id> {
    let first = CLOUDS.iter().filter_map(|id| names::cloud(id, catalog).ok());
    let mut clouds: Vec<Id> = first.collect();
    let shop = names::shops(catalog);
    let open = |p: &Id| catalog.provider(*p).kind != ProviderKind::Lab && shop.contains(p);
    let rest: Vec<Id> = catalog.provider_ids().filter(|p| open(p) && !clouds.contains(p)).collect();
    clouds.extend(rest);
    clouds.extend(shops(vendors, catalog));
    clouds
}
