//! What a term covers, and when one scope lies inside another.

use crate::catalog::Catalog;
use crate::model::{Id, Scope};
use crate::rights::lens::Lens;
use crate::rights::world::{OrOpen, World};

/// Whether the product conditions of a scope hold for a product.
///
/// # Errors
/// The first open field that it hangs on.
pub fn covers_product(scope: &Scope, product: Id, lens: &Lens<'_>, world: &World) -> OrOpen<bool> {
    let listed = scope.products.is_empty() || scope.products.contains(&product);
    if !listed || scope.except.contains(&product) {
        return Ok(false);
    }
    for condition in conditions(scope) {
        if !condition.holds(product, lens, world)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a scope covers customers of a segment: none named, or the segment
/// equals or lies within a named one.
pub fn covers_segment(named: &[Id], segment: Id, catalog: &Catalog) -> bool {
    named.is_empty() || named.iter().any(|wider| catalog.lies_within(segment, *wider))
}

/// Whether a scope reaches a region, for a term on the given side.
///
/// Without an asked region the question is "anywhere": a grant limited to some
/// regions reaches it, a bar limited to some does not.
pub fn covers_region(regions: &[String], asked: Option<&str>, against: bool) -> bool {
    match asked {
        _ if regions.is_empty() => true,
        None => !against,
        Some(region) => regions.iter().any(|named| **named == *region),
    }
}

/// One predicate over products.
#[derive(Clone, Copy)]
enum Condition<'s> {
    Vendor(crate::model::Id),
    Kinds(&'s [crate::model::ProductKind]),
    Layer(crate::model::Layer),
    Access(crate::model::Access),
    WithoutAccess(crate::model::Access),
    DevelopedWith(bool),
}

fn conditions(scope: &Scope) -> impl Iterator<Item = Condition<'_>> {
    let kinds = (!scope.kinds.is_empty()).then_some(Condition::Kinds(&scope.kinds));
    let stated = [
        scope.vendor.map(Condition::Vendor),
        kinds,
        scope.layer.map(Condition::Layer),
        scope.access.map(Condition::Access),
        scope.without_access.map(Condition::WithoutAccess),
        scope.developed_with_third_party.map(Condition::DevelopedWith),
    ];
    stated.into_iter().flatten()
}

impl Condition<'_> {
    fn holds(self, product: Id, lens: &Lens<'_>, world: &World) -> OrOpen<bool> {
        let fact = lens.catalog.product(product);
        Ok(match self {
            Self::Vendor(vendor) => fact.vendor == vendor,
            Self::Kinds(kinds) => kinds.contains(&fact.kind),
            Self::Layer(layer) => world.layer(lens, product)? == layer,
            Self::Access(access) => world.access(lens, product, access)?,
            Self::WithoutAccess(access) => !world.access(lens, product, access)?,
            Self::DevelopedWith(third) => world.developed_with_third_party(lens, product)? == third,
        })
    }

    /// Whether a scope states this condition, or a stricter one, itself.
    fn stated_by(self, scope: &Scope) -> bool {
        match self {
            Self::Vendor(vendor) => scope.vendor == Some(vendor),
            Self::Kinds(kinds) => {
                !scope.kinds.is_empty() && scope.kinds.iter().all(|kind| kinds.contains(kind))
            }
            Self::Layer(layer) => scope.layer == Some(layer),
            Self::Access(access) => scope.access == Some(access),
            Self::WithoutAccess(access) => scope.without_access == Some(access),
            Self::DevelopedWith(third) => scope.developed_with_third_party == Some(third),
        }
    }
}

/// Whether `narrow` lies inside `wide`: every condition of `wide` follows from
/// `narrow`. Listed ids by membership, predicates by equality or absence,
/// segments and regions by their lattice; never by counting the products that
/// the data happens to hold.
///
/// # Errors
/// The first open field that it hangs on.
pub fn lies_inside(narrow: &Scope, wide: &Scope, lens: &Lens<'_>, world: &World) -> OrOpen<bool> {
    let places = (wide.segments.is_empty()
        || (!narrow.segments.is_empty()
            && narrow.segments.iter().all(|s| covers_segment(&wide.segments, *s, lens.catalog))))
        && (wide.regions.is_empty()
            || (!narrow.regions.is_empty()
                && narrow.regions.iter().all(|region| wide.regions.contains(region))));
    let listed = wide.products.is_empty()
        || (!narrow.products.is_empty()
            && narrow.products.iter().all(|product| wide.products.contains(product)));
    if !places || !listed {
        return Ok(false);
    }
    for condition in conditions(wide) {
        if !condition.stated_by(narrow) && !all_listed_satisfy(narrow, condition, lens, world)? {
            return Ok(false);
        }
    }
    for product in &wide.except {
        if !narrow.except.contains(product) && covers_product(narrow, *product, lens, world)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn all_listed_satisfy(
    scope: &Scope,
    condition: Condition<'_>,
    lens: &Lens<'_>,
    world: &World,
) -> OrOpen<bool> {
    for product in &scope.products {
        if !condition.holds(*product, lens, world)? {
            return Ok(false);
        }
    }
    Ok(!scope.products.is_empty())
}
