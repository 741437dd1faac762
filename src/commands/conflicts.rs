//! `conflicts`: where sources contradict one another.

use clap::Args;

use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::pieces::count;
use crate::output::{Document, Report, prose};
use aicloud_core::evidence::contradictions::{Contradiction, Field, StatedSide};
use aicloud_core::evidence::topic::Topic;
use aicloud_core::failure::Failure;
use aicloud_core::rights::Lens;
use aicloud_core::rights::decide::rule_word;
use aicloud_query::conflicts::{ConflictsQuestion, Contradictions, conflicts};
use aicloud_query::topics;
use aicloud_query::values::source_ids;

/// Show where sources contradict one another, and what settles it.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud conflicts [OPTIONS] [PRODUCT|CLOUD|AGREEMENT|CONFLICT]")]
#[command(after_help = "\
--as-of leaves out contradictions that arose later, and sets the prices of that day
against one another; --known-by leaves out every source published later.

Examples
  aicloud conflicts --unresolved
  aicloud conflicts frontier
  aicloud conflicts c05
  aicloud conflicts startupfortune-2026-04-28
  aicloud conflicts databricks -o csv")]
pub struct ConflictsArgs {
    /// A product, a provider, a service, an offer, an agreement; a source, for what it
    /// is contradicted in; or one contradiction by its id
    #[arg(value_name = "PRODUCT|CLOUD|AGREEMENT|CONFLICT")]
    pub topic: Option<String>,
    /// Only those that nothing settles
    #[arg(long)]
    pub unresolved: bool,
    /// Every contested price too, where nothing narrower is asked
    #[arg(long)]
    pub all: bool,
}

impl Run for ConflictsArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let asked = ConflictsQuestion { about: self.topic.clone(), unresolved: self.unresolved };
        let lens = Lens::new(&context.data.catalog, &context.setting.filter);
        let answer = conflicts(&asked, context.setting, &lens)?;
        context.print(Report::new(answer.answer(), |_| document(&answer, self.all)))?;
        Ok(Exit::Done)
    }
}

/// What people read; contested prices are counted where everything is asked for,
/// unless `all` of them are to be told.
fn document(answer: &Contradictions<'_>, all: bool) -> Document {
    let one = answer.is_one();
    let counted = answer.topic == Topic::Everything && !one && !all;
    let is_price = |found: &&Contradiction| matches!(found.field, Field::Price(..));
    let (hidden, shown): (Vec<&Contradiction>, Vec<&Contradiction>) =
        answer.found.iter().partition(|found| counted && is_price(found));
    let mut document = Document::titled(title(answer, &shown)).blank();
    for found in &shown {
        document = document.then(entry(answer, found)).blank();
    }
    if !hidden.is_empty() {
        let prices = count(hidden.len(), "price is contested", "prices are contested");
        document =
            document.paragraph(format!("{prices} too: --all, or name a product or a cloud."));
    }
    if !one && !shown.is_empty() {
        let line = "One whole, with every source: aicloud conflicts ID. Open ones: --unresolved.";
        document = document.paragraph(line);
    }
    document.paragraph(prose::foot(&answer.lens.catalog.basis))
}

fn title(answer: &Contradictions<'_>, shown: &[&Contradiction]) -> String {
    let catalog = answer.lens.catalog;
    let about = topics::id(&answer.topic, catalog).or(answer.asked.about.clone());
    let about = about.map(|id| format!(" about {id}"));
    let open = shown.iter().filter(|found| found.open).count();
    let counted = match shown.len() {
        0 => "none is known".to_owned(),
        all => format!("{}, {open} open", count(all, "question", "questions")),
    };
    format!(
        "Where sources contradict one another{}, {}{}: {counted}",
        about.unwrap_or_default(),
        answer.setting.as_of,
        prose::knowledge(answer.setting, catalog),
    )
}

fn entry(answer: &Contradictions<'_>, found: &Contradiction) -> Document {
    let state = if found.open { "OPEN" } else { "SETTLED" };
    let question = format!("{}  [{}]", answer.question(found), found.id);
    let mut document = Document::default().entry(format!("{state:<7}  "), question);
    for (letter, side) in ('A'..).zip(&found.sides) {
        let holds = match (side.holds, found.open) {
            (true, false) => ", holds",
            (true, true) => ", followed",
            (false, _) => "",
        };
        let text = format!("{} ({}{holds})", side.says, cited(answer, side));
        document = document.entry(format!("   {letter}  "), text);
    }
    document.entry("   ", because(found))
}

/// Who gives an answer: `primary: openai-2026-04-27 +3`.
fn cited(answer: &Contradictions<'_>, side: &StatedSide) -> String {
    let catalog = answer.lens.catalog;
    let ids = source_ids(&side.sources, catalog);
    let class = side.sources.first().map_or("", |source| catalog.evidence_of(*source).word());
    let ids = match ids.as_slice() {
        [first, more @ ..] if !answer.is_one() && !more.is_empty() => {
            format!("{first} +{}", more.len())
        }
        ids => ids.join(", "),
    };
    let repeats = side.voices < side.sources.len();
    let voices = count(side.voices, "voice", "voices");
    if repeats { format!("{class}: {ids}, {voices}") } else { format!("{class}: {ids}") }
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
