//! A row for each subject against a comparator.

use schemars::JsonSchema;
use serde::Serialize;

use crate::audit::audits::Audits;
use crate::audit::numbers::{OneOrMore, RatioNumber, mix_key};
use crate::audit::scores::{Benchmarked, ElsewhereReading, benchmark, reading};
use crate::audit::words;
use crate::values::{Amount, Date, source_ids};
use aicloud_core::claims::offered::Offered;
use aicloud_core::claims::{Audit, Claimed, Pair, Verdict};
use aicloud_core::model::{Hedge, Id, Metric, PriceScope};

/// How much is claimed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Stated {
    /// How many times better.
    pub factor: Amount,
    /// The upper end, where a range is claimed.
    pub factor_to: Option<Amount>,
    /// How firmly the factor is stated.
    pub hedge: Hedge,
}

/// The claim that a pair is of.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PairOf {
    /// The claim.
    pub claim: String,
    /// Who is said to claim it.
    pub claimant: String,
}

/// What is asked of every pair of a claim, and what the claim comes to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PairClaim {
    /// What is compared.
    pub metric: Metric,
    /// The day of the prices.
    pub prices_on: Date,
    /// What the claim comes to.
    pub verdict: Verdict,
}

/// A subject against a comparator: a row of `--pairs`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PairRow {
    /// The claim.
    #[serde(flatten)]
    pub of: PairOf,
    /// How much is claimed.
    #[serde(flatten)]
    pub stated: Stated,
    /// What is asked of it.
    #[serde(flatten)]
    pub about: PairClaim,
    /// What is said to be better.
    pub subject: String,
    /// Where its price is from.
    pub subject_service: Vec<String>,
    /// What it costs.
    #[serde(flatten)]
    pub subject_price: SubjectPrice,
    /// What it is compared with.
    pub comparator: String,
    /// What the claim calls it.
    pub comparator_as: Option<String>,
    /// Whether the claim leaves open what it means.
    pub comparator_supposed: bool,
    /// Where its price is from.
    pub comparator_service: Vec<String>,
    /// What it costs.
    #[serde(flatten)]
    pub comparator_price: ComparatorPrice,
    /// Whether sources of equal rank state other prices.
    pub prices_contested: bool,
    /// What this pair alone comes to.
    pub pair_verdict: Verdict,
    /// Whether public scores bear the claim out; null where they cannot tell.
    pub performance_supported: Option<bool>,
    /// What the prices make.
    #[serde(flatten)]
    pub ratios: PairRatios,
    /// What is missing for a verdict.
    pub pair_missing: Vec<String>,
    /// Whether the claimant's own services have no price of the subject.
    pub left_shop: bool,
    /// What other services would make of it, where the claim names none.
    pub readings: Vec<ElsewhereReading>,
    /// What public scores give.
    pub benchmarks: Vec<Benchmarked>,
}

/// The same within the row of its claim, with who states the prices and with a sentence.
/// Its keys have an order of their own, which scripts may have seen.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClaimPair {
    /// The claim.
    #[serde(flatten)]
    pub of: PairOf,
    /// What is asked of it.
    #[serde(flatten)]
    pub about: PairClaim,
    /// Whether the claim leaves open what the comparator means.
    pub comparator_supposed: bool,
    /// What this pair alone comes to.
    pub pair_verdict: Verdict,
    /// Whether public scores bear the claim out; null where they cannot tell.
    pub performance_supported: Option<bool>,
    /// What is missing for a verdict.
    pub pair_missing: Vec<String>,
    /// How much is claimed.
    #[serde(flatten)]
    pub stated: Stated,
    /// What is said to be better.
    pub subject: String,
    /// Where its price is from.
    pub subject_service: Vec<String>,
    /// What it is compared with.
    pub comparator: String,
    /// Where its price is from.
    pub comparator_service: Vec<String>,
    /// What the claim calls it.
    pub comparator_as: Option<String>,
    /// What the prices make.
    #[serde(flatten)]
    pub ratios: PairRatios,
    /// Whether sources of equal rank state other prices.
    pub prices_contested: bool,
    /// Who states the prices.
    pub price_sources: Vec<String>,
    /// What the subject costs.
    #[serde(flatten)]
    pub subject_price: SubjectPrice,
    /// What the comparator costs.
    #[serde(flatten)]
    pub comparator_price: ComparatorPrice,
    /// What public scores give.
    pub benchmarks: Vec<Benchmarked>,
    /// Whether the claimant's own services have no price of the subject.
    pub left_shop: bool,
    /// What other services would make of it, where the claim names none.
    pub readings: Vec<ElsewhereReading>,
    /// What the claim still needs, in words.
    pub text: String,
}

