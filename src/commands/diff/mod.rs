//! `diff`: what is different between two days.

mod sections;

use clap::Args;

use crate::cli::words::one_of;
use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::{Format, Report};
use aicloud_core::failure::Failure;
use aicloud_core::rights::Lens;
use aicloud_query::diff::{ChangeKind, DiffQuestion, diff};
use sections::DiffPage;

/// Show what is different between two days, and why.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud diff [OPTIONS] <D1> <D2>")]
#[command(after_help = "\
Examples
  aicloud diff 2026-04-26 2026-04-28
  aicloud diff 90d today --cloud aws,azure
  aicloud diff 2026-04-26 2026-04-28 -o markdown      for a pull request
  aicloud diff 30d today --kind prices --exit-code    1 where anything changed")]
pub struct DiffArgs {
    /// The first day
    #[arg(value_name = "D1")]
    pub was: String,
    /// The second day
    #[arg(value_name = "D2")]
    pub now: String,
    /// Only these kinds of change
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = one_of(ChangeKind::ALL, ChangeKind::word))]
    pub kind: Vec<ChangeKind>,
    /// Only these clouds
    #[arg(long, value_name = "CLOUD", value_delimiter = ',')]
    pub cloud: Vec<String>,
    /// Only these products
    #[arg(long, value_name = "PRODUCT", value_delimiter = ',')]
    pub product: Vec<String>,
    /// Only products of this vendor
    #[arg(long, value_name = "VENDOR")]
    pub vendor: Option<String>,
    /// Every row instead of groups by cause
    #[arg(long)]
    pub all: bool,
    /// Exit 1 where the world changed; what was only seen or learnt later is no change
    #[arg(long)]
    pub exit_code: bool,
}

impl Run for DiffArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let asked = DiffQuestion {
            was: self.was.clone(),
            now: self.now.clone(),
            kinds: self.kind.clone(),
            clouds: self.cloud.clone(),
            products: self.product.clone(),
            vendor: self.vendor.clone(),
        };
        let lens = Lens::new(&context.data.catalog, &context.setting.filter);
        let found = diff(&asked, context.setting, &lens, context.today)?;
        let told = DiffPage { diff: &found, all: self.all };
        let mut report = Report::new(found.answer(), |page| told.document(page));
        if !self.all {
            report = report.special(Format::Markdown, || told.markdown());
        }
        context.print(report)?;
        Ok(if self.exit_code && found.any() { Exit::No } else { Exit::Done })
    }
}
