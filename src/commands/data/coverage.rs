//! `data coverage`: what is not known, as a list of what to look up.

use aicloud_core::model::Id;
use clap::Args;

use crate::commands::Run;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::pieces::{count, wrap};
use crate::output::table::Column;
use crate::output::{Document, Page, Report, prose};
use aicloud_core::coverage::{Lack, MissingFact};
use aicloud_core::failure::Failure;
use aicloud_core::rights::Lens;
use aicloud_query::data::coverage::{self, CoverageQuestion, coverage};

/// List what is not known, by cloud, product and segment: what to look up next.
///
/// price: on sale without a price; stage: listed, and no source says at which
/// stage; host: sold, and no source says who runs it; right: no source says
/// whether it may be sold; field: open fields of a product; source: not read for
/// long; record: nobody has looked. Every segment counts unless --segment names
/// one.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud data coverage [OPTIONS] [PRODUCT]...")]
#[command(after_help = "\
Examples
  aicloud data coverage
  aicloud data coverage --cloud aws --what price,stage
  aicloud data coverage gpt-5.5 --segment us-government
  aicloud data coverage -o csv > to-do.csv")]
pub struct CoverageArgs {
    /// Products, by id, name or alias; every current one unless given
    #[arg(value_name = "PRODUCT")]
    pub products: Vec<String>,
    /// Clouds; all unless given
    #[arg(
        long,
        value_name = "CLOUD",
        value_delimiter = ',',
        env = "AICLOUD_CLOUD",
        hide_env = true
    )]
    pub cloud: Vec<String>,
    /// Products of this vendor
    #[arg(long, value_name = "VENDOR")]
    pub vendor: Option<String>,
    /// Only these kinds of lack: price, stage, host, right, field, source, record
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub what: Vec<String>,
    /// Days after which a source is to be read again
    #[arg(long, value_name = "DAYS", default_value = "90d")]
    pub stale: String,
    /// Superseded products too
    #[arg(long)]
    pub all: bool,
}

/// How many lines of the list a page shows.
const SHOWN: usize = 12;

impl Run for CoverageArgs {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        let asked = CoverageQuestion {
            products: self.products.clone(),
            clouds: self.cloud.clone(),
            vendor: self.vendor.clone(),
            what: self.what.clone(),
            stale: self.stale.clone(),
            superseded: self.all,
            one_segment: context.global.segment.as_ref().is_some_and(|one| !one.is_empty()),
        };
        let lens = Lens::new(&context.data.catalog, &context.setting.filter);
        let coverage = coverage(&asked, context.setting, &lens)?;
        context.print(Report::new(coverage.answer(), |page| document(&coverage, page)))?;
        Ok(Exit::Done)
    }
}

fn document(coverage: &coverage::Coverage<'_>, page: &Page) -> Document {
    let title = format!(
        "What is not known on {}: {}, {}, {}.",
        coverage.setting.as_of,
        count(coverage.products, "product", "products"),
        count(coverage.clouds.len(), "cloud", "clouds"),
        count(coverage.segments.len(), "segment", "segments")
    );
    let legend = "price: on sale, none recorded; stage: listed, none stated; host: sold, not \
                  stated; right: no source says; record: nobody has looked.";
    Document::titled(title)
        .blank()
        .then(by_cloud(coverage))
        .then(by_segment(coverage))
        .then(counted(coverage))
        .lines(to_do(coverage, page))
        .blank()
        .paragraph(legend)
        .paragraph(prose::foot(&coverage.catalog.basis))
}

/// What is lacking where no cloud is.
fn counted(coverage: &coverage::Coverage<'_>) -> Document {
    let told =
        [(Lack::Field, "of products that no source settles"), (Lack::Source, "to be read again")];
    let mut document = Document::default();
    for (lack, told) in told {
        let number = coverage.gaps.iter().filter(|gap| gap.lack == lack).count();
        if number > 0 {
            let (one, many) = (lack.word(), format!("{}s", lack.word()));
            document = document.line(format!("{} {told}.", count(number, one, &many))).blank();
        }
    }
    document
}

