//! The only file that draws tables.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, Row, Table, TableStyle, Width,
};

use crate::output::Page;
use crate::output::pieces::flat;
use crate::output::style;
use aicloud_query::answer::Fields;

/// How a column is drawn.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Whether its cells stand right.
    pub right: bool,
    /// Its exact width; as wide as its cells where nothing.
    pub width: Option<usize>,
}

impl Column {
    /// A column of words.
    pub fn left(name: &str) -> Self {
        Self { name: name.to_owned(), right: false, width: None }
    }

    /// A column of numbers.
    pub fn right(name: &str) -> Self {
        Self { name: name.to_owned(), right: true, width: None }
    }

    /// This column at an exact width.
    #[must_use]
    pub fn wide(mut self, width: usize) -> Self {
        self.width = Some(width);
        self
    }
}

/// Below this many cells a page holds records instead of a table.
pub const NARROW: usize = 60;

/// Rows one below the other, a line for each cell that holds something.
fn records<C: AsRef<str>>(columns: &[Column], rows: &[Vec<C>]) -> String {
    let mut text = String::new();
    for row in rows {
        let cells = columns.iter().zip(row.iter().map(AsRef::as_ref));
        let cells = cells.filter(|(_, cell)| !cell.is_empty());
        for (place, (column, cell)) in cells.enumerate() {
            let line =
                if place == 0 { cell.to_owned() } else { format!("  {} {cell}", column.name) };
            text += line.trim_end();
            text.push('\n');
        }
    }
    text
}

/// Draws a table without lines, folding cells at spaces to the page's width.
pub fn draw<C: AsRef<str>>(columns: &[Column], rows: &[Vec<C>], page: &Page) -> String {
    let widths: Vec<usize> = (0..columns.len()).map(|place| least(place, columns, rows)).collect();
    if !fits(&widths, page) {
        return records(columns, rows);
    }
    let mut table = Table::new();
    table.load_style(TableStyle::new());
    if page.width.is_some() {
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(cells(page.cells()));
    } else {
        table.set_content_arrangement(ContentArrangement::Disabled);
    }
    if page.header {
        table.set_header(columns.iter().map(|column| &column.name));
    }
    for row in rows {
        table.add_row(Row::from(row.iter().take(columns.len()).map(AsRef::as_ref)));
    }
    let last = columns.len().saturating_sub(1);
    for (place, (column, width)) in columns.iter().zip(widths).enumerate() {
        let Some(drawn) = table.column_mut(place) else { continue };
        let padding = usize::from(place != last);
        drawn.set_padding((0, cells(padding)));
        if column.right {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
        drawn.set_constraint(match column.width {
            Some(width) => ColumnConstraint::Absolute(Width::Fixed(cells(width + padding))),
            None => ColumnConstraint::LowerBoundary(Width::Fixed(cells(width + padding))),
        });
    }
    trimmed(&table.to_string())
}

/// Whether columns of these least widths stand side by side on a page.
fn fits(widths: &[usize], page: &Page) -> bool {
    let side_by_side = widths.iter().sum::<usize>() + widths.len().saturating_sub(1);
    page.width.is_none_or(|width| width >= NARROW && side_by_side <= width)
}

/// The cells that a column takes at least so that no word in it is broken.
fn least<C: AsRef<str>>(place: usize, columns: &[Column], rows: &[Vec<C>]) -> usize {
    let Some(column) = columns.get(place) else { return 0 };
    let cells = rows.iter().filter_map(|row| row.get(place)).map(AsRef::as_ref);
    let cells = cells.chain(std::iter::once(column.name.as_str()));
    let words = cells.flat_map(|cell| cell.split_whitespace());
    let longest = words.map(style::cells).max().unwrap_or(0);
    column.width.unwrap_or(longest)
}

fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// The chosen values of rows as a table. On a page that is too narrow for all
/// of them the last columns are left out, and a line says so.
pub fn of_rows(chosen: &[&str], rows: &[Fields], page: &Page) -> String {
    let columns: Vec<Column> =
        chosen.iter().map(|name| Column::left(&name.to_uppercase())).collect();
    let cell = |row: &Fields, name: &&str| row.get(*name).map(flat).unwrap_or_default();
    let cells: Vec<Vec<String>> =
        rows.iter().map(|row| chosen.iter().map(|name| cell(row, name)).collect()).collect();
    let widths: Vec<usize> =
        (0..columns.len()).map(|place| least(place, &columns, &cells)).collect();
    let shown = (2..=columns.len()).rev().find(|count| fits(&widths[..*count], page));
    let shown = shown.unwrap_or(columns.len());
    let text = draw(&columns[..shown], &cells, page);
    match &chosen[shown..] {
        [] => text,
        left_out => format!(
            "{text}\nLeft out for want of room: {}. --wide shows it.\n",
            left_out.join(", ")
        ),
    }
}

/// Without the spaces that fill lines up to the width.
fn trimmed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
