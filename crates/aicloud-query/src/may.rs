//! `may`: one decision with its proof.

use aicloud_core::catalog::Catalog;
use std::cell::OnceCell;

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::envelope::{Nothing, OutputSchema};
use crate::hosts::HostKey;
use crate::reasons::{implied_offer, implied_word};
use crate::values::{Computed, Date, DateSpan, StageKey};
use crate::{Setting, SettingKeys};
use aicloud_core::model::{Availability, Channel, Day, Effect, Id, PrecedenceRule};
use aicloud_core::offers::rows::{self, Row, evidence_read};
use aicloud_core::rights::decide::Reason;
use aicloud_core::rights::flips::{self, Flip, Without};
use aicloud_core::rights::gaps::{self, Gap};
use aicloud_core::rights::hindsight::{Revision, revisions};
use aicloud_core::rights::history::{self, Change};
use aicloud_core::rights::{Asked, Decision, Lens, Overruled, Question, Right, Why, decide};

/// A decision, and the seller's best offer beside it.
pub struct MayAnswer<'a> {
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
    /// When it will change, once that was looked for.
    next: OnceCell<Option<Change>>,
}

/// What a script requires of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requirement {
    /// Nothing bars the sale.
    Permitted,
    /// And the vendor has chosen this cloud.
    Appointed,
    /// It is permitted and on sale in any form, previews included.
    Offered,
    /// It is permitted and generally available.
    Ga,
}

/// What was asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MayKeys {
    #[serde(flatten)]
    setting: SettingKeys,
    /// Who would sell it.
    cloud: String,
    /// The product.
    product: String,
    /// Sell or host.
    action: Asked,
}

/// One decision with its proof.
#[derive(Serialize, JsonSchema)]
pub struct MayRow<'a> {
    /// Who would sell it.
    pub cloud: String,
    /// The product.
    pub product: String,
    /// Whether it may be sold.
    pub right: Right,
    /// Whether the vendor has chosen this cloud.
    pub appointed: bool,
    /// How far it has come there.
    pub availability: StageKey,
    /// The service.
    pub service: Option<String>,
    /// How it is sold.
    pub channel: Option<Channel>,
    /// Who runs it.
    pub hosted_by: Option<HostKey>,
    /// When the product was first released.
    pub released: Option<DateSpan>,
    /// Whether it existed on that day.
    pub existed: Option<bool>,
    /// Since when the right has been what it is.
    pub right_since: Computed<'a, Option<Date>>,
    /// The last day of it, as far as is known.
    pub right_until: Computed<'a, Option<Date>>,
    /// Since when the stage has been what it is.
    pub stage_since: Option<Date>,
    /// Since when it has been on sale.
    pub available_since: Option<Date>,
    /// When the stage was seen, where its beginning is not known.
    pub seen_on: Option<Date>,
    /// What decided.
    pub because: Computed<'a, Vec<ReasonKeys>>,
    /// Weaker terms on the same side.
    pub corroboration: Computed<'a, Vec<ReasonKeys>>,
    /// What was overruled, and by which rule.
    pub overruled: Vec<OverruledKeys>,
    /// Open disputes.
    pub disputes: Computed<'a, Vec<DisputeKeys>>,
    /// What no source states.
    pub gaps: Computed<'a, Vec<GapKeys>>,
    /// What would change the answer.
    pub flips_if: Computed<'a, Vec<FlipKeys>>,
    /// The one source on which it hangs.
    pub only_source: Computed<'a, Option<String>>,
    /// How the answer for that day changed as sources were published.
    pub revisions: Computed<'a, Vec<RevisionKeys>>,
    /// The next change ahead, as far as is known.
    pub next_change: Computed<'a, Option<ChangeKeys>>,
    /// Right and stage have a source read on that day or later for every part.
    pub evidence_read: Computed<'a, Option<Date>>,
}

/// A reason: a term, or what a right follows from where there is no term.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReasonKeys {
    /// The term; null where the right follows from something else.
    term: Option<String>,
    /// What the term does; own, licence or offer where there is none.
    effect: EffectKey,
    /// The agreement of the term.
    agreement: Option<String>,
    /// The offer from which the right follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<String>,
    /// On whose word.
    sources: Vec<String>,
}

/// The effect of a term, or what a right follows from.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
enum EffectKey {
    /// That of a term.
    Term(Effect),
    /// Own, licence or offer.
    Implied(&'static str),
}

/// A term that was overruled.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OverruledKeys {
    /// The term.
    term: String,
    /// What it would have given.
    says: Right,
    /// The rule.
    rule: PrecedenceRule,
    /// The term that overruled it.
    by: String,
}

