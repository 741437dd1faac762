//! One claim: who says what, the verdict, prices with their sources, scores.

use super::table::{row, rows_only};
use super::words::{called, line, stretch, times};
use super::{Audited, Audits, day_of, rests_on};
use crate::data::Facts;
use crate::data::facts::ProductIx;
use crate::engine::audit::offered::Offered;
use crate::engine::audit::scores::{Measured, cost_per_solved};
use crate::engine::audit::{Audit, Pair, Version, bears_out};
use crate::model::{Claim, ClaimDate, ClaimParty, Metric, Score, Usd};
use crate::report::pieces::wrap;
use crate::report::{Page, prose};

/// Cells of a label.
const LABEL: usize = 11;

/// One claim, whole.
pub(super) fn text(answer: &Audits<'_>, audited: &Audited<'_>, page: &Page) -> String {
    let audit = &audited.then;
    let facts = answer.lens.facts;
    let mut text = heading(answer, audit, page);
    text += &head(audit, page);
    text += &format!("\n{}\n", wrap(&line(audit, facts, page), page.cells(), 0));
    text += &(wrap(&moved(audited, facts), page.cells(), 0) + "\n");
    if !audit.pairs.is_empty() {
        let rows = audit.pairs.iter().map(|pair| row(pair, audit, answer, false));
        let rows: Vec<Vec<String>> = rows.collect();
        text += &format!("\n{}", rows_only(&rows, page));
        text += &listed("Prices, USD per million tokens", &prices(audit, answer), page);
        text += &listed("Public scores, of the two", &scores(audit, answer), page);
    }
    text += &listed("As each source has it", &versions(audit, facts), page);
    text += &listed("Note", audit.claim.note.as_slice(), page);
    let id = &audit.claim.id;
    let more = format!("The arithmetic: --explain. Every field: -o json, and aicloud show {id}.");
    text + &format!("\n{}\n", wrap(&more, page.cells(), 0)) + &prose::foot(&facts.basis, page)
}

/// The claim in its own sentence.
pub(super) fn heading(answer: &Audits<'_>, audit: &Audit<'_>, page: &Page) -> String {
    let knowledge = prose::knowledge(answer.setting, answer.lens.facts);
    let title = format!("Claim {}{knowledge}", audit.claim.id);
    let says = wrap(&audit.claim.says, page.cells(), 0);
    format!("{}\n{says}\n\n", prose::bold(&wrap(&title, page.cells(), 0), page))
}

/// What is claimed, of what, when, on whose word.
pub(super) fn head(audit: &Audit<'_>, page: &Page) -> String {
    let claim = audit.claim;
    let metric = match claim.metric {
        Metric::PricePerformance => "performance for the price",
        Metric::Price => "price alone",
        Metric::Performance => "performance alone",
    };
    let work = claim.workload.as_ref().map_or(String::new(), |work| format!(", for {work}"));
    let claimed = format!("{}, {metric}{work}; by {}", audit.claimed.words(), claim.claimant);
    let made = match claim.dated {
        ClaimDate::Made => claim.date.to_string(),
        ClaimDate::Retold => format!("not known when; retold {}", claim.date),
    };
    let mut text = String::new();
    let mut put = |label: &str, value: &str| text += &labelled(label, value, page);
    put("claimed", &claimed);
    put("of", &sides(&claim.subjects, "or"));
    put("against", &sides(&claim.comparators, "and"));
    put("made", &made);
    put("rests on", &basis(audit, claim));
    put("prices of", &day_of(audit));
    text
}

fn labelled(label: &str, value: &str, page: &Page) -> String {
    let width = page.cells().saturating_sub(LABEL + 1).max(20);
    let hang = format!("\n{}", " ".repeat(LABEL + 1));
    format!("{label:<LABEL$} {}\n", wrap(value, width, 0).replace('\n', &hang))
}

