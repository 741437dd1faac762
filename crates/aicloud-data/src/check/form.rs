//! How files are written.

use std::collections::BTreeSet;
use std::path::Path;

use crate::fault::Fault;
use crate::file_outline::FileOutline;
use crate::kinds::FileKind;
use crate::load;
use crate::load::Loaded;
use crate::span::Span;

/// Reports files that the program would write in another way.
pub fn form(loaded: &Loaded) -> Vec<Fault> {
    let files = loaded.parts.iter().filter_map(|part| Some((part.file.as_ref()?, part.kind)));
    let files: BTreeSet<_> = files.collect();
    files.into_iter().filter_map(|(file, kind)| file_form(file, kind)).collect()
}

fn file_form(file: &Path, kind: FileKind) -> Option<Fault> {
    let text = load::text_of(file).ok()?;
    let canonical = kind.canonical(&text).ok()?;
    let fault = |code, message| Fault::of_file(code, file.display().to_string(), message);
    let reading = FileOutline::of(&text);
    let ids = reading.ids();
    let mut pairs = ids.windows(2).enumerate();
    let unsorted = pairs.find_map(|(place, pair)| match pair {
        [before, after] if after < before => Some((place + 1, before, after)),
        _ => None,
    });
    if let Some((number, before, after)) = unsorted {
        let message = format!("stands behind `{before}`; records stand in the order of their ids");
        let mut fault = fault("record-order", message);
        fault.record = Some(*after);
        fault.span = reading.outline.find(&format!("[{number}].id"));
        fault.show(fault.span.and_then(|span| reading.line(span)));
        return Some(fault);
    }
    // Comments and empty lines are not what is compared.
    let counts = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let written = text.lines().enumerate().filter(|(_, line)| counts(line));
    let mut wanted = canonical.lines().filter(|line| counts(line));
    let different = written.map(|(number, line)| (number, line, wanted.next()));
    let (number, line, wanted) =
        different.into_iter().find(|(_, line, wanted)| Some(*line) != *wanted)?;
    let wanted = wanted.map_or("nothing", str::trim_start);
    let mut fault = fault("not-canonical", format!("the program writes here: {wanted}"));
    let indent = line.chars().take_while(|c| *c == ' ').count();
    let length = line.trim().chars().count();
    fault.span = Some(Span { line: number + 1, column: indent + 1, length });
    fault.show(Some(line.to_owned()));
    Some(fault)
}
