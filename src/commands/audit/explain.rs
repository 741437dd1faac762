//! A claim in prose, with the arithmetic.

use crate::commands::audit::detail::{
    elsewhere, head, heading, listed, moved, prices, told, versions,
};
use crate::commands::audit::scored;
use crate::output::{Document, Page, prose};
use aicloud_core::claims::interval::Rates;
use aicloud_core::claims::{Audit, Claimed, Grade, Mix, Pair, Ratio};
use aicloud_core::model::{Hedge, Metric, PercentForm};
use aicloud_query::audit::words::{mix, stretch};
use aicloud_query::audit::{Audited, Audits};

/// The claims, one after the other.
pub(super) fn document(answer: &Audits<'_>, page: &Page) -> Document {
    let claims = answer.found.iter();
    let told = claims.fold(Document::default(), |document, audited| {
        document.then(one(answer, audited, page)).blank()
    });
    told.paragraph(prose::foot(&answer.lens.catalog.basis))
}

fn one(answer: &Audits<'_>, audited: &Audited<'_>, page: &Page) -> Document {
    let audit = &audited.then;
    let catalog = answer.lens.catalog;
    let document = heading(answer, audit)
        .then(head(audit, page))
        .blank()
        .paragraph(told(audit, catalog, page))
        .then(listed("How the factor is read", &[reading(&audit.wording.claimed)]))
        .then(listed("Prices, USD per million tokens", &prices(audit, answer)));
    let pairs = audit.pairs.iter();
    let document = pairs.fold(document, |document, pair| {
        document.then(listed(&answer.name(pair), &arithmetic(pair, audit)))
    });
    document
        .then(listed("On other services", &elsewhere(audit, answer)))
        .then(listed("Public scores, of the two", &scored::lines(audit, answer)))
        .then(listed("The day of the prices", &[moved(audited, catalog)]))
        .then(listed("As each source has it", &versions(audit, catalog)))
        .then(listed("Note", audit.claim.note.as_slice()))
}

/// What counts as the factor.
fn reading(claimed: &Claimed) -> String {
    let (Some(least), Some(most)) = (claimed.least(), claimed.most()) else {
        return "The factor is too long to be exact.".to_owned();
    };
    let plain = |ratio: Ratio| ratio.decimal(4);
    let (least, most) = (plain(least), plain(most));
    let stated = claimed.words();
    let percent = claimed.percent.map_or(String::new(), |percent| {
        let to = percent.number_to.map_or(String::new(), |to| format!(" to {to}"));
        let form = if percent.form == PercentForm::Less { "less" } else { "more" };
        format!(", stated as {}{to}% {form}", percent.number)
    });
    match claimed.hedge {
        Hedge::Exactly => format!(
            "{stated}{percent}, without a hedge: anything from {least} to {most} is that number as it \
             is written, and a mix that gives it is enough."
        ),
        Hedge::About => format!(
            "{stated}{percent}: anything from {least} to {most}, a tenth to either side or what \
             rounds to it, and a mix that gives it is enough."
        ),
        Hedge::UpTo => format!("{stated}{percent}: the best mix has to reach {least}."),
        Hedge::AtLeast => {
            format!("{stated}{percent}: every mix has to reach {least}, the worst among them.")
        }
        Hedge::MoreThan => format!(
            "{stated}{percent}: every mix has to give more than {least}; input alone and output \
             alone, which no call is, may stand at it."
        ),
    }
}

/// One pair, step by step.
fn arithmetic(pair: &Pair<'_>, audit: &Audit<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(why) = &pair.comparator.party.why {
        lines.push(format!("Supposed: {why}"));
    }
    let ours = pair.subject_at.iter().flatten().flat_map(|one| &one.rates);
    for subject in ours {
        for comparator in pair.comparator_at.iter().flatten().flat_map(|one| &one.rates) {
            lines.push(ends(*subject, *comparator));
            if let Some((Mix { input, output }, ratio)) = pair.nearest
                && input > 0
                && output > 0
            {
                lines.push(at_mix(*subject, *comparator, Mix { input, output }, ratio));
            }
        }
    }
    if let Some(span) = pair.span {
        lines.push(format!("Price ratio {} over the mixes.", stretch(span)));
    }
    if let Some(cached) = pair.cached {
        lines.push(format!("Of cached input alone it is {}.", result(cached)));
    }
    lines.extend(conclusion(pair, audit));
    lines.extend(pair.missing.iter().map(|what| format!("Missing: {what}.")));
    lines
}