fn sides(parties: &[ClaimParty], joined: &str) -> String {
    let one = |party: &ClaimParty| {
        let product = party.product.as_ref().map(ToString::to_string);
        let named = match (&product, &party.named_as) {
            (Some(product), Some(words)) if party.supposed => {
                format!("{product} (supposed: \"{words}\")")
            }
            (Some(product), _) => product.clone(),
            (None, _) => format!("\"{}\" (no record)", called(party)),
        };
        let service = party.service.as_ref().map(|id| format!(" on {id}"));
        format!("{named}{}", service.unwrap_or_default())
    };
    let supposed = parties.iter().any(|party| party.supposed);
    let joined = if supposed { "or" } else { joined };
    parties.iter().map(one).collect::<Vec<_>>().join(&format!(", {joined} "))
}

fn basis(audit: &Audit<'_>, claim: &Claim) -> String {
    let ids: Vec<&str> = audit.versions.iter().map(|v| v.record.source.as_str()).collect();
    let ids = ids.join(", ");
    match rests_on(audit) {
        "own_words" => {
            let of = |own: bool| {
                let said = audit.versions.iter().filter(|v| v.record.own_words == own);
                let mut ids: Vec<&str> = said.map(|v| v.record.source.as_str()).collect();
                ids.dedup();
                ids.join(", ")
            };
            let retold = of(false);
            let retold = if retold.is_empty() { retold } else { format!("; retold by {retold}") };
            format!("the claimant's own words ({}){retold}", of(true))
        }
        "one_retelling" => {
            format!("one retelling alone ({ids}); the wording of {} was not found", claim.claimant)
        }
        "retellings" => {
            format!("retellings ({ids}); the wording of {} was not found", claim.claimant)
        }
        _ => "nothing that is admitted".to_owned(),
    }
}

/// What the prices of another day make of it.
pub(super) fn moved(audited: &Audited<'_>, facts: &Facts) -> String {
    let then = &audited.then;
    let (other, day) = audited.other();
    let mut changed = Vec::new();
    for (was, now) in then.pairs.iter().zip(&other.pairs) {
        if was.span == now.span {
            continue;
        }
        let ratio = |pair: &Pair<'_>| pair.span.map_or_else(|| "none".to_owned(), stretch);
        changed.push(format!(
            "{} against {} {} instead of {}",
            facts[now.subject.product].names.short,
            facts[now.comparator.product].names.short,
            ratio(now),
            ratio(was)
        ));
    }
    let ratios = match changed.as_slice() {
        [] => "no ratio is another".to_owned(),
        changed => format!("another ratio, {}", changed.join("; ")),
    };
    let verdict = if then.verdict == other.verdict {
        "the same verdict".to_owned()
    } else {
        other.verdict.word().to_owned()
    };
    format!("{day}: {verdict}; {ratios}.")
}

/// The prices of both sides, each with its sources.
pub(super) fn prices(audit: &Audit<'_>, answer: &Audits<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for pair in &audit.pairs {
        for side in [&pair.subject_at, &pair.comparator_at] {
            let found = match side {
                Ok(offers) => offers.iter().map(|one| price(one, answer)).collect(),
                Err(missing) => missing.iter().map(|what| format!("missing: {what}")).collect(),
            };
            let found: Vec<String> = found;
            lines
                .extend(found.into_iter().filter(|line| !lines.contains(line)).collect::<Vec<_>>());
        }
    }
    lines
}

fn price(one: &Offered<'_>, answer: &Audits<'_>) -> String {
    let facts = answer.lens.facts;
    let offer = &facts[one.offer];
    let settled = &one.settled;
    let amount = |amount: Option<Usd>| amount.map(Usd::cents).unwrap_or_default();
    let mut sources = String::new();
    let mut class = None;
    for source in settled.sources(answer.lens) {
        let source = &facts[source];
        let same = class.replace(source.class) == Some(source.class);
        let lead = if same { ", ".to_owned() } else { format!("; {}: ", source.class.word()) };
        sources += &format!("{lead}{}", source.id);
    }
    let mut text = format!(
        "{} on {}, {}: {} in, {} out, from {}{sources}",
        facts[offer.product].id,
        facts[offer.service].id,
        settled.slot.scope.word(),
        amount(settled.meters.input),
        amount(settled.meters.output),
        settled.price.from
    );
    for other in settled.contests() {
        let ids =
            answer.lens.voices(other.said).into_iter().map(|source| facts[source].id.to_string());
        text += &format!(
            "; CONTESTED: {} in, {} out by {}",
            amount(other.input),
            amount(other.output),
            ids.collect::<Vec<_>>().join(", ")
        );
    }
    text
}

