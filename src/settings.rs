//! What is set once: options that nobody typed come from `AICLOUD_*` variables,
//! then from `aicloud.toml` in the project, then from the one of the user.
//!
//! The only room that knows TOML. A file is looked for only in the directory the
//! program stands in and those above it, and in the user's directory: a handful
//! of attempts to open one, nothing read where none is there.

use std::fmt;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use toml::{Table, Value};

use crate::cli::Global;
use aicloud_core::failure::Failure;
use aicloud_core::names::nearest;

/// The name of a file of settings, wherever it lies.
pub const FILE: &str = "aicloud.toml";

/// Something that can be set.
#[derive(Clone, Copy, Debug)]
pub struct ConfigKey {
    /// Its name in a file; with hyphens it is the option.
    pub name: &'static str,
    /// The variable that sets it; empty where none does.
    pub variable: &'static str,
    /// What parts several values in a variable; nothing where there is one.
    pub between: Option<char>,
    /// Whether a file may set it, and which.
    pub files: Files,
    /// Whether its values are paths: those in a file are seen from there.
    pub is_path: bool,
}

/// Which files may set something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// Every file.
    Every,
    /// The user's own alone: a project that one has merely entered runs nothing.
    User,
    /// None: it belongs to one question.
    None,
}

/// What can be set, in the order in which it is shown.
pub const KEYS: &[ConfigKey] = &[
    key("segment", "AICLOUD_SEGMENT", Files::Every),
    key("region", "AICLOUD_REGION", Files::Every),
    ConfigKey { between: Some(','), ..key("clouds", "AICLOUD_CLOUD", Files::Every) },
    key("evidence", "AICLOUD_EVIDENCE", Files::Every),
    key("blend", "AICLOUD_BLEND", Files::Every),
    key("output", "AICLOUD_OUTPUT", Files::Every),
    ConfigKey { is_path: true, ..key("data", "AICLOUD_DATA", Files::Every) },
    ConfigKey {
        between: Some(':'),
        is_path: true,
        ..key("overlay", "AICLOUD_OVERLAY", Files::Every)
    },
    key("color", "AICLOUD_COLOR", Files::Every),
    key("hyperlink", "AICLOUD_HYPERLINK", Files::Every),
    key("pager", "AICLOUD_PAGER", Files::User),
    ConfigKey { between: Some(','), ..key("columns", "AICLOUD_COLUMNS", Files::None) },
    key("as_of", "AICLOUD_AS_OF", Files::None),
    key("known_by", "AICLOUD_KNOWN_BY", Files::None),
    ConfigKey { between: Some(','), ..key("according_to", "AICLOUD_ACCORDING_TO", Files::None) },
    key("expect_basis", "AICLOUD_EXPECT_BASIS", Files::None),
    key("max_age", "AICLOUD_MAX_AGE", Files::None),
    key("no_header", "AICLOUD_NO_HEADER", Files::None),
    key("wide", "AICLOUD_WIDE", Files::None),
    key("out", "AICLOUD_OUT", Files::None),
];

const fn key(name: &'static str, variable: &'static str, files: Files) -> ConfigKey {
    ConfigKey { name, variable, between: None, files, is_path: false }
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An option on the command line.
    Option(String),
    /// A variable of the environment.
    Variable(&'static str),
    /// A file.
    File(PathBuf),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Option(name) => write!(f, "option --{name}"),
            Self::Variable(name) => write!(f, "variable {name}"),
            Self::File(path) => write!(f, "{}", path.display()),
        }
    }
}

/// A file of settings.
#[derive(Debug)]
struct Set {
    path: PathBuf,
    is_user: bool,
    values: Table,
}

/// The settings that hold where no option does.
#[derive(Debug, Default)]
pub struct Settings {
    files: Vec<Set>,
    /// What [`Settings::fill`] took from here: values and where they come from.
    taken: Vec<(Vec<String>, Origin)>,
}

impl Settings {
    /// Finds the files: `AICLOUD_CONFIG` alone where it names one, else the
    /// nearest in or above `here`, then the user's.
    ///
    /// # Errors
    /// A file that cannot be read, is not TOML, or sets what cannot be set.
    pub fn find(here: Option<&Path>) -> Result<Self, Failure> {
        let mut settings = Self::default();
        if let Some(named) = variable("AICLOUD_CONFIG") {
            let path = PathBuf::from(named);
            let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
            settings.files.push(set(path, true, &text)?);
            return Ok(settings);
        }
        let above = here.into_iter().flat_map(Path::ancestors);
        if let Some(found) = first(above.map(|dir| dir.join(FILE)), false)? {
            settings.files.push(found);
        }
        let home = || Some(Path::new(&variable("HOME")?).join(".config"));
        let user = variable("XDG_CONFIG_HOME").map(PathBuf::from).or_else(home);
        let user = user.map(|dir| dir.join("aicloud").join(FILE));
        let known = |path: &PathBuf| settings.files.iter().any(|file| file.path == *path);
        if let Some(found) = first(user.into_iter().filter(|path| !known(path)), true)? {
            settings.files.push(found);
        }
        Ok(settings)
    }