impl From<ClaimPair> for PairRow {
    fn from(pair: ClaimPair) -> Self {
        Self {
            of: pair.of,
            stated: pair.stated,
            about: pair.about,
            subject: pair.subject,
            subject_service: pair.subject_service,
            subject_price: pair.subject_price,
            comparator: pair.comparator,
            comparator_as: pair.comparator_as,
            comparator_supposed: pair.comparator_supposed,
            comparator_service: pair.comparator_service,
            comparator_price: pair.comparator_price,
            prices_contested: pair.prices_contested,
            pair_verdict: pair.pair_verdict,
            performance_supported: pair.performance_supported,
            ratios: pair.ratios,
            pair_missing: pair.pair_missing,
            left_shop: pair.left_shop,
            readings: pair.readings,
            benchmarks: pair.benchmarks,
        }
    }
}

/// What the prices of a pair make.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct PairRatios {
    /// Comparator price over subject price, the least over the mixes.
    pub price_ratio_low: Option<RatioNumber>,
    /// The greatest.
    pub price_ratio_high: Option<RatioNumber>,
    /// Input to output tokens where the ratio comes nearest to the factor.
    pub mix: Option<String>,
    /// The ratio there.
    pub ratio_at_mix: Option<RatioNumber>,
    /// The ratio of cached input alone.
    pub cached_input_ratio: Option<RatioNumber>,
    /// How many times better it must perform.
    pub needed_performance: Option<RatioNumber>,
    /// The least that it takes at some mix.
    pub needed_low: Option<RatioNumber>,
    /// The most.
    pub needed_high: Option<RatioNumber>,
}

/// What the subject of a pair costs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SubjectPrice {
    /// Its price of input; a list where several services count.
    pub subject_input_per_mtok: Option<OneOrMore<Option<Amount>>>,
    /// Its price of output.
    pub subject_output_per_mtok: Option<OneOrMore<Option<Amount>>>,
    /// Where that price holds.
    pub subject_scope: Option<OneOrMore<PriceScope>>,
    /// Since when.
    pub subject_price_from: Option<OneOrMore<Date>>,
    /// Who states it.
    pub subject_price_sources: Vec<String>,
}

/// What the comparator of a pair costs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ComparatorPrice {
    /// Its price of input; a list where several services count.
    pub comparator_input_per_mtok: Option<OneOrMore<Option<Amount>>>,
    /// Its price of output.
    pub comparator_output_per_mtok: Option<OneOrMore<Option<Amount>>>,
    /// Where that price holds.
    pub comparator_scope: Option<OneOrMore<PriceScope>>,
    /// Since when.
    pub comparator_price_from: Option<OneOrMore<Date>>,
    /// Who states it.
    pub comparator_price_sources: Vec<String>,
}

