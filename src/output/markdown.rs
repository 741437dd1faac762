//! A Markdown table that can be pasted into a pull request.

use crate::output::Report;
use crate::output::pieces::flat;

/// The rows as a Markdown table with a line that says what they rest on.
pub fn table(report: &Report<'_>, chosen: &[&str]) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(chosen.iter().map(|name| (*name).to_owned()).collect());
    text += &line(chosen.iter().map(|_| "---".to_owned()).collect());
    for row in report.answer.pick(chosen) {
        let cell = |name: &&str| escape(&row.get(*name).map(flat).unwrap_or_default());
        text += &line(chosen.iter().map(cell).collect());
    }
    let bearings = report.answer.context();
    let bearings: Vec<String> = bearings
        .iter()
        .map(|(key, value)| format!("{} {}", key.replace('_', " "), flat(value)))
        .collect();
    text + &format!(
        "\naicloud {}, {}. Public statements, not the contracts.\n",
        report.answer.command,
        bearings.join(", ")
    )
}

/// Keeps a cell a cell: no column breaks, no line breaks, no markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '\\' | '`' | '*' | '_' | '<' | '[' | ']' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Text whose every character stands for itself in Markdown.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '<' | '>' | '|' | '#') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}
