//! What people read: a few kinds of block, which every format for people draws in
//! its own way.

use crate::output::pieces::wrap;
use crate::output::table::{Column, draw};
use crate::output::{Page, style};

/// A part of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// What the answer is about.
    Title(String),
    /// Sentences, folded at spaces.
    Paragraph {
        /// What they say.
        text: String,
        /// Cells in front of the first line.
        indent: usize,
        /// Cells in front of every further line.
        hang: usize,
    },
    /// A table without lines.
    Table {
        /// How each column is drawn.
        columns: Vec<Column>,
        /// The cells, row by row.
        rows: Vec<Vec<String>>,
    },
    /// A line that stays as it is.
    Line(String),
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

    /// With sentences below whose first line and whose further lines are indented.
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

    /// With an empty line below.
    #[must_use]
    pub fn blank(self) -> Self {
        self.line("")
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
            Self::Title(title) => {
                let title = wrap(title, page.cells(), 0);
                let title = if page.look.color { style::bold(&title) } else { title };
                title + "\n"
            }
            Self::Paragraph { text, indent, hang } => {
                let width = page.cells().saturating_sub(*indent);
                format!("{}{}\n", " ".repeat(*indent), wrap(text, width, *hang))
            }
            Self::Table { columns, rows } => draw(columns, rows, page),
            Self::Line(line) => format!("{line}\n"),
        }
    }
}
