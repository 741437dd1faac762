//! `may`: the decision, its proof, and the fields that scripts read.

use aicloud_core::catalog::Catalog;
use serde_json::{Value, json};

use crate::output::pieces::{date, source_ids, span};
use crate::output::prose;
use crate::output::words::{channel_key, stage_key};
use crate::report::row::{host_id, implied_offer, implied_word};
use crate::report::{Fields, Format, Report, Shape, object};
use aicloud_core::model::{Day, Effect, Id, PartialDate};
use aicloud_core::offers::rows::{Row, evidence_read};
use aicloud_core::rights::decide::{Reason, rule_word};
use aicloud_core::rights::flips::{Flip, Without};
use aicloud_core::rights::gaps::Gap;
use aicloud_core::rights::hindsight::{Revision, revisions};
use aicloud_core::rights::history::Change;
use aicloud_core::rights::{Asked, Decision, Lens, Question, Why, flips, gaps, history};
use aicloud_query::Setting;

/// The answer of `may`.
pub struct Answer<'a> {
    /// What was asked.
    pub question: Question<'a>,
    /// On which day, for whom, on whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// The decision.
    pub decision: Decision,
    /// The seller's best offer, or the row without one.
    pub row: Row,
}

/// The names of the values, in order.
pub const COLUMNS: &[&str] = &[
    "cloud",
    "product",
    "right",
    "appointed",
    "availability",
    "service",
    "channel",
    "hosted_by",
    "released",
    "existed",
    "right_since",
    "right_until",
    "stage_since",
    "available_since",
    "seen_on",
    "because",
    "corroboration",
    "overruled",
    "disputes",
    "gaps",
    "flips_if",
    "only_source",
    "revisions",
    "next_change",
    "evidence_read",
];

/// The report of `may`: short without the records, a whole proof with them.
pub fn report<'a>(answer: &'a Answer<'a>, records: Option<&'a Catalog>) -> Report<'a> {
    Report {
        command: "may",
        basis: &answer.lens.catalog.basis,
        query: answer.query(),
        left_out: None,
        columns: COLUMNS.to_vec(),
        rows: Box::new(|chosen| vec![answer.fields(chosen)]),
        more: Fields::new(),
        shape: Shape::Single,
        draw: Box::new(move |page| match records {
            Some(records) => answer.proof(records, page),
            None => answer.short(page),
        }),
        special: match records {
            Some(records) => vec![(Format::Markdown, Box::new(|| answer.memo(records)))],
            None => Vec::new(),
        },
    }
}

