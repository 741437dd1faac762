//! The commands on evidence over time.

use aicloud_core::catalog::Catalog;
use serde_json::{Map, Value};

use crate::cli::conflicts::Conflicts;
use crate::cli::diff::Diff;
use crate::cli::expiring::Expiring;
use crate::cli::timeline::Timeline;
use crate::context::Context;
use crate::exit::Exit;
use crate::report;
use crate::report::conflicts::Contradictions;
use crate::report::diff::{Differences, KINDS};
use crate::report::expiring::Deadlines;
use crate::report::timeline::Story;
use aicloud_core::evidence::changes;
use aicloud_core::evidence::changes::Days;
use aicloud_core::evidence::contradictions::contradictions;
use aicloud_core::evidence::deadlines;
use aicloud_core::evidence::deadlines::{Due, Horizon};
use aicloud_core::evidence::timeline;
use aicloud_core::evidence::timeline::{Event, What};
use aicloud_core::evidence::topic::Topic;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Dated, Day, Effect, Id, Kind, Product};
use aicloud_core::rights::{Filter, Lens};
use aicloud_query::{compare as grids, dates, names, topics};

/// `timeline`.
///
/// # Errors
/// An unknown name, kind or date, or output that cannot be written.
pub fn timeline(args: &Timeline, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let records = &desk.data.catalog;
    let lens = Lens::new(&desk.data.catalog, &desk.setting.filter);
    let topic = topics::topic(args.topic.as_deref(), &desk.data.catalog)?;
    let kinds = topics::kinds(&args.kind, What::WORDS)?;
    let from = args.from.as_deref().map(|text| dates::first_day(text, desk.today)).transpose()?;
    let to = args.to.as_deref().map(|text| dates::day(text, desk.today)).transpose()?;
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        let message = "the story would end before it begins".to_owned();
        let hint = "--from is the earlier day, --to the later".to_owned();
        return Err(Failure::usage("bad-date", message, hint));
    }
    let within = |day: Day| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to);
    let mut events = timeline::events(&topic, &lens);
    events.retain(|event| within(event.day));
    let every = events.len();
    if !kinds.is_empty() {
        events.retain(|event| kinds.contains(&event.what.word()));
    } else if !args.all {
        events.retain(|event| is_told(event, &topic, &lens));
    }
    let more = if kinds.is_empty() { every - events.len() } else { 0 };
    let asked = asked([
        ("from", args.from.as_deref().into()),
        ("to", args.to.as_deref().into()),
        ("kind", args.kind.clone().into()),
    ]);
    let setting = desk.setting;
    let story = Story { topic: &topic, setting, asked, lens: &lens, records, events, more };
    desk.print(report::timeline::report(&story))?;
    Ok(Exit::Done)
}

/// Whether an event belongs to the story unless all of it is asked for: of
/// everything only what is agreed, contested or claimed; of a provider no more
/// of its offers than what is dated.
fn is_told(event: &Event, topic: &Topic, lens: &Lens<'_>) -> bool {
    match (topic, event.what) {
        (_, What::Sighting(..)) | (Topic::Provider(_), What::Price(..) | What::Release(_)) => false,
        (Topic::Everything, what) => matches!(
            what,
            What::Agreement(_)
                | What::DisputeBegins(_)
                | What::DisputeEnds(_)
                | What::Claim(_)
                | What::Development(..)
        ),
        (Topic::Provider(_), What::Stage(offer, place)) => {
            let stages = lens.catalog.stages(lens.catalog.offer(offer));
            stages.get(place).is_some_and(|stage| stage.dated != Dated::Observed)
        }
        _ => true,
    }
}

/// What narrowed a question, as scripts read it: what was not given is left out.
fn asked<const N: usize>(given: [(&str, Value); N]) -> Map<String, Value> {
    let is_given = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::Array(list) => !list.is_empty(),
        _ => true,
    };
    let given = given.into_iter().filter(|(_, value)| is_given(value));
    given.map(|(name, value)| (name.to_owned(), value)).collect()
}

