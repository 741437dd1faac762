//! What test programs share: how they start the program.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test program uses a part of it, and a test fails by panicking"
)]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the package lies; every command starts there.
pub(crate) const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_aicloud");

/// The day on which everything is asked.
pub(crate) const TODAY: &str = "2026-11-23";

/// The program, asked on a day that does not move.
pub(crate) fn aicloud() -> Command {
    let mut command = undisturbed(PROGRAM);
    command.env("AICLOUD_AS_OF", TODAY);
    command
}

/// A command in the directory of the package, with nothing around it that changes
/// what the program says: no settings, no colours, no width, no language.
pub(crate) fn undisturbed(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AICLOUD_") {
            command.env_remove(name);
        }
    }
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command.env("AICLOUD_CONFIG", "/dev/null").env("LC_ALL", "C.UTF-8").current_dir(ROOT);
    command
}

/// The same, with the program on the path.
pub(crate) fn shell(name: &str) -> Command {
    let mut shell = undisturbed(name);
    shell.env("PATH", path());
    shell
}

/// The path with the directory of the program in front.
fn path() -> std::ffi::OsString {
    let program = Path::new(PROGRAM).parent().unwrap().to_path_buf();
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let paths: Vec<PathBuf> =
        std::iter::once(program).chain(std::env::split_paths(&paths)).collect();
    std::env::join_paths(paths).unwrap()
}

/// A directory of a test's own below the target directory, empty.
pub(crate) fn scratch(name: impl AsRef<Path>) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    dir
}

/// The files of a directory that end so, in order.
pub(crate) fn files(dir: impl AsRef<Path>, ending: &str) -> Vec<PathBuf> {
    let (mut files, _) = entries(dir.as_ref());
    files.retain(|path| path.extension().is_some_and(|found| found == ending));
    files
}

/// The same, with those of the directories in it.
pub(crate) fn files_below(dir: impl AsRef<Path>, ending: &str) -> Vec<PathBuf> {
    let (_, dirs) = entries(dir.as_ref());
    let below = dirs.iter().flat_map(|dir| files_below(dir, ending));
    let mut files: Vec<PathBuf> = below.chain(files(dir, ending)).collect();
    files.sort();
    files
}

/// The files and the directories of a directory, in order; its path is seen from the
/// package, where every test starts.
fn entries(dir: &Path) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let mut entries: Vec<PathBuf> = entries.collect();
    entries.sort();
    entries.into_iter().partition(|path| path.is_file())
}
