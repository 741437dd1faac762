//! `cost`: what a workload costs on each cloud, as scripts read it.

use serde_json::{Value, json};

use crate::output::pieces::{date, number, source_ids};
use crate::output::prose;
use crate::output::words::{authority_word, stage_key};
use crate::report::price::decimal;
use crate::report::row::because;
use crate::report::{Fields, Report, Shape, object};
use aicloud_core::prices::Settled;
use aicloud_core::prices::cost::{Bill, Line, ScopeChoice, Workload};
use aicloud_core::prices::portfolio::CloudTotal;
use aicloud_core::rights::{Lens, Right};
use aicloud_query::Setting;
use aicloud_query::workload::Job;

/// The answer of `cost`.
pub struct Costs<'a> {
    /// On which day, for whom, on whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// What was to be priced.
    pub jobs: &'a [Job],
    /// For each job its lines.
    pub portfolio: Vec<Vec<Line<'a>>>,
    /// The totals by cloud, where a portfolio was asked for.
    pub totals: Option<Vec<CloudTotal>>,
    /// Whether the rows are the totals.
    pub totals_alone: bool,
    /// Whether to show the arithmetic.
    pub explain: bool,
}

/// The names of the values, in order.
pub const COLUMNS: &[&str] = &[
    "line",
    "rank",
    "product",
    "cloud",
    "service",
    "scope",
    "within",
    "tier",
    "context_over",
    "right",
    "availability",
    "status",
    "total_usd",
    "total_low",
    "total_high",
    "known_usd",
    "missing",
    "not_ranked_because",
    "contested",
    "discount",
    "meters",
    "effective_from",
    "source",
    "source_rank",
    "because",
];

/// The names of the values of a total, in order.
const TOTAL_COLUMNS: &[&str] =
    &["rank", "cloud", "status", "total_usd", "total_low", "total_high", "known_usd", "missing"];

/// That models count tokens in their own ways.
pub(super) const TOKENISERS: &str = "Models of different families split the same text into \
                                     different numbers of tokens: measure before you compare.";

/// The report of `cost`.
pub fn report<'a>(costs: &'a Costs<'a>) -> Report<'a> {
    let catalog = costs.lens.catalog;
    let mut query = prose::query(costs.setting, catalog);
    query.insert("input_includes_cached".to_owned(), true.into());
    let jobs = costs.jobs.iter().map(|job| costs.job(job)).collect();
    query.insert("workloads".to_owned(), Value::Array(jobs));
    let mut more = Fields::new();
    if let Some(totals) = costs.totals.as_ref().filter(|_| !costs.totals_alone) {
        let totals = totals.iter().map(|total| Value::Object(costs.total_fields(total)));
        more.insert("totals".to_owned(), totals.collect());
    }
    if costs.compares_models() {
        more.insert("warnings".to_owned(), json!([TOKENISERS]));
    }
    Report {
        command: "cost",
        basis: &catalog.basis,
        query,
        left_out: None,
        columns: if costs.totals_alone { TOTAL_COLUMNS } else { COLUMNS }.to_vec(),
        rows: Box::new(|_| costs.rows()),
        more,
        shape: Shape::Rows,
        draw: Box::new(move |page| costs.draw(page)),
        special: Vec::new(),
    }
}

