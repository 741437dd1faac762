//! Claims audited on the days that count.

use aicloud_core::catalog::Catalog;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Setting, amounts, names};
use aicloud_core::claims::{Audit, ClaimQuestion, DayOf, Mix, Mixes, audit};
use aicloud_core::failure::Failure;
use aicloud_core::model::{Claim, ClaimParty, Day};
use aicloud_core::names::nearest;
use aicloud_core::rights::Lens;

/// What `audit` is asked, as people write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuestion {
    /// Claims by their ids; all where none is named.
    pub claims: Vec<String>,
    /// Mixes of input to output tokens: one, or the two between which to look; every mix
    /// where none is named.
    pub mixes: Vec<String>,
    /// Whether a row is a pair of a subject and a comparator.
    pub by_pair: bool,
}

/// A claim audited at the day that counts, and at today's prices.
pub struct Audited<'a> {
    /// On the day that was asked for, else on that of the claim.
    pub then: Audit<'a>,
    /// On the day of the claim.
    pub made: Audit<'a>,
    /// Today.
    pub today: Audit<'a>,
}

impl<'a> Audited<'a> {
    /// What to compare with, and which day that is: today, or the day of the
    /// claim where another was asked for.
    pub fn other(&self) -> (&Audit<'a>, String) {
        if self.then.day_of == DayOf::Asked {
            let of = match self.made.day_of {
                DayOf::Record => "the day that the record names",
                _ => "the day of the claim",
            };
            (&self.made, format!("On {of}, {}", self.made.day))
        } else {
            (&self.today, "At today's prices".to_owned())
        }
    }
}

/// What is found of claims.
pub struct Audits<'a> {
    /// On whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// The mixes that were looked at.
    pub mixes: Mixes,
    /// The claims.
    pub found: Vec<Audited<'a>>,
    /// Whether one was asked for by its id.
    pub one: bool,
    /// Whether a row is a pair of a subject and a comparator.
    pub by_pair: bool,
}

/// On what kind of word a claim rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RestsOn {
    /// The claimant's own words.
    OwnWords,
    /// One retelling alone.
    OneRetelling,
    /// Several retellings.
    Retellings,
    /// Nothing that is admitted.
    NothingAdmitted,
}

impl RestsOn {
    /// That of an audited claim.
    pub fn of(audit: &Audit<'_>) -> Self {
        let own = audit.versions.iter().any(|version| version.record.own_words);
        match audit.versions.len() {
            _ if own => Self::OwnWords,
            0 => Self::NothingAdmitted,
            1 => Self::OneRetelling,
            _ => Self::Retellings,
        }
    }
}

/// Answers `audit`.
///
/// # Errors
/// An unknown claim, or a mix that is none.
pub fn audits<'a>(
    asked: &AuditQuestion,
    (setting, today): (&'a Setting, Day),
    lens: &'a Lens<'a>,
) -> Result<Audits<'a>, Failure> {
    let mixes = mixes(&asked.mixes)?;
    let catalog = lens.catalog;
    let named = named(&asked.claims, catalog)?;
    let one = named.len() == 1;
    let chosen = if named.is_empty() { catalog.claims.iter().collect() } else { named };
    let then = ClaimQuestion {
        day: setting.as_of_given.then_some(setting.as_of),
        mixes,
        segment: setting.segment,
        region: setting.region.as_deref(),
    };
    let (made, now) =
        (ClaimQuestion { day: None, ..then }, ClaimQuestion { day: Some(today), ..then });
    let audited = |claim: &'a Claim| Audited {
        then: audit(claim, &then, lens),
        made: audit(claim, &made, lens),
        today: audit(claim, &now, lens),
    };
    let found = chosen.into_iter().map(audited).collect();
    Ok(Audits { setting, lens, mixes, found, one, by_pair: asked.by_pair })
}

/// Claims by their ids, each once.
fn named<'r>(typed: &[String], catalog: &'r Catalog) -> Result<Vec<&'r Claim>, Failure> {
    let mut named: Vec<&Claim> = Vec::new();
    for typed in typed.iter().map(|typed| typed.trim()).filter(|typed| !typed.is_empty()) {
        let claim = claim(typed, catalog)?;
        if !named.iter().any(|known| known.id == claim.id) {
            named.push(claim);
        }
    }
    Ok(named)
}

/// A claim by its id.
fn claim<'r>(typed: &str, catalog: &'r Catalog) -> Result<&'r Claim, Failure> {
    let id = typed.to_lowercase();
    if let Some(claim) = catalog.claims.iter().find(|claim| claim.id.as_str() == id) {
        return Ok(claim);
    }
    let about = names::product(typed, catalog)
        .map_or_else(|_| Vec::new(), |product| about(&catalog.product(product).id, catalog));
    let near = if about.is_empty() {
        nearest(&id, catalog.claims.iter().map(|claim| claim.id.as_str()), 3)
    } else {
        about.clone()
    };
    let shown = names::shown(typed);
    let message = match (near.is_empty(), about.is_empty()) {
        (true, _) => format!("there is no claim `{shown}`: the data has none"),
        (_, true) => format!("there is no claim `{shown}`; the nearest are {}", near.join(", ")),
        _ => format!("`{shown}` is a product; the claims about it are {}", near.join(", ")),
    };
    Err(Failure::usage("unknown-id", message, "all of them: aicloud list claims".to_owned()))
}

/// The claims that name a product.
fn about<'r>(product: &str, catalog: &'r Catalog) -> Vec<&'r str> {
    let is = |party: &ClaimParty| party.product.as_ref().is_some_and(|id| id.as_str() == product);
    let claims = catalog.claims.iter();
    let about = claims.filter(|claim| claim.subjects.iter().chain(&claim.comparators).any(is));
    about.map(|claim| claim.id.as_str()).collect()
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
