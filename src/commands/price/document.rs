//! What people read of `price`.

use crate::output::table::Column;
use crate::output::{Document, Page, prose};
use aicloud_core::model::{Dated, Day, Id, Price, PriceState, Tier, Usd};
use aicloud_core::prices::Lost;
use aicloud_core::prices::listing::Listed;
use aicloud_query::price::FoundPrices;
use aicloud_query::price_words::slot_words;

/// From this many cells on a table has room for dates.
const ROOMY: usize = 100;

/// What a cell tells of a price.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Cloud,
    Scope,
    Input,
    Cached,
    Write,
    Output,
    Blend,
    From,
    To,
    Source,
    Age,
}

/// The prices, tier by tier.
pub(super) fn document(prices: &FoundPrices<'_>, explain: bool, page: &Page) -> Document {
    let mut document = Document::titled(title(prices));
    if prices.listed.is_empty() {
        let none = "No offer on sale fits what was asked; --all shows the others too.";
        document = document.blank().line(none);
    }
    for product in &prices.products {
        document = document.then(blocks(*product, prices, page));
    }
    document = document.blank();
    if explain {
        document = document.then(explanations(prices));
    }
    let notes = notes(prices).into_iter();
    let document = notes.fold(document, |document, note| document.hanging(note, 2));
    document.paragraph(prose::foot(&prices.lens.catalog.basis))
}

fn title(prices: &FoundPrices<'_>) -> String {
    let catalog = prices.lens.catalog;
    let ids: Vec<&str> = prices.products.iter().map(|p| &*catalog.product(*p).id).collect();
    let blend = &prices.wanted.blend;
    format!(
        "{}: list prices {} {}{}. USD per 1M tokens; blend {}:{} input to output.",
        ids.join(", "),
        // A step that is yet to come belongs to a history.
        if prices.history { "over time, of what is on sale on" } else { "on" },
        prices.setting.as_of,
        prose::setting(prices.setting, catalog),
        blend.input,
        blend.output
    )
}

/// A block for each tier of a product, so that tiers are not compared by eye.
fn blocks(product: Id, prices: &FoundPrices<'_>, page: &Page) -> Document {
    let of = |listed: &&Listed<'_>| listed.row.product == product;
    let tier = |listed: &Listed<'_>| listed.charge.as_ref().map(|charge| charge.slot.tier);
    let mut tiers: Vec<Option<Tier>> = prices.listed.iter().filter(of).map(tier).collect();
    tiers.sort_by_key(|tier| (tier.is_none(), *tier));
    tiers.dedup();
    let block = |document: Document, tier_of: Option<Tier>| {
        let here = prices.listed.iter().filter(of).filter(|listed| tier(listed) == tier_of);
        let here: Vec<&Listed<'_>> = here.collect();
        let Some(tier) = tier_of else {
            let mut clouds: Vec<String> = here.iter().map(|row| cloud(row, prices)).collect();
            clouds.dedup();
            let none = format!("No price recorded: {}.", clouds.join(", "));
            return document.blank().hanging(none, 2);
        };
        let id = &prices.lens.catalog.product(product).id;
        let head = match prices.products.len() {
            1 => tier.word().to_owned(),
            _ => format!("{id}, {}", tier.word()),
        };
        let (columns, rows) = table(&here, prices, page);
        document.blank().line(head).table(columns, rows)
    };
    tiers.into_iter().fold(Document::default(), block)
}

