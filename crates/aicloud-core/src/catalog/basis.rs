//! Which version of the data an answer rests on.

use serde::{Deserialize, Serialize};

use crate::model::Day;

/// Which version of the data an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// SHA-256 of the records, in hexadecimal.
    pub hash: String,
    /// The newest day on which any source was read.
    pub newest: Day,
}

impl Basis {
    /// The first eight digits of the hash, as tables show it.
    pub fn short(&self) -> &str {
        self.hash.get(..8).unwrap_or(&self.hash)
    }
}
