//! Text that must not steer a terminal.

/// Whether a character could steer a terminal or reorder or hide text: control
/// characters other than a line break, and the marks of bidirectional and
/// zero-width writing.
pub fn steers_terminal(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The text with every such character written out.
pub fn clean(text: &str) -> String {
    let escape = |c: char| if steers_terminal(c) { c.escape_unicode().collect() } else { vec![c] };
    text.chars().flat_map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_steers_a_terminal_is_written_out() {
        assert_eq!(clean("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(clean("x\u{202e}y\u{61c}"), "x\\u{202e}y\\u{61c}");
        assert_eq!(clean("plain \u{2013} text\n"), "plain \u{2013} text\n");
    }
}
