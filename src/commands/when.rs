//! `when`: the history of a decision.

use aicloud_core::model::PartialDate;
use clap::Args;

use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::prose;
use crate::output::scale::bars;
use crate::output::table::Column;
use crate::output::words::{Face, stage_full};
use crate::output::{Document, Page, Report};
use aicloud_core::failure::Failure;
use aicloud_core::rights::Lens;
use aicloud_core::rights::history::{Other, Period};
use aicloud_query::reasons;
use aicloud_query::values::DateSpan;
use aicloud_query::when::{History, WhenQuestion, when};

/// Show the history of a decision: periods with right, stage and reason.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud when [OPTIONS] <CLOUD> <PRODUCT>")]
#[command(after_help = "\
Examples
  aicloud when aws gpt-5.5
  aicloud when aws frontier --known-by 2026-04-10
  aicloud when azure gpt-5.5 --segment us-government -o csv")]
pub struct WhenArgs {
    /// Cloud, by id, name or alias (either order)
    #[arg(value_name = "CLOUD")]
    pub cloud: String,
    /// Product, by id, name or alias
    #[arg(value_name = "PRODUCT")]
    pub product: String,
}

impl Run for WhenArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let asked = WhenQuestion { cloud: self.cloud.clone(), product: self.product.clone() };
        let lens = Lens::new(&context.data.catalog, &context.setting.filter);
        let history = when(&asked, context.setting, &lens)?;
        context.print(Report::new(history.answer(), |page| document(&history, page)))?;
        Ok(Exit::Done)
    }
}

fn document(history: &History<'_>, page: &Page) -> Document {
    let catalog = history.lens.catalog;
    let question = &history.question;
    let title = format!(
        "{} on {}{}, up to {}",
        catalog.product(question.product).id,
        catalog.provider(question.seller).id,
        prose::setting(history.setting, catalog),
        question.as_of
    );
    let columns = vec![
        Column::left("FROM").wide(10),
        Column::left("TO").wide(10),
        Column::right("DAYS").wide(5),
        Column::left("RIGHT"),
        Column::left("STAGE"),
        Column::left("BECAUSE"),
    ];
    let rows = history.periods.iter().map(|period| line(history, period, page)).collect();
    Document::titled(title)
        .blank()
        .table(columns, rows)
        .blank()
        .then(scale(history, page))
        .blank()
        .paragraphs(notes(history))
        .paragraph(prose::foot(&catalog.basis))
}

/// A line of the table.
fn line(history: &History<'_>, period: &Period, page: &Page) -> Vec<String> {
    let catalog = history.lens.catalog;
    let today = history.question.as_of;
    let begun = period.from.is_none_or(|from| from <= today);
    let days = period.from.map(|from| period.until.unwrap_or(today).next().since(from));
    let until = match period.until {
        Some(until) => until.to_string(),
        None if begun => "(open)".to_owned(),
        None => String::new(),
    };
    let face = Face::of(period.decision.right, period.decision.appointed);
    let mut why = reasons::ids(&period.decision, catalog);
    why.extend(period.decision.disputes.iter().map(|d| catalog.dispute(*d).id.to_string()));
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
fn scale(history: &History<'_>, page: &Page) -> Document {
    let (as_of, catalog) = (history.question.as_of, history.lens.catalog);
    let released = catalog.product(history.question.product).released.map(PartialDate::first_day);
    let known = history.periods.iter().find_map(|period| period.from);
    let Some(first) = released.filter(|day| *day <= as_of).or(known) else {
        return Document::default();
    };
    let lines = bars(&history.periods, first, as_of, page.cells());
    // The lines of the bars themselves keep their spaces.
    let (bars, below) = lines.split_at(lines.len().min(3));
    Document::default().lines(bars.iter().cloned()).paragraphs(below.iter().cloned())
}

fn notes(history: &History<'_>) -> Vec<String> {
    let catalog = history.lens.catalog;
    let mut notes =
        vec![match catalog.product(history.question.product).released.map(PartialDate::days) {
            Some((first, last)) => format!(
                "First released {}; before that the right is that of a product of its kind.",
                DateSpan(first, last)
            ),
            None => "Its release date is not recorded.".to_owned(),
        }];
    notes.push(match history.next {
        Some(change) => {
            format!("Next known change: {} from {}.", change.right.word(), change.day)
        }
        None => "Next known change: none.".to_owned(),
    });
    if !history.others.is_empty() {
        let others: Vec<String> =
            history.others.iter().map(|other| other_segment(history, other)).collect();
        notes.push(format!("Other segments differ: {}.", others.join("; ")));
    }
    notes
}

fn other_segment(history: &History<'_>, other: &Other) -> String {
    let since =
        other.since.map_or("as far back as the data goes".to_owned(), |day| format!("since {day}"));
    format!("{} {} {since}", history.lens.catalog.segment(other.segment).id, other.right.word())
}
