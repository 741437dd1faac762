//! `timeline`: the story in order.

use aicloud_core::catalog::Catalog;
use serde_json::json;

use crate::output::pieces::{count, source_ids, wrap};
use crate::output::prose;
use crate::output::words::stage_full;
use crate::report::{Fields, Page, Report, Shape, object};
use aicloud_core::evidence::timeline::{Event, What};
use aicloud_core::evidence::topic::Topic;
use aicloud_core::model::{Agreement, Dispute, Hosting, Id, Price, Term, Usd};
use aicloud_core::rights::Lens;
use aicloud_query::Setting;

/// The answer of `timeline`.
pub struct Story<'a> {
    /// What it is about.
    pub topic: &'a Topic,
    /// On which day, on whose word.
    pub setting: &'a Setting,
    /// What narrowed the question, as it was typed.
    pub asked: Fields,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// The prose behind it.
    pub records: &'a Catalog,
    /// What happened, oldest first.
    pub events: Vec<Event>,
    /// How many events were left out.
    pub more: usize,
}

const COLUMNS: &[&str] = &["date", "kind", "id", "title", "sources"];

/// The report of `timeline`.
pub fn report<'a>(story: &'a Story<'a>) -> Report<'a> {
    let catalog = story.lens.catalog;
    let mut query = prose::query(story.setting, catalog);
    query.extend(story.asked.clone());
    query.insert("topic".to_owned(), topic_id(story.topic, story.lens).into());
    Report {
        command: "timeline",
        basis: &catalog.basis,
        query,
        left_out: (story.more > 0).then(|| format!("{} more events: --all", story.more)),
        columns: COLUMNS.to_vec(),
        rows: Box::new(|_| story.events.iter().map(|event| story.fields(event)).collect()),
        more: Fields::new(),
        shape: Shape::Rows,
        draw: Box::new(move |page| story.draw(page)),
        special: Vec::new(),
    }
}

/// The id of what a topic is about.
pub(super) fn topic_id(topic: &Topic, lens: &Lens<'_>) -> Option<String> {
    match topic {
        Topic::Everything => None,
        Topic::Product(product) => Some(lens.catalog.product(*product).id.to_string()),
        Topic::Provider(provider) => Some(lens.catalog.provider(*provider).id.to_string()),
        Topic::Service(service) => Some(lens.catalog.service(*service).id.to_string()),
        Topic::Offer(offer) => Some(lens.catalog.offer(*offer).id.to_string()),
        Topic::Agreement(id) => Some(id.to_string()),
    }
}

