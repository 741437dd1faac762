//! A document as Markdown that can be pasted into a pull request or a paper.

use crate::output::document::{Block, Document, ListItem, ListStyle, TableRow};
use crate::output::phrase::{Phrase, Piece, is_web_address};
use crate::output::pieces::flat;
use crate::output::table::Column;
use aicloud_query::answer::Answer;

/// What would be markup in a sentence.
const IN_TEXT: &[char] = &['\\', '`', '*', '_', '<', '>', '|', '#'];
/// What would be markup in a cell, or would end it.
const IN_CELL: &[char] = &['\\', '`', '*', '_', '<', '|', '[', ']'];

/// The rows as a table, with a line that says what they rest on.
pub fn rows(answer: &Answer<'_>, chosen: &[&str]) -> Document {
    let columns = chosen.iter().map(|name| Column::left(name)).collect();
    let rows = answer.pick(chosen);
    let cells = rows.iter().map(|row| {
        let cell = |name: &&str| row.get(*name).map(flat).unwrap_or_default();
        chosen.iter().map(cell).collect()
    });
    let asked = answer.context();
    let asked: Vec<String> = asked
        .iter()
        .map(|(key, value)| format!("{} {}", key.replace('_', " "), flat(value)))
        .collect();
    let (command, asked) = (answer.command, asked.join(", "));
    Document::default()
        .table(columns, cells.collect())
        .paragraph(format!("aicloud {command}, {asked}. Public statements, not the contracts."))
}

impl Document {
    /// The document as Markdown.
    pub fn markdown(&self) -> String {
        self.markdown_at(1) + "\n"
    }

    /// The blocks with an empty line between them, below a heading of a level.
    fn markdown_at(&self, level: usize) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut is_code = false;
        for block in self.blocks() {
            match block {
                // Lines that stay as they are stand together.
                Block::Line(line) if line.is_empty() => is_code = false,
                Block::Line(line) => {
                    let line = format!("    {}", line.replace('\n', " "));
                    match parts.last_mut().filter(|_| is_code) {
                        Some(above) => *above += &format!("\n{line}"),
                        None => parts.push(line),
                    }
                    is_code = true;
                }
                block => {
                    parts.push(block.markdown(level));
                    is_code = false;
                }
            }
        }
        parts.join("\n\n")
    }
}

impl Block {
    fn markdown(&self, level: usize) -> String {
        match self {
            Self::Title(title) => format!("# {}", escape(title, IN_TEXT)),
            Self::Heading(text) => {
                format!("{} {}", "#".repeat((level + 1).min(6)), escape(text, IN_TEXT))
            }
            Self::Paragraph { text, .. } | Self::Aside(text) => text.markdown(IN_TEXT),
            Self::Entry { head, text } => {
                format!("**{}** {}", escape(head.trim(), IN_TEXT), escape(text, IN_TEXT))
            }
            Self::Table { columns, rows } => table(columns, rows),
            Self::Labelled { label, value } => format!("**{label}** {}", escape(value, IN_TEXT)),
            Self::Flow(entries) => escape(&entries.join("; "), IN_TEXT),
            Self::Line(line) => format!("    {line}"),
            Self::Section(section) => {
                let level = (level + 1).min(6);
                let title = format!("{} {}", "#".repeat(level), escape(&section.title, IN_TEXT));
                format!("{title}\n\n{}", section.body.markdown_at(level))
            }
            Self::List { style, items } => {
                let items = items.iter().enumerate();
                let items = items.map(|(place, item)| item.markdown(*style, place, level));
                items.collect::<Vec<_>>().join("\n")
            }
            Self::Picture(picture) => escape(&picture.caption, IN_TEXT),
        }
    }
}

impl ListItem {
    fn markdown(&self, style: ListStyle, place: usize, level: usize) -> String {
        let mark = match style {
            ListStyle::Numbers => format!("{}. ", place + 1),
            ListStyle::Bullets | ListStyle::Entries | ListStyle::Events => "- ".to_owned(),
        };
        let heading = self.heading.as_ref();
        let heading = heading.map(|text| format!("**{}**", escape(text, IN_TEXT)));
        let parts = [heading.unwrap_or_default(), self.text.markdown(IN_TEXT)];
        let below = self.body.markdown_at(level);
        let parts: Vec<String> =
            parts.into_iter().chain([below]).filter(|part| !part.is_empty()).collect();
        let indent = format!("\n{}", " ".repeat(mark.len()));
        let text = parts.join("\n\n").replace('\n', &indent);
        // No line ends in spaces.
        mark + &text.replace(&format!("{indent}\n"), "\n\n")
    }
}

fn table(columns: &[Column], rows: &[TableRow]) -> String {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    // Column names are the program's own: nothing in them is markup.
    let head = line(columns.iter().map(|column| column.name.clone()).collect());
    let rule = |column: &Column| if column.right { "---:" } else { "---" }.to_owned();
    let rule = line(columns.iter().map(rule).collect());
    let row = |row: &TableRow| line(row.cells.iter().map(|cell| cell.markdown(IN_CELL)).collect());
    let lines: Vec<String> = [head, rule].into_iter().chain(rows.iter().map(row)).collect();
    lines.join("\n")
}

impl Phrase {
    fn markdown(&self, special: &[char]) -> String {
        self.pieces().iter().map(|piece| piece.markdown(special)).collect()
    }
}

impl Piece {
    fn markdown(&self, special: &[char]) -> String {
        match self {
            Self::Plain(text) | Self::Dim(text) | Self::Date(text) => escape(text, special),
            Self::Strong(text) => format!("**{}**", escape(text, special)),
            Self::Emphasis(text) => format!("*{}*", escape(text, special)),
            Self::Code(text) => format!("`{}`", text.replace('`', "'")),
            Self::Link { text, address } if !is_web_address(address) => escape(text, special),
            Self::Link { text, address } => {
                let address = address.replace('<', "%3C").replace('>', "%3E");
                if *text == address {
                    return format!("<{address}>");
                }
                format!("[{}](<{address}>)", escape(text, IN_CELL))
            }
            Self::Cited(sources) => escape(&sources.join(" "), special),
        }
    }
}

/// Text in which what would be markup stands for itself, on one line.
fn escape(text: &str, special: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if special.contains(&c) {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

/// Text whose every character stands for itself in Markdown.
pub fn escaped(text: &str) -> String {
    escape(text, IN_TEXT)
}

#[cfg(test)]
mod tests {
    use crate::output::document::sample;

    #[test]
    fn every_kind_of_block_has_its_markdown() {
        let text = "\
# May it?

Only **\\<so\\>**, see *terms*`.`

## What happened

- 2026-04 sale it \\<began\\> a b

- **one**

  1. it was said on paper and then repeated in so many words that it folds

## Sources

### Which

a title

| ID | FOUND |
| --- | --- |
| a | [there](<https://example.com/?a&b>) |
| b | \\| |

      exactly   so
";
        assert_eq!(sample().markdown(), text);
    }
}
