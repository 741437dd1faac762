//! `compare` and `where` for people.

use crate::output::pieces::{count, wrap};
use crate::output::prose;
use crate::output::style::cells;
use crate::output::table::{Column, NARROW, draw};
use crate::output::words::{
    Face, PriceFace, channel_mark, price_face, price_short, stage_meaning, stage_short,
};
use crate::report::{Fields, Page, Report, Shape, row};
use aicloud_core::model::{Availability, Day, Id, ProviderKind};
use aicloud_core::offers::rows::Row;
use aicloud_core::rights::decide::right_in;
use aicloud_core::rights::hindsight::{other_knowledge, revisions};
use aicloud_core::rights::world::World;
use aicloud_core::rights::{Lens, Right};
use aicloud_query::Setting;
use aicloud_query::compare::Grid;

/// From this many cells on, words take the place of letters.
const WORDY: usize = 110;
/// The least that a cell with a letter and a stage takes: `Y no record`.
const CELL: usize = 11;
/// The same in words: `free not listed`.
const WORD_CELL: usize = 19;

/// The answer of `compare`: for each product the rows of each cloud.
pub struct Comparison<'a> {
    /// What was asked.
    pub grid: &'a Grid,
    /// On which day, for whom.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// For each product, for each cloud, its rows.
    pub cells: Vec<Vec<Vec<Row>>>,
}

/// The report of `compare` or `where`.
pub fn report<'a>(command: &'static str, comparison: &'a Comparison<'a>) -> Report<'a> {
    let Comparison { grid, setting, lens, cells } = comparison;
    let frame = setting.frame();
    Report {
        command,
        basis: &lens.catalog.basis,
        query: prose::query(setting, lens.catalog),
        left_out: left_out(grid),
        columns: row::COLUMNS.to_vec(),
        rows: Box::new(move |chosen| {
            let other = if chosen.contains(&"revised_right") { comparison.other() } else { None };
            let fields = |one| {
                let mut fields = row::fields(one, &frame, chosen, lens);
                if let Some(right) = other.as_ref().and_then(|l| comparison.revised(one, l)) {
                    fields.insert("revised_right".to_owned(), right.word().into());
                }
                fields
            };
            cells.iter().flatten().flatten().map(fields).collect()
        }),
        more: Fields::new(),
        shape: Shape::Rows,
        draw: Box::new(move |page| match command {
            "where" => comparison.everywhere(page),
            _ => comparison.grid(page),
        }),
        special: Vec::new(),
    }
}

