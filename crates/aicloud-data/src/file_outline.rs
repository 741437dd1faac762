//! A file of records that is read again, to point at what is wrong in it.

use std::path::Path;

use crate::fault::Fault;
use crate::span::{Outline, Span};
use crate::yaml::YamlFault;
use aicloud_core::model::Id;
use aicloud_core::names::nearest;

/// A file that is read again to point into it.
pub(super) struct FileOutline {
    lines: Vec<String>,
    /// Where its records stand.
    pub(super) outline: Outline,
}

impl FileOutline {
    /// Reads a text.
    pub(super) fn of(text: &str) -> Self {
        Self { lines: text.lines().map(str::to_owned).collect(), outline: Outline::of(text) }
    }

    /// The ids of the records, in order; where one cannot be read they end.
    pub(super) fn ids(&self) -> Vec<Id> {
        (0..).map_while(|number| self.id(number)).collect()
    }

    /// The line of a span.
    pub(super) fn line(&self, span: Span) -> Option<String> {
        self.lines.get(span.line - 1).cloned()
    }

    /// The id of a record of the list.
    fn id(&self, number: usize) -> Option<Id> {
        let span = self.outline.find(&format!("[{number}].id"))?;
        let line = self.line(span)?;
        let text: String = line.chars().skip(span.column - 1).take(span.length).collect();
        text.trim_matches(['\'', '"']).parse().ok()
    }
}

/// What the parser says of a file, with what it says it about.
pub(super) fn of_yaml(told: &YamlFault, file: &Path, reading: &FileOutline) -> Fault {
    let path = told.path.as_ref().map(|(number, field)| match field.as_str() {
        "" => format!("[{number}]"),
        field => format!("[{number}].{field}"),
    });
    let named = told.message.split('`').nth(1);
    let mut fault = Fault::of_file(told.code, file.display().to_string(), told.message.clone());
    fault.record = told.path.as_ref().and_then(|(number, _)| reading.id(*number));
    fault.field = told.path.as_ref().map(|(_, field)| field.clone()).filter(|f| !f.is_empty());
    fault.span = told.at.map(|(line, column)| reading.outline.at(line, column));
    match (told.code, path, named) {
        ("duplicate-field", Some(path), Some(named)) => {
            fault.span = reading.outline.key(&format!("{path}.{named}")).or(fault.span);
        }
        ("missing-field", Some(path), _) => {
            fault.span = reading.outline.find(&path).or(fault.span);
        }
        ("unknown-field", _, Some(named)) => fault.message = unknown_field(named, &told.message),
        _ => {}
    }
    fault.show(fault.span.and_then(|span| reading.line(span)));
    fault
}

/// The nearest of the fields that there are, which the parser lists all.
pub(super) fn unknown_field(named: &str, told: &str) -> String {
    let known: Vec<&str> = told.split('`').skip(3).step_by(2).collect();
    let near = nearest(named, known.iter().copied(), 1).join("");
    format!("there is no field `{named}`; the nearest is `{near}` of {}", known.join(", "))
}
