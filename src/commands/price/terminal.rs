//! The picture on a terminal: a line for each price, a letter for each history.

use crate::commands::price::plot::{NOTHING, Plot, PlotMeter, Series, letter};
use crate::output::pieces::count;
use crate::output::scale::ruler;
use crate::output::{Document, Page};
use aicloud_core::model::{Day, Usd};

/// The widest picture.
const WIDEST: usize = 100;

impl Plot {
    /// The picture, as wide as the page.
    pub(super) fn document(&self, page: &Page) -> Document {
        let mut document = Document::titled(self.title.as_str());
        if self.series.is_empty() {
            document = document.blank().line(NOTHING);
        }
        for meter in PlotMeter::ALL {
            document = document.lines(self.chart(meter, page));
        }
        document = document.blank();
        for (place, series) in self.series.iter().enumerate() {
            let names = series.names.join("; ");
            let line = format!("{} {names}: {}", letter(place), series.sources.join(", "));
            document = document.hanging(line, 4);
        }
        for note in self.notes(page) {
            document = document.hanging(note, 2);
        }
        document.paragraph(self.foot.as_str())
    }

    fn notes(&self, page: &Page) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.series.is_empty() {
            let days = count(usize::try_from(self.step(page)).unwrap_or(1), "day", "days");
            notes.push(format!(
                "One letter is {days}, one line one price, the dearest first, not to scale; \
                 --plot=FILE.svg is. Prices for long prompts: --history."
            ));
        }
        notes.extend(self.remarks());
        notes
    }

    /// The days that a letter stands for.
    fn step(&self, page: &Page) -> i32 {
        let room = page.cells().saturating_sub(self.margin() + 1).clamp(10, WIDEST);
        let room = i32::try_from(room).unwrap_or(10);
        let days = self.last.since(self.first) + 1;
        (days + room - 1) / room
    }

    /// The cells that the longest amount takes.
    fn margin(&self) -> usize {
        let steps = self.series.iter().flat_map(|series| &series.steps);
        let amounts = steps.flat_map(|step| [step.input, step.output]).flatten();
        amounts.map(|usd| usd.cents().len()).max().unwrap_or(0)
    }

    fn chart(&self, meter: PlotMeter, page: &Page) -> Vec<String> {
        let steps = || self.series.iter().flat_map(|series| &series.steps);
        let mut prices: Vec<Usd> = steps().filter_map(|step| step.price(meter)).collect();
        prices.sort();
        prices.dedup();
        if prices.is_empty() {
            return Vec::new();
        }
        let (step, margin) = (self.step(page), self.margin());
        let cells = (self.last.since(self.first) + step) / step;
        let starts: Vec<Day> = (0..cells).map(|cell| self.first.plus(cell * step)).collect();
        let mut lines = vec![String::new(), format!("{}, USD per 1M tokens", meter.word())];
        for price in prices.into_iter().rev() {
            for (place, line) in self.lines(meter, price, &starts, step).iter().enumerate() {
                let label = if place == 0 { price.cents() } else { String::new() };
                lines.push(format!("{label:>margin$} {line}").trim_end().to_owned());
            }
        }
        let year = self.first.to_string().get(..4).unwrap_or_default().to_owned();
        let ruler = ruler(&starts, step);
        // A year that is written within the ruler need not stand before it.
        let year = if margin >= 4 && !ruler.starts_with(&year) { year } else { String::new() };
        lines.push(format!("{year:>margin$} {ruler}").trim_end().to_owned());
        lines
    }

    /// The lines of one price: each history where it has that price, on the first
    /// line that is free there.
    fn lines(&self, meter: PlotMeter, price: Usd, starts: &[Day], step: i32) -> Vec<String> {
        let mut lines: Vec<Vec<char>> = Vec::new();
        for (place, series) in self.series.iter().enumerate() {
            let cells: Vec<usize> = (0..starts.len())
                .filter(|cell| {
                    let day = starts.get(*cell).copied();
                    day.is_some_and(|day| holds(series, meter, price, day, day.plus(step - 1)))
                })
                .collect();
            if cells.is_empty() {
                continue;
            }
            let free = |line: &Vec<char>| cells.iter().all(|cell| line.get(*cell) == Some(&' '));
            let line = lines.iter().position(free).unwrap_or_else(|| {
                lines.push(vec![' '; starts.len()]);
                lines.len() - 1
            });
            for cell in cells {
                if let Some(c) = lines.get_mut(line).and_then(|line| line.get_mut(cell)) {
                    *c = letter(place);
                }
            }
        }
        lines.into_iter().map(|line| line.into_iter().collect()).collect()
    }
}

/// Whether a history has a price on any day of a stretch.
fn holds(series: &Series, meter: PlotMeter, price: Usd, first: Day, last: Day) -> bool {
    series.steps.iter().any(|step| {
        step.price(meter) == Some(price)
            && step.from <= last
            && step.until.is_none_or(|until| until >= first)
    })
}
