//! `report`: all of it as one web page.

use aicloud_core::catalog::Catalog;
use std::path::Path;

use crate::cli::report::Report as Asked;
use crate::commands::price::plot::{Plot, plots};
use crate::context::{Context, unwritable};
use crate::exit::Exit;
use crate::output::Format;
use crate::output::marks::in_words;
use crate::report::html::{Claimed, Web};
use aicloud_core::evidence::contradictions::contradictions;
use aicloud_core::evidence::timeline;
use aicloud_core::evidence::timeline::What;
use aicloud_core::evidence::topic::Topic;
use aicloud_core::failure::Failure;
use aicloud_core::model::{Day, Id, ListKind, Tier};
use aicloud_core::prices::cost;
use aicloud_core::prices::listing::Wanted;
use aicloud_core::rights::Lens;
use aicloud_query::audit::{AuditQuestion, audits};
use aicloud_query::conflicts::{ConflictsQuestion, Contradictions};
use aicloud_query::list::ListQuestion;
use aicloud_query::price::{BLEND, Prices};
use aicloud_query::timeline::{Events, TimelineQuestion};
use aicloud_query::watchlist::OpenQuestions;
use aicloud_query::{Setting, amounts, compare, list, names};

/// `report`.
///
/// # Errors
/// No file to write to, an unknown name, or a file that cannot be written.
pub fn report(args: &Asked, out: Option<&Path>, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let Some(out) = out else {
        let message = "where the page goes is not said".to_owned();
        let hint = "add --out FILE.html; --out - prints it".to_owned();
        return Err(Failure::usage("missing-argument", message, hint));
    };
    if desk.format != Format::Table || !desk.columns.is_empty() {
        let message = "the page is HTML".to_owned();
        let hint =
            "leave -o, --json and --columns out; rows come from the other commands".to_owned();
        return Err(Failure::usage("bad-output", message, hint));
    }
    let catalog = &desk.data.catalog;
    let lens = Lens::new(catalog, &desk.setting.filter);
    let vendor = args.vendor.as_deref().map(|name| names::provider(name, catalog)).transpose()?;
    let named = args.products.iter().map(|name| names::product(name, catalog));
    let mut products: Vec<Id> = named.collect::<Result<_, _>>()?;
    if products.is_empty() {
        products = compare::for_clouds(vendor, catalog);
    }
    let mut vendors: Vec<Id> = products.iter().map(|p| catalog.product(*p).vendor).collect();
    vendors.sort_unstable();
    vendors.dedup();
    let clouds = compare::clouds_for(&products, &args.cloud, catalog)?;
    let first = names::provider("openai", catalog).ok().filter(|openai| vendors.contains(openai));
    let first = vendor.or(first).filter(|_| args.products.is_empty());
    let records = &desk.data.catalog;
    let mut web = web((products, clouds), first, (&lens, records, desk.setting, desk.today))?;
    web.overrides = desk.marks.applied.iter().map(in_words).collect();
    let count = web.products.len();
    let mut progress = desk.progress.begin("working out the matrix", count);
    let page = web.page(&mut |done| progress.reach(done));
    progress.end();
    if out == Path::new("-") {
        desk.sink.write(&page).map_err(unwritable)?;
        return Ok(Exit::Done);
    }
    let mut nowhere = std::io::sink();
    let mut sink = crate::output::sink::Sink::open(Some(out), &mut nowhere)?;
    sink.write(&page).and_then(|()| sink.finish()).map_err(unwritable)?;
    desk.remark(&format!("wrote {}", out.display()))?;
    Ok(Exit::Done)
}

/// What the page tells, each part as the command of its own tells it.
fn web<'a>(
    (products, clouds): (Vec<Id>, Vec<Id>),
    vendor: Option<Id>,
    (lens, records, setting, today): (&'a Lens<'a>, &'a Catalog, &'a Setting, Day),
) -> Result<Web<'a>, Failure> {
    let everything = || Topic::Everything;
    let mut events = timeline::events(&everything(), lens);
    events.retain(|event| {
        !matches!(
            event.what,
            What::Sighting(..)
                | What::Price(..)
                | What::Release(_)
                | What::Stage(..)
                | What::Host(..)
        )
    });
    let asked = TimelineQuestion::default();
    let story = Events { asked, topic: everything(), setting, lens, records, events, more: 0 };
    let found = contradictions(&everything(), setting.as_of, lens);
    let asked = ConflictsQuestion::default();
    let contested = Contradictions { asked, topic: everything(), setting, lens, records, found };
    let questions = OpenQuestions::of(everything(), setting, lens);
    let wanted = Wanted {
        tier: Some(Tier::Standard),
        scope: cost::ScopeChoice::Any,
        blend: amounts::blend(BLEND)?,
        all: true,
    };
    let prices = Prices::of((products.clone(), &clouds), wanted, true, (setting, lens));
    let pictures = plots(&prices).into_iter();
    let pictures: Vec<Plot> =
        pictures.filter(|plot| plot.series.iter().any(|one| one.steps.len() > 1)).collect();
    let asked = ListQuestion {
        kind: ListKind::Claims,
        vendor: None,
        cloud: None,
        product: None,
        matching: None,
        in_force: false,
    };
    let claims = list::entries(&asked, setting, lens)?;
    let audits = audits(&AuditQuestion::default(), (setting, today), records, lens)?;
    let audits = audits.answer().whole();
    let claimed = |record: aicloud_query::answer::Fields| {
        let id = record.get("id").cloned();
        let audit = audits.iter().find(|audit| audit.get("claim") == id.as_ref()).cloned();
        Claimed { record, audit }
    };
    Ok(Web {
        timeline: story.answer().whole(),
        prices: prices.answer().whole(),
        plots: pictures,
        conflicts: contested.answer().whole(),
        claims: claims.into_iter().map(claimed).collect(),
        watchlist: questions.answer().whole(),
        overrides: Vec::new(),
        setting,
        lens,
        records,
        products,
        clouds,
        vendor,
    })
}

impl crate::commands::Run for crate::cli::report::Report {
    fn run(&self, context: &mut Context<'_>) -> Result<Exit, Failure> {
        report(self, context.out, context)
    }

    fn is_repeatable(&self) -> bool {
        false
    }

    fn writes_out(&self, _format: crate::output::Format) -> bool {
        true
    }
}
