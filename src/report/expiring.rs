//! `expiring`: what comes to an end.

use aicloud_core::catalog::Catalog;
use serde_json::json;

use crate::output::pieces::{count, source_ids, wrap};
use crate::output::{calendar, prose};
use crate::report::diff::amounts;
use crate::report::timeline::{hang, says, topic_id};
use crate::report::{Fields, Format, Page, Report, Shape, object};
use aicloud_core::evidence::deadlines::{Deadline, Due, Horizon};
use aicloud_core::model::{Id, Price};
use aicloud_core::prices::Slot;
use aicloud_core::rights::Lens;
use aicloud_query::Setting;

/// The answer of `expiring`.
pub struct Deadlines<'a> {
    /// What was asked.
    pub horizon: Horizon<'a>,
    /// On which day, on whose word.
    pub setting: &'a Setting,
    /// What narrowed the question, as it was typed.
    pub asked: Fields,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// The prose behind it.
    pub records: &'a Catalog,
    /// What falls within the horizon, soonest first.
    pub found: Vec<Deadline>,
    /// Sources that are to be read again and were not asked for.
    pub sources: usize,
}

const COLUMNS: &[&str] = &["date", "kind", "id", "title", "days_left", "sources"];

/// The report of `expiring`.
pub fn report<'a>(answer: &'a Deadlines<'a>) -> Report<'a> {
    let catalog = answer.lens.catalog;
    let mut query = prose::query(answer.setting, catalog);
    query.extend(answer.asked.clone());
    query.insert("topic".to_owned(), topic_id(answer.horizon.topic, answer.lens).into());
    query.insert("until".to_owned(), answer.horizon.to.to_string().into());
    Report {
        command: "expiring",
        basis: &catalog.basis,
        query,
        left_out: (answer.sources > 0)
            .then(|| format!("{} sources to read again: --kind source", answer.sources)),
        columns: COLUMNS.to_vec(),
        rows: Box::new(|_| answer.found.iter().map(|due| answer.fields(due)).collect()),
        more: Fields::new(),
        shape: Shape::Rows,
        draw: Box::new(move |page| answer.draw(page)),
        special: vec![(Format::Ics, Box::new(move || answer.calendar()))],
    }
}

impl Deadlines<'_> {
    fn fields(&self, due: &Deadline) -> Fields {
        object(json!({
            "date": due.day.to_string(),
            "kind": due.what.word(),
            "id": self.id(&due.what),
            "title": self.title(&due.what),
            "days_left": due.day.since(self.horizon.from),
            "sources": source_ids(&due.sources, self.lens.catalog),
        }))
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
                self.records.sources.get(*place).map(|r| r.id.to_string()).unwrap_or_default()
            }
        }
    }

    fn title(&self, what: &Due) -> String {
        let catalog = self.lens.catalog;
        match what {
            Due::TermEnd(term) => format!("Ends: {}", says(&catalog.term(*term).id, self.records)),
            Due::TermPromise(term) => {
                format!(
                    "Promised at least until then: {}",
                    says(&catalog.term(*term).id, self.records)
                )
            }
            Due::Review(term) => {
                let says = says(&catalog.term(*term).id, self.records);
                format!("No end is stated, look again: {says}")
            }
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
                let title = self.records.sources.get(*place).map(|r| r.title.clone());
                format!("Read again: {}", title.unwrap_or_default())
            }
        }
    }

    fn offer(&self, offer: Id) -> String {
        let catalog = self.lens.catalog;
        let fact = catalog.offer(offer);
        format!("{} on {}", catalog.product(fact.product).name, catalog.service(fact.service).name)
    }

    /// A price by its place among those of its offer.
    fn listed(&self, offer: Id, place: usize) -> Option<&Price> {
        let catalog = self.lens.catalog;
        catalog.prices(catalog.offer(offer)).nth(place)
    }

    fn price(&self, offer: Id, place: usize) -> String {
        let price = self.listed(offer, place);
        price.map(amounts).unwrap_or_default()
    }

    fn draw(&self, page: &Page) -> String {
        let about = topic_id(self.horizon.topic, self.lens).map(|id| format!(" for {id}"));
        let title = format!(
            "What ends from {} to {}{}{}",
            self.horizon.from,
            self.horizon.to,
            about.unwrap_or_default(),
            prose::knowledge(self.setting, self.lens.catalog)
        );
        let mut text = prose::bold(&wrap(&title, page.cells(), 0), page) + "\n\n";
        if self.found.is_empty() {
            text += "Nothing is on record.\n\n";
        }
        for due in &self.found {
            let left = due.day.since(self.horizon.from);
            let line = format!(
                "{}  {left:>4}d  {:<13}  {} [{}]",
                due.day,
                due.what.word(),
                self.title(&due.what),
                self.id(&due.what)
            );
            text += &(hang(&line, page.cells(), 34) + "\n");
        }
        if self.sources > 0 {
            let sources = count(self.sources, "source is", "sources are");
            text += &format!("\n{sources} to be read again by then: --kind source\n");
        }
        if !self.found.is_empty() {
            text += "\nA calendar of it: -o ics.\n";
        }
        text + &prose::foot_folded(&self.lens.catalog.basis, page)
    }

    /// What tells a deadline apart, the same from run to run.
    /// What tells an event apart from others and stays when its day is moved: what
    /// falls on it, of which offer, term or source, and of which price.
    fn uid(&self, due: &Deadline) -> String {
        let slot = match due.what {
            Due::PriceEnd(offer, place) | Due::PricePromise(offer, place) => {
                let price = self.listed(offer, place);
                price.map(|price| {
                    let slot = crate::report::price_table::slot_words(&Slot::of(price));
                    format!(
                        "-{}-{slot}-from-{}",
                        price.tier.word(),
                        self.lens.catalog.price_from(price)
                    )
                })
            }
            _ => None,
        };
        format!("{}-{}{}", due.what.word(), self.id(&due.what), slot.unwrap_or_default())
    }

    fn calendar(&self) -> String {
        let entry = |due: &Deadline| {
            let catalog = self.lens.catalog;
            let sources: Vec<&str> = due.sources.iter().map(|s| &*catalog.source(*s).id).collect();
            calendar::Entry {
                day: due.day,
                uid: self.uid(due),
                summary: self.title(&due.what),
                description: format!("{}. Sources: {}", self.id(&due.what), sources.join(", ")),
            }
        };
        let entries: Vec<calendar::Entry> = self.found.iter().map(entry).collect();
        calendar::text(&entries, self.lens.catalog.basis.newest)
    }
}
