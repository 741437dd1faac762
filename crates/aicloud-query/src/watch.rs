//! Saved questions and the answers that they had.

use std::io::{BufRead, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};

use aicloud_core::failure::Failure;
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The question: `openai/frontier on aws`.
    pub subject: String,
    /// Which answer: `right`.
    pub field: &'static str,
    /// What it was; nothing where none was saved.
    pub was: Option<String>,
    /// What it is.
    pub now: Option<String>,
}

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

/// Reads a list; `-` is standard input.
///
/// # Errors
/// A file that cannot be read, is too large, or is no such list.
pub fn read(file: &Path, input: &mut dyn BufRead) -> Result<Vec<Watched>, Failure> {
    let shown = if file == Path::new("-") {
        "standard input".to_owned()
    } else {
        file.display().to_string()
    };
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

fn bad(message: String) -> Failure {
    let hint = "it is a YAML list of entries with cloud and product, or watch: \
                aicloud watchlist check --help";
    Failure::usage("bad-watchlist", message, hint.to_owned())
}
