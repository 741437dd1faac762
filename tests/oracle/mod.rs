//! The decision rule written a second time, to check the engine against.
//!
//! It is naive on purpose. It reads the records from front to back, compares
//! ids as text, keeps nothing between two questions, and tries unknown fields
//! one value after the other. Nothing here was taken from the engine, so where
//! the two disagree one of them has misread the rule. Each function is named
//! after the part of the rule, R1 to R9, that it spells out.

#![allow(dead_code, reason = "each test program that includes this uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::cmp::Ordering;
use std::collections::BTreeMap;

use aicloud_core::model::{
    Access, Action, Availability, Channel, Dated, Day, Dispute, Effect, EvidenceClass, Host,
    HostingLicence, Id, Known, Layer, Membership, Offer, PartialDate, Product, ProductKind,
    Provider, ProviderKind, Records, Scope, Source, Stage, Stance, Statement, Term, Tri,
};

/// The answer to a question. Within the rule, `Unknown` also stands
/// for "nothing was said", so that no fifth value is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Right {
    Permitted,
    Prohibited,
    Contested,
    Unknown,
}

/// The question.
#[derive(Debug, Clone)]
pub(crate) struct Asked<'a> {
    /// Who would sell or, with `host_only`, host.
    pub(crate) seller: &'a str,
    /// What.
    pub(crate) product: &'a str,
    /// Whether hosting alone is asked about, instead of selling.
    pub(crate) host_only: bool,
    /// To whom.
    pub(crate) segment: &'a str,
    /// Where; anywhere if absent.
    pub(crate) region: Option<&'a str>,
    /// On which day.
    pub(crate) as_of: Day,
    /// Only with what was published by this day.
    pub(crate) known_by: Option<Day>,
    /// Only on sources of this class or a stronger one.
    pub(crate) evidence: Option<EvidenceClass>,
    /// Only on these sources; on all if empty.
    pub(crate) according_to: Vec<&'a str>,
}

/// The right to sell (or to host) that the records give.
pub(crate) fn decide(records: &Records, asked: &Asked<'_>) -> Right {
    let Some(world) = World::new(records, asked) else { return Right::Unknown };
    r9_every_way(&Assigned::new(), Right::Unknown, &|assigned| world.r8_after_disputes(assigned))
}

/// Whether the vendor has chosen the seller. Where that turns on an unknown
/// field it has not been established, and the answer is no.
pub(crate) fn appointed(records: &Records, asked: &Asked<'_>) -> bool {
    let Some(world) = World::new(records, asked) else { return false };
    r9_every_way(&Assigned::new(), false, &|assigned| world.is_appointed(assigned))
}

/// What unknown fields are taken to be: the values still possible for each.
type Assigned = BTreeMap<String, Vec<String>>;

/// An unknown field that stands in the way: the value that was asked about, and
/// the others that it may have.
struct Open {
    field: String,
    this: Vec<String>,
    others: Vec<String>,
}

/// A finding under an assignment, or the unknown field that it turns on.
type Way<T> = Result<T, Open>;

/// R9: decides under every assignment; `open` unless all of them agree.
fn r9_every_way<T: Copy + PartialEq>(
    given: &Assigned,
    open: T,
    decide: &dyn Fn(&Assigned) -> Way<T>,
) -> T {
    decide(given).unwrap_or_else(|Open { field, this, others }| {
        let assume = |values| {
            let mut narrower = given.clone();
            narrower.insert(field.clone(), values);
            r9_every_way(&narrower, open, decide)
        };
        let answer = assume(this);
        if answer != open && assume(others) == answer { answer } else { open }
    })
}

