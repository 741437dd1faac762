//! A row for each claim.

use schemars::JsonSchema;
use serde::Serialize;

use crate::audit::audits::{Audited, Audits, RestsOn};
use crate::audit::numbers::RatioNumber;
use crate::audit::pairs::{ClaimPair, Stated, at, contested, ratios, stated};
use crate::audit::words;
use crate::values::{Amount, Computed, Date, DateSpan};
use aicloud_core::claims::{Audit, DayOf, SourceVersion, Verdict};
use aicloud_core::model::{ClaimDate, Hedge, Metric};

/// A claim and what it comes to.
#[derive(Serialize, JsonSchema)]
pub struct AuditRow<'a> {
    /// The claim.
    pub claim: String,
    /// Who is said to claim it.
    pub claimant: String,
    /// How many times better.
    pub factor: Amount,
    /// What it comes to.
    pub verdict: Verdict,
    /// Another subject that it may mean, which gives the very factor.
    pub better_subject: Option<String>,
    /// Comparator price over subject price, the least over the mixes.
    pub price_ratio_low: Option<RatioNumber>,
    /// The greatest.
    pub price_ratio_high: Option<RatioNumber>,
    /// How many times better it must perform where the claim is held to it; 1 where equal
    /// performance is enough.
    pub needed_performance: Option<RatioNumber>,
    /// What is missing for a verdict.
    pub missing: Vec<String>,
    /// Whether public scores, with the price ratio, bear it out; null where they cannot
    /// tell, or do not agree.
    pub performance_supported: Option<bool>,
    /// The upper end, where a range is claimed.
    pub factor_to: Option<Amount>,
    /// How firmly the factor is stated.
    pub hedge: Hedge,
    /// What is compared.
    pub metric: Metric,
    /// For what work.
    pub workload: Option<String>,
    /// The claim, in our words.
    pub says: String,
    /// When it was made or, where that is not known, retold.
    pub claim_date: DateSpan,
    /// Which of the two.
    pub claim_dated: ClaimDate,
    /// The day of the prices; `as_of` is today unless it was asked for, and the keys that end
    /// in `_today` are of it.
    pub prices_on: Date,
    /// Why that day.
    pub prices_on_is: DayOf,
    /// What is compared with what.
    #[serde(flatten)]
    pub sides: AuditSides,
    /// What an unclear comparator may mean.
    #[serde(flatten)]
    pub supposed: Supposed,
    /// The least performance that it takes at some mix.
    pub needed_low: Option<RatioNumber>,
    /// The most.
    pub needed_high: Option<RatioNumber>,
    /// Input to output tokens, exactly, where the ratio comes nearest to the factor; 1:0 is
    /// input alone.
    pub mix: Option<String>,
    /// The ratio there.
    pub ratio_at_mix: Option<RatioNumber>,
    /// The ratio of cached input alone.
    pub cached_input_ratio: Option<RatioNumber>,
    /// Whether sources of equal rank state other prices.
    pub prices_contested: Option<bool>,
    /// Who states the prices.
    pub price_sources: Option<Vec<String>>,
    /// What other days make of it.
    #[serde(flatten)]
    pub other_days: OtherDays,
    /// Whether the claimant's own wording was found.
    pub original_found: bool,
    /// On what kind of word it rests.
    pub rests_on: RestsOn,
    /// Whether a number or a side changed from one source to another.
    pub mutated: bool,
    /// The claim as each source has it.
    pub versions: Computed<'a, Vec<Sourced>>,
    /// Every subject against every comparator, with the keys of `--pairs`.
    pub pairs: Computed<'a, Vec<ClaimPair>>,
}

/// What a claim compares with what, as far as this data has it.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct AuditSides {
    /// What is said to be better, as the claim is read.
    pub subject: Option<String>,
    /// Where its price is from.
    pub subject_service: Option<Vec<String>>,
    /// What it is compared with: of several the one that is worst for the claim.
    pub comparator: Option<String>,
    /// Where its price is from.
    pub comparator_service: Option<Vec<String>>,
    /// What the claim calls it.
    pub comparator_as: Option<String>,
    /// Whether the claimant's own services have no price of the subject, and it is from
    /// elsewhere.
    pub left_shop: Option<bool>,
}

/// What price gives against all that an unclear comparator may mean.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Supposed {
    /// The least price ratio against what it may mean, where it names no single comparator.
    pub supposed_low: Option<RatioNumber>,
    /// The greatest.
    pub supposed_high: Option<RatioNumber>,
}

/// What the day of the claim and today make of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OtherDays {
    /// What it comes to on the day of the claim.
    pub verdict_claim_day: Verdict,
    /// The least ratio then.
    pub price_ratio_low_claim_day: Option<RatioNumber>,
    /// The greatest.
    pub price_ratio_high_claim_day: Option<RatioNumber>,
    /// What it comes to at today's prices.
    pub verdict_today: Verdict,
    /// The least ratio today.
    pub price_ratio_low_today: Option<RatioNumber>,
    /// The greatest.
    pub price_ratio_high_today: Option<RatioNumber>,
    /// What performance must give today.
    pub needed_performance_today: Option<RatioNumber>,
}

