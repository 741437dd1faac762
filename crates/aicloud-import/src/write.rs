//! An import to a directory that `--overlay` reads: whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::entry::RateKey;
use crate::format::CatalogueFormat;
use crate::merge;
use crate::merge::Merged;
use crate::result::ImportedCatalogue;
use crate::shelf::Spelled;
use aicloud_core::failure::Failure;
use aicloud_core::model::{
    Dated, Day, EvidenceClass, Id, Price, PriceForm, PriceState, PriceStatement, PublishesPrices,
    Source, Stance, Statement,
};
use aicloud_data::folder;
use aicloud_data::yaml;

/// What the id of an import begins with.
const MARK: &str = "import-";
/// Upstream ids that a locator names.
const NAMED: usize = 4;

/// The source that an overlay speaks for.
///
/// # Errors
/// None in practice: the parts make an id.
pub fn source(format: CatalogueFormat, day: Day) -> Result<Source, String> {
    let (title, publisher, url) = match format {
        CatalogueFormat::Litellm => (
            "LiteLLM model cost map",
            "LiteLLM",
            "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json",
        ),
        CatalogueFormat::ModelsDev => {
            ("models.dev catalogue", "models.dev", "https://models.dev/api.json")
        }
        CatalogueFormat::GenaiPrices => (
            "genai-prices data",
            "Pydantic",
            "https://github.com/pydantic/genai-prices/blob/main/prices/data.json",
        ),
        CatalogueFormat::AzureRetail => {
            ("Azure Retail Prices API", "Microsoft", "https://prices.azure.com/api/retail/prices")
        }
    };
    let list =
        (format == CatalogueFormat::AzureRetail).then(|| "azure".parse::<Id>()).transpose()?;
    Ok(Source {
        id: format!("{MARK}{}-{day}", format.word()).parse()?,
        title: format!("{title}, imported on {day}"),
        publisher: publisher.to_owned(),
        url: url.to_owned(),
        class: if list.is_some() { EvidenceClass::Primary } else { EvidenceClass::Catalogue },
        published: day.into(),
        retrieved: day.into(),
        via: None,
        derives_from: Vec::new(),
        publishes_prices: list.map(|of| PublishesPrices { of, form: PriceForm::PriceList }),
        sentences: Vec::new(),
        note: None,
    })
}

/// The records of the prices that are taken over, by offer.
///
/// # Errors
/// An id that is longer than ids may be.
pub fn statements(
    merged: &Merged,
    source: &Source,
    day: Day,
) -> Result<Vec<PriceStatement>, String> {
    let mut statements: Vec<PriceStatement> = Vec::new();
    for ((offer, key), merged_price) in &merged.prices {
        let offer = *offer;
        let price = price(key, merged_price, merged, source, day);
        match statements.last_mut().filter(|last| last.offer == offer) {
            Some(last) => last.prices.push(price),
            None => statements.push(PriceStatement {
                id: format!("{}/{offer}", source.id).parse()?,
                offer,
                prices: vec![price],
                note: None,
            }),
        }
    }
    Ok(statements)
}

fn price(
    key: &RateKey,
    price: &merge::AgreedPrice,
    merged: &Merged,
    source: &Source,
    day: Day,
) -> Price {
    let mut by: Vec<&str> = Vec::new();
    for (position, _) in &price.by {
        let id = merged.rows.get(*position).map_or("", |row| row.id.as_str());
        if !by.contains(&id) {
            by.push(id);
        }
    }
    let release = price.by.iter().all(|(_, spelled)| *spelled == Spelled::Release);
    let [input, output, cached_input, cache_write, cache_write_1h] = price.amounts;
    Price {
        scope: key.scope,
        within: key.within.clone(),
        tier: key.tier,
        context_over: key.context_over,
        state: PriceState::Priced,
        input,
        cached_input,
        cache_write,
        cache_write_lifetime: None,
        cache_write_1h,
        output,
        as_stated: price.as_stated.clone(),
        from: day.into(),
        dated: Dated::Observed,
        until: None,
        until_at_least: None,
        until_sources: Vec::new(),
        sources: vec![statement(source, &by)],
        note: release.then(|| "Stated for a release of the product.".to_owned()),
    }
}

fn statement(source: &Source, by: &[&str]) -> Statement {
    let mut locator = by[..by.len().min(NAMED)].join("; ");
    if let Some(more) = by.len().checked_sub(NAMED).filter(|more| *more > 0) {
        locator += &format!(" and {more} more");
    }
    Statement {
        source: source.id,
        stance: Stance::Asserts,
        speaker: None,
        locator: Some(locator),
        says: None,
        dates_it: None,
        quote: None,
    }
}

/// Writes the overlay in place of an earlier import, or where nothing stands:
/// whole or not at all.
///
/// # Errors
/// A directory that is no earlier import, or one that cannot be written.
pub fn overlay(dir: &Path, import: &ImportedCatalogue) -> Result<(), Failure> {
    let failed = |error: io::Error| {
        Failure::input_output(format!("cannot write {}: {error}", dir.display()))
    };
    let stands = earlier(dir)?;
    let files = files(import).map_err(failed)?;
    folder::write(dir, &files, stands).map_err(failed)
}

/// Whether an earlier import stands there.
fn earlier(dir: &Path) -> Result<bool, Failure> {
    let refused = |what: &str| {
        let message = format!("{} {what}; it is left as it is", dir.display());
        let hint = "name a new directory, or one that an import wrote".to_owned();
        Failure::usage("not-an-import", message, hint)
    };
    match fs::metadata(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Ok(found) if !found.is_dir() => return Err(refused("is not a directory")),
        _ => {}
    }
    let unreadable =
        |error: io::Error| Failure::input_output(format!("cannot read {}: {error}", dir.display()));
    for entry in fs::read_dir(dir).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let ours = ["sources", "prices"].iter().any(|name| path.ends_with(name));
        if !ours || !only_imports(&path).map_err(unreadable)? {
            return Err(refused("holds something that no import wrote"));
        }
    }
    Ok(true)
}

/// Whether every record in the files of a folder is one of an import.
fn only_imports(folder: &Path) -> io::Result<bool> {
    if !fs::symlink_metadata(folder)?.is_dir() {
        return Ok(false);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let yaml = path.extension().is_some_and(|end| end == "yaml");
        if !yaml || !fs::symlink_metadata(&path)?.is_file() {
            return Ok(false);
        }
        let text = fs::read_to_string(&path)?;
        let mut ids = text.lines().filter_map(|line| line.strip_prefix("- "));
        if !ids.all(|line| line.strip_prefix("id: ").is_some_and(|id| id.starts_with(MARK))) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The files of an overlay, by path.
fn files(import: &ImportedCatalogue) -> io::Result<Vec<(PathBuf, String)>> {
    let text = |yaml: anyhow::Result<String>| yaml.map_err(|e| io::Error::other(format!("{e:#}")));
    let sources = text(yaml::text(&[&import.source]))?;
    let mut files = vec![(PathBuf::from(format!("sources/{}.yaml", import.source.id)), sources)];
    for of_one_cloud in import.statements.chunk_by(|a, b| a.offer.head() == b.offer.head()) {
        let cloud = of_one_cloud.first().map_or("", |stated| stated.offer.head().as_str());
        let path = PathBuf::from(format!("prices/{cloud}.yaml"));
        files.push((path, text(yaml::text(of_one_cloud))?));
    }
    Ok(files)
}
