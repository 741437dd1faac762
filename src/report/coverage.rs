//! `data coverage`: what is not known, as a to-do list.

use aicloud_core::catalog::Catalog;
use aicloud_core::model::Id;
use serde_json::{Value, json};

use crate::output::pieces::{count, wrap};
use crate::output::prose;
use crate::output::table;
use crate::output::table::Column;
use crate::report::{Fields, Page, Report, Shape, object};
use aicloud_core::coverage::{Gap, Lack};
use aicloud_query::Setting;

/// What was looked at, and what is lacking there.
pub struct Coverage<'a> {
    /// On which day.
    pub setting: &'a Setting,
    /// The facts.
    pub catalog: &'a Catalog,
    /// How many products.
    pub products: usize,
    /// Which clouds.
    pub clouds: Vec<Id>,
    /// Which segments.
    pub segments: Vec<Id>,
    /// What is lacking, the easiest to look up first.
    pub gaps: Vec<Gap>,
    /// Which kinds of lack were asked about; all where none is named.
    pub what: Vec<&'static str>,
}

const COLUMNS: &[&str] = &["what", "cloud", "product", "segment", "of", "detail"];

/// How many lines of the list a page shows.
const SHOWN: usize = 12;

/// The report of `data coverage`.
pub fn report<'a>(coverage: &'a Coverage<'a>) -> Report<'a> {
    let catalog = coverage.catalog;
    let mut query = prose::query(coverage.setting, catalog);
    let segments =
        coverage.segments.iter().map(|segment| Value::from(&*catalog.segment(*segment).id));
    query.insert("segments".to_owned(), segments.collect());
    query.insert("what".to_owned(), coverage.what.clone().into());
    let mut more = Fields::new();
    more.insert("products".to_owned(), coverage.products.into());
    more.insert("clouds".to_owned(), coverage.clouds.len().into());
    Report {
        command: "data coverage",
        basis: &catalog.basis,
        query,
        left_out: None,
        columns: COLUMNS.to_vec(),
        rows: Box::new(move |_| coverage.gaps.iter().map(|gap| fields(gap, catalog)).collect()),
        more,
        shape: Shape::Rows,
        draw: Box::new(move |page| draw(coverage, page)),
        special: Vec::new(),
    }
}

fn fields(gap: &Gap, catalog: &Catalog) -> Fields {
    object(json!({
        "what": gap.lack.word(),
        "cloud": gap.cloud.map(|cloud| &*catalog.provider(cloud).id),
        "product": gap.product.map(|product| &*catalog.product(product).id),
        "segment": gap.segment.map(|segment| &*catalog.segment(segment).id),
        "of": gap.of,
        "detail": gap.detail,
    }))
}

fn draw(coverage: &Coverage<'_>, page: &Page) -> String {
    let title = format!(
        "What is not known on {}: {}, {}, {}.",
        coverage.setting.as_of,
        count(coverage.products, "product", "products"),
        count(coverage.clouds.len(), "cloud", "clouds"),
        count(coverage.segments.len(), "segment", "segments")
    );
    let mut text = prose::bold(&wrap(&title, page.cells(), 0), page) + "\n\n";
    text += &matrix(coverage, page);
    for lack in [Lack::Field, Lack::Source] {
        let number = coverage.gaps.iter().filter(|gap| gap.lack == lack).count();
        let told = match lack {
            Lack::Field => "of products that no source settles",
            _ => "to be read again",
        };
        if number > 0 {
            let (one, many) = (lack.word(), format!("{}s", lack.word()));
            text += &format!("{} {told}.\n\n", count(number, one, &many));
        }
    }
    text += &to_do(coverage, page);
    let legend = "price: on sale, none recorded; stage: listed, none stated; host: sold, not \
                  stated; right: no source says; record: nobody has looked.";
    text += &format!("\n{}\n", wrap(legend, page.cells(), 0));
    text + &prose::foot_folded(&coverage.catalog.basis, page)
}