    /// The values of a key and where they come from.
    pub fn value(&self, key: &ConfigKey) -> Option<(Vec<String>, Origin)> {
        if let Some(text) = variable(key.variable) {
            let values = match key.between {
                Some(between) => text.split(between).map(str::to_owned).collect(),
                None => vec![text],
            };
            return Some((values, Origin::Variable(key.variable)));
        }
        let of = |file: &Set| {
            let values = words(file.values.get(key.name)?)?;
            let seen = |value: String| match file.path.parent().filter(|_| key.is_path) {
                Some(dir) => dir.join(value).to_string_lossy().into_owned(),
                None => value,
            };
            Some((values.into_iter().map(seen).collect(), Origin::File(file.path.clone())))
        };
        self.files.iter().find_map(of)
    }

    /// Takes a value by the name of its key.
    pub(crate) fn take(&mut self, name: &str) -> Option<Vec<String>> {
        let key = KEYS.iter().find(|key| key.name == name)?;
        let (values, origin) = self.value(key)?;
        self.taken.push((values.clone(), origin));
        Some(values)
    }

    pub(crate) fn one(&mut self, name: &str, to: &mut Option<String>) {
        if to.as_ref().is_none_or(String::is_empty) {
            *to = self.take(name).and_then(|mut values| values.pop()).or_else(|| to.take());
        }
    }

    pub(crate) fn many(&mut self, name: &str, to: &mut Vec<String>) {
        if to.is_empty() {
            *to = self.take(name).unwrap_or_default();
        }
    }

    pub(crate) fn word<W: ValueEnum>(
        &mut self,
        name: &str,
        to: &mut Option<W>,
    ) -> Result<(), Failure> {
        if to.is_some() {
            return Ok(());
        }
        let Some(word) = self.take(name).and_then(|mut values| values.pop()) else { return Ok(()) };
        match W::from_str(&word, false) {
            Ok(found) => *to = Some(found),
            Err(_) => return Err(self.wrong(&word, &words_of::<W>())),
        }
        Ok(())
    }

