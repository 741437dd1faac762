//! How the code is arranged: no file imports one that imports it, however far around, and
//! no public type has the name of another.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use quote::ToTokens;
use syn::{Attribute, Item, UseTree, Visibility};

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
    let texts: BTreeMap<Name, syn::File> = paths
        .map(|path| {
            let within = path.strip_prefix(&dir).unwrap().with_extension("");
            let parts = within.iter().map(|part| part.to_str().unwrap().to_owned());
            let name = parts.filter(|part| part != "mod" && part != "lib").collect();
            (name, syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap())
        })
        .collect();
    let known: BTreeSet<Name> = texts.keys().cloned().collect();
    texts.iter().map(|(name, file)| (name.clone(), module(name, file, &known))).collect()
}

fn module(name: &Name, file: &syn::File, known: &BTreeSet<Name>) -> Module {
    let mut module = Module::default();
    for item in file.items.iter().filter(|item| !is_test(item)) {
        if let Item::Use(item) = item {
            for (path, here) in paths(&item.tree) {
                let Some(path) = absolute(&path, name, known) else { continue };
                if !matches!(item.vis, Visibility::Inherited) {
                    module.hands_on.insert(here, path.clone());
                }
                module.names.insert(path);
            }
            continue;
        }
        let (defined, is_type) = defined(item);
        module.types.extend(defined.clone().filter(|_| is_type));
        module.defines.extend(defined);
        let spelled = item.to_token_stream().to_string();
        let found = spelled_paths(&spelled);
        module.names.extend(found.iter().filter_map(|path| absolute(path, name, known)));
    }
    module
}

/// The name of an item, and whether it is a type that other files may use.
fn defined(item: &Item) -> (Option<String>, bool) {
    let (ident, vis) = match item {
        Item::Struct(item) => (&item.ident, Some(&item.vis)),
        Item::Enum(item) => (&item.ident, Some(&item.vis)),
        Item::Union(item) => (&item.ident, Some(&item.vis)),
        Item::Type(item) => (&item.ident, Some(&item.vis)),
        Item::Trait(item) => (&item.ident, Some(&item.vis)),
        Item::Fn(item) => (&item.sig.ident, None),
        Item::Const(item) => (&item.ident, None),
        Item::Static(item) => (&item.ident, None),
        _ => return (None, false),
    };
    let is_public = vis.is_some_and(|vis| !matches!(vis, Visibility::Inherited));
    (Some(ident.to_string()), is_public)
}

fn is_test(item: &Item) -> bool {
    let is_test = |attribute: &Attribute| {
        attribute.path().is_ident("cfg") && attribute.to_token_stream().to_string().contains("test")
    };
    match item {
        Item::Mod(item) => item.attrs.iter().any(is_test),
        Item::Use(item) => item.attrs.iter().any(is_test),
        Item::Fn(item) => item.attrs.iter().any(is_test),
        _ => false,
    }
}

/// What a `use` names, each with the name that it has in the file.
fn paths(tree: &UseTree) -> Vec<(Name, String)> {
    let one = |ident: String, here: String| vec![(vec![ident], here)];
    match tree {
        UseTree::Path(path) => {
            let below = paths(&path.tree).into_iter();
            let within = |(name, here)| ([vec![path.ident.to_string()], name].concat(), here);
            below.map(within).collect()
        }
        UseTree::Name(name) => one(name.ident.to_string(), name.ident.to_string()),
        UseTree::Rename(name) => one(name.ident.to_string(), name.rename.to_string()),
        UseTree::Glob(_) => one("*".to_owned(), "*".to_owned()),
        UseTree::Group(group) => group.items.iter().flat_map(paths).collect(),
    }
}

/// The paths of at least two parts that stand in code.
fn spelled_paths(code: &str) -> Vec<Name> {
    let mut found = Vec::new();
    let mut path: Name = Vec::new();
    let mut goes_on = false;
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
    let read = |own: &str, text: &str| {
        (name(own), module(&name(own), &syn::parse_file(text).unwrap(), &known))
    };
    let modules = |c: &str| -> Modules {
        [
            read("", "mod a; mod b; mod c; pub use b::Far;"),
            read("a", "use crate::Far; pub struct Near;"),
            read("b", "pub struct Far; fn f() { crate::c::g(); }"),
            read("c", c),
        ]
        .into()
    };
    let around = |c: &str| {
        let imports = imports(&modules(c));
        reached(&name("a"), &imports).contains(&name("a"))
    };
    assert!(around("use super::a::Near; pub fn g() {}"));
    assert!(!around("#[cfg(test)] mod tests { use super::a::Near; } pub fn g() {}"));
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
