//! The words of the four dimensions, in letters, in short and in full.

use crate::output::Page;
use crate::output::style::{Tint, tinted};
use aicloud_core::model::{Availability, Channel};
use aicloud_core::rights::Right;
pub use aicloud_query::price_words::{PriceFace, price_face, price_short};
use aicloud_query::values::StageKey;

/// A right as a table tells it: a permitted seller that the vendor has not
/// chosen is *free*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// May sell.
    Yes,
    /// Nothing bars it; the vendor has not chosen this cloud.
    Free,
    /// Barred.
    No,
    /// Disputed, or the terms contradict one another.
    Disputed,
    /// No source says.
    Unknown,
}

impl Face {
    /// The face of a right.
    pub fn of(right: Right, appointed: bool) -> Self {
        match (right, appointed) {
            (Right::Permitted, true) => Self::Yes,
            (Right::Permitted, false) => Self::Free,
            (Right::Prohibited, _) => Self::No,
            (Right::Contested, _) => Self::Disputed,
            (Right::Unknown, _) => Self::Unknown,
        }
    }

    /// A word that tells it, in the colour of what it means where there is colour.
    pub fn tinted(self, word: &str, page: &Page) -> String {
        let tint = match self {
            Self::Yes => Some(Tint::Good),
            Self::Free => None,
            Self::No => Some(Tint::Bad),
            Self::Disputed | Self::Unknown => Some(Tint::Doubt),
        };
        tinted(word, tint.filter(|_| page.look.color))
    }

    /// One letter.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Yes => "Y",
            Self::Free => "F",
            Self::No => "N",
            Self::Disputed => "D",
            Self::Unknown => "U",
        }
    }

    /// One short word.
    pub fn short(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Free => "free",
            Self::No => "NO",
            Self::Disputed => "disp",
            Self::Unknown => "?",
        }
    }

    /// What the letter stands for.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Yes => "may sell",
            Self::Free => "free, not appointed",
            Self::No => "barred",
            Self::Disputed => "disputed",
            Self::Unknown => "no source says",
        }
    }

    /// The right in full, loud where it bars.
    pub fn full(self) -> &'static str {
        match self {
            Self::Yes => "permitted",
            Self::Free => "free",
            Self::No => "PROHIBITED",
            Self::Disputed => "CONTESTED",
            Self::Unknown => "UNKNOWN",
        }
    }
}

/// A stage in at most ten cells.
pub fn stage_short(stage: Option<Availability>) -> &'static str {
    match stage {
        Some(Availability::Ga) => "GA",
        Some(Availability::Preview) => "prev",
        Some(Availability::LimitedPreview) => "ltd",
        Some(Availability::PrivatePreview) => "priv",
        Some(Availability::Announced) => "ann",
        Some(Availability::Suspended) => "susp",
        Some(Availability::Retired) => "retired",
        Some(Availability::NotListed) => "not listed",
        Some(Availability::Unknown) => "listed",
        None => "no record",
    }
}

/// What a short stage stands for; nothing where it speaks for itself.
pub fn stage_meaning(stage: Option<Availability>) -> Option<&'static str> {
    match stage {
        Some(Availability::Preview) => Some("prev public"),
        Some(Availability::LimitedPreview) => Some("ltd limited"),
        Some(Availability::PrivatePreview) => Some("priv by invitation"),
        Some(Availability::Announced) => Some("ann announced"),
        Some(Availability::Suspended) => Some("susp withdrawn for now"),
        Some(Availability::Ga | Availability::Retired) => None,
        Some(Availability::NotListed) => Some("not listed: looked, absent"),
        Some(Availability::Unknown) => Some("listed: stage unknown"),
        None => Some("no record: nobody looked"),
    }
}

/// A stage in full words.
pub fn stage_full(stage: Option<Availability>) -> &'static str {
    StageKey::from(stage).in_words()
}

/// The mark that a channel adds to a stage; nothing where the cloud itself
/// hosts and sells.
pub fn channel_mark(channel: Option<Channel>) -> Option<&'static str> {
    match channel {
        Some(Channel::Resold | Channel::Marketplace) => Some("r"),
        Some(Channel::Gateway) => Some("gw"),
        _ => None,
    }
}
