//! Colour and glyphs, put on when a page is whole: layout never counts them.
//!
//! A report marks a word with [`tinted`]. The marks take no cells, no record may
//! hold them (they are among what [`aicloud_core::clean`] writes out), and
//! [`colored`] turns them into what a terminal understands. Only the terminal's own
//! colours are used, so that they suit a dark one and a light one, and never alone:
//! the word says it all.

/// The cells that a text takes: a wide character takes two, a mark none.
pub fn cells(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { unicode_width::UnicodeWidthStr::width(text) }
}

/// What a word is tinted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// It may be done.
    Good,
    /// It is barred.
    Bad,
    /// It is in doubt.
    Doubt,
}

const END: char = '\u{2064}';
const BOLD: char = '\u{2066}';
const BOLD_END: char = '\u{2069}';

impl Tint {
    const ALL: [Self; 3] = [Self::Good, Self::Bad, Self::Doubt];

    fn mark(self) -> char {
        match self {
            Self::Good => '\u{2061}',
            Self::Bad => '\u{2062}',
            Self::Doubt => '\u{2063}',
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Good => "\u{1b}[32m",
            Self::Bad => "\u{1b}[31m",
            Self::Doubt => "\u{1b}[35m",
        }
    }
}

/// A word with its tint.
pub fn tinted(word: &str, tint: Option<Tint>) -> String {
    match tint {
        Some(tint) => format!("{}{word}{END}", tint.mark()),
        None => word.to_owned(),
    }
}

/// Text in bold.
pub fn bold(text: &str) -> String {
    format!("{BOLD}{text}{BOLD_END}")
}

/// A page without a line that is wider than it: what a report did not fold itself
/// goes on below, a little to the right. No word is broken.
pub fn folded(page: &str, width: usize) -> String {
    let mut text = String::with_capacity(page.len());
    for line in page.split_inclusive('\n') {
        let mut rest = line.to_owned();
        while let Some(cut) = fold(&rest, width) {
            let (head, tail) = rest.split_at(cut);
            let indent = line.len() - line.trim_start_matches(' ').len();
            text.push_str(head.trim_end());
            text.push('\n');
            rest = " ".repeat((indent + 2).min(width / 2)) + tail.trim_start_matches(' ');
        }
        text.push_str(&rest);
    }
    text
}

/// Where a line that is too wide can be cut: at its last space within the width,
/// else at its first one; nowhere within its indent.
fn fold(line: &str, width: usize) -> Option<usize> {
    let line = line.trim_end();
    if cells(line) <= width {
        return None;
    }
    let begins = line.len() - line.trim_start().len();
    let spaces = line.char_indices().filter(|(at, c)| *c == ' ' && *at > begins).map(|(at, _)| at);
    let within = spaces.clone().take_while(|at| cells(&line[..*at]) <= width).last();
    within.or_else(|| spaces.into_iter().next())
}

/// A page with its marks as a terminal understands them.
pub fn colored(page: &str) -> String {
    let mut text = page.replace(END, "\u{1b}[39m");
    text = text.replace(BOLD, "\u{1b}[1m").replace(BOLD_END, "\u{1b}[0m");
    for tint in Tint::ALL {
        text = text.replace(tint.mark(), tint.code());
    }
    text
}

/// A page for a terminal that shows ASCII alone: every other character by what
/// comes nearest to it, cell for cell, so that no column moves.
pub fn ascii(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    for c in page.chars() {
        if c.is_ascii() || is_mark(c) {
            text.push(c);
        } else {
            let cells = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            text.extend(std::iter::repeat_n(plain(c), cells));
        }
    }
    text
}

fn is_mark(c: char) -> bool {
    matches!(c, END | BOLD | BOLD_END) || Tint::ALL.iter().any(|tint| tint.mark() == c)
}

fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '─' | '╌' => '-',
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '′' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»' | '″' => '"',
        '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{2009}' => ' ',
        '│' | '┃' => '|',
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' => '+',
        '█' | '▇' | '▆' | '▅' | '▄' | '▃' | '▂' | '▁' | '■' => '#',
        '×' => 'x',
        '·' | '•' | '…' => '.',
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' | 'Æ' => 'A',
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'æ' => 'a',
        'Ç' | 'Ć' | 'Č' => 'C',
        'ç' | 'ć' | 'č' => 'c',
        'È'..='Ë' | 'Ē' | 'Ę' | 'Ě' => 'E',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'Ì'..='Ï' | 'Ī' => 'I',
        'ì'..='ï' | 'ī' => 'i',
        'Ñ' | 'Ń' => 'N',
        'ñ' | 'ń' => 'n',
        'Ò'..='Ö' | 'Ø' | 'Ō' | 'Œ' => 'O',
        'ò'..='ö' | 'ø' | 'ō' | 'œ' => 'o',
        'Ù'..='Ü' | 'Ū' => 'U',
        'ù'..='ü' | 'ū' => 'u',
        'Ł' => 'L',
        'ł' => 'l',
        'Ś' | 'Š' => 'S',
        'ś' | 'š' | 'ß' => 's',
        'Ź' | 'Ż' | 'Ž' => 'Z',
        'ź' | 'ż' | 'ž' => 'z',
        _ => '?',
    }
}

#[cfg(test)]
mod tests {
    use super::{Tint, ascii, colored, tinted};

    #[test]
    fn a_tint_goes_around_its_word_and_takes_no_cells() {
        let word = tinted("NO", Some(Tint::Bad));
        assert_eq!(super::cells(&word), 2);
        assert_eq!(colored(&word), "\u{1b}[31mNO\u{1b}[39m");
        assert_eq!(colored(&ascii(&word)), "\u{1b}[31mNO\u{1b}[39m");
        assert_eq!(tinted("free", None), "free");
    }

    #[test]
    fn a_line_that_is_too_wide_goes_on_below() {
        let page = "short\n  NAME a rather long line of words\n  ID an-id-that-is-much-too-long\n";
        let folded = super::folded(page, 16);
        let lines: Vec<&str> = folded.lines().collect();
        assert_eq!(
            lines,
            [
                "short",
                "  NAME a rather",
                "    long line of",
                "    words",
                "  ID",
                "    an-id-that-is-much-too-long"
            ]
        );
        assert_eq!(super::folded(page, 80), page);
    }

    #[test]
    fn ascii_keeps_every_column_where_it_is() {
        let page = "Microsoft\u{2013}OpenAI \u{201c}caf\u{e9}\u{201d} \u{2502} \u{4e2d}";
        assert_eq!(ascii(page), "Microsoft-OpenAI \"cafe\" | ??");
    }
}