impl Costs<'_> {
    /// Whether one workload is priced on several products.
    pub(super) fn compares_models(&self) -> bool {
        self.jobs.iter().any(|job| job.products.len() > 1)
    }

    fn job(&self, job: &Job) -> Value {
        let Workload { input, cached, cache_write, cache_hour, output, .. } = &job.workload;
        let Workload { context, tier, scope, times, .. } = &job.workload;
        let products: Vec<&str> =
            job.products.iter().map(|p| &*self.lens.catalog.product(*p).id).collect();
        json!({
            "line": job.name,
            "products": products,
            "input_tokens": input,
            "cached_tokens": cached,
            "cache_write_tokens": cache_write,
            "cache_hour": cache_hour,
            "output_tokens": output,
            "context": context,
            "tier": tier.word(),
            "scope": scope_words(scope),
            "times": times,
        })
    }

    fn rows(&self) -> Vec<Fields> {
        if let Some(totals) = self.totals.as_ref().filter(|_| self.totals_alone) {
            return totals.iter().map(|total| self.total_fields(total)).collect();
        }
        let lines = self.jobs.iter().zip(&self.portfolio);
        let lines = lines.flat_map(|(job, lines)| lines.iter().map(move |line| (job, line)));
        lines.map(|(job, line)| self.fields(job, line)).collect()
    }

    fn fields(&self, job: &Job, line: &Line<'_>) -> Fields {
        let catalog = self.lens.catalog;
        let row = &line.row;
        let bill = line.bill.as_ref();
        let slot = bill.map(|bill| bill.charge.slot);
        let list = bill.and_then(|bill| bill.charge.list.as_ref());
        let sources = list.map(|list| list.sources(self.lens)).unwrap_or_default();
        let range = bill.and_then(|bill| bill.range);
        let discount = bill.and_then(|bill| bill.charge.discount);
        object(json!({
            "line": job.name,
            "rank": line.rank,
            "product": catalog.product(row.product).id,
            "cloud": catalog.provider(row.cloud).id,
            "service": row.service.map(|service| &catalog.service(service).id),
            "scope": slot.map(|slot| slot.scope.word()),
            "within": slot.map(|slot| slot.within).unwrap_or_default(),
            "tier": job.workload.tier.word(),
            "context_over": slot.and_then(|slot| slot.context_over),
            "right": row.decision.right.word(),
            "availability": stage_key(row.listing.stage()),
            "status": line.status().word(),
            "total_usd": decimal(line.total()),
            "total_low": decimal(range.map(|(low, _)| low)),
            "total_high": decimal(range.map(|(_, high)| high)),
            "known_usd": decimal(bill.filter(|bill| !bill.parts.is_empty()).map(|b| b.known)),
            "missing": line.missing,
            "not_ranked_because": self.not_ranked(line),
            "contested": list.is_some_and(Settled::contested),
            "discount": discount.map(|discount| &catalog.discount(discount).id),
            "meters": bill.map(meters),
            "effective_from": date(list.map(|list| list.from)),
            "source": source_ids(&sources, catalog).get(0),
            "source_rank": list.map(|list| authority_word(list.authority)),
            "because": because(&row.decision, catalog),
        }))
    }

    /// Why a line has no rank; nothing where it has one.
    pub(super) fn not_ranked(&self, line: &Line<'_>) -> Option<String> {
        if line.rank.is_some() {
            return None;
        }
        let row = &line.row;
        let because = || because(&row.decision, self.lens.catalog).join(" ");
        let disputes = || {
            let ids =
                row.decision.disputes.iter().map(|d| self.lens.catalog.dispute(*d).id.to_string());
            ids.collect::<Vec<_>>().join(" ")
        };
        let reason = match row.decision.right {
            Right::Prohibited => format!("may not sell it: {}", because()),
            Right::Contested => format!("contested: {} {}", because(), disputes()),
            Right::Unknown => "no source says whether it may sell it".to_owned(),
            Right::Permitted if row.offer.is_some() && !row.on_sale() => {
                format!("not on sale: {}", crate::output::words::stage_full(row.listing.stage()))
            }
            Right::Permitted => line.missing.join(", "),
        };
        Some(reason.trim_end().to_owned())
    }

    fn total_fields(&self, total: &CloudTotal) -> Fields {
        let missing: Vec<&str> = total
            .missing
            .iter()
            .filter_map(|place| self.jobs.get(*place))
            .map(|job| job.name.as_str())
            .collect();
        let whole = total.missing.is_empty().then_some(total.known);
        object(json!({
            "rank": total.rank,
            "cloud": self.lens.catalog.provider(total.cloud).id,
            "status": total.status().word(),
            "total_usd": decimal(whole),
            "total_low": decimal(total.range.map(|(low, _)| low)),
            "total_high": decimal(total.range.map(|(_, high)| high)),
            "known_usd": decimal((total.missing.len() < total.lines).then_some(total.known)),
            "missing": missing,
        }))
    }
}

fn meters(bill: &Bill<'_>) -> Value {
    let part = |part: &aicloud_core::prices::cost::Part| {
        json!({
            "meter": part.meter.word(),
            "tokens": part.tokens,
            "usd_per_mtok": number(part.price),
            "usd": decimal(part.usd()),
        })
    };
    bill.parts.iter().map(part).collect()
}

/// A choice of scope as the word that was typed; nothing where none was.
pub(super) fn scope_words(scope: &ScopeChoice) -> Option<&str> {
    match scope {
        ScopeChoice::Any => None,
        ScopeChoice::Scope(scope) => Some(scope.word()),
        ScopeChoice::Area(area) => Some(area),
    }
}