impl Audits<'_> {
    /// A row for each subject against each comparator.
    pub fn pair_rows(&self) -> Vec<PairRow> {
        let pairs = self.found.iter().flat_map(|audited| {
            let audit = &audited.then;
            audit.pairs.iter().map(move |pair| self.pair(pair, audit).into())
        });
        pairs.collect()
    }

    /// A pair by itself, with the claim that it is of.
    pub(super) fn pair(&self, pair: &Pair<'_>, audit: &Audit<'_>) -> ClaimPair {
        let (claim, catalog) = (audit.claim, self.lens.catalog);
        let [ours, theirs] = at(pair);
        let needs = words::needs(pair, &audit.wording.claimed, claim.metric);
        ClaimPair {
            of: PairOf { claim: claim.id.to_string(), claimant: claim.claimant.to_string() },
            about: PairClaim {
                metric: claim.metric,
                prices_on: Date(audit.day),
                verdict: audit.verdict,
            },
            comparator_supposed: pair.comparator.party.supposed,
            pair_verdict: pair.verdict,
            performance_supported: pair.borne_out,
            pair_missing: pair.missing.clone(),
            stated: stated(&audit.wording.claimed),
            subject: catalog.product(pair.subject.product).id.to_string(),
            subject_service: self.services(ours),
            comparator: catalog.product(pair.comparator.product).id.to_string(),
            comparator_service: self.services(theirs),
            comparator_as: pair.comparator.party.named_as.clone(),
            ratios: ratios(pair),
            prices_contested: contested(pair),
            price_sources: self.sources(at(pair).into_iter().flatten()),
            subject_price: self.subject_price(ours),
            comparator_price: self.comparator_price(theirs),
            benchmarks: pair.measured.iter().map(|one| benchmark(one, pair, audit)).collect(),
            left_shop: pair.left_shop,
            readings: pair.readings.iter().map(|one| reading(one, catalog)).collect(),
            text: format!("{}: {needs}", self.name(pair)),
        }
    }

    pub(super) fn services(&self, offers: &[Offered<'_>]) -> Vec<String> {
        let catalog = self.lens.catalog;
        offers
            .iter()
            .map(|one| catalog.service(catalog.offer(one.offer).service).id.to_string())
            .collect()
    }

    fn subject_price(&self, offers: &[Offered<'_>]) -> SubjectPrice {
        SubjectPrice {
            subject_input_per_mtok: OneOrMore::of(offers, input),
            subject_output_per_mtok: OneOrMore::of(offers, output),
            subject_scope: OneOrMore::of(offers, scope),
            subject_price_from: OneOrMore::of(offers, from),
            subject_price_sources: self.sources(offers.iter()),
        }
    }

    fn comparator_price(&self, offers: &[Offered<'_>]) -> ComparatorPrice {
        ComparatorPrice {
            comparator_input_per_mtok: OneOrMore::of(offers, input),
            comparator_output_per_mtok: OneOrMore::of(offers, output),
            comparator_scope: OneOrMore::of(offers, scope),
            comparator_price_from: OneOrMore::of(offers, from),
            comparator_price_sources: self.sources(offers.iter()),
        }
    }

    /// Who states the prices of some offers, each once.
    pub(super) fn sources<'o>(&self, offers: impl Iterator<Item = &'o Offered<'o>>) -> Vec<String> {
        let mut sources: Vec<Id> = Vec::new();
        for source in offers.flat_map(|one| one.settled.sources(self.lens)) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        source_ids(&sources, self.lens.catalog)
    }

    /// A pair by the names of its sides.
    pub fn name(&self, pair: &Pair<'_>) -> String {
        let catalog = self.lens.catalog;
        format!(
            "{} against {}",
            catalog.product(pair.subject.product).id,
            catalog.product(pair.comparator.product).id
        )
    }
}

fn input(one: &Offered<'_>) -> Option<Amount> {
    one.settled.meters.input.map(Amount::from)
}

fn output(one: &Offered<'_>) -> Option<Amount> {
    one.settled.meters.output.map(Amount::from)
}

fn scope(one: &Offered<'_>) -> PriceScope {
    one.settled.slot.scope
}

fn from(one: &Offered<'_>) -> Date {
    Date(one.settled.from)
}

/// The offers of both sides whose prices count.
pub(super) fn at<'p, 'a>(pair: &'p Pair<'a>) -> [&'p [Offered<'a>]; 2] {
    [&pair.subject_at, &pair.comparator_at].map(|side| side.as_deref().unwrap_or_default())
}

pub(super) fn contested(pair: &Pair<'_>) -> bool {
    at(pair).into_iter().flatten().any(Offered::contested)
}

pub(super) fn ratios(pair: &Pair<'_>) -> PairRatios {
    PairRatios {
        price_ratio_low: pair.span.map(|(low, _)| RatioNumber(low)),
        price_ratio_high: pair.span.map(|(_, high)| RatioNumber(high)),
        mix: pair.nearest.map(|(mix, _)| mix_key(mix)),
        ratio_at_mix: pair.nearest.map(|(_, ratio)| RatioNumber(ratio)),
        cached_input_ratio: pair.cached.map(RatioNumber),
        needed_performance: pair.needed.map(RatioNumber),
        needed_low: pair.needed_range.map(|(low, _)| RatioNumber(low)),
        needed_high: pair.needed_range.map(|(_, high)| RatioNumber(high)),
    }
}

pub(super) fn stated(claimed: &Claimed) -> Stated {
    Stated {
        factor: claimed.factor.into(),
        factor_to: claimed.factor_to.map(Amount::from),
        hedge: claimed.hedge,
    }
}
