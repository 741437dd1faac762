//! Workloads: one from options, or a portfolio from a file.

use aicloud_core::catalog::Catalog;
use std::fmt;
use std::io::Read;
use std::path::Path;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

use crate::{amounts, names};
use aicloud_core::failure::Failure;
use aicloud_core::model::{Id, Tier};
use aicloud_core::prices::cost::Workload;
use aicloud_data::yaml;

/// The largest workload file, in bytes.
const LARGEST_FILE: u64 = 8 << 20;

/// A workload as the options of `cost` give it: names and numbers as people write them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkloadQuestion {
    /// Products by id, name or alias.
    pub products: Vec<String>,
    /// Input tokens.
    pub input: Option<String>,
    /// Output tokens.
    pub output: Option<String>,
    /// Of the input, tokens read from a cache.
    pub cached: Option<String>,
    /// Of the input, tokens written to a cache.
    pub cache_write: Option<String>,
    /// Whether cache writes are to last an hour.
    pub cache_hour: bool,
    /// Tokens of one prompt.
    pub context: Option<String>,
    /// How requests are served.
    pub tier: Tier,
    /// A scope, a geography or a region.
    pub scope: Option<String>,
    /// How often all of it happens.
    pub times: u64,
}

/// A line of a portfolio: products that compete for one workload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// What the line is called.
    pub name: String,
    /// What is to be run on.
    pub products: Vec<Id>,
    /// What is to be run.
    pub workload: Workload,
}

/// A workload as it is written down: everything still text.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a line with product, input and output")]
struct Written {
    #[serde(default)]
    name: Option<Scalar>,
    product: Scalar,
    input: Scalar,
    output: Scalar,
    #[serde(default)]
    cached: Option<Scalar>,
    #[serde(default)]
    cache_write: Option<Scalar>,
    #[serde(default)]
    cache_hour: Option<Scalar>,
    #[serde(default)]
    context: Option<Scalar>,
    #[serde(default)]
    tier: Option<Scalar>,
    #[serde(default)]
    scope: Option<Scalar>,
    #[serde(default)]
    times: Option<Scalar>,
}

/// A scalar as it was written, whatever its type.
#[derive(Debug, Default)]
struct Scalar(String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Scalar;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a number")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(text.to_owned()))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_bool<E: de::Error>(self, yes: bool) -> Result<Scalar, E> {
                Ok(Scalar(yes.to_string()))
            }
        }
        deserializer.deserialize_any(Text)
    }
}

/// The workload that the options describe.
///
/// # Errors
/// An unknown product or scope, or a number that is none.
pub fn of_options(args: &WorkloadQuestion, catalog: &Catalog) -> Result<Job, Failure> {
    let Some(output) = &args.output else {
        let message = "the number of output tokens is needed".to_owned();
        let hint = "aicloud cost gpt-5.5 --input 10M --output 2M".to_owned();
        return Err(Failure::usage("missing-argument", message, hint));
    };
    let number = |text: &Option<String>| text.as_deref().map_or(Ok(0), amounts::tokens);
    let workload = Workload {
        input: number(&args.input)?,
        cached: number(&args.cached)?,
        cache_write: number(&args.cache_write)?,
        cache_hour: args.cache_hour,
        output: amounts::tokens(output)?,
        context: args.context.as_deref().map(amounts::tokens).transpose()?,
        tier: args.tier,
        scope: amounts::scope(args.scope.as_deref(), catalog)?,
        times: args.times,
    };
    Ok(Job {
        name: "workload".to_owned(),
        products: names::each_product(&args.products, catalog)?,
        workload: sound(workload)?,
    })
}

/// A workload whose parts do not exceed the whole.
fn sound(workload: Workload) -> Result<Workload, Failure> {
    let cache = workload.cached.saturating_add(workload.cache_write);
    if cache > workload.input {
        let message = format!(
            "{cache} tokens go through the cache and only {} are input; the input counts them in",
            workload.input
        );
        let hint = "add the cached and the written tokens to --input".to_owned();
        return Err(Failure::usage("bad-number", message, hint));
    }
    amounts::times(workload.times, workload.input.max(workload.output))?;
    Ok(workload)
}

