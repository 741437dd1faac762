//! `list`: the records of one kind.

use aicloud_core::catalog::Catalog;
use std::rc::Rc;

use serde_json::Value;

use crate::output::pieces::{count, wrap};
use crate::output::table;
use crate::report::{Fields, Page, Report, Shape};
use aicloud_core::model::ListKind;
use aicloud_query::list::Entry;

/// The report of `list`.
pub fn report(kind: ListKind, entries: Vec<Entry>, catalog: &Catalog, query: Fields) -> Report<'_> {
    let names: Vec<&'static str> = columns(kind);
    let rows: Rc<[Fields]> = entries.into_iter().map(plain).collect();
    let drawn = Rc::clone(&rows);
    Report {
        command: "list",
        basis: &catalog.basis,
        query,
        left_out: None,
        columns: names,
        rows: Box::new(move |_| rows.to_vec()),
        more: Fields::new(),
        shape: Shape::Rows,
        draw: Box::new(move |page| draw(kind, &drawn, catalog, page)),
        special: Vec::new(),
    }
}

/// A record with statements shortened to the ids of their sources.
fn plain(mut entry: Entry) -> Fields {
    for name in ["sources", "until_sources"] {
        let Some(Value::Array(statements)) = entry.get_mut(name) else { continue };
        for statement in statements {
            if let Some(source) = statement.get("source").cloned() {
                *statement = source;
            }
        }
    }
    entry
}

/// The columns that a table of each kind shows.
fn shown(kind: ListKind) -> &'static [&'static str] {
    match kind {
        ListKind::Providers => &["id", "name", "kind", "parent"],
        ListKind::Products | ListKind::Models => {
            &["id", "kind", "layer", "released", "succeeded_by"]
        }
        ListKind::Services => &["id", "name", "segments"],
        ListKind::Offers => &["id", "channel", "model_id"],
        ListKind::Discounts => &["id", "percent_off", "from", "until", "agreed_by"],
        ListKind::Overrides => &["id", "of", "field", "withdraw", "who", "expires"],
        ListKind::Agreements => &["id", "announced", "kind", "title"],
        ListKind::Terms => &["id", "effect", "grantee", "from", "until", "action"],
        ListKind::Disputes => &["id", "by", "sellers", "from", "until"],
        ListKind::Claims => &["id", "claimant", "factor", "date", "says"],
        ListKind::Sources => &["id", "class", "published", "title"],
        ListKind::Benchmarks => &["id", "name", "measures", "licence"],
        ListKind::Classes | ListKind::Segments => &["id", "name"],
        ListKind::Conflicts => &["id", "open", "decided_by", "question"],
        ListKind::Watchlist => &["id", "status", "since", "question"],
    }
}

/// Every column of each kind, `id` first.
fn columns(kind: ListKind) -> Vec<&'static str> {
    let more: &[&str] = match kind {
        ListKind::Providers => &["short", "aliases", "note"],
        ListKind::Products | ListKind::Models => &[
            "name",
            "short",
            "vendor",
            "access",
            "developed_with",
            "licence",
            "part_of",
            "aliases",
            "sources",
            "note",
        ],
        ListKind::Services => &["aliases", "url", "note"],
        ListKind::Offers => &[
            "product",
            "service",
            "seller",
            "hosted_by",
            "appointed",
            "segments",
            "buyer_terms",
            "draws_down",
            "residency",
            "stages",
            "prices",
            "note",
        ],
        ListKind::Discounts => &[
            "clouds",
            "services",
            "products",
            "tiers",
            "input",
            "cached_input",
            "cache_write",
            "output",
            "reason",
        ],
        ListKind::Overrides => &["value", "was", "reason"],
        ListKind::Agreements => {
            &["parties", "effective", "amends", "terms", "disputes", "sources", "note"]
        }
        ListKind::Terms => &[
            "agreement",
            "says",
            "rank",
            "grantor",
            "among",
            "scope",
            "until_at_least",
            "until_sources",
            "supersedes",
            "exception_to",
            "amount_usd",
            "quantity",
            "unstated",
            "sources",
            "note",
        ],
        ListKind::Disputes => &["says", "scope", "until_sources", "sources", "note"],
        ListKind::Claims => &[
            "subjects",
            "comparators",
            "metric",
            "factor_to",
            "hedge",
            "workload",
            "dated",
            "prices_on",
            "sources",
            "original_found",
            "note",
        ],
        ListKind::Sources => &[
            "publisher",
            "url",
            "retrieved",
            "via",
            "derives_from",
            "publishes_prices",
            "sentences",
            "note",
        ],
        ListKind::Benchmarks => &["unit", "higher_is_better", "sources", "scores", "note"],
        ListKind::Classes => &["members"],
        ListKind::Segments => &["within"],
        ListKind::Conflicts => &["about", "sides", "note"],
        ListKind::Watchlist => &["about", "sources", "developments", "resolved_by"],
    };
    shown(kind).iter().chain(more).copied().collect()
}

fn draw(kind: ListKind, rows: &[Fields], catalog: &Catalog, page: &Page) -> String {
    let records = count(rows.len(), "record", "records");
    if rows.is_empty() {
        return format!("No record fits what was asked. Basis {}.\n", catalog.basis.short());
    }
    let all = format!(
        "{records}. More columns: -o json, or --columns. One whole: aicloud show ID. Basis {}.",
        catalog.basis.short()
    );
    format!("{}\n{}\n", table::of_rows(shown(kind), rows, page), wrap(&all, page.cells(), 0))
}
