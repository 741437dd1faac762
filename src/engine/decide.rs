//! The decision: may the seller sell, and may the host host?

use crate::data::facts::{DisputeIx, ProductIx, ProviderIx, SegmentIx, SourceIx, TermIx};
use crate::model::{Action, Channel, Day, Effect, Rule, Tri};

use super::availability::{current_stage, hosts, offers_of};
use super::conflict::Beaten;
use super::lens::Lens;
use super::scope::{covers_product, covers_region, covers_segment};
use super::side::{Act, Implied, Side, Verdict, decide_side, is_or_belongs_to};
use super::world::{Open, Settled, Value, World, values};

/// The answer to "may it?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// It may.
    Permitted,
    /// It may not.
    Prohibited,
    /// It is disputed, or the terms contradict one another.
    Contested,
    /// No source says.
    Unknown,
}

/// What is asked about: selling, which takes hosting with it, or hosting alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// May it be sold?
    #[default]
    Sell,
    /// May it be hosted?
    Host,
}

/// A question about one seller and one product.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    /// Who would sell.
    pub seller: ProviderIx,
    /// What.
    pub product: ProductIx,
    /// Selling or hosting.
    pub asked: Asked,
    /// To whom.
    pub segment: SegmentIx,
    /// Where; anywhere where nothing is asked.
    pub region: Option<&'q str>,
    /// On which day.
    pub as_of: Day,
}

impl<'q> Question<'q> {
    /// The question whether one actor may do one thing.
    fn act(&self, actor: ProviderIx, action: Action) -> Act<'q> {
        Act {
            actor,
            action,
            product: self.product,
            segment: self.segment,
            region: self.region,
            day: self.as_of,
        }
    }
}

/// What a reason is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A term.
    Term(TermIx),
    /// A right that no term states.
    Implied(Implied),
}

/// A reason for an answer, with the sources that carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The reason.
    pub why: Why,
    /// Admitted sources, strongest first.
    pub sources: Vec<SourceIx>,
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
    /// Weaker terms on the same side.
    pub corroboration: Vec<Reason>,
    /// Terms that said otherwise, and why they do not count.
    pub overruled: Vec<Overruled>,
    /// Open disputes over it.
    pub disputes: Vec<DisputeIx>,
    /// The open fields that were met: [`super::gaps`] says what each would give.
    pub opened: Vec<Open>,
    /// Who would run it, where a record says; nothing in it is an unknown host.
    pub hosts: Vec<Option<ProviderIx>>,
}

/// Everything that one settled world gives.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) right: Right,
    pub(super) deciding: Vec<Why>,
    pub(super) supporting: Vec<Why>,
    pub(super) overruled: Vec<Overruled>,
    pub(super) disputes: Vec<DisputeIx>,
    /// Open fields that made no difference to it.
    pub(super) unsettled: Vec<Open>,
}

/// Decides a question.
///
/// The terms that decided come first in `because`; the order of the records in
/// the data has no influence on the answer.
pub fn decide(question: &Question<'_>, lens: &Lens<'_>) -> Decision {
    let mut opened = Vec::new();
    let (right, outcome) = explore(question, lens, &World::default(), &mut opened);
    let reason = |why: &Why| Reason { why: *why, sources: sources(*why, lens) };
    let mut decision = Decision {
        right,
        appointed: appointed(question, lens),
        because: Vec::new(),
        corroboration: Vec::new(),
        overruled: Vec::new(),
        disputes: Vec::new(),
        opened,
        hosts: offered_hosts(question, lens),
    };
    if let Some(outcome) = outcome {
        decision.because = outcome.deciding.iter().map(reason).collect();
        decision.corroboration = outcome.supporting.iter().map(reason).collect();
        decision.overruled = outcome.overruled;
        decision.disputes = outcome.disputes;
    }
    decision
}

/// The answer alone, in a world where some fields are settled already.
pub fn right_in(question: &Question<'_>, lens: &Lens<'_>, world: &World) -> Right {
    explore(question, lens, world, &mut Vec::new()).0
}

/// Decides each way wherever the answer hangs on an open field. All ways agree:
/// that is the answer, with the proof of the first; otherwise it is unknown and
/// has no proof. Notes every open field that was met.
fn explore(
    question: &Question<'_>,
    lens: &Lens<'_>,
    world: &World,
    opened: &mut Vec<Open>,
) -> (Right, Option<Outcome>) {
    let open = match outcome(question, lens, world) {
        Ok(outcome) => {
            opened.extend(
                outcome
                    .unsettled
                    .iter()
                    .filter(|open| !opened.contains(open))
                    .copied()
                    .collect::<Vec<_>>(),
            );
            return (outcome.right, Some(outcome));
        }
        Err(open) => open,
    };
    if !opened.contains(&open) {
        opened.push(open);
    }
    let mut answer: Option<(Right, Option<Outcome>)> = None;
    for value in values(lens, open) {
        let this = explore(question, lens, &world.with(open, value), opened);
        match &answer {
            None => answer = Some(this),
            Some((right, _)) if *right == this.0 => {}
            Some(_) => return (Right::Unknown, None),
        }
    }
    answer.unwrap_or((Right::Unknown, None))
}

