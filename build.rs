//! Compiles `data/` into the snapshot that the program embeds, through the same
//! loader and the same checks that read a user's own data.
#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    missing_docs,
    clippy::print_stdout,
    reason = "the build uses part of each module it shares with the program"
)]

#[path = "src/data/mod.rs"]
mod data;
#[path = "src/model/mod.rs"]
mod model;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=src/data");
    println!("cargo::rerun-if-changed=src/model");
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
    let catalog = data::Catalog::open(&[PathBuf::from("data")])?;
    let packed = data::snapshot::pack(&catalog.facts, catalog.records()?)?;
    let out = std::env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?;
    let path = Path::new(&out).join("data.bin");
    std::fs::write(&path, packed).with_context(|| format!("cannot write {}", path.display()))
}
