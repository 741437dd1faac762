//! A data set that is ready to be asked.

use std::cell::OnceCell;
use std::path::PathBuf;

use anyhow::Result;

use super::facts::Facts;
use super::fault::Faults;
use super::load::Loaded;
use super::{check, compile, load, snapshot};
use crate::model::Records;

/// Facts, and the records behind them where a command shows prose.
pub struct Catalog {
    /// What decisions rest on.
    pub facts: Facts,
    records: OnceCell<Records>,
    packed: &'static [u8],
}

impl Catalog {
    /// The shipped data, from the bytes that the build embedded.
    ///
    /// # Errors
    /// When the bytes are not a packed data set.
    pub fn embedded(packed: &'static [u8]) -> Result<Self> {
        Ok(Self { facts: snapshot::facts(packed)?, records: OnceCell::new(), packed })
    }

    /// Somebody's own data: each directory on top of the one before.
    ///
    /// # Errors
    /// When a directory cannot be read, or [`Faults`] naming everything that is
    /// wrong in it.
    pub fn open(dirs: &[PathBuf]) -> Result<Self> {
        let mut loaded = Loaded::default();
        for dir in dirs {
            load::directory(dir, &mut loaded)?;
        }
        Self::from_loaded(loaded)
    }

    /// The shipped records with somebody's own directories on top.
    ///
    /// # Errors
    /// As [`Catalog::open`].
    pub fn overlaid(base: &Self, dirs: &[PathBuf]) -> Result<Self> {
        let mut loaded = Loaded::on_top_of(base.records()?);
        for dir in dirs {
            load::directory(dir, &mut loaded)?;
        }
        Self::from_loaded(loaded)
    }

    fn from_loaded(mut loaded: Loaded) -> Result<Self> {
        let faults = check::faults(&loaded);
        if !faults.is_empty() {
            return Err(Faults(faults).into());
        }
        loaded.records.sort();
        Self::from_records(loaded.records)
    }

    /// Records that are known to be sound and sorted, such as those that a test
    /// makes.
    ///
    /// # Errors
    /// When a reference between them does not resolve.
    pub fn from_records(records: Records) -> Result<Self> {
        let facts = compile::facts(&records)?;
        Ok(Self { facts, records: OnceCell::from(records), packed: &[] })
    }

    /// The records, decoded on first use.
    ///
    /// # Errors
    /// When the embedded bytes are not a packed data set.
    pub fn records(&self) -> Result<&Records> {
        if self.records.get().is_none() {
            // A second `set` cannot happen: the cell was empty a line ago.
            let _ = self.records.set(snapshot::records(self.packed)?);
        }
        Ok(self.records.get_or_init(Records::default))
    }
}
