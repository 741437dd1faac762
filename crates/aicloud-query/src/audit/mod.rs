//! `audit`: claims against list prices and public scores.

mod answer;
mod audits;
mod claims;
mod numbers;
mod pairs;
mod scores;
pub mod words;

pub use answer::{AuditKeys, PAIRS, SCHEMA};
pub use audits::{AuditQuestion, Audited, Audits, RestsOn, audits};
pub use claims::{AuditRow, AuditSides, OtherDays, Sourced, Supposed};
pub use numbers::{OneOrMore, RatioNumber};
pub use pairs::{
    ClaimPair, ComparatorPrice, PairClaim, PairOf, PairRatios, PairRow, Stated, SubjectPrice,
};
pub use scores::{Benchmarked, ElsewhereReading, ReadSide};
