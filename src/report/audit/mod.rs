//! `audit`: claims against list prices and public scores.

mod detail;
mod explain;
mod table;
mod words;

use serde_json::{Value, json};

use super::pieces::{number, source_ids};
use super::{Fields, Report, Shape, prose};
use crate::engine::Lens;
use crate::engine::audit::offered::Offered;
use crate::engine::audit::scores::{Measured, cost_per_solved};
use crate::engine::audit::{Audit, Claimed, DayOf, Mix, Mixes, Pair, Ratio, Version, bears_out};
use crate::model::{ClaimDate, Metric, Records, Usd};
use crate::query::Setting;

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
    pub records: &'a Records,
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
    "price_ratio_low",
    "price_ratio_high",
    "mix",
    "ratio_at_mix",
    "cached_input_ratio",
    "needed_performance",
    "needed_low",
    "needed_high",
    "pair_missing",
    "benchmarks",
];

/// The report of `audit`.
pub fn report<'a>(answer: &'a Audits<'a>) -> Report<'a> {
    let facts = answer.lens.facts;
    let mut query = prose::query(answer.setting, facts);
    let Mixes { most_input, most_output } = answer.mixes;
    query.insert("mixes".to_owned(), json!([mix_key(most_input), mix_key(most_output)]));
    let columns = if answer.by_pair { PAIR_COLUMNS } else { CLAIM_COLUMNS };
    Report {
        command: if answer.by_pair { "audit pairs" } else { "audit" },
        basis: &facts.basis,
        query,
        left_out: None,
        columns: columns.to_vec(),
        rows: Box::new(|chosen| answer.rows(chosen)),
        more: Fields::new(),
        shape: Shape::Rows,
        draw: Box::new(move |page| match answer.found.as_slice() {
            found if answer.explain => explain::text(answer, found, page),
            [one] if answer.one => detail::text(answer, one, page),
            _ => table::text(answer, page),
        }),
        special: Vec::new(),
    }
}

