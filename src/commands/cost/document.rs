//! What people read of `cost`.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::output::pieces::wrap;
use crate::output::table::Column;
use crate::output::{Document, Page, prose};
use aicloud_core::model::Usd;
use aicloud_core::prices::cost::{Bill, Line, Meter, Part, Status, Workload};
use aicloud_core::prices::portfolio::CloudTotal;
use aicloud_core::rights::Right;
use aicloud_query::cost::{Costs, TOKENISERS, scope_word};
use aicloud_query::price_words::slot_words;
use aicloud_query::workload::Job;

/// From this many cells on a table has room for each meter.
const ROOMY: usize = 100;

/// The totals where there are some, and a table for each line of the workload.
pub(super) fn document(costs: &Costs<'_>, explain: bool, page: &Page) -> Document {
    let mut document = costs.totals.as_ref().map_or_else(Document::default, |totals| {
        let day = costs.setting.as_of;
        let setting = prose::setting(costs.setting, costs.lens.catalog);
        let title = format!("{} lines by cloud on {day}{setting}. USD.", costs.jobs.len());
        Document::titled(title).blank().then(totals_table(totals, costs)).blank()
    });
    if !costs.totals_alone {
        for (place, (job, lines)) in costs.jobs.iter().zip(&costs.portfolio).enumerate() {
            document = if place > 0 { document.apart() } else { document };
            document = document.then(job_block(job, lines, costs, explain, page));
        }
        // What holds of all lines stands apart from the last of them.
        document = if costs.jobs.len() > 1 { document.apart() } else { document };
    }
    let notes = notes(costs).into_iter();
    let document = notes.fold(document, |document, note| document.hanging(note, 2));
    document.paragraph(prose::foot(&costs.lens.catalog.basis))
}

fn job_block(
    job: &Job,
    lines: &[Line<'_>],
    costs: &Costs<'_>,
    explain: bool,
    page: &Page,
) -> Document {
    // What nobody records anything of is told in a line below the table.
    let (silent, told): (Vec<&Line<'_>>, Vec<&Line<'_>>) =
        lines.iter().partition(|line| is_silent(line));
    let mut document = Document::titled(title(job, costs)).blank();
    document = if told.is_empty() {
        document.line("No cloud has an offer of it on record.")
    } else {
        let (columns, rows) = table(&told, lines, job, costs, page);
        document.table(columns, rows)
    };
    document = document.blank();
    for (right, words) in [
        (Right::Permitted, "May sell it, but not on sale or no record"),
        (Right::Unknown, "No source says whether they may sell it, and no offer on record"),
    ] {
        let of = silent.iter().filter(|line| line.row.decision.right == right);
        let mut names: Vec<&str> = of.map(|line| seller(line, lines, costs)).collect();
        names.dedup();
        if !names.is_empty() {
            document = document.hanging(format!("{words}: {}.", names.join(", ")), 2);
        }
    }
    if explain { document.then(arithmetic(&told, costs, page)).blank() } else { document }
}

/// The cloud, or its service where it has several of the product's offers.
fn seller<'a>(line: &Line<'_>, lines: &[Line<'_>], costs: &Costs<'a>) -> &'a str {
    let catalog = costs.lens.catalog;
    let row = &line.row;
    let several = lines.iter().map(|other| &other.row).any(|other| {
        (other.cloud, other.product) == (row.cloud, row.product) && other.offer != row.offer
    });
    match row.service.filter(|_| several) {
        Some(service) => &catalog.service(service).id,
        None => &catalog.provider(row.cloud).id,
    }
}

fn title(job: &Job, costs: &Costs<'_>) -> String {
    let catalog = costs.lens.catalog;
    let ids: Vec<&str> = job.products.iter().map(|p| &*catalog.product(*p).id).collect();
    let work = workload_words(&job.workload);
    match costs.totals {
        Some(_) => format!("{}: {}: {work}", job.name, ids.join(", ")),
        None => format!(
            "{} on {}{}: {work}. USD.",
            ids.join(", "),
            costs.setting.as_of,
            prose::setting(costs.setting, catalog)
        ),
    }
}

