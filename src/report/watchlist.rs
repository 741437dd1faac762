//! `watchlist`: open questions, and saved answers that no longer hold.

use serde_json::{Value, json};

use crate::output::pieces::{count, source_ids, wrap};
use crate::output::prose;
use crate::output::table::{Column, draw};
use crate::report::timeline::{hang, topic_id};
use crate::report::{Fields, Page, Report, Shape, object};
use aicloud_core::evidence::topic::{Topic, speakers};
use aicloud_core::evidence::watched::{Item, status_word};
use aicloud_core::rights::Lens;
use aicloud_query::Setting;
use aicloud_query::watch::Changed;

/// The answer of `watchlist`.
pub struct Questions<'a> {
    /// What they are about.
    pub topic: &'a Topic,
    /// On which day, on whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// The questions.
    pub items: Vec<Item<'a>>,
}

const COLUMNS: &[&str] =
    &["id", "question", "status", "since", "resolved_by", "developments", "about", "sources"];

/// The report of `watchlist`.
pub fn report<'a>(answer: &'a Questions<'a>) -> Report<'a> {
    let catalog = answer.lens.catalog;
    let mut query = prose::query(answer.setting, catalog);
    query.insert("topic".to_owned(), topic_id(answer.topic, answer.lens).into());
    Report {
        command: "watchlist",
        basis: &catalog.basis,
        query,
        left_out: None,
        columns: COLUMNS.to_vec(),
        rows: Box::new(|_| answer.items.iter().map(|item| answer.fields(item)).collect()),
        more: Fields::new(),
        shape: Shape::Rows,
        draw: Box::new(move |page| answer.draw(page)),
        special: Vec::new(),
    }
}

impl Questions<'_> {
    fn fields(&self, item: &Item<'_>) -> Fields {
        let catalog = self.lens.catalog;
        let developments: Vec<Value> = item
            .developments
            .iter()
            .map(|development| {
                let sources = development.sources.iter().map(|said| &said.source);
                json!({
                    "date": development.date.to_string(),
                    "text": development.says,
                    "sources": source_ids(&speakers(sources, self.lens), catalog),
                })
            })
            .collect();
        object(json!({
            "id": item.record.id.as_str(),
            "question": item.record.question,
            "status": status_word(item.status),
            "since": item.record.since.to_string(),
            "resolved_by": item.resolved_by,
            "developments": developments,
            "about": item.record.about,
            "sources": source_ids(&item.sources, catalog),
        }))
    }

    fn draw(&self, page: &Page) -> String {
        let about = topic_id(self.topic, self.lens).map(|id| format!(" about {id}"));
        let title = format!(
            "Questions to watch{}, {}{}: {}",
            about.unwrap_or_default(),
            self.setting.as_of,
            prose::knowledge(self.setting, self.lens.catalog),
            self.items.len()
        );
        let mut text = prose::bold(&wrap(&title, page.cells(), 0), page) + "\n\n";
        for item in &self.items {
            text += &entry(item, page);
            text.push('\n');
        }
        text += "One of your own: aicloud watchlist check FILE.\n";
        text + &prose::foot_folded(&self.lens.catalog.basis, page)
    }
}

fn entry(item: &Item<'_>, page: &Page) -> String {
    let word = status_word(item.status).to_uppercase();
    let head = format!("{word:<8}  {}  [{}]", item.record.question, item.record.id);
    let mut text = hang(&head, page.cells(), 10) + "\n";
    text += &format!("          asked since {}\n", item.record.since);
    for development in &item.developments {
        let said = development.sources.iter().map(|said| said.source.as_str());
        let sources: Vec<&str> = said.collect();
        let date = development.date.to_string();
        let line = format!("          {date:<10}  {} ({})", development.says, sources.join(", "));
        text += &(hang(&line, page.cells(), 22) + "\n");
    }
    if !item.resolved_by.is_empty() {
        let line = format!("          settled by  {}", item.resolved_by.join(", "));
        text += &(hang(&line, page.cells(), 22) + "\n");
    }
    text
}

/// The answer of `watchlist check`.
pub struct Checked<'a> {
    /// On which day, on whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// How many questions were asked.
    pub asked: usize,
    /// The answers that differ.
    pub changed: Vec<Changed>,
}

/// The report of `watchlist check`.
pub fn check_report<'a>(checked: &'a Checked<'a>) -> Report<'a> {
    let catalog = checked.lens.catalog;
    let row = |changed: &Changed| {
        object(json!({
            "subject": changed.subject,
            "field": changed.field,
            "was": changed.was,
            "now": changed.now,
        }))
    };
    Report {
        command: "watchlist check",
        basis: &catalog.basis,
        query: prose::query(checked.setting, catalog),
        left_out: None,
        columns: vec!["subject", "field", "was", "now"],
        rows: Box::new(move |_| checked.changed.iter().map(row).collect()),
        more: Fields::new(),
        shape: Shape::Rows,
        draw: Box::new(move |page| checked.draw(page)),
        special: Vec::new(),
    }
}

impl Checked<'_> {
    fn draw(&self, page: &Page) -> String {
        let asked = count(self.asked, "question", "questions");
        let changed = count(self.changed.len(), "answer differs", "answers differ");
        let title = format!("{asked} on {}: {changed}", self.setting.as_of);
        let mut text = prose::bold(&wrap(&title, page.cells(), 0), page) + "\n";
        if !self.changed.is_empty() {
            let columns = ["SUBJECT", "FIELD", "WAS", "NOW"].map(Column::left);
            let shown = |answer: &Option<String>| answer.clone().unwrap_or_else(|| "-".to_owned());
            let line = |changed: &Changed| {
                let (was, now) = (shown(&changed.was), shown(&changed.now));
                vec![changed.subject.clone(), changed.field.to_owned(), was, now]
            };
            let lines: Vec<Vec<String>> = self.changed.iter().map(line).collect();
            text += &format!("\n{}\n", draw(&columns, &lines, page));
        }
        text + &prose::foot_folded(&self.lens.catalog.basis, page)
    }
}
