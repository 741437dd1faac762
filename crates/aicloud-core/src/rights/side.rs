//! One actor and one action: what speaks for it and what against.

use std::cmp::Reverse;

use smallvec::SmallVec;

use crate::model::{Action, Channel, Day, Effect, EvidenceClass, HostingLicence, Id, Term};

use crate::few::Few;
use crate::offers::availability::{current_stage, host_on};
use crate::rights::conflict::{Beaten, settle};
use crate::rights::lens::Lens;
use crate::rights::scope::{covers_product, covers_region, covers_segment};
use crate::rights::world::{OrOpen, World};

/// The answer for one actor and one action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideAnswer {
    /// It may.
    Permitted,
    /// It may not.
    Prohibited,
    /// Neither side prevails.
    Contested,
    /// Nothing ever bore on it.
    Silent,
}

/// A right that no term states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Implied {
    /// It is the vendor's own product.
    Own,
    /// The licence lets anyone host it.
    Licence,
    /// It is on sale.
    Offer(Id),
}

/// What a reason is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A term.
    Term(Id),
    /// A right that no term states.
    Implied(Implied),
}

/// The answer for one actor and one action, with what made it.
#[derive(Clone, Debug)]
pub struct Side {
    /// The answer.
    pub answer: SideAnswer,
    /// Terms in favour that stand.
    pub in_favour: Few<Id>,
    /// Terms against that stand.
    pub against: Few<Id>,
    /// Terms that are out.
    pub beaten: Few<Beaten>,
    /// Rights that no term states, where no term bears on the actor.
    pub implied: Few<Implied>,
}

/// Whose right is asked, to do what, with what, for whom, where and when.
#[derive(Clone, Copy, Debug)]
pub struct Act<'q> {
    /// Who acts.
    pub actor: Id,
    /// What it does: sell or host.
    pub action: Action,
    /// With what.
    pub product: Id,
    /// For whom.
    pub segment: Id,
    /// Where; anywhere where nothing is asked.
    pub region: Option<&'q str>,
    /// When.
    pub day: Day,
}

/// What is in force on a product, on a day, for a segment: the same whoever acts.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    /// The product, the segment and the day.
    pub(crate) of: (Id, Id, Day),
    /// More than a dozen seldom.
    list: SmallVec<[InForce; 16]>,
}

/// A term that is in force.
#[derive(Clone, Copy, Debug)]
struct InForce {
    term: Id,
    /// Whether it covers the product whatever is open.
    covers: bool,
}

impl Terms {
    /// Every term in force that may cover the product.
    pub(crate) fn new(product: Id, segment: Id, day: Day, lens: &Lens<'_>) -> Self {
        let in_force = |term: Id| {
            let scope = &lens.catalog.term(term).scope;
            if !lens.in_force(term, day) || !covers_segment(&scope.segments, segment, lens.catalog)
            {
                return None;
            }
            match covers_product(scope, product, lens, &World::default()) {
                Ok(false) => None,
                covers => Some(InForce { term, covers: covers.is_ok() }),
            }
        };
        let list = lens.catalog.terms_on(product).filter_map(in_force).collect();
        Self { of: (product, segment, day), list }
    }
}

/// Decides one side by the terms that are in force on its product, on its day and
/// for its segment.
///
/// # Errors
/// The first open field that it hangs on.
pub(crate) fn decide_side(
    act: &Act<'_>,
    terms: &Terms,
    lens: &Lens<'_>,
    world: &World,
) -> OrOpen<Side> {
    let (mut in_favour, mut against) = (Few::new(), Few::new());
    for in_force in &terms.list {
        match bearing(*in_force, act, lens, world)? {
            Some(true) => in_favour.push(in_force.term),
            Some(false) => against.push(in_force.term),
            None => {}
        }
    }
    if in_favour.is_empty() && against.is_empty() {
        let implied = implied(act, lens, world)?;
        let answer = if implied.is_empty() { SideAnswer::Silent } else { SideAnswer::Permitted };
        return Ok(Side { answer, in_favour, against, beaten: Few::new(), implied });
    }
    in_favour.sort_by_key(|term| directness(*term, lens));
    against.sort_by_key(|term| directness(*term, lens));
    let mut beaten = Few::new();
    if !in_favour.is_empty() && !against.is_empty() {
        let standing = settle(&in_favour, &against, lens, world)?;
        (in_favour, against, beaten) = (standing.in_favour, standing.against, standing.beaten);
    }
    let answer = match (in_favour.is_empty(), against.is_empty()) {
        (false, true) => SideAnswer::Permitted,
        (true, false) => SideAnswer::Prohibited,
        _ => SideAnswer::Contested,
    };
    Ok(Side { answer, in_favour, against, beaten, implied: Few::new() })
}

