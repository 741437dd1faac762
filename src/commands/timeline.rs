//! `timeline`: what happened, in order.

use clap::Args;

use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::pieces::count;
use crate::output::{Document, Report, prose};
use aicloud_core::failure::Failure;
use aicloud_core::rights::Lens;
use aicloud_query::timeline::{Events, TimelineQuestion, TimelineRow, timeline};
use aicloud_query::topics;

/// Tell the story in order: agreements, terms, disputes, stages, prices.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud timeline [OPTIONS] [PRODUCT|CLOUD|AGREEMENT]")]
#[command(after_help = "\
Examples
  aicloud timeline
  aicloud timeline frontier
  aicloud timeline aws --from 2026-04 --to 2026-06 --kind term,stage
  aicloud timeline microsoft-openai-2026-04 -o json")]
pub struct TimelineArgs {
    /// A product, a provider or an agreement; everything unless given
    #[arg(value_name = "PRODUCT|CLOUD|AGREEMENT")]
    pub topic: Option<String>,
    /// Nothing before this day
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Nothing after this day
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Only these kinds of event: agreement, term, term-end, dispute,
    /// dispute-end, release, stage, sighting, host, price, claim, development
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<String>,
    /// Every event, those that only confirm others too
    #[arg(long)]
    pub all: bool,
}

impl Run for TimelineArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let asked = TimelineQuestion {
            topic: self.topic.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            kinds: self.kind.clone(),
            all: self.all,
        };
        let lens = Lens::new(&context.data.catalog, &context.setting.filter);
        let events = timeline(&asked, context.setting, &lens, context.today)?;
        context.print(Report::new(events.answer(), |_| document(&events)))?;
        Ok(Exit::Done)
    }
}

fn document(events: &Events<'_>) -> Document {
    let catalog = events.lens.catalog;
    let about = topics::id(&events.topic, catalog);
    let title = format!(
        "Timeline of {}{}",
        about.as_deref().unwrap_or("everything"),
        prose::knowledge(events.setting, catalog)
    );
    let mut document = Document::titled(title).blank();
    let as_of = events.setting.as_of;
    let mut ahead = false;
    for row in events.rows() {
        if row.date.0 > as_of && !ahead {
            document = document.line(format!("-- after {as_of} --"));
            ahead = true;
        }
        document = entry(document, &row);
    }
    if events.events.is_empty() {
        document = document.line("Nothing is on record.");
    }
    document = document.blank();
    if events.more > 0 {
        let more = count(events.more, "more event", "more events");
        document = document.line(format!("{more}: --all"));
    }
    document.paragraph(prose::foot(&catalog.basis))
}

fn entry(document: Document, row: &TimelineRow) -> Document {
    let head = format!("{}  {:<11}  ", row.date.0, row.kind);
    document.entry(head, format!("{} ({})", row.title, cited(&row.sources)))
}

/// The strongest source, and how many more there are.
fn cited(sources: &[String]) -> String {
    match sources {
        [] => "no source".to_owned(),
        [one] => one.clone(),
        [first, more @ ..] => format!("{first} +{}", more.len()),
    }
}
