//! What a story, a list of contradictions or a comparison of days is about.

use aicloud_core::catalog::Catalog;
use aicloud_core::evidence::topic::Topic;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Id, Kind};
use aicloud_core::names::nearest;

use crate::names;

/// The id of what a topic is about; nothing where it is everything.
pub fn id(topic: &Topic, catalog: &Catalog) -> Option<String> {
    match topic {
        Topic::Everything => None,
        Topic::Product(product) => Some(catalog.product(*product).id.to_string()),
        Topic::Provider(provider) => Some(catalog.provider(*provider).id.to_string()),
        Topic::Service(service) => Some(catalog.service(*service).id.to_string()),
        Topic::Offer(offer) => Some(catalog.offer(*offer).id.to_string()),
        Topic::Agreement(id) => Some(id.to_string()),
    }
}

/// Reads a topic: a product or a provider by id, name or alias; a service, an
/// offer or an agreement by id.
///
/// # Errors
/// A name that is none of these, with the nearest, or that means several.
pub fn topic(typed: Option<&str>, catalog: &Catalog) -> Result<Topic, Failure> {
    topic_or(typed, &[], catalog)
}

/// The same where ids of `others` could have been meant too.
///
/// # Errors
/// As [`topic`].
pub fn topic_or(typed: Option<&str>, others: &[&str], catalog: &Catalog) -> Result<Topic, Failure> {
    let Some(typed) = typed.filter(|typed| !typed.is_empty()) else {
        return Ok(Topic::Everything);
    };
    if let Some(agreement) = catalog.find(Kind::Agreement, typed) {
        return Ok(Topic::Agreement(agreement));
    }
    if let Some(offer) = catalog.find(Kind::Offer, typed) {
        return Ok(Topic::Offer(offer));
    }
    if let Some(service) = catalog.find(Kind::Service, typed) {
        return Ok(Topic::Service(service));
    }
    let ambiguous = |failure: &Failure| failure.code == "ambiguous-name";
    match names::product(typed, catalog) {
        Ok(product) => return Ok(Topic::Product(product)),
        Err(failure) if ambiguous(&failure) => return Err(failure),
        Err(_) => {}
    }
    let provider = names::provider(typed, catalog).or_else(|failure| {
        if ambiguous(&failure) { Err(failure) } else { names::cloud(typed, catalog) }
    });
    match provider {
        Ok(provider) => Ok(Topic::Provider(provider)),
        Err(failure) if ambiguous(&failure) => Err(failure),
        Err(_) => Err(unknown(typed, others, catalog)),
    }
}

fn unknown(typed: &str, others: &[&str], catalog: &Catalog) -> Failure {
    let ids = catalog.product_ids().chain(catalog.provider_ids()).chain(catalog.agreement_ids());
    let ids: Vec<Id> = ids.collect();
    let ids = ids.iter().map(|id| id.as_str()).chain(others.iter().copied());
    let near = nearest(typed, ids, 3).join(", ");
    let shown = crate::names::shown(typed);
    let (kinds, list) = if others.is_empty() {
        ("product, provider or agreement", "list agreements")
    } else {
        ("product, provider, agreement or conflict", "conflicts")
    };
    let message = format!("there is no {kinds} `{shown}`; the nearest are {near}");
    Failure::usage("unknown-id", message, format!("all of them: aicloud {list}"))
}

/// Reads kinds, each one of `known`.
///
/// # Errors
/// A word that is none of them.
pub fn kinds(typed: &[String], known: &[&'static str]) -> Result<Vec<&'static str>, Failure> {
    let one = |word: &String| {
        let word = word.trim();
        known.iter().copied().find(|kind| *kind == word).ok_or_else(|| {
            let shown = crate::names::shown(word);
            let message = format!("there is no kind `{shown}`");
            Failure::usage("unknown-kind", message, format!("the kinds are: {}", known.join(", ")))
        })
    };
    typed.iter().filter(|word| !word.is_empty()).map(one).collect()
}
