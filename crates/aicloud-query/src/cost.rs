//! `cost`: what a workload costs on each cloud.

use std::io::Read;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::compare::clouds_for;
use crate::envelope::{Envelope, OutputSchema, RowsKey, Touched};
use crate::reasons;
use crate::values::{Amount, Date, StageKey};
use crate::workload::{Job, WorkloadQuestion, of_file, of_options};
use crate::{Setting, SettingKeys};
use aicloud_core::failure::Failure;
use aicloud_core::model::{Id, PriceScope, Tier};
use aicloud_core::prices::cost::{Bill, Line, Meter, Part, ScopeChoice, Status, lines};
use aicloud_core::prices::portfolio::{CloudTotal, totals};
use aicloud_core::prices::{Authority, Settled};
use aicloud_core::rights::{Lens, Right};

/// What `cost` is asked, as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostQuestion {
    /// What is to be priced.
    pub workloads: Workloads,
    /// Clouds by id, name or alias, or `all`.
    pub clouds: Vec<String>,
    /// Whether every geography and region is wanted, not only the cheapest of each scope.
    pub all: bool,
    /// Whether the rows are to be the totals by cloud; of a portfolio alone.
    pub totals: bool,
}

/// Where workloads come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Workloads {
    /// One, from options.
    One(WorkloadQuestion),
    /// A portfolio of them, from a file; `-` is standard input.
    Portfolio(PathBuf),
}

/// What workloads cost on each cloud.
pub struct Costs<'a> {
    /// On which day, for whom, on whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// What was to be priced.
    pub jobs: Vec<Job>,
    /// For each job its lines.
    pub portfolio: Vec<Vec<Line<'a>>>,
    /// The totals by cloud, where a portfolio was asked for.
    pub totals: Option<Vec<CloudTotal>>,
    /// Whether the rows are the totals.
    pub totals_alone: bool,
}

/// What was asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CostKeys {
    #[serde(flatten)]
    setting: SettingKeys,
    /// Whether cached tokens are counted in the input.
    input_includes_cached: bool,
    /// The workloads.
    workloads: Vec<WorkloadKeys>,
}

/// A workload that was asked about.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WorkloadKeys {
    /// What it is called.
    line: String,
    /// The products on which it is to be run.
    products: Vec<String>,
    /// Input tokens, those of the cache among them.
    input_tokens: u64,
    /// Of these, read from a cache.
    cached_tokens: u64,
    /// Of these, written to a cache.
    cache_write_tokens: u64,
    /// Whether cache writes are to last an hour.
    cache_hour: bool,
    /// Output tokens.
    output_tokens: u64,
    /// Tokens of one prompt.
    context: Option<u64>,
    /// How requests are served.
    tier: Tier,
    /// A scope, a geography or a region.
    scope: Option<String>,
    /// How often all of it happens.
    times: u64,
}

/// A workload on one cloud, service and scope.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CostRow {
    /// The line of the workload.
    pub line: String,
    /// Its place; null where it is not ranked.
    pub rank: Option<usize>,
    /// The product.
    pub product: String,
    /// Who sells it.
    pub cloud: String,
    /// The service.
    pub service: Option<String>,
    /// Where the price holds.
    pub scope: Option<PriceScope>,
    /// The geographies or regions of it.
    pub within: Vec<String>,
    /// How requests are served.
    pub tier: Tier,
    /// It holds for prompts of more tokens than this.
    pub context_over: Option<u64>,
    /// Whether it may be sold there.
    pub right: Right,
    /// How far it has come there.
    pub availability: StageKey,
    /// Whether every meter has a price.
    pub status: Status,
    /// What it costs.
    pub total_usd: Option<Amount>,
    /// The least that sources of equal rank make it.
    pub total_low: Option<Amount>,
    /// The most.
    pub total_high: Option<Amount>,
    /// The part that has a price.
    pub known_usd: Option<Amount>,
    /// What has no price, or why it cannot be had.
    pub missing: Vec<String>,
    /// Why it has no rank.
    pub not_ranked_because: Option<String>,
    /// Whether sources of equal rank state other prices.
    pub contested: bool,
    /// A discount of your own that is in it.
    pub discount: Option<String>,
    /// The arithmetic.
    pub meters: Option<Vec<MeterCost>>,
    /// Since when the price holds.
    pub effective_from: Option<Date>,
    /// The strongest source of the price.
    pub source: Option<String>,
    /// The rank of that source.
    pub source_rank: Option<Authority>,
    /// The terms by which it may be sold.
    pub because: Vec<String>,
}

/// One meter of a bill.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MeterCost {
    /// What is metered.
    pub meter: Meter,
    /// How many tokens, all repetitions together.
    pub tokens: u64,
    /// USD per million tokens.
    pub usd_per_mtok: Option<Amount>,
    /// What they cost.
    pub usd: Option<Amount>,
}

