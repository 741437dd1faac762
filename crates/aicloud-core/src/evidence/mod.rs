//! Evidence over time: events, changes, deadlines, contradictions, open questions.

pub mod changes;
pub mod contradictions;
pub mod deadlines;
pub mod timeline;
pub mod topic;
pub mod watched;
