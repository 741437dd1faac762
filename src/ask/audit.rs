//! `audit`.

use super::Desk;
use crate::cli::audit::Audit;
use crate::data::names::nearest;
use crate::engine::Lens;
use crate::engine::audit::{Asked, Mix, Mixes, audit};
use crate::exit::{Exit, Failure};
use crate::model::{Claim, Day, Records};
use crate::query::{Setting, amounts};
use crate::report;
use crate::report::audit::{Audited, Audits};

/// `audit`: exit 1 only where a verdict is one of `--fail-on`.
///
/// # Errors
/// An unknown claim or mix, or output that cannot be written.
pub fn claims(args: &Audit, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
    let (records, setting) = (desk.records()?, desk.setting);
    let lens = Lens::new(&desk.catalog.facts, &setting.filter);
    let mixes = mixes(&args.mix)?;
    let typed = args.claims.iter().map(|typed| typed.trim()).filter(|typed| !typed.is_empty());
    let named = typed.map(|typed| claim(typed, records)).collect::<Result<Vec<_>, _>>()?;
    let one = named.len() == 1;
    let chosen = if named.is_empty() { records.claims.iter().collect() } else { named };
    let found = chosen
        .into_iter()
        .map(|claim| audited(claim, mixes, (setting, desk.today), records, &lens));
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
    desk.print(&report::audit::report(&answer))?;
    let failing: Vec<&Audited<'_>> =
        answer.found.iter().filter(|one| args.fail_on.contains(&one.then.verdict)).collect();
    for one in &failing {
        desk.remark(&format!("{} is {}", one.then.claim.id, one.then.verdict.word()))?;
    }
    Ok(if failing.is_empty() { Exit::Done } else { Exit::No })
}

/// What is found of a claim: on the asked day, on its own, and today.
pub(super) fn audited<'r>(
    claim: &'r Claim,
    mixes: Mixes,
    (setting, today): (&Setting, Day),
    records: &'r Records,
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
        then: audit(claim, records, &then, lens),
        made: audit(claim, records, &made, lens),
        today: audit(claim, records, &now, lens),
    }
}

/// A claim by its id.
fn claim<'r>(id: &str, records: &'r Records) -> Result<&'r Claim, Failure> {
    records.claims.iter().find(|claim| claim.id.as_str() == id).ok_or_else(|| {
        let near = nearest(id, records.claims.iter().map(|claim| claim.id.as_str()), 3);
        let shown: String = id.chars().take(60).flat_map(char::escape_debug).collect();
        let message = if near.is_empty() {
            format!("there is no claim `{shown}`: the data has none")
        } else {
            format!("there is no claim `{shown}`; the nearest are {}", near.join(", "))
        };
        Failure::usage("unknown-id", message, "all of them: aicloud list claims".to_owned())
    })
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
