//! `data rule`: what a rule asks for and why.

use aicloud_core::catalog::Basis;
use serde_json::json;

use crate::output::pieces::wrap;
use crate::output::prose;
use crate::output::table;
use crate::output::table::Column;
use crate::report::{Fields, Page, Report, Shape, object};
use aicloud_data::rules::{RULES, Rule};

const COLUMNS: &[&str] = &["code", "severity", "what", "why", "mend"];

/// Every rule.
pub fn every(basis: &Basis) -> Report<'_> {
    report(RULES, Shape::Rows, draw_all, basis)
}

/// One rule.
pub fn one<'a>(rule: &'static Rule, basis: &'a Basis) -> Report<'a> {
    report(std::slice::from_ref(rule), Shape::Single, draw_one, basis)
}

fn report<'a>(
    rules: &'static [Rule],
    shape: Shape,
    draw: fn(&[Rule], &Page) -> String,
    basis: &'a Basis,
) -> Report<'a> {
    Report {
        command: "data rule",
        basis,
        query: Fields::new(),
        left_out: None,
        columns: COLUMNS.to_vec(),
        rows: Box::new(|_| rules.iter().map(fields).collect()),
        more: Fields::new(),
        shape,
        draw: Box::new(move |page| draw(rules, page)),
        special: Vec::new(),
    }
}

fn fields(rule: &Rule) -> Fields {
    object(json!({
        "code": rule.code,
        "severity": rule.severity.word(),
        "what": rule.what,
        "why": rule.why,
        "mend": rule.mend,
    }))
}

fn draw_one(rules: &[Rule], page: &Page) -> String {
    let one = |rule: &Rule| {
        let head = prose::bold(&format!("{}[{}]", rule.severity.word(), rule.code), page);
        let lines = [("what", rule.what), ("why", rule.why), ("mend", rule.mend)];
        let lines: String = lines
            .iter()
            .map(|(label, text)| {
                wrap(&format!("{label:<5}{text}"), page.cells(), 6).replacen(
                    label,
                    &format!("{label:<5}"),
                    1,
                ) + "\n"
            })
            .collect();
        format!("{head}\n{lines}")
    };
    rules.iter().map(one).collect()
}

fn draw_all(rules: &[Rule], page: &Page) -> String {
    let columns = [Column::left("CODE"), Column::left("SEVERITY"), Column::left("WHAT MUST HOLD")];
    let row = |rule: &Rule| {
        vec![rule.code.to_owned(), rule.severity.word().to_owned(), rule.what.to_owned()]
    };
    let rows: Vec<Vec<String>> = rules.iter().map(row).collect();
    let end = "An error makes data unusable; a warning stops nothing. Why, and how to mend it: \
               aicloud data rule CODE";
    format!("{}\n{}\n", table::draw(&columns, &rows, page), wrap(end, page.cells(), 0))
}
