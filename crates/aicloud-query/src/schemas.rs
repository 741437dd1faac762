//! The JSON Schemas of what the commands answer: `data schema output.COMMAND`.

use serde_json::Value;

use crate::data::{basis, coverage, export, import, rule, stats, validate};
use crate::envelope::OutputSchema;
use crate::{
    audit, comparison, config, conflicts, cost, diff, error, expiring, list, may, price, show,
    timeline, watch, watchlist, when,
};
use aicloud_core::failure::Failure;
use aicloud_core::names::nearest;

/// Every answer that has a schema.
pub const OUTPUTS: &[OutputSchema] = &[
    comparison::COMPARE,
    comparison::WHERE,
    may::SCHEMA,
    when::SCHEMA,
    price::SCHEMA,
    cost::SCHEMA,
    conflicts::SCHEMA,
    diff::SCHEMA,
    timeline::SCHEMA,
    expiring::SCHEMA,
    watchlist::SCHEMA,
    audit::SCHEMA,
    audit::PAIRS,
    watch::SCHEMA,
    list::SCHEMA,
    show::SCHEMA,
    validate::SCHEMA,
    rule::SCHEMA,
    basis::SCHEMA,
    stats::SCHEMA,
    coverage::SCHEMA,
    export::SCHEMA,
    import::SCHEMA,
    config::SCHEMA,
    error::SCHEMA,
];

/// The schema of a command's answer.
///
/// # Errors
/// A command that has none, with the nearest.
pub fn of(name: &str) -> Result<Value, Failure> {
    if let Some(output) = OUTPUTS.iter().find(|output| output.name == name) {
        return Ok(output.schema());
    }
    let names = OUTPUTS.iter().map(|output| output.name);
    let near = nearest(name, names.clone(), 1).join("");
    let name = name.escape_debug();
    let message = format!("there is no schema `output.{name}`; the nearest is `output.{near}`");
    let all: Vec<String> = names.map(|name| format!("output.{name}")).collect();
    Err(Failure::usage("unknown-schema", message, all.join(", ")))
}
