//! `audit`.

use crate::cli::audit::{Audit, FailOn};
use crate::context::Context;
use crate::exit::Exit;
use crate::report;
use crate::report::audit::{Audited, Audits};
use aicloud_core::catalog::Catalog;
use aicloud_core::claims::{Asked, Mix, Mixes, audit};
use aicloud_core::failure::Failure;
use aicloud_core::model::{Claim, ClaimParty, Day};
use aicloud_core::names::nearest;
use aicloud_core::rights::Lens;
use aicloud_query::{Setting, amounts, names};

/// `audit`: exit 1 only where a verdict is one of `--fail-on`.
///
/// # Errors
/// An unknown claim or mix, or output that cannot be written.
pub fn claims(args: &Audit, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let (records, setting) = (&desk.data.catalog, desk.setting);
    let lens = Lens::new(&desk.data.catalog, &setting.filter);
    let mixes = mixes(&args.mix)?;
    let named = named(&args.claims, records, &desk.data.catalog)?;
    let one = named.len() == 1;
    let chosen = if named.is_empty() { records.claims.iter().collect() } else { named };
    let found = chosen.into_iter().map(|claim| audited(claim, mixes, (setting, desk.today), &lens));
    let answer = Audits {
        setting,
        lens: &lens,
        records,
        mixes,
        found: found.collect(),
        one,
        explain: args.explain,
        by_pair: args.pairs,
    };
    desk.print(report::audit::report(&answer))?;
    let mut exit = Exit::Done;
    for one in &answer.found {
        let (verdict, id) = (one.then.verdict, &one.then.claim.id);
        let unsupported = one.then.borne_out() == Some(false);
        let remark = if args.fail_on.contains(&FailOn::Verdict(verdict)) {
            format!("{id} is {}", verdict.word())
        } else if unsupported && args.fail_on.contains(&FailOn::Unsupported) {
            format!("{id} is not borne out by public scores")
        } else {
            continue;
        };
        desk.remark(&remark)?;
        exit = Exit::No;
    }
    Ok(exit)
}

/// What is found of a claim: on the asked day, on its own, and today.
pub(super) fn audited<'r>(
    claim: &'r Claim,
    mixes: Mixes,
    (setting, today): (&Setting, Day),
    lens: &Lens<'r>,
) -> Audited<'r> {
    let then = Asked {
        day: setting.as_of_given.then_some(setting.as_of),
        mixes,
        segment: setting.segment,
        region: setting.region.as_deref(),
    };
    let (made, now) = (Asked { day: None, ..then }, Asked { day: Some(today), ..then });
    Audited {
        then: audit(claim, &then, lens),
        made: audit(claim, &made, lens),
        today: audit(claim, &now, lens),
    }
}

/// Claims by their ids, each once.
fn named<'r>(
    typed: &[String],
    records: &'r Catalog,
    catalog: &Catalog,
) -> Result<Vec<&'r Claim>, Failure> {
    let mut named: Vec<&Claim> = Vec::new();
    for typed in typed.iter().map(|typed| typed.trim()).filter(|typed| !typed.is_empty()) {
        let claim = claim(typed, records, catalog)?;
        if !named.iter().any(|known| known.id == claim.id) {
            named.push(claim);
        }
    }
    Ok(named)
}

/// A claim by its id.
fn claim<'r>(typed: &str, records: &'r Catalog, catalog: &Catalog) -> Result<&'r Claim, Failure> {
    let id = typed.to_lowercase();
    if let Some(claim) = records.claims.iter().find(|claim| claim.id.as_str() == id) {
        return Ok(claim);
    }
    let about = names::product(typed, catalog).map_or_else(
        |_| Vec::new(),
        |product| {
            let is = |party: &ClaimParty| {
                party
                    .product
                    .as_ref()
                    .is_some_and(|id| *catalog.product(product).id == *id.as_str())
            };
            let about = records.claims.iter();
            let about =
                about.filter(|claim| claim.subjects.iter().chain(&claim.comparators).any(is));
            about.map(|claim| claim.id.as_str()).collect()
        },
    );
    let near = if about.is_empty() {
        nearest(&id, records.claims.iter().map(|claim| claim.id.as_str()), 3)
    } else {
        about.clone()
    };
    let shown = aicloud_query::names::shown(typed);
    let message = match (near.is_empty(), about.is_empty()) {
        (true, _) => format!("there is no claim `{shown}`: the data has none"),
        (_, true) => format!("there is no claim `{shown}`; the nearest are {}", near.join(", ")),
        _ => format!("`{shown}` is a product; the claims about it are {}", near.join(", ")),
    };
    Err(Failure::usage("unknown-id", message, "all of them: aicloud list claims".to_owned()))
}

/// The mixes between two, or one alone; every mix where none is named.
fn mixes(typed: &[String]) -> Result<Mixes, Failure> {
    let mut read = Vec::new();
    for text in typed.iter().filter(|text| !text.is_empty()) {
        let blend = amounts::blend(text)?;
        let mix = Mix::of(blend.input, blend.output).ok_or_else(|| {
            let message = format!("`{}` is too long to be exact", text.escape_debug());
            Failure::usage("bad-blend", message, "write input:output, such as 3:1".to_owned())
        })?;
        read.push(mix);
    }
    match read.as_slice() {
        [] => Ok(Mixes::default()),
        [one] => Ok(Mixes::between(*one, *one)),
        [one, other] => Ok(Mixes::between(*one, *other)),
        _ => {
            let message = "more than two mixes".to_owned();
            let hint = "write one, or the two between which to look: 1:4,20:1".to_owned();
            Err(Failure::usage("bad-blend", message, hint))
        }
    }
}
