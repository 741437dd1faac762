//! `audit`: claims against list prices and public scores.

mod detail;
mod explain;
mod foot;
mod names;
mod scored;
mod table;
mod words;

use clap::Args;

use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::{Document, Page, Report};
use aicloud_core::claims::Verdict;
use aicloud_core::failure::Failure;
use aicloud_core::rights::Lens;
use aicloud_query::audit::{AuditQuestion, Audited, Audits, audits};

/// What `--fail-on` looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// A verdict.
    Verdict(Verdict),
    /// Public scores that speak against the claim, whatever the verdict.
    Unsupported,
}

impl clap::ValueEnum for FailOn {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Verdict(Verdict::ExplainedByPrice),
            Self::Verdict(Verdict::NeedsPerformance),
            Self::Verdict(Verdict::Contradicted),
            Self::Verdict(Verdict::ComparatorUnknown),
            Self::Verdict(Verdict::AmbiguousSubject),
            Self::Verdict(Verdict::Uncheckable),
            Self::Unsupported,
        ]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(match self {
            Self::Verdict(verdict) => verdict.word(),
            Self::Unsupported => "unsupported",
        }))
    }
}

/// Hold a vendor's price-performance claim against list prices and scores.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud audit [OPTIONS] [CLAIM]...")]
#[command(after_help = "\
Prices are those of the day of the claim, or of --as-of DATE (AICLOUD_AS_OF too),
over every mix of input and output tokens. What the price ratio does not give,
performance must.

Verdicts
  explained-by-price   list prices give the factor, at equal performance
  needs-performance    they do not: how much better it must perform
  contradicted         prices, or prices and public scores, speak against it
  comparator-unknown   it names nothing that was ever sold
  ambiguous-subject    another subject that it may mean gives the very factor
  uncheckable          something is missing: what
--fail-on takes these, and `unsupported`: public scores, with the price ratio,
speak against the claim (performance_supported in the formats scripts read)

Exit  0 whatever the verdict  1 under --fail-on  2 unknown claim

Examples
  aicloud audit
  aicloud audit aws-oss-r1 --explain
  aicloud audit aws-oss-gemini --mix 3:1,20:1
  aicloud audit --pairs -o csv
  aicloud audit --fail-on contradicted,ambiguous-subject
  aicloud audit --overlay my-scores              with scores of your own")]
pub struct AuditArgs {
    /// Claims by their ids, one alone in detail; all unless given
    #[arg(value_name = "CLAIM")]
    pub claims: Vec<String>,
    /// Tell it in prose, with the arithmetic
    #[arg(long)]
    pub explain: bool,
    /// A row for each subject and comparator
    #[arg(long)]
    pub pairs: bool,
    /// Only this mix of input to output tokens, or those between two: 3:1, 1:4,20:1
    #[arg(long, value_name = "IN:OUT", value_delimiter = ',', num_args = 1)]
    pub mix: Vec<String>,
    /// Exit 1 where a claim has one of these verdicts, or is not borne out by scores
    #[arg(long, value_name = "VERDICT", value_enum, value_delimiter = ',')]
    pub fail_on: Vec<FailOn>,
}

impl AuditArgs {
    fn question(&self) -> AuditQuestion {
        AuditQuestion { claims: self.claims.clone(), mixes: self.mix.clone(), by_pair: self.pairs }
    }

    /// What is said of a claim that `--fail-on` looks for; nothing of the others.
    fn fails(&self, audited: &Audited<'_>) -> Option<String> {
        let audit = &audited.then;
        let (verdict, id) = (audit.verdict, &audit.claim.id);
        if self.fail_on.contains(&FailOn::Verdict(verdict)) {
            return Some(format!("{id} is {}", verdict.word()));
        }
        let fails = audit.borne_out() == Some(false) && self.fail_on.contains(&FailOn::Unsupported);
        fails.then(|| format!("{id} is not borne out by public scores"))
    }
}

impl Run for AuditArgs {
    /// Exit 1 only where a verdict is one of `--fail-on`.
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let setting = context.setting;
        let lens = Lens::new(&context.data.catalog, &setting.filter);
        let audits = audits(&self.question(), (setting, context.today), &lens)?;
        let document = |page: &_| document(&audits, self.explain, page);
        context.print(Report::new(audits.answer(), document))?;
        let mut exit = Exit::Done;
        for remark in audits.found.iter().filter_map(|audited| self.fails(audited)) {
            context.remark(&remark)?;
            exit = Exit::No;
        }
        Ok(exit)
    }
}

fn document(audits: &Audits<'_>, explain: bool, page: &Page) -> Document {
    match audits.found.as_slice() {
        _ if audits.by_pair => table::every_pair(audits),
        _ if explain => explain::document(audits, page),
        [one] if audits.one => detail::document(audits, one, page),
        _ => table::document(audits, page),
    }
}
