//! What people read: a few kinds of block, which every format for people draws in
//! its own way.

use crate::output::pieces::wrap;
use crate::output::style::cells;
use crate::output::table::{Column, draw};
use crate::output::{Page, style};

/// Fewer cells than this behind a head are too few for sentences.
const ROOM: usize = 20;

/// The cells that a label takes.
const LABEL: usize = 11;

/// A part of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// What the answer is about.
    Title(String),
    /// What a part of it is about: a line that is not folded.
    Heading(String),
    /// Sentences, folded at spaces.
    Paragraph {
        /// What they say.
        text: String,
        /// Cells in front of every line.
        indent: usize,
        /// Cells more in front of every line but the first.
        hang: usize,
    },
    /// Sentences behind a head, folded so that they stand below one another.
    Entry {
        /// What stands in front of the first line, spaces included; it stays as it is.
        head: String,
        /// What the sentences say.
        text: String,
    },
    /// A table without lines.
    Table {
        /// How each column is drawn.
        columns: Vec<Column>,
        /// The cells, row by row.
        rows: Vec<Vec<String>>,
    },
    /// A value behind its label.
    Labelled {
        /// The label; empty where the value goes on with what stands above.
        label: &'static str,
        /// The value, folded at spaces beside the label.
        value: String,
    },
    /// A line that stays as it is.
    Line(String),
    /// Entries side by side, as many as fit on a line, none broken.
    Flow(Vec<String>),
}

/// Blocks one below the other.
#[derive(Clone, Debug, Default)]
pub struct Document {
    blocks: Vec<Block>,
}

impl Document {
    /// A document that begins with a title.
    pub fn titled(title: impl Into<String>) -> Self {
        Self { blocks: vec![Block::Title(title.into())] }
    }

    /// With the heading of a part below.
    #[must_use]
    pub fn heading(mut self, heading: impl Into<String>) -> Self {
        self.blocks.push(Block::Heading(heading.into()));
        self
    }

    /// With sentences below.
    #[must_use]
    pub fn paragraph(self, text: impl Into<String>) -> Self {
        self.hanging(text, 0)
    }

    /// With sentences below whose further lines are indented.
    #[must_use]
    pub fn hanging(self, text: impl Into<String>, hang: usize) -> Self {
        self.indented(text, 0, hang)
    }

    /// With sentences below that are indented, their further lines a little more.
    #[must_use]
    pub fn indented(mut self, text: impl Into<String>, indent: usize, hang: usize) -> Self {
        self.blocks.push(Block::Paragraph { text: text.into(), indent, hang });
        self
    }

    /// With sentences below, each a paragraph of its own.
    #[must_use]
    pub fn paragraphs<T: Into<String>>(self, texts: impl IntoIterator<Item = T>) -> Self {
        texts.into_iter().fold(self, Self::paragraph)
    }

    /// With sentences below that stand behind a head.
    #[must_use]
    pub fn entry(mut self, head: impl Into<String>, text: impl Into<String>) -> Self {
        self.blocks.push(Block::Entry { head: head.into(), text: text.into() });
        self
    }

    /// With a value below, behind its label.
    #[must_use]
    pub fn labelled(mut self, label: &'static str, value: impl Into<String>) -> Self {
        self.blocks.push(Block::Labelled { label, value: value.into() });
        self
    }

    /// With a table below.
    #[must_use]
    pub fn table(mut self, columns: Vec<Column>, rows: Vec<Vec<String>>) -> Self {
        self.blocks.push(Block::Table { columns, rows });
        self
    }

    /// With a line below that stays as it is.
    #[must_use]
    pub fn line(mut self, line: impl Into<String>) -> Self {
        self.blocks.push(Block::Line(line.into()));
        self
    }

    /// With lines below that stay as they are.
    #[must_use]
    pub fn lines<T: Into<String>>(self, lines: impl IntoIterator<Item = T>) -> Self {
        lines.into_iter().fold(self, Self::line)
    }

    /// With entries below, side by side, as many as fit on a line.
    #[must_use]
    pub fn flow(mut self, entries: Vec<String>) -> Self {
        if !entries.is_empty() {
            self.blocks.push(Block::Flow(entries));
        }
        self
    }

    /// With an empty line below.
    #[must_use]
    pub fn blank(self) -> Self {
        self.line("")
    }

    /// With an empty line below, unless one is there already.
    #[must_use]
    pub fn apart(self) -> Self {
        match self.blocks.last() {
            Some(Block::Line(line)) if line.is_empty() => self,
            _ => self.blank(),
        }
    }

    /// With the blocks of another document below.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.blocks.extend(other.blocks);
        self
    }

    /// The document as text on a page.
    pub fn text(&self, page: &Page) -> String {
        self.blocks.iter().map(|block| block.text(page)).collect()
    }
}

impl Block {
    fn text(&self, page: &Page) -> String {
        match self {
            Self::Title(title) => bold(wrap(title, page.cells(), 0), page) + "\n",
            Self::Heading(heading) => bold(heading.clone(), page) + "\n",
            Self::Paragraph { text, indent, hang } => {
                let text = wrap(text, page.cells().saturating_sub(*indent), *hang);
                let margin = " ".repeat(*indent);
                format!("{margin}{}\n", text.replace('\n', &format!("\n{margin}")))
            }
            Self::Entry { head, text } => entry(head, text, page.cells()),
            Self::Table { columns, rows } => draw(columns, rows, page),
            Self::Labelled { label, value } => {
                let value = wrap(value, page.cells().saturating_sub(LABEL + 1), 0);
                let further = format!("\n{:LABEL$} ", "");
                format!("{label:LABEL$} {}\n", value.replace('\n', &further))
            }
            Self::Line(line) => format!("{line}\n"),
            Self::Flow(entries) => flow(entries, page.cells()),
        }
    }
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

/// Text in bold, where colour is used.
fn bold(text: String, page: &Page) -> String {
    if page.look.color { style::bold(&text) } else { text }
}