/// A whole portfolio on one cloud. All its keys are keys of a line too, so that only
/// the absence of `line` tells the two apart.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(extend("not" = {"required": ["line"]}))]
pub struct CostTotal {
    /// Its place; null where it is not ranked.
    pub rank: Option<usize>,
    /// The cloud.
    pub cloud: String,
    /// Whether every line has a price.
    pub status: Status,
    /// What all lines cost; null where one is missing.
    pub total_usd: Option<Amount>,
    /// The least that sources of equal rank make it.
    pub total_low: Option<Amount>,
    /// The most.
    pub total_high: Option<Amount>,
    /// The lines that can be had there and have a price; null where none has.
    pub known_usd: Option<Amount>,
    /// The lines that cannot be had there, or have no price.
    pub missing: Vec<String>,
}

/// What stands under `rows`: lines, or with `--totals` totals; never both.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum CostRows {
    /// The lines.
    Lines(RowsKey<Touched<CostRow>>),
    /// The totals by cloud.
    Totals(RowsKey<Touched<CostTotal>>),
}

/// What stands beside the rows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CostMore {
    /// The totals by cloud, beside the lines of a portfolio.
    #[serde(skip_serializing_if = "Option::is_none")]
    totals: Option<Vec<CostTotal>>,
    /// What to mind.
    #[serde(skip_serializing_if = "Option::is_none")]
    warnings: Option<Vec<String>>,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema = OutputSchema::of::<Envelope<CostKeys, CostRows, CostMore>>(
    "cost",
    "What a workload costs: a row for each line and each offer, or with --totals for each cloud.",
);

/// That models count tokens in their own ways.
pub const TOKENISERS: &str = "Models of different families split the same text into different \
                              numbers of tokens: measure before you compare.";

/// Answers `cost`; `input` is read where a portfolio comes from `-`.
///
/// # Errors
/// An unknown name, a number that is none, or a workload file that is none.
pub fn cost<'a>(
    asked: &CostQuestion,
    input: &mut dyn Read,
    setting: &'a Setting,
    lens: &'a Lens<'a>,
) -> Result<Costs<'a>, Failure> {
    let catalog = lens.catalog;
    let jobs = match &asked.workloads {
        Workloads::One(question) => vec![of_options(question, catalog)?],
        Workloads::Portfolio(file) => of_file(file, input, catalog)?,
    };
    let frame = setting.frame();
    let mut every: Vec<Id> = Vec::new();
    let mut portfolio = Vec::new();
    for Job { products, workload, .. } in &jobs {
        let clouds = clouds_for(products, &asked.clouds, catalog)?;
        portfolio.push(lines(workload, products, &clouds, asked.all, &frame, lens));
        for cloud in clouds {
            if !every.contains(&cloud) {
                every.push(cloud);
            }
        }
    }
    let whole = matches!(asked.workloads, Workloads::Portfolio(_));
    let totals = whole.then(|| totals(&portfolio, &every));
    Ok(Costs { setting, lens, jobs, portfolio, totals, totals_alone: asked.totals })
}