fn table(
    lines: &[&Line<'_>],
    every: &[Line<'_>],
    job: &Job,
    costs: &Costs<'_>,
    page: &Page,
) -> (Vec<Column>, Vec<Vec<String>>) {
    let turning: Vec<Meter> = turning(&job.workload);
    let several = job.products.len() > 1;
    let roomy = page.cells() >= ROOMY || turning.len() <= 2 && !several;
    let meters = if roomy { turning.as_slice() } else { &[] };
    let mut columns = vec![Column::right("#"), Column::left("CLOUD")];
    columns.extend(several.then(|| Column::left("PRODUCT")));
    columns.push(Column::left("SCOPE"));
    columns.extend(meters.iter().map(|meter| Column::right(heading(*meter))));
    columns.extend(["TOTAL", "VS LOW"].map(Column::right));
    columns.push(Column::left("STATUS"));
    let lowest = lines.iter().find(|line| line.rank.is_some()).and_then(|line| line.total());
    let row = |one: &&Line<'_>| {
        let mut cells = names(one, seller(one, every, costs), several, costs);
        cells.extend(amounts(one, meters, lowest));
        cells.push(status(one, costs));
        cells
    };
    (columns, lines.iter().map(row).collect())
}

/// The cells that say what is priced.
fn names(line: &Line<'_>, seller: &str, several: bool, costs: &Costs<'_>) -> Vec<String> {
    let rank = line.rank.map_or("-".to_owned(), |rank| rank.to_string());
    let mut cells = vec![rank, seller.to_owned()];
    let product = &costs.lens.catalog.product(line.row.product).short;
    cells.extend(several.then(|| product.clone()));
    let slot = line.bill.as_ref().map(|bill| slot_words(&bill.charge.slot));
    cells.push(slot.unwrap_or_else(|| "-".to_owned()));
    cells
}

/// The cells that say what it costs: meter by meter, in total, and over the lowest.
fn amounts(line: &Line<'_>, meters: &[Meter], lowest: Option<Decimal>) -> Vec<String> {
    let bill = line.bill.as_ref();
    let mark = if bill.is_some_and(is_contested) { "*" } else { "" };
    let of_meter = |meter: &Meter| {
        let part = bill.and_then(|bill| bill.parts.iter().find(|part| part.meter == *meter));
        part.and_then(Part::usd).map_or("-".to_owned(), dollars)
    };
    let mut cells: Vec<String> = meters.iter().map(of_meter).collect();
    let known = bill.filter(|_| line.status() == Status::Partial);
    cells.push(match (line.total(), known) {
        (Some(total), _) => format!("{}{mark}", dollars(total)),
        (None, Some(bill)) => format!(">{}", dollars(bill.known)),
        (None, None) => "-".to_owned(),
    });
    let ratio = line.rank.and_then(|_| line.total()?.checked_div(lowest?));
    cells.push(ratio.map_or("-".to_owned(), |ratio| format!("{:.2}", ratio.round_dp(2))));
    cells
}

/// What stands in the last column: whose word the price rests on, or why
/// there is no rank.
fn status(line: &Line<'_>, costs: &Costs<'_>) -> String {
    if let Some(reason) = costs.not_ranked(line) {
        return match (line.status(), line.can_be_had()) {
            (Status::Partial, true) => format!("partial: no price for {reason}"),
            (Status::Unpriced, true) => format!("unpriced: {reason}"),
            _ => reason,
        };
    }
    let Some(bill) = &line.bill else { return String::new() };
    let list = bill.charge.list.as_ref();
    let said = list.map_or("negotiated".to_owned(), |list| list.authority.to_string());
    match bill.charge.discount {
        Some(discount) => format!("{said}, less {}", costs.lens.catalog.discount(discount).id),
        None => said,
    }
}

/// The sums, meter by meter.
fn arithmetic(lines: &[&Line<'_>], costs: &Costs<'_>, page: &Page) -> Document {
    let mut document = Document::default();
    for line in lines {
        let Some(bill) = line.bill.as_ref().filter(|bill| !bill.parts.is_empty()) else {
            continue;
        };
        let catalog = costs.lens.catalog;
        let service = line.row.service.map_or("", |service| &*catalog.service(service).id);
        document = document.line(format!("{service}, {}", slot_words(&bill.charge.slot)));
        let sums = bill.parts.iter().map(|part| (heading(part.meter), sum(part)));
        for (what, sum) in sums.chain([("TOTAL", total_words(bill))]) {
            document = document.line(format!("  {what:<12} {sum}"));
        }
        if let Some(less) = discount_words(bill, costs) {
            document = document.lines(below(&less, page));
        }
        if let Some(list) = &bill.charge.list {
            let sources = list.sources(costs.lens);
            let ids: Vec<&str> =
                sources.iter().map(|source| &*catalog.source(*source).id).collect();
            let from = format!("price from {}: {}", list.from, ids.join(", "));
            document = document.lines(below(&from, page));
        }
    }
    document
}

/// A sentence below a sum, folded.
fn below(text: &str, page: &Page) -> Vec<String> {
    let text = wrap(text, page.cells().saturating_sub(4), 4);
    format!("  {text}").lines().map(str::to_owned).collect()
}

/// What one meter costs.
fn sum(part: &Part) -> String {
    let tokens = count_words(part.tokens);
    match (part.price, part.usd()) {
        (Some(price), Some(usd)) => {
            format!("{tokens} x {}/M = {}", price.cents(), usd.normalize())
        }
        _ => format!("{tokens}, no price recorded"),
    }
}

/// What all meters cost.
fn total_words(bill: &Bill<'_>) -> String {
    match (bill.total(), bill.range) {
        (Some(total), Some((low, high))) if low < high => {
            format!("{}, contested: {} to {}", total.normalize(), low.normalize(), high.normalize())
        }
        (Some(total), _) => total.normalize().to_string(),
        (None, _) => format!("not known; at least {}", bill.known.normalize()),
    }
}

/// What the buyer's discount makes of the list price.
fn discount_words(bill: &Bill<'_>, costs: &Costs<'_>) -> Option<String> {
    let discount = &costs.lens.catalog.discount(bill.charge.discount?);
    let how = discount
        .percent_off
        .map_or_else(|| "a fixed price".to_owned(), |percent| format!("{percent} % off the list"));
    let list = bill.charge.list.as_ref().map(|list| list.meters).unwrap_or_default();
    let amount = |usd: Option<Usd>, what| usd.map(|usd| format!("{} {what}", usd.cents()));
    let listed: Vec<String> =
        [amount(list.input, "in"), amount(list.output, "out")].into_iter().flatten().collect();
    let listed = match listed.as_slice() {
        [] => "no list price is known".to_owned(),
        amounts => format!("the list says {}", amounts.join(", ")),
    };
    Some(format!("less {}: {how}; {listed}", discount.id))
}

fn totals_table(totals: &[CloudTotal], costs: &Costs<'_>) -> Document {
    let told = totals.iter().filter(|total| total.status() != Status::Unpriced);
    let rows: Vec<Vec<String>> = told.map(|total| total_line(total, costs)).collect();
    if rows.is_empty() {
        return Document::default().line("No cloud prices a line of it.");
    }
    let columns = vec![
        Column::right("#"),
        Column::left("CLOUD"),
        Column::right("TOTAL"),
        Column::right("LINES"),
        Column::left("NOT TO BE HAD THERE, OR NOT PRICED"),
    ];
    Document::default().table(columns, rows)
}

fn total_line(total: &CloudTotal, costs: &Costs<'_>) -> Vec<String> {
    let missing = costs.missing(total);
    let contested = total.range.is_some_and(|(low, high)| low < high);
    let mark = if contested { "*" } else { "" };
    let amount = dollars(total.known);
    vec![
        total.rank.map_or("-".to_owned(), |rank| rank.to_string()),
        costs.lens.catalog.provider(total.cloud).id.to_string(),
        if missing.is_empty() { format!("{amount}{mark}") } else { format!(">{amount}") },
        format!("{}/{}", total.lines - missing.len(), total.lines),
        missing.join(", "),
    ]
}

fn notes(costs: &Costs<'_>) -> Vec<String> {
    let lines = || costs.portfolio.iter().flatten();
    let mut notes = Vec::new();
    for line in lines() {
        let Some(bill) = line.bill.as_ref().filter(|bill| is_contested(bill)) else { continue };
        let Some((low, high)) = bill.range else { continue };
        notes.push(format!(
            "*: {}: sources of equal rank make it {} to {}; ranked by {}. aicloud price {} \
                 --explain",
            costs.lens.catalog.provider(line.row.cloud).id,
            dollars(low),
            dollars(high),
            dollars(bill.known),
            costs.lens.catalog.product(line.row.product).id
        ));
    }
    notes.dedup();
    if lines().any(|line| line.status() == Status::Partial) {
        notes.push(">: only the meters with a known price; the total is higher.".to_owned());
    }
    if costs.compares_models() {
        notes.push(TOKENISERS.to_owned());
    }
    let discounted =
        lines().any(|line| line.bill.as_ref().is_some_and(|bill| bill.charge.discount.is_some()));
    let discounts = if discounted { "as marked" } else { "none" };
    notes.push(format!(
        "Cached and written tokens are counted in --input. Equal totals share a rank. Rounded \
             to the cent here; -o json has every digit. Your discounts: {discounts}. Not counted: \
             tax, support, egress, cache storage, minimum spend, currency."
    ));
    notes
}

fn is_contested(bill: &Bill<'_>) -> bool {
    bill.range.is_some_and(|(low, high)| low < high)
}

/// Whether nothing is known of a sale, nor of anything that stands against it.
fn is_silent(line: &Line<'_>) -> bool {
    let quiet = matches!(line.row.decision.right, Right::Permitted | Right::Unknown);
    line.bill.is_none() && quiet && !line.row.on_sale()
}

/// The meters that turn.
fn turning(workload: &Workload) -> Vec<Meter> {
    let fresh = workload.input > workload.cached.saturating_add(workload.cache_write);
    [
        (Meter::Input, fresh),
        (Meter::CachedInput, workload.cached > 0),
        (Meter::CacheWrite, workload.cache_write > 0),
        (Meter::Output, workload.output > 0),
    ]
    .into_iter()
    .filter_map(|(meter, turns)| turns.then_some(meter))
    .collect()
}

fn heading(meter: Meter) -> &'static str {
    match meter {
        Meter::Input => "INPUT",
        Meter::CachedInput => "CACHED",
        Meter::CacheWrite => "WRITE",
        Meter::Output => "OUTPUT",
    }
}

/// A workload in words.
fn workload_words(workload: &Workload) -> String {
    let Workload { input, cached, cache_write, output, times, context, .. } = workload;
    let mut text = format!("{} input", count_words(*input));
    let mut of_it = Vec::new();
    if *cached > 0 {
        of_it.push(format!("{} cached", count_words(*cached)));
    }
    if *cache_write > 0 {
        let hour = if workload.cache_hour { " for an hour" } else { "" };
        of_it.push(format!("{} written{hour}", count_words(*cache_write)));
    }
    if !of_it.is_empty() {
        text += &format!(" ({} of it)", of_it.join(", "));
    }
    text += &format!(", {} output, {} tier", count_words(*output), workload.tier.word());
    if let Some(context) = context {
        text += &format!(", prompts of {}", count_words(*context));
    }
    if let Some(scope) = scope_word(&workload.scope) {
        text += &format!(", scope {scope}");
    }
    if *times > 1 {
        text += &format!(", {times} times");
    }
    text
}

/// A number of tokens in as few digits as it takes.
fn count_words(tokens: u64) -> String {
    match tokens {
        0 => "0".to_owned(),
        n if n % 1_000_000_000 == 0 => format!("{}B", n / 1_000_000_000),
        n if n % 1_000_000 == 0 => format!("{}M", n / 1_000_000),
        n if n % 1_000 == 0 => format!("{}K", n / 1_000),
        n => n.to_string(),
    }
}

/// An amount for people: or what is less than a cent in four digits.
fn dollars(amount: Decimal) -> String {
    let places = if amount < Decimal::new(1, 2) && !amount.is_zero() { 4 } else { 2 };
    let mut shown = amount.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    shown.rescale(places);
    shown.to_string()
}
