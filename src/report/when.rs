//! `when`: the history of a decision.

use serde_json::json;

use crate::report::pieces::{date, span, wrap};
use crate::report::row::because;
use crate::report::scale::bars;
use crate::report::table::{Column, draw};
use crate::report::words::{Face, stage_full, stage_key};
use crate::report::{Fields, Page, Report, Shape, object, prose};
use aicloud_core::model::Day;
use aicloud_core::rights::history::{Change, Other, Period};
use aicloud_core::rights::{Lens, Question};
use aicloud_query::Setting;

/// The answer of `when`.
pub struct History<'a> {
    /// What was asked.
    pub question: Question<'a>,
    /// For whom, on whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// The periods that have begun, oldest first.
    pub periods: Vec<Period>,
    /// The next change of the right, as far as is known.
    pub next: Option<Change>,
    /// Segments for which the right has another history.
    pub others: Vec<Other>,
}

/// The names of the values, in order.
const COLUMNS: &[&str] =
    &["from", "until", "right", "appointed", "availability", "because", "disputes", "existed"];

/// The report of `when`.
pub fn report<'a>(history: &'a History<'a>) -> Report<'a> {
    let facts = history.lens.facts;
    let mut query = prose::query(history.setting, facts);
    query.insert("cloud".to_owned(), (&*facts.provider(history.question.seller).id).into());
    query.insert("product".to_owned(), (&*facts.product(history.question.product).id).into());
    Report {
        command: "when",
        basis: &facts.basis,
        query,
        left_out: None,
        columns: COLUMNS.to_vec(),
        rows: Box::new(|_| history.periods.iter().map(|period| history.fields(period)).collect()),
        more: history.more(),
        shape: Shape::Rows,
        draw: Box::new(move |page| history.table(page)),
        special: Vec::new(),
    }
}

impl History<'_> {
    fn more(&self) -> Fields {
        let facts = self.lens.facts;
        let one = |other: &Other| {
            json!({
                "segment": facts.segment(other.segment).id,
                "right": other.right.word(),
                "right_since": date(other.since),
            })
        };
        let others: serde_json::Value = self.others.iter().map(one).collect();
        std::iter::once(("other_segments".to_owned(), others)).collect()
    }

    fn other(&self, other: &Other) -> String {
        let since = other
            .since
            .map_or("as far back as the data goes".to_owned(), |day| format!("since {day}"));
        format!("{} {} {since}", self.lens.facts.segment(other.segment).id, other.right.word())
    }

    fn fields(&self, period: &Period) -> Fields {
        let facts = self.lens.facts;
        let released = facts.product(self.question.product).released;
        let disputes: Vec<&str> =
            period.decision.disputes.iter().map(|d| &*facts.dispute(*d).id).collect();
        let existed = released.map(|(first, _)| period.until.is_none_or(|until| first <= until));
        object(json!({
            "from": date(period.from),
            "until": date(period.until),
            "right": period.decision.right.word(),
            "appointed": period.decision.appointed,
            "availability": stage_key(period.stage),
            "because": because(&period.decision, facts),
            "disputes": disputes,
            "existed": existed,
        }))
    }

    fn table(&self, page: &Page) -> String {
        let facts = self.lens.facts;
        let setting = prose::setting(self.setting, facts);
        let title = format!(
            "{} on {}{setting}, up to {}",
            facts.product(self.question.product).id,
            facts.provider(self.question.seller).id,
            self.question.as_of
        );
        let columns = [
            Column::left("FROM").wide(10),
            Column::left("TO").wide(10),
            Column::right("DAYS").wide(5),
            Column::left("RIGHT"),
            Column::left("STAGE"),
            Column::left("BECAUSE"),
        ];
        let rows: Vec<Vec<String>> =
            self.periods.iter().map(|period| self.line(period, page)).collect();
        let mut text = prose::bold(&wrap(&title, page.cells(), 0), page) + "\n\n";
        text += &draw(&columns, &rows, page);
        text.push('\n');
        for line in self.bars(page) {
            text += &format!("{line}\n");
        }
        text.push('\n');
        for note in self.notes() {
            text += &wrap(&note, page.cells(), 0);
            text.push('\n');
        }
        text + &prose::foot(&facts.basis, page)
    }

    fn line(&self, period: &Period, page: &Page) -> Vec<String> {
        let facts = self.lens.facts;
        let today = self.question.as_of;
        let begun = period.from.is_none_or(|from| from <= today);
        let days = period.from.map(|from| period.until.unwrap_or(today).next().since(from));
        let until = match period.until {
            Some(until) => until.to_string(),
            None if begun => "(open)".to_owned(),
            None => String::new(),
        };
        let face = Face::of(period.decision.right, period.decision.appointed);
        let mut why = because(&period.decision, facts);
        why.extend(period.decision.disputes.iter().map(|d| facts.dispute(*d).id.to_string()));
        vec![
            period.from.map_or("(before)".to_owned(), |from| from.to_string()),
            until,
            days.filter(|days| *days > 0).map_or(String::new(), |days| days.to_string()),
            face.tinted(face.full(), page),
            stage_full(period.stage).to_owned(),
            why.join(" "),
        ]
    }

    /// The history to scale, from the release or the first known change on.
    fn bars(&self, page: &Page) -> Vec<String> {
        let released =
            self.lens.facts.product(self.question.product).released.map(|(first, _)| first);
        let known = self.periods.iter().find_map(|period| period.from);
        let first = released.filter(|day| *day <= self.question.as_of).or(known);
        let Some(first) = first else { return Vec::new() };
        let cells = page.cells();
        let mut lines = bars(&self.periods, first, self.question.as_of, cells);
        for line in lines.iter_mut().skip(3) {
            *line = wrap(line, cells, 0);
        }
        lines
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let released: Option<(Day, Day)> = self.lens.facts.product(self.question.product).released;
        match released {
            Some(released) => notes.push(format!(
                "First released {}; before that the right is that of a product of its kind.",
                span(released)
            )),
            None => notes.push("Its release date is not recorded.".to_owned()),
        }
        notes.push(match self.next {
            Some(change) => {
                format!("Next known change: {} from {}.", change.right.word(), change.day)
            }
            None => "Next known change: none.".to_owned(),
        });
        let others: Vec<String> = self.others.iter().map(|other| self.other(other)).collect();
        if !others.is_empty() {
            notes.push(format!("Other segments differ: {}.", others.join("; ")));
        }
        notes
    }
}
