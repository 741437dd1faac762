//! What scripts read: a row for each claim, or for each pair.

use serde_json::{Value, json};

use crate::output::pieces::{number, source_ids};
use crate::report::audit::{Audited, Audits, mix_key, rests_on, words};
use crate::report::{Fields, object};
use aicloud_core::claims::offered::Offered;
use aicloud_core::claims::scores::{Measured, cost_per_solved};
use aicloud_core::claims::{Audit, Claimed, DayOf, Grade, Pair, Ratio, Reading, Version};
use aicloud_core::model::{ClaimDate, Id, Usd};

impl Audits<'_> {
    pub(super) fn rows(&self, chosen: &[&str]) -> Vec<Fields> {
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
        let audit = &audited.then;
        let (claim, catalog) = (audit.claim, self.lens.catalog);
        let better = audit.better_subject.map(|product| catalog.product(product).id.to_string());
        let mut row = object(json!({
            "claim": claim.id,
            "claimant": claim.claimant,
            "verdict": audit.verdict.word(),
            "better_subject": better,
            "missing": audit.missing,
            "performance_supported": audit.borne_out(),
            "left_shop": audit.pair().map(|pair| pair.left_shop),
            "metric": claim.metric.word(),
            "workload": claim.workload,
            "says": claim.says,
            "claim_date": claim.date,
            "claim_dated": if claim.dated == ClaimDate::Made { "made" } else { "retold" },
            "prices_on": audit.day.to_string(),
            "prices_on_is": day_key(audit.day_of),
            "original_found": claim.original_found,
            "rests_on": rests_on(audit),
            "mutated": audit.mutated(),
        }));
        row.extend(other_days(audited));
        row.extend(stated(&audit.wording.claimed));
        if let Some(pair) = audit.pair() {
            row.extend(self.numbers(pair));
        } else if let Some(first) = audit.pairs.first() {
            let ours = first.subject_at.as_deref().unwrap_or_default();
            row.insert("subject".to_owned(), (*catalog.product(first.subject.product).id).into());
            row.insert("subject_service".to_owned(), self.services(ours));
            row.insert("comparator_as".to_owned(), words::against(audit).into());
        }
        row.extend(supposed(audit));
        if chosen.contains(&"versions") {
            row.insert("versions".to_owned(), audit.versions.iter().map(version).collect());
        }
        if chosen.contains(&"pairs") {
            let pairs = audit.pairs.iter().map(|pair| {
                let mut fields = self.pair(pair, audit);
                let text = format!(
                    "{}: {}",
                    self.name(pair),
                    words::needs(pair, &audit.wording.claimed, claim.metric)
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
        let mut row = object(json!({
            "claim": claim.id,
            "claimant": claim.claimant,
            "metric": claim.metric.word(),
            "prices_on": audit.day.to_string(),
            "verdict": audit.verdict.word(),
            "comparator_supposed": pair.comparator.party.supposed,
            "pair_verdict": pair.verdict.word(),
            "performance_supported": pair.borne_out,
            "pair_missing": pair.missing,
        }));
        row.extend(stated(&audit.wording.claimed));
        row.extend(self.numbers(pair));
        row.extend(self.price("subject", pair.subject_at.as_deref().unwrap_or_default()));
        row.extend(self.price("comparator", pair.comparator_at.as_deref().unwrap_or_default()));
        let measured = pair.measured.iter().map(|one| benchmark(one, pair, audit));
        row.insert("benchmarks".to_owned(), measured.collect());
        row.insert("left_shop".to_owned(), pair.left_shop.into());
        let readings = pair.readings.iter().map(|one| self.reading(one));
        row.insert("readings".to_owned(), readings.collect());
        row
    }

    /// What another service would make of it.
    fn reading(&self, one: &Reading<'_>) -> Value {
        let catalog = self.lens.catalog;
        let service = &*catalog.service(catalog.offer(one.at.offer).service).id;
        let met = one.grade.map(|grade| matches!(grade, Grade::Fits | Grade::More));
        json!({
            "text": service,
            "side": if one.of_subject { "subject" } else { "comparator" },
            "service": service,
            "price_ratio_low": ratio(Some(one.span.0)),
            "price_ratio_high": ratio(Some(one.span.1)),
            "met_by_price": met,
        })
    }

    fn services(&self, offers: &[Offered<'_>]) -> Value {
        let catalog = self.lens.catalog;
        offers
            .iter()
            .map(|one| Value::from(&*catalog.service(catalog.offer(one.offer).service).id))
            .collect()
    }

    /// The sides of a pair and what their prices make.
    fn numbers(&self, pair: &Pair<'_>) -> Fields {
        let catalog = self.lens.catalog;
        let ours = pair.subject_at.as_deref().unwrap_or_default();
        let theirs = pair.comparator_at.as_deref().unwrap_or_default();
        let contested = ours.iter().chain(theirs).any(Offered::contested);
        let sources = self.sources(ours.iter().chain(theirs));
        object(json!({
            "subject": &*catalog.product(pair.subject.product).id,
            "subject_service": self.services(ours),
            "comparator": &*catalog.product(pair.comparator.product).id,
            "comparator_service": self.services(theirs),
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
            "price_sources": source_ids(&sources, catalog),
        }))
    }

    /// The first price of a side; every one where several count.
    fn price(&self, side: &str, offers: &[Offered<'_>]) -> Fields {
        let catalog = self.lens.catalog;
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
        put("price_from", one_or_all(&|one| one.settled.from.to_string().into()));
        put("price_sources", source_ids(&self.sources(offers.iter()), catalog));
        row
    }

    /// Who states the prices of some offers, each once.
    fn sources<'o>(&self, offers: impl Iterator<Item = &'o Offered<'o>>) -> Vec<Id> {
        let mut sources = Vec::new();
        for source in offers.flat_map(|one| one.settled.sources(self.lens)) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    /// A pair by the names of its sides.
    pub(super) fn name(&self, pair: &Pair<'_>) -> String {
        let catalog = self.lens.catalog;
        format!(
            "{} against {}",
            catalog.product(pair.subject.product).id,
            catalog.product(pair.comparator.product).id
        )
    }
}

fn stated(claimed: &Claimed) -> Fields {
    object(json!({
        "factor": number(Some(claimed.factor)),
        "factor_to": number(claimed.factor_to),
        "hedge": claimed.hedge,
    }))
}

/// What the day of the claim and today make of it.
fn other_days(audited: &Audited<'_>) -> Fields {
    let today = &audited.today;
    let of = |audit: &Audit<'_>| audit.pair().and_then(|pair| pair.span);
    object(json!({
        "verdict_claim_day": audited.made.verdict.word(),
        "price_ratio_low_claim_day": ratio(of(&audited.made).map(|(low, _)| low)),
        "price_ratio_high_claim_day": ratio(of(&audited.made).map(|(_, high)| high)),
        "verdict_today": today.verdict.word(),
        "price_ratio_low_today": ratio(of(today).map(|(low, _)| low)),
        "price_ratio_high_today": ratio(of(today).map(|(_, high)| high)),
        "needed_performance_today": ratio(today.pair().and_then(|pair| pair.needed)),
    }))
}

/// What price gives against all that an unclear comparator may mean.
fn supposed(audit: &Audit<'_>) -> Fields {
    let pairs = audit.pairs.iter();
    let supposed = pairs.filter(|pair| pair.comparator.party.supposed && pair.subject.place == 0);
    let spans = supposed.filter_map(|pair| pair.span);
    object(json!({
        "supposed_low": ratio(spans.clone().map(|(low, _)| low).min()),
        "supposed_high": ratio(spans.map(|(_, high)| high).max()),
    }))
}

fn version(version: &Version<'_>) -> Value {
    let record = version.record;
    let mut row = object(json!({
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
    row.extend(stated(&version.wording.claimed));
    Value::Object(row)
}

/// What one pairing of scores gives.
fn benchmark(one: &Measured<'_>, pair: &Pair<'_>, audit: &Audit<'_>) -> Value {
    let per_solved = |score| cost_per_solved(one.suite, score);
    let usd = |amount: Option<rust_decimal::Decimal>| {
        let text = amount.map(|amount| amount.round_dp(8).to_string());
        number(text.and_then(|text| text.parse::<Usd>().ok()))
    };
    let gives = |price: Option<Ratio>| ratio(price.and_then(|price| price.times(one.telling()?)));
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
        "counts": one.counts(),
        "bears_out": audit.bar(pair).says(one),
    })
}

/// A ratio as a JSON number.
#[expect(clippy::cast_precision_loss, reason = "a double is what JSON has")]
fn ratio(ratio: Option<Ratio>) -> Value {
    ratio.map(Ratio::parts).map_or(Value::Null, |(over, under)| {
        if under == 1 { over.into() } else { (over as f64 / under as f64).into() }
    })
}

fn day_key(day_of: DayOf) -> &'static str {
    match day_of {
        DayOf::Asked => "asked",
        DayOf::Record => "record",
        DayOf::Claim => "claim",
    }
}