/// An open dispute.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DisputeKeys {
    /// The dispute.
    dispute: String,
    /// Who contests.
    by: String,
    /// Its first day.
    from: Date,
    /// Its last day, where one is known.
    until: Option<Date>,
    /// On whose word.
    sources: Vec<String>,
}

/// What no source states.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GapKeys {
    /// The field.
    field: String,
    /// Of which record.
    of: String,
    /// What each value would give.
    values: Vec<GapValue>,
    /// The gap in words.
    text: String,
}

/// What a value would give.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GapValue {
    value: String,
    right: Right,
}

/// What would change the answer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FlipKeys {
    /// Without these.
    without: Vec<String>,
    /// What they are: term, source or dispute.
    kind: String,
    /// The right would be.
    right: Right,
}

/// The answer for that day, as it was known by another.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RevisionKeys {
    /// By what was public on that day.
    known_by: Date,
    /// The right.
    right: Right,
    /// What was published then.
    sources: Vec<String>,
}

/// A change ahead.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChangeKeys {
    /// Its day.
    date: Date,
    /// The right from then on.
    right: Right,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema =
    OutputSchema::single::<MayKeys, MayRow<'_>, Nothing>("may", "One decision with its proof.");

/// Decides, and looks up the offer beside it.
pub fn may<'a>(
    (cloud, product): (Id, Id),
    asked: Asked,
    setting: &'a Setting,
    lens: &'a Lens<'a>,
) -> MayAnswer<'a> {
    let frame = setting.frame();
    let question = Question { asked, ..frame.question(cloud, product) };
    let row = rows::rows(product, cloud, &frame, lens).swap_remove(0);
    let decision = match asked {
        Asked::Sell => row.decision.clone(),
        Asked::Host => decide(&question, lens),
    };
    MayAnswer { question, setting, lens, decision, row, next: OnceCell::new() }
}

