//! What stands below a table of claims.

use crate::commands::audit::words::mixes;
use crate::output::pieces::count;
use crate::output::{Document, prose};
use aicloud_core::claims::{Audit, Verdict};
use aicloud_core::model::EvidenceClass;
use aicloud_query::audit::{Audits, RestsOn};

/// Up to so many claims the foot tells where each side is priced.
const FEW: usize = 5;

pub(super) fn foot(answer: &Audits<'_>) -> Document {
    let ratio = format!(
        "Ratio: comparator price over subject price, lowest to highest {}; 16:1 is input to output \
         tokens. What price does not give, performance must.",
        mixes(answer.mixes)
            .unwrap_or_else(|| "over every mix from all input to all output".to_owned())
    );
    let example = answer.found.first().map(|a| a.then.claim.id.to_string()).unwrap_or_default();
    let lines = [
        Some(counts(answer)),
        rests(answer),
        Some(moved(answer)),
        Some(ratio),
        Some(places(answer)),
        Some(format!("The arithmetic: aicloud audit {example} --explain.")),
    ];
    Document::default()
        .paragraphs(lines.into_iter().flatten())
        .paragraph(prose::foot(&answer.lens.catalog.basis))
}

/// How many claims come to what.
fn counts(answer: &Audits<'_>) -> String {
    let of = |verdict: Verdict| answer.found.iter().filter(|a| a.then.verdict == verdict).count();
    let said = |number: usize, one: &str, many: &str| {
        format!("{number} {}", if number == 1 { one } else { many })
    };
    let explained = of(Verdict::ExplainedByPrice);
    let but = answer.found.iter().filter(|a| {
        a.then.verdict == Verdict::ExplainedByPrice && a.then.borne_out() == Some(false)
    });
    let but = match but.count() {
        0 => String::new(),
        but => format!(" ({but} not borne out by scores)"),
    };
    let parts = [
        format!("{explained} explained by price{but}"),
        said(of(Verdict::NeedsPerformance), "needs performance", "need performance"),
        said(of(Verdict::Contradicted), "contradicted", "contradicted"),
        said(of(Verdict::ComparatorUnknown), "comparator unclear", "comparators unclear"),
        said(of(Verdict::AmbiguousSubject), "fits another subject", "fit another subject"),
        said(of(Verdict::Uncheckable), "uncheckable", "uncheckable"),
    ];
    format!("{}: {}.", count(answer.found.len(), "claim", "claims"), parts.join(", "))
}

/// On whose word they rest, where that is not the claimant's.
fn rests(answer: &Audits<'_>) -> Option<String> {
    let of = |kind: RestsOn| -> Vec<String> {
        let found = answer.found.iter().filter(|a| RestsOn::of(&a.then) == kind);
        found.map(|a| a.then.claim.id.to_string()).collect()
    };
    let mut parts = Vec::new();
    let kinds = [
        (RestsOn::OneRetelling, "on one retelling alone"),
        (RestsOn::Retellings, "on retellings"),
        (RestsOn::NothingAdmitted, "on nothing that is admitted"),
    ];
    for (kind, words) in kinds {
        let ids = of(kind);
        if !ids.is_empty() {
            parts.push(format!("{words}: {}", ids.join(", ")));
        }
    }
    let changed = answer.found.iter().filter(|a| a.then.mutated()).count();
    let lead = "The claimant's own wording was not found or is not admitted, so that these rest ";
    let mut text =
        if parts.is_empty() { String::new() } else { format!("{lead}{}.", parts.join("; ")) };
    if changed > 0 {
        let space = if text.is_empty() { "" } else { " " };
        text += &format!("{space}{changed} changed from one source to another.");
    }
    (!text.is_empty()).then_some(text)
}

/// What another day makes of them: those without a price then apart.
fn moved(answer: &Audits<'_>) -> String {
    let day = if answer.setting.as_of_given { "on its own day" } else { "at today's prices" };
    let priced = |audit: &Audit<'_>| audit.pair().is_none_or(|pair| pair.span.is_some());
    let moved = answer.found.iter().filter(|a| a.then.verdict != a.other().0.verdict);
    let (gone, other): (Vec<_>, Vec<_>) =
        moved.partition(|a| priced(&a.then) && !priced(a.other().0));
    let mut parts = Vec::new();
    if !other.is_empty() {
        let other = other.iter();
        let other = other.map(|a| format!("{} ({})", a.then.claim.id, a.other().0.verdict.word()));
        parts.push(format!("Another verdict {day}: {}.", other.collect::<Vec<_>>().join(", ")));
    }
    if !gone.is_empty() {
        let ids: Vec<String> = gone.iter().map(|a| a.then.claim.id.to_string()).collect();
        let when = if answer.setting.as_of_given { "that day" } else { "today" };
        parts.push(format!("A side no longer sold or priced {when}: {}.", ids.join(", ")));
    }
    if parts.is_empty() { format!("Every verdict is the same {day}.") } else { parts.join(" ") }
}

/// Where the sides are priced.
fn places(answer: &Audits<'_>) -> String {
    let catalog = answer.lens.catalog;
    let mut on: Vec<(String, Vec<String>)> = Vec::new();
    for pair in answer.found.iter().flat_map(|one| &one.then.pairs) {
        for one in [&pair.subject_at, &pair.comparator_at].into_iter().flatten().flatten() {
            let offer = catalog.offer(one.offer);
            let service = catalog.service(offer.service).id.to_string();
            let product = catalog.product(offer.product).short.clone();
            match on.iter_mut().find(|(known, _)| *known == service) {
                Some((_, products)) if products.contains(&product) => {}
                Some((_, products)) => products.push(product),
                None => on.push((service, vec![product])),
            }
        }
    }
    let catalogues =
        if from_catalogues(answer) { " Some prices are known from catalogues alone." } else { "" };
    if on.is_empty() || answer.found.len() > FEW {
        return format!(
            "Each side is priced where the claim says, else at the claimant's or the vendor's own \
             shop, else where both are sold.{catalogues}"
        );
    }
    let on = on.iter().map(|(service, products)| format!("{service} {}", products.join(", ")));
    format!("Priced on {}.{catalogues}", on.collect::<Vec<_>>().join("; on "))
}

/// Whether the strongest source of some price is a catalogue.
fn from_catalogues(answer: &Audits<'_>) -> bool {
    let catalog = answer.lens.catalog;
    let pairs = answer.found.iter().flat_map(|one| &one.then.pairs);
    let sides = pairs.flat_map(|pair| [&pair.subject_at, &pair.comparator_at]);
    sides.flatten().flatten().any(|one| {
        let strongest = catalog.strongest(&one.settled.sources(answer.lens));
        strongest == Some(EvidenceClass::Catalogue)
    })
}
