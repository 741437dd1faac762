//! `price`: list prices of products on clouds.

mod document;
pub mod plot;
mod svg;
mod terminal;

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::words::one_of;
use crate::commands::Run;
use crate::context::{Context, unwritable};
use crate::exit::Exit;
use crate::output::marks::in_words;
use crate::output::sink::Sink;
use crate::output::{Format, Report};
use aicloud_core::failure::Failure;
use aicloud_core::model::Tier;
use aicloud_core::rights::Lens;
use aicloud_query::price::{FoundPrices, PriceQuestion, price};

/// List prices: one row per cloud, service, scope and tier, the cheapest first.
///
/// Of several statements about one price the seller's own price list or API
/// holds, then its price page, then other documentation, then press, analysts
/// and catalogues, and last what somebody inferred; within one rank the later
/// date. What that does not settle is marked as contested, and --explain shows
/// every statement.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud price [OPTIONS] <PRODUCT>...")]
#[command(after_help = "\
Examples
  aicloud price gpt-5.5
  aicloud price gpt-5.5 --blend 10:1 --tier batch
  aicloud price gpt-oss-120b --cloud aws,azure --explain
  aicloud price gpt-5.6-luna --history
  aicloud price gpt-5.6-luna --plot
  aicloud price gpt-5.6-luna --plot=luna.svg --cloud aws,azure
  aicloud price gpt-5.5 -o csv --columns cloud,scope,tier,input_per_mtok,output_per_mtok")]
pub struct PriceArgs {
    /// Products, by id, name or alias
    #[arg(value_name = "PRODUCT", required = true)]
    pub products: Vec<String>,
    /// Clouds, or `all`
    #[arg(long, value_name = "CLOUD", value_delimiter = ',')]
    pub cloud: Vec<String>,
    /// Input to output tokens by which prices are ranked; 3:1 unless given
    #[arg(long, value_name = "IN:OUT")]
    pub blend: Option<String>,
    /// Only prices of this tier
    #[arg(long, value_parser = one_of(Tier::ALL, Tier::word), value_name = "TIER")]
    pub tier: Option<Tier>,
    /// Only prices of this scope (global, geography, in-region, government) or
    /// for this geography or region
    #[arg(long, value_name = "SCOPE")]
    pub scope: Option<String>,
    /// Every price over time instead of those of one day
    #[arg(long)]
    pub history: bool,
    /// Draw the prices of one tier over time; =FILE.svg writes a picture, to scale
    #[arg(
        long,
        value_name = "SVG",
        num_args = 0..=1,
        require_equals = true,
        conflicts_with = "explain"
    )]
    pub plot: Option<Option<PathBuf>>,
    /// Every statement behind a price, with its sources
    #[arg(long)]
    pub explain: bool,
    /// Offers that are not on sale too
    #[arg(long)]
    pub all: bool,
}

impl PriceArgs {
    fn question(&self) -> PriceQuestion {
        PriceQuestion {
            products: self.products.clone(),
            clouds: self.cloud.clone(),
            blend: self.blend.clone(),
            tier: self.tier,
            scope: self.scope.clone(),
            history: self.history || self.plot.is_some(),
            all: self.all,
        }
    }
}

impl Run for PriceArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let lens = Lens::new(&context.data.catalog, &context.setting.filter);
        let prices = price(&self.question(), context.setting, &lens)?;
        if let Some(file) = &self.plot {
            let exit = picture(file.as_deref(), &prices, context)?;
            for applied in context.marks.applied {
                context.remark(&format!("overridden: {}", in_words(applied)))?;
            }
            return Ok(exit);
        }
        let document = |page: &_| document::document(&prices, self.explain, page);
        context.print(Report::new(prices.answer(), document))?;
        Ok(Exit::Done)
    }

    fn is_repeatable(&self) -> bool {
        self.plot.is_none()
    }
}

/// `--plot`: on the page, or into a file of SVG.
fn picture(
    file: Option<&Path>,
    prices: &FoundPrices<'_>,
    context: &mut Context<'_>,
) -> Result<Exit, Failure> {
    if context.format != Format::Table || !context.columns.is_empty() {
        let message = "a picture has no rows and columns".to_owned();
        let hint = "the same prices as rows: --history, without --plot".to_owned();
        return Err(Failure::usage("bad-output", message, hint));
    }
    let plots = plot::plots(prices);
    let Some(file) = file else {
        for plot in &plots {
            let page = context.page;
            context.print_page(plot.document(&page).text(&page))?;
        }
        return Ok(Exit::Done);
    };
    let [plot] = plots.as_slice() else {
        let message = "a file holds the picture of one product".to_owned();
        return Err(Failure::usage("bad-output", message, "name one product".to_owned()));
    };
    if file.as_os_str() == "-" {
        context.sink.write(&plot.svg()).map_err(unwritable)?;
        return Ok(Exit::Done);
    }
    let mut nowhere = std::io::sink();
    let mut sink = Sink::open(Some(file), &mut nowhere)?;
    sink.write(&plot.svg()).and_then(|()| sink.finish()).map_err(unwritable)?;
    context.remark(&format!("wrote {}", file.display()))?;
    Ok(Exit::Done)
}
