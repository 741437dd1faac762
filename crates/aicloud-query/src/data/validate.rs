//! `data validate`: what is wrong with data, and where.

use aicloud_core::catalog::{Basis, Catalog};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::data::DayKeys;
use crate::envelope::OutputSchema;
use crate::reasons;
use crate::values::Date;
use aicloud_core::clean::clean;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Day, Id, Records, Stage};
use aicloud_core::offers::findings::{SoldThoughBarred, sold_though_barred};
use aicloud_core::rights::{Filter, Lens};
use aicloud_data::kinds::FileKind;
use aicloud_data::load::{self, Loaded};
use aicloud_data::overrides::{self, Applied};
use aicloud_data::rules::Severity;
use aicloud_data::{DataSet, Fault, check};

/// What `data validate` is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValidateQuestion {
    /// Directories, or files within one; what the options name where there is none.
    pub paths: Vec<PathBuf>,
    /// The data that overlays are laid on; the built-in data where nothing.
    pub data: Option<PathBuf>,
    /// Overlays on top of it.
    pub overlays: Vec<PathBuf>,
}

/// What was checked, and what was found.
pub struct Findings {
    /// What was found, in the order of files and lines.
    pub faults: Vec<Fault>,
    /// What was read.
    pub loaded: Loaded,
    /// Its version, sound or not.
    pub basis: Basis,
    /// The files that were asked about; all where none is named.
    pub files: Vec<PathBuf>,
    /// The day up to which ages are counted.
    pub day: Day,
}

/// A finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingRow {
    /// The rule; `data rule CODE` tells what it asks for.
    pub code: &'static str,
    /// An error makes the data unusable.
    pub severity: Severity,
    /// The file.
    pub file: String,
    /// The line, counted from one.
    pub line: Option<usize>,
    /// The first column of the offending text, counted from one.
    pub column: Option<usize>,
    /// The column behind it.
    pub end_column: Option<usize>,
    /// The record.
    pub record: Option<String>,
    /// The field within it: `prices[2].until`.
    pub field: Option<String>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub mend: &'static str,
    /// The line as it stands.
    pub excerpt: Option<String>,
}

/// What stands beside the findings.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ValidateMore {
    /// How many rows are errors.
    errors: usize,
    /// How many are warnings.
    warnings: usize,
    /// How many files were read; 0 for the built-in data.
    files: usize,
    /// How many records were read.
    records: usize,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema = OutputSchema::rows::<DayKeys, FindingRow, ValidateMore>(
    "validate",
    "What is wrong with data: a row for each finding, by file and line. `basis` is that of what \
     was read, sound or not.",
);

/// Answers `data validate`: warnings are those of `day`, overrides those that are not
/// over on `today`.
///
/// # Errors
/// A directory that cannot be read, or a file outside of every data directory.
pub fn validate(
    asked: &ValidateQuestion,
    built_in: &DataSet,
    (day, today): (Day, Day),
) -> Result<Findings, Failure> {
    let unreadable = |error: anyhow::Error| Failure::data(format!("{error:#}"));
    let (dirs, files) = named(&asked.paths)?;
    let mut loaded = loaded(&dirs, asked, built_in).map_err(unreadable)?;
    let mut faults = findings(&mut loaded, day, today).map_err(unreadable)?;
    if !files.is_empty() {
        let paths: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        faults.retain(|fault| paths.contains(&fault.file));
    }
    let basis = aicloud_data::basis::basis(&sorted(&loaded.records)).map_err(unreadable)?;
    Ok(Findings { faults, loaded, basis, files, day })
}

/// Every fault of what was loaded, and what is suspicious in it on a day.
/// Overrides that are not over today are applied to it.
///
/// # Errors
/// None in practice: data without a fault can be asked.
pub fn findings(loaded: &mut Loaded, day: Day, today: Day) -> anyhow::Result<Vec<Fault>> {
    let applied = overrides::apply(loaded, Some(today));
    let mut faults = check::faults(loaded);
    let mut warnings = check::warnings(loaded, day);
    // How a file is written matters once it is right.
    let wrong: BTreeSet<&str> = faults.iter().map(|fault| &*fault.file).collect();
    let forms = check::form(loaded).into_iter();
    warnings.extend(forms.filter(|form| !wrong.contains(&*form.file)));
    if faults.is_empty() {
        warnings.extend(decided(loaded, &applied)?);
    }
    // Who lays something on top of data does not ask about that data.
    let read = loaded.parts.iter().any(|part| part.file.is_some());
    faults.extend(warnings.into_iter().filter(|warning| !read || warning.file != BUILT_IN));
    check::sort(&mut faults);
    Ok(faults)
}

/// What stands for the file of a record that was built in.
const BUILT_IN: &str = "the built-in data";

/// The directories that are asked about, and the files within them where only
/// some are.
///
/// # Errors
/// A file outside of every data directory.
fn named(paths: &[PathBuf]) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Failure> {
    let (mut dirs, mut files) = (Vec::new(), Vec::new());
    for path in paths {
        let dir = if path.is_file() {
            files.push(path.clone());
            root(path).ok_or_else(|| no_place(path))?
        } else {
            path.clone()
        };
        if !dirs.contains(&dir) {
            dirs.push(dir);
        }
    }
    // A whole directory among them is asked about whole.
    if dirs.iter().any(|dir| paths.contains(dir)) {
        files.clear();
    }
    Ok((dirs, files))
}

