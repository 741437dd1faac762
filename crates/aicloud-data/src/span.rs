//! Where each record and field stands in the text of a file.
//!
//! The parser tells the place of what it refuses and forgets that of what it
//! accepts. This reads the lines of a file as blocks by their indentation, which
//! is how data files are written; what is written in flow style (`[a, b]`), or on
//! several lines, has the place at which it begins.

use std::collections::BTreeMap;

/// No record is nested so deep; what lies deeper has the place of what it is in.
const DEEPEST: usize = 64;

/// A stretch of one line, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The line, counted from one.
    pub line: usize,
    /// The first column, counted from one.
    pub column: usize,
    /// How many characters it has, at least one.
    pub length: usize,
}

/// The places of a file by path: `[0].prices[2].input`.
#[derive(Debug, Default)]
pub struct Outline {
    spans: BTreeMap<String, Vec<Span>>,
    keys: BTreeMap<String, Vec<Span>>,
    /// The line at which each item of the list begins.
    items: Vec<usize>,
}

impl Outline {
    /// Reads a text.
    pub fn of(text: &str) -> Self {
        let mut reader = Reader::default();
        for (number, line) in text.lines().enumerate() {
            reader.line(number + 1, line);
        }
        reader.outline
    }

    /// The value at a path; where there is none on its line, its key; where
    /// there is no such path, what stands around it. A record is its id.
    pub fn find(&self, path: &str) -> Option<Span> {
        let mut path = path;
        loop {
            let id = format!("{path}.id");
            let here = [&id, path]
                .into_iter()
                .find_map(|path| self.spans.get(path).or_else(|| self.keys.get(path)));
            if let Some(span) = here.and_then(|spans| spans.first()) {
                return Some(*span);
            }
            path = path.rfind(['.', '[']).map(|end| &path[..end])?;
        }
    }

    /// The key at a path, the last where it stands there more than once.
    pub fn key(&self, path: &str) -> Option<Span> {
        self.keys.get(path)?.last().copied()
    }

    /// The key or the value that begins at a place, else the one character.
    pub fn at(&self, line: usize, column: usize) -> Span {
        let here = |span: &&Span| span.line == line && span.column == column;
        let found = self.keys.values().chain(self.spans.values()).flatten().find(here);
        found.copied().unwrap_or(Span { line, column, length: 1 })
    }

    /// The lines of each item of the list: the first, and the one after the last.
    pub fn items(&self, lines: usize) -> Vec<(usize, usize)> {
        let ends = self.items.iter().skip(1).copied().chain([lines + 1]);
        self.items.iter().copied().zip(ends).collect()
    }
}

/// A list or a mapping that is open, and its path.
struct Level {
    indent: usize,
    path: String,
    /// How many items a list has so far; nothing for a mapping.
    items: Option<usize>,
}

/// What goes on over the end of a line.
enum Rest {
    /// Lines that are indented more than this.
    Block(usize),
    /// Until the quote or the brackets are closed.
    Open(Scan),
}

#[derive(Default)]
struct Reader {
    outline: Outline,
    levels: Vec<Level>,
    /// The path at which a value is expected.
    path: String,
    rest: Option<Rest>,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) {
        let line = line.trim_start_matches('\u{feff}');
        let indent = line.chars().take_while(|c| *c == ' ').count();
        let content = &line[indent..];
        match self.rest.take() {
            Some(Rest::Block(least)) if content.is_empty() || indent > least => {
                self.rest = Some(Rest::Block(least));
                return;
            }
            Some(Rest::Open(mut scan)) => {
                if !scan.closes(content) {
                    self.rest = Some(Rest::Open(scan));
                }
                return;
            }
            _ => {}
        }
        if content.is_empty() || content.starts_with('#') || content.starts_with("---") {
            return;
        }
        self.content(number, indent, content);
    }

    /// What stands at a column: an item, a key, or a value.
    fn content(&mut self, line: usize, column: usize, content: &str) {
        if self.levels.len() > DEEPEST {
            return;
        }
        if let Some(rest) =
            content.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' '))
        {
            let inner = rest.trim_start_matches(' ');
            let skipped = 1 + rest.len() - inner.len();
            let length = inner.trim_end().chars().count();
            self.item(
                column,
                match length {
                    0 => Span { line, column: column + 1, length: 1 },
                    length => Span { line, column: column + skipped + 1, length },
                },
            );
            if !inner.is_empty() && !inner.starts_with('#') {
                self.content(line, column + skipped, inner);
            }
            return;
        }
        let Some((key, width)) = key(content) else {
            let path = self.path.clone();
            self.value(line, column, content, &path, column.saturating_sub(1));
            return;
        };
        self.close(|level| {
            level.indent > column || (level.indent == column && level.items.is_some())
        });
        if self.levels.last().is_none_or(|level| level.indent < column) {
            let path = self.path.clone();
            self.levels.push(Level { indent: column, path, items: None });
        }
        let path = self.levels.last().map_or("", |level| &level.path);
        let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        let length = width.saturating_sub(1).max(1);
        let span = Span { line, column: column + 1, length };
        self.outline.keys.entry(path.clone()).or_default().push(span);
        let after = &content[width..];
        let value = after.trim_start_matches(' ');
        let place = column + width + after.len() - value.len();
        self.path.clone_from(&path);
        if !value.is_empty() && !value.starts_with('#') {
            self.value(line, place, value, &path, column);
        }
    }

    /// A new item of the list at a column, and what stands behind its dash.
    fn item(&mut self, column: usize, span: Span) {
        self.close(|level| level.indent > column);
        let opens = self.levels.last().is_none_or(|l| l.items.is_none() || l.indent < column);
        if opens {
            let path = self.path.clone();
            self.levels.push(Level { indent: column, path, items: Some(0) });
        }
        let Some(level) = self.levels.last_mut() else { return };
        let number = level.items.unwrap_or_default();
        level.items = Some(number + 1);
        self.path = format!("{}[{number}]", level.path);
        if self.levels.len() == 1 {
            self.outline.items.push(span.line);
        }
        self.outline.keys.entry(self.path.clone()).or_default().push(span);
    }

    fn close(&mut self, closes: impl Fn(&Level) -> bool) {
        while self.levels.last().is_some_and(&closes) {
            self.levels.pop();
        }
    }

    fn value(&mut self, line: usize, column: usize, value: &str, path: &str, indent: usize) {
        if value.starts_with(['|', '>']) {
            self.rest = Some(Rest::Block(indent));
        }
        let mut scan = Scan::default();
        let end = if value.starts_with(['"', '\'', '[', '{']) {
            let closed = scan.closes(value);
            let end = scan.end;
            if !closed {
                self.rest = Some(Rest::Open(scan));
            }
            end
        } else {
            value.find(" #").unwrap_or(value.len())
        };
        let length = value[..end].trim_end().chars().count().max(1);
        let here = Span { line, column: column + 1, length };
        self.outline.spans.entry(path.to_owned()).or_default().push(here);
    }
}

