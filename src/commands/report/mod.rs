//! `report`: all of it as one web page.

mod about;
mod controls;
mod matrix;
mod page;
mod parts;

use std::path::Path;

use clap::Args;

use crate::commands::Run;
use crate::commands::price::plot::plots;
use crate::context::{Context, unwritable};
use crate::exit::Exit;
use crate::output::Format;
use crate::output::marks::in_words;
use crate::output::sink::Sink;
use aicloud_core::failure::Failure;
use aicloud_core::rights::Lens;
use aicloud_query::report::{ReportQuestion, report};
use page::WebPage;

/// Write all of it as one web page: matrix, timeline, prices, sources.
///
/// The page needs nothing but a browser: it asks no network for anything and works
/// from a file. A slider takes the matrix to any day; filters by cloud, product,
/// vendor and segment narrow everything else with it, and the address of the page
/// holds what is chosen. Without products: those of every vendor that clouds carry.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud report [OPTIONS] --out <FILE> [PRODUCT]...")]
#[command(after_help = "\
Examples
  aicloud report --out clouds.html
  aicloud report --out openai.html --vendor openai
  aicloud report --out frontier.html frontier --cloud all --segment us-government
  aicloud report --out then.html --as-of 2026-05-01 --known-by 2026-05-01")]
pub struct ReportArgs {
    /// Products, by id, name or alias
    #[arg(value_name = "PRODUCT")]
    pub products: Vec<String>,
    /// Clouds; every one unless given
    #[arg(long, value_name = "CLOUD", value_delimiter = ',')]
    pub cloud: Vec<String>,
    /// Products of this vendor, and no other
    #[arg(long, value_name = "VENDOR")]
    pub vendor: Option<String>,
}

impl Run for ReportArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let Some(out) = context.out else {
            let message = "where the page goes is not said".to_owned();
            let hint = "add --out FILE.html; --out - prints it".to_owned();
            return Err(Failure::usage("missing-argument", message, hint));
        };
        if context.format != Format::Table || !context.columns.is_empty() {
            let message = "the page is HTML".to_owned();
            let hint =
                "leave -o, --json and --columns out; rows come from the other commands".to_owned();
            return Err(Failure::usage("bad-output", message, hint));
        }
        let page = self.page(context)?;
        write(&page, out, context)?;
        Ok(Exit::Done)
    }

    fn is_repeatable(&self) -> bool {
        false
    }

    fn writes_out(&self, _format: Format) -> bool {
        true
    }
}

impl ReportArgs {
    /// The page, worked out with a word on how far that has come.
    fn page(&self, context: &Context<'_>) -> Result<String, Failure> {
        let asked = ReportQuestion {
            products: self.products.clone(),
            clouds: self.cloud.clone(),
            vendor: self.vendor.clone(),
        };
        let lens = Lens::new(&context.data.catalog, &context.setting.filter);
        let days = (context.setting, context.today);
        let parts = report(&asked, days, &lens)?;
        let mut plots = plots(&parts.prices);
        plots.retain(|plot| plot.series.iter().any(|one| one.steps.len() > 1));
        let overrides = context.marks.applied.iter().map(in_words).collect();
        let count = parts.products.len();
        let mut progress = context.progress.begin("working out the matrix", count);
        let page = WebPage { parts, plots, overrides }.html(&mut |done| progress.reach(done));
        progress.end();
        Ok(page)
    }
}

/// Writes the page where it goes, and says so unless it is standard output.
fn write(page: &str, out: &Path, context: &mut Context<'_>) -> Result<(), Failure> {
    if out == Path::new("-") {
        return context.sink.write(page).map_err(unwritable);
    }
    let mut nowhere = std::io::sink();
    let mut sink = Sink::open(Some(out), &mut nowhere)?;
    sink.write(page).and_then(|()| sink.finish()).map_err(unwritable)?;
    context.remark(&format!("wrote {}", out.display()))
}
