//! The commands as stories: resolve the question, ask the engine, hand the
//! answer to a report, choose the exit code.

pub mod audit;
pub mod data;
pub mod dispatch;
pub mod evidence;
pub mod measure;
pub mod page;
pub mod prices;
pub mod shell;
pub mod validate;
pub mod watch;

use std::io::{self, BufRead};
use std::path::Path;

use crate::cli::compare::{Compare, Where};
use crate::cli::list::List;
use crate::cli::may::{ActionArg, May, Require};
use crate::cli::show::Show;
use crate::exit::Exit;
use crate::output::marks::Marks;
use crate::report::compare::Comparison;
use crate::report::may::Answer;
use crate::report::{self, Format};
use aicloud_core::failure::Failure;
use aicloud_core::model::{Availability, Id};
use aicloud_core::offers::rows;
use aicloud_core::offers::rows::Row;
use aicloud_core::rights::{Asked, Filter, Lens, Question, Right, decide};
use aicloud_data::DataSet;
use aicloud_query::compare::Grid;
use aicloud_query::{Setting, batch, compare as grids, list as lists, names};

use crate::context::Context;
pub use crate::context::unwritable;

/// `compare`.
///
/// # Errors
/// An unknown name, or output that cannot be written.
pub fn compare(args: &Compare, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let lens = Lens::new(&desk.data.catalog, &desk.setting.filter);
    let grid = grids::compare(&args.question(), desk.setting, &lens)?;
    print_grid("compare", grid, &lens, desk)
}

/// `where`.
///
/// # Errors
/// An unknown name, or output that cannot be written.
pub fn everywhere(args: &Where, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let lens = Lens::new(&desk.data.catalog, &desk.setting.filter);
    let grid = grids::everywhere(&args.question(), &desk.data.catalog)?;
    print_grid("where", grid, &lens, desk)
}

fn print_grid(
    command: &'static str,
    mut grid: Grid,
    lens: &Lens<'_>,
    desk: &mut Context<'_>,
) -> Result<Exit, Failure> {
    let frame = desk.setting.frame();
    let rows_of = |product: &Id| rows::on_clouds(*product, &grid.clouds, &frame, lens);
    let mut cells: Vec<(Id, Vec<Vec<Row>>)> =
        grid.products.iter().map(|product| (*product, rows_of(product))).collect();
    if grid.available && command == "where" {
        for (_, clouds) in &mut cells {
            clouds.retain(|rows| rows.iter().any(Row::on_sale));
        }
    } else if grid.available {
        cells.retain(|(_, clouds)| clouds.iter().flatten().any(Row::on_sale));
    }
    if grid.differs {
        cells.retain(|(_, clouds)| {
            rows::differ(&clouds.iter().filter_map(|rows| rows.first()).collect::<Vec<_>>())
        });
    }
    grid.products = cells.iter().map(|(product, _)| *product).collect();
    let cells = cells.into_iter().map(|(_, clouds)| clouds).collect();
    let comparison = Comparison { grid: &grid, setting: desk.setting, lens, cells };
    desk.print(report::compare::report(command, &comparison))?;
    Ok(Exit::Done)
}

/// `may`.
///
/// # Errors
/// An unknown name, a bad line of a batch, or output that cannot be written.
pub fn may(args: &May, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    if let Some(file) = &args.batch {
        return may_batch(file, args.action, desk);
    }
    let (Some(first), Some(second)) = (&args.cloud, &args.product) else {
        let message = "a cloud and a product are needed".to_owned();
        return Err(Failure::usage(
            "missing-argument",
            message,
            "aicloud may aws gpt-5.5".to_owned(),
        ));
    };
    let catalog = &desk.data.catalog;
    let (cloud, product) = names::cloud_and_product(first, second, catalog)?;
    let lens = Lens::new(catalog, &desk.setting.filter);
    let answer = answer(cloud, product, asked(args.action), desk.setting, &lens);
    let records = if args.explain { Some(&desk.data.catalog) } else { None };
    desk.print(report::may::report(&answer, records))?;
    let exit = judge(&answer, args.require);
    if args.require.is_none() && exit == Exit::Done && !answer.row.on_sale() {
        desk.remark(&format!(
            "permitted, but not known to be on sale there ({}); --require offered makes that a no",
            crate::output::words::stage_full(answer.row.listing.stage())
        ))?;
    }
    if let Some(require) = args.require.filter(|_| exit != Exit::Done) {
        desk.remark(&format!(
            "--require {} does not hold: {}, {}, {}",
            require.word(),
            answer.decision.right.word(),
            if answer.decision.appointed { "appointed" } else { "not appointed" },
            crate::output::words::stage_full(answer.row.listing.stage())
        ))?;
    }
    if answer.row.sold_though_barred() {
        desk.remark("it is on sale there although it is barred, as far as the sources go")?;
    }
    Ok(if args.exit_zero { Exit::Done } else { exit })
}

fn asked(action: ActionArg) -> Asked {
    match action {
        ActionArg::Sell => Asked::Sell,
        ActionArg::Host => Asked::Host,
    }
}

fn answer<'a>(
    cloud: Id,
    product: Id,
    asked: Asked,
    setting: &'a Setting,
    lens: &'a Lens<'a>,
) -> Answer<'a> {
    let frame = setting.frame();
    let question = Question { asked, ..frame.question(cloud, product) };
    let row = rows::rows(product, cloud, &frame, lens).swap_remove(0);
    let decision = match asked {
        Asked::Sell => row.decision.clone(),
        Asked::Host => decide(&question, lens),
    };
    Answer { question, setting, lens, decision, row }
}