/// R9: whether something holds of any of a list.
fn r9_any<T>(list: impl IntoIterator<Item = T>, holds: impl Fn(T) -> Way<bool>) -> Way<bool> {
    for item in list {
        if holds(item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// R9: whether an unknown field, which may be any of `all`, is `value`.
fn r9_is(assigned: &Assigned, field: String, all: &[&str], value: &str) -> Way<bool> {
    let everything = || all.iter().map(|v| (*v).to_owned()).collect();
    let left: Vec<String> = assigned.get(&field).cloned().unwrap_or_else(everything);
    let (this, others): (Vec<_>, Vec<_>) = left.into_iter().partition(|v| v == value);
    let settled = this.is_empty() || others.is_empty();
    if settled { Ok(!this.is_empty()) } else { Err(Open { field, this, others }) }
}

fn r9_yes(assigned: &Assigned, field: String) -> Way<bool> {
    r9_is(assigned, field, &["yes", "no"], "yes")
}

/// A believed term in force, with the class of its best source.
type Standing<'a> = (&'a Term, EvidenceClass);

/// R1: how much a class of evidence weighs; the stronger weighs more.
fn r1_weight(class: EvidenceClass) -> u8 {
    match class {
        EvidenceClass::Inferred => 1,
        EvidenceClass::Catalogue => 2,
        EvidenceClass::Analyst => 3,
        EvidenceClass::Press => 4,
        EvidenceClass::Primary => 5,
    }
}

/// The records as one question sees them.
struct World<'a> {
    records: &'a Records,
    asked: &'a Asked<'a>,
    product: &'a Product,
    /// Every term that may decide it, before anything about an actor is asked.
    terms: Vec<Standing<'a>>,
}

impl<'a> World<'a> {
    /// `None` if the product is not in the records.
    fn new(records: &'a Records, asked: &'a Asked<'a>) -> Option<Self> {
        let product = records.products.iter().find(|p| p.id.as_str() == asked.product)?;
        let mut world = Self { records, asked, product, terms: Vec::new() };
        for term in records.agreements.iter().flat_map(|a| &a.terms) {
            let action = matches!(term.action, None | Some(Action::Sell | Action::Host));
            let decides =
                matches!(term.effect, Effect::Grant | Effect::Exclusive | Effect::Prohibit);
            let may_cover = world.r3_covers(&term.scope, &Assigned::new()).unwrap_or(true);
            if action && decides && may_cover && world.r2_in_force(term) {
                world
                    .terms
                    .extend(world.r1_strength(&term.sources).map(|strength| (term, strength)));
            }
        }
        Some(world)
    }

    fn r1_admits(&self, source: &Source) -> bool {
        let known = source.published.last_day().min(source.retrieved.last_day());
        let named = &self.asked.according_to;
        self.asked.known_by.is_none_or(|day| known <= day)
            && self
                .asked
                .evidence
                .is_none_or(|weakest| r1_weight(source.class) >= r1_weight(weakest))
            && (named.is_empty() || named.contains(&source.id.as_str()))
    }

    /// The best class that asserts it; `None` if it is not believed.
    fn r1_strength(&self, statements: &[Statement]) -> Option<EvidenceClass> {
        let best = |stance: Stance| {
            let said = statements.iter().filter(|s| s.stance == stance);
            let sources =
                said.filter_map(|s| self.records.sources.iter().find(|r| r.id == s.source));
            let admitted = sources.filter(|r| self.r1_admits(r)).map(|r| r.class);
            admitted.max_by_key(|class| r1_weight(*class))
        };
        let asserted = best(Stance::Asserts)?;
        let denied =
            best(Stance::Denies).is_some_and(|denied| r1_weight(denied) > r1_weight(asserted));
        (!denied).then_some(asserted)
    }

    fn r1_believed(&self, statements: &[Statement]) -> bool {
        self.r1_strength(statements).is_some()
    }

    /// Whether an end has come and is believed.
    fn r1_ended(&self, until: Option<PartialDate>, said: &[Statement], own: &[Statement]) -> bool {
        let sources = if said.is_empty() { own } else { said };
        until.is_some_and(|end| end.last_day() < self.asked.as_of) && self.r1_believed(sources)
    }

    fn r2_begun(&self, from: PartialDate) -> bool {
        from.first_day() <= self.asked.as_of
    }

    fn r2_in_force(&self, term: &Term) -> bool {
        let ends_it = |t: &Term| {
            t.supersedes.contains(&term.id) && self.r2_begun(t.from) && self.r1_believed(&t.sources)
        };
        self.r2_begun(term.from)
            && !self.r1_ended(term.until, &term.until_sources, &term.sources)
            && !self.records.agreements.iter().flat_map(|a| &a.terms).any(ends_it)
    }

    /// Whether a scope covers the product and the segment; regions are apart.
    fn r3_covers(&self, scope: &Scope, assigned: &Assigned) -> Way<bool> {
        let segment =
            scope.segments.is_empty() || self.r3_lies_in(self.asked.segment, &scope.segments);
        let listed = scope.products.is_empty() || scope.products.contains(&self.product.id);
        let excepted = scope.except.contains(&self.product.id);
        Ok(segment
            && listed
            && !excepted
            && r3_has_all(self.product, &r3_conditions(scope), assigned)?)
    }

    /// Whether a segment is one of `listed` or lies inside one.
    fn r3_lies_in(&self, segment: &str, listed: &[Id]) -> bool {
        let record = self.records.segments.iter().find(|s| s.id.as_str() == segment);
        let wider = record.and_then(|s| s.within.as_ref());
        listed.iter().any(|l| l.as_str() == segment)
            || wider.is_some_and(|w| self.r3_lies_in(w.as_str(), listed))
    }

    fn r3_region(&self, scope: &Scope, speaks_for: bool) -> bool {
        let listed = |region| scope.regions.iter().any(|r| r == region);
        scope.regions.is_empty() || self.asked.region.map_or(speaks_for, listed)
    }

    fn r4_right(&self, assigned: &Assigned) -> Way<Right> {
        let seller = self.asked.seller;
        if self.asked.host_only {
            return self.side(seller, Action::Host, assigned);
        }
        let selling = self.side(seller, Action::Sell, assigned)?;
        let hosts = self.r4_hosts(assigned)?;
        let combine =
            |host: &&str| Ok(r4_combine(selling, self.side(host, Action::Host, assigned)?));
        let rights = hosts.iter().map(combine).collect::<Way<Vec<_>>>()?;
        let best_first = [Right::Permitted, Right::Contested, Right::Unknown];
        Ok(best_first.into_iter().find(|r| rights.contains(r)).unwrap_or(Right::Prohibited))
    }

    /// Who hosts what the seller sells: itself if it has no offer.
    fn r4_hosts(&self, assigned: &Assigned) -> Way<Vec<&'a str>> {
        let mut hosts: Vec<&str> = Vec::new();
        let gone = [None, Some(Availability::Retired), Some(Availability::NotListed)];
        let mine = self.offers().filter(|o| seller_of(o) == self.asked.seller);
        for offer in mine.filter(|o| !gone.contains(&self.stage_here(o))) {
            for host in self.r9_possible_hosts(offer) {
                if !hosts.contains(&host) && self.r9_is_host(offer, host, assigned)? {
                    hosts.push(host);
                }
            }
        }
        Ok(if hosts.is_empty() { vec![self.asked.seller] } else { hosts })
    }

    /// Offers of the product that are sales and open to the segment.
    fn offers(&self) -> impl Iterator<Item = &'a Offer> {
        let sales = |o: &&Offer| o.product == self.product.id && o.channel != Channel::Gateway;
        self.records.offers.iter().filter(sales).filter(|offer| {
            let service = self.records.services.iter().find(|s| s.id == offer.service);
            let inherited = service.filter(|_| offer.segments.is_empty()).map(|s| &s.segments);
            self.r3_lies_in(self.asked.segment, inherited.unwrap_or(&offer.segments))
        })
    }

    /// The last believed stage in the list that has begun.
    fn stage(&self, offer: &Offer) -> Option<Availability> {
        let stages = self.dated_stages(offer);
        let mut latest = stages.iter().rev();
        latest.find(|s| self.r2_stage_begun(s) && self.r1_believed(&s.sources)).map(|s| s.stage)
    }

    /// The same in the asked region: once a stage names regions, an earlier one
    /// that names none says nothing about the others.
    fn stage_here(&self, offer: &Offer) -> Option<Availability> {
        let Some(region) = self.asked.region else { return self.stage(offer) };
        let mut regional = false;
        for stage in self.dated_stages(offer).iter().rev() {
            if !self.r2_stage_begun(stage) || !self.r1_believed(&stage.sources) {
                continue;
            }
            if stage.regions.iter().any(|named| named == region) {
                return Some(stage.stage);
            }
            if stage.regions.is_empty() {
                return (!regional).then_some(stage.stage);
            }
            regional = true;
        }
        None
    }

    /// Every stage on the day that those who are heard give it: who gives another day
    /// is only followed as long as nobody is heard who gives the day of the record.
    fn dated_stages(&self, offer: &Offer) -> Vec<Stage> {
        let mut dated: Vec<Stage> = Vec::new();
        for stage in &offer.stages {
            let other_day = |said: &&Statement| {
                stage.dated != Dated::Observed
                    && said.dates_it.is_some_and(|date| {
                        date.first_day() > stage.from.last_day()
                            || date.last_day() < stage.from.first_day()
                    })
            };
            let of_the_record: Vec<Statement> =
                stage.sources.iter().filter(|said| !other_day(said)).cloned().collect();
            if of_the_record.iter().all(|said| said.stance == Stance::Denies) {
                dated.push(stage.clone());
                continue;
            }
            if !self.r1_believed(&of_the_record) {
                for said in stage.sources.iter().filter(other_day) {
                    let (from, sources) = (said.dates_it.unwrap(), vec![said.clone()]);
                    dated.push(Stage { from, sources, ..stage.clone() });
                }
            }
            dated.push(Stage { sources: of_the_record, ..stage.clone() });
        }
        dated.sort_by_key(|stage| match stage.dated {
            Dated::Observed => self.seen(stage),
            _ => Some(stage.from.first_day()),
        });
        dated
    }

    /// What was seen in a month or a year is certain only from its last day, or
    /// from the day on which the first of its sources was read.
    fn r2_stage_begun(&self, stage: &Stage) -> bool {
        if stage.dated != Dated::Observed {
            return self.r2_begun(stage.from);
        }
        self.seen(stage).is_some_and(|day| day <= self.asked.as_of)
    }

    fn seen(&self, stage: &Stage) -> Option<Day> {
        let named = |s: &&Source| stage.sources.iter().any(|said| said.source == s.id);
        let read = self.records.sources.iter().filter(named).map(|s| s.retrieved.last_day());
        read.chain([stage.from.last_day()]).min()
    }

    /// Whoever may be the host of an offer: one, unless that is unknown.
    fn r9_possible_hosts(&self, offer: &'a Offer) -> Vec<&'a str> {
        let begun = offer.hosted_by.iter().filter(|h| h.from.is_none_or(|d| self.r2_begun(d)));
        let believed = begun.filter(|h| self.r1_believed(&h.sources));
        match believed.max_by_key(|h| h.from.map(PartialDate::first_day)).map(|h| &h.host) {
            None => vec![seller_of(offer)],
            Some(Host::Provider(id)) => vec![id.as_str()],
            Some(Host::Unknown) => {
                let able = self.records.providers.iter().filter(|p| r5_is_cloud_or_host(p));
                able.map(|p| p.id.as_str())
                    .chain([self.product.vendor.as_str(), seller_of(offer)])
                    .collect()
            }
        }
    }

    fn r9_is_host(&self, offer: &'a Offer, host: &str, assigned: &Assigned) -> Way<bool> {
        r9_is(assigned, format!("host of {}", offer.id), &self.r9_possible_hosts(offer), host)
    }

    fn provider(&self, id: &str) -> Option<&'a Provider> {
        self.records.providers.iter().find(|p| p.id.as_str() == id)
    }

    fn r5_is_or_belongs_to(&self, actor: &str, group: &str) -> bool {
        let parent = self.provider(actor).and_then(|p| p.parent.as_ref());
        actor == group || parent.is_some_and(|p| p.as_str() == group)
    }

    /// `Some(true)` if a term speaks for the actor, `Some(false)` if against.
    fn r5_bears(&self, term: &Term, actor: &str, assigned: &Assigned) -> Way<Option<bool>> {
        let named = self.r5_is_or_belongs_to(actor, term.grantee.as_str())
            || self.r5_class_holds(term.grantee, actor, assigned)?;
        Ok(match (term.effect, &term.among) {
            (Effect::Prohibit, _) => named.then_some(false),
            (Effect::Grant | Effect::Exclusive, _) if named => Some(true),
            (Effect::Exclusive, Some(class)) => {
                self.r5_class_holds(*class, actor, assigned)?.then_some(false)
            }
            _ => None,
        })
    }

    fn r5_class_holds(&self, class: Id, actor: &str, assigned: &Assigned) -> Way<bool> {
        let vendors_own = self.r5_is_or_belongs_to(actor, self.product.vendor.as_str());
        let record = self.records.classes.iter().find(|c| c.id == class);
        let Some(record) = record.filter(|_| !vendors_own) else { return Ok(false) };
        let about = record.members.iter().filter(|m| m.provider.as_str() == actor);
        let strength = |m: &Membership| self.r1_strength(&m.sources);
        let strongest = about.clone().filter_map(strength).max_by_key(|class| r1_weight(*class));
        let believed = about.filter(|m| strongest.is_some() && strength(m) == strongest);
        let says = |answer| believed.clone().any(|m| m.member == answer);
        match (says(Tri::Yes), says(Tri::No), says(Tri::Unknown)) {
            (true, false, false) => Ok(true),
            (false, true, false) => Ok(false),
            (false, false, false) if !self.provider(actor).is_some_and(r5_is_cloud_or_host) => {
                Ok(false)
            }
            _ => r9_yes(assigned, format!("{actor} in {class}")),
        }
    }

    /// What the terms, or else what is implied, say of one actor and action;
    /// `Unknown` if they are silent.
    fn side(&self, actor: &str, action: Action, assigned: &Assigned) -> Way<Right> {
        let mut bearing = Vec::new();
        for &(term, strength) in &self.terms {
            if term.action.is_none_or(|a| a == action) && self.r3_covers(&term.scope, assigned)? {
                let speaks_for = self.r5_bears(term, actor, assigned)?;
                let here = speaks_for.filter(|speaks_for| self.r3_region(&term.scope, *speaks_for));
                bearing.extend(here.map(|speaks_for| ((term, strength), speaks_for)));
            }
        }
        if !bearing.is_empty() {
            return self.r7_settle(&bearing, assigned);
        }
        Ok(if self.r6_implied(actor, action, assigned)? {
            Right::Permitted
        } else {
            Right::Unknown
        })
    }

    fn r6_implied(&self, actor: &str, action: Action, assigned: &Assigned) -> Way<bool> {
        let vendor = self.product.vendor.as_str();
        let own =
            self.r5_is_or_belongs_to(actor, vendor) || self.r5_is_or_belongs_to(vendor, actor);
        let on_sale =
            self.offers().filter(|o| self.stage_here(o).is_some_and(Availability::on_sale));
        let host = |o| Ok(action == Action::Host && self.r9_is_host(o, actor, assigned)?);
        if own || r9_any(on_sale, |o| Ok(seller_of(o) == actor || host(o)?))? {
            return Ok(true);
        }
        match self.product.licence.hosting {
            HostingLicence::Free => Ok(true),
            HostingLicence::Unknown => {
                r9_yes(assigned, format!("{} is free to host", self.product.id))
            }
            HostingLicence::Restricted | HostingLicence::None => Ok(false),
        }
    }

    /// Which terms are left when each has met those of the other side.
    fn r7_settle(&self, bearing: &[(Standing<'_>, bool)], assigned: &Assigned) -> Way<Right> {
        let mut beaten_by = vec![Vec::new(); bearing.len()];
        for (x, (winner, one)) in bearing.iter().enumerate() {
            for (y, (loser, other)) in bearing.iter().enumerate() {
                if one != other && self.r7_compare(*winner, *loser, assigned)? == Ordering::Greater
                {
                    beaten_by[y].push(x);
                }
            }
        }
        // Each pass settles one more term at least, or there is none to settle.
        let (mut ins, mut outs) = (Vec::new(), Vec::new());
        for _ in 0..bearing.len() {
            for (y, beaters) in beaten_by.iter().enumerate() {
                if beaters.iter().any(|x| ins.contains(x)) {
                    outs.push(y);
                } else if beaters.iter().all(|x| outs.contains(x)) {
                    ins.push(y);
                }
            }
        }
        let left = |side| (0..bearing.len()).any(|y| bearing[y].1 == side && !outs.contains(&y));
        Ok(match (left(true), left(false)) {
            (true, false) => Right::Permitted,
            (false, true) => Right::Prohibited,
            _ => Right::Contested,
        })
    }

    /// The first difference between two terms; greater if `x` beats `y`.
    fn r7_compare(&self, x: Standing<'_>, y: Standing<'_>, assigned: &Assigned) -> Way<Ordering> {
        let carves = |a: Standing<'_>, b: Standing<'_>| {
            a.0.exception_to.contains(&b.0.id) && r1_weight(a.1) >= r1_weight(b.1)
        };
        let exception = carves(x, y).cmp(&carves(y, x));
        let ((x, x_strength), (y, y_strength)) = (x, y);
        let first = x
            .rank
            .cmp(&y.rank)
            .then(exception)
            .then(r1_weight(x_strength).cmp(&r1_weight(y_strength)));
        if first != Ordering::Equal {
            return Ok(first);
        }
        let x_inside = self.r7_inside(&x.scope, &y.scope, assigned)?;
        let y_inside = self.r7_inside(&y.scope, &x.scope, assigned)?;
        Ok(x_inside.cmp(&y_inside).then(x.from.first_day().cmp(&y.from.first_day())))
    }

    /// Whether every condition of `b` follows from `a`.
    fn r7_inside(&self, a: &Scope, b: &Scope, assigned: &Assigned) -> Way<bool> {
        let within = |segment: &Id| self.r3_lies_in(segment.as_str(), &b.segments);
        let listed = (b.products.is_empty() || all_of(&a.products, |p| b.products.contains(p)))
            && (b.segments.is_empty() || all_of(&a.segments, within))
            && (b.regions.is_empty() || all_of(&a.regions, |r| b.regions.contains(r)));
        let own = r3_conditions(a);
        let follows = |wanted: &Condition| match wanted {
            Condition::Kinds(kinds) => all_of(&a.kinds, |k| kinds.contains(k)),
            _ => own.contains(wanted),
        };
        // What `a` does not itself ask for must be so of each product it lists.
        let rest: Vec<_> = r3_conditions(b).into_iter().filter(|wanted| !follows(wanted)).collect();
        let record = |id: &Id| self.records.products.iter().find(|p| p.id == *id);
        let fails = |id| Ok(!record(id).map_or(Ok(false), |p| r3_has_all(p, &rest, assigned))?);
        if !listed || !rest.is_empty() && (a.products.is_empty() || r9_any(&a.products, fails)?) {
            return Ok(false);
        }
        // What `b` excepts must be outside `a`.
        let holds = |id| record(id).map_or(Ok(true), |p| r3_has_all(p, &own, assigned));
        let outside =
            |id| a.except.contains(id) || !a.products.is_empty() && !a.products.contains(id);
        Ok(!r9_any(&b.except, |id| Ok(!outside(id) && holds(id)?))?)
    }

    fn r8_after_disputes(&self, assigned: &Assigned) -> Way<Right> {
        let right = self.r4_right(assigned)?;
        let disputes = self.records.agreements.iter().flat_map(|a| &a.disputes);
        let contests = |d: &Dispute| Ok(self.r8_open(d) && self.r3_covers(&d.scope, assigned)?);
        let turns = right == Right::Permitted && r9_any(disputes, contests)?;
        Ok(if turns { Right::Contested } else { right })
    }

    fn r8_open(&self, dispute: &Dispute) -> bool {
        dispute.sellers.iter().any(|s| self.r5_is_or_belongs_to(self.asked.seller, s.as_str()))
            && self.r2_begun(dispute.from)
            && self.r3_region(&dispute.scope, false)
            && self.r1_believed(&dispute.sources)
            && !self.r1_ended(dispute.until, &dispute.until_sources, &dispute.sources)
    }

    fn is_appointed(&self, assigned: &Assigned) -> Way<bool> {
        let (seller, vendor) = (self.asked.seller, self.product.vendor.as_str());
        let mut on_sale =
            self.offers().filter(|o| self.stage_here(o).is_some_and(Availability::on_sale));
        let chosen =
            |o: &Offer| seller_of(o) == seller && matches!(o.appointed, None | Some(Tri::Yes));
        if self.r5_is_or_belongs_to(seller, vendor) || on_sale.any(chosen) {
            return Ok(true);
        }
        r9_any(&self.terms, |(term, _)| {
            let gives = term.effect != Effect::Prohibit && term.grantor.as_str() == vendor;
            let named = self.r5_is_or_belongs_to(seller, term.grantee.as_str());
            Ok(gives && named && self.r3_covers(&term.scope, assigned)?)
        })
    }
}

fn seller_of(offer: &Offer) -> &str {
    offer.seller.unwrap_or_else(|| offer.service.head()).as_str()
}

fn all_of<T>(list: &[T], holds: impl Fn(&T) -> bool) -> bool {
    !list.is_empty() && list.iter().all(holds)
}

/// What a scope asks of a product, besides being listed and not excepted.
#[derive(PartialEq)]
enum Condition {
    Vendor(Id),
    Kinds(Vec<ProductKind>),
    Layer(Layer),
    Access(Access, bool),
    Joint(bool),
}

fn r3_conditions(scope: &Scope) -> Vec<Condition> {
    let mut conditions = Vec::new();
    if !scope.kinds.is_empty() {
        conditions.push(Condition::Kinds(scope.kinds.clone()));
    }
    conditions.extend(scope.vendor.map(Condition::Vendor));
    conditions.extend(scope.layer.map(Condition::Layer));
    conditions.extend(scope.access.map(|access| Condition::Access(access, true)));
    conditions.extend(scope.without_access.map(|access| Condition::Access(access, false)));
    conditions.extend(scope.developed_with_third_party.map(Condition::Joint));
    conditions
}

fn r3_has_all(product: &Product, conditions: &[Condition], assigned: &Assigned) -> Way<bool> {
    Ok(!r9_any(conditions, |condition| Ok(!r3_has(product, condition, assigned)?))?)
}

fn r3_has(product: &Product, condition: &Condition, assigned: &Assigned) -> Way<bool> {
    let id = &product.id;
    Ok(match condition {
        Condition::Vendor(vendor) => product.vendor == *vendor,
        Condition::Kinds(kinds) => kinds.contains(&product.kind),
        Condition::Layer(layer) if product.layer != Layer::Unknown => product.layer == *layer,
        Condition::Layer(layer) => r9_is(
            assigned,
            format!("layer of {id}"),
            &["Stateless", "Stateful"],
            &format!("{layer:?}"),
        )?,
        Condition::Access(access, wanted) => match &product.access {
            Known::Is(list) => list.contains(access) == *wanted,
            Known::Unknown => r9_yes(assigned, format!("{access:?} access to {id}"))? == *wanted,
        },
        Condition::Joint(wanted) => match &product.developed_with {
            Known::Is(list) => list.is_empty() != *wanted,
            Known::Unknown => {
                r9_yes(assigned, format!("{id} is developed with others"))? == *wanted
            }
        },
    })
}

fn r4_combine(selling: Right, hosting: Right) -> Right {
    let worst =
        [Right::Prohibited, Right::Contested].into_iter().find(|r| [selling, hosting].contains(r));
    worst.unwrap_or(if selling == Right::Unknown { Right::Unknown } else { Right::Permitted })
}

fn r5_is_cloud_or_host(provider: &Provider) -> bool {
    matches!(provider.kind, ProviderKind::Cloud | ProviderKind::Host)
}

/// Whether the engine and this implementation give the same answer.
pub(crate) fn same(ours: aicloud_core::rights::Right, theirs: Right) -> bool {
    use aicloud_core::rights::Right as Ours;
    matches!(
        (ours, theirs),
        (Ours::Permitted, Right::Permitted)
            | (Ours::Prohibited, Right::Prohibited)
            | (Ours::Contested, Right::Contested)
            | (Ours::Unknown, Right::Unknown)
    )
}
