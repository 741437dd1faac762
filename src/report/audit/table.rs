//! The claims as a table: a line of numbers and a line of verdict for each.

use super::words::{called, line, mix, needs, short, times};
use super::{Audited, Audits, rests_on};
use crate::engine::audit::{Audit, Pair, Verdict};
use crate::model::{Claim, ClaimDate, ClaimParty};
use crate::report::pieces::{count, wrap};
use crate::report::table::{Column, NARROW, draw};
use crate::report::{Page, prose};

/// Cells of a ratio.
const RATIO: usize = 6;
/// The most cells of what a claim says of whom, and against whom.
const SIDE: usize = 19;
/// The least cells of what is still needed.
const NEEDS: usize = 16;

/// Rows of one claim: numbers, and the candidates below its verdict.
pub(super) struct Block {
    id: String,
    made: String,
    head: Vec<String>,
    verdict: String,
    below: Vec<Vec<String>>,
}

/// All claims, one below the other.
pub(super) fn text(answer: &Audits<'_>, page: &Page) -> String {
    let mut text = prose::bold(&wrap(&title(answer), page.cells(), 0), page) + "\n\n";
    if answer.found.is_empty() {
        text += "No claim is on record.\n\n";
        return text + &prose::foot(&answer.lens.facts.basis, page);
    }
    let blocks: Vec<Block> = answer.found.iter().map(|one| block(one, answer, page)).collect();
    text += &body(&blocks, page);
    text + "\n" + &foot(answer, page)
}

fn title(answer: &Audits<'_>) -> String {
    let mut days: Vec<_> = answer.found.iter().map(|one| one.then.day).collect();
    days.dedup();
    let day = match days.as_slice() {
        [day] => format!("as of {day}"),
        _ => "on the day of each claim".to_owned(),
    };
    let knowledge = prose::knowledge(answer.setting, answer.lens.facts);
    format!("Price-performance claims against list prices, USD, {day}{knowledge}")
}

/// The blocks with their columns aligned.
pub(super) fn body(blocks: &[Block], page: &Page) -> String {
    let width = |of: &dyn Fn(&Block) -> usize| blocks.iter().map(of).max().unwrap_or(0);
    let id = width(&|block| block.id.chars().count()).max("CLAIM".len());
    let cell = |place: usize, least: usize| {
        let of = |row: &Vec<String>| row.get(place).map_or(0, |cell| cell.chars().count());
        width(&|block: &Block| block.below.iter().chain([&block.head]).map(of).max().unwrap_or(0))
            .clamp(least, SIDE)
    };
    let (claimed, against) = (cell(0, "CLAIMED".len()), cell(1, "AGAINST".len()));
    let sides = claimed + against + 2 * RATIO + 4 + NEEDS;
    let inline = id + 1 + sides <= page.cells();
    let margin = if inline { id } else { 1 };
    let rest = page.cells().saturating_sub(margin + claimed + against + 2 * RATIO + 5);
    let columns = [
        Column::left(if inline { "CLAIM" } else { "" }).wide(margin),
        Column::left("CLAIMED").wide(claimed),
        Column::left("AGAINST").wide(against),
        Column::right("RATIO").wide(RATIO),
        Column::right("TO").wide(RATIO),
        Column::left("STILL NEEDS").wide(rest.clamp(NEEDS, 40)),
    ];
    let narrow = page.width.is_some_and(|width| width < NARROW.max(sides + 3));
    let mut text = String::new();
    for (place, block) in blocks.iter().enumerate() {
        let id = if inline && !narrow { block.id.clone() } else { String::new() };
        let rows = |rows: &[Vec<String>], id: &str| -> Vec<Vec<String>> {
            let row = |row: &Vec<String>| [id.to_owned()].into_iter().chain(row.clone()).collect();
            rows.iter().map(row).collect()
        };
        let header = Page { header: page.header && place == 0 && !narrow, ..*page };
        let plain = Page { header: false, ..*page };
        if narrow || !inline {
            text += &format!("{}  {}\n", block.id, block.made);
        }
        text += &draw(&columns, &rows(std::slice::from_ref(&block.head), &id), &header);
        text += &format!("  {}\n", wrap(&block.verdict, page.cells().saturating_sub(2), 2));
        if !block.below.is_empty() {
            text += &draw(&columns, &rows(&block.below, ""), &plain);
        }
    }
    text
}

/// A claim with the rows that its verdict is about.
fn block(audited: &Audited<'_>, answer: &Audits<'_>, page: &Page) -> Block {
    let (audit, facts) = (&audited.then, answer.lens.facts);
    let claim = audit.claim;
    let head = match audit.pair() {
        Some(pair) => row(pair, audit, answer, true),
        None => vec![
            said(claim.subjects.first(), audit, answer),
            claim.comparators.first().map(called).unwrap_or_default(),
            "-".to_owned(),
            "-".to_owned(),
            "-".to_owned(),
        ],
    };
    let below = |pair: &&Pair<'_>| match audit.verdict {
        Verdict::ComparatorUnknown => pair.subject.place == 0,
        Verdict::AmbiguousSubject => {
            audit.better_subject == Some(pair.subject.product) && !pair.comparator.party.supposed
        }
        _ => false,
    };
    let below = audit.pairs.iter().filter(below);
    Block {
        id: claim.id.to_string(),
        made: made(claim),
        head,
        verdict: line(audit, facts, page),
        below: below.map(|pair| row(pair, audit, answer, false)).collect(),
    }
}

