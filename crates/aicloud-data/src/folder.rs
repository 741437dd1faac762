//! A directory that appears whole or not at all.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes files, by their paths within it, into a directory of that name: in
/// place of what stands there where `replaces`, else where nothing stands.
///
/// The new directory is complete on disk before it takes the name. What stands
/// there is set aside first, so that for a moment no directory may have the
/// name, but never half of one.
///
/// # Errors
/// When the directory or a file in it cannot be written.
pub fn write(dir: &Path, files: &[(PathBuf, String)], replaces: bool) -> io::Result<()> {
    // A link is written through, so that it stays a link.
    let dir = &fs::canonicalize(dir).unwrap_or_else(|_| dir.to_path_buf());
    let name = dir.file_name().ok_or_else(|| io::Error::other("it has no name"))?;
    let fresh = Aside::new(dir, name)?;
    fill(&fresh.0, files)?;
    let old = beside(dir, name, "old");
    if replaces {
        fs::rename(dir, &old)?;
    }
    if let Err(error) = fs::rename(&fresh.0, dir) {
        if replaces {
            // What stood there before stands there again; where even that
            // fails it is kept under its other name.
            let _ = fs::rename(&old, dir);
        }
        return Err(error);
    }
    if replaces {
        // What it held is in place anew; a leftover harms nothing.
        let _ = fs::remove_dir_all(&old);
    }
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty());
    sync_dir(parent.unwrap_or(Path::new(".")))
}

fn fill(dir: &Path, files: &[(PathBuf, String)]) -> io::Result<()> {
    let mut folders = vec![dir.to_path_buf()];
    for (path, text) in files {
        let path = dir.join(path);
        let folder = path.parent().unwrap_or(dir).to_path_buf();
        if !folders.contains(&folder) {
            fs::create_dir(&folder)?;
            folders.push(folder);
        }
        let mut file = File::create_new(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
    }
    folders.iter().rev().try_for_each(|folder| sync_dir(folder))
}

/// Makes the names within a directory last, where the system lets a directory
/// be opened for that.
fn sync_dir(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}

fn beside(dir: &Path, name: &OsStr, end: &str) -> PathBuf {
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.{end}", std::process::id()));
    dir.with_file_name(hidden)
}

/// A directory beside the wanted one that goes away unless it was renamed.
struct Aside(PathBuf);

impl Aside {
    fn new(dir: &Path, name: &OsStr) -> io::Result<Self> {
        let path = beside(dir, name, "tmp");
        // The leftover of a run that was killed and had the same number.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
