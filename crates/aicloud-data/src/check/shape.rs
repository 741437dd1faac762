//! What each record must be by itself.

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::check::checker::Checker;
use crate::kinds::FileKind;
use aicloud_core::clean::steers_terminal;
use aicloud_core::model::{
    Availability, Class, Effect, Id, Offer, Product, Records, Source, Statement, Term,
};

/// The widest short name of a product, in characters.
const PRODUCT_SHORT: usize = 14;
/// The widest short name of a provider, in characters.
const PROVIDER_SHORT: usize = 12;
/// The longest quotation, in words: more would be copying.
const QUOTE_WORDS: usize = 40;

/// Reports records that are incomplete or malformed by themselves.
pub(super) fn check(records: &Records, checker: &mut Checker) {
    for provider in &records.providers {
        short(provider.id, &provider.short, PROVIDER_SHORT, checker);
    }
    records.products.iter().for_each(|product| self::product(product, checker));
    records.offers.iter().for_each(|offer| self::offer(offer, checker));
    records.classes.iter().for_each(|class| self::class(class, checker));
    for agreement in &records.agreements {
        evidence(agreement.id, "sources", &agreement.sources, checker);
        agreement.terms.iter().for_each(|term| self::term(term, checker));
        for dispute in &agreement.disputes {
            evidence(dispute.id, "sources", &dispute.sources, checker);
        }
    }
    for item in &records.watchlist {
        evidence(item.id, "sources", &item.sources, checker);
        for (n, development) in item.developments.iter().enumerate() {
            evidence(
                item.id,
                format_args!("developments[{n}].sources"),
                &development.sources,
                checker,
            );
        }
    }
    for conflict in &records.conflicts {
        if conflict.sides.len() < 2 {
            let message = "a contradiction has at least two sides".to_owned();
            checker.report("one-sided-conflict", conflict.id, "sides", message);
        }
        for (n, _) in conflict.sides.iter().enumerate().filter(|(_, s)| s.sources.is_empty()) {
            let message = "no source; every fact names at least one".to_owned();
            let field = format_args!("sides[{n}].sources");
            checker.report("no-source", conflict.id, field, message);
        }
    }
    records.sources.iter().for_each(|source| self::source(source, checker));
    if !records.segments.iter().any(|segment| segment.id.as_str() == "commercial") {
        let message = "no segment `commercial`, which is asked about unless another is named; \
                       add it to segments.yaml"
            .to_owned();
        checker.report_missing("no-commercial-segment", "segments.yaml", message);
    }
    let providers = records.providers.iter().map(|r| (r.id, r.aliases.as_slice()));
    aliases(providers, checker);
    let products = records.products.iter().map(|r| (r.id, r.aliases.as_slice()));
    aliases(products, checker);
    control_characters(records, checker);
}

fn short(id: Id, short: &str, widest: usize, checker: &mut Checker) {
    let width = short.chars().count();
    if width == 0 || width > widest {
        let message = format!("`{short}` has {width} characters; a short name has 1 to {widest}");
        checker.report("short-name", id, "short", message);
    }
}

fn product(product: &Product, checker: &mut Checker) {
    short(product.id, &product.short, PRODUCT_SHORT, checker);
    evidence(product.id, "sources", &product.sources, checker);
    if product.id.head() != product.vendor || product.id.head() == product.id {
        let message =
            format!("the id of a product is its vendor and its name: {}/...", product.vendor);
        checker.report("product-id", product.id, "id", message);
    }
}

fn offer(offer: &Offer, checker: &mut Checker) {
    let prefix = format!("{}/", offer.service);
    if !offer.id.as_str().starts_with(&prefix) {
        let message = format!("the id of an offer begins with its service: {prefix}...");
        checker.report("offer-id", offer.id, "id", message);
    }
    if offer.stages.is_empty() {
        let message = "an offer has at least one stage; `unknown` is one".to_owned();
        checker.report("no-stage", offer.id, "stages", message);
    }
    for (n, stage) in offer.stages.iter().enumerate() {
        evidence(offer.id, format_args!("stages[{n}].sources"), &stage.sources, checker);
        if !stage.replaced_by.is_empty() && stage.stage != Availability::Retired {
            let message = "only a retired stage names what replaces the product".to_owned();
            let field = format_args!("stages[{n}].replaced_by");
            checker.report("replacement", offer.id, field, message);
        }
    }
    for (n, hosting) in offer.hosted_by.iter().enumerate() {
        evidence(offer.id, format_args!("hosted_by[{n}].sources"), &hosting.sources, checker);
    }
    for (n, terms) in offer.buyer_terms.iter().enumerate() {
        evidence(offer.id, format_args!("buyer_terms[{n}].sources"), &terms.sources, checker);
    }
    for (n, draw_down) in offer.draws_down.iter().enumerate() {
        evidence(offer.id, format_args!("draws_down[{n}].sources"), &draw_down.sources, checker);
    }
    for (n, residency) in offer.residency.iter().enumerate() {
        evidence(offer.id, format_args!("residency[{n}].sources"), &residency.sources, checker);
    }
    for (n, price) in offer.prices.iter().enumerate() {
        evidence(offer.id, format_args!("prices[{n}].sources"), &price.sources, checker);
    }
}

