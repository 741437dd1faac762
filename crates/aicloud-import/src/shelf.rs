//! Which offer an upstream id means.
//!
//! A name fits an offer when it spells the offer's own `model_id`, or the id, a
//! name or an alias of its product; upper case, and the sign between two parts,
//! make no difference. A release (`-2026-03-05`, `@default`, `-v1:0`) is a
//! snapshot of the product that its name spells without it. Nothing else fits:
//! likeness is never enough, and a name that fits two things fits none.

use aicloud_core::catalog::Catalog;
use aicloud_core::model::{Id, Kind};
use std::collections::{BTreeMap, BTreeSet};

use crate::entry::EntryReason;

/// Names that vendors put in front of their models.
const VENDORS: [&str; 12] = [
    "openai.",
    "anthropic.",
    "google.",
    "deepseek.",
    "meta.",
    "mistral.",
    "cohere.",
    "amazon.",
    "xai.",
    "databricks-",
    "openai-",
    "meta-llama.",
];

/// The offers of a data set by everything that spells them.
pub struct Shelf<'f> {
    catalog: &'f Catalog,
    model_ids: BTreeMap<(Id, String), BTreeSet<Id>>,
    products: BTreeMap<String, BTreeSet<Id>>,
    offers: BTreeMap<(Id, Id), BTreeSet<Id>>,
}

/// How a name spells an offer, most directly first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spelled {
    /// By its own `model_id`.
    ModelId,
    /// By its product.
    Product,
    /// By a release of one of them.
    Release,
}

impl Spelled {
    /// Every way, most directly first.
    pub const ALL: [Self; 3] = [Self::ModelId, Self::Product, Self::Release];
}

/// An offer, and how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundOffer {
    /// The offer.
    pub offer: Id,
    /// How the name spells it.
    pub spelled: Spelled,
}

impl<'f> Shelf<'f> {
    /// Sorts the offers of a data set.
    pub fn new(catalog: &'f Catalog) -> Self {
        let mut shelf = Self {
            catalog,
            model_ids: BTreeMap::new(),
            products: BTreeMap::new(),
            offers: BTreeMap::new(),
        };
        for position in catalog.product_ids() {
            let product = catalog.product(position);
            for name in product.names() {
                shelf.products.entry(folded(name)).or_default().insert(position);
            }
        }
        for position in catalog.offer_ids() {
            let offer = catalog.offer(position);
            let service = offer.service;
            shelf.offers.entry((service, offer.product)).or_default().insert(position);
            if let Some(model_id) = &offer.model_id {
                let key = (service, folded(model_id));
                shelf.model_ids.entry(key).or_default().insert(position);
            }
        }
        shelf
    }

    /// The offer on a service that one of the names spells.
    ///
    /// # Errors
    /// Why there is none, or none that is sure.
    pub fn find(&self, service: &str, names: &[String]) -> Result<FoundOffer, EntryReason> {
        let releases: Vec<String> = names.iter().filter_map(|name| unreleased(name)).collect();
        let at = self.catalog.find(Kind::Service, service);
        let mut product = None;
        for (names, whole) in [(names, true), (&releases[..], false)] {
            let spelled = |how| if whole { how } else { Spelled::Release };
            let by_id = names.iter().filter_map(|name| self.model_ids.get(&(at?, folded(name))));
            if let Some(offer) = Self::only(by_id.flatten())? {
                return Ok(FoundOffer { offer, spelled: spelled(Spelled::ModelId) });
            }
            let meant: BTreeSet<Id> = names
                .iter()
                .filter_map(|name| self.products.get(&folded(name)))
                .flatten()
                .copied()
                .collect();
            if meant.len() > 1 {
                let ids: Vec<&str> = meant.iter().map(|ix| ix.as_str()).collect();
                return Err(EntryReason::new("ambiguous", ids.join(" or ")));
            }
            let Some(one) = meant.first() else { continue };
            product = product.or(Some(*one));
            let offers = at.and_then(|service| self.offers.get(&(service, *one)));
            if let Some(offer) = Self::only(offers.into_iter().flatten())? {
                return Ok(FoundOffer { offer, spelled: spelled(Spelled::Product) });
            }
        }
        Err(match product {
            Some(product) => {
                let detail = format!("{product} on {service}");
                EntryReason::new("no offer on record on that service", detail)
            }
            None => EntryReason::new("no such product on record", ""),
        })
    }