impl Comparison<'_> {
    pub(super) fn title(&self, subject: &str, page: &Page) -> String {
        let setting = prose::setting(self.setting, self.lens.catalog);
        let text =
            format!("{subject} on {}{setting}. USD per 1M tokens, in/out.", self.setting.as_of);
        prose::bold(&wrap(&text, page.cells(), 0), page)
    }

    /// The facts with the knowledge that was set aside.
    fn other(&self) -> Option<Lens<'_>> {
        other_knowledge(self.setting.as_of, &self.setting.filter, self.lens)
    }

    /// The right with other knowledge, where it differs.
    fn revised(&self, row: &Row, other: &Lens<'_>) -> Option<Right> {
        let question = self.setting.frame().question(row.cloud, row.product);
        let right = right_in(&question, other, &World::default());
        (right != row.decision.right).then_some(right)
    }

    /// Which rights of that day later sources changed, and when, as a sentence.
    pub(super) fn learnt(&self) -> Option<String> {
        let other = self.other()?;
        let changed: Vec<(&Row, Right)> =
            self.shown().filter_map(|row| Some((row, self.revised(row, &other)?))).collect();
        let catalog = self.lens.catalog;
        let told = |(row, right): &(&Row, Right)| {
            let (product, cloud) =
                (&catalog.product(row.product).short, &catalog.provider(row.cloud).id);
            let word = if self.setting.filter.known_by.is_some() { "published" } else { "until" };
            let when = self.learnt_on(row).map(|day| format!(" ({word} {day})"));
            format!("{product} on {cloud} {}{}", right.word(), when.unwrap_or_default())
        };
        let some: Vec<String> = changed.iter().take(3).map(told).collect();
        if some.is_empty() {
            return None;
        }
        let more = match changed.len() - some.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Some(match self.setting.filter.known_by {
            Some(_) => format!("Later sources make it: {}{more}.", some.join(", ")),
            None => {
                format!("By what was public on that day: {}{more}.", some.join(", "))
            }
        })
    }

    /// The day on which what changed the right was published.
    fn learnt_on(&self, row: &Row) -> Option<Day> {
        let question = self.setting.frame().question(row.cloud, row.product);
        let steps = revisions(&question, &self.setting.filter, self.lens);
        steps.get(1).map(|step| step.known_by)
    }

    fn grid(&self, page: &Page) -> String {
        let catalog = self.lens.catalog;
        let subject = match self.grid.vendor {
            Some(vendor) => format!("{} products by cloud", catalog.provider(vendor).name),
            None => "Products by cloud".to_owned(),
        };
        let mut text = format!("{}\n", self.title(&subject, page));
        if self.cells.is_empty() {
            text += "No product fits what was asked.\n";
        } else if page.cells() < NARROW {
            text += &self.records(page);
        } else {
            let words = page.cells() >= WORDY;
            let least = if words { WORD_CELL } else { CELL } + 1;
            let name = self.name_width();
            let fit = ((page.cells() - name) / least).max(1);
            let blocks: Vec<String> = (0..self.grid.clouds.len())
                .collect::<Vec<_>>()
                .chunks(fit)
                .map(|clouds| self.block(clouds, words, name, page))
                .collect();
            text += &blocks.join("\n");
        }
        let legend = self.legend(page);
        if !legend.trim().is_empty() {
            text += &legend;
        }
        for line in self.learnt().into_iter().chain([self.remarks()]) {
            text += &wrap(&line, page.cells(), 0);
            text += "\n";
        }
        text + &prose::foot_folded(&catalog.basis, page)
    }

    fn name_width(&self) -> usize {
        let names = self.grid.products.iter().map(|p| cells(&self.lens.catalog.product(*p).short));
        names.max().unwrap_or(0).max("PRODUCT".len()) + 1
    }

    fn block(&self, clouds: &[usize], words: bool, name: usize, page: &Page) -> String {
        let room = (page.cells() - name) / clouds.len().max(1) - 1;
        let width = room.min(if words { WORD_CELL + 4 } else { CELL + 3 });
        let mut columns = vec![Column::left("PRODUCT").wide(name - 1)];
        for cloud in clouds {
            let heading = self.heading(self.grid.clouds[*cloud]);
            columns.push(Column::left(&heading).wide(width));
        }
        let rows: Vec<Vec<String>> = self
            .grid
            .products
            .iter()
            .zip(&self.cells)
            .map(|(product, row)| {
                let name = self.lens.catalog.product(*product).short.to_string();
                let cells = clouds.iter().filter_map(|cloud| row.get(*cloud)?.first());
                std::iter::once(name).chain(cells.map(|row| cell(row, words, page))).collect()
            })
            .collect();
        draw(&columns, &rows, page)
    }

    /// The heading of a cloud: the vendor's own shop is `DIRECT`.
    fn heading(&self, cloud: Id) -> String {
        let fact = self.lens.catalog.provider(cloud);
        let own = fact.kind == ProviderKind::Lab && fact.parent.is_some();
        if own && fact.parent == self.grid.vendor {
            return "DIRECT".to_owned();
        }
        fact.short.to_uppercase()
    }

    fn records(&self, page: &Page) -> String {
        let mut text = String::new();
        for (product, row) in self.grid.products.iter().zip(&self.cells) {
            text += &format!("{}\n", self.lens.catalog.product(*product).short);
            for (cloud, rows) in self.grid.clouds.iter().zip(row) {
                if let Some(first) = rows.first() {
                    let cell = cell(first, false, page);
                    text += &format!("  {:<13} {cell}\n", self.lens.catalog.provider(*cloud).id);
                }
            }
        }
        text
    }

    fn shown(&self) -> impl Iterator<Item = &Row> {
        self.cells.iter().flatten().filter_map(|rows| rows.first())
    }

    /// What the letters and words that the table uses stand for.
    fn legend(&self, page: &Page) -> String {
        let words = page.cells() >= WORDY;
        let mut faces: Vec<Face> = self.shown().map(face).collect();
        faces.sort_unstable();
        faces.dedup();
        let key = |face: &Face| if words { face.short() } else { face.letter() };
        let mut entries: Vec<String> =
            faces.iter().map(|face| keyed(key(face), face.meaning())).collect();
        if self.shown().any(|row| row.hangs) {
            entries.push("~ not without reserve".to_owned());
        }
        if self.shown().any(Row::sold_though_barred) {
            entries.push("! on sale although barred".to_owned());
        }
        label("RIGHT", &mut entries, 0);
        let first = entries.len();
        let mut stages: Vec<Option<Availability>> =
            self.shown().map(|row| row.listing.stage()).collect();
        stages.sort_unstable_by_key(|stage| (stage.is_none(), *stage));
        stages.dedup();
        entries.extend(stages.into_iter().filter_map(stage_meaning).map(str::to_owned));
        let sold = self.shown().filter(|row| row.listing.on_sale());
        let marks: Vec<&str> = sold.filter_map(|row| channel_mark(row.channel)).collect();
        let channels = [("r", "r resold"), ("gw", "gw gateway, no sale")];
        let channels = channels.iter().filter(|(mark, _)| marks.contains(mark));
        entries.extend(channels.map(|(_, meaning)| (*meaning).to_owned()));
        label("STAGE", &mut entries, first);
        let first = entries.len();
        entries.extend(self.price_meanings());
        label("PRICE", &mut entries, first);
        flow(&entries, page.cells())
    }

    fn price_meanings(&self) -> Vec<String> {
        let shown: Vec<PriceFace<'_>> = self.shown().filter_map(price_face).collect();
        let any = |is: fn(&PriceFace<'_>) -> bool| shown.iter().any(is);
        let known = [
            (any(|face| matches!(face, PriceFace::NotPublished)), "n/p not published"),
            (any(|face| matches!(face, PriceFace::NotRecorded)), "n/r not recorded"),
            (any(|face| matches!(face, PriceFace::Included)), "token: tokens only"),
            (
                any(|face| matches!(face, PriceFace::Amount(quote) if quote.contested)),
                "* sources differ",
            ),
            (any(|face| matches!(face, PriceFace::Amount(_))), "cheapest scope"),
        ];
        known.iter().filter(|(used, _)| *used).map(|(_, meaning)| (*meaning).to_owned()).collect()
    }

    fn remarks(&self) -> String {
        let mut remarks = Vec::new();
        let (products, clouds) = (self.grid.hidden_products, self.grid.hidden_clouds);
        if products > 0 {
            remarks.push(format!("{products} more: --all."));
        }
        if clouds > 0 {
            remarks.push(format!("{}: --cloud all.", count(clouds, "more cloud", "more clouds")));
        }
        remarks.push("Why: aicloud may CLOUD PRODUCT".to_owned());
        remarks.join(" ")
    }
}