/// Looks for the end of what a quote or a bracket opened.
#[derive(Default)]
struct Scan {
    quote: Option<char>,
    depth: usize,
    /// Where the last line looked at ended, or what was opened did.
    end: usize,
}

impl Scan {
    fn closes(&mut self, text: &str) -> bool {
        let mut escaped = false;
        for (place, c) in text.char_indices() {
            match (self.quote, c) {
                _ if escaped => escaped = false,
                (Some('"'), '\\') => escaped = true,
                (Some(open), c) if c == open => self.quote = None,
                (None, '"' | '\'') => self.quote = Some(c),
                (None, '[' | '{') => self.depth += 1,
                (None, ']' | '}') => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            if self.quote.is_none() && self.depth == 0 {
                self.end = place + c.len_utf8();
                return true;
            }
        }
        self.end = text.len();
        false
    }
}

/// The key with which a text begins, and the bytes up to the end of its colon.
fn key(content: &str) -> Option<(&str, usize)> {
    let end = content.find(": ").or_else(|| {
        let line = content.trim_end();
        line.ends_with(':').then(|| line.len() - 1)
    })?;
    let key = &content[..end];
    let plain = key.trim_matches(['"', '\'']);
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    (!plain.is_empty() && plain.chars().all(allowed)).then_some((plain, end + 1))
}

#[cfg(test)]
mod tests {
    use super::{Outline, Span};

    const TEXT: &str = "\
# yaml-language-server: $schema=x
- id: a/b   # the first
  name: \"A: b\"
  kinds: [model, tool]
  terms:
  - id: t1
    says: |
      - id: no
      key: none
    scope:
      vendor: acme
    supersedes:
      - x
      -   y
  - id: t2
    note: a plain text
      that goes on
  until: '2032'
  more: [
    - id: z,
  ]
-
  id: c
  name: ünï  # wide
  name: twice
";

    /// The text at a path, with its line.
    fn found(path: &str) -> (usize, String) {
        let Span { line, column, length } = Outline::of(TEXT).find(path).unwrap();
        let text = TEXT.lines().nth(line - 1).unwrap();
        (line, text.chars().skip(column - 1).take(length).collect())
    }

    #[test]
    fn every_value_is_found_where_it_stands() {
        for (path, line, text) in [
            ("[0].id", 2, "a/b"),
            ("[0]", 2, "a/b"),
            ("[0].name", 3, "\"A: b\""),
            ("[0].kinds[1]", 4, "[model, tool]"),
            ("[0].terms", 5, "terms"),
            ("[0].terms[0]", 6, "t1"),
            ("[0].terms[0].says", 7, "|"),
            ("[0].terms[0].scope.vendor", 11, "acme"),
            ("[0].terms[0].scope.segments", 10, "scope"),
            ("[0].terms[0].supersedes[1]", 14, "y"),
            ("[0].terms[1].sources", 15, "t2"),
            ("[0].terms[1].note", 16, "a plain text"),
            ("[0].until", 18, "'2032'"),
            ("[0].more[0].id", 19, "["),
            ("[1].id", 23, "c"),
            ("[1].name", 24, "ünï"),
            ("[1].colour", 23, "c"),
        ] {
            assert_eq!(found(path), (line, text.to_owned()), "{path}");
        }
    }

    #[test]
    fn what_is_not_there_has_no_place() {
        assert_eq!(Outline::of(TEXT).find("[2].id"), None);
        assert_eq!(Outline::of("").find("[0]"), None);
    }

    #[test]
    fn a_key_that_stands_twice_is_found_the_second_time() {
        let span = Span { line: 25, column: 3, length: 4 };
        assert_eq!(Outline::of(TEXT).key("[1].name"), Some(span));
    }

    #[test]
    fn the_lines_of_each_item_are_known() {
        assert_eq!(Outline::of(TEXT).items(25), [(2, 22), (22, 26)]);
    }
}
