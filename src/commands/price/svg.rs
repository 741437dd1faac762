//! The picture as SVG: to scale, in both colour schemes, and told apart without
//! colour by dashes and letters.

use rust_decimal::prelude::ToPrimitive;

use crate::commands::price::plot::{NOTHING, Plot, PlotMeter, PlotStep, Series, letter};
use crate::output::markup::escape;
use aicloud_core::model::{Day, Usd};

const WIDTH: f64 = 760.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 96.0;
const PANEL: f64 = 200.0;
const TOP: f64 = 56.0;
const GAP: f64 = 56.0;
const LINE: f64 = 18.0;
/// Letters that fit on a line of the legend.
const LETTERS: usize = 108;

/// Colours that differ in lightness too, for a light and for a dark background.
const LIGHT: [&str; 6] = ["#0550ae", "#a40e26", "#116329", "#8250df", "#953800", "#1b7c83"];
const DARK: [&str; 6] = ["#79c0ff", "#ff7b72", "#7ee787", "#d2a8ff", "#ffa657", "#39c5cf"];
const DASHES: [&str; 4] = ["none", "7 3", "2 3", "9 3 2 3"];

impl Plot {
    /// The picture as a document of its own.
    pub fn svg(&self) -> String {
        let legend = self.legend();
        let panels = if self.series.is_empty() { 0.0 } else { 2.0 };
        let head = lines(&self.title, 96, 0);
        let first = TOP + LINE * count(head.len().saturating_sub(1));
        let height =
            first + panels * (PANEL + GAP) + LINE * count(legend.len() + self.remarks().len() + 2);
        let mut text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" class=\"plot\" \
             aria-label=\"{title}\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
             height=\"{height}\">\n<style>{style}</style>\n\
             <rect class=\"paper\" width=\"{WIDTH}\" height=\"{height}\"/>\n",
            title = escape(&self.title),
            style = style(),
        );
        for (place, line) in head.iter().enumerate() {
            text += &words(12.0, 22.0 + LINE * count(place), "head", line);
        }
        let mut top = first;
        for meter in PlotMeter::ALL {
            if !self.series.is_empty() {
                text += &self.panel(meter, top);
                top += PANEL + GAP;
            }
        }
        for line in &legend {
            text += &words(12.0, top + LINE, "", line);
            top += LINE;
        }
        for line in self.remarks().iter().chain([&self.foot]) {
            text += &words(12.0, top + LINE, "dim", line);
            top += LINE;
        }
        text + "</svg>\n"
    }

    fn legend(&self) -> Vec<String> {
        if self.series.is_empty() {
            return vec![NOTHING.to_owned()];
        }
        let of = |(place, series): (usize, &Series)| {
            let names = series.names.join("; ");
            lines(&format!("{}  {names}: {}", letter(place), series.sources.join(", ")), LETTERS, 3)
        };
        self.series.iter().enumerate().flat_map(of).collect()
    }

    fn panel(&self, meter: PlotMeter, top: f64) -> String {
        let steps = self.series.iter().flat_map(|series| &series.steps);
        let most = steps.filter_map(|step| amount(step.price(meter))).fold(0.0, f64::max);
        let most = nice(most);
        let y = |price: f64| top + PANEL - price / most * PANEL;
        let mut text = words(LEFT, top - 8.0, "", &format!("{}, USD per 1M tokens", meter.word()));
        for part in 0..=4 {
            let price = most * f64::from(part) / 4.0;
            let at = y(price);
            let right = WIDTH - RIGHT;
            text += &format!("<path class=\"grid\" d=\"M{LEFT} {at:.1}H{right}\"/>\n");
            text += &format!(
                "<text class=\"dim\" text-anchor=\"end\" x=\"{:.1}\" y=\"{:.1}\">{}</text>\n",
                LEFT - 6.0,
                at + 4.0,
                short(price)
            );
        }
        for day in self.marks() {
            let x = self.x(day);
            let bottom = top + PANEL;
            text += &format!("<path class=\"grid\" d=\"M{x:.1} {top}V{bottom}\"/>\n");
            text += &format!(
                "<text class=\"dim\" text-anchor=\"middle\" x=\"{x:.1}\" y=\"{:.1}\">{day}</text>\n",
                bottom + 16.0
            );
        }
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for (place, series) in self.series.iter().enumerate() {
            text += &self.line(place, series, meter, &y, &mut taken);
        }
        text
    }

    /// A history as a stepped line with its letter at the end.
    fn line(
        &self,
        place: usize,
        series: &Series,
        meter: PlotMeter,
        y: &dyn Fn(f64) -> f64,
        taken: &mut Vec<(f64, f64)>,
    ) -> String {
        let mut path = String::new();
        let mut tips = String::new();
        let mut end: Option<(f64, f64)> = None;
        for step in &series.steps {
            let Some(price) = amount(step.price(meter)) else { continue };
            let (from, to) = (self.x(step.from), self.x(self.until(step)));
            let at = y(price);
            // A step begins where the last one ended, unless there is a gap.
            let joins = end.is_some_and(|(x, _)| (from - x).abs() <= self.x_of_a_day() * 1.5);
            path += &if joins { format!("V{at:.1}") } else { format!("M{from:.1} {at:.1}") };
            path += &format!("H{to:.1}");
            end = Some((to, at));
            tips += &format!("{} {}; ", step.from, cents_of(step.price(meter)));
        }
        let Some((mut x, at)) = end else { return String::new() };
        // Letters that would lie on one another stand side by side.
        let near =
            |x: f64, other: &(f64, f64)| (other.0 - x).abs() < 10.0 && (other.1 - at).abs() < 12.0;
        while taken.iter().any(|other| near(x, other)) {
            x += 10.0;
        }
        taken.push((x, at));
        let (color, dash) = (place % LIGHT.len(), DASHES[place % DASHES.len()]);
        let title = escape(&format!("{}: {tips}", series.names.join("; ")));
        format!(
            "<path class=\"line c{color}\" stroke-dasharray=\"{dash}\" d=\"{path}\"><title>{title}</title>\
             </path>\n<text class=\"key k{color}\" x=\"{:.1}\" y=\"{:.1}\">{}</text>\n",
            x + 4.0,
            at + 4.0,
            letter(place)
        )
    }

    fn until(&self, step: &PlotStep) -> Day {
        step.until.map_or(self.last, |until| until.min(self.last))
    }

    fn x(&self, day: Day) -> f64 {
        let days = f64::from(self.last.since(self.first).max(1));
        LEFT + f64::from(day.since(self.first)) / days * (WIDTH - LEFT - RIGHT)
    }

    fn x_of_a_day(&self) -> f64 {
        self.x(self.first.next()) - self.x(self.first)
    }

    /// Days that are written under the picture.
    fn marks(&self) -> Vec<Day> {
        let days = self.last.since(self.first).max(1);
        let marks = (0..=4).map(|part| self.first.plus(days * part / 4));
        let mut marks: Vec<Day> = marks.collect();
        marks.dedup();
        marks
    }
}