/// The mark behind a right: that it hangs on something, or that the sale goes
/// on although it is barred.
pub(super) fn mark(row: &Row) -> &'static str {
    match (row.sold_though_barred(), row.hangs) {
        (true, _) => "!",
        (false, true) => "~",
        (false, false) => "",
    }
}

/// Why a document of the rows is not complete.
fn left_out(grid: &Grid) -> Option<String> {
    let mut reasons = Vec::new();
    if grid.hidden_products > 0 {
        let products = count(grid.hidden_products, "product", "products");
        reasons
            .push(format!("{products} superseded, not yet released, a variant or a suite: --all"));
    }
    if grid.hidden_clouds > 0 {
        reasons.push(format!(
            "{}: --cloud all",
            count(grid.hidden_clouds, "more cloud", "more clouds")
        ));
    }
    (!reasons.is_empty()).then(|| reasons.join("; "))
}

pub(super) fn face(row: &Row) -> Face {
    Face::of(row.decision.right, row.decision.appointed)
}

fn cell(row: &Row, words: bool, page: &Page) -> String {
    let face = face(row);
    let word = if words { face.short() } else { face.letter() };
    let right = [word, mark(row)].concat();
    let right = if words { format!("{right:<4}") } else { right };
    let channel = channel_mark(row.channel).filter(|_| row.listing.on_sale());
    let price = price_short(row);
    let parts = [Some(stage_short(row.listing.stage())), channel, price.as_deref()];
    let mut text = String::with_capacity(WORD_CELL);
    text += &face.tinted(&right, page);
    for part in parts.into_iter().flatten() {
        text.push(' ');
        text.push_str(part);
    }
    text
}

/// A key with what it stands for; once where the one begins with the other.
fn keyed(key: &str, meaning: &str) -> String {
    let first = meaning.split([' ', ',']).next();
    if first == Some(key) { meaning.to_owned() } else { format!("{key} {meaning}") }
}

/// Puts a label in front of the first of some entries.
fn label(label: &str, entries: &mut [String], first: usize) {
    if let Some(entry) = entries.get_mut(first) {
        *entry = format!("{label}  {entry}");
    }
}

/// Entries side by side, as many as fit on a line, none broken.
fn flow(entries: &[String], width: usize) -> String {
    let mut text = String::new();
    let mut column = 0;
    for entry in entries {
        let length = cells(entry);
        if column > 0 && column + 2 + length > width {
            text.push('\n');
            column = 0;
        } else if column > 0 {
            text.push_str("  ");
            column += 2;
        }
        text.push_str(entry);
        column += length;
    }
    text + "\n"
}
