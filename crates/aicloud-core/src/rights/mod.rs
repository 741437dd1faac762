//! The rights engine: pure functions from facts and a question to an answer.
//!
//! No clock, no files, no printing. The vocabulary is that of law and of ODRL:
//! permission, prohibition, *lex superior*, *lex specialis*, *lex posterior*.
//!
//! 1. [`lens`]: what is **believed**. A term, dispute, membership, stage or
//!    price counts when an admitted source asserts it and no stronger one
//!    denies it; an end counts only when a source published by then states it.
//! 2. [`lens::Lens::in_force`]: a believed term holds from its first day to its
//!    last, or to the day before a believed term superseded it, for good.
//! 3. [`scope`]: whether a term covers the product, the segment, the region.
//! 4. [`side`]: which terms **bear on** the seller, or on the host that runs
//!    the offer: a grant speaks for its grantee, an exclusivity for its holder
//!    and against the other members of its class, a prohibition against. Where
//!    none bears, ownership, a free licence or an offer on sale implies a right.
//! 5. [`conflict`]: opposing terms meet pair by pair; the first difference in
//!    rank, exception, authority, specificity, recency decides, and a term is
//!    out only if a term that itself stands beats it.
//! 6. [`mod@decide`]: selling and hosting are combined, an open dispute turns
//!    *permitted* into *contested*, and whatever hangs on an unknown field is
//!    decided each way ([`world`]).
//! 7. [`history`]: the same decision on every day on which it can change.
//!
//! What is on sale stands in [`crate::offers`], prices in [`crate::prices`], and claims
//! held against all of it in [`crate::claims`].

pub mod appointed;
pub mod conflict;
pub mod decide;
pub mod flips;
pub mod gaps;
pub mod hindsight;
pub mod history;
pub mod lens;
mod outcome;
pub mod question;
pub mod scope;
pub mod side;
pub mod world;

pub use appointed::appointed;
pub use decide::{Decision, Overruled, Reason, decide};
pub use lens::{Filter, Lens};
pub use question::{Asked, Question, Right};
pub use side::Why;