fn no_place(file: &Path) -> Failure {
    let message = format!("{} stands where no data directory has a file", file.display());
    let hint = "name a directory, or a file such as our-overlay/offers/aws.yaml".to_owned();
    Failure::usage("not-a-data-file", message, hint)
}

/// The data directory of a file, by the place that its kind has there.
fn root(file: &Path) -> Option<PathBuf> {
    let (name, folder) = (file.file_name()?, file.parent()?);
    let kind = |inside: &Path| FileKind::of(inside).is_some();
    let own = |dir: &Path| {
        let here = dir.as_os_str().is_empty();
        if here { PathBuf::from(".") } else { dir.to_path_buf() }
    };
    if kind(Path::new(name)) {
        return Some(own(folder));
    }
    kind(&Path::new(folder.file_name()?).join(name)).then(|| own(folder.parent().unwrap_or(folder)))
}

/// Loads what is asked about: a data set by itself, anything else on top of what
/// the options name.
fn loaded(
    dirs: &[PathBuf],
    asked: &ValidateQuestion,
    built_in: &DataSet,
) -> anyhow::Result<Loaded> {
    let named = |dir: &&PathBuf| !dir.as_os_str().is_empty();
    let whole = dirs.first().is_some_and(|dir| is_whole(dir));
    let mut loaded = match asked.data.as_ref().filter(named) {
        _ if whole => Loaded::default(),
        Some(dir) => {
            let mut loaded = Loaded::default();
            load::directory(dir, &mut loaded)?;
            loaded
        }
        None => Loaded::on_top_of(built_in.records()),
    };
    let overlays = asked.overlays.iter().filter(named).filter(|_| !whole);
    for dir in overlays.chain(dirs) {
        load::directory(dir, &mut loaded)?;
    }
    Ok(loaded)
}

/// Whether a directory is a data set by itself: it has the segment that is asked
/// about unless another is.
fn is_whole(dir: &Path) -> bool {
    let mut segments = Loaded::default();
    load::file(&dir.join(FileKind::Segments.place()), FileKind::Segments, &mut segments);
    segments.records.segments.iter().any(|segment| segment.id.as_str() == "commercial")
}

fn sorted(records: &Records) -> Records {
    let mut records = records.clone();
    records.sort();
    records
}

/// What the engine finds in sound data.
fn decided(loaded: &Loaded, applied: &[Applied]) -> anyhow::Result<Vec<Fault>> {
    let kept = |id: Id| applied.iter().any(|applied| applied.id == id);
    let data = DataSet::applied(loaded.records.clone(), kept)?;
    let lens = Lens::new(&data.catalog, &Filter::default());
    let mut findings = Vec::new();
    for found in sold_though_barred(&lens) {
        // A source that dates a stage otherwise is explained by saying so.
        let offer = data.catalog.offer(found.offer);
        let stages = data.catalog.stages(offer);
        let Some(barred) = stages.get(found.stage) else { continue };
        let dated = |stage: &Stage| {
            let days = stage.from.first_day()..=stage.from.last_day();
            stage.stage == barred.stage && days.contains(&barred.from)
        };
        let Some(place) = offer.stages.iter().position(dated) else { continue };
        let noted = offer.stages.get(place).and_then(|stage| stage.note.as_ref());
        if noted.or(offer.note.as_ref()).is_some() {
            continue;
        }
        let message = told(&found, &data.catalog);
        let field = format!("stages[{place}].stage");
        findings.push((offer.id, field, message));
    }
    Ok(check::placed("sold-though-barred", findings, loaded))
}

/// What is said of an offer that is sold although its seller is barred.
fn told(found: &SoldThoughBarred, catalog: &Catalog) -> String {
    let because: Vec<String> =
        found.because.iter().map(|why| format!("`{}`", reasons::id(*why, catalog))).collect();
    format!(
        "on sale to {} while {} bars it; who hosts it, or a note, would explain it",
        catalog.segment(found.segment).id,
        because.join(" and ")
    )
}

impl Findings {
    /// How many findings are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.faults.iter().filter(|fault| fault.severity() == severity).count()
    }

    /// How many files were read, those that cannot be used included; 0 for the
    /// built-in data.
    pub fn files(&self) -> usize {
        let read = self.loaded.parts.iter().filter_map(|part| part.file.as_ref());
        let read = read.map(|file| file.display().to_string());
        let refused = self.loaded.faults.iter().map(|fault| fault.file.clone());
        let files: BTreeSet<String> = read.chain(refused).collect();
        if self.files.is_empty() { files.len() } else { self.files.len() }
    }

    /// How many records were read.
    pub fn records(&self) -> usize {
        self.loaded.records.ids().len()
    }

    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let query = DayKeys { as_of: Date(self.day) };
        let more = ValidateMore {
            errors: self.count(Severity::Error),
            warnings: self.count(Severity::Warning),
            files: self.files(),
            records: self.records(),
        };
        let rows = || self.faults.iter().map(row).collect();
        Answer::rows("data validate", &self.basis, &query, rows).with(&more)
    }
}

fn row(fault: &Fault) -> FindingRow {
    let span = fault.span;
    FindingRow {
        code: fault.code,
        severity: fault.severity(),
        file: clean(&fault.file),
        line: span.map(|span| span.line),
        column: span.map(|span| span.column),
        end_column: span.map(|span| span.column + span.length),
        record: fault.record.as_ref().map(ToString::to_string),
        field: fault.field.as_deref().map(clean),
        message: clean(&fault.message),
        mend: fault.rule().mend,
        excerpt: fault.excerpt.as_deref().map(clean),
    }
}
