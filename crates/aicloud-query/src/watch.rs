//! `watchlist check`: saved questions and the answers that they had.

use aicloud_core::catalog::Catalog;
use std::io::{BufRead, Read};
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::envelope::{Nothing, OutputSchema};
use crate::price_words::price_short;
use crate::values::StageKey;
use crate::watchlist::OpenQuestions;
use crate::{Setting, SettingKeys, names};
use aicloud_core::evidence::topic::Topic;
use aicloud_core::evidence::watched::{Item, status_word};
use aicloud_core::failure::Failure;
use aicloud_core::offers::rows;
use aicloud_core::rights::Lens;
use aicloud_data::yaml;

/// The largest list, in bytes.
const LARGEST_FILE: u64 = 8 << 20;

/// A saved question with the answers that it had: about a cloud and a product,
/// or about an item of the watch list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Watched {
    /// The cloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloud: Option<String>,
    /// The product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// For whom, where not for the segment of the command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
    /// Where, where not in the region of the command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// An item of the watch list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub watch: Option<String>,
    /// The right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<String>,
    /// Whether the vendor had chosen the cloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointed: Option<bool>,
    /// The stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub availability: Option<String>,
    /// The price that a cell shows, input and output: `5/30`; `none` without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<String>,
    /// Where the item stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// How much had happened on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub developments: Option<usize>,
}

/// What became of one answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Changed {
    /// What is asked about: `openai/frontier on aws`.
    pub subject: String,
    /// Which answer: `right`.
    pub field: &'static str,
    /// As the file says; null where none was saved.
    pub was: Option<String>,
    /// As it is now.
    pub now: Option<String>,
}

/// Saved answers held against those of today.
pub struct Checked<'a> {
    /// On which day, on whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// The questions with the answers of today.
    pub answered: Vec<Watched>,
    /// The answers that differ.
    pub changed: Vec<Changed>,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema = OutputSchema::rows::<SettingKeys, Changed, Nothing>(
    "check",
    "The answers of a watch list of one's own that are no longer what they were.",
);

/// The words that answers may be.
const RIGHTS: &[&str] = &["permitted", "prohibited", "contested", "unknown"];
const STATUSES: &[&str] = &["open", "partly", "resolved"];

impl Watched {
    /// What is wrong with it as a question with answers.
    fn fault(&self) -> Option<String> {
        let asks = [self.watch.is_some(), self.cloud.is_some(), self.product.is_some()];
        let misplaced = match asks {
            [true, false, false] => [
                self.right.is_some() || self.appointed.is_some(),
                self.availability.is_some() || self.price.is_some(),
            ],
            [false, true, true] => [self.status.is_some(), self.developments.is_some()],
            _ => return Some("needs a cloud and a product, or a watch item alone".to_owned()),
        };
        if misplaced.contains(&true) {
            return Some("holds an answer to another kind of question".to_owned());
        }
        let not_among = |answer: &Option<String>, words: &[&str]| {
            let answer = answer.as_deref().filter(|answer| !words.contains(answer))?;
            let shown = crate::names::shown(answer);
            Some(format!("says `{shown}`, which is none of: {}", words.join(", ")))
        };
        not_among(&self.right, RIGHTS).or_else(|| not_among(&self.status, STATUSES))
    }

    /// Whether it holds no answer yet.
    pub fn is_new(&self) -> bool {
        self.answers().iter().all(|(_, answer)| answer.is_none())
    }

    /// The answers by name.
    fn answers(&self) -> [(&'static str, Option<String>); 6] {
        [
            ("right", self.right.clone()),
            ("appointed", self.appointed.map(|yes| yes.to_string())),
            ("availability", self.availability.clone()),
            ("price", self.price.clone()),
            ("status", self.status.clone()),
            ("developments", self.developments.map(|count| count.to_string())),
        ]
    }

    /// What it is about, as it was written.
    pub fn subject(&self) -> String {
        match (&self.watch, &self.product, &self.cloud) {
            (Some(item), ..) => item.clone(),
            (None, Some(product), Some(cloud)) => format!("{product} on {cloud}"),
            _ => String::new(),
        }
    }

    /// The saved answers that differ from those of today; all of today's where
    /// none was saved.
    pub fn against(&self, today: &Self) -> Vec<Changed> {
        let new = self.is_new();
        let pairs = self.answers().into_iter().zip(today.answers());
        let differs = pairs.filter(
            |((_, was), (_, now))| {
                if new { now.is_some() } else { was.is_some() && was != now }
            },
        );
        let changed = differs.map(|((field, was), (_, now))| Changed {
            subject: self.subject(),
            field,
            was,
            now,
        });
        changed.collect()
    }
}

/// A list as messages call it; `-` is standard input.
pub fn shown(file: &Path) -> String {
    if file == Path::new("-") { "standard input".to_owned() } else { file.display().to_string() }
}

/// Reads a list; `-` is standard input.
///
/// # Errors
/// A file that cannot be read, is too large, or is no such list.
pub fn read(file: &Path, input: &mut dyn BufRead) -> Result<Vec<Watched>, Failure> {
    let shown = shown(file);
    let unreadable =
        |error: std::io::Error| Failure::input_output(format!("cannot read {shown}: {error}"));
    let mut text = String::new();
    if file == Path::new("-") {
        input.take(LARGEST_FILE + 1).read_to_string(&mut text).map_err(unreadable)?;
    } else {
        let open = std::fs::File::open(file).map_err(unreadable)?;
        open.take(LARGEST_FILE + 1).read_to_string(&mut text).map_err(unreadable)?;
    }
    if text.len() as u64 > LARGEST_FILE {
        return Err(bad(format!("{shown} is larger than {LARGEST_FILE} bytes")));
    }
    // Some editors begin a file with a mark of its encoding.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let list: Vec<Watched> = yaml::records(text).map_err(|fault| {
        let line = fault.line().map_or(String::new(), |line| format!(": line {line}"));
        bad(format!("{shown}{line}: {}", fault.told()))
    })?;
    if list.is_empty() {
        return Err(bad(format!("{shown} holds no question")));
    }
    for (place, entry) in list.iter().enumerate() {
        if let Some(fault) = entry.fault() {
            return Err(bad(format!("{shown}: entry {} {fault}", place + 1)));
        }
    }
    Ok(list)
}

