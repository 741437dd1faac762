//! The keys of every answer: `key type what it means`, one a line.
//!
//! Types: `text`, `id`, `day` (2026-04-27), `date` (a day, a month or a year),
//! `bool`, `int`, `usd` (a number), `any`, `never` (the key is not there), `total`
//! (what [`Answer::totals`] says), what [`words`] knows, `[type]` and
//! `{key:type ...}`; `?` behind one where it may be null, `~` where it may be absent.

use crate::report::diff;
use crate::report::schema::claims::{CLAIMS, PAIRS};
use crate::report::schema::data;
use crate::report::schema::{Answer, Form};
use aicloud_core::claims::Verdict;
use aicloud_core::coverage::Lack;
use aicloud_core::model::{EvidenceClass, PriceScope, Tier};

/// The words that a value of some type can be; nothing where it is no such type.
/// A type that lists its own values is asked for them, so that none is missing.
pub fn words(kind: &str) -> Option<Vec<&'static str>> {
    fn all<T: Copy>(values: &[T], word: impl Fn(T) -> &'static str) -> Vec<&'static str> {
        values.iter().map(|value| word(*value)).collect()
    }
    Some(match kind {
        "audit_verdict" => all(Verdict::ALL, Verdict::word),
        "diff_kind" => diff::KINDS.to_vec(),
        "evidence" => all(EvidenceClass::ALL, EvidenceClass::word),
        "lack" => all(Lack::ALL, Lack::word),
        "price_scope" => all(PriceScope::ALL, PriceScope::word),
        "tier" => all(Tier::ALL, Tier::word),
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
    ("dated", "effective announced observed"),
    ("cost_status", "priced partial unpriced"),
    ("watch_status", "open partly resolved"),
    ("cause", "world knowledge sighting"),
    ("severity", "error warning"),
    ("hedge", "exactly at-least more-than up-to about"),
    ("metric", "price-performance price performance task-cost"),
    ("claim_dated", "made retold"),
    ("prices_on_is", "asked record claim"),
    ("rests_on", "own_words one_retelling retellings nothing_admitted"),
    ("conflict_field", "term question price right stage membership host"),
];

const ROW: &str = "\
product id the product
cloud id who would sell it
service id? the shop window; null where no offer is on record
right right whether it may be sold there
appointed bool whether the vendor has chosen this cloud
availability availability how far it has come there; no_record: nobody looked
channel channel? how it is sold
seller id? who sells it
hosted_by id? who runs it; `unknown` where no source says, null without an offer
right_since day? since when the right has been what it is
stage_since day? since when the stage has been what it is
available_since day? since when it has been on sale
seen_on day? when the stage was seen, where its beginning is not known
retires_on day? when it is withdrawn
not_before day? it was promised not to be withdrawn before
replaced_by [id] what replaces it
model_id text? the cloud's own name for it
input_per_mtok usd? USD per million input tokens, the cheapest standard scope
output_per_mtok usd? USD per million output tokens
price_state price_state what is known of the price
price_scope price_scope? the scope of that price
price_contested bool whether sources of equal rank state other prices
because [text] the terms that decided; own, licence or offer where none did
hangs_on [text] what the answer turns on although no party states it
revised_right right? the right with the knowledge that was set aside, where it differs
evidence_read day? right and stage have a source read on that day or later for every part";

/// The answers of `may` in full.
const MAY: &str = "\
cloud id who would sell it
product id the product
right right whether it may be sold there
appointed bool whether the vendor has chosen this cloud
availability availability how far it has come there
service id? the shop window
channel channel? how it is sold
hosted_by id? who runs it
released date? when the product was first released
existed bool? whether it existed on that day
right_since day? since when the right has been what it is
right_until day? the last day of it, as far as is known
stage_since day? since when the stage has been what it is
available_since day? since when it has been on sale
seen_on day? when the stage was seen, where its beginning is not known
because [{term:id? effect:text agreement:id?~ sources:[id]~}] what decided
corroboration [{term:id? effect:text agreement:id?~ sources:[id]~}] weaker terms on the same side
overruled [{term:id says:right rule:rule by:id}] what was overruled, and by which rule
disputes [{dispute:id by:id from:day until:day? sources:[id]}] open disputes
gaps [{field:text of:text values:[{value:text right:right}] text:text}] what no source states
flips_if [{without:[id] kind:text right:right}] what would change the answer
only_source id? the one source on which it hangs
revisions [any] how the answer for that day changed as sources were published
next_change {date:day right:right}? the next change ahead, as far as is known
evidence_read day? right and stage have a source read on that day or later for every part";

const PRICE: &str = "\
product id the product
cloud id who sells it
service id? the shop window
model_id text? the cloud's own name for it
right right whether it may be sold there
availability availability how far it has come there
scope price_scope? where the price holds
within [text]? the geographies or regions of it
tier tier? how requests are served
context_over int? it holds for prompts of more tokens than this
input_per_mtok usd? USD per million input tokens
cached_input_per_mtok usd? of those, read from a cache
cache_write_per_mtok usd? of those, written to a cache
cache_write_lifetime text? how long that lasts
cache_write_1h_per_mtok usd? written to last an hour
output_per_mtok usd? USD per million output tokens
blended_per_mtok usd? by the blend of the query
price_state price_state what is known of the price
effective_from day? its first day
effective_until day? its last day
dated dated? what the first day is the day of
contested bool whether sources of equal rank state other prices
source id? its strongest source
source_rank text? the rank of that source
sources [id]? every source that states it
age_days int? days since its strongest source last spoke
as_stated text? in the source's own unit
discount id? a discount of your own that is in it
list_input_per_mtok usd? before that discount
list_output_per_mtok usd? before that discount
other_statements [{input_per_mtok:usd? cached_input_per_mtok:usd? cache_write_per_mtok:usd? output_per_mtok:usd? from:day? lost_by:text? sources:[id]}]? what other sources state";

const COST: &str = "\
line text the line of the workload
rank int? its place; null where it is not ranked
product id the product
cloud id who sells it
service id? the shop window
scope price_scope? where the price holds
within [text]? the geographies or regions of it
tier tier? how requests are served
context_over int? it holds for prompts of more tokens than this
right right whether it may be sold there
availability availability how far it has come there
status cost_status whether every meter has a price
total_usd usd? what it costs
total_low usd? the least that sources of equal rank make it
total_high usd? the most
known_usd usd? the part that has a price
missing [text] what has no price, or why it cannot be had
not_ranked_because text? why it has no rank
contested bool whether sources of equal rank state other prices
discount id? a discount of your own that is in it
meters [{meter:text tokens:int usd_per_mtok:usd? usd:usd?}]? the arithmetic
effective_from day? since when the price holds
source id? the strongest source of the price
source_rank text? the rank of that source
because [text] the terms by which it may be sold";

/// A row of `cost --totals`. Every other key of it is a key of a line too, so
/// that only the absence of `line` tells the two apart.
const TOTAL: &str = "\
line never~
rank int? its place; null where it is not ranked
cloud id who sells it
status cost_status whether every line has a price
total_usd usd? what all lines cost; null where one is missing
total_low usd? the least that sources of equal rank make it
total_high usd? the most
known_usd usd? the lines that can be had there and have a price; null where none has
missing [text] the lines that cannot be had there, or have no price";

/// Every answer.
pub const ANSWERS: &[Answer] = &[
    rows(
        "compare",
        "Products by cloud: a row for each offer, or for each cloud without one.",
        "",
        ROW,
    ),
    rows(
        "where",
        "Every cloud for one product: a row for each offer, or for each cloud without one.",
        "",
        ROW,
    ),
    Answer {
        form: Form::Single,
        ..rows(
            "may",
            "One decision with its proof.",
            "cloud id who would sell it\nproduct id the product\naction text sell or host",
            MAY,
        )
    },
    rows(
        "price",
        "List prices: a row for each cloud, service, scope and tier.",
        "products [id] the products\nblend text input to output\nhistory bool whether of every day",
        PRICE,
    ),
    Answer {
        totals: TOTAL,
        more: "warnings [text]~ what to mind\ntotals [total]~ the totals by cloud",
        ..rows(
            "cost",
            "What a workload costs: a row for each line and each offer, or with --totals for each cloud.",
            "input_includes_cached bool whether cached tokens are counted in\nworkloads [any] the lines",
            COST,
        )
    },
    rows(
        "conflicts",
        "Where sources contradict one another.",
        "topic id? what it is about",
        "\
id text its id
subject text what the sources speak of
field text what of it
question text the question on which they differ
a {says:text holds:bool voices:int~ sources:[id]} one side
b {says:text holds:bool voices:int~ sources:[id]}? the other
more [{says:text holds:bool voices:int~ sources:[id]}] further sides
a_sources [id] who is on the one side
b_sources [id] who is on the other
decided_by text? the rule that settles it
open bool whether nothing settles it
since day? since when they differ
note text? what else there is to say",
    ),
    rows(
        "diff",
        "What is different between two days.",
        "was day the first day\nnow day the second day",
        "\
subject text what changed
kind diff_kind what kind of change it is
change text opened, cleared, contested, closed, unsettled; changed, first_seen
was text? on the first day
now text? on the second day
because [text] what brought it
cause cause whether the world changed, what is known of it, or somebody looked
cloud id? the cloud
product id? the product
offer id? the offer",
    ),
    rows(
        "timeline",
        "Events in order.",
        "topic id? what it is about",
        "\
date day the day
kind text what kind of event
id text the record
title text what happened
sources [id] who says so",
    ),
    rows(
        "expiring",
        "What comes to an end.",
        "topic id? what it is about\nuntil day how far ahead",
        "\
date day the day
kind text what ends
id text the record
title text what happens
days_left int days from the asked day on
sources [id] who says so",
    ),
    rows(
        "watchlist",
        "Open questions, and what has happened since.",
        "topic id? what it is about",
        "\
id id its id
question text the question
status watch_status where it stands
since date? since when it is asked
resolved_by [id] what answers it
developments [{date:date text:text sources:[id]}] what has happened
about [text] what it is about
sources [id] who raised it",
    ),
    rows(
        "audit",
        "Claims against list prices and public scores.",
        "mixes [text] the mixes that were looked at, ends included",
        CLAIMS,
    ),
    rows(
        "pairs",
        "The same, with a row for each subject and comparator: `audit --pairs`.",
        "mixes [text] the mixes that were looked at, ends included",
        PAIRS,
    ),
    rows(
        "check",
        "The answers of a watch list of one's own that are no longer what they were.",
        "",
        "\
subject text what is asked about
field text which answer
was text? as the file says
now text? as it is now",
    ),
    Answer {
        form: Form::Records,
        ..rows(
            "list",
            "The records of one kind, each with its own fields.",
            "kind text what is listed",
            "id text its id",
        )
    },
    Answer {
        form: Form::Record,
        ..rows(
            "show",
            "One record with its own fields, and what refers to it.",
            "id text what was asked for",
            "\
id text its id
record text what kind of record it is
referred_by [{record:text id:text}] what refers to it",
        )
    },
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
    Answer { name, says, form: Form::Rows, query: Some(query), keys, totals: "", more: "" }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use schemars::{JsonSchema, schema_for};
    use serde_json::Value;

    use super::words;
    use aicloud_core::model::{
        Availability, Channel, ClaimDate, Dated, EvidenceClass, Hedge, Metric, PriceScope,
        PriceState, Rule, Tier, WatchStatus,
    };

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
            ("claim_dated", written::<ClaimDate>()),
            ("dated", written::<Dated>()),
            ("evidence", written::<EvidenceClass>()),
            ("hedge", written::<Hedge>()),
            ("metric", written::<Metric>()),
            ("price_scope", written::<PriceScope>()),
            ("rule", written::<Rule>()),
            ("tier", written::<Tier>()),
            ("watch_status", written::<WatchStatus>()),
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
