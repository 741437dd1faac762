//! Where settings come from: the nearest `aicloud.toml` above, the user's own,
//! variables, options; each before the one that stands before it here.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::support;

/// A project with a directory deep in it, a home, and a directory of settings.
struct Place {
    root: PathBuf,
}

impl Place {
    fn new(name: &str) -> Self {
        let root = support::scratch(format!("settings-{name}"));
        for dir in ["project/deep/down", "home/.config/aicloud", "xdg/aicloud"] {
            fs::create_dir_all(root.join(dir)).unwrap();
        }
        Self { root: root.canonicalize().unwrap() }
    }

    fn write(&self, path: &str, text: &str) -> &Self {
        fs::write(self.root.join(path), text).unwrap();
        self
    }

    /// Runs the program deep in the project; its output and, after `!`, its errors.
    fn run(&self, line: &str, set: &[(&str, &str)]) -> String {
        let mut program = support::undisturbed(support::PROGRAM);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("XDG_") {
                program.env_remove(name);
            }
        }
        program.env_remove("AICLOUD_CONFIG").env("HOME", self.root.join("home"));
        program.envs(set.iter().copied());
        program.args(line.split(' ')).current_dir(self.root.join("project/deep/down"));
        let done = program.env("COLUMNS", "400").output().unwrap();
        let root = self.root.to_str().unwrap();
        let out = String::from_utf8(done.stdout).unwrap().replace(root, "ROOT");
        let err = String::from_utf8(done.stderr).unwrap().replace(root, "ROOT");
        if err.is_empty() { out } else { format!("{out}!{err}") }
    }

    /// The value of a setting and where it comes from.
    fn setting(&self, key: &str, options: &str, set: &[(&str, &str)]) -> String {
        let text = self.run(&format!("config show --origin{options}"), set);
        let line = text.lines().find(|line| line.starts_with(key)).unwrap_or(&text);
        line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn the_nearest_goes_before_the_further() {
    let place = Place::new("order");
    assert_eq!(place.setting("segment", "", &[]), "- not set");
    place.write("home/.config/aicloud/aicloud.toml", "segment = \"a\"\nregion = \"x\"\n");
    assert_eq!(place.setting("segment", "", &[]), "a ROOT/home/.config/aicloud/aicloud.toml");
    // The user's directory, where it is named.
    place.write("xdg/aicloud/aicloud.toml", "segment = \"b\"\nregion = \"x\"\n");
    let xdg = place.root.join("xdg");
    let xdg = [("XDG_CONFIG_HOME", xdg.to_str().unwrap())];
    assert_eq!(place.setting("segment", "", &xdg), "b ROOT/xdg/aicloud/aicloud.toml");
    // A project goes before the user, and the nearest file is the project's.
    place.write("project/aicloud.toml", "segment = \"c\"\n");
    assert_eq!(place.setting("segment", "", &xdg), "c ROOT/project/aicloud.toml");
    assert_eq!(place.setting("region", "", &xdg), "x ROOT/xdg/aicloud/aicloud.toml");
    place.write("project/deep/aicloud.toml", "clouds = [\"aws\"]\n");
    assert_eq!(place.setting("clouds", "", &xdg), "aws ROOT/project/deep/aicloud.toml");
    assert_eq!(place.setting("segment", "", &xdg), "b ROOT/xdg/aicloud/aicloud.toml");
    // A variable goes before every file, an option before both.
    let set = [xdg[0], ("AICLOUD_SEGMENT", "d")];
    assert_eq!(place.setting("segment", "", &set), "d variable AICLOUD_SEGMENT");
    assert_eq!(place.setting("segment", " --segment e", &set), "e option --segment");
    let set = [xdg[0], ("AICLOUD_SEGMENT", "")];
    assert_eq!(place.setting("segment", "", &set), "b ROOT/xdg/aicloud/aicloud.toml");
    // One file in place of all.
    let alone = place.root.join("alone.toml");
    place.write("alone.toml", "segment = \"f\"\n");
    let set = [xdg[0], ("AICLOUD_CONFIG", alone.to_str().unwrap())];
    assert_eq!(place.setting("segment", "", &set), "f ROOT/alone.toml");
    assert_eq!(place.setting("region", "", &set), "- not set");
    let set = [xdg[0], ("AICLOUD_CONFIG", "/dev/null")];
    assert_eq!(place.setting("segment", "", &set), "- not set");
}

#[test]
fn a_path_is_seen_from_its_file_and_what_is_set_is_used() {
    let place = Place::new("paths");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/fixture-data");
    std::os::unix::fs::symlink(data, place.root.join("project/facts")).unwrap();
    place.write(
        "project/aicloud.toml",
        "data = \"facts\"\noutput = \"csv\"\nclouds = [\"stratus\"]\n",
    );
    assert_eq!(
        place.setting("data", " -o table", &[]),
        "ROOT/project/facts ROOT/project/aicloud.toml"
    );
    let text = place.run("where feather --columns cloud,right --no-header --as-of 2026-08-02", &[]);
    assert!(
        text.starts_with("stratus,permitted,2026-08-02,commercial,") && text.lines().count() == 1,
        "{text}"
    );
    let text = place.run("where feather --json cloud --cloud nimbus", &[]);
    assert!(text.contains("\"nimbus\"") && !text.contains("stratus"), "{text}");
}

#[test]
fn a_project_runs_no_program_and_a_broken_file_is_named() {
    let place = Place::new("broken");
    place.write("project/aicloud.toml", "pager = \"touch owned\"\n");
    let text = place.run("compare", &[]);
    assert!(
        text.starts_with("!aicloud: ROOT/project/aicloud.toml:1: `pager` would run a program"),
        "{text}"
    );
    place
        .write("project/aicloud.toml", "")
        .write("home/.config/aicloud/aicloud.toml", "pager = \"less\"\n");
    assert_eq!(place.setting("pager", "", &[]), "less ROOT/home/.config/aicloud/aicloud.toml");
    place.write("project/aicloud.toml", "[segment]\nname = \"x\"\n");
    let text = place.run("compare", &[]);
    assert!(text.contains("aicloud.toml:1: `segment` is one word"), "{text}");
    place.write("project/aicloud.toml", "blend = \"much\"\n");
    let text = place.run("price gpt-5.5", &[]);
    assert!(
        text.contains("`much` is not a blend of tokens (set by ROOT/project/aicloud.toml)"),
        "{text}"
    );
}

#[test]
fn completion_looks_at_the_data_that_is_set() {
    let place = Place::new("completion");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/fixture-data");
    std::os::unix::fs::symlink(data, place.root.join("project/facts")).unwrap();
    place.write("project/aicloud.toml", "data = \"facts\"\n");
    let text = place.run("-- aicloud where feat", &[("AICLOUD_COMPLETE", "fish")]);
    assert!(text.starts_with("feather\t"), "{text}");
}
