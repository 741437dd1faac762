//! `watchlist` and its check.

use aicloud_core::catalog::Catalog;
use std::path::Path;

use crate::ask::unwritable;
use crate::cli::watchlist::{Check, WatchCommand, Watchlist};
use crate::context::Context;
use crate::exit::Exit;
use crate::output::sink::Sink;
use crate::output::words;
use crate::report::watchlist::{Checked, Questions, check_report};
use crate::report::{self};
use aicloud_core::evidence::topic::Topic;
use aicloud_core::evidence::watched;
use aicloud_core::evidence::watched::{Item, status_word};
use aicloud_core::failure::Failure;
use aicloud_core::model::WatchStatus;
use aicloud_core::offers::rows;
use aicloud_core::rights::Lens;
use aicloud_data::yaml;
use aicloud_query::watch;
use aicloud_query::watch::Watched;
use aicloud_query::{names, topics};

/// `watchlist`.
///
/// # Errors
/// An unknown name, a list that cannot be read or written, or output that cannot
/// be written.
pub fn watchlist(args: &Watchlist, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    if let Some(WatchCommand::Check(check)) = &args.command {
        return compare(check, desk);
    }
    let lens = Lens::new(&desk.data.catalog, &desk.setting.filter);
    let topic = topics::topic(args.topic.as_deref(), &desk.data.catalog)?;
    let setting = desk.setting;
    let mut items = watched::items(&topic, setting.as_of, setting.filter.known_by, &lens);
    if args.unresolved {
        items.retain(|item| item.status != WatchStatus::Resolved);
    }
    let answer = Questions { topic: &topic, setting: desk.setting, lens: &lens, items };
    desk.print(report::watchlist::report(&answer))?;
    Ok(Exit::Done)
}

/// `watchlist check`: exit 1 where any answer differs.
fn compare(args: &Check, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let stdin = args.file == Path::new("-");
    if stdin && args.update {
        let message = "standard input cannot be written back".to_owned();
        return Err(Failure::usage("bad-watchlist", message, "name a file".to_owned()));
    }
    let list = watch::read(&args.file, desk.input)?;
    let lens = Lens::new(&desk.data.catalog, &desk.setting.filter);
    let setting = desk.setting;
    let items = watched::items(&Topic::Everything, setting.as_of, setting.filter.known_by, &lens);
    let mut changed = Vec::new();
    let mut answered = Vec::new();
    for (place, entry) in list.iter().enumerate() {
        let now = answer(entry, &items, &lens, desk).map_err(|mut failure| {
            let shown =
                if stdin { "standard input".into() } else { args.file.display().to_string() };
            failure.message = format!("{shown}: entry {}: {}", place + 1, failure.message);
            failure
        })?;
        changed.extend(entry.against(&now));
        answered.push(now);
    }
    let any = !changed.is_empty();
    let checked = Checked { setting: desk.setting, lens: &lens, asked: list.len(), changed };
    desk.print(check_report(&checked))?;
    if args.update && any {
        // What changed is told before the file forgets it.
        desk.sink.flush().map_err(unwritable)?;
        let text = yaml::text(&answered).map_err(|error| Failure::data(format!("{error:#}")))?;
        let mut none = std::io::sink();
        let mut file = Sink::open(Some(&args.file), &mut none)?;
        file.write(&text).map_err(unwritable)?;
        file.finish().map_err(unwritable)?;
    }
    Ok(if any { Exit::No } else { Exit::Done })
}

/// A question with the answers of today; of those that were saved only the same
/// ones, all where none was.
fn answer(
    entry: &Watched,
    items: &[Item<'_>],
    lens: &Lens<'_>,
    desk: &Context<'_>,
) -> Result<Watched, Failure> {
    let asks = Watched {
        cloud: entry.cloud.clone(),
        product: entry.product.clone(),
        segment: entry.segment.clone(),
        region: entry.region.clone(),
        watch: entry.watch.clone(),
        ..Watched::default()
    };
    let new = entry.is_new();
    if let Some(id) = &entry.watch {
        // A question that nobody heard has raised yet stands nowhere.
        let item = watch_item(id, &desk.data.catalog, items)?;
        let status = item.map(|item| status_word(item.status).to_owned());
        let developments = item.map_or(0, |item| item.developments.len());
        return Ok(Watched {
            status: status.filter(|_| new || entry.status.is_some()),
            developments: (new || entry.developments.is_some()).then_some(developments),
            ..asks
        });
    }
    let catalog = lens.catalog;
    let (Some(cloud), Some(product)) = (&entry.cloud, &entry.product) else { return Ok(asks) };
    let (cloud, product) = names::cloud_and_product(cloud, product, catalog)?;
    let mut frame = desk.setting.frame();
    if let Some(segment) = &entry.segment {
        frame.segment = names::segment(segment, catalog)?;
    }
    let region =
        entry.region.as_deref().map(|region| names::region(region, catalog)).transpose()?;
    frame.region = region.as_deref().or(frame.region);
    let row = rows::rows(product, cloud, &frame, lens).swap_remove(0);
    let stage = words::stage_key(row.listing.stage());
    Ok(Watched {
        right: (new || entry.right.is_some()).then(|| row.decision.right.word().to_owned()),
        appointed: (new || entry.appointed.is_some()).then_some(row.decision.appointed),
        availability: (new || entry.availability.is_some()).then(|| stage.to_owned()),
        price: (new || entry.price.is_some())
            .then(|| words::price_short(&row).unwrap_or_else(|| "none".to_owned())),
        ..asks
    })
}

/// An item of the watch list by its id; nothing where it is not known through
/// the lens.
fn watch_item<'i, 'r>(
    id: &str,
    records: &Catalog,
    items: &'i [Item<'r>],
) -> Result<Option<&'i Item<'r>>, Failure> {
    let mut ids = records.watchlist.iter().map(|record| record.id.as_str());
    if ids.any(|known| known == id) {
        return Ok(items.iter().find(|item| item.record.id.as_str() == id));
    }
    let ids = records.watchlist.iter().map(|record| record.id.as_str());
    let near = aicloud_core::names::nearest(id, ids, 3).join(", ");
    let shown = aicloud_query::names::shown(id);
    let message = format!("there is no watch item `{shown}`; the nearest are {near}");
    Err(Failure::usage("unknown-id", message, "all of them: aicloud watchlist".to_owned()))
}
