//! Opposing terms: which of them stand.

use smallvec::smallvec;

use crate::model::{EvidenceClass, Id, PrecedenceRule};

use crate::few::Few;
use crate::rights::lens::Lens;
use crate::rights::scope::lies_inside;
use crate::rights::world::{OrOpen, World};

/// Why the winner of a pair prevails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beaten {
    /// The term that is out.
    pub term: Id,
    /// The rule by which it is out.
    pub rule: PrecedenceRule,
    /// The standing term that puts it out.
    pub by: Id,
    /// Whether it spoke for the actor.
    pub in_favour: bool,
}

/// What is left of both sides.
#[derive(Clone, Debug, Default)]
pub struct RemainingTerms {
    /// Terms in favour that are not out.
    pub in_favour: Few<Id>,
    /// Terms against that are not out.
    pub against: Few<Id>,
    /// Terms that are out, with the rule and the term that put them out.
    pub beaten: Few<Beaten>,
}

/// One term prevailing over an opposing one, by place in the joint list.
#[derive(Clone, Copy)]
struct Victory {
    winner: usize,
    loser: usize,
    rule: PrecedenceRule,
}

/// Sets every term in favour against every term against it.
///
/// A term is out only if a term that itself stands beats it; whatever cannot be
/// settled that way is left, and leaves the answer contested.
///
/// # Errors
/// The first open field that a comparison of scopes hangs on.
pub fn settle(
    in_favour: &[Id],
    against: &[Id],
    lens: &Lens<'_>,
    world: &World,
) -> OrOpen<RemainingTerms> {
    let terms: Few<Id> = in_favour.iter().chain(against).copied().collect();
    let mut victories: Few<Victory> = Few::new();
    for (left, x) in in_favour.iter().enumerate() {
        for (right, y) in against.iter().enumerate() {
            let right = in_favour.len() + right;
            match compare(*x, *y, lens, world)? {
                Some((rule, true)) => victories.push(Victory { winner: left, loser: right, rule }),
                Some((rule, false)) => victories.push(Victory { winner: right, loser: left, rule }),
                None => {}
            }
        }
    }
    let out = who_is_out(terms.len(), &victories);
    let mut standing = RemainingTerms::default();
    for (place, term) in terms.iter().enumerate() {
        match out.get(place).copied().flatten() {
            Some(Victory { winner, rule, .. }) => {
                let in_favour = place < in_favour.len();
                standing.beaten.push(Beaten { term: *term, rule, by: terms[winner], in_favour });
            }
            None if place < in_favour.len() => standing.in_favour.push(*term),
            None => standing.against.push(*term),
        }
    }
    Ok(standing)
}

/// For each term the victory that puts it out, if any: repeatedly, a term all
/// of whose victors are out stands, and what a standing term beats is out.
fn who_is_out(count: usize, victories: &[Victory]) -> Few<Option<Victory>> {
    let mut out: Few<Option<Victory>> = smallvec![None; count];
    let mut stands: Few<bool> = smallvec![false; count];
    loop {
        let mut changed = false;
        for place in 0..count {
            let mut victors = victories.iter().filter(|victory| victory.loser == place);
            if !stands[place] && out[place].is_none() && victors.all(|v| out[v.winner].is_some()) {
                stands[place] = true;
                changed = true;
            }
        }
        for victory in victories.iter().filter(|victory| stands[victory.winner]) {
            let settled = out[victory.loser];
            if settled.is_none_or(|earlier| victory.rule < earlier.rule) {
                changed |= settled.is_none();
                out[victory.loser] = Some(*victory);
            }
        }
        if !changed {
            return out;
        }
    }
}

/// The first difference between two opposing terms, and whether it favours the
/// first.
fn compare(x: Id, y: Id, lens: &Lens<'_>, world: &World) -> OrOpen<Option<(PrecedenceRule, bool)>> {
    let (a, b) = (lens.catalog.term(x), lens.catalog.term(y));
    let strength = |term| lens.term_strength(term).map(EvidenceClass::strength);
    let (strong_a, strong_b) = (strength(x), strength(y));
    if a.rank != b.rank {
        return Ok(Some((PrecedenceRule::Rank, a.rank > b.rank)));
    }
    if a.exception_to.contains(&y) && strong_a >= strong_b {
        return Ok(Some((PrecedenceRule::Exception, true)));
    }
    if b.exception_to.contains(&x) && strong_b >= strong_a {
        return Ok(Some((PrecedenceRule::Exception, false)));
    }
    if strong_a != strong_b {
        return Ok(Some((PrecedenceRule::Authority, strong_a > strong_b)));
    }
    let narrower = lies_inside(&a.scope, &b.scope, lens, world)?;
    if narrower != lies_inside(&b.scope, &a.scope, lens, world)? {
        return Ok(Some((PrecedenceRule::Specificity, narrower)));
    }
    let (from_a, from_b) = (a.from.first_day(), b.from.first_day());
    Ok((from_a != from_b).then_some((PrecedenceRule::Recency, from_a > from_b)))
}
