//! The keys of every answer: `key type what it means`, one a line.
//!
//! Types: `text`, `id`, `day` (2026-04-27), `date` (a day, a month or a year),
//! `bool`, `int`, `usd` (a number), `any`, what [`words`] knows, `[type]` and
//! `{key:type ...}`; `?` behind one where it may be null, `~` where it may be absent.

use crate::report::schema::data;
use crate::report::schema::{Answer, Form};
use aicloud_core::coverage::Lack;
use aicloud_core::model::{EvidenceClass, PriceScope};

/// The words that a value of some type can be; nothing where it is no such type.
/// A type that lists its own values is asked for them, so that none is missing.
pub fn words(kind: &str) -> Option<Vec<&'static str>> {
    fn all<T: Copy>(values: &[T], word: impl Fn(T) -> &'static str) -> Vec<&'static str> {
        values.iter().map(|value| word(*value)).collect()
    }
    Some(match kind {
        "evidence" => all(EvidenceClass::ALL, EvidenceClass::word),
        "lack" => all(Lack::ALL, Lack::word),
        "price_scope" => all(PriceScope::ALL, PriceScope::word),
        _ => WORDS.iter().find(|(name, _)| *name == kind)?.1.split(' ').collect(),
    })
}

/// The words of types that list no values. A test holds those of the records
/// against the records' own types.
const WORDS: &[(&str, &str)] = &[
    ("right", "permitted prohibited contested unknown"),
    (
        "availability",
        "ga preview limited_preview private_preview announced suspended retired not_listed unknown \
         no_record",
    ),
    ("channel", "own hosted resold marketplace gateway"),
    ("price_state", "priced not_published free included no_record"),
    ("rule", "rank exception authority specificity recency"),
    ("severity", "error warning"),
];

/// Every answer.
pub const ANSWERS: &[Answer] = &[
    data::VALIDATE,
    data::RULE,
    data::BASIS,
    data::STATS,
    data::COVERAGE,
    data::EXPORT,
    rows(
        "import",
        "What became of each entry of a catalogue.",
        "format text the catalogue\nsource id the source that it becomes\nout text? where it was written",
        "\
id text the entry
offer id? the offer that it maps to
what text new, changed, same or unmapped
reason text? why it maps to none
input_per_mtok usd? as the catalogue says
output_per_mtok usd? as the catalogue says
ours_input_per_mtok usd? as the data says
ours_output_per_mtok usd? as the data says",
    ),
    Answer {
        query: None,
        ..rows(
            "config",
            "What is set, and where.",
            "",
            "\
key text what can be set
value any its value; null where nothing sets it
origin text?~ the option, variable or file that sets it",
        )
    },
    Answer {
        form: Form::Bare,
        ..rows(
            "error",
            "A failure, on standard error, where JSON was asked for.",
            "",
            "error {code:text message:text hint:text} what is wrong and what to do",
        )
    },
];

pub(super) const fn rows(
    name: &'static str,
    says: &'static str,
    query: &'static str,
    keys: &'static str,
) -> Answer {
    Answer { name, says, form: Form::Rows, query: Some(query), keys, more: "" }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use schemars::{JsonSchema, schema_for};
    use serde_json::Value;

    use super::words;

    /// Every word of a type of the records, as it is written.
    fn written<T: JsonSchema>() -> BTreeSet<String> {
        let schema = schema_for!(T).to_value();
        let ways = schema["oneOf"].as_array().into_iter().flatten();
        let words = schema["enum"].as_array().into_iter().flatten();
        let words = words.chain(ways.map(|way| &way["const"]));
        words.filter_map(Value::as_str).map(str::to_owned).collect()
    }

    #[test]
    fn no_word_of_the_records_is_missing_and_none_is_made_up() {
        let types = [
            ("channel", written::<Channel>()),
            ("evidence", written::<EvidenceClass>()),
            ("price_scope", written::<PriceScope>()),
            ("rule", written::<Rule>()),
        ];
        // Where there is no record, an answer has a word for that too.
        let or_none = |mut words: BTreeSet<String>| {
            words.insert("no_record".to_owned());
            words
        };
        let may_lack = [
            ("availability", or_none(written::<Availability>())),
            ("price_state", or_none(written::<PriceState>())),
        ];
        for (kind, written) in types.into_iter().chain(may_lack) {
            assert!(written.len() > 1, "{kind}");
            let known: BTreeSet<String> =
                words(kind).unwrap().into_iter().map(str::to_owned).collect();
            assert_eq!(known, written, "{kind}");
        }
    }
}
