//! What the parts of the page are about.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use aicloud_query::report::ReportParts;

/// Which clouds, vendors and products a record speaks of, so that the page can be
/// narrowed to them.
pub(super) struct About {
    /// What each record names.
    named: HashMap<String, BTreeSet<String>>,
    /// The vendor of each product.
    vendors: HashMap<String, String>,
}

impl About {
    pub(super) fn new(parts: &ReportParts<'_>) -> Self {
        let catalog = parts.lens.catalog;
        let vendors: HashMap<String, String> = catalog
            .products
            .iter()
            .map(|product| (product.id.to_string(), product.vendor.to_string()))
            .collect();
        let providers: BTreeSet<&str> =
            catalog.providers.iter().map(|one| one.id.as_str()).collect();
        let mut named: HashMap<String, BTreeSet<String>> = HashMap::new();
        let mut add = |id: &str, text: String| {
            let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "./-".contains(c)));
            let known =
                words.filter(|word| providers.contains(word) || vendors.contains_key(*word));
            named.entry(id.to_owned()).or_default().extend(known.map(str::to_owned));
        };
        for agreement in catalog.agreements.iter() {
            add(agreement.id.as_str(), json(agreement));
            agreement.terms.iter().for_each(|term| add(term.id.as_str(), json(term)));
            agreement.disputes.iter().for_each(|one| add(one.id.as_str(), json(one)));
        }
        catalog.claims.iter().for_each(|one| add(one.id.as_str(), json(one)));
        catalog.conflicts.iter().for_each(|one| add(one.id.as_str(), json(one)));
        catalog.watchlist.iter().for_each(|one| add(one.id.as_str(), json(one)));
        for offer in catalog.offers.iter() {
            add(offer.id.as_str(), format!("{} {}", offer.product, offer.seller()));
        }
        Self { named, vendors }
    }

    /// What some records, products and providers are about, they themselves included.
    pub(super) fn of<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Vec<String> {
        let mut words: BTreeSet<String> = BTreeSet::new();
        for id in ids {
            words.extend(self.named.get(id).into_iter().flatten().cloned());
            words.insert(id.to_owned());
        }
        let vendors: Vec<String> =
            words.iter().filter_map(|word| self.vendors.get(word)).cloned().collect();
        words.extend(vendors);
        words.into_iter().collect()
    }
}

fn json<T: Serialize>(record: &T) -> String {
    serde_json::to_string(record).unwrap_or_default()
}
