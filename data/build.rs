//! Compiles the records of this directory into the snapshot that the library embeds,
//! through the same loader and the same checks that read a user's own data.
#![allow(clippy::print_stdout, reason = "a build script speaks to cargo on standard output")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use aicloud_data::{DataSet, snapshot};
use anyhow::{Context, Result};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=.");
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            for line in format!("{error:#}").lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<()> {
    let data = DataSet::open(&[PathBuf::from(".")])?;
    write("data.bin", &snapshot::pack(&data.catalog)?)
}

fn write(name: &str, bytes: &[u8]) -> Result<()> {
    let out = std::env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?;
    let path = Path::new(&out).join(name);
    std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
