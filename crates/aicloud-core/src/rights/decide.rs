//! The decision: may the seller sell, and may the host host?

use crate::model::{Action, Id, PrecedenceRule};

use crate::few::Few;
use crate::offers::availability::{current_stage, hosts};
use crate::rights::appointed::appointed;
use crate::rights::conflict::Beaten;
use crate::rights::lens::Lens;
use crate::rights::outcome::{Outcome, of_both, of_one, preference};
use crate::rights::question::{Asked, Question, Right};
use crate::rights::scope::{covers_product, covers_region, covers_segment};
use crate::rights::side::{Act, Implied, Side, SideAnswer, Terms, Why, decide_side};
use crate::rights::world::{Open, OrOpen, Value, World, ways};

/// A question with everything about it that is the same whoever acts and whatever
/// is open: a decision tries many of both.
struct Matter<'m> {
    question: &'m Question<'m>,
    lens: &'m Lens<'m>,
    /// The terms that are in force on the product, for the segment.
    terms: &'m Terms,
    /// Who runs what the seller sells; nothing in it where that is unknown.
    hosts: Few<Option<Id>>,
}

impl<'m> Matter<'m> {
    fn of(question: &'m Question<'m>, terms: &'m Terms, lens: &'m Lens<'m>) -> Self {
        debug_assert_eq!(terms.of, (question.product, question.segment, question.as_of));
        let hosts = match question.asked {
            Asked::Sell => hosts(question, lens),
            Asked::Host => Few::new(),
        };
        Self { question, lens, terms, hosts }
    }

    /// What speaks for one actor doing one thing, and what against.
    fn side(&self, actor: Id, action: Action, world: &World) -> OrOpen<Side> {
        let act = Act {
            actor,
            action,
            product: self.question.product,
            segment: self.question.segment,
            region: self.question.region,
            day: self.question.as_of,
        };
        decide_side(&act, self.terms, self.lens, world)
    }
}

/// A reason for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The reason.
    pub why: Why,
}

impl Reason {
    /// The admitted sources that carry it, strongest first.
    pub fn sources(&self, question: &Question<'_>, lens: &Lens<'_>) -> Vec<Id> {
        let catalog = lens.catalog;
        match self.why {
            Why::Term(term) => lens.voices(&catalog.term(term).sources),
            Why::Implied(Implied::Offer(offer)) => {
                let stage =
                    current_stage(catalog.offer(offer), question.as_of, question.region, lens);
                stage.map(|stage| lens.voices(stage.said())).unwrap_or_default()
            }
            // What a product is, no choice of sources filters.
            Why::Implied(Implied::Own | Implied::Licence) => {
                let sources = &catalog.product(question.product).sources;
                sources.iter().map(|one| one.source).collect()
            }
        }
    }
}

/// A term that said otherwise and was overruled.
pub type Overruled = Beaten;

/// An answer with its proof.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The answer.
    pub right: Right,
    /// Whether the vendor has chosen this seller.
    pub appointed: bool,
    /// What decided it.
    pub because: Vec<Reason>,
    /// Terms among `because` that speak against the seller.
    pub against: Vec<Id>,
    /// Weaker terms on the same side.
    pub corroboration: Vec<Reason>,
    /// Terms that said otherwise, and why they do not count.
    pub overruled: Vec<Overruled>,
    /// Open disputes over it.
    pub disputes: Vec<Id>,
    /// The open fields that were met: [`crate::rights::gaps`] says what each would give.
    pub opened: Vec<Open>,
}

/// The terms that are in force on the product of a question, for its segment.
fn terms_of(question: &Question<'_>, lens: &Lens<'_>) -> Terms {
    Terms::new(question.product, question.segment, question.as_of, lens)
}

/// Decides a question.
///
/// The terms that decided come first in `because`; the order of the records in
/// the data has no influence on the answer.
pub fn decide(question: &Question<'_>, lens: &Lens<'_>) -> Decision {
    decide_by(&terms_of(question, lens), question, lens)
}

/// The same by the terms of the question's product, segment and day, which a table
/// works out once for all of its clouds.
pub(crate) fn decide_by(terms: &Terms, question: &Question<'_>, lens: &Lens<'_>) -> Decision {
    let mut opened = Vec::new();
    let matter = Matter::of(question, terms, lens);
    let (right, outcome) = explore(&matter, &World::default(), &mut opened);
    let reason = |why: &Why| Reason { why: *why };
    let mut decision = Decision {
        right,
        appointed: appointed(question, lens),
        because: Vec::new(),
        against: Vec::new(),
        corroboration: Vec::new(),
        overruled: Vec::new(),
        disputes: Vec::new(),
        opened,
    };
    if let Some(outcome) = outcome {
        decision.because = outcome.deciding.iter().map(reason).collect();
        decision.corroboration = outcome.supporting.iter().map(reason).collect();
        decision.against = outcome.against.into_vec();
        decision.overruled = outcome.overruled.into_vec();
        decision.disputes = outcome.disputes.into_vec();
    }
    decision
}

/// The answer alone, in a world where some fields are settled already.
pub fn right_in(question: &Question<'_>, lens: &Lens<'_>, world: &World) -> Right {
    let terms = terms_of(question, lens);
    explore(&Matter::of(question, &terms, lens), world, &mut Vec::new()).0
}

