//! `where`: every cloud for one product.

use clap::Args;
use rust_decimal::Decimal;

use crate::commands::Run;
use crate::commands::offers::{face, learnt, mark, title};
use crate::context::Context;
use crate::exit::Exit;
use crate::output::table::Column;
use crate::output::words::{Face, stage_full};
use crate::output::{Document, Page, Report, prose};
use aicloud_core::failure::Failure;
use aicloud_core::model::{Availability, Channel, Dated, Id, PriceScope, PriceState, Usd};
use aicloud_core::offers::availability::retirement;
use aicloud_core::offers::rows::{Listing, Row};
use aicloud_core::prices::Quote;
use aicloud_core::rights::side::Implied;
use aicloud_core::rights::{Lens, Right, Why};
use aicloud_query::compare::{WhereQuestion, everywhere};
use aicloud_query::comparison::Comparison;

/// Show every cloud for one product.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud where [OPTIONS] <PRODUCT>")]
#[command(after_help = "\
Examples
  aicloud where gpt-5.5
  aicloud where frontier --as-of 2026-03-25
  aicloud where gpt-oss-120b -o json | jq -r '.rows[] | select(.right == \"permitted\") | .cloud'")]
pub struct WhereArgs {
    /// Product, by id, name or alias
    #[arg(value_name = "PRODUCT")]
    pub product: String,
    /// Clouds, or `all`
    #[arg(long, value_name = "CLOUD", value_delimiter = ',')]
    pub cloud: Vec<String>,
    /// Only clouds that sell it
    #[arg(long)]
    pub available: bool,
}

impl WhereArgs {
    /// What is asked.
    fn question(&self) -> WhereQuestion {
        WhereQuestion {
            product: self.product.clone(),
            cloud: self.cloud.clone(),
            available: self.available,
        }
    }
}

impl Run for WhereArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let lens = Lens::new(&context.data.catalog, &context.setting.filter);
        let grid = everywhere(&self.question(), lens.catalog)?;
        let comparison = Comparison::new(grid, context.setting, &lens);
        let answer = comparison.answer("where");
        context.print(Report::new(answer, |page| document(&comparison, page)))?;
        Ok(Exit::Done)
    }
}

fn document(comparison: &Comparison<'_>, page: &Page) -> Document {
    let catalog = comparison.lens.catalog;
    let product =
        comparison.grid.products.first().map_or("", |product| &*catalog.product(*product).id);
    let document = Document::titled(title(comparison, product)).blank();
    let mut rows: Vec<&Row> = comparison.cells.iter().flatten().flatten().collect();
    if rows.is_empty() {
        return document
            .line("No cloud fits what was asked.")
            .blank()
            .paragraph(prose::foot(&catalog.basis));
    }
    rows.sort_by_key(|row| order(row));
    let mut reasons: Vec<String> = Vec::new();
    let mut cells =
        |row: &&Row| line(comparison, row, shop(comparison, row, &rows), &mut reasons, page);
    let lines = rows.iter().map(&mut cells).collect();
    let numbered = reasons.iter().enumerate();
    let numbered = numbered.map(|(place, reason)| (format!("[{}] {reason}", place + 1), 4));
    let notes = scopes(comparison, &rows)
        .into_iter()
        .chain(ends(comparison, &rows))
        .chain(learnt(comparison))
        .chain(notes(&rows))
        .map(|note| (note, 2));
    let below = numbered.chain(notes);
    below
        .fold(document.table(columns(), lines).blank(), |document, (text, hang)| {
            document.hanging(text, hang)
        })
        .paragraph(prose::foot(&catalog.basis))
}

fn columns() -> Vec<Column> {
    vec![
        Column::left("CLOUD"),
        Column::left("RIGHT"),
        Column::left("STAGE"),
        Column::left("SINCE"),
        Column::right("IN"),
        Column::right("OUT"),
        Column::left("BECAUSE"),
    ]
}

/// For what each price that is shown holds.
fn scopes(comparison: &Comparison<'_>, rows: &[&Row]) -> Option<String> {
    let scope = |row: &&Row| {
        let priced = |quote: &&Quote| row.on_sale() && quote.state == Some(PriceState::Priced);
        let quote = row.quote.as_ref().filter(priced)?;
        let scope = quote.scope.filter(|scope| *scope != PriceScope::Unstated)?;
        Some(format!("{} {}", shop(comparison, row, rows), scope.word()))
    };
    let scopes: Vec<String> = rows.iter().filter_map(scope).collect();
    (!scopes.is_empty()).then(|| format!("Price scope: {}.", scopes.join(", ")))
}

/// The cloud, or its service where the product is on sale on several of them.
fn shop<'c>(comparison: &'c Comparison<'_>, row: &Row, rows: &[&Row]) -> &'c str {
    let catalog = comparison.lens.catalog;
    let sold = rows.iter().filter(|other| other.cloud == row.cloud && other.on_sale());
    match row.service.filter(|_| row.on_sale() && sold.count() > 1) {
        Some(service) => &catalog.service(service).id,
        None => &catalog.provider(row.cloud).id,
    }
}

fn line(
    comparison: &Comparison<'_>,
    row: &Row,
    shop: &str,
    reasons: &mut Vec<String>,
    page: &Page,
) -> Vec<String> {
    let catalog = comparison.lens.catalog;
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
        Listing::Stage(Availability::Unknown, day, _) | Listing::Stage(_, day, Dated::Observed) => {
            format!("by {day}")
        }
        Listing::Stage(_, day, _) => day.to_string(),
        Listing::NoRecord => "-".to_owned(),
    };
    let (input, output) = amounts(row);
    let mut because: Vec<String> = row
        .decision
        .because
        .iter()
        .map(|reason| reference(comparison, reason.why, reasons))
        .collect();
    for dispute in &row.decision.disputes {
        let fact = &catalog.dispute(*dispute);
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
fn ends(comparison: &Comparison<'_>, rows: &[&Row]) -> Option<String> {
    let catalog = comparison.lens.catalog;
    let frame = comparison.setting.frame();
    let end = |row: &&Row| {
        let offer = &catalog.offer(row.offer.filter(|_| row.on_sale())?);
        let end = retirement(offer, frame.as_of, frame.region, comparison.lens);
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
fn reference(comparison: &Comparison<'_>, why: Why, reasons: &mut Vec<String>) -> String {
    let catalog = comparison.lens.catalog;
    let text = match why {
        Why::Term(term) => {
            let fact = &catalog.term(term);
            let end = comparison
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
