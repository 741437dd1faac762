//! `data stats`: how much there is.

use clap::Args;

use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::{Document, Report, prose};
use aicloud_core::failure::Failure;
use aicloud_query::data::stats::{self, stats};

/// Count records by kind and evidence by class.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data stats [OPTIONS]")]
#[command(after_help = "\
Examples
  aicloud data stats
  aicloud data stats --overlay our-overlay -o csv")]
pub struct StatsArgs {}

impl Run for StatsArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let basis = &context.data.catalog.basis;
        let counted = stats(&context.data.records(), basis, context.setting.as_of);
        context.print(Report::new(counted.answer(), |_| document(&counted)))?;
        Ok(Exit::Done)
    }
}

fn document(stats: &stats::Stats<'_>) -> Document {
    let mut document = Document::default();
    for group in stats.counts.chunk_by(|a, b| a.of == b.of) {
        document = document.heading(group.first().map_or("", |count| count.of));
        let counted = group.iter().filter(|count| count.count > 0);
        document = document.lines(counted.map(|one| format!("  {:<32}{:>6}", one.name, one.count)));
    }
    document.blank().paragraph(prose::foot(stats.basis))
}