fn outcome(question: &Question<'_>, lens: &Lens<'_>, world: &World) -> Settled<Outcome> {
    let side = |actor, action| decide_side(&question.act(actor, action), lens, world);
    let mut best = match question.asked {
        Asked::Host => of_one(&side(question.seller, Action::Host)?),
        Asked::Sell => {
            let selling = side(question.seller, Action::Sell)?;
            let mut best: Option<Outcome> = None;
            for host in offered_hosts(question, lens) {
                let settled = match world.value(Open::Host(question.product, question.seller)) {
                    Some(Value::Host(settled)) if host.is_none() => Some(settled),
                    _ => host,
                };
                let this = match settled {
                    Some(host) => of_both(&selling, &side(host, Action::Host)?),
                    None => hosted_somewhere(question, &selling, lens, world)?,
                };
                if best.as_ref().is_none_or(|best| preference(this.right) < preference(best.right))
                {
                    best = Some(this);
                }
            }
            best.unwrap_or_else(|| of_one(&selling))
        }
    };
    best.disputes = open_disputes(question, lens, world)?;
    if best.right == Right::Permitted && !best.disputes.is_empty() {
        best.right = Right::Contested;
    }
    Ok(best)
}

/// Which of several ways of selling the answer is about: the best that is open.
fn preference(right: Right) -> u8 {
    match right {
        Right::Permitted => 0,
        Right::Contested => 1,
        Right::Unknown => 2,
        Right::Prohibited => 3,
    }
}

fn offered_hosts(question: &Question<'_>, lens: &Lens<'_>) -> Vec<Option<ProviderIx>> {
    hosts(question.seller, question.product, question.segment, question.as_of, lens)
}

/// The outcome where no source says who runs it: tried with every host that it
/// may have. They mostly agree, and then one look at each spares deciding the
/// whole question once for every host.
fn hosted_somewhere(
    question: &Question<'_>,
    selling: &Side,
    lens: &Lens<'_>,
    world: &World,
) -> Settled<Outcome> {
    let open = Open::Host(question.product, question.seller);
    let mut agreed: Option<Outcome> = None;
    for value in values(lens, open) {
        let Value::Host(host) = value else { continue };
        let hosting = hosting(host, question, lens, world).ok_or(open)?;
        let this = of_both(selling, &hosting);
        match &agreed {
            None => agreed = Some(this),
            Some(first) if first.right == this.right => {}
            Some(_) => return Err(open),
        }
    }
    let mut outcome = agreed.ok_or(open)?;
    outcome.unsettled.push(open);
    Ok(outcome)
}

/// What one host may do, if that is the same whatever else is open.
fn hosting(
    host: ProviderIx,
    question: &Question<'_>,
    lens: &Lens<'_>,
    world: &World,
) -> Option<Side> {
    match decide_side(&question.act(host, Action::Host), lens, world) {
        Ok(side) => Some(side),
        Err(open) => {
            let mut ways = values(lens, open)
                .into_iter()
                .map(|value| hosting(host, question, lens, &world.with(open, value)));
            let first = ways.next()??;
            ways.all(|way| way.is_some_and(|way| way.verdict == first.verdict)).then_some(first)
        }
    }
}

fn of_one(side: &Side) -> Outcome {
    let right = match side.verdict {
        Verdict::Permitted => Right::Permitted,
        Verdict::Prohibited => Right::Prohibited,
        Verdict::Contested => Right::Contested,
        Verdict::Silent => Right::Unknown,
    };
    let mut outcome = Outcome::empty(right);
    outcome.add(side);
    outcome
}

/// Barred in either is prohibited. Silence about hosting bars nothing, but
/// silence about selling is no right to sell.
fn of_both(selling: &Side, hosting: &Side) -> Outcome {
    use Verdict::{Contested, Prohibited, Silent};
    let right = match (selling.verdict, hosting.verdict) {
        (Prohibited, _) | (_, Prohibited) => Right::Prohibited,
        (Contested, _) | (_, Contested) => Right::Contested,
        (Silent, _) => Right::Unknown,
        _ => Right::Permitted,
    };
    let mut outcome = Outcome::empty(right);
    for side in [selling, hosting] {
        let decides = match right {
            Right::Prohibited => side.verdict == Prohibited,
            Right::Contested => side.verdict == Contested,
            Right::Permitted | Right::Unknown => true,
        };
        if decides {
            outcome.add(side);
        }
    }
    outcome
}