/// `conflicts`.
///
/// # Errors
/// An unknown name, or output that cannot be written.
pub fn conflicts(args: &Conflicts, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let records = &desk.data.catalog;
    let lens = Lens::new(&desk.data.catalog, &desk.setting.filter);
    let typed = args.topic.as_deref().map(|typed| typed.trim().to_lowercase());
    let wanted = typed.as_deref().filter(|typed| !typed.is_empty());
    let (topic, mut found) = if let Some(id) = wanted.filter(|id| is_conflict(id, desk, records)) {
        let mut all = contradictions(&Topic::Everything, desk.setting.as_of, &lens);
        all.retain(|known| known.id == id);
        (Topic::Everything, all)
    } else if let Some(source) = wanted.and_then(|id| source(id, &desk.data.catalog)) {
        let mut all = contradictions(&Topic::Everything, desk.setting.as_of, &lens);
        all.retain(|known| known.sides.iter().any(|side| side.sources.contains(&source)));
        (Topic::Everything, all)
    } else {
        let ids: Vec<&str> = records.conflicts.iter().map(|known| known.id.as_str()).collect();
        let topic = topics::topic_or(wanted, &ids, &desk.data.catalog)?;
        let found = contradictions(&topic, desk.setting.as_of, &lens);
        (topic, found)
    };
    // Nobody had contradicted anybody yet.
    found.retain(|known| known.since <= desk.setting.as_of);
    if args.unresolved {
        found.retain(|known| known.open);
    }
    let whole = found.len() == 1 && wanted.is_some();
    let setting = desk.setting;
    let asked = asked([("about", wanted.into()), ("unresolved", args.unresolved.into())]);
    let all = args.all;
    let answer =
        Contradictions { topic: &topic, setting, asked, lens: &lens, records, found, whole, all };
    desk.print(report::conflicts::report(&answer))?;
    Ok(Exit::Done)
}

/// A source by its very id.
fn source(id: &str, catalog: &Catalog) -> Option<Id> {
    catalog.find(Kind::Source, id)
}

/// Whether an id is that of a contradiction, be it known by the asked day or not.
fn is_conflict(id: &str, desk: &Context<'_>, records: &Catalog) -> bool {
    let recorded = records.conflicts.iter().any(|known| known.id.as_str() == id);
    // What the facts show themselves is named by kind: `price:aws/bedrock/...`.
    recorded
        || id.contains(':') && {
            let lens = Lens::new(&desk.data.catalog, &Filter::default());
            let all = contradictions(&Topic::Everything, desk.setting.as_of, &lens);
            all.iter().any(|known| known.id == id)
        }
}

/// `diff`.
///
/// # Errors
/// An unknown name or date, or output that cannot be written.
pub fn diff(args: &Diff, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let (records, catalog, setting) = (&desk.data.catalog, &desk.data.catalog, desk.setting);
    let lens = Lens::new(catalog, &setting.filter);
    let days = Days {
        was: dates::day(&args.was, desk.today)?,
        now: dates::day(&args.now, desk.today)?,
        segment: setting.segment,
        region: setting.region.as_deref(),
    };
    let kinds = topics::kinds(&args.kind, KINDS)?;
    let kinds = if kinds.is_empty() { KINDS.to_vec() } else { kinds };
    let cells = cells(args, days.was.max(days.now), desk)?;
    let mut answer = Differences::none(days, setting, &lens, records, kinds);
    answer.all = args.all;
    answer.asked = asked([
        ("kind", args.kind.clone().into()),
        ("cloud", args.cloud.clone().into()),
        ("product", args.product.clone().into()),
        ("vendor", args.vendor.as_deref().into()),
    ]);
    if answer.tells("rights") {
        (answer.rights, answer.expected) = changes::rights(&cells, &days, &setting.filter, &lens);
        answer.learnt = changes::learnt(&cells, &days, &setting.filter, &lens);
    }
    let offers = offers_of(&cells, catalog);
    if answer.tells("availability") {
        answer.stages = changes::stages(&offers, &days, &lens);
    }
    if answer.tells("prices") {
        answer.prices = changes::prices(&offers, &days, &lens);
    }
    let whole = args.cloud.is_empty() && args.product.is_empty() && args.vendor.is_none();
    if answer.tells("claims") {
        answer.claims = changes::claims(&days, &lens);
        let is_asked =
            |id: &str| cells.iter().any(|(_, product)| *catalog.product(*product).id == *id);
        answer.claims.retain(|place| whole || products_of(*place, records).any(is_asked));
    }
    // A term is about more than one cell.
    if whole && answer.tells("rights") {
        answer.terms = terms_between(&days, &lens);
    }
    let any = answer.any();
    desk.print(report::diff::report(&answer))?;
    Ok(if args.exit_code && any { Exit::No } else { Exit::Done })
}

