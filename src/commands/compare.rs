//! `compare`: products by cloud.

use clap::{Args, ValueEnum};

use crate::commands::Run;
use crate::commands::offers::{face, learnt, mark, title};
use crate::context::Context;
use crate::exit::Exit;
use crate::output::style::cells;
use crate::output::table::{Column, NARROW};
use crate::output::words::{
    Face, PriceFace, channel_mark, price_face, price_short, stage_meaning, stage_short,
};
use crate::output::{Document, Page, Report, prose};
use aicloud_core::failure::Failure;
use aicloud_core::model::{Availability, Id, Layer, ProductKind, ProviderKind};
use aicloud_core::offers::rows::Row;
use aicloud_core::rights::Lens;
use aicloud_query::compare::{CompareQuestion, compare};
use aicloud_query::comparison::Comparison;
use aicloud_query::values::count;

/// From this many cells on, words take the place of letters.
const WORDY: usize = 110;
/// The least that a cell with a letter and a stage takes: `Y no record`.
const CELL: usize = 11;
/// The same in words: `free not listed`.
const WORD_CELL: usize = 19;

/// A layer to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LayerArg {
    /// Each call stands alone.
    Stateless,
    /// State persists between calls.
    Stateful,
    /// No source says.
    Unknown,
}

/// A kind of product to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KindArg {
    /// Models.
    Model,
    /// Agent platforms.
    AgentPlatform,
    /// Runtimes.
    Runtime,
    /// Tools.
    Tool,
    /// Suites.
    Suite,
}

/// Compare products across clouds: right, stage and price in each cell.
///
/// Without a product: the current products of OpenAI, on Azure, AWS, Google
/// Cloud, Oracle and from OpenAI itself.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud compare [OPTIONS] [PRODUCT]...")]
#[command(after_help = "\
Examples
  aicloud compare
  aicloud compare gpt-5.5 gpt-oss-120b --cloud azure,aws,databricks
  aicloud compare --cloud aws,azure --differs
  aicloud compare --segment us-government --as-of 2026-03-20
  aicloud compare -o csv --cloud all --all > rights.csv")]
pub struct CompareArgs {
    /// Products, by id, name or alias
    #[arg(value_name = "PRODUCT")]
    pub products: Vec<String>,
    /// Clouds, or `all`
    #[arg(long, value_name = "CLOUD", value_delimiter = ',')]
    pub cloud: Vec<String>,
    /// Products of this vendor
    #[arg(long, value_name = "VENDOR")]
    pub vendor: Option<String>,
    /// Products of this layer
    #[arg(long, value_enum, value_name = "LAYER")]
    pub layer: Option<LayerArg>,
    /// Products of this kind
    #[arg(long, value_enum, value_name = "KIND")]
    pub kind: Option<KindArg>,
    /// Only products that one of the clouds sells
    #[arg(long)]
    pub available: bool,
    /// Only products on which the clouds differ
    #[arg(long)]
    pub differs: bool,
    /// Superseded products too
    #[arg(long)]
    pub all: bool,
}

impl From<LayerArg> for Layer {
    fn from(layer: LayerArg) -> Self {
        match layer {
            LayerArg::Stateless => Self::Stateless,
            LayerArg::Stateful => Self::Stateful,
            LayerArg::Unknown => Self::Unknown,
        }
    }
}

impl From<KindArg> for ProductKind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Model => Self::Model,
            KindArg::AgentPlatform => Self::AgentPlatform,
            KindArg::Runtime => Self::Runtime,
            KindArg::Tool => Self::Tool,
            KindArg::Suite => Self::Suite,
        }
    }
}

impl CompareArgs {
    /// What is asked.
    fn question(&self) -> CompareQuestion {
        CompareQuestion {
            products: self.products.clone(),
            cloud: self.cloud.clone(),
            vendor: self.vendor.clone(),
            layer: self.layer.map(Layer::from),
            kind: self.kind.map(ProductKind::from),
            available: self.available,
            differs: self.differs,
            all: self.all,
        }
    }
}

impl Run for CompareArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let lens = Lens::new(&context.data.catalog, &context.setting.filter);
        let grid = compare(&self.question(), context.setting, &lens)?;
        let comparison = Comparison::new(grid, context.setting, &lens);
        let answer = comparison.answer("compare");
        context.print(Report::new(answer, |page| document(&comparison, page)))?;
        Ok(Exit::Done)
    }
}

fn document(comparison: &Comparison<'_>, page: &Page) -> Document {
    let catalog = comparison.lens.catalog;
    let subject = match comparison.grid.vendor {
        Some(vendor) => format!("{} products by cloud", catalog.provider(vendor).name),
        None => "Products by cloud".to_owned(),
    };
    Document::titled(title(comparison, &subject))
        .then(table(comparison, page))
        .flow(legend(comparison, page))
        .paragraphs(learnt(comparison))
        .paragraph(remarks(comparison))
        .paragraph(prose::foot(&catalog.basis))
}

