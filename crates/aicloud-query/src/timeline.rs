//! `timeline`: what happened, in order.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::envelope::{Nothing, OutputSchema};
use crate::values::{Date, StageKey, source_ids};
use crate::{Setting, SettingKeys, dates, topics, wording};
use aicloud_core::evidence::timeline::{self, Event, EventKind};
use aicloud_core::evidence::topic::Topic;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Dated, Day, Hosting, Id, Price, Usd};
use aicloud_core::rights::Lens;

/// What `timeline` is asked, as people write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineQuestion {
    /// A product, a provider, a service, an offer or an agreement; everything where
    /// nothing.
    pub topic: Option<String>,
    /// Nothing before this day.
    pub from: Option<String>,
    /// Nothing after this day.
    pub to: Option<String>,
    /// Only these kinds of event; all where empty.
    pub kinds: Vec<String>,
    /// Every event, those that only confirm others too.
    pub all: bool,
}

/// Events in order.
pub struct Events<'a> {
    /// What was asked.
    pub asked: TimelineQuestion,
    /// What they are about.
    pub topic: Topic,
    /// On which day, on whose word.
    pub setting: &'a Setting,
    /// The facts behind them.
    pub lens: &'a Lens<'a>,
    /// What happened, oldest first.
    pub events: Vec<Event>,
    /// How many events were left out.
    pub more: usize,
}

/// What was asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TimelineKeys {
    #[serde(flatten)]
    setting: SettingKeys,
    /// Nothing before this day; absent where it was not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// Nothing after this day; absent where it was not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// The kinds of event; absent where none was named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kind: Vec<String>,
    /// What it is about; null where it is everything.
    topic: Option<String>,
}

/// An event.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TimelineRow {
    /// The day.
    pub date: Date,
    /// What kind of event.
    pub kind: &'static str,
    /// The record.
    pub id: String,
    /// What happened.
    pub title: String,
    /// Who says so.
    pub sources: Vec<String>,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema =
    OutputSchema::rows::<TimelineKeys, TimelineRow, Nothing>("timeline", "Events in order.");

/// Answers `timeline`.
///
/// # Errors
/// An unknown name, kind or date.
pub fn timeline<'a>(
    asked: &TimelineQuestion,
    setting: &'a Setting,
    lens: &'a Lens<'a>,
    today: Day,
) -> Result<Events<'a>, Failure> {
    let topic = topics::topic(asked.topic.as_deref(), lens.catalog)?;
    let kinds = topics::kinds(&asked.kinds, EventKind::WORDS)?;
    let from = asked.from.as_deref().map(|text| dates::first_day(text, today)).transpose()?;
    let to = asked.to.as_deref().map(|text| dates::day(text, today)).transpose()?;
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        let message = "the story would end before it begins".to_owned();
        let hint = "--from is the earlier day, --to the later".to_owned();
        return Err(Failure::usage("bad-date", message, hint));
    }
    let within = |day: Day| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to);
    let mut events = timeline::events(&topic, lens);
    events.retain(|event| within(event.day));
    let every = events.len();
    if !kinds.is_empty() {
        events.retain(|event| kinds.contains(&event.what.word()));
    } else if !asked.all {
        events.retain(|event| is_told(event, &topic, lens));
    }
    let more = if kinds.is_empty() { every - events.len() } else { 0 };
    Ok(Events { asked: asked.clone(), topic, setting, lens, events, more })
}

/// Whether an event is told unless all of them are asked for: of everything only
/// what is agreed, contested or claimed; of a provider no more of its offers than
/// what is dated.
fn is_told(event: &Event, topic: &Topic, lens: &Lens<'_>) -> bool {
    match (topic, event.what) {
        (_, EventKind::Sighting(..))
        | (Topic::Provider(_), EventKind::Price(..) | EventKind::Release(_)) => false,
        (Topic::Everything, what) => matches!(
            what,
            EventKind::Agreement(_)
                | EventKind::DisputeBegins(_)
                | EventKind::DisputeEnds(_)
                | EventKind::Claim(_)
                | EventKind::Development(..)
        ),
        (Topic::Provider(_), EventKind::Stage(offer, place)) => {
            let stages = lens.catalog.stages(lens.catalog.offer(offer));
            stages.get(place).is_some_and(|stage| stage.dated != Dated::Observed)
        }
        _ => true,
    }
}