/// Answers every question of a list anew; `shown` is the list as messages call it.
///
/// # Errors
/// A question about something unknown, with its place in the list.
pub fn check<'a>(
    list: &[Watched],
    shown: &str,
    setting: &'a Setting,
    lens: &'a Lens<'a>,
) -> Result<Checked<'a>, Failure> {
    let every = OpenQuestions::of(Topic::Everything, setting, lens);
    let (mut answered, mut changed) = (Vec::new(), Vec::new());
    for (place, entry) in list.iter().enumerate() {
        let now = answer(entry, &every).map_err(|mut failure| {
            failure.message = format!("{shown}: entry {}: {}", place + 1, failure.message);
            failure
        })?;
        changed.extend(entry.against(&now));
        answered.push(now);
    }
    Ok(Checked { setting, lens, answered, changed })
}

/// A question with the answers of today; of those that were saved only the same
/// ones, all where none was.
fn answer(entry: &Watched, every: &OpenQuestions<'_>) -> Result<Watched, Failure> {
    let asks = Watched {
        cloud: entry.cloud.clone(),
        product: entry.product.clone(),
        segment: entry.segment.clone(),
        region: entry.region.clone(),
        watch: entry.watch.clone(),
        ..Watched::default()
    };
    let new = entry.is_new();
    if let Some(id) = &entry.watch {
        // A question that nobody has raised yet, as far as is known, stands nowhere.
        let item = watch_item(id, every.lens.catalog, &every.items)?;
        let status = item.map(|item| status_word(item.status).to_owned());
        let developments = item.map_or(0, |item| item.developments.len());
        return Ok(Watched {
            status: status.filter(|_| new || entry.status.is_some()),
            developments: (new || entry.developments.is_some()).then_some(developments),
            ..asks
        });
    }
    let (lens, catalog) = (every.lens, every.lens.catalog);
    let (Some(cloud), Some(product)) = (&entry.cloud, &entry.product) else { return Ok(asks) };
    let (cloud, product) = names::cloud_and_product(cloud, product, catalog)?;
    let mut frame = every.setting.frame();
    if let Some(segment) = &entry.segment {
        frame.segment = names::segment(segment, catalog)?;
    }
    let region =
        entry.region.as_deref().map(|region| names::region(region, catalog)).transpose()?;
    frame.region = region.as_deref().or(frame.region);
    let row = rows::rows(product, cloud, &frame, lens).swap_remove(0);
    let stage = StageKey::from(row.listing.stage());
    Ok(Watched {
        right: (new || entry.right.is_some()).then(|| row.decision.right.word().to_owned()),
        appointed: (new || entry.appointed.is_some()).then_some(row.decision.appointed),
        availability: (new || entry.availability.is_some()).then(|| stage.to_string()),
        price: (new || entry.price.is_some())
            .then(|| price_short(&row).unwrap_or_else(|| "none".to_owned())),
        ..asks
    })
}

/// An item of the watch list by its id; nothing where it is not known through
/// the lens.
fn watch_item<'i, 'r>(
    id: &str,
    catalog: &Catalog,
    items: &'i [Item<'r>],
) -> Result<Option<&'i Item<'r>>, Failure> {
    let ids = || catalog.watchlist.iter().map(|record| record.id.as_str());
    if ids().any(|known| known == id) {
        return Ok(items.iter().find(|item| item.record.id.as_str() == id));
    }
    let near = aicloud_core::names::nearest(id, ids(), 3).join(", ");
    let shown = names::shown(id);
    let message = format!("there is no watch item `{shown}`; the nearest are {near}");
    Err(Failure::usage("unknown-id", message, "all of them: aicloud watchlist".to_owned()))
}

impl Checked<'_> {
    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let catalog = self.lens.catalog;
        let rows = || self.changed.iter().collect::<Vec<&Changed>>();
        Answer::rows("watchlist check", &catalog.basis, &self.setting.keys(catalog), rows)
    }
}

fn bad(message: String) -> Failure {
    let hint = "it is a YAML list of entries with cloud and product, or watch: \
                aicloud watchlist check --help";
    Failure::usage("bad-watchlist", message, hint.to_owned())
}
