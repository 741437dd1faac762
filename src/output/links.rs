//! Sources linked to their addresses, in terminals that make links of OSC 8.

/// A page in which every id of a source and every address leads to it; `known` tells
/// the address of an id that is that of a source.
pub fn linked<'s>(page: &str, known: impl Fn(&str) -> Option<&'s str>) -> String {
    let mut out = String::with_capacity(page.len() * 2);
    let mut rest = page;
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !is_part(c)).unwrap_or(from.len());
        let (word, behind) = from.split_at(end);
        // A sentence may end behind an id or an address.
        let bare = word.trim_end_matches(['.', ',', ':', ';', ')', '?']);
        let address = known(bare).or_else(|| is_address(bare).then_some(bare));
        out.push_str(before);
        match address.filter(|address| is_safe(address)) {
            Some(address) => {
                out.push_str(&format!("\u{1b}]8;;{address}\u{1b}\\{bare}\u{1b}]8;;\u{1b}\\"));
                out.push_str(&word[bare.len()..]);
            }
            None => out.push_str(word),
        }
        rest = behind;
    }
    out + rest
}

/// Whether a character can stand in an id or an address.
fn is_part(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '(' | '[' | ']' | '`' | ';' | ',')
}

fn is_address(word: &str) -> bool {
    word.starts_with("https://") || word.starts_with("http://")
}

/// Whether an address can stand in the sequence: nothing in it ends that early.
fn is_safe(address: &str) -> bool {
    is_address(address) && address.chars().all(|c| c.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::linked;

    fn link(address: &str, text: &str) -> String {
        format!("\u{1b}]8;;{address}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
    }

    #[test]
    fn an_address_leads_to_itself_and_the_sentence_goes_on() {
        let there = "https://example.com/a-b?c=1";
        assert_eq!(
            linked(&format!("See {there}."), |_| None),
            format!("See {}.", link(there, there))
        );
        assert_eq!(linked("plain: text (1)", |_| None), "plain: text (1)");
        assert_eq!(linked("<https://example.com>", |_| None).matches("\u{1b}]8").count(), 2);
    }
}
