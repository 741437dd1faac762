//! What is asked of claims.

use crate::claims::ratio::Mixes;
use crate::model::{Day, Id};

/// What is asked of every claim.
#[derive(Clone, Copy, Debug)]
pub struct ClaimQuestion<'q> {
    /// The day of the prices; that of the claim where nothing.
    pub day: Option<Day>,
    /// The mixes that are looked at.
    pub mixes: Mixes,
    /// To whom.
    pub segment: Id,
    /// Where.
    pub region: Option<&'q str>,
}
