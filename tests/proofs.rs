//! What proves the engine: laws on data drawn at random, and the second
//! implementation of the decision rule in `oracle/`.
//!
//! A program of its own, since `.ci/run` builds it a second time with more
//! optimisation and asks for many more cases than a test run has time for:
//! `PROPTEST_CASES=2000 cargo test --profile proof --test proofs -- --include-ignored`

mod drawn;
mod oracle;

mod proofs {
    /// Laws of the audit of claims.
    mod audit_laws;
    /// The engine and the second implementation on the shipped data.
    mod differential;
    /// Laws of evidence over time.
    mod evidence_laws;
    /// Laws of the decision rule.
    mod laws;
    /// Laws of prices, and the cases that they came from.
    mod prices;
}
