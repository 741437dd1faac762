//! `expiring`: what comes to an end.

use clap::Args;

use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::pieces::count;
use crate::output::{Document, Format, Report, calendar, prose};
use aicloud_core::evidence::deadlines::{Deadline, Due};
use aicloud_core::failure::Failure;
use aicloud_core::prices::Slot;
use aicloud_core::rights::Lens;
use aicloud_query::expiring::{Deadlines, ExpiringQuestion, ExpiringRow, expiring};
use aicloud_query::price_words::slot_words;
use aicloud_query::topics;

/// Show what comes to an end: terms, prices, offers; and what to read again.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud expiring [OPTIONS] [PRODUCT|CLOUD|AGREEMENT]")]
#[command(after_help = "\
Examples
  aicloud expiring --within 90d
  aicloud expiring aws --within 365d --kind retirement
  aicloud expiring --within 365d -o ics > aicloud.ics
  aicloud expiring --kind source --stale 60d")]
pub struct ExpiringArgs {
    /// A product, a provider or an agreement; everything unless given
    #[arg(value_name = "PRODUCT|CLOUD|AGREEMENT")]
    pub topic: Option<String>,
    /// How far to look ahead, in days
    #[arg(long, value_name = "DAYS", default_value = "90d")]
    pub within: String,
    /// Days after which a source, or a term without a stated end, is to be looked
    /// at again
    #[arg(long, value_name = "DAYS", default_value = "180d")]
    pub stale: String,
    /// Only these kinds: term-end, term-promise, review, price-end,
    /// price-promise, retirement, stage-promise, source
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<String>,
}

impl Run for ExpiringArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let asked = ExpiringQuestion {
            topic: self.topic.clone(),
            within: self.within.clone(),
            stale: self.stale.clone(),
            kinds: self.kind.clone(),
        };
        let lens = Lens::new(&context.data.catalog, &context.setting.filter);
        let deadlines = expiring(&asked, context.setting, &lens)?;
        let report = Report::new(deadlines.answer(), |_| document(&deadlines));
        context.print(report.special(Format::Ics, || calendar(&deadlines)))?;
        Ok(Exit::Done)
    }
}

fn document(deadlines: &Deadlines<'_>) -> Document {
    let catalog = deadlines.lens.catalog;
    let about = topics::id(&deadlines.topic, catalog).map(|id| format!(" for {id}"));
    let title = format!(
        "What ends from {} to {}{}{}",
        deadlines.from,
        deadlines.to,
        about.unwrap_or_default(),
        prose::knowledge(deadlines.setting, catalog)
    );
    let mut document = Document::titled(title).blank();
    if deadlines.found.is_empty() {
        document = document.line("Nothing is on record.").blank();
    }
    document = deadlines.rows().iter().fold(document, entry);
    if deadlines.sources > 0 {
        let sources = count(deadlines.sources, "source is", "sources are");
        let line = format!("{sources} to be read again by then: --kind source");
        document = document.blank().line(line);
    }
    if !deadlines.found.is_empty() {
        document = document.blank().line("A calendar of it: -o ics.");
    }
    document.paragraph(prose::foot(&catalog.basis))
}

fn entry(document: Document, row: &ExpiringRow) -> Document {
    let head = format!("{}  {:>4}d  {:<13}", row.date.0, row.days_left, row.kind);
    // One space is enough behind a number of more than four digits.
    document.entry(format!("{head:<33} "), format!("{} [{}]", row.title, row.id))
}

fn calendar(deadlines: &Deadlines<'_>) -> String {
    let entry = |due: &Deadline| {
        let ExpiringRow { id, title, sources, .. } = deadlines.row(due);
        calendar::CalendarEntry {
            day: due.day,
            uid: uid(due, &id, deadlines.lens),
            summary: title,
            description: format!("{id}. Sources: {}", sources.join(", ")),
        }
    };
    let entries: Vec<calendar::CalendarEntry> = deadlines.found.iter().map(entry).collect();
    calendar::text(&entries, deadlines.lens.catalog.basis.newest)
}

/// What tells an event apart from others and stays when its day is moved: what
/// falls on it, of which offer, term or source, and of which price.
fn uid(due: &Deadline, id: &str, lens: &Lens<'_>) -> String {
    let slot = match due.what {
        Due::PriceEnd(offer, place) | Due::PricePromise(offer, place) => {
            let price = lens.catalog.prices(lens.catalog.offer(offer)).nth(place);
            price.map(|price| {
                let slot = slot_words(&Slot::of(price));
                format!("-{}-{slot}-from-{}", price.tier.word(), lens.catalog.price_from(price))
            })
        }
        _ => None,
    };
    format!("{}-{id}{}", due.what.word(), slot.unwrap_or_default())
}