/// A claim as one source has it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Sourced {
    /// The source.
    pub source: String,
    /// Whether these are the claimant's own words.
    pub own_words: bool,
    /// The person or body that it quotes.
    pub speaker: Option<String>,
    /// What it says, in our words.
    pub says: Option<String>,
    /// A short quotation.
    pub quote: Option<String>,
    /// What it calls the subject.
    pub subject_as: Option<String>,
    /// What it calls the comparator.
    pub comparator_as: Option<String>,
    /// Whether it changed the factor, the hedge or a side.
    pub differs: bool,
    /// What the claim would come to as this source has it.
    pub verdict: Verdict,
    /// How much it states.
    #[serde(flatten)]
    pub stated: Stated,
}

impl Audits<'_> {
    /// A row for each claim.
    pub fn rows(&self) -> Vec<AuditRow<'_>> {
        self.found.iter().map(|audited| self.row(audited)).collect()
    }

    fn row<'s>(&'s self, audited: &'s Audited<'_>) -> AuditRow<'s> {
        let audit = &audited.then;
        let (claim, pair) = (audit.claim, audit.pair());
        let ratios = pair.map(ratios).unwrap_or_default();
        let stated = stated(&audit.wording.claimed);
        let better = audit.better_subject;
        AuditRow {
            claim: claim.id.to_string(),
            claimant: claim.claimant.to_string(),
            factor: stated.factor,
            verdict: audit.verdict,
            better_subject: better.map(|product| self.lens.catalog.product(product).id.to_string()),
            price_ratio_low: ratios.price_ratio_low,
            price_ratio_high: ratios.price_ratio_high,
            needed_performance: ratios.needed_performance,
            missing: audit.missing.clone(),
            performance_supported: audit.borne_out(),
            factor_to: stated.factor_to,
            hedge: stated.hedge,
            metric: claim.metric,
            workload: claim.workload.clone(),
            says: claim.says.clone(),
            claim_date: DateSpan(claim.date.first_day(), claim.date.last_day()),
            claim_dated: claim.dated,
            prices_on: Date(audit.day),
            prices_on_is: audit.day_of,
            sides: self.sides(audit),
            supposed: supposed(audit),
            needed_low: ratios.needed_low,
            needed_high: ratios.needed_high,
            mix: ratios.mix,
            ratio_at_mix: ratios.ratio_at_mix,
            cached_input_ratio: ratios.cached_input_ratio,
            prices_contested: pair.map(contested),
            price_sources: pair.map(|pair| self.sources(at(pair).into_iter().flatten())),
            other_days: other_days(audited),
            original_found: claim.original_found,
            rests_on: RestsOn::of(audit),
            mutated: audit.mutated(),
            versions: Computed::new(|| audit.versions.iter().map(version).collect()),
            pairs: Computed::new(|| {
                audit.pairs.iter().map(|pair| self.pair(pair, audit)).collect()
            }),
        }
    }

    /// The sides on which the verdict rests, or the first subject.
    fn sides(&self, audit: &Audit<'_>) -> AuditSides {
        let catalog = self.lens.catalog;
        let Some(pair) = audit.pair().or(audit.pairs.first()) else {
            return AuditSides::default();
        };
        let [ours, theirs] = at(pair);
        let subject = Some(catalog.product(pair.subject.product).id.to_string());
        let subject_service = Some(self.services(ours));
        if audit.pair().is_none() {
            let comparator_as = Some(words::against(audit));
            return AuditSides { subject, subject_service, comparator_as, ..AuditSides::default() };
        }
        AuditSides {
            subject,
            subject_service,
            comparator: Some(catalog.product(pair.comparator.product).id.to_string()),
            comparator_service: Some(self.services(theirs)),
            comparator_as: pair.comparator.party.named_as.clone(),
            left_shop: Some(pair.left_shop),
        }
    }
}

fn other_days(audited: &Audited<'_>) -> OtherDays {
    let Audited { made, today, .. } = audited;
    let of = |audit: &Audit<'_>| audit.pair().map(ratios).unwrap_or_default();
    let (then, now) = (of(made), of(today));
    OtherDays {
        verdict_claim_day: made.verdict,
        price_ratio_low_claim_day: then.price_ratio_low,
        price_ratio_high_claim_day: then.price_ratio_high,
        verdict_today: today.verdict,
        price_ratio_low_today: now.price_ratio_low,
        price_ratio_high_today: now.price_ratio_high,
        needed_performance_today: now.needed_performance,
    }
}

fn supposed(audit: &Audit<'_>) -> Supposed {
    let pairs = audit.pairs.iter();
    let supposed = pairs.filter(|pair| pair.comparator.party.supposed && pair.subject.place == 0);
    let spans = supposed.filter_map(|pair| pair.span);
    Supposed {
        supposed_low: spans.clone().map(|(low, _)| low).min().map(RatioNumber),
        supposed_high: spans.map(|(_, high)| high).max().map(RatioNumber),
    }
}

fn version(version: &SourceVersion<'_>) -> Sourced {
    let record = version.record;
    Sourced {
        source: record.source.to_string(),
        own_words: record.own_words,
        speaker: record.speaker.clone(),
        says: record.says.clone(),
        quote: record.quote.clone(),
        subject_as: record.subject_as.clone(),
        comparator_as: record.comparator_as.clone(),
        differs: version.differs,
        verdict: version.verdict,
        stated: stated(&version.wording.claimed),
    }
}