    pub(crate) fn one_of<T: Copy>(
        &mut self,
        name: &str,
        to: &mut Option<T>,
        (all, word): (&[T], fn(T) -> &'static str),
    ) -> Result<(), Failure> {
        if to.is_some() {
            return Ok(());
        }
        let Some(set) = self.take(name).and_then(|mut values| values.pop()) else { return Ok(()) };
        let Some(found) = all.iter().find(|one| word(**one) == set) else {
            let words: Vec<&str> = all.iter().map(|one| word(*one)).collect();
            return Err(self.wrong(&set, &words.join(", ")));
        };
        *to = Some(*found);
        Ok(())
    }

    pub(crate) fn flag(&mut self, name: &str, to: &mut bool) -> Result<(), Failure> {
        if *to {
            return Ok(());
        }
        let Some(word) = self.take(name).and_then(|mut values| values.pop()) else { return Ok(()) };
        *to = match word.to_ascii_lowercase().as_str() {
            "1" | "true" | "yes" | "on" => true,
            "0" | "false" | "no" | "off" => false,
            _ => return Err(self.wrong(&word, "true or false")),
        };
        Ok(())
    }

    fn wrong(&self, word: &str, known: &str) -> Failure {
        let origin = self.taken.last().map(|(_, origin)| origin.to_string()).unwrap_or_default();
        let message = format!("{origin}: `{}` is none of its values", word.escape_debug());
        Failure::usage("bad-setting", message, format!("write {known}"))
    }

    /// The part of [`Self::fill`] that says which data to open.
    pub fn fill_data(&mut self, global: &mut Global) {
        if global.data.is_none() {
            global.data = self.take("data").and_then(|mut values| values.pop()).map(PathBuf::from);
        }
        if global.overlay.is_empty() {
            let found = self.take("overlay").unwrap_or_default();
            global.overlay = found.into_iter().map(PathBuf::from).collect();
        }
    }

    /// The program that pages, where one is set; an empty word turns it off.
    pub fn pager(&self) -> Option<String> {
        // Set and empty is a wish here, unlike everywhere else.
        if let Some(set) = std::env::var_os("AICLOUD_PAGER") {
            return Some(set.to_string_lossy().into_owned());
        }
        let key = KEYS.iter().find(|key| key.name == "pager")?;
        let (mut values, _) = self.value(key)?;
        values.pop()
    }

    /// Says where a value that a failure complains of comes from.
    pub fn explain(&self, failure: &mut Failure) {
        let blamed = |(values, origin): &(Vec<String>, Origin)| {
            let quoted = |value: &String| failure.message.contains(&format!("`{value}`"));
            (!failure.message.contains(&origin.to_string()) && values.iter().any(quoted))
                .then(|| origin.to_string())
        };
        if let Some(origin) = self.taken.iter().find_map(blamed) {
            failure.message += &format!(" (set by {origin})");
        }
    }
}

/// A variable that holds something: an empty one is unset.
fn variable(name: &str) -> Option<String> {
    let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
    Some(value.to_string_lossy().into_owned())
}

fn words_of<W: ValueEnum>() -> String {
    let words = W::value_variants().iter().filter_map(W::to_possible_value);
    let words: Vec<String> = words.map(|word| word.get_name().to_owned()).collect();
    words.join(", ")
}

/// The first of some files that is there.
fn first(paths: impl Iterator<Item = PathBuf>, is_user: bool) -> Result<Option<Set>, Failure> {
    for path in paths {
        match std::fs::read_to_string(&path) {
            Ok(text) => return set(path, is_user, &text).map(Some),
            Err(error) if is_absent(&error) => {}
            Err(error) => return Err(unreadable(&path, &error)),
        }
    }
    Ok(None)
}

/// A directory that one may not enter holds no settings for one.
fn is_absent(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{IsADirectory, NotADirectory, NotFound, PermissionDenied};
    matches!(error.kind(), NotFound | NotADirectory | PermissionDenied | IsADirectory)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::input_output(format!("cannot read {}: {error}", path.display()))
}

/// Reads a file and checks that all of it can be set.
fn set(path: PathBuf, is_user: bool, text: &str) -> Result<Set, Failure> {
    let values: Table = text.parse().map_err(|error: toml::de::Error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        let what = error.message().lines().next().unwrap_or_default().to_owned();
        bad(&path, line, &what, "a line sets one thing: segment = \"us-government\"")
    })?;
    for (name, value) in &values {
        check(&path, is_user, name, value, text)?;
    }
    Ok(Set { path, is_user, values }).inspect(|set| debug_assert!(set.is_user == is_user))
}

fn check(path: &Path, is_user: bool, name: &str, value: &Value, text: &str) -> Result<(), Failure> {
    let begins = |line: &str| line.trim_start().trim_start_matches(['"', '[']).starts_with(name);
    let line = text.lines().position(begins).map_or(1, |line| line + 1);
    let known = KEYS.iter().filter(|key| key.files != Files::None);
    let Some(key) = known.clone().find(|key| key.name == name) else {
        let names: Vec<&str> = known.map(|key| key.name).collect();
        let near = nearest(name, names.iter().copied(), 1).join("");
        let what = format!("nothing is called `{}`; the nearest is `{near}`", name.escape_debug());
        return Err(bad(path, line, &what, &format!("what can be set: {}", names.join(", "))));
    };
    if key.files == Files::User && !is_user {
        let what = format!("`{name}` would run a program, so only your own file may set it");
        return Err(bad(path, line, &what, "put it in ~/.config/aicloud/aicloud.toml"));
    }
    match (words(value), key.between) {
        (Some(_), Some(_)) if value.is_array() || value.is_str() => Ok(()),
        (Some(_), None) if value.is_str() => Ok(()),
        (_, Some(_)) => {
            Err(bad(path, line, &format!("`{name}` is a list of words"), "[\"a\", \"b\"]"))
        }
        (_, None) => Err(bad(path, line, &format!("`{name}` is one word"), "write it in quotes")),
    }
}

fn bad(path: &Path, line: usize, what: &str, hint: &str) -> Failure {
    let message = format!("{}:{line}: {what}", path.display());
    Failure::usage("bad-setting", message, hint.to_owned())
}

fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}

/// A value as words; nothing where it is something else.
fn words(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(word) => Some(vec![word.clone()]),
        Value::Array(list) => list.iter().map(|word| word.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}
