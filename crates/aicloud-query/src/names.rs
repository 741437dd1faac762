//! Names as people type them, to records. Never a silent guess: a name is an
//! id, a full name or an alias, in any case, with spaces or hyphens; anything
//! else fails with the three nearest ids.

use aicloud_core::catalog::Catalog;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Id, Kind, Product, Provider, Service};
use aicloud_core::names::{nearest, spelled};
use std::iter::once;

/// Everything that one record answers to.
struct Named<'f> {
    id: Id,
    names: Vec<&'f str>,
}

fn resolve(typed: &str, noun: &str, list: &str, named: &[Named<'_>]) -> Result<Id, Failure> {
    let wanted = spelled(typed);
    if let Some(exact) = named.iter().find(|one| *one.id == *wanted) {
        return Ok(exact.id);
    }
    let matches: Vec<&Named<'_>> =
        named.iter().filter(|one| one.names.iter().any(|name| spelled(name) == wanted)).collect();
    match matches.as_slice() {
        [one] => Ok(one.id),
        [] => Err(unknown(typed, noun, list, named)),
        several => {
            let ids: Vec<&str> = several.iter().map(|one| one.id.as_str()).collect();
            let message =
                format!("`{}` names more than one {noun}: {}", shown(typed), ids.join(", "));
            Err(Failure::usage(
                "ambiguous-name",
                message,
                "write the id of the one you mean".to_owned(),
            ))
        }
    }
}

fn unknown(typed: &str, noun: &str, list: &str, named: &[Named<'_>]) -> Failure {
    let every =
        named.iter().flat_map(|one| one.names.iter().map(move |name| (*name, one.id.as_str())));
    let every: Vec<(&str, &str)> =
        every.chain(named.iter().map(|one| (one.id.as_str(), one.id.as_str()))).collect();
    let mut ids: Vec<&str> = Vec::new();
    for name in nearest(&spelled(typed), every.iter().map(|(name, _)| *name), usize::MAX) {
        let id = every.iter().find(|(known, _)| *known == name).map(|(_, id)| *id);
        ids.extend(id.filter(|id| !ids.contains(id)));
    }
    ids.truncate(3);
    let message =
        format!("there is no {noun} `{}`; the nearest are {}", shown(typed), ids.join(", "));
    Failure::usage("unknown-id", message, format!("all of them: aicloud list {list}"))
}

/// What somebody typed, safe to print and not too long.
pub fn shown(typed: &str) -> String {
    typed.chars().take(60).flat_map(char::escape_debug).collect()
}

/// Resolves a product.
///
/// # Errors
/// An unknown name with the three nearest ids, or an ambiguous one with all
/// that it names.
pub fn product(typed: &str, catalog: &Catalog) -> Result<Id, Failure> {
    let wanted = spelled(typed);
    if let Some(exact) = catalog.find(Kind::Product, &wanted) {
        return Ok(exact);
    }
    let mut answering = catalog.answering(&wanted);
    match (answering.next(), answering.next()) {
        (Some(product), None) => Ok(product),
        _ => resolve(typed, "product", "products", &products(catalog)),
    }
}

/// Resolves products, each once, in the order in which they are named.
///
/// # Errors
/// As [`product`].
pub fn each_product(typed: &[String], catalog: &Catalog) -> Result<Vec<Id>, Failure> {
    let mut found = Vec::new();
    for name in typed {
        let product = product(name, catalog)?;
        if !found.contains(&product) {
            found.push(product);
        }
    }
    Ok(found)
}

fn products(catalog: &Catalog) -> Vec<Named<'_>> {
    fn one(product: &Product) -> Named<'_> {
        Named { id: product.id, names: product.names().skip(1).collect() }
    }
    catalog.products.iter().map(one).collect()
}

/// Resolves a provider.
///
/// # Errors
/// As [`product`].
pub fn provider(typed: &str, catalog: &Catalog) -> Result<Id, Failure> {
    if let Some(exact) = catalog.find(Kind::Provider, typed) {
        return Ok(exact);
    }
    resolve(typed, "provider", "providers", &providers(catalog))
}

fn providers(catalog: &Catalog) -> Vec<Named<'_>> {
    fn one(provider: &Provider) -> Named<'_> {
        let aliases = provider.aliases.iter().map(String::as_str);
        Named { id: provider.id, names: once(provider.name.as_str()).chain(aliases).collect() }
    }
    catalog.providers.iter().map(one).collect()
}

