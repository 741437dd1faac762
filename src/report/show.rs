//! `show`: one record with everything that refers to it.

use aicloud_core::catalog::Catalog;
use serde_json::Value;

use crate::output::pieces::wrap;
use crate::output::prose;
use crate::report::{Fields, Page, Report, Shape};
use aicloud_core::model::Kind;
use aicloud_query::list::Found;

/// The report of `show`.
pub fn report<'a>(found: &'a Found, catalog: &'a Catalog) -> Report<'a> {
    let mut fields = found.entry.clone();
    fields.insert("record".to_owned(), found.kind.word().into());
    let referring = found
        .referred_by
        .iter()
        .map(|(kind, id)| serde_json::json!({"id": id, "record": kind.word()}));
    fields.insert("referred_by".to_owned(), referring.collect());
    let mut query = Fields::new();
    query.insert("id".to_owned(), found.entry.get("id").cloned().unwrap_or_default());
    let columns = names(&fields);
    Report {
        command: "show",
        basis: &catalog.basis,
        query,
        left_out: None,
        columns,
        rows: Box::new(move |_| vec![fields.clone()]),
        more: Fields::new(),
        shape: Shape::Single,
        draw: Box::new(move |page| draw(found, catalog, page)),
        special: Vec::new(),
    }
}

/// Every name that a record of any kind may have, `id` first.
const NAMES: &[&str] = &[
    "id",
    "record",
    "says",
    "title",
    "name",
    "question",
    "short",
    "kind",
    "rank",
    "effect",
    "action",
    "vendor",
    "product",
    "service",
    "seller",
    "channel",
    "model_id",
    "layer",
    "access",
    "developed_with",
    "licence",
    "part_of",
    "parent",
    "within",
    "segments",
    "members",
    "parties",
    "agreement",
    "grantor",
    "grantee",
    "among",
    "by",
    "sellers",
    "scope",
    "claimant",
    "subjects",
    "comparators",
    "metric",
    "factor",
    "factor_to",
    "hedge",
    "workload",
    "measures",
    "unit",
    "higher_is_better",
    "date",
    "dated",
    "prices_on",
    "announced",
    "effective",
    "released",
    "succeeded_by",
    "from",
    "until",
    "until_at_least",
    "until_sources",
    "supersedes",
    "exception_to",
    "amends",
    "amount_usd",
    "quantity",
    "unstated",
    "hosted_by",
    "appointed",
    "buyer_terms",
    "draws_down",
    "residency",
    "stages",
    "prices",
    "offer",
    "clouds",
    "services",
    "products",
    "tiers",
    "percent_off",
    "input",
    "cached_input",
    "cache_write",
    "output",
    "of",
    "field",
    "value",
    "was",
    "withdraw",
    "agreed_by",
    "who",
    "reason",
    "expires",
    "publishes_prices",
    "publisher",
    "url",
    "class",
    "published",
    "retrieved",
    "via",
    "derives_from",
    "status",
    "since",
    "about",
    "sides",
    "decided_by",
    "open",
    "original_found",
    "terms",
    "disputes",
    "scores",
    "developments",
    "resolved_by",
    "aliases",
    "sentences",
    "sources",
    "note",
    "referred_by",
];

fn names(fields: &Fields) -> Vec<&'static str> {
    NAMES.iter().copied().filter(|name| fields.contains_key(*name)).collect()
}

fn draw(found: &Found, catalog: &Catalog, page: &Page) -> String {
    let id = found.entry.get("id").and_then(Value::as_str).unwrap_or_default();
    let mut text = prose::bold(&format!("{} {id}", found.kind.word()), page) + "\n\n";
    for name in names(&found.entry).into_iter().filter(|name| *name != "id") {
        if let Some(value) = found.entry.get(name) {
            field(&name.replace('_', " "), value, 0, page, &mut text);
        }
    }
    if !found.referred_by.is_empty() {
        text += &format!("\n{}\n", prose::bold("referred to by", page));
        let mut kinds: Vec<Kind> = found.referred_by.iter().map(|(kind, _)| *kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            let ids = found.referred_by.iter().filter(|(of, _)| *of == kind);
            let ids: Vec<&str> = ids.map(|(_, id)| id.as_str()).collect();
            text += &labelled(kind.word(), &ids.join(", "), 2, page);
        }
    }
    text + &format!("\n{}", prose::foot_folded(&catalog.basis, page))
}

/// Cells that a label takes.
const LABEL: usize = 15;

fn labelled(label: &str, value: &str, indent: usize, page: &Page) -> String {
    let margin = " ".repeat(indent);
    let hang = indent + LABEL + 1;
    let width = page.cells().saturating_sub(hang).max(20);
    let wrapped = wrap(value, width, 0).replace('\n', &format!("\n{}", " ".repeat(hang)));
    format!("{margin}{label:<LABEL$} {wrapped}\n")
}

fn field(label: &str, value: &Value, indent: usize, page: &Page, text: &mut String) {
    match value {
        Value::Array(list) if list.iter().any(Value::is_object) => {
            *text += &format!("{}{label}\n", " ".repeat(indent));
            for item in list {
                item_lines(item, indent + 2, page, text);
            }
        }
        Value::Object(map) => {
            *text += &format!("{}{label}\n", " ".repeat(indent));
            for (name, value) in map {
                field(&name.replace('_', " "), value, indent + 2, page, text);
            }
        }
        Value::Array(list) if list.is_empty() => *text += &labelled(label, "none", indent, page),
        Value::Array(list) => {
            let words: Vec<String> = list.iter().map(crate::output::pieces::flat).collect();
            *text += &labelled(label, &words.join(", "), indent, page);
        }
        other => *text += &labelled(label, &crate::output::pieces::flat(other), indent, page),
    }
}

/// One record within a list, its first line marked.
fn item_lines(item: &Value, indent: usize, page: &Page, text: &mut String) {
    let Value::Object(map) = item else { return };
    let mut lines = String::new();
    for (name, value) in map {
        field(&name.replace('_', " "), value, indent + 2, page, &mut lines);
    }
    let margin = " ".repeat(indent);
    *text += &lines.replacen(&format!("{margin}  "), &format!("{margin}- "), 1);
}
