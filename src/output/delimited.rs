//! CSV and TSV.

use crate::output::pieces::flat;
use aicloud_core::failure::Failure;
use aicloud_query::answer::{Answer, Fields};

/// The rows with a delimiter, each with what the question was; lists joined by `;`.
///
/// # Errors
/// None in practice: the text goes to memory.
pub fn text(
    answer: &Answer<'_>,
    chosen: &[&str],
    delimiter: u8,
    header: bool,
) -> Result<String, Failure> {
    let failed = |error: csv::Error| Failure::input_output(error.to_string());
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let bearings: Fields = answer.context();
    let extra: Vec<&String> =
        bearings.keys().filter(|key| !chosen.contains(&key.as_str())).collect();
    if header {
        let names = chosen.iter().copied().chain(extra.iter().map(|key| key.as_str()));
        writer.write_record(names).map_err(failed)?;
    }
    for row in answer.pick(chosen) {
        let own = chosen.iter().map(|name| row.get(*name));
        let cells = own.chain(extra.iter().map(|key| bearings.get(*key)));
        writer
            .write_record(cells.map(|cell| cell.map(flat).unwrap_or_default()))
            .map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| Failure::input_output(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Failure::input_output(error.to_string()))
}
