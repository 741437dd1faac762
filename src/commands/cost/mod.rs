//! `cost`: what a workload costs on each cloud.

mod document;

use std::path::PathBuf;

use clap::Args;

use crate::cli::words::one_of;
use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::Report;
use aicloud_core::failure::Failure;
use aicloud_core::model::Tier;
use aicloud_core::rights::Lens;
use aicloud_query::cost::{CostQuestion, Workloads, cost};
use aicloud_query::workload::WorkloadQuestion;

/// What a workload costs on each cloud that may sell the product.
///
/// Token numbers are written 250000, 200K, 10M or 2B. `--output 2M` is the number
/// of output tokens, reasoning included, and `-o json` the format: a number is
/// never taken for a format. A cloud is ranked only where the sale is permitted,
/// takes place, and every meter has a price; the others stay in the table with the
/// reason.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[command(
    allow_negative_numbers = true,
    override_usage = "aicloud cost [OPTIONS] --input <TOKENS> --output <TOKENS> <PRODUCT>...
       aicloud cost [OPTIONS] --workload <FILE>"
)]
#[command(after_help = "\
Examples
  aicloud cost gpt-5.5 --input 10M --output 2M
  aicloud cost gpt-5.5 --input 10M --cached 4M --output 2M --explain
  aicloud cost gpt-5.6-sol gpt-oss-120b --input 10M --output 2M --cloud aws
  aicloud cost gpt-5.5 --input 1M --output 200K --tier batch --scope us --times 30
  aicloud cost --workload portfolio.yaml

A workload file is a YAML list or a CSV table with the columns name, product,
input, output, cached, cache_write, context, tier, scope, times; product, input
and output are needed. Of each line the cheapest offer that can be had on a
cloud goes into the total of that cloud.")]
pub struct CostArgs {
    /// Products, by id, name or alias
    #[arg(value_name = "PRODUCT", required_unless_present = "workload")]
    pub products: Vec<String>,
    /// Input tokens; those read from or written to a cache are counted in, as
    /// OpenAI counts (Anthropic's API reports them apart: add them up)
    #[arg(long, value_name = "TOKENS", required_unless_present = "workload")]
    pub input: Option<String>,
    /// Of the input, tokens read from a cache
    #[arg(long, value_name = "TOKENS")]
    pub cached: Option<String>,
    /// Of the input, tokens written to a cache
    #[arg(long, value_name = "TOKENS")]
    pub cache_write: Option<String>,
    /// Cache writes are to last an hour
    #[arg(long, requires = "cache_write")]
    pub cache_hour: bool,
    /// Tokens of one prompt, where prices depend on its length; short unless given
    #[arg(long, value_name = "TOKENS")]
    pub context: Option<String>,
    /// How requests are served
    #[arg(long, value_parser = one_of(Tier::ALL, Tier::word), value_name = "TIER", default_value = "standard")]
    pub tier: Tier,
    /// Only prices of this scope (global, geography, in-region, government) or
    /// for this geography or region
    #[arg(long, value_name = "SCOPE")]
    pub scope: Option<String>,
    /// How often all of it happens
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u64).range(1..))]
    pub times: u64,
    /// Lines of a portfolio, from a YAML or CSV file or `-`
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["products", "input", "cached", "cache_write", "cache_hour",
                              "context", "tier", "scope", "times"]
    )]
    pub workload: Option<PathBuf>,
    /// With a workload file: the totals by cloud as rows, not the lines
    #[arg(long, requires = "workload")]
    pub totals: bool,
    /// Clouds, or `all`
    #[arg(long, value_name = "CLOUD", value_delimiter = ',')]
    pub cloud: Vec<String>,
    /// The arithmetic, meter by meter
    #[arg(long)]
    pub explain: bool,
    /// Every geography and region, not only the cheapest of each scope
    #[arg(long)]
    pub all: bool,
}

impl CostArgs {
    /// `output` is the number of output tokens, which is an option of every command.
    fn question(&self, output: Option<&str>) -> CostQuestion {
        let workloads = match &self.workload {
            Some(file) => Workloads::Portfolio(file.clone()),
            None => Workloads::One(self.workload(output)),
        };
        CostQuestion { workloads, clouds: self.cloud.clone(), all: self.all, totals: self.totals }
    }

    fn workload(&self, output: Option<&str>) -> WorkloadQuestion {
        WorkloadQuestion {
            products: self.products.clone(),
            input: self.input.clone(),
            output: output.map(str::to_owned),
            cached: self.cached.clone(),
            cache_write: self.cache_write.clone(),
            cache_hour: self.cache_hour,
            context: self.context.clone(),
            tier: self.tier,
            scope: self.scope.clone(),
            times: self.times,
        }
    }
}

impl Run for CostArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let lens = Lens::new(&context.data.catalog, &context.setting.filter);
        let question = self.question(context.global.output_tokens.as_deref());
        let costs = cost(&question, &mut context.input, context.setting, &lens)?;
        let document = |page: &_| document::document(&costs, self.explain, page);
        context.print(Report::new(costs.answer(), document))?;
        Ok(Exit::Done)
    }

    fn takes_output_tokens(&self) -> bool {
        true
    }

    /// Standard input is read once.
    fn is_repeatable(&self) -> bool {
        self.workload.as_ref().is_none_or(|file| file.as_os_str() != "-")
    }
}
