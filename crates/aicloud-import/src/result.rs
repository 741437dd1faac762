//! What became of a catalogue and of its entries.

use crate::entry::{Amounts, EntryReason};
use crate::format::CatalogueFormat;
use aicloud_core::model::{Day, Id, PriceStatement, Source};

/// How an entry stands to what is on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryStatus {
    /// No such price is on record.
    New,
    /// Another amount is.
    Changed,
    /// The same is.
    Same,
    /// It is not taken over.
    Unmapped,
}

impl EntryStatus {
    /// Every answer, in the order of a summary.
    pub const ALL: &[Self] = &[Self::New, Self::Changed, Self::Same, Self::Unmapped];

    /// The answer as scripts read it.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Unmapped => "unmapped",
        }
    }
}

/// What became of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryResult {
    /// The upstream id.
    pub id: String,
    /// The offer that it means.
    pub offer: Option<Id>,
    /// How it stands.
    pub what: EntryStatus,
    /// Why, where there is something to say.
    pub reason: Option<EntryReason>,
    /// Its first price.
    pub theirs: Amounts,
    /// Ours of the same kind.
    pub ours: Amounts,
}

/// A whole import.
#[derive(Clone, Debug)]
pub struct ImportedCatalogue {
    /// The format.
    pub format: CatalogueFormat,
    /// The day on which it was read.
    pub day: Day,
    /// One row an entry, in the order of the file.
    pub rows: Vec<EntryResult>,
    /// The source that the overlay speaks for.
    pub source: Source,
    /// The records of the overlay, by offer.
    pub statements: Vec<PriceStatement>,
}