/// Resolves a cloud: a provider with a shop window, or the shop's own name.
///
/// # Errors
/// As [`product`].
pub fn cloud(typed: &str, catalog: &Catalog) -> Result<Id, Failure> {
    if let Some(exact) =
        catalog.find(Kind::Provider, typed).filter(|provider| is_shop(*provider, catalog))
    {
        return Ok(exact);
    }
    let mut named = providers(catalog);
    for service in catalog.services.iter() {
        if let Some(known) = named.iter_mut().find(|known| known.id == service.id.head()) {
            known.names.extend([service.id.as_str(), &service.name]);
            known.names.extend(service.aliases.iter().map(String::as_str));
        }
    }
    let sells = shops(catalog);
    named.retain(|one| sells.contains(&one.id));
    resolve(typed, "cloud", "providers", &named)
}

/// Resolves a service.
///
/// # Errors
/// As [`product`].
pub fn service(typed: &str, catalog: &Catalog) -> Result<Id, Failure> {
    fn one(service: &Service) -> Named<'_> {
        let aliases = service.aliases.iter().map(String::as_str);
        let names = [service.id.tail(), &service.name].into_iter().chain(aliases).collect();
        Named { id: service.id, names }
    }
    let named: Vec<Named<'_>> = catalog.services.iter().map(one).collect();
    resolve(typed, "service", "services", &named)
}

/// The providers that have a shop window.
pub fn shops(catalog: &Catalog) -> Vec<Id> {
    catalog.service_ids().map(Id::head).collect()
}

/// Whether one provider has a shop window.
pub fn is_shop(provider: Id, catalog: &Catalog) -> bool {
    catalog.service_ids().any(|service| service.head() == provider)
}

/// Resolves a segment.
///
/// # Errors
/// As [`product`].
pub fn segment(typed: &str, catalog: &Catalog) -> Result<Id, Failure> {
    let one = |id: Id| Named { id, names: Vec::new() };
    let named: Vec<Named<'_>> = catalog.segment_ids().map(one).collect();
    resolve(typed, "segment", "segments", &named)
}

/// Checks a region: one that some record names.
///
/// # Errors
/// A region that no record names, with the three nearest.
pub fn region(typed: &str, catalog: &Catalog) -> Result<String, Failure> {
    let known = regions(catalog);
    if known.contains(&typed) {
        return Ok(typed.to_owned());
    }
    let near = nearest(typed, known, 3).join(", ");
    let message = format!("no record names the region `{}`; the nearest are {near}", shown(typed));
    Err(Failure::usage("unknown-id", message, "write it as the cloud writes it".to_owned()))
}

/// Every region that some record names.
pub fn regions(catalog: &Catalog) -> Vec<&str> {
    let stages = catalog.offers.iter().flat_map(|offer| &offer.stages);
    let terms = catalog.agreements.iter().flat_map(|agreement| &agreement.terms);
    let scopes = terms.flat_map(|term| &term.scope.regions);
    let mut known: Vec<&str> =
        stages.flat_map(|stage| &stage.regions).chain(scopes).map(|region| &**region).collect();
    known.sort_unstable();
    known.dedup();
    known
}

/// Resolves a source.
///
/// # Errors
/// As [`product`].
pub fn source(typed: &str, catalog: &Catalog) -> Result<Id, Failure> {
    let one = |id: Id| Named { id, names: Vec::new() };
    let named: Vec<Named<'_>> = catalog.source_ids().map(one).collect();
    resolve(typed, "source", "sources", &named)
}

fn two_clouds(first: &str, second: &str) -> Failure {
    let message = format!("`{}` and `{}` are both clouds", shown(first), shown(second));
    Failure::usage("two-clouds", message, "name one cloud and one product".to_owned())
}

/// Resolves a cloud and a product in either order.
///
/// # Errors
/// As [`product`], about the name that is not known.
pub fn cloud_and_product(
    first: &str,
    second: &str,
    catalog: &Catalog,
) -> Result<(Id, Id), Failure> {
    let error = match cloud(first, catalog) {
        Ok(first_cloud) => {
            return match product(second, catalog) {
                Ok(product) => Ok((first_cloud, product)),
                Err(_) if cloud(second, catalog).is_ok() => Err(two_clouds(first, second)),
                Err(error) => Err(error),
            };
        }
        Err(error) => error,
    };
    match cloud(second, catalog) {
        Ok(cloud) => Ok((cloud, product(first, catalog)?)),
        Err(other) => Err(if product(first, catalog).is_ok() { other } else { error }),
    }
}
