//! Text that goes into HTML or SVG.

/// Text whose every character stands for itself in HTML and XML, between tags and
/// in quoted attributes. What XML cannot hold at all, control characters, and what
/// would reorder the text around it is left out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            c if aicloud_core::clean::steers_terminal(c) => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_stays_text() {
        assert_eq!(
            escape("<img src=x onerror='a(\"b\")'> & \u{1b}\u{202e}c"),
            "&lt;img src=x onerror=&#39;a(&quot;b&quot;)&#39;&gt; &amp; c"
        );
    }
}