fn style() -> String {
    let strokes = |colors: &[&str; 6]| -> String {
        let one = |(place, color): (usize, &&str)| {
            format!(".plot .c{place}{{stroke:{color}}}.plot .k{place}{{fill:{color}}}")
        };
        colors.iter().enumerate().map(one).collect()
    };
    format!(
        ".plot{{font:13px system-ui,sans-serif}}.plot text{{fill:#1f2328}}.plot .head{{font-weight:600}}\
         .plot .dim{{fill:#59636e}}.plot .paper{{fill:#fff}}.plot .grid{{stroke:#d1d9e0;fill:none}}\
         .plot .line{{fill:none;stroke-width:2}}.plot .key{{font-weight:600}}{}\
         @media (prefers-color-scheme:dark){{.plot text{{fill:#f0f6fc}}.plot .dim{{fill:#9198a1}}\
         .plot .paper{{fill:#0d1117}}.plot .grid{{stroke:#3d444d}}{}}}",
        strokes(&LIGHT),
        strokes(&DARK)
    )
}

fn words(x: f64, y: f64, class: &str, line: &str) -> String {
    format!("<text class=\"{class}\" x=\"{x}\" y=\"{y:.1}\">{}</text>\n", escape(line))
}

/// Text as lines of at most so many characters.
fn lines(text: &str, width: usize, indent: usize) -> Vec<String> {
    crate::output::pieces::wrap(text, width, indent).lines().map(str::to_owned).collect()
}

fn amount(usd: Option<Usd>) -> Option<f64> {
    usd?.amount().to_f64()
}

fn cents_of(usd: Option<Usd>) -> String {
    usd.map(Usd::cents).unwrap_or_default()
}

/// A round number that is not less.
fn nice(most: f64) -> f64 {
    if most <= 0.0 {
        return 1.0;
    }
    // By hand: the logarithm of the mathematical library would have it loaded at
    // every start.
    let mut power = 1.0;
    while power * 10.0 <= most {
        power *= 10.0;
    }
    while power > most {
        power /= 10.0;
    }
    let steps = [1.0, 1.2, 1.6, 2.0, 2.4, 3.2, 4.0, 5.0, 6.0, 8.0, 10.0];
    let round = steps.iter().map(|step| step * power).find(|round| *round >= most);
    round.unwrap_or(most)
}

fn short(price: f64) -> String {
    let text = format!("{price:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn count(number: usize) -> f64 {
    number.to_f64().unwrap_or(0.0)
}
