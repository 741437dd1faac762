//! A data set that is ready to be asked.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::basis::basis;
use crate::fault::Faults;
use crate::load::{Loaded, OverrideNotice};
use crate::overrides;
use crate::overrides::Applied;
use crate::{check, load, snapshot};
use aicloud_core::catalog::Catalog;
use aicloud_core::model::{Day, Id, Records};

/// A catalog, with what somebody knows better than its records.
pub struct DataSet {
    /// What is asked.
    pub catalog: Catalog,
    /// What somebody knows better, and is applied.
    pub overrides: Vec<Applied>,
    /// What is to be said of overrides that are not.
    pub told: Vec<OverrideNotice>,
    /// The records as they were without any; nothing where there is none.
    before: Option<Records>,
}

impl DataSet {
    /// The shipped data, from the bytes that the build embedded.
    ///
    /// # Errors
    /// When the bytes are not a packed data set.
    pub fn embedded(packed: &'static [u8]) -> Result<Self> {
        snapshot::open(packed).map(Self::plain)
    }

    /// A catalog without overrides.
    fn plain(catalog: Catalog) -> Self {
        Self { catalog, overrides: Vec::new(), told: Vec::new(), before: None }
    }

    /// Somebody's own data, on no particular day: each directory on top of the
    /// one before.
    ///
    /// # Errors
    /// As [`DataSet::read`].
    pub fn open(dirs: &[PathBuf]) -> Result<Self> {
        Self::read(Loaded::default(), dirs, None)
    }

    /// The shipped records with somebody's own directories on top, on no
    /// particular day.
    ///
    /// # Errors
    /// As [`DataSet::read`].
    pub fn overlaid(base: &Self, dirs: &[PathBuf]) -> Result<Self> {
        Self::read(Loaded::on_top_of(base.records()), dirs, None)
    }

    /// Directories on top of what was loaded, with the overrides that are not
    /// over on a day; of whatever day where there is none.
    ///
    /// # Errors
    /// When a directory cannot be read, or [`Faults`] naming everything that is
    /// wrong in it.
    pub fn read(mut loaded: Loaded, dirs: &[PathBuf], today: Option<Day>) -> Result<Self> {
        for dir in dirs {
            load::directory(dir, &mut loaded)?;
        }
        let before = (!loaded.records.overrides.is_empty()).then(|| loaded.records.clone());
        let overrides = overrides::apply(&mut loaded, today);
        let faults = check::faults(&loaded);
        if !faults.is_empty() {
            return Err(Faults(faults).into());
        }
        let told = loaded.told;
        let applied: Vec<Id> = overrides.iter().map(|done| done.id).collect();
        let keeps = |id: Id| applied.contains(&id);
        Ok(Self { overrides, told, before, ..Self::applied(loaded.records, keeps)? })
    }

    /// Sound records to which the overrides that are kept were applied.
    ///
    /// # Errors
    /// As [`DataSet::from_records`].
    pub fn applied(mut records: Records, keeps: impl Fn(Id) -> bool) -> Result<Self> {
        records.overrides.retain(|wanted| keeps(wanted.id));
        records.sort();
        Self::from_records(records)
    }

    /// The records as they were read, before overrides were applied to them.
    pub fn before_overrides(&self) -> Records {
        self.before.clone().unwrap_or_else(|| self.records())
    }

    /// The same data without one of its overrides.
    ///
    /// # Errors
    /// When the data cannot stand without it.
    pub fn without(&self, left_out: Id) -> Result<Self> {
        let others = |id: Id| id != left_out && self.overrides.iter().any(|done| done.id == id);
        let mut records = self.before.clone().unwrap_or_default();
        records.overrides.retain(|wanted| others(wanted.id));
        let mut loaded = Loaded { records, ..Loaded::default() };
        overrides::apply(&mut loaded, None);
        ensure!(check::resolves(&loaded.records), "a record that is named is not there");
        Self::applied(loaded.records, others)
    }

    /// Records that are known to be sound and sorted, such as those that a test
    /// makes.
    ///
    /// # Errors
    /// None in practice: every record has a JSON form.
    pub fn from_records(records: Records) -> Result<Self> {
        let basis = basis(&records)?;
        Ok(Self::plain(Catalog::of(records, basis)))
    }

    /// A copy of every record.
    pub fn records(&self) -> Records {
        self.catalog.records()
    }
}
