//! Questions to watch, as far as they are known through a lens.

use crate::data::facts::SourceIx;
use crate::model::{Development, Id, Records, WatchItem, WatchStatus};

use super::lens::Lens;
use super::topic::{Topic, is_about, speakers};

/// A question with what has happened on it.
#[derive(Clone, Debug)]
pub struct Item<'r> {
    /// Its record.
    pub record: &'r WatchItem,
    /// Where it stands: open for whoever has not heard all that settled it.
    pub status: WatchStatus,
    /// What has happened, in order.
    pub developments: Vec<&'r Development>,
    /// Records that settled it.
    pub resolved_by: Vec<String>,
    /// Who raised it.
    pub sources: Vec<SourceIx>,
}

/// The questions of a topic that somebody heard has raised.
pub fn items<'r>(topic: &Topic, records: &'r Records, lens: &Lens<'_>) -> Vec<Item<'r>> {
    let about = records
        .watchlist
        .iter()
        .filter(|record| is_about(topic, record.about.iter(), records, lens));
    about.filter_map(|record| item(record, lens)).collect()
}

fn item<'r>(record: &'r WatchItem, lens: &Lens<'_>) -> Option<Item<'r>> {
    let sources = speakers(record.sources.iter().map(|said| &said.source), lens);
    if sources.is_empty() {
        return None;
    }
    let heard = |development: &&Development| {
        !speakers(development.sources.iter().map(|said| &said.source), lens).is_empty()
    };
    let developments: Vec<&Development> = record.developments.iter().filter(heard).collect();
    let whole = developments.len() == record.developments.len() && lens.admits_all();
    Some(Item {
        record,
        status: if whole { record.status } else { WatchStatus::Open },
        resolved_by: if whole {
            record.resolved_by.iter().map(Id::to_string).collect()
        } else {
            Vec::new()
        },
        developments,
        sources,
    })
}

/// Where a question stands, as scripts read it.
pub fn status_word(status: WatchStatus) -> &'static str {
    match status {
        WatchStatus::Open => "open",
        WatchStatus::Partly => "partly",
        WatchStatus::Resolved => "resolved",
    }
}
