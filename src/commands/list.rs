//! `list`: the records of one kind.

use clap::Args;

use crate::cli::words::one_of;
use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::pieces::count;
use crate::output::{Document, Page, Report, table};
use aicloud_core::failure::Failure;
use aicloud_core::model::ListKind;
use aicloud_core::rights::Lens;
use aicloud_query::list::{ListQuestion, RecordList, first_columns, list};

/// List the records of one kind.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud list [OPTIONS] <KIND>")]
#[command(after_help = "\
Examples
  aicloud list products --vendor openai
  aicloud list offers --cloud aws --product gpt-5.5
  aicloud list terms --product frontier --columns id,effect,grantee,from,until
  aicloud list terms --product frontier --in-force --as-of 2026-03-25
  aicloud list sources --match 2026-04-27 -o json")]
pub struct ListArgs {
    /// What to list
    #[arg(value_parser = one_of(ListKind::ALL, ListKind::word), value_name = "KIND")]
    pub kind: ListKind,
    /// Only records of this vendor
    #[arg(long, value_name = "VENDOR")]
    pub vendor: Option<String>,
    /// Only records of this cloud
    #[arg(long, value_name = "CLOUD")]
    pub cloud: Option<String>,
    /// Only records about this product
    #[arg(long, value_name = "PRODUCT")]
    pub product: Option<String>,
    /// Only records that hold this text anywhere, in any case
    #[arg(long = "match", value_name = "TEXT")]
    pub matching: Option<String>,
    /// Only terms that hold, or disputes that are open, on the day of --as-of
    #[arg(long)]
    pub in_force: bool,
}

impl Run for ListArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let asked = ListQuestion {
            kind: self.kind,
            vendor: self.vendor.clone(),
            cloud: self.cloud.clone(),
            product: self.product.clone(),
            matching: self.matching.clone(),
            in_force: self.in_force,
        };
        let lens = Lens::new(&context.data.catalog, &context.setting.filter);
        let listed = list(&asked, context.setting, &lens)?;
        context.print(Report::new(listed.answer(), |page| document(&listed, page)))?;
        Ok(Exit::Done)
    }
}

fn document(listed: &RecordList<'_>, page: &Page) -> Document {
    let basis = listed.catalog.basis.short();
    if listed.entries.is_empty() {
        let line = format!("No record fits what was asked. Basis {basis}.");
        return Document::default().line(line);
    }
    let rows = table::of_rows(first_columns(listed.asked.kind), &listed.entries, page);
    let records = count(listed.entries.len(), "record", "records");
    let all = format!(
        "{records}. More columns: -o json, or --columns. One whole: aicloud show ID. Basis {basis}."
    );
    Document::default().lines(rows.lines()).blank().paragraph(all)
}