/// How directly a term speaks, the most direct first: a public authority's,
/// then the best evidenced, then one that names the party and the product, then
/// the latest. It orders proofs and has no influence on the answer.
fn directness(position: Id, lens: &Lens<'_>) -> impl Ord + use<> {
    let term = lens.catalog.term(position);
    (
        Reverse((term.rank, lens.term_strength(position).map(EvidenceClass::strength))),
        lens.catalog.is_class(term.grantee),
        term.scope.products.is_empty(),
        Reverse(term.from.first_day()),
        position,
    )
}

/// Whether a term in force speaks for the actor (`true`), against it (`false`), or
/// not at all.
fn bearing(
    in_force: InForce,
    act: &Act<'_>,
    lens: &Lens<'_>,
    world: &World,
) -> OrOpen<Option<bool>> {
    let term = lens.catalog.term(in_force.term);
    if term.action.is_some_and(|action| action != act.action) {
        return Ok(None);
    }
    let Some(speaks_for) = direction(term, act, lens, world)? else { return Ok(None) };
    let covered = covers_region(&term.scope.regions, act.region, !speaks_for)
        && (in_force.covers || covers_product(&term.scope, act.product, lens, world)?);
    Ok(covered.then_some(speaks_for))
}

fn direction(term: &Term, act: &Act<'_>, lens: &Lens<'_>, world: &World) -> OrOpen<Option<bool>> {
    let named = if lens.catalog.is_class(term.grantee) {
        holds(term.grantee, act, lens, world)?
    } else {
        lens.catalog.is_or_belongs_to(act.actor, term.grantee)
    };
    match term.effect {
        Effect::Grant | Effect::Exclusive if named => Ok(Some(true)),
        Effect::Prohibit if named => Ok(Some(false)),
        Effect::Exclusive => match term.among {
            Some(among) if holds(among, act, lens, world)? => Ok(Some(false)),
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

/// Whether a class holds the actor. A class never holds the vendor itself.
fn holds(class: Id, act: &Act<'_>, lens: &Lens<'_>, world: &World) -> OrOpen<bool> {
    if lens.catalog.is_or_belongs_to(act.actor, lens.catalog.product(act.product).vendor) {
        return Ok(false);
    }
    world.member(lens, class, act.actor)
}

/// Rights that need no term: only asked where no term bears on the actor.
fn implied(act: &Act<'_>, lens: &Lens<'_>, world: &World) -> OrOpen<Few<Implied>> {
    let mut implied = Few::new();
    let vendor = lens.catalog.product(act.product).vendor;
    if lens.catalog.is_or_belongs_to(act.actor, vendor)
        || lens.catalog.is_or_belongs_to(vendor, act.actor)
    {
        implied.push(Implied::Own);
    }
    if lens.catalog.product(act.product).licence.hosting == HostingLicence::Free {
        implied.push(Implied::Licence);
    }
    let offers = lens.catalog.offers_of(act.product);
    implied.extend(offers.filter(|offer| is_offered_by(*offer, act, lens)).map(Implied::Offer));
    // An unknown licence matters only where nothing else implies the right.
    if implied.is_empty() && world.free_to_host(lens, act.product)? {
        implied.push(Implied::Licence);
    }
    Ok(implied)
}

/// Whether an offer on sale shows that the actor sells or hosts.
fn is_offered_by(position: Id, act: &Act<'_>, lens: &Lens<'_>) -> bool {
    let offer = lens.catalog.offer(position);
    let acts = offer.seller() == act.actor
        || (act.action == Action::Host && host_on(offer, act.day, lens) == Some(Some(act.actor)));
    acts && offer.channel != Channel::Gateway
        && covers_segment(lens.catalog.segments(offer), act.segment, lens.catalog)
        && current_stage(offer, act.day, act.region, lens)
            .is_some_and(|stage| stage.stage.on_sale())
}
