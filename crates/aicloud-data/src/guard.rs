//! Texts that are small and mean something huge are refused before they are read.

use std::cell::Cell;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// So many brackets open at once: the scanner of the parser takes a look at all
/// of them at every further one.
const DEEPEST: usize = 10_000;

/// What is said of a text that means more than it could say.
pub(super) const TOO_OFTEN: &str = "it repeats its values too often";

/// Whether a text opens more brackets than anything honest does.
pub(super) fn is_too_deep(text: &str) -> bool {
    let mut depth = 0_usize;
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

/// Whether a text may name a value once and repeat it by that name.
pub(super) fn may_repeat(text: &str) -> bool {
    let opens = |c: char| c.is_whitespace() || matches!(c, '[' | '{' | ',');
    let anchor = |(place, _): (usize, &str)| {
        let before = text.get(..place).and_then(|text| text.chars().next_back());
        let after = text.get(place + 1..).and_then(|text| text.chars().next());
        before.is_none_or(opens) && after.is_some_and(|c| !c.is_whitespace())
    };
    text.contains('*') && text.match_indices('&').any(anchor)
}

/// Counts everything that a text means, repetitions included, and gives up
/// where that is more than the text could say without them.
pub(super) struct Weight<'c> {
    left: &'c Cell<usize>,
}

impl<'c> Weight<'c> {
    /// Counts down from what is left.
    pub(super) fn of(left: &'c Cell<usize>) -> Self {
        Self { left }
    }

    fn take<E: de::Error>(&self, weight: usize) -> Result<(), E> {
        let left = self.left.get().checked_sub(weight + 1);
        let left = left.ok_or_else(|| E::custom(TOO_OFTEN))?;
        self.left.set(left);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Weight<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Declares a visit to a scalar of a fixed size.
macro_rules! scalars {
    ($($visit:ident: $of:ty),*) => {$(
        fn $visit<E: de::Error>(self, _: $of) -> Result<(), E> {
            self.take(0)
        }
    )*};
}

impl<'de> Visitor<'de> for Weight<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    scalars!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64);

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.take(0)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        self.take(text.len())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.take(0)?;
        while seq.next_element_seed(Weight::of(self.left))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.take(0)?;
        while map.next_key_seed(Weight::of(self.left))?.is_some() {
            map.next_value_seed(Weight::of(self.left))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_told_from_plain_text() {
        for (text, repeats) in [
            ("- a: &x 1\n  b: *x\n", true),
            ("- [&x 1, *x]\n", true),
            ("- says: AT&T and *others*\n", false),
            ("- says: research & development *\n", false),
            ("- says: a &nbsp; alone\n", false),
        ] {
            assert_eq!(may_repeat(text), repeats, "{text}");
        }
    }

    #[test]
    fn brackets_that_are_closed_do_not_count() {
        assert!(!is_too_deep(&"[]".repeat(2 * DEEPEST)));
        assert!(is_too_deep(&"[".repeat(DEEPEST + 1)));
    }
}
