//! `data basis`: which version of the data is loaded.

use clap::Args;

use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::pieces::count;
use crate::output::{Document, Report};
use aicloud_core::failure::Failure;
use aicloud_query::data::basis::DataVersion;

/// Tell the version of the data: the hash of its content.
///
/// The hash is that of the records, whatever their files, order and formatting;
/// `--expect-basis HASH` on any command fails where the data is another.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data basis [OPTIONS]")]
#[command(after_help = "\
Examples
  aicloud data basis
  aicloud data basis --overlay our-overlay -o json
  aicloud may aws gpt-5.5 --expect-basis 7c1e09ab")]
pub struct BasisArgs {}

impl Run for BasisArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let records = context.data.catalog.every().count();
        let basis = &context.data.catalog.basis;
        let version = DataVersion { basis, records, day: context.setting.as_of };
        context.print(Report::new(version.answer(), |_| document(&version)))?;
        Ok(Exit::Done)
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

fn document(version: &DataVersion<'_>) -> Document {
    let row = version.row();
    let age = usize::try_from(row.age_days.max(0)).unwrap_or_default();
    Document::default().line(row.hash).paragraph(format!(
        "{}, the newest source read on {}: {} before {}.",
        count(row.records, "record", "records"),
        version.basis.newest,
        count(age, "day", "days"),
        version.day
    ))
}
