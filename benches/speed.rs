//! How fast it starts, decides and answers a batch: `cargo bench`.
//!
//! Start-up is measured as whole processes against a Rust program that only
//! prints a line, in turn, so that the ratio holds when the machine's speed
//! drifts. Every figure is a median.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    missing_docs,
    reason = "a benchmark prints its figures and fails by panicking"
)]

use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use aicloud_core::model::{Id, Kind, PartialDate};
use aicloud_core::rights::{Asked, Filter, Lens, Question, decide};
use aicloud_data::DataSet;
use aicloud_facts::SNAPSHOT;

/// Pairs of processes for each start-up figure.
const PAIRS: usize = 300;
/// Questions of the batch.
const LINES: usize = 20_000;

fn main() {
    let aicloud = PathBuf::from(env!("CARGO_BIN_EXE_aicloud"));
    let line = yardstick();
    println!("start-up, whole process, median of {PAIRS} pairs");
    for args in [&["compare"][..], &["may", "aws", "gpt-5.5"], &["where", "gpt-5.5"]] {
        let (ours, theirs, ratio) = pairs(&aicloud, args, &line);
        println!(
            "  {:<22} {:>5.2} ms  a line {:>5.2} ms  ratio {ratio:.2}",
            args.join(" "),
            ours.as_secs_f64() * 1e3,
            theirs.as_secs_f64() * 1e3,
        );
    }
    decisions();
    batch(&aicloud);
    import(&aicloud);
}

/// A program that only prints a line, compiled with the compiler at hand.
fn yardstick() -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (source, binary) = (dir.join("line.rs"), dir.join("line"));
    fs::write(&source, "fn main() { println!(\"a line\"); }\n").unwrap();
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let options = ["-O", "-C", "panic=abort", "-C", "strip=symbols", "-o"];
    let built = Command::new(rustc).args(options).arg(&binary).arg(&source).status().unwrap();
    assert!(built.success(), "cannot compile the yardstick");
    binary
}

fn run(program: &Path, args: &[&str]) -> Duration {
    let start = Instant::now();
    Command::new(program)
        .args(args)
        .env("COLUMNS", "80")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    start.elapsed()
}