impl Answer<'_> {
    fn query(&self) -> Fields {
        let catalog = self.lens.catalog;
        let action = match self.question.asked {
            Asked::Sell => "sell",
            Asked::Host => "host",
        };
        let mut query = prose::query(self.setting, catalog);
        query.insert("cloud".to_owned(), Value::from(&*catalog.provider(self.question.seller).id));
        query
            .insert("product".to_owned(), Value::from(&*catalog.product(self.question.product).id));
        query.insert("action".to_owned(), action.into());
        query
    }

    /// Since when the right has been what it is.
    pub(super) fn since(&self) -> Option<Day> {
        history::since(&self.question, self.lens)
    }

    /// When it will change, as far as is known.
    pub(super) fn next(&self) -> Option<Change> {
        history::next_change(&self.question, self.lens)
    }

    /// When what it rests on was last read.
    pub(super) fn evidence_read(&self) -> Option<Day> {
        evidence_read(&self.question, &self.decision, self.row.offer, self.lens)
    }

    /// What the decision does not know.
    pub(super) fn gaps(&self) -> Vec<Gap> {
        gaps::gaps(&self.question, &self.decision, self.lens)
    }

    /// What would change it.
    pub(super) fn flips(&self) -> Vec<Flip> {
        flips::flips(&self.question, &self.decision, &self.setting.filter, self.lens.catalog)
    }

    /// The sources on each of which alone the right hangs.
    pub(super) fn lone_sources(&self) -> Vec<Id> {
        flips::lone_sources(&self.question, &self.decision, self.lens)
    }

    /// The one source on which the right hangs, where there is just one.
    fn only_source(&self) -> Option<Id> {
        match self.lone_sources().as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// How the answer for that day changed as sources were published.
    pub(super) fn revisions(&self) -> Vec<Revision> {
        revisions(&self.question, &self.setting.filter, self.lens)
    }

    /// The values that scripts read; those that take long only where they are
    /// chosen.
    pub fn fields(&self, chosen: &[&str]) -> Fields {
        let wanted = |name: &str| chosen.contains(&name);
        let next = if wanted("right_until") || wanted("next_change") { self.next() } else { None };
        let catalog = self.lens.catalog;
        let released = catalog.product(self.question.product).released.map(PartialDate::days);
        object(json!({
            "cloud": catalog.provider(self.question.seller).id,
            "product": catalog.product(self.question.product).id,
            "right": self.decision.right.word(),
            "appointed": self.decision.appointed,
            "availability": stage_key(self.row.listing.stage()),
            "service": self.row.service.map(|service| &catalog.service(service).id),
            "channel": self.row.channel.map(channel_key),
            "hosted_by": host_id(self.row.hosted_by, catalog),
            "released": released.map(span),
            "existed": released.map(|(first, _)| first <= self.question.as_of),
            "right_since": wanted("right_since").then(|| date(self.since())),
            "right_until": date(next.map(|change| change.day.previous())),
            "stage_since": date(self.row.listing.since()),
            "available_since": date(self.row.listing.since().filter(|_| self.row.on_sale())),
            "seen_on": date(self.row.listing.seen()),
            "because": self.reasons(&self.decision.because),
            "corroboration": self.reasons(&self.decision.corroboration),
            "overruled": self.overruled(),
            "disputes": self.decision.disputes.iter().map(|d| dispute(*d, self.lens)).collect::<Value>(),
            "gaps": wanted("gaps").then(|| self.gaps().iter().map(gap).collect::<Value>()),
            "flips_if": wanted("flips_if").then(|| {
                self.flips().iter().map(|flip| flip_fields(flip, catalog)).collect::<Value>()
            }),
            "only_source": wanted("only_source")
                .then(|| self.only_source().map(|source| Value::from(&*catalog.source(source).id))),
            "revisions": wanted("revisions")
                .then(|| self.revisions().iter().map(|r| revision(r, catalog)).collect::<Value>()),
            "next_change": next.map(|change| json!({"date": change.day.to_string(), "right": change.right.word()})),
            "evidence_read": wanted("evidence_read").then(|| date(self.evidence_read())),
        }))
    }

    fn reasons(&self, reasons: &[Reason]) -> Value {
        let catalog = self.lens.catalog;
        let one = |reason: &Reason| {
            let (term, effect, agreement) = match reason.why {
                Why::Term(term) => {
                    let fact = catalog.term(term);
                    (
                        Value::from(&*fact.id),
                        effect_word(fact.effect),
                        catalog.agreement_of(term).map_or(Value::Null, |of| of.as_str().into()),
                    )
                }
                Why::Implied(implied) => (Value::Null, implied_word(implied), Value::Null),
            };
            let mut one = json!({"term": term, "effect": effect, "agreement": agreement});
            if let (Some(offer), Value::Object(map)) = (implied_offer(reason.why), &mut one) {
                map.insert("offer".to_owned(), Value::from(&*catalog.offer(offer).id));
            }
            if let Value::Object(map) = &mut one {
                map.insert(
                    "sources".to_owned(),
                    source_ids(&reason.sources(&self.question, self.lens), catalog),
                );
            }
            one
        };
        reasons.iter().map(one).collect()
    }

    fn overruled(&self) -> Value {
        let catalog = self.lens.catalog;
        let one = |beaten: &aicloud_core::rights::Overruled| {
            json!({
                "term": catalog.term(beaten.term).id,
                "says": if beaten.in_favour { "permitted" } else { "prohibited" },
                "rule": rule_word(beaten.rule),
                "by": catalog.term(beaten.by).id,
            })
        };
        self.decision.overruled.iter().map(one).collect()
    }
}

fn effect_word(effect: Effect) -> &'static str {
    match effect {
        Effect::Grant => "grant",
        Effect::Exclusive => "exclusive",
        Effect::Prohibit => "prohibit",
        Effect::Licence => "licence",
        Effect::Duty => "duty",
        Effect::Commitment => "commitment",
        Effect::Investment => "investment",
    }
}

fn dispute(position: aicloud_core::model::Id, lens: &Lens<'_>) -> Value {
    let fact = lens.catalog.dispute(position);
    json!({
        "dispute": fact.id,
        "by": lens.catalog.provider(fact.by).id,
        "from": fact.from.first_day().to_string(),
        "until": date(lens.dispute_end(position)),
        "sources": source_ids(&lens.voices(&fact.sources), lens.catalog),
    })
}

fn gap(gap: &Gap) -> Value {
    let values =
        gap.values.iter().map(|(value, right)| json!({"value": value, "right": right.word()}));
    json!({"field": gap.field, "of": gap.of, "values": values.collect::<Value>(), "text": gap.text})
}

fn revision(revision: &Revision, catalog: &Catalog) -> Value {
    json!({
        "known_by": revision.known_by.to_string(),
        "right": revision.right.word(),
        "sources": source_ids(&revision.sources, catalog),
    })
}

fn flip_fields(flip: &Flip, catalog: &Catalog) -> Value {
    let (kind, ids) = without(flip, catalog);
    json!({"without": ids, "kind": kind, "right": flip.right.word()})
}

/// What a flip leaves out: the kind, joined where there are two, and the ids.
pub(super) fn without(flip: &Flip, catalog: &Catalog) -> (String, Vec<String>) {
    let one = |one: &Without| match one {
        Without::Term(term) => ("term", catalog.term(*term).id.to_string()),
        Without::Source(source) => ("source", catalog.source(*source).id.to_string()),
        Without::Dispute(dispute) => ("dispute", catalog.dispute(*dispute).id.to_string()),
    };
    let all: Vec<(&str, String)> = flip.without.iter().map(one).collect();
    let mut kinds: Vec<&str> = all.iter().map(|(kind, _)| *kind).collect();
    kinds.dedup();
    (kinds.join(" and "), all.into_iter().map(|(_, id)| id).collect())
}