impl Outcome {
    fn empty(right: Right) -> Self {
        Self {
            right,
            deciding: Vec::new(),
            supporting: Vec::new(),
            overruled: Vec::new(),
            disputes: Vec::new(),
            unsettled: Vec::new(),
        }
    }

    /// Adds the terms of one side: those that overruled something decided; if
    /// nothing was overruled, the first did; the rest corroborate.
    fn add(&mut self, side: &Side) {
        for beaten in &side.beaten {
            if !self.overruled.contains(beaten) {
                self.overruled.push(*beaten);
            }
        }
        let standing: Vec<TermIx> = side.in_favour.iter().chain(&side.against).copied().collect();
        let strongest = standing.first().copied();
        for term in standing {
            let won = side.beaten.iter().any(|beaten| beaten.by == term);
            let first = side.beaten.is_empty() && Some(term) == strongest;
            self.push(Why::Term(term), won || first || side.verdict == Verdict::Contested);
        }
        for (place, implied) in side.implied.iter().enumerate() {
            self.push(Why::Implied(*implied), place == 0);
        }
    }

    fn push(&mut self, why: Why, decides: bool) {
        if decides {
            self.supporting.retain(|other| *other != why);
            if !self.deciding.contains(&why) {
                self.deciding.push(why);
            }
        } else if !self.deciding.contains(&why) && !self.supporting.contains(&why) {
            self.supporting.push(why);
        }
    }
}

fn open_disputes(
    question: &Question<'_>,
    lens: &Lens<'_>,
    world: &World,
) -> Settled<Vec<DisputeIx>> {
    let mut open = Vec::new();
    for position in &lens.facts[question.product].disputes {
        let dispute = &lens.facts[*position];
        let contests = lens.is_open(*position, question.as_of)
            && dispute.sellers.iter().any(|s| is_or_belongs_to(lens, question.seller, *s))
            && covers_segment(&dispute.scope.segments, question.segment, lens.facts)
            && covers_region(&dispute.scope.regions, question.region, true);
        if contests && covers_product(&dispute.scope, question.product, lens, world)? {
            open.push(*position);
        }
    }
    Ok(open)
}

fn sources(why: Why, lens: &Lens<'_>) -> Vec<SourceIx> {
    match why {
        Why::Term(term) => lens.voices(lens.facts[term].said),
        Why::Implied(Implied::Offer(offer)) => {
            let said = lens.facts[offer].stages.iter().rev().map(|stage| lens.voices(stage.said));
            said.into_iter().find(|voices| !voices.is_empty()).unwrap_or_default()
        }
        Why::Implied(Implied::Own | Implied::Licence) => Vec::new(),
    }
}

/// Whether the vendor has chosen this seller: it is the vendor, the vendor's
/// own term names it, or it has the product on sale.
pub fn appointed(question: &Question<'_>, lens: &Lens<'_>) -> bool {
    let facts = lens.facts;
    let vendor = facts[question.product].vendor;
    is_or_belongs_to(lens, question.seller, vendor)
        || facts[question.product].terms.iter().any(|term| names(*term, question, lens))
        || offers_of(question.seller, question.product, question.segment, lens).any(|offer| {
            let offer = &facts[offer];
            let stage = current_stage(offer, question.as_of, question.region, lens);
            stage.is_some_and(|stage| stage.stage.on_sale())
                && offer.channel != Channel::Gateway
                && offer.appointed.is_none_or(|appointed| appointed == Tri::Yes)
        })
}

/// Whether a term in force by the vendor names the seller itself.
fn names(position: TermIx, question: &Question<'_>, lens: &Lens<'_>) -> bool {
    use crate::data::facts::Party;
    let term = &lens.facts[position];
    let by_name = match term.grantee {
        Party::Provider(provider) => is_or_belongs_to(lens, question.seller, provider),
        Party::Class(_) => false,
    };
    by_name
        && matches!(term.effect, Effect::Grant | Effect::Exclusive)
        && matches!(term.action, None | Some(Action::Sell | Action::Host))
        && term.grantor == lens.facts[question.product].vendor
        && lens.in_force(position, question.as_of)
        && covers_segment(&term.scope.segments, question.segment, lens.facts)
        && covers_region(&term.scope.regions, question.region, false)
        && covers_product(&term.scope, question.product, lens, &World::default()) == Ok(true)
}

/// The rule as a word, for proofs.
pub fn rule_word(rule: Rule) -> &'static str {
    match rule {
        Rule::Rank => "rank",
        Rule::Exception => "exception",
        Rule::Authority => "authority",
        Rule::Specificity => "specificity",
        Rule::Recency => "recency",
    }
}
