//! `cost` for people.

use rust_decimal::Decimal;

use crate::output::pieces::wrap;
use crate::output::prose;
use crate::output::table::{Column, draw};
use crate::output::words::authority_word;
use crate::report::Page;
use crate::report::cost::{Costs, TOKENISERS, scope_words};
use crate::report::price_table::slot_words;
use aicloud_core::model::Usd;
use aicloud_core::prices::cost::{Bill, Line, Meter, Part, Status, Workload};
use aicloud_core::prices::portfolio::CloudTotal;
use aicloud_core::rights::Right;
use aicloud_query::workload::Job;

/// From this many cells on a table has room for each meter.
const ROOMY: usize = 100;

impl<'a> Costs<'a> {
    pub(super) fn draw(&self, page: &Page) -> String {
        let catalog = self.lens.catalog;
        let mut text = String::new();
        if let Some(totals) = &self.totals {
            let day = self.setting.as_of;
            let setting = prose::setting(self.setting, catalog);
            let title = format!("{} lines by cloud on {day}{setting}. USD.", self.jobs.len());
            text += &format!("{}\n\n", prose::bold(&wrap(&title, page.cells(), 0), page));
            text += &self.totals_table(totals, page);
            text.push('\n');
        }
        if !self.totals_alone {
            for (place, (job, lines)) in self.jobs.iter().zip(&self.portfolio).enumerate() {
                if place > 0 && !text.ends_with("\n\n") {
                    text.push('\n');
                }
                text += &self.job_block(job, lines, page);
            }
            // What holds of all lines stands apart from the last of them.
            if self.jobs.len() > 1 && !text.ends_with("\n\n") {
                text.push('\n');
            }
        }
        for note in self.notes() {
            text += &wrap(&note, page.cells(), 2);
            text.push('\n');
        }
        text + &prose::foot_folded(&catalog.basis, page)
    }