    fn only<'s>(offers: impl Iterator<Item = &'s Id>) -> Result<Option<Id>, EntryReason> {
        let offers: BTreeSet<Id> = offers.copied().collect();
        if offers.len() > 1 {
            let ids: Vec<&str> = offers.iter().map(|ix| ix.as_str()).collect();
            return Err(EntryReason::new("ambiguous", ids.join(" or ")));
        }
        Ok(offers.first().copied())
    }
}

/// The ways in which an id spells its model: whole, without the publisher in
/// front of a slash, without the vendor in front of a sign.
pub fn spellings(id: &str) -> Vec<String> {
    let mut names = vec![id.to_owned()];
    let tail = id.rsplit('/').next().unwrap_or(id);
    let bare = VENDORS.iter().find_map(|vendor| tail.strip_prefix(vendor)).unwrap_or(tail);
    for name in [tail, bare] {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// A name in lower case with one sign between its parts.
fn folded(name: &str) -> String {
    let sign = |c: char| if " _.:".contains(c) { '-' } else { c.to_ascii_lowercase() };
    name.chars().map(sign).collect()
}

/// The name without its release; nothing where it names none.
fn unreleased(name: &str) -> Option<String> {
    let mut rest = name.split_once('@').map_or(name, |(before, _)| before);
    loop {
        let shorter = ["-maas"]
            .iter()
            .find_map(|end| rest.strip_suffix(end))
            .or_else(|| without_version(rest))
            .or_else(|| without_date(rest));
        match shorter {
            Some(shorter) if !shorter.is_empty() => rest = shorter,
            _ => break,
        }
    }
    (rest != name).then(|| rest.to_owned())
}

/// Without `-v1` or `-v1:0`.
fn without_version(name: &str) -> Option<&str> {
    let (rest, version) = name.rsplit_once("-v")?;
    let digits = version.replace(':', "");
    let sound = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    sound.then_some(rest)
}

/// Without `-2026-03-05` or `-20260305`.
fn without_date(name: &str) -> Option<&str> {
    let digits = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text
                .bytes()
                .zip(shape.bytes())
                .all(|(b, s)| if s == b'0' { b.is_ascii_digit() } else { b == s })
    };
    ["-0000-00-00", "-00000000"].iter().find_map(|shape| {
        let at = name.len().checked_sub(shape.len())?;
        let (rest, date) = name.split_at_checked(at)?;
        (digits(date, shape) && date.starts_with("-20")).then_some(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_taken_off_whole_or_not_at_all() {
        for (name, rest) in [
            ("gpt-5.4-2026-03-05", Some("gpt-5.4")),
            ("claude-opus-4-6-20260205", Some("claude-opus-4-6")),
            ("anthropic.claude-opus-4-6-v1:0", Some("anthropic.claude-opus-4-6")),
            ("claude-opus-4-6@default", Some("claude-opus-4-6")),
            ("deepseek-r1-maas", Some("deepseek-r1")),
            ("claude-haiku-4-5-20251001-v1:0", Some("claude-haiku-4-5")),
            ("gpt-4-0613", None),
            ("gpt-5.4", None),
            ("o1-preview", None),
        ] {
            assert_eq!(unreleased(name).as_deref(), rest, "{name}");
        }
    }

    #[test]
    fn an_id_is_spelled_without_what_stands_before_the_model() {
        assert_eq!(spellings("gpt-5.4"), ["gpt-5.4"]);
        assert_eq!(spellings("openai.gpt-5.4"), ["openai.gpt-5.4", "gpt-5.4"]);
        assert_eq!(spellings("@cf/openai/gpt-oss-20b"), ["@cf/openai/gpt-oss-20b", "gpt-oss-20b"]);
    }
}