/// Decides each way wherever the answer hangs on an open field. All ways agree:
/// that is the answer, with the proof of the first; otherwise it is unknown and
/// has no proof. Notes every open field that was met.
fn explore(matter: &Matter<'_>, world: &World, opened: &mut Vec<Open>) -> (Right, Option<Outcome>) {
    let open = match outcome(matter, world) {
        Ok(outcome) => {
            outcome.unsettled.iter().for_each(|open| note(*open, opened));
            return (outcome.right, Some(outcome));
        }
        Err(open) => open,
    };
    note(open, opened);
    let mut answer: Option<(Right, Option<Outcome>)> = None;
    for value in ways(matter.lens, world, open) {
        let this = explore(matter, &world.with(open, value), opened);
        match &mut answer {
            None => answer = Some(this),
            Some((right, outcome)) if *right == this.0 => {
                if let (Some(outcome), Some(other)) = (outcome, this.1) {
                    outcome.agree_with(&other);
                }
            }
            Some(_) => return (Right::Unknown, None),
        }
    }
    answer.unwrap_or((Right::Unknown, None))
}

/// Notes an open field, once.
fn note(open: Open, opened: &mut Vec<Open>) {
    if !opened.contains(&open) {
        opened.push(open);
    }
}

fn outcome(matter: &Matter<'_>, world: &World) -> OrOpen<Outcome> {
    let question = matter.question;
    let mut best = match question.asked {
        Asked::Host => of_one(&matter.side(question.seller, Action::Host, world)?),
        Asked::Sell => {
            let selling = matter.side(question.seller, Action::Sell, world)?;
            let mut best: Option<Outcome> = None;
            for host in &matter.hosts {
                let settled = match world.value(Open::Host(question.product, question.seller)) {
                    Some(Value::Host(settled)) if host.is_none() => Some(settled),
                    _ => *host,
                };
                let this = match settled {
                    Some(host) => of_both(&selling, &matter.side(host, Action::Host, world)?),
                    None => hosted_somewhere(matter, &selling, world)?,
                };
                if best.as_ref().is_none_or(|best| preference(this.right) < preference(best.right))
                {
                    best = Some(this);
                }
            }
            best.unwrap_or_else(|| of_one(&selling))
        }
    };
    best.disputes = open_disputes(question, matter.lens, world)?;
    if best.right == Right::Permitted && !best.disputes.is_empty() {
        best.right = Right::Contested;
    }
    Ok(best)
}

/// The outcome where no source says who runs it: tried with every host that it
/// may have. They mostly agree, and then one look at each spares deciding the
/// whole question once for every host.
fn hosted_somewhere(matter: &Matter<'_>, selling: &Side, world: &World) -> OrOpen<Outcome> {
    let open = Open::Host(matter.question.product, matter.question.seller);
    let mut agreed: Option<Outcome> = None;
    for value in ways(matter.lens, world, open) {
        let Value::Host(host) = value else { continue };
        let hosting = hosting(host, matter, world).ok_or(open)?;
        let this = of_both(selling, &hosting);
        match &mut agreed {
            None => agreed = Some(this),
            Some(first) if first.right == this.right => first.agree_with(&this),
            Some(_) => return Err(open),
        }
    }
    let mut outcome = agreed.ok_or(open)?;
    outcome.unsettled.push(open);
    Ok(outcome)
}

/// What one host may do, if that is the same whatever else is open.
fn hosting(host: Id, matter: &Matter<'_>, world: &World) -> Option<Side> {
    match matter.side(host, Action::Host, world) {
        Ok(side) => Some(side),
        Err(open) => {
            let mut ways = ways(matter.lens, world, open)
                .into_iter()
                .map(|value| hosting(host, matter, &world.with(open, value)));
            let first = ways.next()??;
            ways.all(|way| way.is_some_and(|way| bars(&way) == bars(&first))).then_some(first)
        }
    }
}

/// Whether hosting is barred or contested; permission and silence weigh alike.
fn bars(hosting: &Side) -> Option<SideAnswer> {
    match hosting.answer {
        SideAnswer::Permitted | SideAnswer::Silent => None,
        barred => Some(barred),
    }
}

fn open_disputes(question: &Question<'_>, lens: &Lens<'_>, world: &World) -> OrOpen<Few<Id>> {
    let mut open = Few::new();
    for position in lens.catalog.disputes_on(question.product) {
        let dispute = lens.catalog.dispute(position);
        let contests = lens.is_open(position, question.as_of)
            && dispute.sellers.iter().any(|s| lens.catalog.is_or_belongs_to(question.seller, *s))
            && covers_segment(&dispute.scope.segments, question.segment, lens.catalog)
            && covers_region(&dispute.scope.regions, question.region, true);
        if contests && covers_product(&dispute.scope, question.product, lens, world)? {
            open.push(position);
        }
    }
    Ok(open)
}

/// The rule as a word, for proofs.
pub fn rule_word(rule: PrecedenceRule) -> &'static str {
    match rule {
        PrecedenceRule::Rank => "rank",
        PrecedenceRule::Exception => "exception",
        PrecedenceRule::Authority => "authority",
        PrecedenceRule::Specificity => "specificity",
        PrecedenceRule::Recency => "recency",
    }
}