    fn job_block(&self, job: &Job, lines: &[Line<'a>], page: &Page) -> String {
        let title = wrap(&self.title(job), page.cells(), 0);
        let mut text = format!("{}\n\n", prose::bold(&title, page));
        // What nobody records anything of is told in a line below the table.
        let (silent, told): (Vec<&Line<'a>>, Vec<&Line<'a>>) =
            lines.iter().partition(|line| is_silent(line));
        if told.is_empty() {
            text += "No cloud has an offer of it on record.\n";
        } else {
            text += &self.table(&told, lines, job, page);
        }
        text.push('\n');
        for (right, words) in [
            (Right::Permitted, "May sell it, but not on sale or no record"),
            (Right::Unknown, "No source says whether they may sell it, and no offer on record"),
        ] {
            let of = silent.iter().filter(|line| line.row.decision.right == right);
            let mut shops: Vec<&str> = of.map(|line| self.shop(line, lines)).collect();
            shops.dedup();
            if !shops.is_empty() {
                let note = format!("{words}: {}.", shops.join(", "));
                text += &format!("{}\n", wrap(&note, page.cells(), 2));
            }
        }
        if self.explain {
            text += &self.arithmetic(&told, page);
        }
        text
    }

    /// The cloud, or its service where it has several of the product's offers.
    fn shop(&self, line: &Line<'a>, lines: &[Line<'a>]) -> &'a str {
        let catalog = self.lens.catalog;
        let row = &line.row;
        let several = lines.iter().map(|other| &other.row).any(|other| {
            (other.cloud, other.product) == (row.cloud, row.product) && other.offer != row.offer
        });
        match row.service.filter(|_| several) {
            Some(service) => &catalog.service(service).id,
            None => &catalog.provider(row.cloud).id,
        }
    }

    fn title(&self, job: &Job) -> String {
        let catalog = self.lens.catalog;
        let ids: Vec<&str> = job.products.iter().map(|p| &*catalog.product(*p).id).collect();
        let work = workload_words(&job.workload);
        match self.totals {
            Some(_) => format!("{}: {}: {work}", job.name, ids.join(", ")),
            None => format!(
                "{} on {}{}: {work}. USD.",
                ids.join(", "),
                self.setting.as_of,
                prose::setting(self.setting, catalog)
            ),
        }
    }

    fn table(&self, lines: &[&Line<'a>], every: &[Line<'a>], job: &Job, page: &Page) -> String {
        let roomy = page.cells() >= ROOMY;
        let turning: Vec<Meter> = turning(&job.workload);
        let several = job.products.len() > 1;
        let mut columns = vec![Column::right("#"), Column::left("CLOUD")];
        columns.extend(several.then(|| Column::left("PRODUCT")));
        columns.push(Column::left("SCOPE"));
        if roomy || turning.len() <= 2 && !several {
            columns.extend(turning.iter().map(|meter| Column::right(heading(*meter))));
        }
        columns.extend(["TOTAL", "VS LOW"].map(Column::right));
        columns.push(Column::left("STATUS"));
        let meters = columns.len() > 6 + usize::from(several);
        let lowest = lines.iter().find(|line| line.rank.is_some()).and_then(|line| line.total());
        let rows: Vec<Vec<String>> = lines
            .iter()
            .map(|line| {
                let meters = if meters { turning.as_slice() } else { &[] };
                self.line(line, self.shop(line, every), several, meters, lowest)
            })
            .collect();
        draw(&columns, &rows, page)
    }

    fn line(
        &self,
        line: &Line<'a>,
        shop: &str,
        several: bool,
        meters: &[Meter],
        lowest: Option<Decimal>,
    ) -> Vec<String> {
        let catalog = self.lens.catalog;
        let bill = line.bill.as_ref();
        let mark = if bill.is_some_and(is_contested) { "*" } else { "" };
        let mut cells =
            vec![line.rank.map_or("-".to_owned(), |rank| rank.to_string()), shop.to_owned()];
        cells.extend(several.then(|| catalog.product(line.row.product).short.to_string()));
        cells.push(bill.map_or("-".to_owned(), |bill| slot_words(&bill.charge.slot)));
        for meter in meters {
            let part = bill.and_then(|bill| bill.parts.iter().find(|part| part.meter == *meter));
            cells.push(part.and_then(Part::usd).map_or("-".to_owned(), dollars));
        }
        let known = bill.filter(|_| line.status() == Status::Partial);
        cells.push(match (line.total(), known) {
            (Some(total), _) => format!("{}{mark}", dollars(total)),
            (None, Some(bill)) => format!(">{}", dollars(bill.known)),
            (None, None) => "-".to_owned(),
        });
        let ratio = line.rank.and_then(|_| line.total()?.checked_div(lowest?));
        cells.push(ratio.map_or("-".to_owned(), |ratio| format!("{:.2}", ratio.round_dp(2))));
        cells.push(self.status(line));
        cells
    }

    /// What stands in the last column: whose word the price rests on, or why
    /// there is no rank.
    fn status(&self, line: &Line<'a>) -> String {
        if let Some(reason) = self.not_ranked(line) {
            return match (line.status(), line.can_be_had()) {
                (Status::Partial, true) => format!("partial: no price for {reason}"),
                (Status::Unpriced, true) => format!("unpriced: {reason}"),
                _ => reason,
            };
        }
        let Some(bill) = &line.bill else { return String::new() };
        let said =
            bill.charge.list.as_ref().map_or("negotiated", |list| authority_word(list.authority));
        match bill.charge.discount {
            Some(discount) => format!("{said}, less {}", self.lens.catalog.discount(discount).id),
            None => said.to_owned(),
        }
    }

    fn arithmetic(&self, lines: &[&Line<'a>], page: &Page) -> String {
        let catalog = self.lens.catalog;
        let mut text = String::new();
        for line in lines {
            let Some(bill) = line.bill.as_ref().filter(|bill| !bill.parts.is_empty()) else {
                continue;
            };
            let service = line.row.service.map_or("", |service| &*catalog.service(service).id);
            text += &format!("{service}, {}\n", slot_words(&bill.charge.slot));
            for part in &bill.parts {
                let tokens = count_words(part.tokens);
                let sum = match (part.price, part.usd()) {
                    (Some(price), Some(usd)) => {
                        format!("{tokens} x {}/M = {}", price.cents(), usd.normalize())
                    }
                    _ => format!("{tokens}, no price recorded"),
                };
                text += &format!("  {:<12} {sum}\n", heading(part.meter));
            }
            let total = match (bill.total(), bill.range) {
                (Some(total), Some((low, high))) if low < high => format!(
                    "{}, contested: {} to {}",
                    total.normalize(),
                    low.normalize(),
                    high.normalize()
                ),
                (Some(total), _) => total.normalize().to_string(),
                (None, _) => format!("not known; at least {}", bill.known.normalize()),
            };
            text += &format!("  {:<12} {total}\n", "TOTAL");
            if let Some(less) = self.discount_words(bill) {
                text += &format!("  {}\n", wrap(&less, page.cells().saturating_sub(4), 4));
            }
            if let Some(list) = &bill.charge.list {
                let sources = list.sources(self.lens);
                let ids: Vec<&str> =
                    sources.iter().map(|source| &*catalog.source(*source).id).collect();
                let line = format!("price from {}: {}", list.from, ids.join(", "));
                text += &format!("  {}\n", wrap(&line, page.cells().saturating_sub(4), 4));
            }
        }
        text + "\n"
    }

    /// What the buyer's discount makes of the list price.
    fn discount_words(&self, bill: &Bill<'_>) -> Option<String> {
        let discount = self.lens.catalog.discount(bill.charge.discount?);
        let how = discount.percent_off.map_or_else(
            || "a fixed price".to_owned(),
            |percent| format!("{percent} % off the list"),
        );
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

    fn totals_table(&self, totals: &[CloudTotal], page: &Page) -> String {
        let columns = [
            Column::right("#"),
            Column::left("CLOUD"),
            Column::right("TOTAL"),
            Column::right("LINES"),
            Column::left("NOT TO BE HAD THERE, OR NOT PRICED"),
        ];
        let told = totals.iter().filter(|total| total.status() != Status::Unpriced);
        let rows: Vec<Vec<String>> = told
            .map(|total| {
                let missing = total.missing.iter().filter_map(|place| self.jobs.get(*place));
                let names: Vec<&str> = missing.map(|job| job.name.as_str()).collect();
                let contested = total.range.is_some_and(|(low, high)| low < high);
                let mark = if contested { "*" } else { "" };
                let amount = dollars(total.known);
                vec![
                    total.rank.map_or("-".to_owned(), |rank| rank.to_string()),
                    self.lens.catalog.provider(total.cloud).id.to_string(),
                    if names.is_empty() { format!("{amount}{mark}") } else { format!(">{amount}") },
                    format!("{}/{}", total.lines - names.len(), total.lines),
                    names.join(", "),
                ]
            })
            .collect();
        if rows.is_empty() {
            return "No cloud prices a line of it.\n".to_owned();
        }
        draw(&columns, &rows, page)
    }

    fn notes(&self) -> Vec<String> {
        let lines = || self.portfolio.iter().flatten();
        let mut notes = Vec::new();
        for line in lines() {
            let Some(bill) = line.bill.as_ref().filter(|bill| is_contested(bill)) else { continue };
            let Some((low, high)) = bill.range else { continue };
            notes.push(format!(
                "*: {}: sources of equal rank make it {} to {}; ranked by {}. aicloud price {} \
                 --explain",
                self.lens.catalog.provider(line.row.cloud).id,
                dollars(low),
                dollars(high),
                dollars(bill.known),
                self.lens.catalog.product(line.row.product).id
            ));
        }
        notes.dedup();
        if lines().any(|line| line.status() == Status::Partial) {
            notes.push(">: only the meters with a known price; the total is higher.".to_owned());
        }
        if self.compares_models() {
            notes.push(TOKENISERS.to_owned());
        }
        let discounted = lines()
            .any(|line| line.bill.as_ref().is_some_and(|bill| bill.charge.discount.is_some()));
        let discounts = if discounted { "as marked" } else { "none" };
        notes.push(format!(
            "Cached and written tokens are counted in --input. Equal totals share a rank. Rounded \
             to the cent here; -o json has every digit. Your discounts: {discounts}. Not counted: \
             tax, support, egress, cache storage, minimum spend, currency."
        ));
        notes
    }
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
    if let Some(scope) = scope_words(&workload.scope) {
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
    let mut shown =
        amount.round_dp_with_strategy(places, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    shown.rescale(places);
    shown.to_string()
}
