//! One claim: who says what, the verdict, prices with their sources, scores.

use crate::commands::audit::names::{services, short};
use crate::commands::audit::scored;
use crate::commands::audit::table::pairs;
use crate::commands::audit::words::{line, mixes};
use crate::output::pieces::wrap;
use crate::output::{Document, Page, prose};
use aicloud_core::catalog::Catalog;
use aicloud_core::claims::offered::Offered;
use aicloud_core::claims::{Audit, DayOf, Grade, Pair, SourceVersion};
use aicloud_core::model::{Claim, ClaimDate, ClaimParty, Metric, Usd};
use aicloud_query::audit::words::{called, stretch};
use aicloud_query::audit::{Audited, Audits, RestsOn};

/// Cells of a label.
const LABEL: usize = 11;

/// One claim, whole.
pub(super) fn document(answer: &Audits<'_>, audited: &Audited<'_>, page: &Page) -> Document {
    let audit = &audited.then;
    let catalog = answer.lens.catalog;
    let mut document = heading(answer, audit)
        .then(head(audit, page))
        .blank()
        .paragraph(told(audit, catalog, page))
        .paragraph(moved(audited, catalog));
    if !audit.pairs.is_empty() {
        document = document
            .blank()
            .then(pairs(audit, answer))
            .then(listed("Prices, USD per million tokens", &prices(audit, answer)))
            .then(listed("On other services", &elsewhere(audit, answer)))
            .then(listed("Public scores, of the two", &scored::lines(audit, answer)));
    }
    let id = &audit.claim.id;
    document
        .then(listed("As each source has it", &versions(audit, catalog)))
        .then(listed("Note", audit.claim.note.as_slice()))
        .blank()
        .paragraph(format!(
            "The arithmetic: --explain. Every field: -o json, and aicloud show {id}."
        ))
        .paragraph(prose::foot(&catalog.basis))
}

/// The verdict with its reason, and what each suite gives.
pub(super) fn told(audit: &Audit<'_>, catalog: &Catalog, page: &Page) -> String {
    let scores = audit.pair().map(|pair| scored::tail(pair, audit)).unwrap_or_default();
    [line(audit, catalog, page)].into_iter().chain(scores).collect::<Vec<_>>().join(" ")
}

/// The claim in its own sentence.
pub(super) fn heading(answer: &Audits<'_>, audit: &Audit<'_>) -> Document {
    let knowledge = prose::knowledge(answer.setting, answer.lens.catalog);
    let mixes = mixes(answer.mixes).map_or(String::new(), |mixes| format!(", {mixes}"));
    Document::titled(format!("Claim {}{mixes}{knowledge}", audit.claim.id))
        .paragraph(audit.claim.says.as_str())
        .blank()
}

/// What is claimed, of what, when, on whose word.
pub(super) fn head(audit: &Audit<'_>, page: &Page) -> Document {
    let claim = audit.claim;
    let metric = match claim.metric {
        Metric::PricePerformance => "performance for the price",
        Metric::Price => "price alone",
        Metric::Performance => "performance alone",
        Metric::TaskCost => "the cost of a task",
    };
    let work = claim.workload.as_ref().map_or(String::new(), |work| format!(", for {work}"));
    let claimed =
        format!("{}, {metric}{work}; by {}", audit.wording.claimed.words(), claim.claimant);
    let made = match claim.dated {
        ClaimDate::Made => claim.date.to_string(),
        ClaimDate::Retold => format!("not known when; retold {}", claim.date),
    };
    let lines = [
        ("claimed", claimed),
        ("of", sides(audit.wording.subjects, audit.wording.subject_as, "or")),
        ("against", sides(audit.wording.comparators, audit.wording.comparator_as, "and")),
        ("made", made),
        ("rests on", basis(audit, claim)),
        ("prices of", day_of(audit)),
    ];
    let lines = lines.iter().flat_map(|(label, value)| labelled(label, value, page));
    Document::default().lines(lines)
}

/// A value beside its label, folded.
fn labelled(label: &str, value: &str, page: &Page) -> Vec<String> {
    let width = page.cells().saturating_sub(LABEL + 1).max(20);
    let value = wrap(value, width, 0);
    let lines = value.split('\n').enumerate();
    let line = |(place, line)| format!("{:<LABEL$} {line}", if place == 0 { label } else { "" });
    lines.map(line).collect()
}

/// The day of the prices, and why that one.
fn day_of(audit: &Audit<'_>) -> String {
    let claim = audit.claim;
    match (audit.day_of, &claim.prices_on) {
        (DayOf::Asked, _) => format!("{}, the day that was asked for", audit.day),
        (DayOf::Record, Some(named)) => format!("{}: {}", audit.day, named.why),
        _ if claim.dated == ClaimDate::Retold => {
            format!("{}, when it was retold; its own day is not known", audit.day)
        }
        _ => format!("{}, the day of the claim", audit.day),
    }
}

