//! `may --batch`: one question a line, as JSON.

use serde::Deserialize;

use super::{Setting, dates, names};
use crate::data::Facts;
use crate::data::facts::{ProductIx, ProviderIx};
use crate::exit::Failure;
use crate::model::Day;

/// A line of a batch. Unknown keys are ignored, so that the rows which other
/// commands print can be fed back in.
#[derive(Debug, Deserialize)]
struct Line {
    cloud: String,
    product: String,
    segment: Option<String>,
    region: Option<String>,
    as_of: Option<String>,
    known_by: Option<String>,
}

/// One question of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Who would sell.
    pub cloud: ProviderIx,
    /// What.
    pub product: ProductIx,
    /// On which day, for whom, on whose word.
    pub setting: Setting,
}

/// Reads one line; what it leaves out comes from the options of the command.
///
/// # Errors
/// A line that is not such a JSON object, or a name or date in it that is not
/// known.
pub fn item(line: &str, default: &Setting, facts: &Facts, today: Day) -> Result<Item, Failure> {
    let line: Line = serde_json::from_str(line).map_err(|error| {
        let hint = r#"write {"cloud": "aws", "product": "gpt-5.5"}, one a line"#.to_owned();
        Failure::usage("bad-line", format!("not a question: {error}"), hint)
    })?;
    let (cloud, product) = names::cloud_and_product(&line.cloud, &line.product, facts)?;
    let mut setting = default.clone();
    if let Some(segment) = &line.segment {
        setting.segment = names::segment(segment, facts)?;
    }
    if line.region.is_some() {
        setting.region = line.region;
    }
    if let Some(day) = &line.as_of {
        setting.as_of = dates::day(day, today)?;
    }
    if let Some(day) = &line.known_by {
        setting.filter.known_by = Some(dates::day(day, today)?);
    }
    Ok(Item { cloud, product, setting })
}