impl MayAnswer<'_> {
    /// Whether something required holds, given that the right is permitted.
    pub fn holds(&self, required: Requirement) -> bool {
        let released = self.lens.catalog.product(self.question.product).released;
        let existed = released.is_none_or(|released| released.first_day() <= self.question.as_of);
        let sold = existed && self.row.on_sale();
        match required {
            Requirement::Permitted => true,
            Requirement::Appointed => self.decision.appointed,
            Requirement::Offered => sold,
            Requirement::Ga => sold && self.row.listing.stage() == Some(Availability::Ga),
        }
    }

    /// Since when the right has been what it is.
    pub fn since(&self) -> Option<Day> {
        history::since(&self.question, self.lens)
    }

    /// When it will change, as far as is known.
    pub fn next(&self) -> Option<Change> {
        *self.next.get_or_init(|| history::next_change(&self.question, self.lens))
    }

    /// When what it rests on was last read.
    pub fn evidence_read(&self) -> Option<Day> {
        evidence_read(&self.question, &self.decision, self.row.offer, self.lens)
    }

    /// What the decision does not know.
    pub fn gaps(&self) -> Vec<Gap> {
        gaps::gaps(&self.question, &self.decision, self.lens)
    }

    /// What would change it.
    pub fn flips(&self) -> Vec<Flip> {
        flips::flips(&self.question, &self.decision, &self.setting.filter, self.lens.catalog)
    }

    /// The sources on each of which alone the right hangs.
    pub fn lone_sources(&self) -> Vec<Id> {
        flips::lone_sources(&self.question, &self.decision, self.lens)
    }

    /// How the answer for that day changed as sources were published.
    pub fn revisions(&self) -> Vec<Revision> {
        revisions(&self.question, &self.setting.filter, self.lens)
    }

    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let catalog = self.lens.catalog;
        let query = MayKeys {
            setting: self.setting.keys(catalog),
            cloud: catalog.provider(self.question.seller).id.to_string(),
            product: catalog.product(self.question.product).id.to_string(),
            action: self.question.asked,
        };
        Answer::single("may", &catalog.basis, &query, || self.keys())
    }

    fn keys(&self) -> MayRow<'_> {
        let (catalog, decision, row) = (self.lens.catalog, &self.decision, &self.row);
        let released = catalog.product(self.question.product).released;
        MayRow {
            cloud: catalog.provider(self.question.seller).id.to_string(),
            product: catalog.product(self.question.product).id.to_string(),
            right: decision.right,
            appointed: decision.appointed,
            availability: row.listing.stage().into(),
            service: row.service.map(|service| catalog.service(service).id.to_string()),
            channel: row.channel,
            hosted_by: HostKey::of(row.hosted_by, catalog),
            released: released.map(|released| DateSpan(released.first_day(), released.last_day())),
            existed: released.map(|released| released.first_day() <= self.question.as_of),
            right_since: Computed::new(|| self.since().map(Date)),
            right_until: Computed::new(|| self.next().map(|next| Date(next.day.previous()))),
            stage_since: row.listing.since().map(Date),
            available_since: row.listing.since().filter(|_| row.on_sale()).map(Date),
            seen_on: row.listing.seen().map(Date),
            because: Computed::new(|| self.reasons(&self.decision.because)),
            corroboration: Computed::new(|| self.reasons(&self.decision.corroboration)),
            overruled: decision.overruled.iter().map(|one| overruled(one, catalog)).collect(),
            disputes: Computed::new(|| {
                self.decision.disputes.iter().map(|one| self.dispute(*one)).collect()
            }),
            gaps: Computed::new(|| self.gaps().into_iter().map(gap).collect()),
            flips_if: Computed::new(|| self.flips().iter().map(|one| flip(one, catalog)).collect()),
            only_source: Computed::new(|| match self.lone_sources().as_slice() {
                [only] => Some(catalog.source(*only).id.to_string()),
                _ => None,
            }),
            revisions: Computed::new(|| {
                self.revisions().iter().map(|one| revision(one, catalog)).collect()
            }),
            next_change: Computed::new(|| {
                self.next().map(|next| ChangeKeys { date: Date(next.day), right: next.right })
            }),
            evidence_read: Computed::new(|| self.evidence_read().map(Date)),
        }
    }

    fn reasons(&self, reasons: &[Reason]) -> Vec<ReasonKeys> {
        let catalog = self.lens.catalog;
        let one = |reason: &Reason| {
            let (term, effect, agreement) = match reason.why {
                Why::Term(term) => {
                    let fact = catalog.term(term);
                    let (id, agreement) =
                        (fact.id.to_string(), catalog.agreement_of(term).map(|of| of.to_string()));
                    (Some(id), EffectKey::Term(fact.effect), agreement)
                }
                Why::Implied(implied) => (None, EffectKey::Implied(implied_word(implied)), None),
            };
            let offer = implied_offer(reason.why).map(|offer| catalog.offer(offer).id.to_string());
            let sources = ids(&reason.sources(&self.question, self.lens), catalog);
            ReasonKeys { term, effect, agreement, offer, sources }
        };
        reasons.iter().map(one).collect()
    }

    fn dispute(&self, position: Id) -> DisputeKeys {
        let catalog = self.lens.catalog;
        let fact = catalog.dispute(position);
        DisputeKeys {
            dispute: fact.id.to_string(),
            by: catalog.provider(fact.by).id.to_string(),
            from: Date(fact.from.first_day()),
            until: self.lens.dispute_end(position).map(Date),
            sources: ids(&self.lens.voices(&fact.sources), catalog),
        }
    }
}

fn ids(sources: &[Id], catalog: &Catalog) -> Vec<String> {
    sources.iter().map(|source| catalog.source(*source).id.to_string()).collect()
}

fn overruled(beaten: &Overruled, catalog: &Catalog) -> OverruledKeys {
    OverruledKeys {
        term: catalog.term(beaten.term).id.to_string(),
        says: if beaten.in_favour { Right::Permitted } else { Right::Prohibited },
        rule: beaten.rule,
        by: catalog.term(beaten.by).id.to_string(),
    }
}

fn gap(gap: Gap) -> GapKeys {
    let value = |(value, right): (String, Right)| GapValue { value, right };
    GapKeys {
        field: gap.field.clone(),
        of: gap.of.clone(),
        values: gap.values.into_iter().map(|(v, right)| value((v.clone(), right))).collect(),
        text: gap.text.clone(),
    }
}

fn flip(flip: &Flip, catalog: &Catalog) -> FlipKeys {
    let (kind, without) = without(flip, catalog);
    FlipKeys { without, kind, right: flip.right }
}

fn revision(revision: &Revision, catalog: &Catalog) -> RevisionKeys {
    RevisionKeys {
        known_by: Date(revision.known_by),
        right: revision.right,
        sources: ids(&revision.sources, catalog),
    }
}

/// What a flip leaves out: the kind, joined where there are two, and the ids.
pub fn without(flip: &Flip, catalog: &Catalog) -> (String, Vec<String>) {
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