fn pairs(ours: &Path, args: &[&str], theirs: &Path) -> (Duration, Duration, f64) {
    let mut times: Vec<(Duration, Duration)> =
        (0..PAIRS).map(|_| (run(ours, args), run(theirs, &[]))).collect();
    let mut ratios: Vec<f64> =
        times.iter().map(|(a, b)| a.as_secs_f64() / b.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    times.sort_by_key(|(a, _)| *a);
    let a = times[PAIRS / 2].0;
    times.sort_by_key(|(_, b)| *b);
    (a, times[PAIRS / 2].1, ratios[PAIRS / 2])
}

/// Every cloud and product on the shipped data, on one day.
fn decisions() {
    let data = DataSet::embedded(SNAPSHOT).unwrap();
    let catalog = &data.catalog;
    let lens = Lens::new(catalog, &Filter::default());
    let as_of = "2026-11-23".parse::<PartialDate>().unwrap().first_day();
    let segment = catalog.find(Kind::Segment, "commercial").unwrap();
    let shops: Vec<Id> = catalog
        .provider_ids()
        .filter(|provider| catalog.service_ids().any(|service| service.head() == *provider))
        .collect();
    let mut times: Vec<f64> = Vec::new();
    for product in catalog.product_ids() {
        for seller in &shops {
            let asked = Asked::Sell;
            let question =
                Question { seller: *seller, product, asked, segment, region: None, as_of };
            let start = Instant::now();
            for _ in 0..50 {
                black_box(decide(black_box(&question), &lens));
            }
            times.push(start.elapsed().as_secs_f64() / 50.0);
        }
    }
    times.sort_by(f64::total_cmp);
    let mean = times.iter().sum::<f64>() / times.len() as f64;
    println!(
        "a decision with its proof, {} questions: median {:.2} us, mean {:.2} us, slowest {:.0} us",
        times.len(),
        times[times.len() / 2] * 1e6,
        mean * 1e6,
        times[times.len() - 1] * 1e6,
    );
}

/// The whole way from a line of JSON to a line of JSON.
fn batch(aicloud: &Path) {
    let products = ["gpt-5.5", "gpt-5.4", "frontier", "gpt-oss-120b", "gpt-4o"];
    let clouds = ["aws", "azure", "google-cloud", "oracle", "openai-direct"];
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch.jsonl");
    let path = file.to_str().unwrap();
    // Every column takes long: an answer is tried without each source.
    for (columns, lines) in [("cloud,product,right,because", LINES), ("", LINES / 10)] {
        let mut text = String::new();
        for n in 0..lines {
            let (cloud, product) = (clouds[n % 5], products[(n / 5) % 5]);
            text += &format!("{{\"cloud\":\"{cloud}\",\"product\":\"{product}\"}}\n");
        }
        fs::File::create(&file).unwrap().write_all(text.as_bytes()).unwrap();
        let mut args = vec!["may", "--batch", path];
        if !columns.is_empty() {
            args.extend(["--columns", columns]);
        }
        let mut times: Vec<Duration> = (0..5).map(|_| run(aicloud, &args)).collect();
        times.sort();
        let rate = lines as f64 / times[2].as_secs_f64();
        let what = if columns.is_empty() { "every column" } else { columns };
        println!("may --batch, {lines} lines, {what}: {rate:.0} a second");
    }
}

/// Entries of the catalogue that is imported, as many as the largest published
/// one had when this was written.
const ENTRIES: usize = 4_500;

/// The import of a catalogue in the format and of the size of the cost map of
/// `LiteLLM`, as a whole process.
fn import(aicloud: &Path) {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-import");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    let file = dir.join("catalogue.json");
    fs::write(&file, catalogue()).unwrap();
    let (file, out) = (file.to_str().unwrap(), dir.join("overlay"));
    let dry = ["data", "import", "litellm", file, "--dry-run"];
    let written = ["data", "import", "litellm", file, "--out", out.to_str().unwrap()];
    println!("import of {ENTRIES} entries, whole process, median of {RUNS}");
    for (name, args) in [("report only", &dry[..]), ("with its overlay", &written)] {
        let mut times: Vec<Duration> = (0..RUNS).map(|_| run(aicloud, args)).collect();
        times.sort();
        println!("  {name:<22} {:>6.1} ms", times[RUNS / 2].as_secs_f64() * 1e3);
    }
}

/// Runs of each import.
const RUNS: usize = 21;

/// A catalogue of which one entry in ten is one of ours.
fn catalogue() -> String {
    let providers = ["bedrock", "openai", "azure", "deepinfra", "novita", "vertex_ai"];
    let models = ["gpt-5", "gpt-5.4", "gpt-5.5", "o3", "o4-mini", "gpt-4.1"];
    let entry = |place: usize| {
        let provider = providers[place % providers.len()];
        let name = if place.is_multiple_of(10) {
            format!(
                "{}-2025-{:02}-{:02}",
                models[place / 10 % 6],
                place / 60 % 12 + 1,
                place % 28 + 1
            )
        } else {
            format!("vendor{place}.model-{place}-instruct")
        };
        let capabilities = "        \"supports_a_capability\": true,\n".repeat(12);
        format!(
            "    \"{provider}/{name}\": {{\n        \"litellm_provider\": \"{provider}\",\n        \
             \"mode\": \"chat\",\n        \"input_cost_per_token\": {}e-07,\n        \
             \"output_cost_per_token\": {}.5e-06,\n        \
             \"cache_read_input_token_cost\": 1.25e-07,\n        \
             \"input_cost_per_token_batches\": 5e-07,\n{capabilities}        \
             \"max_tokens\": 128000\n    }}",
            place % 90 + 1,
            place % 30 + 1
        )
    };
    format!("{{\n{}\n}}\n", (0..ENTRIES).map(entry).collect::<Vec<_>>().join(",\n"))
}
