//! A document as text: on a terminal, in a pipe.

use std::borrow::Cow;

use crate::output::document::{Block, Document, ListItem, ListStyle};
use crate::output::pieces::wrap;
use crate::output::style::cells;
use crate::output::table::draw;
use crate::output::{Page, style};

/// Fewer cells than this behind a head are too few for sentences.
const ROOM: usize = 20;

/// The cells that a label takes.
const LABEL: usize = 11;

impl Document {
    /// The document as text on a page.
    pub fn text(&self, page: &Page) -> String {
        self.blocks().iter().map(|block| block.text(page)).collect()
    }
}

impl Block {
    fn text(&self, page: &Page) -> String {
        match self {
            Self::Title(title) => heading(title, 0, page),
            Self::Heading(text) => heading(text, 2, page),
            Self::Paragraph { text, indent, hang } => {
                let text = wrap(&text.text(), page.cells().saturating_sub(*indent), *hang);
                let margin = " ".repeat(*indent);
                format!("{margin}{}\n", text.replace('\n', &format!("\n{margin}")))
            }
            Self::Entry { head, text } => entry(head, text, page.cells()),
            Self::Aside(text) => wrap(&text.text(), page.cells(), 0) + "\n",
            Self::Table { columns, rows } => {
                let cells = rows.iter().map(|row| row.cells.iter().map(|cell| cell.text()));
                let cells: Vec<Vec<Cow<'_, str>>> = cells.map(Iterator::collect).collect();
                draw(columns, &cells, page)
            }
            Self::Labelled { label, value } => {
                let value = wrap(value, page.cells().saturating_sub(LABEL + 1), 0);
                let further = format!("\n{:LABEL$} ", "");
                format!("{label:LABEL$} {}\n", value.replace('\n', &further))
            }
            Self::Line(line) => format!("{line}\n"),
            Self::Flow(entries) => flow(entries, page.cells()),
            Self::Section(section) => {
                format!("\n{}{}", heading(&section.title, 0, page), section.body.text(page))
            }
            Self::List { style, items } => {
                let item = |(place, item): (usize, &ListItem)| item.text(*style, place, page);
                items.iter().enumerate().map(item).collect()
            }
            Self::Picture(picture) => wrap(&picture.caption, page.cells(), 0) + "\n",
        }
    }
}

fn heading(text: &str, hang: usize, page: &Page) -> String {
    let text = wrap(text, page.cells(), hang);
    let text = if page.look.color { style::bold(&text) } else { text };
    text + "\n"
}

/// Sentences behind a head; below it where too little room is left of a line.
fn entry(head: &str, text: &str, width: usize) -> String {
    let indent = cells(head);
    if width <= indent + ROOM {
        let text = wrap(text, width.saturating_sub(2), 2);
        return format!("{}\n  {text}\n", head.trim_end());
    }
    let below = format!("\n{}", " ".repeat(indent));
    format!("{head}{}\n", wrap(text, width - indent, 0).replace('\n', &below))
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

impl ListItem {
    fn text(&self, style: ListStyle, place: usize, page: &Page) -> String {
        let mark = match style {
            ListStyle::Bullets => "- ".to_owned(),
            ListStyle::Numbers => format!("{}. ", place + 1),
            ListStyle::Entries | ListStyle::Events => String::new(),
        };
        let hang = if mark.is_empty() { 2 } else { mark.len() };
        let width = page.cells().saturating_sub(hang);
        let own = self.heading.as_deref().map(Cow::Borrowed).into_iter();
        let own = own.chain(std::iter::once(self.text.text())).filter(|line| !line.is_empty());
        let own: String = own.map(|line| wrap(&line, width, 0) + "\n").collect();
        let below = self.body.text(&Page { width: page.width.map(|_| width), ..*page });
        let mut text = String::new();
        for line in own.lines().chain(below.lines()) {
            let front = if text.is_empty() { mark.clone() } else { " ".repeat(hang) };
            text += format!("{front}{line}").trim_end();
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use crate::output::document::sample;
    use crate::output::{Look, Page};

    #[test]
    fn every_kind_of_block_has_a_text() {
        let page = Page { width: Some(60), look: Look::default(), header: true };
        let text = "\
May it?
Only <so>, see terms.

What happened
2026-04 sale it <began> a b
- one
  1. it was said on paper and then repeated in so many words
     that it folds

Sources
Which
a title

ID FOUND
a  there <https://example.com/?a&b>
b  |
  exactly   so
";
        assert_eq!(sample().text(&page), text);
    }
}