/// The ids of the products that a claim compares.
fn products_of(place: usize, records: &Catalog) -> impl Iterator<Item = &'static str> {
    let sides =
        records.claims.get(place).map(|claim| claim.subjects.iter().chain(&claim.comparators));
    sides.into_iter().flatten().filter_map(|side| side.product).map(Id::as_str)
}

/// The offers of these products on these clouds.
fn offers_of(cells: &[(Id, Id)], catalog: &Catalog) -> Vec<Id> {
    let within = |offer: &Id| {
        let offer = catalog.offer(*offer);
        let clouds = [offer.seller(), offer.service.head()];
        clouds.iter().any(|cloud| cells.binary_search(&(*cloud, offer.product)).is_ok())
    };
    catalog.offer_ids().filter(within).collect()
}

/// Terms that bear on rights and began or ended after one day and by the other.
fn terms_between(days: &Days<'_>, lens: &Lens<'_>) -> Vec<Event> {
    let mut events = timeline::events(&Topic::Everything, lens);
    events.retain(|event| {
        let bears = match event.what {
            What::TermBegins(term) | What::TermEnds(term) => matches!(
                lens.catalog.term(term).effect,
                Effect::Grant | Effect::Exclusive | Effect::Prohibit | Effect::Licence
            ),
            _ => false,
        };
        let (first, last) = days.ordered();
        bears && first < event.day && event.day <= last
    });
    events
}

/// The cells that a diff looks at: every product that exists by the later day, on
/// every cloud, unless narrowed.
fn cells(args: &Diff, later: Day, desk: &Context<'_>) -> Result<Vec<(Id, Id)>, Failure> {
    let catalog = &desk.data.catalog;
    let vendor = args.vendor.as_deref().map(|name| names::provider(name, catalog)).transpose()?;
    let products: Vec<Id> = match args.product.as_slice() {
        [] => {
            let exists = |product: &&Product| {
                product.released.is_none_or(|released| released.first_day() <= later)
            };
            catalog.products.iter().filter(exists).map(|product| product.id).collect()
        }
        named => named.iter().map(|n| names::product(n, catalog)).collect::<Result<_, _>>()?,
    };
    let mut cells = Vec::new();
    for product in products {
        if vendor.is_some_and(|vendor| catalog.product(product).vendor != vendor) {
            continue;
        }
        let clouds = grids::clouds_for(&[product], &args.cloud, catalog)?;
        cells.extend(clouds.into_iter().map(|cloud| (cloud, product)));
    }
    cells.sort_unstable();
    Ok(cells)
}

/// `expiring`.
///
/// # Errors
/// An unknown name, kind or number of days, or output that cannot be written.
pub fn expiring(args: &Expiring, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let records = &desk.data.catalog;
    let lens = Lens::new(&desk.data.catalog, &desk.setting.filter);
    let topic = topics::topic(args.topic.as_deref(), &desk.data.catalog)?;
    let kinds = topics::kinds(&args.kind, Due::WORDS)?;
    let from = desk.setting.as_of;
    let to = from.plus(dates::days(&args.within)?);
    let horizon = Horizon { topic: &topic, from, to, stale: dates::days(&args.stale)? };
    let mut found = deadlines::deadlines(&horizon, &lens);
    let every = found.len();
    if kinds.is_empty() {
        found.retain(|due| !matches!(due.what, Due::Source(_)));
    } else {
        found.retain(|due| kinds.contains(&due.what.word()));
    }
    let sources = if kinds.is_empty() { every - found.len() } else { 0 };
    let setting = desk.setting;
    let asked = asked([("kind", args.kind.clone().into()), ("stale_days", horizon.stale.into())]);
    let answer = Deadlines { horizon, setting, asked, lens: &lens, records, found, sources };
    desk.print(report::expiring::report(&answer))?;
    Ok(Exit::Done)
}