/// Clouds down, what is lacking there across, for one segment; and the segments.
fn matrix(coverage: &Coverage<'_>, page: &Page) -> String {
    let catalog = coverage.catalog;
    let head = |first: &str, lacks: &[Lack]| {
        let lacks = lacks.iter().map(|lack| Column::right(&lack.word().to_uppercase()));
        std::iter::once(Column::left(first)).chain(lacks).collect::<Vec<_>>()
    };
    let row = |name: &str, lacks: &[Lack], here: &dyn Fn(&&Gap) -> bool| {
        let of = |lack: &Lack| match coverage
            .gaps
            .iter()
            .filter(here)
            .filter(|gap| gap.lack == *lack)
            .count()
        {
            0 => "-".to_owned(),
            number => number.to_string(),
        };
        std::iter::once(name.to_owned()).chain(lacks.iter().map(of)).collect::<Vec<_>>()
    };
    let asked = |lacks: &[Lack]| -> Vec<Lack> {
        let what = &coverage.what;
        let wanted = |lack: &&Lack| what.is_empty() || what.contains(&lack.word());
        lacks.iter().filter(wanted).copied().collect()
    };
    let lacks = asked(&[Lack::Price, Lack::Stage, Lack::Host, Lack::Right, Lack::Record]);
    let segment = coverage.setting.segment;
    let cloud = |cloud: &Id| {
        let of_offer = |lack| matches!(lack, Lack::Price | Lack::Stage | Lack::Host);
        row(&catalog.provider(*cloud).id, &lacks, &|gap: &&Gap| {
            gap.cloud == Some(*cloud) && (of_offer(gap.lack) || gap.segment == Some(segment))
        })
    };
    let mut clouds: Vec<Vec<String>> = coverage.clouds.iter().map(cloud).collect();
    clouds.retain(|row| row.iter().skip(1).any(|number| number != "-"));
    let mut text = String::new();
    if !clouds.is_empty() {
        text += &table::draw(&head("CLOUD", &lacks), &clouds, page);
        text += &format!("RIGHT and RECORD: {}.\n\n", catalog.segment(segment).id);
    }
    let lacks = asked(&[Lack::Right, Lack::Record]);
    let segment = |segment: &Id| {
        row(&catalog.segment(*segment).id, &lacks, &|gap: &&Gap| gap.segment == Some(*segment))
    };
    if coverage.segments.len() > 1 && !lacks.is_empty() {
        let segments: Vec<Vec<String>> = coverage.segments.iter().map(segment).collect();
        text += &table::draw(&head("SEGMENT", &lacks), &segments, page);
        text.push('\n');
    }
    text
}

/// The first lines of the list.
fn to_do(coverage: &Coverage<'_>, page: &Page) -> String {
    if coverage.gaps.is_empty() {
        return "Nothing is lacking.\n".to_owned();
    }
    let catalog = coverage.catalog;
    let line = |gap: &Gap| {
        let of = gap.of.clone().unwrap_or_else(|| {
            let cloud = gap.cloud.map_or("", |cloud| &*catalog.provider(cloud).id);
            let product = gap.product.map_or("", |product| &*catalog.product(product).id);
            format!("{cloud} {product}")
        });
        let other = gap.segment.filter(|segment| *segment != coverage.setting.segment);
        let other =
            other.map_or(String::new(), |other| format!(" ({})", catalog.segment(other).id));
        let text = format!("{:<6} {of}: {}{other}", gap.lack.word(), gap.detail);
        format!("  {}\n", wrap_tail(&text, page))
    };
    let lines: String = coverage.gaps.iter().take(SHOWN).map(line).collect();
    let more = coverage.gaps.len().saturating_sub(SHOWN);
    let more = match more {
        0 => String::new(),
        more => format!("  and {more} more: aicloud data coverage -o csv\n"),
    };
    format!("To do, the easiest first:\n{lines}{more}")
}

/// Folds a line and keeps the spaces behind its first word.
fn wrap_tail(text: &str, page: &Page) -> String {
    let (head, tail) = text.split_at(text.len().min(7));
    let tail = wrap(tail, page.cells().saturating_sub(9), 0);
    format!("{head}{}", tail.replace('\n', "\n           "))
}
