//! `data rule`: what a rule asks for and why.

use clap::Args;

use crate::commands::{DataUse, Run};
use crate::context::Context;
use crate::exit::Exit;
use crate::output::pieces::wrap;
use crate::output::table::Column;
use crate::output::{Document, Page, Report};
use aicloud_core::failure::Failure;
use aicloud_data::rules::{self, RULES};
use aicloud_query::data::rule::{Rules, rule};

/// Tell what a rule asks for and why, or list them all.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data rule [OPTIONS] [CODE]")]
#[command(after_help = "\
Examples
  aicloud data rule
  aicloud data rule dangling-reference
  aicloud data rule -o json")]
pub struct RuleArgs {
    /// The code of a rule; every rule unless given
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

impl Run for RuleArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let rules = rule(self.code.as_deref())?;
        let answer = rules.answer(&context.data.catalog.basis);
        context.print(Report::new(answer, |page| document(&rules, page)))?;
        Ok(Exit::Done)
    }

    fn data(&self) -> DataUse {
        DataUse::ByItself
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

fn document(rules: &Rules, page: &Page) -> Document {
    match rules {
        Rules::Every => every(),
        Rules::One(rule) => one(rule, page),
    }
}

fn every() -> Document {
    let columns =
        vec![Column::left("CODE"), Column::left("SEVERITY"), Column::left("WHAT MUST HOLD")];
    let row = |rule: &rules::Rule| {
        vec![rule.code.to_owned(), rule.severity.word().to_owned(), rule.what.to_owned()]
    };
    let end = "An error makes data unusable; a warning stops nothing. Why, and how to mend it: \
               aicloud data rule CODE";
    Document::default().table(columns, RULES.iter().map(row).collect()).blank().paragraph(end)
}

fn one(rule: &rules::Rule, page: &Page) -> Document {
    let head = format!("{}[{}]", rule.severity.word(), rule.code);
    let lines = [("what", rule.what), ("why", rule.why), ("mend", rule.mend)];
    // The words of each line begin in the same column.
    let labelled = |(label, text): (&str, &str)| {
        let text = wrap(&format!("{label} {text}"), page.cells(), 6);
        text.replacen(label, &format!("{label:<5}"), 1)
    };
    let lines = lines.map(labelled).join("\n");
    Document::default().heading(head).lines(lines.split('\n'))
}
