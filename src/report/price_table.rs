//! `price` for people.

use crate::output::pieces::wrap;
use crate::output::prose;
use crate::output::table::{Column, draw};
use crate::output::words::authority_word;
use crate::report::Page;
use crate::report::price::Prices;
use aicloud_core::model::{Dated, Day, Id, Price, PriceScope, PriceState, Tier, Usd};
use aicloud_core::prices::listing::Listed;
use aicloud_core::prices::{Lost, Slot};
use aicloud_core::rights::Lens;

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

impl<'a> Prices<'a> {
    pub(super) fn draw(&self, page: &Page) -> String {
        let catalog = self.lens.catalog;
        let ids: Vec<&str> = self.products.iter().map(|p| &*catalog.product(*p).id).collect();
        let blend = &self.wanted.blend;
        let title = format!(
            "{}: list prices {} {}{}. USD per 1M tokens; blend {}:{} input to output.",
            ids.join(", "),
            // A step that is yet to come belongs to a history.
            if self.history { "over time, of what is on sale on" } else { "on" },
            self.setting.as_of,
            prose::setting(self.setting, catalog),
            blend.input,
            blend.output
        );
        let mut text = prose::bold(&wrap(&title, page.cells(), 0), page) + "\n";
        if self.rows.is_empty() {
            text += "\nNo offer on sale fits what was asked; --all shows the others too.\n";
        }
        for product in self.products {
            text += &self.blocks(*product, page);
        }
        text.push('\n');
        if self.explain {
            text += &self.explanations(page);
        }
        for note in self.notes() {
            text += &wrap(&note, page.cells(), 2);
            text.push('\n');
        }
        text + &prose::foot_folded(&catalog.basis, page)
    }

    /// A block for each tier of a product, so that tiers are not compared by eye.
    fn blocks(&self, product: Id, page: &Page) -> String {
        let mut text = String::new();
        let of = |listed: &&Listed<'a>| listed.row.product == product;
        let tier = |listed: &Listed<'_>| listed.charge.as_ref().map(|charge| charge.slot.tier);
        let mut tiers: Vec<Option<Tier>> = self.rows.iter().filter(of).map(tier).collect();
        tiers.sort_by_key(|tier| (tier.is_none(), *tier));
        tiers.dedup();
        for tier_of in tiers {
            let rows: Vec<&Listed<'a>> =
                self.rows.iter().filter(of).filter(|listed| tier(listed) == tier_of).collect();
            let Some(tier) = tier_of else {
                let mut shops: Vec<String> = rows.iter().map(|row| self.cloud(row)).collect();
                shops.dedup();
                let line = format!("No price recorded: {}.", shops.join(", "));
                text += &format!("\n{}\n", wrap(&line, page.cells(), 2));
                continue;
            };
            let name = tier.word();
            let id = &self.lens.catalog.product(product).id;
            text += &match self.products.len() {
                1 => format!("\n{name}\n"),
                _ => format!("\n{id}, {name}\n"),
            };
            text += &self.table(&rows, page);
        }
        text
    }

