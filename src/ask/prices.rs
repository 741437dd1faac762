//! `price` and `cost`.

use aicloud_core::model::Id;
use std::path::Path;

use crate::ask::unwritable;
use crate::cli::cost::Cost;
use crate::cli::price::Price;
use crate::context::Context;
use crate::exit::Exit;
use crate::output::sink::Sink;
use crate::report;
use crate::report::Format;
use crate::report::cost::Costs;
use crate::report::price::Prices;
use aicloud_core::failure::Failure;
use aicloud_core::prices::listing::{Wanted, over_time, prices};
use aicloud_core::prices::{cost as costs, portfolio as totals};
use aicloud_core::rights::Lens;
use aicloud_query::compare::clouds_for;
use aicloud_query::{amounts, names, workload};

/// `price`.
///
/// # Errors
/// An unknown name, a blend that is none, or output that cannot be written.
pub fn price(args: &Price, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let catalog = &desk.data.catalog;
    let named = args.products.iter().map(|name| names::product(name, catalog));
    let mut products: Vec<Id> = named.collect::<Result<_, _>>()?;
    dedup(&mut products);
    let clouds = clouds_for(&products, &args.cloud, catalog)?;
    let wanted = Wanted {
        tier: args.tier,
        scope: amounts::scope(args.scope.as_deref(), catalog)?,
        blend: amounts::blend(args.blend.as_deref().unwrap_or("3:1"))?,
        all: args.all,
    };
    let lens = Lens::new(catalog, &desk.setting.filter);
    let frame = desk.setting.frame();
    let history = args.history || args.plot.is_some();
    let rows = if history {
        over_time(&products, &clouds, &wanted, &frame, &lens)
    } else {
        prices(&products, &clouds, &wanted, &frame, &lens)
    };
    let answer = Prices {
        setting: desk.setting,
        lens: &lens,
        products: &products,
        wanted: &wanted,
        rows,
        history,
        explain: args.explain,
    };
    if let Some(file) = &args.plot {
        return picture(file.as_deref(), &answer, desk);
    }
    desk.print(report::price::report(&answer))?;
    Ok(Exit::Done)
}

/// `price --plot`: on the page, or into a file of SVG.
fn picture(
    file: Option<&Path>,
    prices: &Prices<'_>,
    desk: &mut Context<'_>,
) -> Result<Exit, Failure> {
    if desk.format != Format::Table || !desk.columns.is_empty() {
        let message = "a picture has no rows and columns".to_owned();
        let hint = "the same prices as rows: --history, without --plot".to_owned();
        return Err(Failure::usage("bad-output", message, hint));
    }
    let plots = report::plot::plots(prices);
    let Some(file) = file else {
        for plot in &plots {
            let page = plot.drawn(&desk.page);
            desk.print_page(page)?;
        }
        return Ok(Exit::Done);
    };
    let [plot] = plots.as_slice() else {
        let message = "a file holds the picture of one product".to_owned();
        return Err(Failure::usage("bad-output", message, "name one product".to_owned()));
    };
    if file.as_os_str() == "-" {
        desk.sink.write(&plot.svg()).map_err(unwritable)?;
        return Ok(Exit::Done);
    }
    let mut nowhere = std::io::sink();
    let mut sink = Sink::open(Some(file), &mut nowhere)?;
    sink.write(&plot.svg()).and_then(|()| sink.finish()).map_err(unwritable)?;
    desk.remark(&format!("wrote {}", file.display()))?;
    Ok(Exit::Done)
}

/// `cost`.
///
/// # Errors
/// An unknown name, a number that is none, a workload file that is none, or
/// output that cannot be written.
pub fn cost(args: &Cost, output: Option<&str>, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let catalog = &desk.data.catalog;
    let mut jobs = match &args.workload {
        Some(file) => workload::of_file(file, &mut desk.input, catalog)?,
        None => vec![workload::of_options(&args.question(output), catalog)?],
    };
    for job in &mut jobs {
        dedup(&mut job.products);
    }
    let lens = Lens::new(catalog, &desk.setting.filter);
    let frame = desk.setting.frame();
    let mut every = Vec::new();
    let mut portfolio = Vec::new();
    for job in &jobs {
        let clouds = clouds_for(&job.products, &args.cloud, catalog)?;
        every.extend(clouds.iter().copied());
        let lines = costs::lines(&job.workload, &job.products, &clouds, args.all, &frame, &lens);
        portfolio.push(lines);
    }
    dedup(&mut every);
    let totals = args.workload.is_some().then(|| totals::totals(&portfolio, &every));
    let answer = Costs {
        setting: desk.setting,
        lens: &lens,
        jobs: &jobs,
        portfolio,
        totals,
        totals_alone: args.totals,
        explain: args.explain,
    };
    desk.print(report::cost::report(&answer))?;
    Ok(Exit::Done)
}

/// Without repetitions, in the order given.
fn dedup<T: Copy + PartialEq>(list: &mut Vec<T>) {
    let mut seen: Vec<T> = Vec::new();
    list.retain(|item| {
        let new = !seen.contains(item);
        seen.push(*item);
        new
    });
}