impl Events<'_> {
    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let catalog = self.lens.catalog;
        let query = TimelineKeys {
            setting: self.setting.keys(catalog),
            from: self.asked.from.clone(),
            to: self.asked.to.clone(),
            kind: self.asked.kinds.clone(),
            topic: topics::id(&self.topic, catalog),
        };
        let left_out = (self.more > 0).then(|| format!("{} more events: --all", self.more));
        Answer::rows("timeline", &catalog.basis, &query, || self.rows()).leaving_out(left_out)
    }

    /// The rows, oldest first.
    pub fn rows(&self) -> Vec<TimelineRow> {
        self.events.iter().map(|event| self.row(event)).collect()
    }

    fn row(&self, event: &Event) -> TimelineRow {
        TimelineRow {
            date: Date(event.day),
            kind: event.what.word(),
            id: self.id(event.what),
            title: self.title(event.what),
            sources: source_ids(&event.sources, self.lens.catalog),
        }
    }

    fn id(&self, what: EventKind) -> String {
        let catalog = self.lens.catalog;
        match what {
            EventKind::Agreement(place) => catalog.agreements.get(place).map(|r| r.id.to_string()),
            EventKind::TermBegins(term) | EventKind::TermEnds(term) => {
                Some(catalog.term(term).id.to_string())
            }
            EventKind::DisputeBegins(dispute) | EventKind::DisputeEnds(dispute) => {
                Some(catalog.dispute(dispute).id.to_string())
            }
            EventKind::Release(product) => Some(catalog.product(product).id.to_string()),
            EventKind::Stage(offer, _)
            | EventKind::Sighting(offer, _)
            | EventKind::Host(offer, _)
            | EventKind::Price(offer, _) => Some(catalog.offer(offer).id.to_string()),
            EventKind::Claim(place) => catalog.claims.get(place).map(|r| r.id.to_string()),
            EventKind::Development(place, _) => {
                catalog.watchlist.get(place).map(|r| r.id.to_string())
            }
        }
        .unwrap_or_default()
    }

    /// What happened, as a sentence.
    pub fn title(&self, what: EventKind) -> String {
        let catalog = self.lens.catalog;
        match what {
            EventKind::Agreement(place) => {
                catalog.agreements.get(place).map(|r| r.title.clone()).unwrap_or_default()
            }
            EventKind::TermBegins(term) => wording::term(term, catalog),
            EventKind::TermEnds(term) => {
                format!("No longer: {}", wording::term(term, catalog))
            }
            EventKind::DisputeBegins(dispute) => wording::dispute(dispute, catalog),
            EventKind::DisputeEnds(dispute) => {
                format!("No longer: {}", wording::dispute(dispute, catalog))
            }
            EventKind::Release(product) => {
                format!("{} is released.", catalog.product(product).name)
            }
            EventKind::Stage(offer, place) | EventKind::Sighting(offer, place) => {
                self.stage(offer, place)
            }
            EventKind::Host(offer, place) => self.host(offer, place),
            EventKind::Price(offer, place) => {
                let price = catalog.prices(catalog.offer(offer)).nth(place);
                price.map(|price| self.price(offer, price)).unwrap_or_default()
            }
            EventKind::Claim(place) => {
                catalog.claims.get(place).map(|r| r.says.clone()).unwrap_or_default()
            }
            EventKind::Development(place, nth) => {
                let item = catalog.watchlist.get(place);
                let developments = item.and_then(|item| item.developments.get(nth));
                developments.map(|development| development.says.clone()).unwrap_or_default()
            }
        }
    }

    fn stage(&self, offer: Id, place: usize) -> String {
        let catalog = self.lens.catalog;
        let fact = catalog.offer(offer);
        let stages = catalog.stages(fact);
        let Some(stage) = stages.get(place) else { return String::new() };
        let regions: Vec<&str> = stage.regions.iter().map(|region| &**region).collect();
        let within =
            if regions.is_empty() { String::new() } else { format!(" in {}", regions.join(", ")) };
        format!(
            "{} on {}: {}{within}.",
            catalog.product(fact.product).name,
            catalog.service(fact.service).name,
            StageKey::Known(stage.stage).in_words()
        )
    }

    fn host(&self, offer: Id, place: usize) -> String {
        let catalog = self.lens.catalog;
        let fact = catalog.offer(offer);
        let host = fact.hosted_by.get(place).and_then(Hosting::provider);
        let by =
            host.map_or("nobody knows whom".to_owned(), |host| catalog.provider(host).name.clone());
        format!(
            "{} on {}: run by {by}.",
            catalog.product(fact.product).name,
            catalog.service(fact.service).name
        )
    }

    fn price(&self, offer: Id, price: &Price) -> String {
        let catalog = self.lens.catalog;
        let fact = catalog.offer(offer);
        let amount = |usd| Option::map_or(usd, "-".to_owned(), Usd::cents);
        let within: Vec<&str> = price.within.iter().map(|area| &**area).collect();
        format!(
            "{} on {}: {} in, {} out, {} {}",
            catalog.product(fact.product).name,
            catalog.service(fact.service).name,
            amount(price.input),
            amount(price.output),
            price.scope.word(),
            within.join(", ")
        )
        .trim_end()
        .to_owned()
            + "."
    }
}
