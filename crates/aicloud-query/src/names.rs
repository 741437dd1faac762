//! Names as people type them, to records. Never a silent guess: a name is an
//! id, a full name or an alias, in any case, with spaces or hyphens; anything
//! else fails with the three nearest ids.

use aicloud_core::facts::{Facts, ProductIx, ProviderIx, SegmentIx, ServiceIx, SourceIx};
use aicloud_core::failure::Failure;
use aicloud_core::names::{nearest, spelled};

/// Everything that one record answers to.
struct Named<'f, T> {
    position: T,
    id: &'f str,
    names: Vec<&'f str>,
}

fn resolve<T: Copy + PartialEq>(
    typed: &str,
    noun: &str,
    list: &str,
    named: &[Named<'_, T>],
) -> Result<T, Failure> {
    let wanted = spelled(typed);
    if let Some(exact) = named.iter().find(|one| one.id == wanted) {
        return Ok(exact.position);
    }
    let matches: Vec<&Named<'_, T>> =
        named.iter().filter(|one| one.names.iter().any(|name| spelled(name) == wanted)).collect();
    match matches.as_slice() {
        [one] => Ok(one.position),
        [] => Err(unknown(typed, noun, list, named)),
        several => {
            let ids: Vec<&str> = several.iter().map(|one| one.id).collect();
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

fn unknown<T>(typed: &str, noun: &str, list: &str, named: &[Named<'_, T>]) -> Failure {
    let every = named.iter().flat_map(|one| one.names.iter().map(move |name| (*name, one.id)));
    let every: Vec<(&str, &str)> = every.chain(named.iter().map(|one| (one.id, one.id))).collect();
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
pub fn product(typed: &str, facts: &Facts) -> Result<ProductIx, Failure> {
    let wanted = spelled(typed);
    let exact = facts.products.find(|product| (*product.id).cmp(&*wanted));
    if let Some(exact) = exact.and_then(|place| u32::try_from(place).ok()) {
        return Ok(ProductIx(exact));
    }
    let mut answering = facts.spellings.answering(&wanted);
    match (answering.next(), answering.next()) {
        (Some(product), None) => Ok(product),
        _ => resolve(typed, "product", "products", &products(facts)),
    }
}

/// Resolves products, each once, in the order in which they are named.
///
/// # Errors
/// As [`product`].
pub fn each_product(typed: &[String], facts: &Facts) -> Result<Vec<ProductIx>, Failure> {
    let mut found = Vec::new();
    for name in typed {
        let product = product(name, facts)?;
        if !found.contains(&product) {
            found.push(product);
        }
    }
    Ok(found)
}

fn products(facts: &Facts) -> Vec<Named<'_, ProductIx>> {
    let one = |position: ProductIx| {
        let fact = facts.product(position);
        let tail = fact.id.rsplit('/').next().unwrap_or(&fact.id);
        let mut names = vec![tail, &*fact.names.full, &*fact.names.short];
        names.extend(fact.names.aliases.iter().map(|alias| &**alias));
        Named { position, id: &fact.id, names }
    };
    ProductIx::all(facts).map(one).collect()
}

/// Resolves a provider.
///
/// # Errors
/// As [`product`].
pub fn provider(typed: &str, facts: &Facts) -> Result<ProviderIx, Failure> {
    if let Some(exact) = by_id(typed, facts) {
        return Ok(exact);
    }
    resolve(typed, "provider", "providers", &providers(facts))
}

/// A provider by its very id, without gathering every other name.
fn by_id(id: &str, facts: &Facts) -> Option<ProviderIx> {
    let place = facts.providers.binary_search_by(|provider| (*provider.id).cmp(id)).ok()?;
    u32::try_from(place).ok().map(ProviderIx)
}

fn providers(facts: &Facts) -> Vec<Named<'_, ProviderIx>> {
    let one = |position: ProviderIx| {
        let fact = facts.provider(position);
        let mut names = vec![&*fact.name];
        names.extend(fact.aliases.iter().map(|alias| &**alias));
        Named { position, id: &fact.id, names }
    };
    ProviderIx::all(facts).map(one).collect()
}

/// Resolves a cloud: a provider with a shop window, or the shop's own name.
///
/// # Errors
/// As [`product`].
pub fn cloud(typed: &str, facts: &Facts) -> Result<ProviderIx, Failure> {
    if let Some(exact) = by_id(typed, facts).filter(|provider| is_shop(*provider, facts)) {
        return Ok(exact);
    }
    let mut named = providers(facts);
    for fact in &facts.services {
        let known = &mut named[fact.provider.place()].names;
        known.extend([&*fact.id, &*fact.name]);
        known.extend(fact.aliases.iter().map(|alias| &**alias));
    }
    let sells = shops(facts);
    named.retain(|one| sells[one.position.place()]);
    resolve(typed, "cloud", "providers", &named)
}

/// Resolves a service.
///
/// # Errors
/// As [`product`].
pub fn service(typed: &str, facts: &Facts) -> Result<ServiceIx, Failure> {
    let one = |position: ServiceIx| {
        let fact = facts.service(position);
        let mut names = vec![fact.id.rsplit('/').next().unwrap_or(&fact.id), &*fact.name];
        names.extend(fact.aliases.iter().map(|alias| &**alias));
        Named { position, id: &fact.id, names }
    };
    let named: Vec<Named<'_, ServiceIx>> = ServiceIx::all(facts).map(one).collect();
    resolve(typed, "service", "services", &named)
}

/// For each provider, whether it has a shop window.
pub fn shops(facts: &Facts) -> Vec<bool> {
    let mut sells = vec![false; facts.providers.len()];
    for service in &facts.services {
        sells[service.provider.place()] = true;
    }
    sells
}

/// Whether one provider has a shop window.
pub fn is_shop(provider: ProviderIx, facts: &Facts) -> bool {
    facts.services.iter().any(|service| service.provider == provider)
}

/// Resolves a segment.
///
/// # Errors
/// As [`product`].
pub fn segment(typed: &str, facts: &Facts) -> Result<SegmentIx, Failure> {
    let one = |position: SegmentIx| Named {
        position,
        id: &facts.segment(position).id,
        names: Vec::new(),
    };
    let named: Vec<Named<'_, SegmentIx>> = SegmentIx::all(facts).map(one).collect();
    resolve(typed, "segment", "segments", &named)
}

/// Checks a region: one that some record names.
///
/// # Errors
/// A region that no record names, with the three nearest.
pub fn region(typed: &str, facts: &Facts) -> Result<String, Failure> {
    let known = regions(facts);
    if known.contains(&typed) {
        return Ok(typed.to_owned());
    }
    let near = nearest(typed, known, 3).join(", ");
    let message = format!("no record names the region `{}`; the nearest are {near}", shown(typed));
    Err(Failure::usage("unknown-id", message, "write it as the cloud writes it".to_owned()))
}

/// Every region that some record names.
pub fn regions(facts: &Facts) -> Vec<&str> {
    let stages = facts.offers.iter().flat_map(|offer| &offer.stages);
    let scopes = facts.terms.iter().flat_map(|term| &term.scope.regions);
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
pub fn source(typed: &str, facts: &Facts) -> Result<SourceIx, Failure> {
    let one =
        |position: SourceIx| Named { position, id: &facts.source(position).id, names: Vec::new() };
    let named: Vec<Named<'_, SourceIx>> = SourceIx::all(facts).map(one).collect();
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
    facts: &Facts,
) -> Result<(ProviderIx, ProductIx), Failure> {
    let error = match cloud(first, facts) {
        Ok(first_cloud) => {
            return match product(second, facts) {
                Ok(product) => Ok((first_cloud, product)),
                Err(_) if cloud(second, facts).is_ok() => Err(two_clouds(first, second)),
                Err(error) => Err(error),
            };
        }
        Err(error) => error,
    };
    match cloud(second, facts) {
        Ok(cloud) => Ok((cloud, product(first, facts)?)),
        Err(other) => Err(if product(first, facts).is_ok() { other } else { error }),
    }
}
