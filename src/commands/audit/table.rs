//! The claims as a table: a line of numbers and a line of verdict for each.

use crate::commands::audit::foot::foot;
use crate::commands::audit::names::short;
use crate::commands::audit::words::{line, mixes};
use crate::output::style::cells;
use crate::output::table::{Column, NARROW, draw};
use crate::output::{Document, Page, prose};
use aicloud_core::claims::{Audit, Pair, Verdict};
use aicloud_core::model::{Claim, ClaimDate};
use aicloud_query::audit::words::{against, called, ends, needs};
use aicloud_query::audit::{Audited, Audits};

/// Cells of a ratio.
const RATIO: usize = 5;
/// The least cells of what is claimed, of what it is against, and of what is
/// still needed.
const LEAST: [usize; 3] = [14, 14, 16];
/// The most.
const MOST: [usize; 3] = [34, 40, 40];
/// The most cells of an id beside its numbers; a longer one stands above them.
const ID: usize = 20;

/// Rows of one claim: numbers, and the candidates below its verdict.
struct Block {
    id: String,
    made: String,
    head: Vec<String>,
    verdict: String,
    below: Vec<Vec<String>>,
}

/// All claims, one below the other.
pub(super) fn document(answer: &Audits<'_>, page: &Page) -> Document {
    let document = Document::titled(title(answer)).blank();
    if answer.found.is_empty() {
        let foot = prose::foot(&answer.lens.catalog.basis);
        return document.line("No claim is on record.").blank().paragraph(foot);
    }
    let blocks: Vec<Block> = answer.found.iter().map(|one| block(one, answer, page)).collect();
    document.then(body(&blocks, page)).blank().then(foot(answer))
}

fn title(answer: &Audits<'_>) -> String {
    let mut days: Vec<_> = answer.found.iter().map(|one| one.then.day).collect();
    days.dedup();
    let day = match days.as_slice() {
        [day] => format!("as of {day}"),
        _ => "on the day of each claim".to_owned(),
    };
    let mixes = mixes(answer.mixes).map_or(String::new(), |mixes| format!(", {mixes}"));
    let knowledge = prose::knowledge(answer.setting, answer.lens.catalog);
    format!("Price-performance claims against list prices, USD, {day}{mixes}{knowledge}")
}

/// How the columns lie on a page.
struct Lie {
    columns: Vec<Column>,
    /// Whether ids stand beside the numbers.
    inline: bool,
    narrow: bool,
}

/// As wide as the cells ask for, where there is room.
fn lie(blocks: &[Block], page: &Page) -> Lie {
    let widest = |of: &dyn Fn(&Block) -> usize| blocks.iter().map(of).max().unwrap_or(0);
    let id = widest(&|block| cells(&block.id)).max("CLAIM".len());
    let natural = |place: usize| {
        let of = |row: &Vec<String>| row.get(place).map_or(0, |cell| cells(cell));
        widest(&|block: &Block| block.below.iter().chain([&block.head]).map(of).max().unwrap_or(0))
    };
    let fixed = 2 * RATIO + 4;
    let least = fixed + LEAST.iter().sum::<usize>();
    let room = page.width.unwrap_or(200);
    let inline = id <= ID && id + 1 + least <= room;
    let margin = if inline { id } else { 1 };
    let mut spare = room.saturating_sub(margin + 1 + least);
    let mut width = |place: usize, cell: usize| {
        let wanted = natural(cell).min(MOST[place]).saturating_sub(LEAST[place]);
        let more = wanted.min(spare);
        spare -= more;
        LEAST[place] + more
    };
    let (needs, against, claimed) = (width(2, 4), width(1, 1), width(0, 0));
    let narrow = page.width.is_some_and(|width| width < NARROW.max(least + 2));
    let names = if narrow {
        ["", "CLAIMED", "AGAINST", "RATIO", "TO", "STILL NEEDS"]
    } else {
        let id = if inline { "\nCLAIM" } else { "" };
        [id, "\nCLAIMED", "\nAGAINST", "PRICE\nLOW", "RATIO\nHIGH", "\nSTILL NEEDS"]
    };
    let columns = vec![
        Column::left(names[0]).wide(margin),
        Column::left(names[1]).wide(claimed),
        Column::left(names[2]).wide(against),
        Column::right(names[3]).wide(RATIO),
        Column::right(names[4]).wide(RATIO),
        Column::left(names[5]).wide(needs),
    ];
    Lie { columns, inline, narrow }
}