/// Clouds down, what is lacking there across, for the segment that is asked about.
fn by_cloud(coverage: &coverage::Coverage<'_>) -> Document {
    let lacks = [Lack::Price, Lack::Stage, Lack::Host, Lack::Right, Lack::Record];
    let lacks = asked(coverage, &lacks);
    let segment = coverage.setting.segment;
    let row = |cloud: &Id| {
        let of_offer = |lack| matches!(lack, Lack::Price | Lack::Stage | Lack::Host);
        let here = |gap: &&MissingFact| {
            gap.cloud == Some(*cloud) && (of_offer(gap.lack) || gap.segment == Some(segment))
        };
        row(&coverage.catalog.provider(*cloud).id, &lacks, &coverage.gaps, &here)
    };
    let mut rows: Vec<Vec<String>> = coverage.clouds.iter().map(row).collect();
    rows.retain(|row| row.iter().skip(1).any(|number| number != "-"));
    if rows.is_empty() {
        return Document::default();
    }
    let told = format!("RIGHT and RECORD: {}.", coverage.catalog.segment(segment).id);
    Document::default().table(head("CLOUD", &lacks), rows).line(told).blank()
}

/// Segments down, where there are several.
fn by_segment(coverage: &coverage::Coverage<'_>) -> Document {
    let lacks = asked(coverage, &[Lack::Right, Lack::Record]);
    if coverage.segments.len() < 2 || lacks.is_empty() {
        return Document::default();
    }
    let row = |segment: &Id| {
        let here = |gap: &&MissingFact| gap.segment == Some(*segment);
        row(&coverage.catalog.segment(*segment).id, &lacks, &coverage.gaps, &here)
    };
    let rows = coverage.segments.iter().map(row).collect();
    Document::default().table(head("SEGMENT", &lacks), rows).blank()
}

/// Of some kinds of lack those that were asked about.
fn asked(coverage: &coverage::Coverage<'_>, lacks: &[Lack]) -> Vec<Lack> {
    let what = &coverage.what;
    let wanted = |lack: &&Lack| what.is_empty() || what.contains(&lack.word());
    lacks.iter().filter(wanted).copied().collect()
}

fn head(first: &str, lacks: &[Lack]) -> Vec<Column> {
    let lacks = lacks.iter().map(|lack| Column::right(&lack.word().to_uppercase()));
    std::iter::once(Column::left(first)).chain(lacks).collect()
}

/// A line of a table: how often each kind of lack is here.
fn row(
    name: &str,
    lacks: &[Lack],
    gaps: &[MissingFact],
    here: &dyn Fn(&&MissingFact) -> bool,
) -> Vec<String> {
    let of = |lack: &Lack| match gaps.iter().filter(here).filter(|gap| gap.lack == *lack).count() {
        0 => "-".to_owned(),
        number => number.to_string(),
    };
    std::iter::once(name.to_owned()).chain(lacks.iter().map(of)).collect()
}

/// The first lines of the list.
fn to_do(coverage: &coverage::Coverage<'_>, page: &Page) -> Vec<String> {
    if coverage.gaps.is_empty() {
        return vec!["Nothing is lacking.".to_owned()];
    }
    let mut lines = vec!["To do, the easiest first:".to_owned()];
    for gap in coverage.gaps.iter().take(SHOWN) {
        lines.extend(look_up(gap, coverage, page));
    }
    let more = coverage.gaps.len().saturating_sub(SHOWN);
    if more > 0 {
        lines.push(format!("  and {more} more: aicloud data coverage -o csv"));
    }
    lines
}

/// Something to look up: its kind in a column of its own, the rest folded beside it.
fn look_up(gap: &MissingFact, coverage: &coverage::Coverage<'_>, page: &Page) -> Vec<String> {
    let catalog = coverage.catalog;
    let of = gap.of.clone().unwrap_or_else(|| {
        let cloud = gap.cloud.map_or("", |cloud| &*catalog.provider(cloud).id);
        let product = gap.product.map_or("", |product| &*catalog.product(product).id);
        format!("{cloud} {product}")
    });
    let other = gap.segment.filter(|segment| *segment != coverage.setting.segment);
    let other = other.map_or(String::new(), |other| format!(" ({})", catalog.segment(other).id));
    let text = format!("{of}: {}{other}", gap.detail);
    let text = wrap(&text, page.cells().saturating_sub(9), 0);
    let line = |(place, line): (usize, &str)| match place {
        0 => format!("  {:<6} {line}", gap.lack.word()),
        _ => format!("{}{line}", " ".repeat(11)),
    };
    text.split('\n').enumerate().map(line).collect()
}
