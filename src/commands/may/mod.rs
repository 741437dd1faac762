//! `may`: one decision with its proof, and an exit code.

mod batch;
mod memo;
mod proof;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::words::stage_full;
use crate::output::{Format, Report};
use aicloud_core::failure::Failure;
use aicloud_core::rights::{Asked, Lens, Right};
use aicloud_query::may::{MayAnswer, Requirement, may};
use aicloud_query::names;

use proof::Proof;

/// What is asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ActionArg {
    /// Selling, which takes hosting with it.
    #[default]
    Sell,
    /// Hosting alone.
    Host,
}

/// What a script requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Require {
    /// Nothing bars the sale.
    Permitted,
    /// And the vendor has chosen this cloud.
    Appointed,
    /// It is permitted and on sale in any form, previews included.
    Offered,
    /// It is permitted and generally available.
    Ga,
}

impl Require {
    /// What is required, as people type it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Permitted => "permitted",
            Self::Appointed => "appointed",
            Self::Offered => "offered",
            Self::Ga => "ga",
        }
    }
}

/// Decide whether a cloud may sell a product, with proof and an exit code.
///
/// The exit code judges the right alone: 0 permitted, 1 prohibited, 3 contested,
/// 4 unknown. With --require it is 0 if everything required holds, 1 if a
/// required fact does not hold, and still 3 or 4 where the right is in doubt.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud may [OPTIONS] <CLOUD> <PRODUCT>")]
#[command(after_help = "\
Examples
  aicloud may aws gpt-5.5
  aicloud may aws frontier --as-of 2026-03-25 --explain
  aicloud may aws gpt-5.5 --require ga && ./deploy.sh
  printf '%s\\n' '{\"cloud\":\"aws\",\"product\":\"gpt-5.5\"}' | aicloud may --batch -")]
pub struct MayArgs {
    /// Cloud, by id, name or alias (either order)
    #[arg(value_name = "CLOUD", required_unless_present = "batch")]
    pub cloud: Option<String>,
    /// Product, by id, name or alias
    #[arg(value_name = "PRODUCT", required_unless_present = "batch")]
    pub product: Option<String>,
    /// What is asked about
    #[arg(long, value_enum, value_name = "ACTION", default_value = "sell")]
    pub action: ActionArg,
    /// The whole proof: because, against, gaps, next change, sources
    #[arg(long)]
    pub explain: bool,
    /// Exit 1 unless this holds
    #[arg(long, value_enum, value_name = "WHAT")]
    pub require: Option<Require>,
    /// Exit 0 whatever the answer
    #[arg(long)]
    pub exit_zero: bool,
    /// Questions as JSON lines, from a file or `-`; answers in the same order
    #[arg(long, value_name = "FILE", conflicts_with_all = ["cloud", "product", "explain", "require"])]
    pub batch: Option<PathBuf>,
}

impl From<ActionArg> for Asked {
    fn from(action: ActionArg) -> Self {
        match action {
            ActionArg::Sell => Self::Sell,
            ActionArg::Host => Self::Host,
        }
    }
}

impl From<Require> for Requirement {
    fn from(require: Require) -> Self {
        match require {
            Require::Permitted => Self::Permitted,
            Require::Appointed => Self::Appointed,
            Require::Offered => Self::Offered,
            Require::Ga => Self::Ga,
        }
    }
}

impl Run for MayArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        if let Some(file) = &self.batch {
            return batch::run(file, self.action.into(), context);
        }
        let (Some(first), Some(second)) = (&self.cloud, &self.product) else {
            let message = "a cloud and a product are needed".to_owned();
            let hint = "aicloud may aws gpt-5.5".to_owned();
            return Err(Failure::usage("missing-argument", message, hint));
        };
        let catalog = &context.data.catalog;
        let lens = Lens::new(catalog, &context.setting.filter);
        let asked = names::cloud_and_product(first, second, catalog)?;
        let verdict = may(asked, self.action.into(), context.setting, &lens);
        let proof = Proof::new(&verdict);
        let report = Report::new(verdict.answer(), |page| {
            if self.explain { proof.whole(page) } else { proof.short(page) }
        });
        context.print(if self.explain {
            report.special(Format::Markdown, || proof.memo())
        } else {
            report
        })?;
        let exit = judge(&verdict, self.require);
        self.remark(&verdict, exit, context)?;
        Ok(if self.exit_zero { Exit::Done } else { exit })
    }

    fn is_repeatable(&self) -> bool {
        self.batch.is_none()
    }
}

impl MayArgs {
    /// Says what the exit code leaves out.
    fn remark(
        &self,
        verdict: &MayAnswer<'_>,
        exit: Exit,
        context: &mut Context<'_>,
    ) -> Result<(), Failure> {
        let stage = stage_full(verdict.row.listing.stage());
        if self.require.is_none() && exit == Exit::Done && !verdict.row.on_sale() {
            context.remark(&format!(
                "permitted, but not known to be on sale there ({stage}); --require offered makes that a no"
            ))?;
        }
        if let Some(require) = self.require.filter(|_| exit != Exit::Done) {
            context.remark(&format!(
                "--require {} does not hold: {}, {}, {stage}",
                require.word(),
                verdict.decision.right.word(),
                if verdict.decision.appointed { "appointed" } else { "not appointed" },
            ))?;
        }
        if verdict.row.sold_though_barred() {
            context
                .remark("it is on sale there although it is barred, as far as the sources go")?;
        }
        Ok(())
    }
}

/// The exit code of an answer: the right alone, or everything required.
fn judge(verdict: &MayAnswer<'_>, require: Option<Require>) -> Exit {
    let right = match verdict.decision.right {
        Right::Permitted => Exit::Done,
        Right::Prohibited => Exit::No,
        Right::Contested => Exit::Contested,
        Right::Unknown => Exit::Unknown,
    };
    let holds = require.is_none_or(|require| verdict.holds(require.into()));
    if right == Exit::Done && !holds { Exit::No } else { right }
}