/// Who claimed it, and when.
fn made(claim: &Claim) -> String {
    match claim.dated {
        ClaimDate::Made => format!("{}, {}", claim.claimant, claim.date),
        ClaimDate::Retold => format!("{}, retold {}", claim.claimant, claim.date),
    }
}

/// The subject with what is claimed of it.
fn said(subject: Option<&ClaimParty>, audit: &Audit<'_>, answer: &Audits<'_>) -> String {
    let facts = answer.lens.facts;
    let pairs = audit.pairs.iter();
    let known = pairs.map(|pair| &pair.subject).find(|side| side.place == 0);
    let name = known.map_or_else(|| subject.map(called).unwrap_or_default(), |s| short(s, facts));
    format!("{name} {}", audit.claimed.words())
}

/// A pair as a row, with what is claimed where it leads.
pub(super) fn row(
    pair: &Pair<'_>,
    audit: &Audit<'_>,
    answer: &Audits<'_>,
    leads: bool,
) -> Vec<String> {
    let facts = answer.lens.facts;
    let subject = short(&pair.subject, facts);
    let subject = if leads { format!("{subject} {}", audit.claimed.words()) } else { subject };
    let ratio = |ratio: Option<_>| ratio.map_or_else(|| "-".to_owned(), times);
    vec![
        subject,
        short(&pair.comparator, facts),
        ratio(pair.span.map(|(low, _)| low)),
        ratio(pair.span.map(|(_, high)| high)),
        needs(pair, &audit.claimed, audit.claim.metric),
    ]
}

/// Rows under one name, without a verdict of their own.
pub(super) fn rows_only(rows: &[Vec<String>], page: &Page) -> String {
    let columns = [
        Column::left("SUBJECT"),
        Column::left("AGAINST"),
        Column::right("RATIO"),
        Column::right("TO"),
        Column::left("STILL NEEDS"),
    ];
    draw(&columns, rows, page)
}

fn foot(answer: &Audits<'_>, page: &Page) -> String {
    let of = |verdict: Verdict| answer.found.iter().filter(|a| a.then.verdict == verdict).count();
    let counts = [
        (Verdict::ExplainedByPrice, "explained by price"),
        (Verdict::NeedsPerformance, "need performance"),
        (Verdict::Contradicted, "contradicted"),
        (Verdict::ComparatorUnknown, "comparator unclear"),
        (Verdict::AmbiguousSubject, "fit another subject"),
        (Verdict::Uncheckable, "uncheckable"),
    ];
    let counts = counts.map(|(verdict, words)| format!("{} {words}", of(verdict)));
    let claims = count(answer.found.len(), "claim", "claims");
    let single = answer.found.iter().filter(|a| rests_on(&a.then) == "one_retelling").count();
    let single = match single {
        0 => String::new(),
        single => format!(" {single} on the word of one retelling alone."),
    };
    let changed = match answer.found.iter().filter(|a| a.then.mutated()).count() {
        0 => String::new(),
        changed => format!(" {changed} changed from one source to another."),
    };
    let moved = answer.found.iter().filter(|a| a.then.verdict != a.other().0.verdict);
    let moved: Vec<String> =
        moved.map(|a| format!("{} ({})", a.then.claim.id, a.other().0.verdict.word())).collect();
    let day = if answer.setting.as_of_given { "on its own day" } else { "at today's prices" };
    let moved = if moved.is_empty() {
        format!("Every verdict is the same {day}.")
    } else {
        format!("Another verdict {day}: {}.", moved.join(", "))
    };
    let mixes = if answer.mixes.is_all() {
        "over every mix from all input to all output".to_owned()
    } else {
        let (most, least) = (mix(answer.mixes.most_input), mix(answer.mixes.most_output));
        format!("over mixes from {most} to {least}")
    };
    let example = answer.found.first().map(|a| a.then.claim.id.to_string()).unwrap_or_default();
    let lines = [
        format!("{claims}: {}.{single}{changed}", counts.join(", ")),
        moved,
        format!(
            "Ratio: comparator price over subject price, lowest to highest {mixes}; 16:1 is input \
             to output tokens. What price does not give, performance must."
        ),
        format!("The arithmetic: aicloud audit {example} --explain."),
    ];
    let lines = lines.iter().map(|line| wrap(line, page.cells(), 0) + "\n");
    lines.collect::<String>() + &prose::foot(&answer.lens.facts.basis, page)
}
