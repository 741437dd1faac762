//! `conflicts`: where sources contradict one another.

use serde_json::{Value, json};

use crate::output::pieces::{count, source_ids, wrap};
use crate::output::prose;
use crate::report::timeline::{hang, says, topic_id};
use crate::report::{Fields, Page, Report, Shape, object};
use aicloud_core::catalog::Catalog;
use aicloud_core::evidence::contradictions::{Contradiction, Field, Side};
use aicloud_core::evidence::topic::Topic;
use aicloud_core::rights::Lens;
use aicloud_core::rights::decide::rule_word;
use aicloud_query::Setting;

/// The answer of `conflicts`.
pub struct Contradictions<'a> {
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
    /// What was found.
    pub found: Vec<Contradiction>,
    /// Whether a single one is shown whole.
    pub whole: bool,
    /// Whether contested prices stand in a table of everything.
    pub all: bool,
}

const COLUMNS: &[&str] = &[
    "id",
    "subject",
    "field",
    "question",
    "a",
    "b",
    "more",
    "a_sources",
    "b_sources",
    "decided_by",
    "open",
    "since",
    "note",
];

/// The report of `conflicts`.
pub fn report<'a>(answer: &'a Contradictions<'a>) -> Report<'a> {
    let catalog = answer.lens.catalog;
    let mut query = prose::query(answer.setting, catalog);
    query.extend(answer.asked.clone());
    query.insert("topic".to_owned(), topic_id(answer.topic, answer.lens).into());
    Report {
        command: "conflicts",
        basis: &catalog.basis,
        query,
        left_out: None,
        columns: COLUMNS.to_vec(),
        rows: Box::new(|_| answer.found.iter().map(|found| answer.fields(found)).collect()),
        more: Fields::new(),
        shape: Shape::Rows,
        draw: Box::new(move |page| answer.draw(page)),
        special: Vec::new(),
    }
}

impl Contradictions<'_> {
    fn fields(&self, found: &Contradiction) -> Fields {
        let sources = |place: usize| {
            found.sides.get(place).map(|side| source_ids(&side.sources, self.lens.catalog))
        };
        let mut sides = found.sides.iter().map(|side| self.side(side));
        let (a, b) = (sides.next(), sides.next());
        object(json!({
            "id": found.id,
            "subject": found.subject,
            "field": found.field.word(),
            "question": self.question(found),
            "a": a,
            "b": b,
            "more": sides.collect::<Vec<_>>(),
            "a_sources": sources(0),
            "b_sources": sources(1),
            "decided_by": found.decided_by.map(rule_word),
            "open": found.open,
            "since": found.since.to_string(),
            "note": found.note,
        }))
    }

    fn side(&self, side: &Side) -> Value {
        json!({
            "says": side.says,
            "holds": side.holds,
            "voices": side.voices,
            "sources": source_ids(&side.sources, self.lens.catalog),
        })
    }

    fn question(&self, found: &Contradiction) -> String {
        let catalog = self.lens.catalog;
        match &found.field {
            Field::Question(question) => question.clone(),
            Field::Term(term) => {
                format!("Is it so? {}", says(&catalog.term(*term).id, self.records))
            }
            Field::Claim(says) => format!("What is the factor? {says}"),
            Field::Withdrawal(offer) => format!("When is {} withdrawn?", catalog.offer(*offer).id),
            Field::Price(offer, slot) => {
                format!("List price of {}, {slot}, USD per 1M tokens", catalog.offer(*offer).id)
            }
        }
    }

    fn draw(&self, page: &Page) -> String {
        let typed = self.asked.get("about").and_then(Value::as_str).map(str::to_owned);
        let about = topic_id(self.topic, self.lens).or(typed).map(|id| format!(" about {id}"));
        let everything = *self.topic == Topic::Everything && !self.whole && !self.all;
        let is_price = |found: &&Contradiction| matches!(found.field, Field::Price(..));
        let (hidden, shown): (Vec<&Contradiction>, Vec<&Contradiction>) =
            self.found.iter().partition(|found| everything && is_price(found));
        let open = shown.iter().filter(|found| found.open).count();
        let counted = match shown.len() {
            0 => "none is known".to_owned(),
            all => format!("{}, {open} open", count(all, "question", "questions")),
        };
        let title = format!(
            "Where sources contradict one another{}, {}{}: {counted}",
            about.unwrap_or_default(),
            self.setting.as_of,
            prose::knowledge(self.setting, self.lens.catalog),
        );
        let mut text = prose::bold(&wrap(&title, page.cells(), 0), page) + "\n\n";
        for found in &shown {
            text += &self.entry(found, page);
            text.push('\n');
        }
        let mut notes = Vec::new();
        if !hidden.is_empty() {
            let prices = count(hidden.len(), "price is contested", "prices are contested");
            notes.push(format!("{prices} too: --all, or name a product or a cloud."));
        }
        if !self.whole && !shown.is_empty() {
            let line =
                "One whole, with every source: aicloud conflicts ID. Open ones: --unresolved.";
            notes.push(line.to_owned());
        }
        for note in notes {
            text += &(wrap(&note, page.cells(), 0) + "\n");
        }
        text + &prose::foot_folded(&self.lens.catalog.basis, page)
    }

    fn entry(&self, found: &Contradiction, page: &Page) -> String {
        let state = if found.open { "OPEN" } else { "SETTLED" };
        let head = format!("{state:<7}  {}  [{}]", self.question(found), found.id);
        let mut text = hang(&head, page.cells(), 9) + "\n";
        for (place, side) in found.sides.iter().enumerate() {
            let letter = u8::try_from(place).ok().and_then(|nth| b'A'.checked_add(nth));
            let letter = letter.map_or('?', char::from);
            let holds = match (side.holds, found.open) {
                (true, false) => ", holds",
                (true, true) => ", followed",
                (false, _) => "",
            };
            let line = format!("   {letter}  {} ({}{holds})", side.says, self.cited(side));
            text += &(hang(&line, page.cells(), 6) + "\n");
        }
        text + &hang(&format!("   {}", because(found)), page.cells(), 3) + "\n"
    }

    /// Who gives an answer: `primary: openai-2026-04-27 +3`.
    fn cited(&self, side: &Side) -> String {
        let catalog = self.lens.catalog;
        let ids: Vec<&str> =
            side.sources.iter().map(|source| &*catalog.source(*source).id).collect();
        let class = side.sources.first().map_or("", |source| catalog.evidence_of(*source).word());
        let ids = match ids.as_slice() {
            [first, more @ ..] if !self.whole && !more.is_empty() => {
                format!("{first} +{}", more.len())
            }
            ids => ids.join(", "),
        };
        let repeats = side.voices < side.sources.len();
        let voices = count(side.voices, "voice", "voices");
        if repeats { format!("{class}: {ids}, {voices}") } else { format!("{class}: {ids}") }
    }
}

/// What settles it, or that nothing does, and since when.
fn because(found: &Contradiction) -> String {
    let why = match found.decided_by {
        Some(rule) if !found.open => format!("By {}.", rule_word(rule)),
        _ if !found.open => "Settled.".to_owned(),
        _ if matches!(found.field, Field::Price(..)) => {
            "Undecided: the order of evidence does not settle it.".to_owned()
        }
        _ => "Undecided.".to_owned(),
    };
    let note = found.note.as_ref().map(|note| format!(" {note}"));
    format!("{why} Since {}.{}", found.since, note.unwrap_or_default())
}