fn sides(parties: &[ClaimParty], words: Option<&str>, joined: &str) -> String {
    if let Some(words) = words.filter(|_| parties.is_empty()) {
        return format!("\"{words}\"");
    }
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
    match RestsOn::of(audit) {
        RestsOn::OwnWords => {
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
        RestsOn::OneRetelling => {
            format!("one retelling alone ({ids}); the wording of {} was not found", claim.claimant)
        }
        RestsOn::Retellings => {
            format!("retellings ({ids}); the wording of {} was not found", claim.claimant)
        }
        RestsOn::NothingAdmitted => "nothing that is admitted".to_owned(),
    }
}

/// What other services make of each pair, where the claim names none.
pub(super) fn elsewhere(audit: &Audit<'_>, answer: &Audits<'_>) -> Vec<String> {
    let catalog = answer.lens.catalog;
    let mut lines = Vec::new();
    for pair in &audit.pairs {
        for one in &pair.readings {
            let side = if one.of_subject { &pair.subject } else { &pair.comparator };
            let service = &catalog.service(catalog.offer(one.at.offer).service).id;
            let met = match one.grade {
                Some(Grade::Fits | Grade::More) => ", which gives the factor",
                Some(Grade::Partly) => ", which gives the factor at some mixes",
                Some(Grade::Short) => ", which is short of it",
                None => ", by which of its prices nothing settles",
            };
            let name = answer.name(pair);
            lines.push(format!(
                "{name}, {} on {service}: {}{met}",
                short(side, catalog),
                stretch(one.span)
            ));
        }
    }
    lines
}

/// What the prices of another day make of it.
pub(super) fn moved(audited: &Audited<'_>, catalog: &Catalog) -> String {
    let then = &audited.then;
    let (other, day) = audited.other();
    let pairs = then.pairs.iter().zip(&other.pairs).filter(|(was, now)| was.span != now.span);
    let changed: Vec<String> = pairs.map(|(was, now)| change(was, now, catalog)).collect();
    let ratios = match changed.as_slice() {
        [] => "the same ratios".to_owned(),
        changed => changed.join("; "),
    };
    let verdict = if then.verdict == other.verdict {
        "the same verdict".to_owned()
    } else {
        other.verdict.word().to_owned()
    };
    format!("{day}: {verdict}; {ratios}.")
}

/// How a ratio came to be another: a side is not sold, is priced on another
/// service, or at another price.
fn change(was: &Pair<'_>, now: &Pair<'_>, catalog: &Catalog) -> String {
    let (ours, theirs) = (short(&now.subject, catalog), short(&now.comparator, catalog));
    let ratio = |pair: &Pair<'_>| pair.span.map_or_else(|| "none".to_owned(), stretch);
    let mut text = format!("{ours} against {theirs} {} instead of {}", ratio(now), ratio(was));
    let sides = [
        (&ours, &was.subject_at, &now.subject_at),
        (&theirs, &was.comparator_at, &now.comparator_at),
    ];
    for (name, before, after) in sides {
        match (before, after) {
            (Ok(_), Err(_)) => text += &format!(", {name} without a price"),
            (Ok(before), Ok(after)) if services(before, catalog) != services(after, catalog) => {
                let (on, before) = (services(after, catalog), services(before, catalog));
                text += &format!(", {name} priced on {on} instead of {before}");
            }
            _ => {}
        }
    }
    text
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
    let catalog = answer.lens.catalog;
    let offer = catalog.offer(one.offer);
    let settled = &one.settled;
    let amount = |amount: Option<Usd>| amount.map(Usd::cents).unwrap_or_default();
    let mut sources = String::new();
    let mut class = None;
    for source in settled.sources(answer.lens) {
        let this = catalog.evidence_of(source);
        let same = class.replace(this) == Some(this);
        let lead = if same { ", ".to_owned() } else { format!("; {}: ", this.word()) };
        sources += &format!("{lead}{}", catalog.source(source).id);
    }
    let mut text = format!(
        "{} on {}, {}: {} in, {} out, from {}{sources}",
        catalog.product(offer.product).id,
        catalog.service(offer.service).id,
        settled.slot.scope.word(),
        amount(settled.meters.input),
        amount(settled.meters.output),
        settled.from
    );
    for other in settled.contests() {
        let ids = answer
            .lens
            .voices(&other.sources)
            .into_iter()
            .map(|source| catalog.source(source).id.to_string());
        text += &format!(
            "; CONTESTED: {} in, {} out by {}",
            amount(other.input),
            amount(other.output),
            ids.collect::<Vec<_>>().join(", ")
        );
    }
    text
}

/// The claim as each source has it.
pub(super) fn versions(audit: &Audit<'_>, catalog: &Catalog) -> Vec<String> {
    let one = |version: &SourceVersion<'_>| {
        let record = version.record;
        let (class, published) =
            (catalog.evidence_of(version.source), catalog.published(version.source));
        let mut text = format!("{} ({}, {published})", record.source, class.word());
        let own = if record.own_words { "own words" } else { "retold" };
        text += &format!(", {own}: {}", version.wording.claimed.words());
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
pub(super) fn listed(heading: &str, lines: &[String]) -> Document {
    if lines.is_empty() {
        return Document::default();
    }
    let document = Document::default().blank().heading(heading);
    lines.iter().fold(document, |document, line| document.indented(line.as_str(), 2, 2))
}
