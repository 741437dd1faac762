//! Compiles the records of this directory into the snapshot that the library embeds,
//! through the same loader and the same checks that read a user's own data.
#![allow(clippy::print_stdout, reason = "a build script speaks to cargo on standard output")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use aicloud_data::kinds::FileKind;
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
    write("data.bin", &snapshot::pack(&data.catalog)?)?;
    let schema = |kind: &FileKind| {
        let path = Path::new("schema").join(format!("{}.json", kind.word()));
        let text = std::fs::read_to_string(&path);
        Ok((kind.word(), text.with_context(|| format!("cannot read {}", path.display()))?))
    };
    let schemas: BTreeMap<&str, String> =
        FileKind::ALL.iter().map(schema).collect::<Result<_>>()?;
    write("schemas.bin", &lz4_flex::compress_prepend_size(&serde_json::to_vec(&schemas)?))
}

fn write(name: &str, bytes: &[u8]) -> Result<()> {
    let out = std::env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?;
    let path = Path::new(&out).join(name);
    std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
