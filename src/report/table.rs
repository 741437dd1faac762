//! The only file that draws tables.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, Row, Table, TableStyle, Width,
};

use super::pieces::flat;
use super::{Fields, Page};

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

/// Draws a table without lines, folding cells at spaces to the page's width.
pub fn draw(columns: &[Column], rows: &[Vec<String>], page: &Page) -> String {
    let mut table = Table::new();
    table.load_style(TableStyle::new());
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(page.cells()).unwrap_or(u16::MAX));
    if page.header {
        table.set_header(columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>());
    }
    for row in rows {
        table.add_row(Row::from(row.clone()));
    }
    let last = columns.len().saturating_sub(1);
    for (place, column) in columns.iter().enumerate() {
        let Some(drawn) = table.column_mut(place) else { continue };
        drawn.set_padding((0, u16::from(place != last)));
        if column.right {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
        if let Some(width) = column.width {
            let padded = width + usize::from(place != last);
            let width = Width::Fixed(u16::try_from(padded).unwrap_or(u16::MAX));
            drawn.set_constraint(ColumnConstraint::Absolute(width));
        }
    }
    trimmed(&table.to_string())
}

/// The chosen values of rows as a table.
pub fn of_rows(chosen: &[&str], rows: &[Fields], page: &Page) -> String {
    let columns: Vec<Column> =
        chosen.iter().map(|name| Column::left(&name.to_uppercase())).collect();
    let cell = |row: &Fields, name: &&str| row.get(*name).map(flat).unwrap_or_default();
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| chosen.iter().map(|name| cell(row, name)).collect()).collect();
    draw(&columns, &rows, page)
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
