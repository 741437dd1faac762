//! `compare` and `where`: which products, which clouds.

use aicloud_core::facts::{Facts, ProductIx, ProviderIx};
use aicloud_core::failure::Failure;
use aicloud_core::model::{Layer, ProductKind, ProviderKind, Task};
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
    pub vendor: Option<ProviderIx>,
    /// The products, in the order of the table.
    pub products: Vec<ProductIx>,
    /// The clouds, in the order of the table.
    pub clouds: Vec<ProviderIx>,
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
    pub(crate) fn filter(&self, found: &mut Vec<(ProductIx, Vec<Vec<Row>>)>) {
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
    let facts = lens.facts;
    let named = args.products.iter().map(|name| names::product(name, facts));
    let mut products: Vec<ProductIx> = named.collect::<Result<_, _>>()?;
    let vendor = match &args.vendor {
        Some(name) => Some(names::provider(name, facts)?),
        None if products.is_empty() => names::provider(VENDOR, facts).ok(),
        None => None,
    };
    let mut hidden_products = 0;
    if products.is_empty() {
        products = products_of(vendor, facts);
        products.retain(|product| keeps(*product, args, facts));
        let before = products.len();
        if !args.all {
            products.retain(|product| is_shown(*product, args, setting, lens));
        }
        hidden_products = before - products.len();
        products.sort_by_key(|product| age(*product, facts));
    } else {
        products.retain(|product| {
            keeps(*product, args, facts)
                && vendor.is_none_or(|v| facts.product(*product).vendor == v)
        });
    }
    let vendors = match vendor {
        Some(vendor) => vec![vendor],
        None => vendors_of(&products, facts),
    };
    let clouds = clouds(&args.cloud, &vendors, facts)?;
    // Clouds that were named are all that was asked for.
    let every = if args.cloud.is_empty() { every_cloud(&vendors, facts) } else { Vec::new() };
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
pub fn everywhere(args: &WhereQuestion, facts: &Facts) -> Result<Grid, Failure> {
    let product = names::product(&args.product, facts)?;
    let clouds = clouds_for(&[product], &args.cloud, facts)?;
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
    products: &[ProductIx],
    named: &[String],
    facts: &Facts,
) -> Result<Vec<ProviderIx>, Failure> {
    let vendors = vendors_of(products, facts);
    match named {
        [] => Ok(every_cloud(&vendors, facts)),
        named => clouds(named, &vendors, facts),
    }
}

/// The vendors of products, each once.
fn vendors_of(products: &[ProductIx], facts: &Facts) -> Vec<ProviderIx> {
    let mut vendors: Vec<ProviderIx> = products.iter().map(|p| facts.product(*p).vendor).collect();
    vendors.sort_unstable();
    vendors.dedup();
    vendors
}

/// The products that clouds carry by themselves, of a vendor or of every one, the
/// newest first.
pub fn for_clouds(vendor: Option<ProviderIx>, facts: &Facts) -> Vec<ProductIx> {
    let mut products = products_of(vendor, facts);
    products.retain(|product| is_for_clouds(*product, facts));
    products.sort_by_key(|product| age(*product, facts));
    products
}

/// Whether a product stands in the table although nobody named it: it exists on
/// the asked day, nothing has taken its place, and clouds carry it.
fn is_shown(
    product: ProductIx,
    args: &CompareQuestion,
    setting: &Setting,
    lens: &Lens<'_>,
) -> bool {
    is_current(product, setting, lens)
        && (args.kind.is_some() || is_for_clouds(product, lens.facts))
}

/// Whether a product exists on the asked day and nothing has taken its place.
fn is_current(product: ProductIx, setting: &Setting, lens: &Lens<'_>) -> bool {
    let released = lens.facts.product(product).released;
    released.is_none_or(|(first, _)| first <= setting.as_of)
        && !is_superseded(product, &setting.frame(), lens)
}

/// The products that a table of every vendor would show.
pub fn current(setting: &Setting, lens: &Lens<'_>) -> Vec<ProductIx> {
    let products = ProductIx::all(lens.facts);
    let shown = |p: &ProductIx| is_current(*p, setting, lens) && is_for_clouds(*p, lens.facts);
    products.filter(shown).collect()
}

/// The newest first; what has no date, last.
fn age(product: ProductIx, facts: &Facts) -> impl Ord + use<> {
    let released = facts.product(product).released.map(|(first, _)| first);
    (released.is_none(), std::cmp::Reverse(released), product)
}

/// Whether a product is one that clouds carry by itself: neither a variant of
/// another nor a suite, which its vendor sells to the people who use it, nor a
/// model that only indexes or ranks for another.
fn is_for_clouds(product: ProductIx, facts: &Facts) -> bool {
    let fact = facts.product(product);
    fact.part_of.is_none() && fact.kind != ProductKind::Suite && fact.task == Task::Generation
}

/// The products of a vendor and those developed with it, or every one.
fn products_of(vendor: Option<ProviderIx>, facts: &Facts) -> Vec<ProductIx> {
    match vendor {
        Some(vendor) => facts.provider(vendor).makes.clone(),
        None => ProductIx::all(facts).collect(),
    }
}

fn keeps(product: ProductIx, args: &CompareQuestion, facts: &Facts) -> bool {
    let fact = facts.product(product);
    let layer = args.layer.is_none_or(|layer| fact.layer == layer);
    let kind = args.kind.is_none_or(|kind| fact.kind == kind);
    layer && kind
}

fn clouds(
    named: &[String],
    vendors: &[ProviderIx],
    facts: &Facts,
) -> Result<Vec<ProviderIx>, Failure> {
    let mut clouds = Vec::new();
    let mut add = |cloud| {
        if !clouds.contains(&cloud) {
            clouds.push(cloud);
        }
    };
    match named {
        [] => {
            CLOUDS.iter().filter_map(|id| names::cloud(id, facts).ok()).for_each(&mut add);
            let own = |cloud: &ProviderIx| {
                facts.provider(*cloud).parent.is_some_and(|parent| vendors.contains(&parent))
                    && names::is_shop(*cloud, facts)
            };
            ProviderIx::all(facts).filter(own).for_each(&mut add);
        }
        named if named.iter().any(|name| name == "all") => {
            every_cloud(vendors, facts).into_iter().for_each(&mut add);
        }
        named => {
            for name in named {
                add(names::cloud(name, facts)?);
            }
        }
    }
    Ok(clouds)
}

/// The vendors' own shops.
fn shops(vendors: &[ProviderIx], facts: &Facts) -> Vec<ProviderIx> {
    let own = |provider: &ProviderIx| {
        facts.provider(*provider).kind == ProviderKind::Lab
            && facts.provider(*provider).parent.is_some_and(|parent| vendors.contains(&parent))
            && names::is_shop(*provider, facts)
    };
    ProviderIx::all(facts).filter(own).collect()
}

/// Every cloud and platform with a shop window, and the vendors' own shops; not
/// the own shops of other vendors.
pub fn every_cloud(vendors: &[ProviderIx], facts: &Facts) -> Vec<ProviderIx> {
    let first = CLOUDS.iter().filter_map(|id| names::cloud(id, facts).ok());
    let mut clouds: Vec<ProviderIx> = first.collect();
    let shop = names::shops(facts);
    let open = |p: &ProviderIx| facts.provider(*p).kind != ProviderKind::Lab && shop[p.place()];
    let rest: Vec<ProviderIx> =
        ProviderIx::all(facts).filter(|p| open(p) && !clouds.contains(p)).collect();
    clouds.extend(rest);
    clouds.extend(shops(vendors, facts));
    clouds
}