/// What public benchmarks give for each pair.
pub(super) fn scores(audit: &Audit<'_>, answer: &Audits<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for pair in &audit.pairs {
        for one in &pair.measured {
            lines.push(score(one, pair, audit, answer));
        }
    }
    lines
}

fn score(one: &Measured<'_>, pair: &Pair<'_>, audit: &Audit<'_>, answer: &Audits<'_>) -> String {
    let facts = answer.lens.facts;
    let named = |product: ProductIx, score: &Score| {
        let name = &facts[product].names.short;
        let variant = score.variant.as_ref().map_or(String::new(), |v| format!(" ({v})"));
        format!("{name}{variant} {}", score.score)
    };
    let version = one.subject.version.as_ref().map_or(String::new(), |v| format!(" {v}"));
    let mut text = format!(
        "{}{version}: {} against {}",
        one.suite.name,
        named(pair.subject.product, one.subject),
        named(pair.comparator.product, one.comparator)
    );
    match one.ratio {
        Some(ratio) => text += &format!(", {} times", times(ratio)),
        None => text += ", which have no ratio",
    }
    let whole = pair.span.and_then(|(low, high)| {
        let ratio = one.ratio?;
        Some((low.times(ratio)?, high.times(ratio)?))
    });
    if let Some(whole) = whole.filter(|_| audit.claim.metric != Metric::Performance) {
        text += &format!("; with the price ratio {} times", stretch(whole));
    }
    let costs =
        (cost_per_solved(one.suite, one.subject), cost_per_solved(one.suite, one.comparator));
    if let ((Some(ours), Some(theirs)), Some(ratio)) = (costs, one.per_solved) {
        text += &format!(
            "; a solved task cost {} against {}, {} times",
            ours.round_dp(4).normalize(),
            theirs.round_dp(4).normalize(),
            times(ratio)
        );
    }
    text + match bears_out(&audit.claimed, audit.claim.metric, one, pair) {
        Some(true) => ": bears the claim out",
        Some(false) => ": does not bear the claim out",
        None => ": cannot tell",
    }
}

/// The claim as each source has it.
pub(super) fn versions(audit: &Audit<'_>, facts: &Facts) -> Vec<String> {
    let one = |version: &Version<'_>| {
        let record = version.record;
        let source = &facts[version.source];
        let mut text = format!("{} ({}, {})", record.source, source.class.word(), source.published);
        let own = if record.own_words { "own words" } else { "retold" };
        text += &format!(", {own}: {}", version.claimed.words());
        let renamed = [("of", &record.subject_as), ("against", &record.comparator_as)];
        for (word, name) in renamed {
            text += &name.as_ref().map_or(String::new(), |name| format!(" {word} \"{name}\""));
        }
        if version.differs {
            text += &format!(" CHANGED, so read {}", version.verdict.word());
        }
        text += &record.says.as_ref().map_or(String::new(), |says| format!(". {says}"));
        text + &record.quote.as_ref().map_or(String::new(), |quote| format!(" \"{quote}\""))
    };
    audit.versions.iter().map(one).collect()
}

/// Lines under a heading; nothing where there are none.
pub(super) fn listed(heading: &str, lines: &[String], page: &Page) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let width = page.cells().saturating_sub(2);
    let lines = lines.iter().map(|line| format!("  {}\n", wrap(line, width, 4)));
    format!("\n{}\n{}", prose::bold(heading, page), lines.collect::<String>())
}