impl Audits<'_> {
    fn rows(&self, chosen: &[&str]) -> Vec<Fields> {
        let mut rows = Vec::new();
        for audited in &self.found {
            if self.by_pair {
                let pairs = audited.then.pairs.iter();
                rows.extend(pairs.map(|pair| self.pair(pair, &audited.then)));
            } else {
                rows.push(self.claim(audited, chosen));
            }
        }
        rows
    }

    fn claim(&self, audited: &Audited<'_>, chosen: &[&str]) -> Fields {
        let (audit, today) = (&audited.then, &audited.today);
        let (claim, facts) = (audit.claim, self.lens.facts);
        let better = audit.better_subject.map(|product| facts[product].id.to_string());
        let of = |audit: &Audit<'_>| audit.pair().and_then(|pair| pair.span);
        let mut row = fields(json!({
            "claim": claim.id,
            "claimant": claim.claimant,
            "verdict": audit.verdict.word(),
            "better_subject": better,
            "missing": audit.missing,
            "metric": metric(claim.metric),
            "workload": claim.workload,
            "says": claim.says,
            "claim_date": claim.date,
            "claim_dated": if claim.dated == ClaimDate::Made { "made" } else { "retold" },
            "prices_on": audit.day.to_string(),
            "prices_on_is": day_key(audit.day_of),
            "verdict_claim_day": audited.made.verdict.word(),
            "price_ratio_low_claim_day": ratio(of(&audited.made).map(|(low, _)| low)),
            "price_ratio_high_claim_day": ratio(of(&audited.made).map(|(_, high)| high)),
            "verdict_today": today.verdict.word(),
            "price_ratio_low_today": ratio(of(today).map(|(low, _)| low)),
            "price_ratio_high_today": ratio(of(today).map(|(_, high)| high)),
            "needed_performance_today": ratio(today.pair().and_then(|pair| pair.needed)),
            "original_found": claim.original_found,
            "rests_on": rests_on(audit),
            "mutated": audit.mutated(),
        }));
        row.extend(stated(&audit.claimed));
        if let Some(pair) = audit.pair() {
            row.extend(self.numbers(pair));
        }
        if chosen.contains(&"versions") {
            row.insert("versions".to_owned(), audit.versions.iter().map(version).collect());
        }
        if chosen.contains(&"pairs") {
            let pairs = audit.pairs.iter().map(|pair| {
                let mut fields = self.pair(pair, audit);
                let text = format!(
                    "{}: {}",
                    self.name(pair),
                    words::needs(pair, &audit.claimed, claim.metric)
                );
                fields.insert("text".to_owned(), text.into());
                Value::Object(fields)
            });
            row.insert("pairs".to_owned(), pairs.collect());
        }
        row
    }

    /// A pair by itself, with the claim that it is of.
    fn pair(&self, pair: &Pair<'_>, audit: &Audit<'_>) -> Fields {
        let claim = audit.claim;
        let mut row = fields(json!({
            "claim": claim.id,
            "claimant": claim.claimant,
            "metric": metric(claim.metric),
            "prices_on": audit.day.to_string(),
            "verdict": audit.verdict.word(),
            "comparator_supposed": pair.comparator.party.supposed,
            "pair_verdict": pair.verdict.word(),
            "pair_missing": pair.missing,
        }));
        row.extend(stated(&audit.claimed));
        row.extend(self.numbers(pair));
        row.extend(self.price("subject", pair.subject_at.as_deref().unwrap_or_default()));
        row.extend(self.price("comparator", pair.comparator_at.as_deref().unwrap_or_default()));
        let measured = pair.measured.iter().map(|one| benchmark(one, pair, audit));
        row.insert("benchmarks".to_owned(), measured.collect());
        row
    }

    /// The sides of a pair and what their prices make.
    fn numbers(&self, pair: &Pair<'_>) -> Fields {
        let facts = self.lens.facts;
        let services = |offers: &[Offered<'_>]| -> Value {
            offers.iter().map(|one| Value::from(&*facts[facts[one.offer].service].id)).collect()
        };
        let ours = pair.subject_at.as_deref().unwrap_or_default();
        let theirs = pair.comparator_at.as_deref().unwrap_or_default();
        let contested = ours.iter().chain(theirs).any(Offered::contested);
        let mut sources = Vec::new();
        for source in ours.iter().chain(theirs).flat_map(|one| one.settled.sources(self.lens)) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        fields(json!({
            "subject": &*facts[pair.subject.product].id,
            "subject_service": services(ours),
            "comparator": &*facts[pair.comparator.product].id,
            "comparator_service": services(theirs),
            "comparator_as": pair.comparator.party.named_as,
            "price_ratio_low": ratio(pair.span.map(|(low, _)| low)),
            "price_ratio_high": ratio(pair.span.map(|(_, high)| high)),
            "mix": pair.nearest.map(|(mix, _)| mix_key(mix)),
            "ratio_at_mix": ratio(pair.nearest.map(|(_, ratio)| ratio)),
            "cached_input_ratio": ratio(pair.cached),
            "needed_performance": ratio(pair.needed),
            "needed_low": ratio(pair.needed_range.map(|(low, _)| low)),
            "needed_high": ratio(pair.needed_range.map(|(_, high)| high)),
            "prices_contested": contested,
            "price_sources": source_ids(&sources, facts),
        }))
    }

    /// The first price of a side; every one where several count.
    fn price(&self, side: &str, offers: &[Offered<'_>]) -> Fields {
        let facts = self.lens.facts;
        let one_or_all = |value: &dyn Fn(&Offered<'_>) -> Value| match offers {
            [] => Value::Null,
            [one] => value(one),
            several => several.iter().map(value).collect(),
        };
        let mut row = Fields::new();
        let mut put = |name: &str, value: Value| row.insert(format!("{side}_{name}"), value);
        put("input_per_mtok", one_or_all(&|one| number(one.settled.meters.input)));
        put("output_per_mtok", one_or_all(&|one| number(one.settled.meters.output)));
        put("scope", one_or_all(&|one| one.settled.slot.scope.word().into()));
        put("price_from", one_or_all(&|one| one.settled.price.from.to_string().into()));
        let mut sources = Vec::new();
        for source in offers.iter().flat_map(|one| one.settled.sources(self.lens)) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        put("price_sources", source_ids(&sources, facts));
        row
    }

    /// A pair by the names of its sides.
    fn name(&self, pair: &Pair<'_>) -> String {
        let facts = self.lens.facts;
        format!("{} against {}", facts[pair.subject.product].id, facts[pair.comparator.product].id)
    }
}

