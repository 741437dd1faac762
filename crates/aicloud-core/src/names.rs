//! Names: one spelling for all that mean the same, and the nearest ones.

/// The same spelling for `GPT 5.5`, `gpt_5.5` and `gpt-5.5`.
pub fn spelled(name: &str) -> String {
    let hyphened = |c: char| if c == ' ' || c == '_' { '-' } else { c };
    name.trim().chars().flat_map(char::to_lowercase).map(hyphened).collect()
}

/// A number for a name, the same in every build; others may have it too.
pub(crate) fn short_hash(name: &str) -> u32 {
    // FNV-1a.
    name.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The names nearest to `wanted`, best first, at most `most` of them.
///
/// Nearness is Jaro-Winkler similarity over lower-case text; a name's part
/// after its last slash counts as a name too, since people leave the vendor out.
pub fn nearest<'a>(
    wanted: &str,
    names: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    let wanted = wanted.to_lowercase();
    let mut scored: Vec<(f64, &str)> = names
        .into_iter()
        .map(|name| {
            let lower = name.to_lowercase();
            let tail = lower.rsplit('/').next().unwrap_or(&lower);
            let score =
                strsim::jaro_winkler(&wanted, &lower).max(strsim::jaro_winkler(&wanted, tail));
            (score, name)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().map(|(_, name)| name).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_comes_first_even_without_its_vendor() {
        let names = ["openai/gpt-5.4", "openai/gpt-5.5", "openai/o3", "anthropic/claude-opus-4.6"];
        assert_eq!(nearest("gpt5.5", names, 2), ["openai/gpt-5.5", "openai/gpt-5.4"]);
        assert_eq!(nearest("claude-opus", names, 1), ["anthropic/claude-opus-4.6"]);
    }
}
