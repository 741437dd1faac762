//! What people read: a few kinds of block, which every format for people draws in
//! its own way: `text.rs`, `markdown.rs`, `html.rs`.

use crate::output::phrase::Phrase;
use crate::output::table::Column;

/// A part of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// What the answer is about.
    Title(String),
    /// What the blocks below are about.
    Heading(String),
    /// Sentences, folded at spaces.
    Paragraph {
        /// What they say.
        text: Phrase,
        /// Cells in front of every line, in text.
        indent: usize,
        /// Cells more in front of every line but the first, in text.
        hang: usize,
    },
    /// Sentences that stand back behind the others.
    Aside(Phrase),
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
        /// The rows.
        rows: Vec<TableRow>,
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
    /// A part of its own, with a heading.
    Section(Section),
    /// Items one below the other.
    List {
        /// What stands in front of them.
        style: ListStyle,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A picture.
    Picture(Picture),
}

/// A part of a document with a heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// The name by which links find it.
    pub anchor: Option<&'static str>,
    /// Its heading.
    pub title: String,
    /// What stands below the heading.
    pub body: Document,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct TableRow {
    /// Its cells.
    pub cells: Vec<Phrase>,
    /// The source that it describes: citations lead to it.
    pub source: Option<String>,
    /// The ids of the clouds, vendors, products and records that it is about.
    pub about: Vec<String>,
}

impl<T: Into<Phrase>> From<Vec<T>> for TableRow {
    fn from(cells: Vec<T>) -> Self {
        let cells = cells.into_iter().map(Into::into).collect();
        Self { cells, ..Self::default() }
    }
}

/// What stands in front of the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStyle {
    /// A mark.
    Bullets,
    /// A number.
    Numbers,
    /// Nothing; each item is an entry with a heading.
    Entries,
    /// Nothing; each item is a line that begins with a date.
    Events,
}

/// An item of a list.
#[derive(Clone, Debug, Default)]
pub struct ListItem {
    /// Its heading.
    pub heading: Option<String>,
    /// Its one line, or nothing.
    pub text: Phrase,
    /// What stands below.
    pub body: Document,
    /// The ids of the clouds, vendors, products and records that it is about.
    pub about: Vec<String>,
}

impl<T: Into<Phrase>> From<T> for ListItem {
    fn from(text: T) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// A picture that a page holds, folded away until somebody asks for it.
#[derive(Clone, Debug)]
pub struct Picture {
    /// What it shows.
    pub caption: String,
    /// The picture as SVG, every text in it escaped.
    pub svg: String,
    /// The ids of what it is about.
    pub about: Vec<String>,
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

    /// The blocks.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// With another block below.
    #[must_use]
    pub fn with(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    /// With a heading below.
    #[must_use]
    pub fn heading(self, text: impl Into<String>) -> Self {
        self.with(Block::Heading(text.into()))
    }

    /// With sentences below.
    #[must_use]
    pub fn paragraph(self, text: impl Into<Phrase>) -> Self {
        self.hanging(text, 0)
    }

    /// With sentences below whose further lines are indented.
    #[must_use]
    pub fn hanging(self, text: impl Into<Phrase>, hang: usize) -> Self {
        self.indented(text, 0, hang)
    }

    /// With sentences below that are indented, their further lines a little more.
    #[must_use]
    pub fn indented(self, text: impl Into<Phrase>, indent: usize, hang: usize) -> Self {
        self.with(Block::Paragraph { text: text.into(), indent, hang })
    }

    /// With sentences below, each a paragraph of its own.
    #[must_use]
    pub fn paragraphs<T: Into<Phrase>>(self, texts: impl IntoIterator<Item = T>) -> Self {
        texts.into_iter().fold(self, Self::paragraph)
    }

    /// With sentences below that stand behind a head.
    #[must_use]
    pub fn entry(self, head: impl Into<String>, text: impl Into<String>) -> Self {
        self.with(Block::Entry { head: head.into(), text: text.into() })
    }

    /// With a value below, behind its label.
    #[must_use]
    pub fn labelled(self, label: &'static str, value: impl Into<String>) -> Self {
        self.with(Block::Labelled { label, value: value.into() })
    }

    /// With sentences below that stand back behind the others.
    #[must_use]
    pub fn aside(self, text: impl Into<Phrase>) -> Self {
        self.with(Block::Aside(text.into()))
    }

    /// With a table below, of plain cells.
    #[must_use]
    pub fn table(self, columns: Vec<Column>, rows: Vec<Vec<String>>) -> Self {
        self.with(Block::Table { columns, rows: rows.into_iter().map(TableRow::from).collect() })
    }

    /// With a line below that stays as it is.
    #[must_use]
    pub fn line(self, line: impl Into<String>) -> Self {
        self.with(Block::Line(line.into()))
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

    /// With a list below.
    #[must_use]
    pub fn list<I: Into<ListItem>>(
        self,
        style: ListStyle,
        items: impl IntoIterator<Item = I>,
    ) -> Self {
        let items = items.into_iter().map(Into::into).collect();
        self.with(Block::List { style, items })
    }

    /// With a part below that has a heading.
    #[must_use]
    pub fn section(self, title: impl Into<String>, body: Self) -> Self {
        self.with(Block::Section(Section { anchor: None, title: title.into(), body }))
    }

    /// With a part below that has a heading, and a name by which links find it.
    #[must_use]
    pub fn anchored(self, anchor: &'static str, title: impl Into<String>, body: Self) -> Self {
        let anchor = Some(anchor);
        self.with(Block::Section(Section { anchor, title: title.into(), body }))
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
}

/// A document with a block of every kind, for the tests of what draws them.
#[cfg(test)]
pub(super) fn sample() -> Document {
    let about = vec!["azure".to_owned(), "a&b".to_owned()];
    let inner = Document::default()
        .aside("it was said on paper and then repeated in so many words that it folds");
    let events = ListItem {
        about: about.clone(),
        ..Phrase::default()
            .date("2026-04")
            .plain(" ")
            .dim("sale")
            .plain(" it <began> ")
            .cited(vec!["a".to_owned(), "b".to_owned()])
            .into()
    };
    let numbered = Document::default()
        .list(ListStyle::Numbers, [ListItem { body: inner, ..ListItem::default() }]);
    let entry = ListItem { heading: Some("one".to_owned()), body: numbered, ..ListItem::default() };
    let picture = Picture { caption: "a title".to_owned(), svg: "<svg/>".to_owned(), about };
    let found = Phrase::default().link("there", "https://example.com/?a&b");
    let row = TableRow {
        cells: vec!["a".into(), found],
        source: Some("a".to_owned()),
        about: vec!["azure".to_owned()],
    };
    let table = Block::Table {
        columns: vec![Column::left("ID"), Column::left("FOUND")],
        rows: vec![row, TableRow::from(vec!["b", "|"])],
    };
    let sources = Document::default()
        .heading("Which")
        .with(Block::Picture(picture))
        .blank()
        .with(table)
        .line("  exactly   so");
    let happened =
        Document::default().list(ListStyle::Events, [events]).list(ListStyle::Bullets, [entry]);
    Document::titled("May it?")
        .paragraph(
            Phrase::default()
                .plain("Only ")
                .strong("<so>")
                .plain(", see ")
                .emphasis("terms")
                .code("."),
        )
        .section("What happened", happened)
        .anchored("sources", "Sources", sources)
}
