//! The rules of a data set: one table, from which `data rule`, SARIF and every
//! message draw.
//!
//! An *error* makes a data set unusable: no command answers from it. A *warning*
//! is told by `data validate` alone and stops nothing.

use schemars::JsonSchema;
use serde::Serialize;

/// How much a broken rule matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The data cannot be used.
    Error,
    /// Somebody should look.
    Warning,
}

impl Severity {
    /// The severity as the word that scripts read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A rule, with a stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The code, for ever.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What must hold.
    pub what: &'static str,
    /// Why.
    pub why: &'static str,
    /// What to do where it does not.
    pub mend: &'static str,
}

/// The rule with a code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

const fn error(
    code: &'static str,
    what: &'static str,
    why: &'static str,
    mend: &'static str,
) -> Rule {
    Rule { code, severity: Severity::Error, what, why, mend }
}

const fn warning(
    code: &'static str,
    what: &'static str,
    why: &'static str,
    mend: &'static str,
) -> Rule {
    Rule { code, severity: Severity::Warning, what, why, mend }
}

/// Every rule: files, fields, references, dates, what each kind of record must
/// be, and at last what is only suspicious.
pub const RULES: &[Rule] = &[
    error(
        "syntax",
        "A data file is YAML and holds one list of records.",
        "What cannot be read cannot be checked.",
        "Mend the YAML where it points; `- id: ...` begins a record.",
    ),
    error(
        "unreadable-file",
        "A data file is a regular file of UTF-8 text and not larger than 8 MB.",
        "A link, a device or a file that is no text may be anything tomorrow.",
        "Copy the file in, split it, or save it as UTF-8.",
    ),
    error(
        "unknown-file",
        "Every YAML file stands where its kind of record belongs.",
        "A file in the wrong place would be passed over, and its facts with it.",
        "Move it, for instance to offers/CLOUD.yaml, or give it another ending.",
    ),
    error(
        "unknown-field",
        "A record has only the fields that its kind has.",
        "A field with a slip in its name would be passed over in silence.",
        "Take the nearest field; `aicloud data schema KIND` has them all.",
    ),
    error(
        "duplicate-field",
        "A field stands once in a record.",
        "Of two, one would win in silence.",
        "Keep one of the two.",
    ),
    error(
        "missing-field",
        "A record has every field that its kind needs.",
        "What is not known is said, as `unknown`, and not left out.",
        "Add the field; `aicloud data schema KIND` tells what it holds.",
    ),
    error(
        "wrong-value",
        "A field holds a value of its kind: a date that exists, an exact amount, one of its words.",
        "A value that is taken for another makes every answer wrong that rests on it.",
        "Write the value as the message says.",
    ),
    error(
        "duplicate-id",
        "An id names one record, over all kinds and all directories.",
        "Two records of one name would merge in silence, and nobody could tell which one spoke.",
        "Choose another id; to change a record of the data, write an override.",
    ),
    error(
        "dangling-reference",
        "What a record refers to exists and is of the right kind.",
        "A reference to nothing proves nothing.",
        "Name a record that exists, or add the one that is missing.",
    ),
    error(
        "cycle",
        "No chain of records leads back to itself: terms that supersede one another, segments, parents.",
        "Two terms that each end the other would both be over, and neither.",
        "Take out the link that is wrong.",
    ),
    error(
        "dates-out-of-order",
        "Nothing ends before it begins.",
        "Such a period holds on no day.",
        "Look the two days up in the source.",
    ),
    error(
        "published-after-read",
        "A source is published before it is read.",
        "Otherwise `--known-by` would know what nobody could.",
        "Look both days up; `retrieved` is the day on which you read it.",
    ),
    error(
        "stage-order",
        "The stages of an offer stand oldest first.",
        "The last stage that has begun is the one that counts.",
        "Put the stages in the order of their days.",
    ),
    error(
        "no-source",
        "Every term, stage, price, host, claim and membership names a source.",
        "A fact without a source is a rumour.",
        "Add a record to sources/YEAR.yaml and name its id here.",
    ),
    error(
        "long-quote",
        "A quotation has at most 40 words.",
        "More would be copying; facts are stated in our own words.",
        "Quote the words that decide, and say the rest in your own.",
    ),
    error(
        "url",
        "A source has a web address.",
        "Whoever doubts a fact must be able to look.",
        "Give the address of the page, with https:// in front.",
    ),
    error(
        "untitled-source",
        "A source has a title and a publisher.",
        "Who speaks decides how strong the evidence is.",
        "Give both.",
    ),
    error(
        "no-commercial-segment",
        "There is a segment `commercial`.",
        "It is asked about unless another is named.",
        "Add it to segments.yaml; a directory without it is an overlay: name it by --overlay.",
    ),
    error(
        "alias-taken",
        "An alias names one record of its kind.",
        "A name that means two things would be matched by guess.",
        "Take the alias from one of them.",
    ),
    error(
        "short-name",
        "A short name has 1 to 12 characters for a provider, 1 to 14 for a product.",
        "Tables of five clouds must fit a terminal of 80 columns.",
        "Shorten it.",
    ),
    error(
        "control-character",
        "No text holds a character that steers a terminal or turns the order of writing around.",
        "Data from elsewhere must not be able to show what is not there.",
        "Take the character out.",
    ),
    error(
        "product-id",
        "The id of a product is its vendor and its name: openai/gpt-5.5.",
        "People and scripts tell the vendor by the id.",
        "Write VENDOR/NAME.",
    ),
    error(
        "offer-id",
        "The id of an offer begins with its service: aws/bedrock/gpt-5.5.",
        "People and scripts tell the cloud by the id.",
        "Write SERVICE/NAME.",
    ),
    error(
        "price-statement-id",
        "The id of a price statement ends with the id of its offer.",
        "One look tells whose price it is and who states it.",
        "Write WHERE-FROM/OFFER.",
    ),
    error(
        "no-stage",
        "An offer has a stage.",
        "An offer of which nothing is known says so: `unknown` and `not_listed` are stages.",
        "Add the stage that the source tells, with its day.",
    ),
    error(
        "replacement",
        "Only a stage `retired` names what replaces the product.",
        "What is on sale is not replaced.",
        "Move `replaced_by` to the stage that ends it.",
    ),
    error(
        "price-state",
        "A priced record names an amount, any other none.",
        "An unknown price is not 0, and a price that is not published has no amount.",
        "Give the amount, or the state: not_published, free, included.",
    ),
    error(
        "overlapping-prices",
        "One source gives an offer one price at a time for the same scope, tier and prompt length.",
        "Of two prices of one voice on one day nobody could tell which one is billed.",
        "End the earlier price, tell the two apart by scope, tier or `within`, or say why in a note.",
    ),
    error(
        "discount",
        "A discount is a percentage or fixed prices, and says who agreed it and why.",
        "Nobody should have to guess in which order two were taken off.",
        "Keep one of the two, and name who and why.",
    ),
    error(
        "overlapping-discounts",
        "Of two discounts that fit an offer on one day, one is narrower.",
        "Otherwise nobody could tell which one applies.",
        "End one, or narrow one by service or product.",
    ),
    error(
        "among",
        "An exclusive term names the class among which it excludes; no other term does.",
        "Whom it bars depends on it.",
        "Add `among` with a class, or take it out.",
    ),
    error(
        "claim-side",
        "A side of a claim has a product or the claim's own words for it, and there is at least one.",
        "What is compared with what is half of a claim.",
        "Add the product, or the words of the claim in `named_as`.",
    ),
    error(
        "claim-factor",
        "A claim is of some factor, and a range rises.",
        "Nought times better is no claim.",
        "Give the factor as the source has it; equal is 1.",
    ),
    error(
        "claim-wording",
        "`original_found` is true exactly where a source is marked as the claimant's own words.",
        "A retelling is weaker than the words themselves.",
        "Mark the source with `own_words`, or set `original_found` to false.",
    ),
    error(
        "score",
        "A score in percent is at most 100, and a run has at least one task.",
        "Anything else was read off wrongly.",
        "Look at the suite's own table and its unit.",
    ),
    error(
        "one-sided-conflict",
        "A contradiction has two sides.",
        "What nobody contradicts is not contested.",
        "Add the other side with its source.",
    ),
    error(
        "override",
        "An override names a record, a field and a value, or a source to withdraw, and who and why.",
        "An answer that it touches says on whose word it stands.",
        "Give what is missing, or keep one of the two.",
    ),
    error(
        "override-value",
        "An override gives a field a value that the field may hold.",
        "The result is data like any other.",
        "Write the value as the message says; amounts and years stand in quotes.",
    ),
    error(
        "overlapping-overrides",
        "One override at a time gives a field its value.",
        "Of two, one would win in silence.",
        "Keep one of the two.",
    ),
    warning(
        "expired-override",
        "An override is applied up to the day on which it expires.",
        "What nobody looks at again is not known better for ever.",
        "Look again: set a later day, or take it out.",
    ),
    warning(
        "unused-override",
        "An override changes something.",
        "The data may have been mended since, or a name may be wrong.",
        "Take it out, or name what it is about as it is called now.",
    ),
    warning(
        "sold-though-barred",
        "What is on sale is not barred; where it seems so, a note of the offer or the stage says why.",
        "Either the right is recorded wrongly, or the offer, or somebody else hosts it.",
        "Record who hosts it in `hosted_by`, mend the term, or explain it in a note.",
    ),
    warning(
        "unexplained-contradiction",
        "What sources of one rank state and deny is explained by a record of conflicts.yaml.",
        "Both sides are kept, and a reader should learn what would settle it.",
        "Add a conflict that names the record under `about`.",
    ),
    warning(
        "insecure-url",
        "The address of a source begins with https://.",
        "What comes over http:// can be changed on the way.",
        "Try the address with https.",
    ),
    warning(
        "output-below-input",
        "Output costs no less than input.",
        "Hardly any list price is the other way round: the two are mostly swapped.",
        "Look at the price list; where it is so, say so in the note of the price.",
    ),
    warning(
        "cached-above-input",
        "Cached input costs no more than input.",
        "A cache that makes dearer is mostly a slip.",
        "Look at the price list; where it is so, say so in the note of the price.",
    ),
    warning(
        "price-off-by-magnitude",
        "A price lies within a hundred times of the others of its product.",
        "A price per thousand tokens read as one per million is off by 1000.",
        "Look at the unit; where it is so, say so in the note of the price.",
    ),
    warning(
        "stale-source",
        "A source that people change, such as a price list or a catalogue, was read within 180 days.",
        "It may say something else by now.",
        "Read it again; if it says the same, set `retrieved`, if not, add a source.",
    ),
    warning(
        "record-order",
        "The records of a file stand in the order of their ids.",
        "A reader finds them, and a diff shows only what was meant.",
        "Move the record.",
    ),
    warning(
        "not-canonical",
        "A file is written as the program writes it.",
        "A diff then shows only what was meant.",
        "Write the line as the message says.",
    ),
];

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn every_code_stands_once_and_every_rule_says_it_all() {
        for (place, rule) in RULES.iter().enumerate() {
            assert!(RULES.iter().skip(place + 1).all(|other| other.code != rule.code));
            for text in [rule.what, rule.why, rule.mend] {
                assert!(text.ends_with('.') && text.len() < 120, "{}: {text}", rule.code);
            }
        }
    }
}
