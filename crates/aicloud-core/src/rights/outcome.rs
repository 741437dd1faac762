//! What one settled world gives, before worlds are compared: the answer, what
//! decided it, and what merely stands on the same side.

use crate::few::Few;
use crate::model::Id;
use crate::rights::conflict::Beaten;
use crate::rights::question::Right;
use crate::rights::side::{Side, SideAnswer, Why};
use crate::rights::world::Open;

/// Everything that one settled world gives.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) right: Right,
    pub(crate) deciding: Few<Why>,
    pub(crate) supporting: Few<Why>,
    pub(crate) against: Few<Id>,
    pub(crate) overruled: Few<Beaten>,
    pub(crate) disputes: Few<Id>,
    /// Open fields that made no difference to it.
    pub(crate) unsettled: Few<Open>,
}

/// Which of several ways of selling the answer is about: the best that is open.
pub(crate) fn preference(right: Right) -> u8 {
    match right {
        Right::Permitted => 0,
        Right::Contested => 1,
        Right::Unknown => 2,
        Right::Prohibited => 3,
    }
}

/// One side by itself: silence is not knowing.
pub(crate) fn of_one(side: &Side) -> Outcome {
    let right = match side.answer {
        SideAnswer::Permitted => Right::Permitted,
        SideAnswer::Prohibited => Right::Prohibited,
        SideAnswer::Contested => Right::Contested,
        SideAnswer::Silent => Right::Unknown,
    };
    let mut outcome = Outcome::empty(right);
    outcome.add(side);
    outcome
}

/// Barred in either is prohibited. Silence about hosting bars nothing, but
/// silence about selling is no right to sell.
pub(crate) fn of_both(selling: &Side, hosting: &Side) -> Outcome {
    use SideAnswer::{Contested, Prohibited, Silent};
    let right = match (selling.answer, hosting.answer) {
        (Prohibited, _) | (_, Prohibited) => Right::Prohibited,
        (Contested, _) | (_, Contested) => Right::Contested,
        (Silent, _) => Right::Unknown,
        _ => Right::Permitted,
    };
    let mut outcome = Outcome::empty(right);
    for side in [selling, hosting] {
        let decides = match right {
            Right::Prohibited => side.answer == Prohibited,
            Right::Contested => side.answer == Contested,
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
            deciding: Few::new(),
            supporting: Few::new(),
            against: Few::new(),
            overruled: Few::new(),
            disputes: Few::new(),
            unsettled: Few::new(),
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
        self.against.extend_from_slice(&side.against);
        let standing = side.in_favour.iter().chain(&side.against).copied();
        let strongest = standing.clone().next();
        for term in standing {
            let won = side.beaten.iter().any(|beaten| beaten.by == term);
            let first = side.beaten.is_empty() && Some(term) == strongest;
            self.push(Why::Term(term), won || first || side.answer == SideAnswer::Contested);
        }
        for (place, implied) in side.implied.iter().enumerate() {
            self.push(Why::Implied(*implied), place == 0);
        }
    }

    /// Another world gives the same answer: what decides in both comes first,
    /// and what decides only here is support.
    pub(crate) fn agree_with(&mut self, other: &Self) {
        let common = |why: &Why| other.deciding.contains(why);
        if self.deciding.iter().any(common) {
            let (common, only_here) = self.deciding.iter().copied().partition(common);
            self.deciding = common;
            self.supporting.extend::<Few<Why>>(only_here);
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
