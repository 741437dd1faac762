//! What it costs to read and to ask data of 1,000, 10,000 and 100,000 offers:
//! `cargo bench --bench scale`.
//!
//! Every command is measured as a whole process that reads the data from YAML: its
//! time and the time of the processor, which other programs disturb less, as medians,
//! and the most memory that it held. One decision is measured in the process, on a product of which
//! the data says the same at every size. How many times each figure grows from one
//! size to the next, which is ten times the data, stands beside it.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a benchmark prints its figures and fails by panicking"
)]

#[path = "scale/made.rs"]
mod made;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use aicloud_core::model::{Kind, PartialDate};
use aicloud_core::rights::{Asked, Filter, Lens, Question, decide};
use aicloud_data::DataSet;

/// How many offers there are.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Runs of each command.
const RUNS: usize = 3;
/// Decisions that make one figure.
const DECISIONS: usize = 2_000;
/// Measures the memory of a process without a line of unsafe code; its times are in
/// hundredths of a second.
const GNU_TIME: &str = "/usr/bin/time";

/// What is measured, and its figure at each size.
struct Line {
    name: &'static str,
    unit: &'static str,
    figures: Vec<Option<f64>>,
}

fn main() {
    let mut lines: Vec<Line> = Vec::new();
    for size in SIZES {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("scale-{size}"));
        let made = made::write(&dir, size);
        println!("{}: {}", dir.display(), made.counts);
        for (name, unit, figure) in figures(&dir, &made) {
            match lines.iter_mut().find(|line| (line.name, line.unit) == (name, unit)) {
                Some(line) => line.figures.push(figure),
                None => lines.push(Line { name, unit, figures: vec![figure] }),
            }
        }
    }
    print(&lines);
}

/// Every figure of one size: what, in which unit, how much.
fn figures(dir: &Path, made: &made::Made) -> Vec<(&'static str, &'static str, Option<f64>)> {
    let data = dir.to_str().unwrap();
    let commands: [(&'static str, Vec<&str>); 6] = [
        ("load: list segments", vec!["list", "segments", "--data", data]),
        ("data validate", vec!["data", "validate", data]),
        ("compare", vec!["compare", "--data", data]),
        ("compare --all --cloud all", vec!["compare", "--all", "--cloud", "all", "--data", data]),
        ("may", vec!["may", &made.cloud, &made.product, "--data", data]),
        ("where", vec!["where", &made.product, "--data", data]),
    ];
    let mut figures = Vec::new();
    for (name, args) in commands {
        figures.push((name, "ms", Some(median((0..RUNS).map(|_| time(&args)).collect()))));
        let told: Option<Vec<(f64, f64)>> = (0..RUNS).map(|_| by_gnu_time(&args)).collect();
        let (processor, memory): (Vec<f64>, Vec<f64>) = told.iter().flatten().copied().unzip();
        figures.push((name, "ms of processor", told.as_ref().map(|_| median(processor))));
        figures.push((name, "MB", told.as_ref().map(|_| median(memory))));
    }
    figures.push(("one decision", "ns", Some(decision(dir, made))));
    figures
}

fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_aicloud"))
}

/// Milliseconds of a whole process.
fn time(args: &[&str]) -> f64 {
    let start = Instant::now();
    let mut command = Command::new(program());
    let command = command.args(args).stdout(Stdio::null()).stderr(Stdio::null());
    let status = command.status().unwrap();
    assert_eq!(status.code(), Some(0), "{args:?}");
    start.elapsed().as_secs_f64() * 1e3
}

/// Milliseconds of the processor and the most memory of a process in megabytes;
/// nothing where there is no GNU time to tell.
fn by_gnu_time(args: &[&str]) -> Option<(f64, f64)> {
    let mut command = Command::new(GNU_TIME);
    let command = command.args(["-f", "%U %S %M"]).arg(program()).args(args);
    let told = String::from_utf8(command.stdout(Stdio::null()).output().ok()?.stderr).ok()?;
    let figures = told.lines().last()?.split(' ').map(|figure| figure.parse().ok());
    match *figures.collect::<Option<Vec<f64>>>()? {
        [user, system, kilobytes] => Some(((user + system) * 1e3, kilobytes / 1024.0)),
        _ => None,
    }
}

/// Nanoseconds of one decision with its proof, the median of some rounds.
fn decision(dir: &Path, made: &made::Made) -> f64 {
    let data = DataSet::open(&[dir.to_path_buf()]).unwrap();
    let catalog = &data.catalog;
    let lens = Lens::new(catalog, &Filter::default());
    let question = Question {
        seller: catalog.find(Kind::Provider, &made.cloud).unwrap(),
        product: catalog.find(Kind::Product, &made.product).unwrap(),
        asked: Asked::Sell,
        segment: catalog.find(Kind::Segment, "commercial").unwrap(),
        region: None,
        as_of: "2026-11-23".parse::<PartialDate>().unwrap().first_day(),
    };
    let round = |_| {
        let start = Instant::now();
        for _ in 0..DECISIONS {
            black_box(decide(black_box(&question), &lens));
        }
        start.elapsed().as_secs_f64() * 1e9 / DECISIONS as f64
    };
    median((0..21).map(round).collect())
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// A row for each figure: its value at each size, and its growth between them.
fn print(lines: &[Line]) {
    let heads: Vec<String> = SIZES.iter().map(|size| format!("{size:>8}")).collect();
    println!("\n{:<26} {:<15} {}   growth per tenfold data", "OFFERS", "", heads.join("  "));
    for Line { name, unit, figures } in lines {
        let cell = |figure: &Option<f64>| match figure {
            Some(figure) => format!("{figure:>8.1}"),
            None => format!("{:>8}", "-"),
        };
        let cells: Vec<String> = figures.iter().map(cell).collect();
        let growth = figures.windows(2).map(|pair| match pair {
            [Some(before), Some(after)] => format!("x{:<5.1}", after / before),
            _ => "-     ".to_owned(),
        });
        println!(
            "{name:<26} {unit:<15} {}   {}",
            cells.join("  "),
            growth.collect::<Vec<_>>().join(" ").trim_end()
        );
    }
    if lines.iter().any(|line| line.figures.contains(&None)) {
        println!("Memory and the processor are measured by GNU time, which is not at {GNU_TIME}.");
    }
}
