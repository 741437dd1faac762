//! The keys of the commands on the data set itself.

use crate::report::schema::keys::rows;
use crate::report::schema::{Answer, Form};

/// `data validate`.
pub(super) const VALIDATE: Answer = Answer {
    query: None,
    more: "\
errors int how many rows are errors
warnings int how many are warnings
files int how many files were read; 0 for the built-in data
records int how many records were read",
    ..rows(
        "validate",
        "What is wrong with data: a row for each finding, by file and line. `basis` is that of what was read, sound or not.",
        "",
        "\
code id the rule; data rule CODE tells what it asks for
severity severity an error makes the data unusable
file text the file
line int? the line, counted from one
column int? the first column of the offending text, counted from one
end_column int? the column behind it
record id? the record
field text? the field within it: prices[2].until
message text what is wrong
mend text how to mend it
excerpt text? the line as it stands",
    )
};

/// `data rule`: every rule; with a code its fields stand at the top level.
pub(super) const RULE: Answer = Answer {
    query: None,
    ..rows(
        "rule",
        "The rules of a data set. With a code its keys are at the top level.",
        "",
        "\
code id the rule
severity severity an error makes the data unusable
what text what must hold
why text why
mend text how to mend what breaks it",
    )
};

/// `data basis`.
pub(super) const BASIS: Answer = Answer {
    query: None,
    form: Form::Single,
    ..rows(
        "basis",
        "The version of the data.",
        "",
        "\
hash text SHA-256 of the records
short text its first eight digits
newest day the newest day on which a source was read
age_days int days from that to the asked day
records int how many records there are",
    )
};

/// `data stats`.
pub(super) const STATS: Answer = Answer {
    query: None,
    ..rows(
        "stats",
        "How much there is.",
        "",
        "\
of text what is counted: records, sources, offers, prices, facts by their best source
name text of which kind, class, stage or age
count int how many",
    )
};

/// `data coverage`.
pub(super) const COVERAGE: Answer = Answer {
    more: "products int how many products were looked at\nclouds int how many clouds",
    ..rows(
        "coverage",
        "What is not known: a row for each thing to look up, the easiest first.",
        "segments [id] the segments looked at\nwhat [lack] the kinds of lack asked about; all where empty",
        "\
what lack what is lacking
cloud id? where
product id? of what
segment id? to whom
of id? the record to look at
detail text what is lacking, in words",
    )
};

/// `data export KIND`.
pub(super) const EXPORT: Answer = Answer {
    query: None,
    form: Form::Records,
    ..rows(
        "export",
        "Whole records of a kind, each with the fields of that kind: data schema KIND. Without a kind a list for each kind is at the top level.",
        "",
        "id id the record",
    )
};
