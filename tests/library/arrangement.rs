//! How the code is arranged: no file imports one that imports it, however far around, and
//! no public type has the name of another.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The crates, by the folders of their files.
const CRATES: &[&str] = &[
    "src",
    "crates/aicloud-core/src",
    "crates/aicloud-data/src",
    "crates/aicloud-import/src",
    "crates/aicloud-query/src",
];

/// `rights::decide`, as its parts.
type Name = Vec<String>;

/// What is looked at of a file.
#[derive(Default)]
struct Module {
    /// What it defines.
    defines: BTreeSet<String>,
    /// What it hands on from other files, by the name that it has here.
    hands_on: BTreeMap<String, Name>,
    /// What it names that stands elsewhere in the crate.
    names: BTreeSet<Name>,
    /// The types of it that other files may use.
    types: Vec<String>,
}

type Modules = BTreeMap<Name, Module>;

fn root(dir: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(dir)
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let one = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    let found = entries.flat_map(one);
    found.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// The modules of a crate. `main.rs` is a program of its own, which only starts it.
fn modules(dir: &str) -> Modules {
    let dir = root(dir);
    let paths = files(&dir).into_iter().filter(|path| *path != dir.join("main.rs"));
    let texts: BTreeMap<Name, String> = paths
        .map(|path| {
            let within = path.strip_prefix(&dir).unwrap().with_extension("");
            let parts = within.iter().map(|part| part.to_str().unwrap().to_owned());
            let name = parts.filter(|part| part != "mod" && part != "lib").collect();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    let known: BTreeSet<Name> = texts.keys().cloned().collect();
    texts.iter().map(|(name, text)| (name.clone(), module(name, text, &known))).collect()
}

/// Reads a file as rustfmt leaves it: items begin at the margin, and its tests stand last.
fn module(name: &Name, text: &str, known: &BTreeSet<Name>) -> Module {
    let mut module = Module::default();
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String = lines.flat_map(|line| [line, "\n"]).collect();
    let mut rest = String::new();
    let mut statement: Option<String> = None;
    for line in code.lines() {
        let is_use = unveiled(line).starts_with("use ");
        if is_use || statement.is_some() {
            let whole = statement.take().unwrap_or_default() + line.trim_end();
            if !whole.ends_with(';') {
                statement = Some(whole);
                continue;
            }
            for (path, here) in paths(unveiled(&whole).trim_start_matches("use ")) {
                let Some(path) = absolute(&path, name, known) else { continue };
                if whole.starts_with("pub") {
                    module.hands_on.insert(here, path.clone());
                }
                module.names.insert(path);
            }
            continue;
        }
        if let Some((defined, is_type)) = defined(line) {
            module.types.extend(Some(defined.clone()).filter(|_| is_type));
            module.defines.insert(defined);
        }
        rest += line;
        rest += "\n";
    }
    let found = spelled_paths(&rest);
    module.names.extend(found.iter().filter_map(|path| absolute(path, name, known)));
    module
}

/// An item without who may use it.
fn unveiled(line: &str) -> &str {
    match line.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(") ").map_or(line, |(_, item)| item),
        Some(rest) => rest.trim_start(),
        None => line,
    }
}

/// The name of an item that begins on a line, and whether it is a type that other files
/// may use.
fn defined(line: &str) -> Option<(String, bool)> {
    let mut words = unveiled(line).split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let kind = words.find(|word| !["const", "unsafe", "async", "extern"].contains(word))?;
    let is_type = ["struct", "enum", "union", "type", "trait"].contains(&kind);
    let name = match kind {
        _ if is_type => words.next()?,
        "fn" | "static" => words.next()?,
        _ if unveiled(line).starts_with("const ") => kind,
        _ => return None,
    };
    Some((name.to_owned(), is_type && line.starts_with("pub")))
}

/// What a `use` names, each with the name that it has in the file.
fn paths(tree: &str) -> Vec<(Name, String)> {
    let tree = tree.trim().trim_end_matches(';').trim();
    if let Some((before, within)) = tree.split_once('{') {
        let before: Name = before.split("::").map(str::trim).map(str::to_owned).collect();
        let before = before.into_iter().filter(|part| !part.is_empty()).collect::<Name>();
        let within = within.strip_suffix('}').unwrap_or(within);
        let below = split(within).into_iter().flat_map(paths);
        return below.map(|(name, here)| ([before.clone(), name].concat(), here)).collect();
    }
    let (path, here) =
        tree.split_once(" as ").map_or((tree, None), |(path, here)| (path, Some(here)));
    let path: Name = path.split("::").map(|part| part.trim().to_owned()).collect();
    let last = path.last().cloned().unwrap_or_default();
    if last.is_empty() {
        return Vec::new();
    }
    vec![(path, here.map_or(last, |here| here.trim().to_owned()))]
}

/// The parts of a list, at its commas.
fn split(list: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[from..]);
    parts
}

/// The paths of at least two parts that stand in code.
fn spelled_paths(code: &str) -> Vec<Name> {
    let mut found = Vec::new();
    let mut path: Name = Vec::new();
    let mut goes_on = false;
    let code: String = code.chars().flat_map(apart).collect();
    let code = code.replace(":  :", "::");
    for word in code.split_whitespace() {
        let is_name = word.chars().all(|c| c.is_alphanumeric() || c == '_');
        match word {
            "::" if !path.is_empty() => goes_on = true,
            _ if is_name && goes_on => {
                path.push(word.to_owned());
                goes_on = false;
            }
            _ => {
                found.push(std::mem::take(&mut path));
                goes_on = false;
                path.extend(is_name.then(|| word.to_owned()));
            }
        }
    }
    found.push(path);
    found.retain(|path| path.len() > 1);
    found
}

/// A character of code, apart from its neighbours if it is part of no name.
fn apart(c: char) -> impl Iterator<Item = char> {
    let is_name = c.is_alphanumeric() || c == '_';
    let space = (!is_name).then_some(' ');
    space.into_iter().chain([c]).chain(space)
}

/// A path from the root of the crate; nothing where it leads out of it.
fn absolute(path: &[String], within: &Name, known: &BTreeSet<Name>) -> Option<Name> {
    let mut base = within.clone();
    let mut rest = path;
    match path.first()?.as_str() {
        "crate" => return Some(path[1..].to_vec()),
        "self" => rest = &path[1..],
        "super" => {
            while rest.first().is_some_and(|part| part == "super") {
                base.pop();
                rest = &rest[1..];
            }
        }
        child => {
            base.push(child.to_owned());
            let is_below = known.contains(&base);
            base.pop();
            if !is_below {
                return None;
            }
        }
    }
    Some([base.as_slice(), rest].concat())
}

/// The file that defines what a path names, through those that hand it on.
fn home(path: &Name, modules: &Modules) -> Option<Name> {
    let mut path = path.clone();
    for _ in 0..10 {
        let known = (0..=path.len()).rev().find(|end| modules.contains_key(&path[..*end]))?;
        let (file, rest) = path.split_at(known);
        let module = &modules[file];
        let Some(next) = rest.first().filter(|name| !module.defines.contains(*name)) else {
            return Some(file.to_vec());
        };
        let Some(on) = module.hands_on.get(next) else { return Some(file.to_vec()) };
        path = [on.as_slice(), &rest[1..]].concat();
    }
    None
}

/// Every file that can be reached from one by its imports.
fn reached(from: &Name, imports: &BTreeMap<Name, BTreeSet<Name>>) -> BTreeSet<Name> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&Name> = imports[from].iter().collect();
    while let Some(name) = next.pop() {
        if reached.insert(name.clone()) {
            next.extend(&imports[name]);
        }
    }
    reached
}

