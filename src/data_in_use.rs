//! Which data a run looks at: what the options or the settings name, on top of the
//! built-in data or in its place.

use std::path::{Path, PathBuf};

use crate::cli::Global;
use crate::settings::Settings;
use aicloud_core::failure::Failure;
use aicloud_core::model::Day;
use aicloud_data::load::Loaded;
use aicloud_data::{DataSet, Faults};

/// The data that is part of the program.
pub(crate) fn built_in() -> Result<DataSet, Failure> {
    DataSet::embedded(aicloud_facts::SNAPSHOT).map_err(|error| Failure::data(format!("{error:#}")))
}

/// Opens the data that the options name, the embedded data otherwise, with the
/// overrides that are not over on a day.
pub(crate) fn named(global: &Global, day: Option<Day>) -> Result<DataSet, Failure> {
    let named = |dir: &&PathBuf| !dir.as_os_str().is_empty();
    let overlays: Vec<PathBuf> = global.overlay.iter().filter(named).cloned().collect();
    let opened = match global.data.as_ref().filter(named) {
        Some(dir) => {
            let dirs: Vec<_> = std::iter::once(dir).chain(&overlays).cloned().collect();
            DataSet::read(Loaded::default(), &dirs, day)
        }
        None => DataSet::embedded(aicloud_facts::SNAPSHOT).and_then(|base| {
            if overlays.is_empty() {
                return Ok(base);
            }
            DataSet::read(Loaded::on_top_of(base.records()), &overlays, day)
        }),
    };
    opened.map_err(|error| match error.downcast_ref::<Faults>() {
        Some(faults) => Failure::data(faults.to_string()),
        None => Failure::data(format!("{error:#}")),
    })
}

/// The data in use for a line that is being typed: what it names, else what is
/// set; nothing where that cannot be opened, since nobody can be told.
pub fn for_completion(data: Option<&Path>, overlays: &[PathBuf]) -> Option<DataSet> {
    let mut settings = Settings::find(std::env::current_dir().ok().as_deref()).ok()?;
    let mut global = Global { data: data.map(Path::to_path_buf), ..Global::default() };
    global.overlay = overlays.to_vec();
    settings.fill_data(&mut global);
    named(&global, None).ok()
}

/// What `--version --verbose` tells: version, commit, data.
///
/// # Errors
/// Data that cannot be opened.
pub fn version(global: &Global, today: Day) -> Result<String, Failure> {
    let data = named(global, Some(today))?;
    let basis = &data.catalog.basis;
    Ok(format!(
        "aicloud {}\ncommit  {}\ndata    {}\nbasis   {}\n        {}\n",
        env!("CARGO_PKG_VERSION"),
        option_env!("AICLOUD_COMMIT").unwrap_or("not recorded in this build"),
        basis.newest,
        basis.short(),
        basis.hash,
    ))
}
