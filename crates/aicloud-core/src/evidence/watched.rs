//! Questions to watch, as far as they are known through a lens.

use crate::model::{Availability, Day, Development, Id, Kind, WatchItem, WatchStatus};

use crate::evidence::topic::{Topic, is_about, speakers};
use crate::offers::availability::current_stage;
use crate::rights::lens::{Filter, Lens};

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
    pub sources: Vec<Id>,
}

/// The questions of a topic that had been raised by a day, with what had happened
/// by then. Who raises a question need not be believed: only that it was public.
pub fn items<'r>(topic: &Topic, day: Day, known_by: Option<Day>, lens: &Lens<'r>) -> Vec<Item<'r>> {
    let public = Lens::new(lens.catalog, &Filter { known_by, ..Filter::default() });
    let raised = lens.catalog.watchlist.iter().filter(|record| record.since.first_day() <= day);
    let about = raised.filter(|record| is_about(topic, record.about.iter(), lens));
    about.filter_map(|record| item(record, day, &public, lens)).collect()
}

fn item<'r>(
    record: &'r WatchItem,
    day: Day,
    public: &Lens<'_>,
    lens: &Lens<'_>,
) -> Option<Item<'r>> {
    let sources = speakers(record.sources.iter().map(|said| &said.source), public);
    if sources.is_empty() {
        return None;
    }
    let heard = |development: &&Development| {
        let said = development.sources.iter().map(|said| &said.source);
        development.date.first_day() <= day && !speakers(said, lens).is_empty()
    };
    let developments: Vec<&Development> = record.developments.iter().filter(heard).collect();
    let settles = |id: &&Id| is_so(**id, day, lens);
    let resolved_by: Vec<String> =
        record.resolved_by.iter().filter(settles).map(Id::to_string).collect();
    let status = match record.status {
        WatchStatus::Resolved if resolved_by.len() == record.resolved_by.len() => {
            WatchStatus::Resolved
        }
        WatchStatus::Partly if !developments.is_empty() => WatchStatus::Partly,
        _ => WatchStatus::Open,
    };
    let resolved_by = if status == WatchStatus::Resolved { resolved_by } else { Vec::new() };
    Some(Item { record, status, developments, resolved_by, sources })
}

/// Whether what settled a question is so on a day, as far as is known: an offer is
/// on sale without having to be asked for, a term is in force, a source has spoken.
fn is_so(id: Id, day: Day, lens: &Lens<'_>) -> bool {
    let catalog = lens.catalog;
    match catalog.place(id).map(|at| at.kind) {
        Some(Kind::Offer) => {
            let stage = current_stage(catalog.offer(id), day, None, lens);
            let open = [Availability::Ga, Availability::Preview];
            stage.is_some_and(|stage| open.contains(&stage.stage))
        }
        Some(Kind::Term) => {
            lens.term_strength(id).is_some() && catalog.term(id).from.first_day() <= day
        }
        _ => !speakers([&id].into_iter(), lens).is_empty(),
    }
}

/// Where a question stands, as scripts read it.
pub fn status_word(status: WatchStatus) -> &'static str {
    match status {
        WatchStatus::Open => "open",
        WatchStatus::Partly => "partly",
        WatchStatus::Resolved => "resolved",
    }
}