fn table(
    listed: &[&Listed<'_>],
    prices: &FoundPrices<'_>,
    page: &Page,
) -> (Vec<Column>, Vec<Vec<String>>) {
    let (cells, columns): (Vec<Cell>, Vec<Column>) =
        columns(listed, prices.history, page).into_iter().unzip();
    let line = |one: &&Listed<'_>| cells.iter().map(|which| cell(*which, one, prices)).collect();
    (columns, listed.iter().map(line).collect())
}

/// The columns that a page has room for.
fn columns(rows: &[&Listed<'_>], history: bool, page: &Page) -> Vec<(Cell, Column)> {
    let roomy = page.cells() >= ROOMY;
    let written = rows.iter().any(|listed| {
        listed.charge.as_ref().is_some_and(|charge| charge.meters.cache_write.is_some())
    });
    let seen = if rows.iter().any(|listed| is_seen(listed)) { 13 } else { 10 };
    let mut columns = vec![
        (Cell::Cloud, Column::left("CLOUD")),
        (Cell::Scope, Column::left("SCOPE")),
        (Cell::Input, Column::right("IN")),
        (Cell::Cached, Column::right("CACHED")),
    ];
    columns.extend((roomy && written).then(|| (Cell::Write, Column::right("WRITE"))));
    columns.push((Cell::Output, Column::right("OUT")));
    columns.extend((roomy || !history).then(|| (Cell::Blend, Column::right("BLEND"))));
    if roomy || history {
        columns.push((Cell::From, Column::left("FROM").wide(seen)));
        columns.push((Cell::To, Column::left("TO").wide(10)));
    }
    columns.push((Cell::Source, Column::left("SOURCE")));
    columns.extend((!history).then(|| (Cell::Age, Column::right("AGE"))));
    columns
}

fn cell(cell: Cell, listed: &Listed<'_>, prices: &FoundPrices<'_>) -> String {
    let Some(charge) = &listed.charge else {
        return if cell == Cell::Cloud { cloud(listed, prices) } else { String::new() };
    };
    let list = charge.list.as_ref();
    let date = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
    let has_amounts = charge.state == PriceState::Priced;
    let mark = if listed.contested() { "*" } else { "" };
    match cell {
        Cell::Cloud => cloud(listed, prices),
        Cell::Scope => slot_words(&charge.slot),
        Cell::Input if !has_amounts => state_word(charge.state).to_owned(),
        Cell::Input => format!("{}{mark}", amount(charge.meters.input)),
        Cell::Output if !has_amounts => String::new(),
        Cell::Output => format!("{}{mark}", amount(charge.meters.output)),
        Cell::Cached => amount(charge.meters.cached_input),
        Cell::Write => amount(charge.meters.cache_write),
        Cell::Blend => {
            let blended = listed.blended(&prices.wanted.blend);
            let short = blended.and_then(|usd| usd.round_dp(4).to_string().parse().ok());
            short.map_or(String::new(), Usd::cents)
        }
        Cell::From => {
            let from = date(listed.from.or(list.map(|list| list.from)));
            if is_seen(listed) { format!("by {from}") } else { from }
        }
        Cell::To => {
            let end = list.and_then(|list| prices.lens.price_end(list.price));
            date(listed.until.or(end))
        }
        Cell::Source => {
            let said = list.map_or("negotiated".to_owned(), |list| list.authority.to_string());
            let less = charge.discount.map(|discount| &prices.lens.catalog.discount(discount).id);
            match less {
                Some(id) => format!("{said}, less {id}"),
                None => said,
            }
        }
        Cell::Age => {
            let age = list.and_then(|list| prices.age(&list.sources(prices.lens)));
            age.map_or(String::new(), |age| format!("{age}d"))
        }
    }
}

/// The cloud, with its service where it has several of them here.
fn cloud(listed: &Listed<'_>, prices: &FoundPrices<'_>) -> String {
    let catalog = prices.lens.catalog;
    let row = &listed.row;
    let same =
        |other: &&Listed<'_>| other.row.cloud == row.cloud && other.row.product == row.product;
    let several = prices.listed.iter().filter(same).any(|other| other.row.offer != row.offer);
    let barred = if row.sold_though_barred() { "!" } else { "" };
    match row.service.filter(|_| several) {
        Some(service) => format!("{}{barred}", catalog.service(service).id),
        None => format!("{}{barred}", catalog.provider(row.cloud).id),
    }
}

fn explanations(prices: &FoundPrices<'_>) -> Document {
    let mut document = Document::default();
    let mut any = false;
    for listed in &prices.listed {
        let Some(list) = listed.charge.as_ref().and_then(|charge| charge.list.as_ref()) else {
            continue;
        };
        any = true;
        let catalog = prices.lens.catalog;
        let offer = listed.row.offer.map_or("", |offer| &catalog.offer(offer).id);
        let slot = slot_words(&list.slot);
        document = document.line(format!("{offer}, {slot}, {}", list.slot.tier.word()));
        let holds = statement("holds", list.price, &list.sources(prices.lens), prices);
        document = document.indented(holds, 2, 4);
        for rival in &list.rivals {
            let standing = match rival.lost {
                Lost::Contests => "contests it",
                Lost::Authority => "outranked",
                Lost::Recency => "older",
            };
            let sources = prices.lens.voices(&rival.price.sources);
            let other = statement(standing, rival.price, &sources, prices);
            document = document.indented(other, 2, 4);
        }
        if let Some(discount) = listed.charge.as_ref().and_then(|charge| charge.discount) {
            document = document.line(format!("  your discount: {}", catalog.discount(discount).id));
        }
    }
    if any { document.blank() } else { document }
}

/// What sources state: `holds: 5.00 in, 30.00 out, from 2026-04-24: ...`.
fn statement(what: &str, price: &Price, sources: &[Id], prices: &FoundPrices<'_>) -> String {
    let catalog = prices.lens.catalog;
    let said: Vec<String> = sources
        .iter()
        .map(|source| {
            let fact = &catalog.source(*source);
            format!(
                "{} ({}, {})",
                fact.id,
                catalog.evidence_of(*source).word(),
                catalog.published(*source)
            )
        })
        .collect();
    let stated = price.as_stated.as_ref().map_or(String::new(), |text| format!(" [{text}]"));
    let from = catalog.price_from(price);
    let since = match price.dated {
        Dated::Observed => format!("seen {from}"),
        _ => format!("from {from}"),
    };
    format!("{what}: {}{stated}, {since}: {}", amounts(price), said.join(", "))
}

fn notes(prices: &FoundPrices<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let rows = || prices.listed.iter();
    if rows().any(Listed::contested) {
        notes.push(
            "*: sources of equal rank state other prices too; --explain shows them.".to_owned(),
        );
    }
    if rows().any(|listed| listed.row.sold_though_barred()) {
        notes.push("!: on sale although barred, as far as the sources go.".to_owned());
    }
    let over = |listed: &Listed<'_>| {
        listed.charge.as_ref().is_some_and(|charge| charge.slot.context_over.is_some())
    };
    if rows().any(over) {
        notes.push(">N: for prompts of more than N tokens.".to_owned());
    }
    if rows().any(|listed| listed.charge.as_ref().is_some_and(|c| c.discount.is_some())) {
        notes.push("less ID: after your discount; aicloud show ID tells its terms.".to_owned());
    }
    if prices.listed.is_empty() {
        return notes;
    }
    if !prices.history {
        notes.push("AGE: days since the strongest source of a price last spoke.".to_owned());
    } else if rows().any(is_seen) {
        notes.push("by DATE: seen then; it may have begun earlier.".to_owned());
    }
    if prices.history && !prices.lens.catalog.discounts.is_empty() {
        notes.push("A history is of list prices; your discounts are not in it.".to_owned());
    }
    notes
}

/// The amounts of a statement: `5.00 in, 0.50 cached, 30.00 out`.
fn amounts(price: &Price) -> String {
    let named = [
        (price.input, "in"),
        (price.cached_input, "cached"),
        (price.cache_write, "cache write"),
        (price.cache_write_1h, "cache write 1h"),
        (price.output, "out"),
    ];
    let known = named.iter().filter_map(|(usd, name)| Some(format!("{} {name}", (*usd)?.cents())));
    let known: Vec<String> = known.collect();
    if known.is_empty() { state_word(price.state).to_owned() } else { known.join(", ") }
}

/// What is known in place of an amount, as a cell.
fn state_word(state: PriceState) -> &'static str {
    match state {
        PriceState::Priced => "priced",
        PriceState::NotPublished => "n/p",
        PriceState::Free => "free",
        PriceState::Included => "included",
    }
}

fn amount(usd: Option<Usd>) -> String {
    usd.map_or("-".to_owned(), Usd::cents)
}

/// Whether a price was only seen on its day and may have begun earlier.
fn is_seen(listed: &Listed<'_>) -> bool {
    let list = listed.charge.as_ref().and_then(|charge| charge.list.as_ref());
    list.is_some_and(|list| list.price.dated == Dated::Observed)
}