impl Costs<'_> {
    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let basis = &self.lens.catalog.basis;
        let query = CostKeys {
            setting: self.setting.keys(self.lens.catalog),
            input_includes_cached: true,
            workloads: self.jobs.iter().map(|job| self.workload(job)).collect(),
        };
        let warnings = self.compares_models().then(|| vec![TOKENISERS.to_owned()]);
        if self.totals_alone {
            return Answer::rows("cost", basis, &query, || self.total_rows())
                .with(&CostMore { totals: None, warnings });
        }
        let totals = self.totals.is_some().then(|| self.total_rows());
        Answer::rows("cost", basis, &query, || self.rows()).with(&CostMore { totals, warnings })
    }

    /// Whether one workload is priced on several products.
    pub fn compares_models(&self) -> bool {
        self.jobs.iter().any(|job| job.products.len() > 1)
    }

    fn workload(&self, job: &Job) -> WorkloadKeys {
        let workload = &job.workload;
        WorkloadKeys {
            line: job.name.clone(),
            products: job
                .products
                .iter()
                .map(|p| self.lens.catalog.product(*p).id.to_string())
                .collect(),
            input_tokens: workload.input,
            cached_tokens: workload.cached,
            cache_write_tokens: workload.cache_write,
            cache_hour: workload.cache_hour,
            output_tokens: workload.output,
            context: workload.context,
            tier: workload.tier,
            scope: scope_word(&workload.scope).map(str::to_owned),
            times: workload.times,
        }
    }

    /// A row for each workload on each cloud, service and scope.
    pub fn rows(&self) -> Vec<CostRow> {
        let lines = self.jobs.iter().zip(&self.portfolio);
        let lines = lines.flat_map(|(job, lines)| lines.iter().map(move |line| (job, line)));
        lines.map(|(job, line)| self.row(job, line)).collect()
    }

    /// A row for each cloud; none without a portfolio.
    pub fn total_rows(&self) -> Vec<CostTotal> {
        self.totals.iter().flatten().map(|total| self.total(total)).collect()
    }

    fn row(&self, job: &Job, line: &Line<'_>) -> CostRow {
        let (catalog, row) = (self.lens.catalog, &line.row);
        let bill = line.bill.as_ref();
        let slot = bill.map(|bill| bill.charge.slot);
        let list = bill.and_then(|bill| bill.charge.list.as_ref());
        let source = list.and_then(|list| list.sources(self.lens).first().copied());
        let range = bill.and_then(|bill| bill.range);
        let known = bill.filter(|bill| !bill.parts.is_empty()).map(|bill| bill.known);
        let discount = bill.and_then(|bill| bill.charge.discount);
        let within = slot.map(|slot| slot.within).unwrap_or_default();
        CostRow {
            line: job.name.clone(),
            rank: line.rank,
            product: catalog.product(row.product).id.to_string(),
            cloud: catalog.provider(row.cloud).id.to_string(),
            service: row.service.map(|service| catalog.service(service).id.to_string()),
            scope: slot.map(|slot| slot.scope),
            within: within.iter().map(ToString::to_string).collect(),
            tier: job.workload.tier,
            context_over: slot.and_then(|slot| slot.context_over),
            right: row.decision.right,
            availability: row.listing.stage().into(),
            status: line.status(),
            total_usd: line.total().map(Amount::rounded),
            total_low: range.map(|(low, _)| Amount::rounded(low)),
            total_high: range.map(|(_, high)| Amount::rounded(high)),
            known_usd: known.map(Amount::rounded),
            missing: line.missing.clone(),
            not_ranked_because: self.not_ranked(line),
            contested: list.is_some_and(Settled::contested),
            discount: discount.map(|discount| catalog.discount(discount).id.to_string()),
            meters: bill.map(meters),
            effective_from: list.map(|list| Date(list.from)),
            source: source.map(|source| catalog.source(source).id.to_string()),
            source_rank: list.map(|list| list.authority),
            because: reasons::ids(&row.decision, catalog),
        }
    }

    /// Why a line has no rank; nothing where it has one.
    pub fn not_ranked(&self, line: &Line<'_>) -> Option<String> {
        if line.rank.is_some() {
            return None;
        }
        let (catalog, row) = (self.lens.catalog, &line.row);
        let because = || reasons::ids(&row.decision, catalog).join(" ");
        let disputes = || {
            let ids = row
                .decision
                .disputes
                .iter()
                .map(|dispute| catalog.dispute(*dispute).id.to_string());
            ids.collect::<Vec<_>>().join(" ")
        };
        let reason = match row.decision.right {
            Right::Prohibited => format!("may not sell it: {}", because()),
            Right::Contested => format!("contested: {} {}", because(), disputes()),
            Right::Unknown => "no source says whether it may sell it".to_owned(),
            Right::Permitted if row.offer.is_some() && !row.on_sale() => {
                format!("not on sale: {}", StageKey::from(row.listing.stage()).in_words())
            }
            Right::Permitted => line.missing.join(", "),
        };
        Some(reason.trim_end().to_owned())
    }

    fn total(&self, total: &CloudTotal) -> CostTotal {
        let whole = total.missing.is_empty().then_some(total.known);
        let known = (total.missing.len() < total.lines).then_some(total.known);
        CostTotal {
            rank: total.rank,
            cloud: self.lens.catalog.provider(total.cloud).id.to_string(),
            status: total.status(),
            total_usd: whole.map(Amount::rounded),
            total_low: total.range.map(|(low, _)| Amount::rounded(low)),
            total_high: total.range.map(|(_, high)| Amount::rounded(high)),
            known_usd: known.map(Amount::rounded),
            missing: self.missing(total).into_iter().map(str::to_owned).collect(),
        }
    }

    /// The lines that are not in a total.
    pub fn missing(&self, total: &CloudTotal) -> Vec<&str> {
        let jobs = total.missing.iter().filter_map(|place| self.jobs.get(*place));
        jobs.map(|job| job.name.as_str()).collect()
    }
}

fn meters(bill: &Bill<'_>) -> Vec<MeterCost> {
    let meter = |part: &Part| MeterCost {
        meter: part.meter,
        tokens: part.tokens,
        usd_per_mtok: part.price.map(Amount::from),
        usd: part.usd().map(Amount::rounded),
    };
    bill.parts.iter().map(meter).collect()
}

/// A choice of scope as the word that was typed; nothing where none was.
pub fn scope_word(scope: &ScopeChoice) -> Option<&str> {
    match scope {
        ScopeChoice::Any => None,
        ScopeChoice::Scope(scope) => Some(scope.word()),
        ScopeChoice::Area(area) => Some(area),
    }
}