/// The lines of a workload file; `-` is standard input.
///
/// # Errors
/// A file that cannot be read, one that is neither YAML nor CSV of workloads,
/// an empty one, or a line with an unknown product or a number that is none.
pub fn of_file(file: &Path, input: &mut dyn Read, catalog: &Catalog) -> Result<Vec<Job>, Failure> {
    let shown = match file.to_str() {
        Some("-") => "standard input".to_owned(),
        _ => file.display().to_string(),
    };
    let unreadable =
        |error: std::io::Error| Failure::input_output(format!("cannot read {shown}: {error}"));
    let mut text = String::new();
    if file.to_str() == Some("-") {
        input.take(LARGEST_FILE + 1).read_to_string(&mut text).map_err(unreadable)?;
    } else {
        let open = std::fs::File::open(file).map_err(unreadable)?;
        open.take(LARGEST_FILE + 1).read_to_string(&mut text).map_err(unreadable)?;
    }
    let bad = |message: String| {
        let hint = "it is a YAML list or a CSV table with name, product, input, output and so on: \
                    aicloud cost --help";
        Failure::usage("bad-workload", message, hint.to_owned())
    };
    if text.len() as u64 > LARGEST_FILE {
        return Err(bad(format!("{shown} is larger than {LARGEST_FILE} bytes")));
    }
    let lines = written(&text).map_err(|message| bad(format!("{shown}{message}")))?;
    if lines.is_empty() {
        return Err(bad(format!("{shown} holds no workload")));
    }
    let numbered = lines.into_iter().enumerate();
    let jobs = numbered.map(|(place, line)| {
        let name = line.name.as_ref().map_or(format!("line {}", place + 1), |name| name.0.clone());
        job(&line, name.clone(), catalog).map_err(|mut failure| {
            failure.message = format!("{shown}: {}: {}", name.escape_debug(), failure.message);
            failure
        })
    });
    jobs.collect()
}

/// The lines as they are written, from YAML or CSV: whichever it looks like.
fn written(text: &str) -> Result<Vec<Written>, String> {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
    if first.starts_with(['-', '[']) || !first.contains(',') {
        return yaml::records(text).map_err(|fault| match fault.line() {
            Some(line) => format!(":{line}: {}", fault.told()),
            None => format!(": {}", fault.told()),
        });
    }
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    reader.deserialize().map(|line| line.map_err(|error| said(&error))).collect()
}

/// What is wrong with a table: where, and in whose words the reader knows it.
fn said(error: &csv::Error) -> String {
    let line = error.position().map_or_else(String::new, |place| format!(":{}", place.line()));
    let what = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} values stand under {expected_len} names of columns")
        }
        csv::ErrorKind::Deserialize { err, .. } => err.kind().to_string(),
        _ => error.to_string(),
    };
    format!("{line}: {what}")
}

fn job(line: &Written, name: String, catalog: &Catalog) -> Result<Job, Failure> {
    fn given(field: Option<&Scalar>) -> Option<&str> {
        field.map(|scalar| scalar.0.as_str()).filter(|text| !text.is_empty())
    }
    let number = |field| given(field).map_or(Ok(0), amounts::tokens);
    let tier = given(line.tier.as_ref()).unwrap_or("standard");
    let tier = Tier::ALL.iter().find(|known| known.word() == tier).copied().ok_or_else(|| {
        let words: Vec<&str> = Tier::ALL.iter().map(|tier| tier.word()).collect();
        let message = format!("`{}` is not a tier", tier.escape_debug());
        Failure::usage("bad-workload", message, format!("it is one of {}", words.join(", ")))
    })?;
    let workload = Workload {
        input: amounts::tokens(&line.input.0)?,
        cached: number(line.cached.as_ref())?,
        cache_write: number(line.cache_write.as_ref())?,
        cache_hour: yes(given(line.cache_hour.as_ref()))?,
        output: amounts::tokens(&line.output.0)?,
        context: given(line.context.as_ref()).map(amounts::tokens).transpose()?,
        tier,
        scope: amounts::scope(given(line.scope.as_ref()), catalog)?,
        times: times(given(line.times.as_ref()))?,
    };
    let products = vec![names::product(&line.product.0, catalog)?];
    Ok(Job { name, products, workload: sound(workload)? })
}

fn times(text: Option<&str>) -> Result<u64, Failure> {
    match text.map_or(Ok(1), amounts::tokens)? {
        0 => {
            let message = "`times` is 0; a workload happens at least once".to_owned();
            Err(Failure::usage("bad-number", message, "write 1 or more".to_owned()))
        }
        times => Ok(times),
    }
}

fn yes(text: Option<&str>) -> Result<bool, Failure> {
    match text {
        None | Some("false" | "no") => Ok(false),
        Some("true" | "yes") => Ok(true),
        Some(other) => {
            let message = format!("`cache_hour` is true or false, not `{}`", other.escape_debug());
            Err(Failure::usage("bad-workload", message, String::new()))
        }
    }
}
