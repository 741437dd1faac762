//! The published formats.

use crate::json::NotTheFormat;
use aicloud_core::failure::{Failure, FailureKind};

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
}

/// The failure of a text that is not of the format.
pub(crate) fn refuse(format: CatalogueFormat, wrong: &NotTheFormat) -> Failure {
    Failure {
        kind: FailureKind::Data,
        code: "not-the-format",
        message: format!("this is not {}: {wrong}", format.word()),
        hint: "nothing was written; `aicloud data import -h` names the formats".to_owned(),
    }
}
