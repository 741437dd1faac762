//! `expiring`: what comes to an end.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Answer;
use crate::envelope::{Nothing, OutputSchema};
use crate::price_words::stated_words;
use crate::values::{Date, source_ids};
use crate::{Setting, SettingKeys, dates, topics, wording};
use aicloud_core::evidence::deadlines::{self, Deadline, Due, Horizon};
use aicloud_core::evidence::topic::Topic;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Day, Id};
use aicloud_core::rights::Lens;

/// What `expiring` is asked, as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpiringQuestion {
    /// A product, a provider, a service, an offer or an agreement; everything where
    /// nothing.
    pub topic: Option<String>,
    /// How far to look ahead, in days.
    pub within: String,
    /// Days after which a source, or a term without a stated end, is to be looked
    /// at again.
    pub stale: String,
    /// Only these kinds; all but sources where empty.
    pub kinds: Vec<String>,
}

/// What falls within a stretch of days.
pub struct Deadlines<'a> {
    /// The kinds that were asked for, as they were typed.
    pub kinds: Vec<String>,
    /// What it is about.
    pub topic: Topic,
    /// The day on which it is asked.
    pub from: Day,
    /// The last day looked at.
    pub to: Day,
    /// Days after which a source is to be read again.
    pub stale: i32,
    /// On which day, on whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// What falls within the days, soonest first.
    pub found: Vec<Deadline>,
    /// Sources that are to be read again and were not asked for.
    pub sources: usize,
}

/// What was asked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExpiringKeys {
    #[serde(flatten)]
    setting: SettingKeys,
    /// The kinds that were asked for; absent where none was named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kind: Vec<String>,
    /// Days after which a source is to be read again.
    stale_days: i32,
    /// What it is about; null where it is everything.
    topic: Option<String>,
    /// How far ahead.
    until: Date,
}

/// Something that falls on a day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExpiringRow {
    /// The day.
    pub date: Date,
    /// What ends.
    pub kind: &'static str,
    /// The record.
    pub id: String,
    /// What happens.
    pub title: String,
    /// Days from the asked day on.
    pub days_left: i32,
    /// Who says so.
    pub sources: Vec<String>,
}

/// The schema of the answer.
pub const SCHEMA: OutputSchema =
    OutputSchema::rows::<ExpiringKeys, ExpiringRow, Nothing>("expiring", "What comes to an end.");

/// Answers `expiring`.
///
/// # Errors
/// An unknown name, kind or number of days.
pub fn expiring<'a>(
    asked: &ExpiringQuestion,
    setting: &'a Setting,
    lens: &'a Lens<'a>,
) -> Result<Deadlines<'a>, Failure> {
    let topic = topics::topic(asked.topic.as_deref(), lens.catalog)?;
    let kinds = topics::kinds(&asked.kinds, Due::WORDS)?;
    let from = setting.as_of;
    let to = from.plus(dates::days(&asked.within)?);
    let stale = dates::days(&asked.stale)?;
    let horizon = Horizon { topic: &topic, from, to, stale };
    let mut found = deadlines::deadlines(&horizon, lens);
    let every = found.len();
    if kinds.is_empty() {
        found.retain(|due| !matches!(due.what, Due::Source(_)));
    } else {
        found.retain(|due| kinds.contains(&due.what.word()));
    }
    let sources = if kinds.is_empty() { every - found.len() } else { 0 };
    let kinds = asked.kinds.clone();
    Ok(Deadlines { kinds, topic, from, to, stale, setting, lens, found, sources })
}

impl Deadlines<'_> {
    /// The answer as scripts read it.
    pub fn answer(&self) -> Answer<'_> {
        let catalog = self.lens.catalog;
        let query = ExpiringKeys {
            setting: self.setting.keys(catalog),
            kind: self.kinds.clone(),
            stale_days: self.stale,
            topic: topics::id(&self.topic, catalog),
            until: Date(self.to),
        };
        let left_out = (self.sources > 0)
            .then(|| format!("{} sources to read again: --kind source", self.sources));
        Answer::rows("expiring", &catalog.basis, &query, || self.rows()).leaving_out(left_out)
    }

    /// The rows, soonest first.
    pub fn rows(&self) -> Vec<ExpiringRow> {
        self.found.iter().map(|due| self.row(due)).collect()
    }

    /// The row of a deadline.
    pub fn row(&self, due: &Deadline) -> ExpiringRow {
        ExpiringRow {
            date: Date(due.day),
            kind: due.what.word(),
            id: self.id(&due.what),
            title: self.title(&due.what),
            days_left: due.day.since(self.from),
            sources: source_ids(&due.sources, self.lens.catalog),
        }
    }

    fn id(&self, what: &Due) -> String {
        let catalog = self.lens.catalog;
        match what {
            Due::TermEnd(term) | Due::TermPromise(term) | Due::Review(term) => {
                catalog.term(*term).id.to_string()
            }
            Due::PriceEnd(offer, _)
            | Due::PricePromise(offer, _)
            | Due::Retirement(offer, _)
            | Due::StagePromise(offer) => catalog.offer(*offer).id.to_string(),
            Due::Source(place) => {
                catalog.sources.get(*place).map(|r| r.id.to_string()).unwrap_or_default()
            }
        }
    }

    fn title(&self, what: &Due) -> String {
        let catalog = self.lens.catalog;
        let says = |term: Id| wording::term(term, catalog);
        match what {
            Due::TermEnd(term) => format!("Ends: {}", says(*term)),
            Due::TermPromise(term) => {
                format!("Promised at least until then: {}", says(*term))
            }
            Due::Review(term) => format!("No end is stated, look again: {}", says(*term)),
            Due::PriceEnd(offer, place) => {
                format!("{}: last day of {}.", self.offer(*offer), self.price(*offer, *place))
            }
            Due::PricePromise(offer, place) => format!(
                "{}: {} was promised at least until then.",
                self.offer(*offer),
                self.price(*offer, *place)
            ),
            Due::Retirement(offer, instead) => {
                let names = instead.iter().map(|product| catalog.product(*product).id.to_string());
                let names: Vec<String> = names.collect();
                let instead = if names.is_empty() {
                    String::new()
                } else {
                    format!("; in its place {}", names.join(", "))
                };
                format!("{} is withdrawn{instead}.", self.offer(*offer))
            }
            Due::StagePromise(offer) => {
                format!("{} was promised to stay at least until then.", self.offer(*offer))
            }
            Due::Source(place) => {
                let title = catalog.sources.get(*place).map(|r| r.title.clone());
                format!("Read again: {}", title.unwrap_or_default())
            }
        }
    }

    fn offer(&self, offer: Id) -> String {
        let catalog = self.lens.catalog;
        let fact = catalog.offer(offer);
        format!("{} on {}", catalog.product(fact.product).name, catalog.service(fact.service).name)
    }

    fn price(&self, offer: Id, place: usize) -> String {
        let catalog = self.lens.catalog;
        let price = catalog.prices(catalog.offer(offer)).nth(place);
        price.map(stated_words).unwrap_or_default()
    }
}