impl Story<'_> {
    fn fields(&self, event: &Event) -> Fields {
        object(json!({
            "date": event.day.to_string(),
            "kind": event.what.word(),
            "id": self.id(event.what),
            "title": self.title(event.what),
            "sources": source_ids(&event.sources, self.lens.catalog),
        }))
    }

    fn id(&self, what: What) -> String {
        let catalog = self.lens.catalog;
        let records = self.records;
        match what {
            What::Agreement(place) => records.agreements.get(place).map(|r| r.id.to_string()),
            What::TermBegins(term) | What::TermEnds(term) => {
                Some(catalog.term(term).id.to_string())
            }
            What::DisputeBegins(dispute) | What::DisputeEnds(dispute) => {
                Some(catalog.dispute(dispute).id.to_string())
            }
            What::Release(product) => Some(catalog.product(product).id.to_string()),
            What::Stage(offer, _)
            | What::Sighting(offer, _)
            | What::Host(offer, _)
            | What::Price(offer, _) => Some(catalog.offer(offer).id.to_string()),
            What::Claim(place) => records.claims.get(place).map(|r| r.id.to_string()),
            What::Development(place, _) => records.watchlist.get(place).map(|r| r.id.to_string()),
        }
        .unwrap_or_default()
    }

    /// What happened, as a sentence.
    fn title(&self, what: What) -> String {
        let catalog = self.lens.catalog;
        let records = self.records;
        match what {
            What::Agreement(place) => {
                records.agreements.get(place).map(|r| r.title.clone()).unwrap_or_default()
            }
            What::TermBegins(term) => says(&catalog.term(term).id, records),
            What::TermEnds(term) => format!("No longer: {}", says(&catalog.term(term).id, records)),
            What::DisputeBegins(dispute) => contested(&catalog.dispute(dispute).id, records),
            What::DisputeEnds(dispute) => {
                format!("No longer: {}", contested(&catalog.dispute(dispute).id, records))
            }
            What::Release(product) => {
                format!("{} is released.", catalog.product(product).name)
            }
            What::Stage(offer, place) | What::Sighting(offer, place) => self.stage(offer, place),
            What::Host(offer, place) => self.host(offer, place),
            What::Price(offer, place) => {
                let price = catalog.prices(catalog.offer(offer)).nth(place);
                price.map(|price| self.price(offer, price)).unwrap_or_default()
            }
            What::Claim(place) => {
                records.claims.get(place).map(|r| r.says.clone()).unwrap_or_default()
            }
            What::Development(place, nth) => {
                let item = records.watchlist.get(place);
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
            stage_full(Some(stage.stage))
        )
    }

    fn host(&self, offer: Id, place: usize) -> String {
        let catalog = self.lens.catalog;
        let fact = catalog.offer(offer);
        let host = fact.hosted_by.get(place).and_then(Hosting::provider);
        let by = host
            .map_or("nobody knows whom".to_owned(), |host| catalog.provider(host).name.to_string());
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

    fn draw(&self, page: &Page) -> String {
        let about = topic_id(self.topic, self.lens);
        let title = format!(
            "Timeline of {}{}",
            about.as_deref().unwrap_or("everything"),
            prose::knowledge(self.setting, self.lens.catalog)
        );
        let mut text = prose::bold(&wrap(&title, page.cells(), 0), page) + "\n\n";
        let today = self.setting.as_of;
        let mut ahead = false;
        for event in &self.events {
            if event.day > today && !ahead {
                text += &format!("-- after {today} --\n");
                ahead = true;
            }
            text += &self.entry(event, page);
        }
        if self.events.is_empty() {
            text += "Nothing is on record.\n";
        }
        text.push('\n');
        if self.more > 0 {
            text += &format!("{}: --all\n", count(self.more, "more event", "more events"));
        }
        text + &prose::foot_folded(&self.lens.catalog.basis, page)
    }

    fn entry(&self, event: &Event, page: &Page) -> String {
        let line = format!(
            "{}  {:<11}  {} ({})",
            event.day,
            event.what.word(),
            self.title(event.what),
            self.cited(&event.sources)
        );
        hang(&line, page.cells(), 25) + "\n"
    }

    fn cited(&self, sources: &[Id]) -> String {
        let catalog = self.lens.catalog;
        match sources {
            [] => "no source".to_owned(),
            [one] => catalog.source(*one).id.to_string(),
            [first, more @ ..] => format!("{} +{}", catalog.source(*first).id, more.len()),
        }
    }
}

/// Text whose first `indent` cells stay as they are and whose further lines
/// stand below the rest.
pub(super) fn hang(line: &str, width: usize, indent: usize) -> String {
    let split = line.char_indices().nth(indent).map_or(line.len(), |(at, _)| at);
    let (head, rest) = line.split_at(split);
    if width <= indent + 20 {
        return format!("{}\n  {}", head.trim_end(), wrap(rest, width.saturating_sub(2), 2));
    }
    let body = wrap(rest, width - indent, 0).replace('\n', &format!("\n{}", " ".repeat(indent)));
    format!("{head}{body}")
}

fn terms(records: &Catalog) -> impl Iterator<Item = &Term> {
    records.agreements.iter().flat_map(|agreement: &Agreement| &agreement.terms)
}

pub(super) fn says(id: &str, records: &Catalog) -> String {
    terms(records).find(|t| t.id.as_str() == id).map(|t| t.says.clone()).unwrap_or_default()
}

fn contested(id: &str, records: &Catalog) -> String {
    let mut disputes = records.agreements.iter().flat_map(|agreement| &agreement.disputes);
    let found: Option<&Dispute> = disputes.find(|dispute| dispute.id.as_str() == id);
    found.map(|dispute| dispute.says.clone()).unwrap_or_default()
}