/// The blocks with their columns aligned, under one header.
fn body(blocks: &[Block], page: &Page) -> Document {
    let Lie { columns, inline, narrow } = lie(blocks, page);
    let plain = Page { header: false, ..*page };
    let beside = inline && !narrow;
    let mut document = Document::default();
    if page.header && !narrow {
        document = document.lines(draw::<String>(&columns, &[], page).lines());
    }
    for block in blocks {
        if !beside {
            document = document.line(format!("{}  {}", block.id, block.made));
        }
        let row = |id: &str, row: &[String]| -> Vec<String> {
            [id.to_owned()].into_iter().chain(row.iter().cloned()).collect()
        };
        let id = if beside { block.id.as_str() } else { "" };
        document = document
            .lines(draw(&columns, &[row(id, &block.head)], &plain).lines())
            .indented(block.verdict.as_str(), 2, 0);
        if !block.below.is_empty() {
            let rows: Vec<Vec<String>> = block.below.iter().map(|below| row("", below)).collect();
            document = document.lines(draw(&columns, &rows, &plain).lines());
        }
    }
    document
}

/// A claim with the rows that its verdict is about.
fn block(audited: &Audited<'_>, answer: &Audits<'_>, page: &Page) -> Block {
    let (audit, catalog) = (&audited.then, answer.lens.catalog);
    let none = || "-".to_owned();
    let head = match audit.pair() {
        Some(pair) => row(pair, audit, answer, true),
        None => vec![said(audit, answer), against(audit), none(), none(), none()],
    };
    let below = |pair: &&Pair<'_>| match audit.verdict {
        Verdict::ComparatorUnknown => pair.subject.place == 0,
        Verdict::AmbiguousSubject => {
            audit.better_subject == Some(pair.subject.product) && !pair.comparator.party.supposed
        }
        _ => false,
    };
    let below = audit.pairs.iter().filter(below).map(|pair| row(pair, audit, answer, false));
    let below: Vec<Vec<String>> = below.collect();
    let mut verdict = line(audit, catalog, page);
    if audit.verdict == Verdict::ComparatorUnknown && !below.is_empty() {
        verdict += " If it means";
    }
    Block { id: audit.claim.id.to_string(), made: made(audit.claim), head, verdict, below }
}

/// Who claimed it, and when.
fn made(claim: &Claim) -> String {
    match claim.dated {
        ClaimDate::Made => format!("{}, {}", claim.claimant, claim.date),
        ClaimDate::Retold => format!("{}, retold {}", claim.claimant, claim.date),
    }
}

/// The subject with what is claimed of it.
fn said(audit: &Audit<'_>, answer: &Audits<'_>) -> String {
    let catalog = answer.lens.catalog;
    let mut known = audit.pairs.iter().map(|pair| &pair.subject);
    let words = || {
        let words = audit.wording.subject_as.unwrap_or_default().to_owned();
        audit.wording.subjects.first().map_or(words, called)
    };
    let name = known.find(|side| side.place == 0).map_or_else(words, |side| short(side, catalog));
    format!("{name} {}", audit.wording.claimed.words())
}

/// A pair as a row, with what is claimed where it leads.
fn row(pair: &Pair<'_>, audit: &Audit<'_>, answer: &Audits<'_>, leads: bool) -> Vec<String> {
    let catalog = answer.lens.catalog;
    let claimed = audit.wording.claimed;
    let subject = short(&pair.subject, catalog);
    let subject = if leads { format!("{subject} {}", claimed.words()) } else { subject };
    let (low, high) = pair.span.map_or_else(|| ("-".to_owned(), "-".to_owned()), ends);
    let needs = needs(pair, &claimed, audit.claim.metric);
    vec![subject, short(&pair.comparator, catalog), low, high, needs]
}

/// The columns of a pair.
fn pair_columns() -> Vec<Column> {
    vec![
        Column::left("SUBJECT"),
        Column::left("AGAINST"),
        Column::right("RATIO"),
        Column::right("TO"),
        Column::left("STILL NEEDS"),
    ]
}

/// Every pair of one claim, without a verdict of its own.
pub(super) fn pairs(audit: &Audit<'_>, answer: &Audits<'_>) -> Document {
    let rows = audit.pairs.iter().map(|pair| row(pair, audit, answer, false));
    Document::default().table(pair_columns(), rows.collect())
}

/// Every pair of every claim: `--pairs`.
pub(super) fn every_pair(answer: &Audits<'_>) -> Document {
    let columns = [Column::left("CLAIM")].into_iter().chain(pair_columns());
    let rows = answer.found.iter().flat_map(|one| {
        one.then.pairs.iter().map(|pair| {
            let cells = row(pair, &one.then, answer, false);
            let id = [one.then.claim.id.to_string()];
            id.into_iter().chain(cells).collect()
        })
    });
    Document::titled(title(answer))
        .blank()
        .table(columns.collect(), rows.collect())
        .blank()
        .paragraph(prose::foot(&answer.lens.catalog.basis))
}
