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

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=src/data");
    println!("cargo::rerun-if-changed=src/model");
    commit();
    link_the_unwinder();
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

/// Links the unwinder into the program where the C compiler has it as a static
/// library: loading a shared one is an eighth of the time that a start takes.
fn link_the_unwinder() {
    let target = |what: &str| std::env::var(what).unwrap_or_default();
    if target("CARGO_CFG_TARGET_OS") != "linux"
        || target("CARGO_CFG_TARGET_ENV") != "gnu"
        || target("HOST") != target("TARGET")
    {
        return;
    }
    let asked = std::process::Command::new("cc").arg("-print-file-name=libgcc_eh.a").output();
    let path = asked.map(|said| String::from_utf8_lossy(&said.stdout).trim().to_owned());
    // The compiler answers with the bare name where it has none.
    if path.is_ok_and(|path| Path::new(&path).is_absolute()) {
        println!("cargo::rustc-link-lib=dylib=gcc_eh");
    }
}

fn build() -> Result<()> {
    let catalog = data::Catalog::open(&[PathBuf::from("data")])?;
    let packed = data::snapshot::pack(&catalog.facts, catalog.records()?)?;
    write("data.bin", &packed)?;
    let schema = |kind: &data::kinds::FileKind| {
        let path = Path::new("data/schema").join(format!("{}.json", kind.word()));
        let text = std::fs::read_to_string(&path);
        Ok((kind.word(), text.with_context(|| format!("cannot read {}", path.display()))?))
    };
    let schemas = data::kinds::FileKind::ALL.iter().map(schema);
    let schemas: BTreeMap<&str, String> = schemas.collect::<Result<_>>()?;
    write("schemas.bin", &lz4_flex::compress_prepend_size(&serde_json::to_vec(&schemas)?))
}

fn write(name: &str, bytes: &[u8]) -> Result<()> {
    let out = std::env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?;
    let path = Path::new(&out).join(name);
    std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Hands the commit on to `--version --verbose`: what `AICLOUD_COMMIT` says, or
/// what git says. A build for development records none, since it would be made
/// anew with every commit.
fn commit() {
    println!("cargo::rerun-if-env-changed=AICLOUD_COMMIT");
    let said = |variable| std::env::var(variable).ok().filter(|value| !value.is_empty());
    if said("AICLOUD_COMMIT").is_some() || said("PROFILE").as_deref() != Some("release") {
        return;
    }
    let git = |args: &[&str]| {
        let done = std::process::Command::new("git").args(args).output().ok()?;
        let text = String::from_utf8(done.stdout).ok().filter(|_| done.status.success())?;
        Some(text.trim().to_owned())
    };
    // Another repository around the sources says nothing of them.
    let own = git(&["ls-files", "build.rs"]).is_some_and(|known| !known.is_empty());
    if let (true, Some(commit)) = (own, git(&["rev-parse", "--short=12", "HEAD"])) {
        println!("cargo::rustc-env=AICLOUD_COMMIT={commit}");
        for file in ["HEAD", "logs/HEAD"] {
            if let Some(path) = git(&["rev-parse", "--git-path", file]) {
                println!("cargo::rerun-if-changed={path}");
            }
        }
    }
}
