//! `report`: what one page on everything tells, each part as the command of its own
//! answers it.

use crate::audit::{AuditQuestion, audits};
use crate::conflicts::{ConflictsQuestion, ConflictsRow, Contradictions};
use crate::price::{BLEND, FoundPrices};
use crate::timeline::{Events, TimelineQuestion, TimelineRow};
use crate::values::Date;
use crate::watchlist::{OpenQuestions, WatchlistRow};
use crate::{Setting, amounts, compare, names};
use aicloud_core::claims::Verdict;
use aicloud_core::evidence::contradictions::contradictions;
use aicloud_core::evidence::timeline::{self, EventKind};
use aicloud_core::evidence::topic::{Topic, speakers};
use aicloud_core::failure::Failure;
use aicloud_core::model::{Claim, Day, Id, Tier};
use aicloud_core::prices::cost::ScopeChoice;
use aicloud_core::prices::listing::Wanted;
use aicloud_core::rights::{Filter, Lens};

/// What `report` is asked, as people write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportQuestion {
    /// Products; those of every vendor that clouds carry where none is named.
    pub products: Vec<String>,
    /// Clouds; every one where none is named.
    pub clouds: Vec<String>,
    /// Products of this vendor alone.
    pub vendor: Option<String>,
}

/// What the page tells.
pub struct ReportParts<'a> {
    /// On which day it opens, for whom, on whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// The products of the matrix.
    pub products: Vec<Id>,
    /// The clouds of the matrix.
    pub clouds: Vec<Id>,
    /// The vendor that is shown first; every one where nothing.
    pub vendor: Option<Id>,
    /// Agreements, disputes, claims and what came of them.
    pub timeline: Vec<TimelineRow>,
    /// List prices of the standard tier over time.
    pub prices: FoundPrices<'a>,
    /// Where sources contradict one another.
    pub conflicts: Vec<ConflictsRow>,
    /// Claims, each with its audit where there is one.
    pub claims: Vec<ReportedClaim<'a>>,
    /// Open questions.
    pub watchlist: Vec<WatchlistRow>,
}

/// A claim on the page.
pub struct ReportedClaim<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// Who states it.
    pub sources: Vec<String>,
    /// What an audit of it finds.
    pub audit: Option<ReportedAudit>,
}

/// What an audit finds.
pub struct ReportedAudit {
    /// The day of the prices.
    pub prices_on: Date,
    /// Whether the claim holds.
    pub verdict: Verdict,
    /// What is missing to tell.
    pub missing: Vec<String>,
    /// What it takes for each pair of products, in words.
    pub pairs: Vec<String>,
}

/// Answers `report`.
///
/// # Errors
/// An unknown name.
pub fn report<'a>(
    asked: &ReportQuestion,
    (setting, today): (&'a Setting, Day),
    lens: &'a Lens<'a>,
) -> Result<ReportParts<'a>, Failure> {
    let (products, clouds, vendor) = matrix(asked, lens)?;
    let wanted = Wanted {
        tier: Some(Tier::Standard),
        scope: ScopeChoice::Any,
        blend: amounts::blend(BLEND)?,
        all: true,
    };
    let prices = FoundPrices::of((products.clone(), &clouds), wanted, true, (setting, lens));
    let found = contradictions(&Topic::Everything, setting.as_of, lens);
    let (asked, topic) = (ConflictsQuestion::default(), Topic::Everything);
    let conflicts = Contradictions { asked, topic, setting, lens, found }.rows();
    Ok(ReportParts {
        timeline: events(setting, lens),
        prices,
        conflicts,
        claims: claims((setting, today), lens)?,
        watchlist: OpenQuestions::of(Topic::Everything, setting, lens).rows(),
        setting,
        lens,
        products,
        clouds,
        vendor,
    })
}

/// The products and the clouds of the matrix, and the vendor that is shown first.
type Matrix = (Vec<Id>, Vec<Id>, Option<Id>);

fn matrix(asked: &ReportQuestion, lens: &Lens<'_>) -> Result<Matrix, Failure> {
    let catalog = lens.catalog;
    let vendor = asked.vendor.as_deref().map(|name| names::provider(name, catalog)).transpose()?;
    let named = asked.products.iter().map(|name| names::product(name, catalog));
    let mut products: Vec<Id> = named.collect::<Result<_, _>>()?;
    if products.is_empty() {
        products = compare::for_clouds(vendor, catalog);
    }
    let clouds = compare::clouds_for(&products, &asked.clouds, catalog)?;
    let sells = |vendor: &Id| products.iter().any(|p| catalog.product(*p).vendor == *vendor);
    let first = names::provider("openai", catalog).ok().filter(sells);
    let first = vendor.or(first).filter(|_| asked.products.is_empty());
    Ok((products, clouds, first))
}

/// What happened, without what the other parts tell: sightings, prices, releases,
/// stages and hosts.
fn events(setting: &Setting, lens: &Lens<'_>) -> Vec<TimelineRow> {
    let topic = Topic::Everything;
    let mut events = timeline::events(&topic, lens);
    events.retain(|event| {
        !matches!(
            event.what,
            EventKind::Sighting(..)
                | EventKind::Price(..)
                | EventKind::Release(_)
                | EventKind::Stage(..)
                | EventKind::Host(..)
        )
    });
    let asked = TimelineQuestion::default();
    Events { asked, topic, setting, lens, events, more: 0 }.rows()
}

fn claims<'a>(
    (setting, today): (&Setting, Day),
    lens: &Lens<'a>,
) -> Result<Vec<ReportedClaim<'a>>, Failure> {
    let audits = audits(&AuditQuestion::default(), (setting, today), lens)?;
    let mut audited = audits.rows();
    let told = lens.catalog.claims.iter().filter_map(|claim| {
        let sources = stated_by(claim, setting, lens)?;
        let row = audited.iter_mut().find(|row| row.claim == claim.id.as_str());
        let audit = row.map(|row| ReportedAudit {
            prices_on: row.prices_on,
            verdict: row.verdict,
            missing: std::mem::take(&mut row.missing),
            pairs: row.pairs.get().into_iter().map(|pair| pair.text).collect(),
        });
        Some(ReportedClaim { claim, sources, audit })
    });
    Ok(told.collect())
}

/// The believed sources of a claim; nothing where it has sources and none is believed.
fn stated_by(claim: &Claim, setting: &Setting, lens: &Lens<'_>) -> Option<Vec<String>> {
    let everybody = setting.filter == Filter::default();
    let believed = |source: &&Id| everybody || !speakers([*source].into_iter(), lens).is_empty();
    let named = claim.sources.iter().map(|version| &version.source);
    let sources: Vec<String> = named.filter(believed).map(ToString::to_string).collect();
    (!sources.is_empty() || claim.sources.is_empty()).then_some(sources)
}
