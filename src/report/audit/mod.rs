//! `audit`: claims against list prices and public scores.

mod detail;
mod explain;
mod foot;
mod rows;
mod scored;
mod table;
mod words;

use aicloud_core::catalog::Catalog;
use serde_json::json;

use crate::output::prose;
use crate::report::{Fields, Report, Shape};
use aicloud_core::claims::{Audit, DayOf, Mix, Mixes};
use aicloud_core::model::ClaimDate;
use aicloud_core::rights::Lens;
use aicloud_query::Setting;

/// A claim audited at the day that counts, and at today's prices.
pub struct Audited<'a> {
    /// On the day that was asked for, else on that of the claim.
    pub then: Audit<'a>,
    /// On the day of the claim.
    pub made: Audit<'a>,
    /// Today.
    pub today: Audit<'a>,
}

impl<'a> Audited<'a> {
    /// What to compare with, and which day that is: today, or the day of the
    /// claim where another was asked for.
    fn other(&self) -> (&Audit<'a>, String) {
        if self.then.day_of == DayOf::Asked {
            let of = match self.made.day_of {
                DayOf::Record => "the day that the record names",
                _ => "the day of the claim",
            };
            (&self.made, format!("On {of}, {}", self.made.day))
        } else {
            (&self.today, "At today's prices".to_owned())
        }
    }
}

/// The answer of `audit`.
pub struct Audits<'a> {
    /// On whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// The prose behind it.
    pub records: &'a Catalog,
    /// The mixes that were looked at.
    pub mixes: Mixes,
    /// The claims.
    pub found: Vec<Audited<'a>>,
    /// Whether one was asked for by its id.
    pub one: bool,
    /// Whether to tell it in prose, with the arithmetic.
    pub explain: bool,
    /// Whether a row is a pair of a subject and a comparator.
    pub by_pair: bool,
}

const CLAIM_COLUMNS: &[&str] = &[
    "claim",
    "claimant",
    "factor",
    "verdict",
    "better_subject",
    "price_ratio_low",
    "price_ratio_high",
    "needed_performance",
    "missing",
    "performance_supported",
    "factor_to",
    "hedge",
    "metric",
    "workload",
    "says",
    "claim_date",
    "claim_dated",
    "prices_on",
    "prices_on_is",
    "subject",
    "subject_service",
    "comparator",
    "comparator_service",
    "comparator_as",
    "left_shop",
    "supposed_low",
    "supposed_high",
    "needed_low",
    "needed_high",
    "mix",
    "ratio_at_mix",
    "cached_input_ratio",
    "prices_contested",
    "price_sources",
    "verdict_claim_day",
    "price_ratio_low_claim_day",
    "price_ratio_high_claim_day",
    "verdict_today",
    "price_ratio_low_today",
    "price_ratio_high_today",
    "needed_performance_today",
    "original_found",
    "rests_on",
    "mutated",
    "versions",
    "pairs",
];

const PAIR_COLUMNS: &[&str] = &[
    "claim",
    "claimant",
    "factor",
    "factor_to",
    "hedge",
    "metric",
    "prices_on",
    "verdict",
    "subject",
    "subject_service",
    "subject_input_per_mtok",
    "subject_output_per_mtok",
    "subject_scope",
    "subject_price_from",
    "subject_price_sources",
    "comparator",
    "comparator_as",
    "comparator_supposed",
    "comparator_service",
    "comparator_input_per_mtok",
    "comparator_output_per_mtok",
    "comparator_scope",
    "comparator_price_from",
    "comparator_price_sources",
    "prices_contested",
    "pair_verdict",
    "performance_supported",
    "price_ratio_low",
    "price_ratio_high",
    "mix",
    "ratio_at_mix",
    "cached_input_ratio",
    "needed_performance",
    "needed_low",
    "needed_high",
    "pair_missing",
    "left_shop",
    "readings",
    "benchmarks",
];

/// The report of `audit`.
pub fn report<'a>(answer: &'a Audits<'a>) -> Report<'a> {
    let catalog = answer.lens.catalog;
    let mut query = prose::query(answer.setting, catalog);
    let Mixes { most_input, most_output } = answer.mixes;
    query.insert("mixes".to_owned(), json!([mix_key(most_input), mix_key(most_output)]));
    let columns = if answer.by_pair { PAIR_COLUMNS } else { CLAIM_COLUMNS };
    Report {
        command: if answer.by_pair { "audit pairs" } else { "audit" },
        basis: &catalog.basis,
        query,
        left_out: None,
        columns: columns.to_vec(),
        rows: Box::new(|chosen| answer.rows(chosen)),
        more: Fields::new(),
        shape: Shape::Rows,
        draw: Box::new(move |page| match answer.found.as_slice() {
            _ if answer.by_pair => table::every_pair(answer, page),
            found if answer.explain => explain::text(answer, found, page),
            [one] if answer.one => detail::text(answer, one, page),
            _ => table::text(answer, page),
        }),
        special: Vec::new(),
    }
}

/// A mix as scripts read it, exactly: `16:1`, `1:0` for input alone.
fn mix_key(mix: Mix) -> String {
    format!("{}:{}", mix.input, mix.output)
}

/// On what kind of word a claim rests.
fn rests_on(audit: &Audit<'_>) -> &'static str {
    let own = audit.versions.iter().any(|version| version.record.own_words);
    match audit.versions.len() {
        _ if own => "own_words",
        0 => "nothing_admitted",
        1 => "one_retelling",
        _ => "retellings",
    }
}

/// The day of the prices, and why that one.
fn day_of(audit: &Audit<'_>) -> String {
    let claim = audit.claim;
    match (audit.day_of, &claim.prices_on) {
        (DayOf::Asked, _) => format!("{}, the day that was asked for", audit.day),
        (DayOf::Record, Some(named)) => format!("{}: {}", audit.day, named.why),
        _ if claim.dated == ClaimDate::Retold => {
            format!("{}, when it was retold; its own day is not known", audit.day)
        }
        _ => format!("{}, the day of the claim", audit.day),
    }
}
