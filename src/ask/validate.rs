//! `data validate` and `data rule`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::Global;
use crate::cli::data::{Rule, Validate};
use crate::context::Context;
use crate::exit::Exit;
use crate::report;
use crate::report::validate::Findings;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Day, Id, Records, Stage};
use aicloud_core::offers::findings::sold_though_barred;
use aicloud_core::rights::{Filter, Lens};
use aicloud_data::kinds::FileKind;
use aicloud_data::load;
use aicloud_data::load::Loaded;
use aicloud_data::overrides;
use aicloud_data::overrides::Applied;
use aicloud_data::rules;
use aicloud_data::rules::{RULES, Severity};
use aicloud_data::{DataSet, Fault, check};
use aicloud_query::expect;

/// `data validate`.
///
/// # Errors
/// A directory that cannot be read, or output that cannot be written.
pub fn validate(args: &Validate, global: &Global, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let unreadable = |error: anyhow::Error| Failure::data(format!("{error:#}"));
    let (dirs, files) = asked(&args.paths)?;
    let mut loaded = loaded(&dirs, global, desk).map_err(unreadable)?;
    let day = desk.setting.as_of;
    let mut faults = findings(&mut loaded, day, desk.today).map_err(unreadable)?;
    if !files.is_empty() {
        let paths: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        faults.retain(|fault| paths.contains(&fault.file));
    }
    let exit = match faults.iter().map(Fault::severity).min() {
        Some(Severity::Error) => Exit::Data,
        Some(Severity::Warning) if args.strict => Exit::Data,
        _ => Exit::Done,
    };
    let basis = aicloud_data::basis::basis(&sorted(&loaded.records)).map_err(unreadable)?;
    expect::check(global.expected(), &basis, day)?;
    let findings = Findings { faults: &faults, loaded: &loaded, basis: &basis, files: &files, day };
    desk.print(report::validate::report(&findings))?;
    Ok(exit)
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
fn asked(paths: &[PathBuf]) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Failure> {
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
fn loaded(dirs: &[PathBuf], global: &Global, desk: &Context<'_>) -> anyhow::Result<Loaded> {
    let named = |dir: &&PathBuf| !dir.as_os_str().is_empty();
    let whole = dirs.first().is_some_and(|dir| is_whole(dir));
    let mut loaded = match global.data.as_ref().filter(named) {
        _ if whole => Loaded::default(),
        Some(dir) => {
            let mut loaded = Loaded::default();
            load::directory(dir, &mut loaded)?;
            loaded
        }
        None => Loaded::on_top_of(desk.data.records()),
    };
    let overlays = global.overlay.iter().filter(named).filter(|_| !whole);
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
        let message = report::validate::barred(&found, &data.catalog);
        let field = format!("stages[{place}].stage");
        findings.push((&offer.id, field, message));
    }
    Ok(check::placed("sold-though-barred", findings, loaded))
}

/// `data rule`.
///
/// # Errors
/// An unknown code, or output that cannot be written.
pub fn rule(args: &Rule, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let basis = &desk.data.catalog.basis;
    let report = match args.code.as_deref().map(str::trim) {
        None => report::rules::every(basis),
        Some(code) => {
            let rule = rules::rule(&code.to_lowercase()).ok_or_else(|| unknown_rule(code))?;
            report::rules::one(rule, basis)
        }
    };
    desk.print(report)?;
    Ok(Exit::Done)
}

fn unknown_rule(code: &str) -> Failure {
    let near = aicloud_core::names::nearest(code, RULES.iter().map(|rule| rule.code), 3).join(", ");
    let shown = aicloud_query::names::shown(code);
    let message = format!("there is no rule `{shown}`; the nearest are {near}");
    Failure::usage("unknown-id", message, "list them all: aicloud data rule".to_owned())
}
