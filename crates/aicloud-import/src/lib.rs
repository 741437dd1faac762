//! Published catalogues to overlays.
//!
//! One small file reads each format into [`CatalogueEntry`]s: what an upstream id is, on
//! which of our services, at which prices. [`shelf`] finds the offer that an
//! entry means, by names that are spelled out and never by likeness; [`merge`]
//! brings the prices together and compares them with those on record; [`mod@write`]
//! makes a directory of what was found. Whatever finds no place is told with
//! its reason and never dropped in silence.
//!
//! Arrows: `model <- data <- import <- report`. Nothing here prints.

pub mod amount;
pub mod azure_retail;
pub mod genai_prices;
pub mod json;
pub mod litellm;
pub mod merge;
pub mod models_dev;
pub mod place;
pub mod read;
pub mod shelf;
pub mod write;

use aicloud_core::catalog::Catalog;
use std::fmt;

use aicloud_core::failure::{Failure, FailureKind};
use aicloud_core::model::{Day, Id, PriceScope, PriceStatement, Source, Tier, Usd};

/// The published formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CatalogueFormat {
    /// The cost map of `LiteLLM`: `model_prices_and_context_window.json`.
    Litellm,
    /// The catalogue of models.dev: `api.json`.
    ModelsDev,
    /// The data of genai-prices: `data.json`.
    GenaiPrices,
    /// Pages of the Azure Retail Prices API.
    AzureRetail,
}

impl CatalogueFormat {
    /// Every format.
    pub const ALL: &[Self] =
        &[Self::Litellm, Self::ModelsDev, Self::GenaiPrices, Self::AzureRetail];

    /// The format as the word that people type.
    pub fn word(self) -> &'static str {
        match self {
            Self::Litellm => "litellm",
            Self::ModelsDev => "models-dev",
            Self::GenaiPrices => "genai-prices",
            Self::AzureRetail => "azure-retail",
        }
    }

    fn entries(self, text: &str, day: Day) -> Result<Vec<CatalogueEntry>, json::NotTheFormat> {
        match self {
            Self::Litellm => litellm::entries(text),
            Self::ModelsDev => models_dev::entries(text),
            Self::GenaiPrices => genai_prices::entries(text, day),
            Self::AzureRetail => azure_retail::entries(text, day),
        }
    }
}

/// Why an entry, or a price of it, is not taken over: a group to count by, and
/// what is special about this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryReason {
    /// The kind of reason.
    pub group: &'static str,
    /// This case; empty where the group says it all.
    pub detail: String,
}

impl EntryReason {
    /// A reason with what is special about it.
    pub fn new(group: &'static str, detail: impl Into<String>) -> Self {
        Self { group, detail: detail.into() }
    }
}

impl fmt::Display for EntryReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.group)?;
        if self.detail.is_empty() { Ok(()) } else { write!(f, ": {}", self.detail) }
    }
}

/// One entry of a published catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueEntry {
    /// Its id, as the catalogue writes it.
    pub id: String,
    /// What it says, or why it says nothing of use here.
    pub read: Result<EntryPrices, EntryReason>,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryPrices {
    /// Our service.
    pub service: &'static str,
    /// The model, in every spelling that the id gives.
    pub names: Vec<String>,
    /// Its prices.
    pub rates: Vec<Rate>,
}

/// What tells the prices of an offer apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RateKey {
    /// How it is served; standard comes first.
    pub tier: Tier,
    /// For prompts above this many tokens.
    pub context_over: Option<u64>,
    /// Where inference may run.
    pub scope: PriceScope,
    /// Within these geographies or regions.
    pub within: Vec<String>,
}

/// USD per million tokens, in the order of [`TokenKind`].
pub type Amounts = [Option<Usd>; 5];

/// What an amount is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenKind {
    /// Input tokens.
    Input,
    /// Output tokens.
    Output,
    /// Input tokens read from a cache.
    CachedInput,
    /// Input tokens written to a cache.
    CacheWrite,
    /// The same for an hour.
    CacheWrite1h,
}

impl TokenKind {
    /// Every part, in order.
    pub const ALL: [Self; 5] =
        [Self::Input, Self::Output, Self::CachedInput, Self::CacheWrite, Self::CacheWrite1h];

    /// The part as the field of a price is named.
    pub fn word(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Output => "output",
            Self::CachedInput => "cached_input",
            Self::CacheWrite => "cache_write",
            Self::CacheWrite1h => "cache_write_1h",
        }
    }
}

/// A price as an entry states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Which price it is.
    pub key: RateKey,
    /// The amounts.
    pub amounts: Amounts,
    /// The catalogue's own unit and digits, where they differ.
    pub as_stated: Option<String>,
}

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

/// Reads a catalogue and sets it against the data.
///
/// # Errors
/// A text that is not the format, or an id that the data could not hold.
pub fn import(
    format: CatalogueFormat,
    text: &str,
    day: Day,
    catalog: &Catalog,
) -> Result<ImportedCatalogue, Failure> {
    let entries = format.entries(text, day).map_err(|wrong| refuse(format, &wrong))?;
    let source = write::source(format, day).map_err(invalid)?;
    let merged = merge::merge(entries, day, catalog);
    let statements = write::statements(&merged, &source, day).map_err(invalid)?;
    Ok(ImportedCatalogue { format, day, rows: merged.rows, source, statements })
}

fn refuse(format: CatalogueFormat, wrong: &json::NotTheFormat) -> Failure {
    Failure {
        kind: FailureKind::Data,
        code: "not-the-format",
        message: format!("this is not {}: {wrong}", format.word()),
        hint: "nothing was written; `aicloud data import -h` names the formats".to_owned(),
    }
}

/// A text that a record cannot hold: a fault of the program, told as one of data.
fn invalid(message: String) -> Failure {
    Failure { kind: FailureKind::Data, code: "data-invalid", message, hint: String::new() }
}
