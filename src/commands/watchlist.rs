//! `watchlist`: open questions, and saved answers that no longer hold.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::commands::Run;
use crate::context::{Context, unwritable};
use crate::exit::Exit;
use crate::output::pieces::count;
use crate::output::sink::Sink;
use crate::output::table::Column;
use crate::output::{Document, Report, prose};
use aicloud_core::evidence::watched::{Item, status_word};
use aicloud_core::failure::Failure;
use aicloud_core::rights::Lens;
use aicloud_data::yaml;
use aicloud_query::topics;
use aicloud_query::watch::{self, Changed, Checked, Watched};
use aicloud_query::watchlist::{OpenQuestions, WatchlistQuestion, watchlist};

/// Show open questions and what has happened since, or check your own.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud watchlist [OPTIONS] [PRODUCT|CLOUD|AGREEMENT]
       aicloud watchlist check [OPTIONS] <FILE>")]
#[command(disable_help_subcommand = true, args_conflicts_with_subcommands = true)]
#[command(after_help = "\
Examples
  aicloud watchlist --unresolved
  aicloud watchlist google-cloud
  aicloud watchlist check mine.yaml || echo changed
  aicloud watchlist check mine.yaml --update")]
pub struct WatchlistArgs {
    /// What is done with a list of your own
    #[command(subcommand)]
    pub command: Option<WatchCommand>,
    /// A product, a provider or an agreement; everything unless given
    #[arg(value_name = "PRODUCT|CLOUD|AGREEMENT")]
    pub topic: Option<String>,
    /// Only questions that nothing has settled
    #[arg(long)]
    pub unresolved: bool,
}

/// What is done with a list of one's own.
#[derive(Debug, Subcommand)]
pub enum WatchCommand {
    /// Compare saved questions and answers with the data: exit 1 where any differs
    Check(CheckArgs),
}

/// Compare saved questions and answers with the data: exit 1 where any differs.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud watchlist check [OPTIONS] <FILE>")]
#[command(after_help = "\
Examples
  aicloud watchlist check mine.yaml || echo changed
  aicloud watchlist check mine.yaml --update

The file is a YAML list. Each entry asks about a cloud and a product, or about an
item of the watch list, and may hold the answers as they were:
  - cloud: aws
    product: openai/frontier
    right: permitted
    availability: announced
  - watch: unknown-01-frontier-exclusivity-end
    status: open
Answers: right, appointed, availability, price; status and developments for an
item. --update fills them in, and keeps no comments; an entry without answers is
told as new.")]
pub struct CheckArgs {
    /// The list; - reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Write the answers of today back to the file, whole or not at all
    #[arg(long)]
    pub update: bool,
}

impl Run for WatchlistArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        if let Some(WatchCommand::Check(check)) = &self.command {
            return check.run(context);
        }
        let asked = WatchlistQuestion { topic: self.topic.clone(), unresolved: self.unresolved };
        let lens = Lens::new(&context.data.catalog, &context.setting.filter);
        let questions = watchlist(&asked, context.setting, &lens)?;
        context.print(Report::new(questions.answer(), |_| document(&questions)))?;
        Ok(Exit::Done)
    }

    fn is_repeatable(&self) -> bool {
        self.command.is_none()
    }
}

fn document(questions: &OpenQuestions<'_>) -> Document {
    let catalog = questions.lens.catalog;
    let about = topics::id(&questions.topic, catalog).map(|id| format!(" about {id}"));
    let title = format!(
        "Questions to watch{}, {}{}: {}",
        about.unwrap_or_default(),
        questions.setting.as_of,
        prose::knowledge(questions.setting, catalog),
        questions.items.len()
    );
    let entries = questions
        .items
        .iter()
        .fold(Document::titled(title).blank(), |above, item| above.then(entry(item)).blank());
    entries
        .line("One of your own: aicloud watchlist check FILE.")
        .paragraph(prose::foot(&catalog.basis))
}

fn entry(item: &Item<'_>) -> Document {
    let word = status_word(item.status).to_uppercase();
    let question = format!("{}  [{}]", item.record.question, item.record.id);
    let mut document = Document::default()
        .entry(format!("{word:<8}  "), question)
        .line(format!("          asked since {}", item.record.since));
    for development in &item.developments {
        let said = development.sources.iter().map(|said| said.source.as_str());
        let sources: Vec<&str> = said.collect();
        let head = format!("          {:<10}  ", development.date.to_string());
        let text = format!("{} ({})", development.says, sources.join(", "));
        document = document.entry(head, text);
    }
    if item.resolved_by.is_empty() {
        return document;
    }
    document.entry("          settled by  ", item.resolved_by.join(", "))
}

impl Run for CheckArgs {
    /// Exit 1 where any answer differs.
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        if self.update && self.file == Path::new("-") {
            let message = "standard input cannot be written back".to_owned();
            return Err(Failure::usage("bad-watchlist", message, "name a file".to_owned()));
        }
        let list = watch::read(&self.file, context.input)?;
        let lens = Lens::new(&context.data.catalog, &context.setting.filter);
        let shown = watch::shown(&self.file);
        let checked = watch::check(&list, &shown, context.setting, &lens)?;
        context.print(Report::new(checked.answer(), |_| differences(&checked)))?;
        if checked.changed.is_empty() {
            return Ok(Exit::Done);
        }
        if self.update {
            // What changed is told before the file forgets it.
            context.sink.flush().map_err(unwritable)?;
            update(&self.file, &checked.answered)?;
        }
        Ok(Exit::No)
    }
}

/// Writes the answers of today to a list.
fn update(file: &Path, answered: &[Watched]) -> Result<(), Failure> {
    let text = yaml::text(&answered).map_err(|error| Failure::data(format!("{error:#}")))?;
    let mut none = std::io::sink();
    let mut file = Sink::open(Some(file), &mut none)?;
    file.write(&text).and_then(|()| file.finish()).map_err(unwritable)
}

fn differences(checked: &Checked<'_>) -> Document {
    let asked = count(checked.answered.len(), "question", "questions");
    let changed = count(checked.changed.len(), "answer differs", "answers differ");
    let title = format!("{asked} on {}: {changed}", checked.setting.as_of);
    let mut document = Document::titled(title);
    if !checked.changed.is_empty() {
        let columns = ["SUBJECT", "FIELD", "WAS", "NOW"].map(Column::left).to_vec();
        let lines = checked.changed.iter().map(line).collect();
        document = document.blank().table(columns, lines).blank();
    }
    document.paragraph(prose::foot(&checked.lens.catalog.basis))
}

fn line(changed: &Changed) -> Vec<String> {
    let shown = |answer: &Option<String>| answer.clone().unwrap_or_else(|| "-".to_owned());
    let (was, now) = (shown(&changed.was), shown(&changed.now));
    vec![changed.subject.clone(), changed.field.to_owned(), was, now]
}
