//! `where` for people: one product, a line for each cloud.

use rust_decimal::Decimal;

use crate::output::pieces::wrap;
use crate::output::prose;
use crate::output::table::{Column, draw};
use crate::output::words::{Face, stage_full};
use crate::report::Page;
use crate::report::compare::{Comparison, face, mark};
use aicloud_core::model::{Availability, Channel, Dated, Id, PriceScope, PriceState, Usd};
use aicloud_core::offers::availability::retirement;
use aicloud_core::offers::rows::{Listing, Row};
use aicloud_core::prices::Quote;
use aicloud_core::rights::side::Implied;
use aicloud_core::rights::{Right, Why};

impl Comparison<'_> {
    pub(super) fn everywhere(&self, page: &Page) -> String {
        let catalog = self.lens.catalog;
        let product =
            self.grid.products.first().map_or("", |product| &*catalog.product(*product).id);
        let mut text = format!("{}\n\n", self.title(product, page));
        let mut rows: Vec<&Row> = self.cells.iter().flatten().flatten().collect();
        rows.sort_by_key(|row| order(row));
        let mut reasons: Vec<String> = Vec::new();
        let line = |row: &&Row| self.line(row, self.shop(row, &rows), &mut reasons, page);
        let lines: Vec<Vec<String>> = rows.iter().map(line).collect();
        if lines.is_empty() {
            return text
                + "No cloud fits what was asked.\n\n"
                + &prose::foot_folded(&catalog.basis, page);
        }
        let columns = [
            Column::left("CLOUD"),
            Column::left("RIGHT"),
            Column::left("STAGE"),
            Column::left("SINCE"),
            Column::right("IN"),
            Column::right("OUT"),
            Column::left("BECAUSE"),
        ];
        text += &draw(&columns, &lines, page);
        text.push('\n');
        for (number, reason) in reasons.iter().enumerate() {
            text += &wrap(&format!("[{}] {}", number + 1, reason), page.cells(), 4);
            text.push('\n');
        }
        let scopes = rows.iter().filter_map(|row| {
            let quote = row
                .quote
                .as_ref()
                .filter(|q| row.on_sale() && q.state == Some(PriceState::Priced))?;
            let scope = quote.scope.filter(|scope| *scope != PriceScope::Unstated)?;
            Some(format!("{} {}", self.shop(row, &rows), scope.word()))
        });
        let scopes: Vec<String> = scopes.collect();
        if !scopes.is_empty() {
            text += &wrap(&format!("Price scope: {}.", scopes.join(", ")), page.cells(), 2);
            text.push('\n');
        }
        for note in self.ends(&rows).into_iter().chain(self.learnt()).chain(notes(&rows)) {
            text += &wrap(&note, page.cells(), 2);
            text.push('\n');
        }
        text + &prose::foot_folded(&catalog.basis, page)
    }

    /// The cloud, or its service where the product is on sale on several of them.
    fn shop(&self, row: &Row, rows: &[&Row]) -> &str {
        let catalog = self.lens.catalog;
        let sold = rows.iter().filter(|other| other.cloud == row.cloud && other.on_sale());
        match row.service.filter(|_| row.on_sale() && sold.count() > 1) {
            Some(service) => &catalog.service(service).id,
            None => &catalog.provider(row.cloud).id,
        }
    }

    fn line(&self, row: &Row, shop: &str, reasons: &mut Vec<String>, page: &Page) -> Vec<String> {
        let catalog = self.lens.catalog;
        let mut stage = stage_full(row.listing.stage()).to_owned();
        if row.listing.on_sale() || row.listing.stage() == Some(Availability::Unknown) {
            match row.channel {
                Some(Channel::Resold | Channel::Marketplace) => stage += ", resold",
                Some(Channel::Gateway) => "gateway".clone_into(&mut stage),
                _ => {}
            }
        }
        let since = match row.listing {
            Listing::Stage(Availability::NotListed, day, _) => format!("read {day}"),
            Listing::Stage(Availability::Unknown, day, _)
            | Listing::Stage(_, day, Dated::Observed) => {
                format!("by {day}")
            }
            Listing::Stage(_, day, _) => day.to_string(),
            Listing::NoRecord => "-".to_owned(),
        };
        let (input, output) = amounts(row);
        let mut because: Vec<String> =
            row.decision.because.iter().map(|reason| self.reference(reason.why, reasons)).collect();
        for dispute in &row.decision.disputes {
            let fact = catalog.dispute(*dispute);
            because.push(number(
                format!("{}, a dispute open since {}", fact.id, fact.from.first_day()),
                reasons,
            ));
        }
        vec![
            shop.to_owned(),
            face(row).tinted(&format!("{}{}", face(row).full(), mark(row)), page),
            stage,
            since,
            input,
            output,
            because.join(" "),
        ]
    }

    /// When what is on sale ends, as far as is known.
    fn ends(&self, rows: &[&Row]) -> Option<String> {
        let catalog = self.lens.catalog;
        let frame = self.setting.frame();
        let end = |row: &&Row| {
            let offer = catalog.offer(row.offer.filter(|_| row.on_sale())?);
            let end = retirement(offer, frame.as_of, frame.region, self.lens);
            let on = end.on()?;
            let instead: Vec<&str> =
                end.replaced_by().iter().map(|p| &*catalog.product(*p).id).collect();
            let instead = match instead.as_slice() {
                [] => String::new(),
                ids => format!(" (in its place: {})", ids.join(", ")),
            };
            Some(format!("{} {on}{instead}", catalog.service(offer.service).id))
        };
        let ends: Vec<String> = rows.iter().filter_map(end).collect();
        (!ends.is_empty()).then(|| format!("Withdrawn from: {}.", ends.join(", ")))
    }

    /// The number of a reason in the list under the table.
    fn reference(&self, why: Why, reasons: &mut Vec<String>) -> String {
        let catalog = self.lens.catalog;
        let text = match why {
            Why::Term(term) => {
                let fact = catalog.term(term);
                let end = self
                    .lens
                    .term_end(term)
                    .map_or("no end known".to_owned(), |end| format!("until {end}"));
                format!("{}, in force since {}, {end}", fact.id, fact.from.first_day())
            }
            Why::Implied(implied) => match implied {
                Implied::Own => "the vendor's own product".to_owned(),
                Implied::Licence => "its licence lets anyone host and sell it".to_owned(),
                Implied::Offer(_) => "it is on sale there, and no term bears on it".to_owned(),
            },
        };
        number(text, reasons)
    }
}