fn ends(subject: Rates, comparator: Rates) -> String {
    let part = |ours: rust_decimal::Decimal, theirs: rust_decimal::Decimal| {
        let ratio = Ratio::of(theirs, ours).map_or_else(|| "?".to_owned(), result);
        format!("{} / {} = {ratio}", theirs.normalize(), ours.normalize())
    };
    format!(
        "Input alone {}; output alone {}.",
        part(subject.input, comparator.input),
        part(subject.output, comparator.output)
    )
}

/// A ratio exactly: a decimal, or the fraction of one that does not end.
fn exact(ratio: Ratio) -> String {
    let (over, under) = ratio.parts();
    let short = ratio.decimal(4);
    if Ratio::of(short, 1.into()) == Some(ratio) {
        short.to_string()
    } else {
        format!("{over}/{under}")
    }
}

/// The same with a decimal beside a fraction, to end a sum.
fn result(ratio: Ratio) -> String {
    let exact = exact(ratio);
    if exact.contains('/') { format!("{exact}, about {}", ratio.decimal(4)) } else { exact }
}

/// One ratio over another, and what it comes to.
fn quotient(over: Ratio, under: Ratio) -> Option<String> {
    let part = |ratio: Ratio| {
        let exact = exact(ratio);
        if exact.contains('/') { format!("({exact})") } else { exact }
    };
    Some(format!("{} / {} = {}", part(over), part(under), result(over.over(under)?)))
}

fn at_mix(subject: Rates, comparator: Rates, at: Mix, ratio: Ratio) -> String {
    let sum = |rates: Rates| {
        format!(
            "({} x {} + {} x {})",
            at.input,
            rates.input.normalize(),
            at.output,
            rates.output.normalize()
        )
    };
    let exactly = format!("{}:{}", at.input, at.output);
    let about = if exactly == mix(at) { String::new() } else { format!(", about {}", mix(at)) };
    format!(
        "At {exactly} input to output{about}: {} / {} = {}.",
        sum(comparator),
        sum(subject),
        result(ratio)
    )
}

/// What the ratio says about the factor.
fn conclusion(pair: &Pair<'_>, audit: &Audit<'_>) -> Option<String> {
    let stated = audit.wording.claimed.words();
    if audit.claim.metric == Metric::Performance {
        return Some("The claim is about performance: no price says anything about it.".to_owned());
    }
    let (low, high) = pair.span?;
    let (exactly, upper) = audit.wording.claimed.exact()?;
    Some(match pair.grade? {
        Grade::Fits => format!("The claim states {stated}: so it is, at equal performance."),
        Grade::More => format!(
            "The claim states {stated}: more at every mix. At equal performance the buyer gets \
             more, and {} times the performance would do.",
            quotient(upper, low)?
        ),
        Grade::Partly => format!(
            "The claim states {stated}, for every mix, and the lowest ratio gives less: {} times \
             the performance is needed there.",
            quotient(exactly, low)?
        ),
        Grade::Short if audit.claim.metric == Metric::Price => {
            format!("The claim states {stated}: no mix gives it; the most is {}.", result(high))
        }
        Grade::Short => {
            let worst = audit.wording.claimed.for_every_mix();
            let (ratio, which) = if worst { (low, "lowest") } else { (high, "highest") };
            format!(
                "The claim states {stated}: short of it. With the {which} ratio it takes {} times the \
                 performance.",
                quotient(exactly, ratio)?
            )
        }
    })
}
