//! `timeline`: the story in order.

use serde_json::json;

use crate::output::pieces::{count, source_ids, wrap};
use crate::output::prose;
use crate::output::words::stage_full;
use crate::report::{Fields, Page, Report, Shape, object};
use aicloud_core::evidence::timeline::{Event, What};
use aicloud_core::evidence::topic::Topic;
use aicloud_core::facts::{OfferIx, PriceFact, SourceIx};
use aicloud_core::model::{Agreement, Dispute, Records, Term, Usd};
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
    pub records: &'a Records,
    /// What happened, oldest first.
    pub events: Vec<Event>,
    /// How many events were left out.
    pub more: usize,
}

const COLUMNS: &[&str] = &["date", "kind", "id", "title", "sources"];

/// The report of `timeline`.
pub fn report<'a>(story: &'a Story<'a>) -> Report<'a> {
    let facts = story.lens.facts;
    let mut query = prose::query(story.setting, facts);
    query.extend(story.asked.clone());
    query.insert("topic".to_owned(), topic_id(story.topic, story.lens).into());
    Report {
        command: "timeline",
        basis: &facts.basis,
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
        Topic::Product(product) => Some(lens.facts.product(*product).id.to_string()),
        Topic::Provider(provider) => Some(lens.facts.provider(*provider).id.to_string()),
        Topic::Service(service) => Some(lens.facts.service(*service).id.to_string()),
        Topic::Offer(offer) => Some(lens.facts.offer(*offer).id.to_string()),
        Topic::Agreement(id) => Some(id.clone()),
    }
}

impl Story<'_> {
    fn fields(&self, event: &Event) -> Fields {
        object(json!({
            "date": event.day.to_string(),
            "kind": event.what.word(),
            "id": self.id(event.what),
            "title": self.title(event.what),
            "sources": source_ids(&event.sources, self.lens.facts),
        }))
    }

    fn id(&self, what: What) -> String {
        let facts = self.lens.facts;
        let records = self.records;
        match what {
            What::Agreement(place) => records.agreements.get(place).map(|r| r.id.to_string()),
            What::TermBegins(term) | What::TermEnds(term) => Some(facts.term(term).id.to_string()),
            What::DisputeBegins(dispute) | What::DisputeEnds(dispute) => {
                Some(facts.dispute(dispute).id.to_string())
            }
            What::Release(product) => Some(facts.product(product).id.to_string()),
            What::Stage(offer, _)
            | What::Sighting(offer, _)
            | What::Host(offer, _)
            | What::Price(offer, _) => Some(facts.offer(offer).id.to_string()),
            What::Claim(place) => records.claims.get(place).map(|r| r.id.to_string()),
            What::Development(place, _) => records.watchlist.get(place).map(|r| r.id.to_string()),
        }
        .unwrap_or_default()
    }

    /// What happened, as a sentence.
    fn title(&self, what: What) -> String {
        let facts = self.lens.facts;
        let records = self.records;
        match what {
            What::Agreement(place) => {
                records.agreements.get(place).map(|r| r.title.clone()).unwrap_or_default()
            }
            What::TermBegins(term) => says(&facts.term(term).id, records),
            What::TermEnds(term) => format!("No longer: {}", says(&facts.term(term).id, records)),
            What::DisputeBegins(dispute) => contested(&facts.dispute(dispute).id, records),
            What::DisputeEnds(dispute) => {
                format!("No longer: {}", contested(&facts.dispute(dispute).id, records))
            }
            What::Release(product) => format!("{} is released.", facts.product(product).names.full),
            What::Stage(offer, place) | What::Sighting(offer, place) => self.stage(offer, place),
            What::Host(offer, place) => self.host(offer, place),
            What::Price(offer, place) => {
                let price = facts.offer(offer).prices.get(place);
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

    fn stage(&self, offer: OfferIx, place: usize) -> String {
        let facts = self.lens.facts;
        let fact = facts.offer(offer);
        let Some(stage) = fact.stages.get(place) else { return String::new() };
        let regions: Vec<&str> = stage.regions.iter().map(|region| &**region).collect();
        let within =
            if regions.is_empty() { String::new() } else { format!(" in {}", regions.join(", ")) };
        format!(
            "{} on {}: {}{within}.",
            facts.product(fact.product).names.full,
            facts.service(fact.service).name,
            stage_full(Some(stage.stage))
        )
    }

    fn host(&self, offer: OfferIx, place: usize) -> String {
        let facts = self.lens.facts;
        let fact = facts.offer(offer);
        let host = fact.hosted_by.get(place).and_then(|hosting| hosting.host);
        let by = host
            .map_or("nobody knows whom".to_owned(), |host| facts.provider(host).name.to_string());
        format!(
            "{} on {}: run by {by}.",
            facts.product(fact.product).names.full,
            facts.service(fact.service).name
        )
    }

    fn price(&self, offer: OfferIx, price: &PriceFact) -> String {
        let facts = self.lens.facts;
        let fact = facts.offer(offer);
        let amount = |usd| Option::map_or(usd, "-".to_owned(), Usd::cents);
        let within: Vec<&str> = price.within.iter().map(|area| &**area).collect();
        format!(
            "{} on {}: {} in, {} out, {} {}",
            facts.product(fact.product).names.full,
            facts.service(fact.service).name,
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
            prose::knowledge(self.setting, self.lens.facts)
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
        text + &prose::foot_folded(&self.lens.facts.basis, page)
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

    fn cited(&self, sources: &[SourceIx]) -> String {
        let facts = self.lens.facts;
        match sources {
            [] => "no source".to_owned(),
            [one] => facts.source(*one).id.to_string(),
            [first, more @ ..] => format!("{} +{}", facts.source(*first).id, more.len()),
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

fn terms(records: &Records) -> impl Iterator<Item = &Term> {
    records.agreements.iter().flat_map(|agreement: &Agreement| &agreement.terms)
}

pub(super) fn says(id: &str, records: &Records) -> String {
    terms(records).find(|t| t.id.as_str() == id).map(|t| t.says.clone()).unwrap_or_default()
}

fn contested(id: &str, records: &Records) -> String {
    let mut disputes = records.agreements.iter().flat_map(|agreement| &agreement.disputes);
    let found: Option<&Dispute> = disputes.find(|dispute| dispute.id.as_str() == id);
    found.map(|dispute| dispute.says.clone()).unwrap_or_default()
}