/// What is sold first, by price; then what may be sold; then the rest, by name.
fn order(row: &Row) -> (bool, Right, (bool, bool, Decimal), Id) {
    let quote = row.quote.as_ref().filter(|_| row.on_sale());
    let blend = quote.and_then(Quote::blended);
    // A contested price never wins a rank.
    let contested = quote.is_some_and(|quote| quote.contested);
    let blend = (blend.is_none(), contested, blend.unwrap_or_default());
    (!row.on_sale(), row.decision.right, blend, row.cloud)
}

/// The number of a reason in the list under the table.
fn number(text: String, reasons: &mut Vec<String>) -> String {
    let place = reasons.iter().position(|known| *known == text).unwrap_or_else(|| {
        reasons.push(text);
        reasons.len() - 1
    });
    format!("[{}]", place + 1)
}

/// The price cells of a row.
fn amounts(row: &Row) -> (String, String) {
    let quote = row.quote.as_ref().filter(|_| row.on_sale());
    let word = |word: &str| (word.to_owned(), word.to_owned());
    match quote.map(|quote| (quote.state, quote)) {
        Some((Some(PriceState::Priced), quote)) => {
            let mark = if quote.contested { "*" } else { "" };
            let amount = |usd: Option<Usd>| {
                usd.map_or("-".to_owned(), |usd| format!("{}{mark}", usd.cents()))
            };
            (amount(quote.input), amount(quote.output))
        }
        Some((Some(PriceState::NotPublished), _)) => word("n/p"),
        Some((Some(PriceState::Free), _)) => word("free"),
        Some((Some(PriceState::Included), _)) => word("token"),
        Some((None, _)) => word("n/r"),
        None => word("-"),
    }
}

/// What the words in the table stand for.
fn notes(rows: &[&Row]) -> Vec<String> {
    let mut notes = Vec::new();
    let faces: Vec<Face> = rows.iter().map(|row| face(row)).collect();
    if faces.contains(&Face::Free) {
        notes.push(
            "free: nothing bars the sale, but the vendor has not appointed this cloud.".to_owned(),
        );
    }
    if faces.contains(&Face::Unknown) {
        notes
            .push("UNKNOWN: no source says, or it hangs on something that none states.".to_owned());
    }
    if rows.iter().any(|row| row.hangs) {
        notes.push("~: not without reserve; aicloud may CLOUD PRODUCT says why.".to_owned());
    }
    if rows.iter().any(|row| row.channel == Some(Channel::Gateway)) {
        notes
            .push("gateway: passes calls on to the buyer's own account; sells nothing.".to_owned());
    }
    if rows.iter().any(|row| row.listing.seen().is_some()) {
        notes.push("by DATE: seen then, first day not known; read DATE: absent then.".to_owned());
    }
    if rows.iter().any(|row| row.sold_though_barred()) {
        notes.push("!: on sale although barred, as far as the sources go.".to_owned());
    }
    let quotes: Vec<_> =
        rows.iter().filter(|r| r.on_sale()).filter_map(|r| r.quote.as_ref()).collect();
    if quotes.iter().any(|quote| quote.state == Some(PriceState::NotPublished)) {
        notes.push("n/p: not published.".to_owned());
    }
    if quotes.iter().any(|quote| quote.state.is_none()) {
        notes.push("n/r: no price recorded.".to_owned());
    }
    if quotes.iter().any(|quote| quote.contested) {
        notes.push("*: sources of the same class state other prices too.".to_owned());
    }
    if quotes.iter().any(|quote| quote.state == Some(PriceState::Priced)) {
        notes.push("Cheapest first; of several standard scopes the cheapest is shown.".to_owned());
    }
    notes
}