    fn table(&self, rows: &[&Listed<'a>], page: &Page) -> String {
        let columns = self.columns(rows, page);
        let lines: Vec<Vec<String>> = rows
            .iter()
            .map(|listed| columns.iter().map(|(cell, _)| self.cell(*cell, listed)).collect())
            .collect();
        let columns: Vec<Column> = columns.into_iter().map(|(_, column)| column).collect();
        draw(&columns, &lines, page)
    }

    /// The columns that a page has room for.
    fn columns(&self, rows: &[&Listed<'a>], page: &Page) -> Vec<(Cell, Column)> {
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
        columns.extend((roomy || !self.history).then(|| (Cell::Blend, Column::right("BLEND"))));
        if roomy || self.history {
            columns.push((Cell::From, Column::left("FROM").wide(seen)));
            columns.push((Cell::To, Column::left("TO").wide(10)));
        }
        columns.push((Cell::Source, Column::left("SOURCE")));
        columns.extend((!self.history).then(|| (Cell::Age, Column::right("AGE"))));
        columns
    }

    fn cell(&self, cell: Cell, listed: &Listed<'_>) -> String {
        let Some(charge) = &listed.charge else {
            return if cell == Cell::Cloud { self.cloud(listed) } else { String::new() };
        };
        let list = charge.list.as_ref();
        let date = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
        let priced = charge.state == PriceState::Priced;
        let mark = if listed.contested() { "*" } else { "" };
        match cell {
            Cell::Cloud => self.cloud(listed),
            Cell::Scope => slot_words(&charge.slot),
            Cell::Input if !priced => state_word(charge.state).to_owned(),
            Cell::Input => format!("{}{mark}", amount(charge.meters.input)),
            Cell::Output if !priced => String::new(),
            Cell::Output => format!("{}{mark}", amount(charge.meters.output)),
            Cell::Cached => amount(charge.meters.cached_input),
            Cell::Write => amount(charge.meters.cache_write),
            Cell::Blend => {
                let blended = listed.blended(&self.wanted.blend);
                let short = blended.and_then(|usd| usd.round_dp(4).to_string().parse().ok());
                short.map_or(String::new(), Usd::cents)
            }
            Cell::From => {
                let from = date(listed.from.or(list.map(|list| list.from)));
                if is_seen(listed) { format!("by {from}") } else { from }
            }
            Cell::To => {
                let end = list.and_then(|list| self.lens.price_end(list.price));
                date(listed.until.or(end))
            }
            Cell::Source => {
                let said = list.map_or("negotiated", |list| authority_word(list.authority));
                let less = charge.discount.map(|discount| &self.lens.catalog.discount(discount).id);
                less.map_or(said.to_owned(), |id| format!("{said}, less {id}"))
            }
            Cell::Age => {
                let age = list.and_then(|list| self.age(&list.sources(self.lens)));
                age.map_or(String::new(), |age| format!("{age}d"))
            }
        }
    }

    /// The cloud, with its service where it has several of them here.
    fn cloud(&self, listed: &Listed<'_>) -> String {
        let catalog = self.lens.catalog;
        let row = &listed.row;
        let same =
            |other: &&Listed<'_>| other.row.cloud == row.cloud && other.row.product == row.product;
        let several = self.rows.iter().filter(same).any(|other| other.row.offer != row.offer);
        let barred = if row.sold_though_barred() { "!" } else { "" };
        match row.service.filter(|_| several) {
            Some(service) => format!("{}{barred}", catalog.service(service).id),
            None => format!("{}{barred}", catalog.provider(row.cloud).id),
        }
    }

    fn explanations(&self, page: &Page) -> String {
        let catalog = self.lens.catalog;
        let mut text = String::new();
        for listed in &self.rows {
            let Some(list) = listed.charge.as_ref().and_then(|charge| charge.list.as_ref()) else {
                continue;
            };
            let slot = format!("{}, {}", slot_words(&list.slot), list.slot.tier.word());
            text += &format!("{}, {slot}\n", row_name(listed, self.lens));
            let sources = list.sources(self.lens);
            text += &self.statement("holds", list.price, &sources, page);
            for rival in &list.rivals {
                let standing = match rival.lost {
                    Lost::Contests => "contests it",
                    Lost::Authority => "outranked",
                    Lost::Recency => "older",
                };
                let sources = self.lens.voices(&rival.price.sources);
                text += &self.statement(standing, rival.price, &sources, page);
            }
            if let Some(discount) = listed.charge.as_ref().and_then(|charge| charge.discount) {
                text += &format!("  your discount: {}\n", catalog.discount(discount).id);
            }
        }
        if text.is_empty() { text } else { text + "\n" }
    }

    fn statement(&self, what: &str, price: &Price, sources: &[Id], page: &Page) -> String {
        let catalog = self.lens.catalog;
        let said: Vec<String> = sources
            .iter()
            .map(|source| {
                let fact = catalog.source(*source);
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
        let line = format!("  {what}: {}{stated}, {since}: {}", amounts(price), said.join(", "));
        wrap_indented(&line, page)
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let rows = || self.rows.iter();
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
        if self.rows.is_empty() {
            return notes;
        }
        if !self.history {
            notes.push("AGE: days since the strongest source of a price last spoke.".to_owned());
        } else if rows().any(is_seen) {
            notes.push("by DATE: seen then; it may have begun earlier.".to_owned());
        }
        if self.history && !self.lens.catalog.discounts.is_empty() {
            notes.push("A history is of list prices; your discounts are not in it.".to_owned());
        }
        notes
    }
}

fn wrap_indented(line: &str, page: &Page) -> String {
    format!("  {}\n", wrap(line.trim_start(), page.cells().saturating_sub(2), 6))
}

/// An offer as the heading of its statements.
fn row_name(listed: &Listed<'_>, lens: &Lens<'_>) -> String {
    listed.row.offer.map_or(String::new(), |offer| lens.catalog.offer(offer).id.to_string())
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

/// A slot as a cell: `geography us >272K`.
pub(super) fn slot_words(slot: &Slot<'_>) -> String {
    let mut text = match slot.scope {
        PriceScope::Unstated => "-".to_owned(),
        scope => scope.word().to_owned(),
    };
    match slot.within {
        [] => {}
        [one] => text += &format!(" {one}"),
        [a, b] if a.len() + b.len() < 8 => text += &format!(" {a}, {b}"),
        areas => text += &format!(" {} areas", areas.len()),
    }
    if let Some(over) = slot.context_over {
        text += &match over % 1000 {
            0 => format!(" >{}K", over / 1000),
            _ => format!(" >{over}"),
        };
    }
    text
}

/// What is known in place of an amount, as a cell.
pub(super) fn state_word(state: PriceState) -> &'static str {
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