/// The exit code of an answer: the right alone, or everything required.
fn judge(answer: &Answer<'_>, require: Option<Require>) -> Exit {
    let right = match answer.decision.right {
        Right::Permitted => Exit::Done,
        Right::Prohibited => Exit::No,
        Right::Contested => Exit::Contested,
        Right::Unknown => Exit::Unknown,
    };
    let catalog = answer.lens.catalog;
    let released = catalog.product(answer.question.product).released;
    let existed = released.is_none_or(|released| released.first_day() <= answer.question.as_of);
    let holds = match require {
        None | Some(Require::Permitted) => true,
        Some(Require::Appointed) => answer.decision.appointed,
        Some(Require::Offered) => existed && answer.row.on_sale(),
        Some(Require::Ga) => {
            existed && answer.row.on_sale() && answer.row.listing.stage() == Some(Availability::Ga)
        }
    };
    if right == Exit::Done && !holds { Exit::No } else { right }
}

/// Answers a batch line by line, in order, each line by itself. A line that is
/// no question is answered with an error object in its place.
fn may_batch(file: &Path, action: ActionArg, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    if !matches!(desk.format, Format::Table | Format::Json | Format::Jsonl) {
        let message = "a batch is answered in JSON lines".to_owned();
        return Err(Failure::usage("batch-format", message, "leave -o out".to_owned()));
    }
    let columns: Vec<String> = report::may::COLUMNS.iter().map(ToString::to_string).collect();
    aicloud_query::answer::choose("may", &columns, desk.columns)?;
    let unreadable = |error: io::Error| {
        Failure::input_output(format!("cannot read {}: {error}", file.display()))
    };
    let mut opened = match file.to_str() {
        Some("-") => None,
        _ => Some(io::BufReader::new(std::fs::File::open(file).map_err(unreadable)?)),
    };
    let mut lens: Option<(Filter, Lens<'_>)> = None;
    let (mut exit, mut line, mut answered) = (Exit::Done, Vec::new(), 0);
    let mut progress = desk.progress.begin_beside_answers("questions answered");
    loop {
        line.clear();
        let read = match &mut opened {
            Some(file) => file.read_until(b'\n', &mut line),
            None => desk.input.read_until(b'\n', &mut line),
        };
        if read.map_err(unreadable)? == 0 {
            progress.end();
            return Ok(exit);
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let text = batch_line(&line, action, &mut lens, desk)?.unwrap_or_else(|failure| {
            exit = Exit::Usage;
            report::failure_json(&failure).to_string() + "\n"
        });
        desk.sink.write(&text).map_err(unwritable)?;
        answered += 1;
        progress.reach(answered);
        if opened.is_none() {
            // Whoever writes the questions may be waiting for each answer.
            desk.sink.flush().map_err(unwritable)?;
        }
    }
}

/// The answer to one line, or what is wrong with it. The lens is kept from line
/// to line for as long as the questions believe the same sources.
fn batch_line<'a>(
    line: &[u8],
    action: ActionArg,
    lens: &mut Option<(Filter, Lens<'a>)>,
    desk: &Context<'a>,
) -> Result<Result<String, Failure>, Failure> {
    let catalog = &desk.data.catalog;
    let known = [
        report::row::COLUMNS,
        report::may::COLUMNS,
        report::price::COLUMNS,
        report::cost::COLUMNS,
        &["basis"],
    ];
    let default = (desk.setting, asked(action));
    let item = match batch::item(line, default, &known, catalog, desk.today) {
        Ok(item) => item,
        Err(failure) => return Ok(Err(failure)),
    };
    let fresh = || (item.setting.filter.clone(), Lens::new(catalog, &item.setting.filter));
    let kept = lens.take().filter(|(filter, _)| *filter == item.setting.filter);
    let (_, lens) = lens.insert(kept.unwrap_or_else(fresh));
    let answer = answer(item.cloud, item.product, item.asked, &item.setting, lens);
    let report = report::may::report(&answer, None);
    if desk.others.is_empty() {
        return desk.marked(&desk.marks, report, Format::Jsonl).map(Ok);
    }
    let without = |other: &Option<DataSet>| {
        let Some(other) = other else { return Vec::new() };
        let lens = Lens::new(&other.catalog, &item.setting.filter);
        let answer = self::answer(item.cloud, item.product, item.asked, &item.setting, &lens);
        let report = report::may::report(&answer, None);
        (report.rows)(&report.columns)
    };
    let without = desk.others.iter().map(without).collect();
    let marks = Marks { applied: desk.marks.applied, without };
    desk.marked(&marks, report, Format::Jsonl).map(Ok)
}

/// `list`.
///
/// # Errors
/// An unknown name, or output that cannot be written.
pub fn list(args: &List, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let catalog = &desk.data.catalog;
    let lens = Lens::new(catalog, &desk.setting.filter);
    let entries = lists::entries(&args.question(), desk.setting, &lens)?;
    let report = report::list::report(
        args.kind,
        entries,
        catalog,
        lists::query(&args.question(), crate::output::prose::query(desk.setting, catalog)),
    );
    desk.print(report)?;
    Ok(Exit::Done)
}

/// `show`.
///
/// # Errors
/// An unknown id, or output that cannot be written.
pub fn show(args: &Show, desk: &mut Context<'_>) -> Result<Exit, Failure> {
    let catalog = &desk.data.catalog;
    let lens = Lens::new(catalog, &desk.setting.filter);
    let found = lists::find(&args.id, desk.setting, &lens)?;
    desk.print(report::show::report(&found, catalog))?;
    Ok(Exit::Done)
}