fn imports(modules: &Modules) -> BTreeMap<Name, BTreeSet<Name>> {
    let of = |(name, module): (&Name, &Module)| {
        let homes = module.names.iter().filter_map(|path| home(path, modules));
        (name.clone(), homes.filter(|home| home != name).collect())
    };
    modules.iter().map(of).collect()
}

#[test]
fn no_file_imports_one_that_imports_it() {
    for dir in CRATES {
        let imports = imports(&modules(dir));
        assert!(imports.values().filter(|of| !of.is_empty()).count() > 5, "{dir} imports nothing");
        let in_circles = imports.keys().filter(|name| reached(name, &imports).contains(*name));
        let found: Vec<String> = in_circles.map(|name| name.join("::")).collect();
        assert!(found.is_empty(), "{dir}: {found:#?}");
    }
}

#[test]
fn a_circle_is_found() {
    let known: BTreeSet<Name> = ["", "a", "b", "c"].map(name).into();
    let read = |own: &str, text: &str| (name(own), module(&name(own), text, &known));
    let modules = |c: &str| -> Modules {
        [
            read("", "mod a;\nmod b;\nmod c;\npub use b::Far;\n"),
            read("a", "use crate::Far;\npub struct Near;\n"),
            read("b", "pub struct Far;\nfn f() {\n    crate::c::g();\n}\n"),
            read("c", c),
        ]
        .into()
    };
    let around = |c: &str| {
        let imports = imports(&modules(c));
        reached(&name("a"), &imports).contains(&name("a"))
    };
    assert!(around("use super::{\n    a::Near,\n};\npub fn g() {}\n"));
    assert!(!around("pub fn g() {}\n#[cfg(test)]\nmod tests {\n    use super::a::Near;\n}\n"));
}

fn name(text: &str) -> Name {
    text.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[test]
fn no_public_type_has_the_name_of_another() {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for dir in CRATES {
        for (name, module) in modules(dir) {
            for defined in module.types {
                found.entry(defined).or_default().push(format!("{dir}: {}", name.join("::")));
            }
        }
    }
    assert!(found.len() > 300, "{} types", found.len());
    found.retain(|_, places| places.len() > 1);
    assert!(found.is_empty(), "{found:#?}");
}
