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
mod entry;
mod format;
pub mod genai_prices;
pub mod json;
pub mod litellm;
pub mod merge;
pub mod models_dev;
pub mod place;
pub mod read;
mod result;
pub mod shelf;
pub mod write;

use aicloud_core::catalog::Catalog;

use aicloud_core::failure::{Failure, FailureKind};
use aicloud_core::model::Day;

pub use entry::{Amounts, CatalogueEntry, EntryPrices, EntryReason, Rate, RateKey, TokenKind};
pub use format::CatalogueFormat;
pub use result::{EntryResult, EntryStatus, ImportedCatalogue};

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
    let entries = entries(format, text, day).map_err(|wrong| format::refuse(format, &wrong))?;
    let source = write::source(format, day).map_err(invalid)?;
    let merged = merge::merge(entries, day, catalog);
    let statements = write::statements(&merged, &source, day).map_err(invalid)?;
    Ok(ImportedCatalogue { format, day, rows: merged.rows, source, statements })
}

fn entries(
    format: CatalogueFormat,
    text: &str,
    day: Day,
) -> Result<Vec<CatalogueEntry>, json::NotTheFormat> {
    match format {
        CatalogueFormat::Litellm => litellm::entries(text),
        CatalogueFormat::ModelsDev => models_dev::entries(text),
        CatalogueFormat::GenaiPrices => genai_prices::entries(text, day),
        CatalogueFormat::AzureRetail => azure_retail::entries(text, day),
    }
}

/// A text that a record cannot hold: a fault of the program, told as one of data.
fn invalid(message: String) -> Failure {
    Failure { kind: FailureKind::Data, code: "data-invalid", message, hint: String::new() }
}
