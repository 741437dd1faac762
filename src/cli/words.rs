//! Values of closed lists, as clap reads and completes them.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Reads one of the words of a list.
pub(crate) fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|one| word(*one))).try_map(move |typed| {
        let found = all.iter().copied().find(|one| word(*one) == typed);
        // Clap has let through none but the words of the list.
        found.ok_or("not a word of the list")
    })
}