/// The cells: as many clouds side by side as the page holds.
fn table(comparison: &Comparison<'_>, page: &Page) -> Document {
    if comparison.cells.is_empty() {
        return Document::default().line("No product fits what was asked.");
    }
    if page.cells() < NARROW {
        return records(comparison, page);
    }
    let words = page.cells() >= WORDY;
    let least = if words { WORD_CELL } else { CELL } + 1;
    let name = name_width(comparison);
    let fit = ((page.cells() - name) / least).max(1);
    let clouds: Vec<usize> = (0..comparison.grid.clouds.len()).collect();
    let blocks = clouds.chunks(fit).map(|clouds| block(comparison, clouds, words, name, page));
    blocks.reduce(|above, below| above.blank().then(below)).unwrap_or_default()
}

fn name_width(comparison: &Comparison<'_>) -> usize {
    let names =
        comparison.grid.products.iter().map(|p| cells(&comparison.lens.catalog.product(*p).short));
    names.max().unwrap_or(0).max("PRODUCT".len()) + 1
}

fn block(
    comparison: &Comparison<'_>,
    clouds: &[usize],
    words: bool,
    name: usize,
    page: &Page,
) -> Document {
    let room = (page.cells() - name) / clouds.len().max(1) - 1;
    let width = room.min(if words { WORD_CELL + 4 } else { CELL + 3 });
    let mut columns = vec![Column::left("PRODUCT").wide(name - 1)];
    for cloud in clouds {
        let heading = heading(comparison, comparison.grid.clouds[*cloud]);
        columns.push(Column::left(&heading).wide(width));
    }
    let rows: Vec<Vec<String>> = comparison
        .grid
        .products
        .iter()
        .zip(&comparison.cells)
        .map(|(product, row)| {
            let name = comparison.lens.catalog.product(*product).short.clone();
            let cells = clouds.iter().filter_map(|cloud| row.get(*cloud)?.first());
            std::iter::once(name).chain(cells.map(|row| cell(row, words, page))).collect()
        })
        .collect();
    Document::default().table(columns, rows)
}

/// The heading of a cloud: the vendor's own shop is `DIRECT`.
fn heading(comparison: &Comparison<'_>, cloud: Id) -> String {
    let fact = &comparison.lens.catalog.provider(cloud);
    let own = fact.kind == ProviderKind::Lab && fact.parent.is_some();
    if own && fact.parent == comparison.grid.vendor {
        return "DIRECT".to_owned();
    }
    fact.short.to_uppercase()
}

/// The cells one below the other, on a page that is too narrow for a table.
fn records(comparison: &Comparison<'_>, page: &Page) -> Document {
    let mut document = Document::default();
    for (product, row) in comparison.grid.products.iter().zip(&comparison.cells) {
        document = document.line(&*comparison.lens.catalog.product(*product).short);
        for (cloud, rows) in comparison.grid.clouds.iter().zip(row) {
            if let Some(first) = rows.first() {
                let cell = cell(first, false, page);
                document = document
                    .line(format!("  {:<13} {cell}", comparison.lens.catalog.provider(*cloud).id));
            }
        }
    }
    document
}

/// What the letters and words that the table uses stand for.
fn legend(comparison: &Comparison<'_>, page: &Page) -> Vec<String> {
    let words = page.cells() >= WORDY;
    let mut faces: Vec<Face> = comparison.shown().map(face).collect();
    faces.sort_unstable();
    faces.dedup();
    let key = |face: &Face| if words { face.short() } else { face.letter() };
    let mut entries: Vec<String> =
        faces.iter().map(|face| keyed(key(face), face.meaning())).collect();
    if comparison.shown().any(|row| row.hangs) {
        entries.push("~ not without reserve".to_owned());
    }
    if comparison.shown().any(Row::sold_though_barred) {
        entries.push("! on sale although barred".to_owned());
    }
    label("RIGHT", &mut entries, 0);
    let first = entries.len();
    let mut stages: Vec<Option<Availability>> =
        comparison.shown().map(|row| row.listing.stage()).collect();
    stages.sort_unstable_by_key(|stage| (stage.is_none(), *stage));
    stages.dedup();
    entries.extend(stages.into_iter().filter_map(stage_meaning).map(str::to_owned));
    let sold = comparison.shown().filter(|row| row.listing.on_sale());
    let marks: Vec<&str> = sold.filter_map(|row| channel_mark(row.channel)).collect();
    let channels = [("r", "r resold"), ("gw", "gw gateway, no sale")];
    let channels = channels.iter().filter(|(mark, _)| marks.contains(mark));
    entries.extend(channels.map(|(_, meaning)| (*meaning).to_owned()));
    label("STAGE", &mut entries, first);
    let first = entries.len();
    entries.extend(price_meanings(comparison));
    label("PRICE", &mut entries, first);
    entries
}

fn price_meanings(comparison: &Comparison<'_>) -> Vec<String> {
    let shown: Vec<PriceFace<'_>> = comparison.shown().filter_map(price_face).collect();
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

fn remarks(comparison: &Comparison<'_>) -> String {
    let mut remarks = Vec::new();
    let (products, clouds) = (comparison.grid.hidden_products, comparison.grid.hidden_clouds);
    if products > 0 {
        remarks.push(format!("{products} more: --all."));
    }
    if clouds > 0 {
        remarks.push(format!("{}: --cloud all.", count(clouds, "more cloud", "more clouds")));
    }
    remarks.push("Why: aicloud may CLOUD PRODUCT".to_owned());
    remarks.join(" ")
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