fn fields(value: Value) -> Fields {
    match value {
        Value::Object(fields) => fields,
        _ => Fields::new(),
    }
}

fn stated(claimed: &Claimed) -> Fields {
    fields(json!({
        "factor": number(Some(claimed.factor)),
        "factor_to": number(claimed.factor_to),
        "hedge": claimed.hedge,
    }))
}

fn version(version: &Version<'_>) -> Value {
    let record = version.record;
    let mut row = fields(json!({
        "source": record.source,
        "own_words": record.own_words,
        "speaker": record.speaker,
        "says": record.says,
        "quote": record.quote,
        "subject_as": record.subject_as,
        "comparator_as": record.comparator_as,
        "differs": version.differs,
        "verdict": version.verdict.word(),
    }));
    row.extend(stated(&version.claimed));
    Value::Object(row)
}

/// What one pairing of scores gives.
fn benchmark(one: &Measured<'_>, pair: &Pair<'_>, audit: &Audit<'_>) -> Value {
    let per_solved = |score| cost_per_solved(one.suite, score);
    let usd = |amount: Option<rust_decimal::Decimal>| {
        let text = amount.map(|amount| amount.round_dp(8).to_string());
        number(text.and_then(|text| text.parse::<Usd>().ok()))
    };
    let gives = |price: Option<Ratio>| ratio(price.and_then(|price| price.times(one.ratio?)));
    json!({
        "text": one.suite.id,
        "suite": one.suite.id,
        "version": one.subject.version,
        "subject_variant": one.subject.variant,
        "comparator_variant": one.comparator.variant,
        "subject_score": number(Some(one.subject.score)),
        "comparator_score": number(Some(one.comparator.score)),
        "score_ratio": ratio(one.ratio),
        "highest_possible_ratio": ratio(one.ceiling),
        "price_times_score_low": gives(pair.span.map(|(low, _)| low)),
        "price_times_score_high": gives(pair.span.map(|(_, high)| high)),
        "subject_usd_per_solved": usd(per_solved(one.subject)),
        "comparator_usd_per_solved": usd(per_solved(one.comparator)),
        "per_solved_ratio": ratio(one.per_solved),
        "bears_out": bears_out(&audit.claimed, audit.claim.metric, one, pair),
    })
}

/// A ratio as a JSON number.
#[expect(clippy::cast_precision_loss, reason = "a double is what JSON has")]
fn ratio(ratio: Option<Ratio>) -> Value {
    ratio.map(Ratio::parts).map_or(Value::Null, |(over, under)| {
        if under == 1 { over.into() } else { (over as f64 / under as f64).into() }
    })
}

/// A mix as scripts read it, exactly: `16:1`, `1:0` for input alone.
fn mix_key(mix: Mix) -> String {
    format!("{}:{}", mix.input, mix.output)
}

fn metric(metric: Metric) -> &'static str {
    match metric {
        Metric::PricePerformance => "price-performance",
        Metric::Price => "price",
        Metric::Performance => "performance",
    }
}

fn day_key(day_of: DayOf) -> &'static str {
    match day_of {
        DayOf::Asked => "asked",
        DayOf::Record => "record",
        DayOf::Claim => "claim",
    }
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