fn class(class: &Class, checker: &mut Checker) {
    for (n, member) in class.members.iter().enumerate() {
        evidence(class.id, format_args!("members[{n}].sources"), &member.sources, checker);
    }
}

fn term(term: &Term, checker: &mut Checker) {
    evidence(term.id, "sources", &term.sources, checker);
    if (term.effect == Effect::Exclusive) != term.among.is_some() {
        let message = "an exclusive term names the class among which it excludes, \
                       and no other term does"
            .to_owned();
        checker.report("among", term.id, "among", message);
    }
}

fn source(source: &Source, checker: &mut Checker) {
    if !source.url.starts_with("https://") && !source.url.starts_with("http://") {
        let message = format!("`{}` is not a web address", source.url.escape_debug());
        checker.report("url", source.id, "url", message);
    }
    if source.title.trim().is_empty() || source.publisher.trim().is_empty() {
        let message = "a source has a title and a publisher".to_owned();
        checker.report("untitled-source", source.id, "title", message);
    }
}

pub(super) fn evidence(
    record: Id,
    field: impl Display,
    statements: &[Statement],
    checker: &mut Checker,
) {
    if statements.is_empty() {
        let message = "no source; every fact names at least one".to_owned();
        checker.report("no-source", record, &field, message);
    }
    quotations(record, field, statements.iter().map(|said| said.quote.as_deref()), checker);
}

/// Reports quotations that are too long to be quotations, each in its statement.
pub(super) fn quotations<'q>(
    record: Id,
    field: impl Display,
    quotes: impl Iterator<Item = Option<&'q str>>,
    checker: &mut Checker,
) {
    for (n, quote) in quotes.enumerate() {
        let words = quote.map_or(0, |quote| quote.split_whitespace().count());
        if words > QUOTE_WORDS {
            let message = format!("a quotation of {words} words; {QUOTE_WORDS} is the most");
            checker.report("long-quote", record, format_args!("{field}[{n}].quote"), message);
        }
    }
}

fn aliases<'a>(named: impl Iterator<Item = (Id, &'a [String])> + Clone, checker: &mut Checker) {
    let mut taken: BTreeMap<String, Id> = BTreeMap::new();
    for (id, _) in named.clone() {
        taken.insert(id.as_str().to_owned(), id);
    }
    for (id, aliases) in named {
        for (n, alias) in aliases.iter().enumerate() {
            if let Some(owner) = taken.insert(alias.to_lowercase(), id).filter(|owner| *owner != id)
            {
                let message = format!("alias `{alias}` already names `{owner}`");
                checker.report("alias-taken", id, format_args!("aliases[{n}]"), message);
            }
        }
    }
}

/// Text from a data file reaches terminals, so it may not steer one.
fn control_characters(records: &Records, checker: &mut Checker) {
    for record in FileKind::ALL.iter().flat_map(|kind| kind.values(records)).flatten() {
        let Some((path, bad)) = first_bad(&record) else { continue };
        let id = record.get("id").and_then(|id| id.as_str()).and_then(|id| id.parse::<Id>().ok());
        if let Some(id) = id {
            let message =
                format!("holds the control character {bad:?}, which could steer a terminal");
            checker.report("control-character", id, path.trim_start_matches('.'), message);
        }
    }
}

/// The path of the first text that holds such a character, and the character.
fn first_bad(value: &serde_json::Value) -> Option<(String, char)> {
    match value {
        serde_json::Value::String(text) => {
            text.chars().find(|c| steers_terminal(*c)).map(|bad| (String::new(), bad))
        }
        serde_json::Value::Array(list) => {
            let within =
                |(n, value)| first_bad(value).map(|(path, bad)| (format!("[{n}]{path}"), bad));
            list.iter().enumerate().find_map(within)
        }
        serde_json::Value::Object(map) => {
            let within =
                |(name, value)| first_bad(value).map(|(path, bad)| (format!(".{name}{path}"), bad));
            map.iter().find_map(within)
        }
        _ => None,
    }
}
