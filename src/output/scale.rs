//! A history drawn to scale: one letter for a stretch of days.

use crate::output::words::{Face, stage_full};
use aicloud_core::model::{Availability, Day};
use aicloud_core::rights::history::Period;

/// The widest bar.
const WIDEST: usize = 64;

/// A bar of the right and one of the stage over the days from `first` to `last`,
/// a line of months or years above them, and what is too short to be drawn.
pub fn bars(periods: &[Period], first: Day, last: Day, width: usize) -> Vec<String> {
    let days = last.since(first) + 1;
    let room = i32::try_from(width.saturating_sub(7).min(WIDEST)).unwrap_or(1).max(10);
    let step = (days + room - 1) / room;
    if days < 2 || step < 1 {
        return Vec::new();
    }
    let starts: Vec<Day> =
        (0..(days + step - 1) / step).map(|cell| first.plus(cell * step)).collect();
    let on = |day: Day| {
        let begun = |period: &&Period| period.from.is_none_or(|from| from <= day);
        periods.iter().rev().find(begun)
    };
    let line = |letter: fn(&Period) -> char| -> String {
        starts.iter().map(|day| on(*day).map_or(' ', letter)).collect()
    };
    let right = |period: &Period| {
        let face = Face::of(period.decision.right, period.decision.appointed);
        face.letter().chars().next().unwrap_or('?')
    };
    let mut lines = vec![
        format!("{:<7}{}", first.date().format("%Y"), ruler(&starts, step)).trim_end().to_owned(),
        format!("right  {}", line(right)),
        format!("stage  {}", line(|period| stage_letter(period.stage))),
        legend(periods, first, last),
    ];
    lines.push(unit(periods, &starts, step, first, last));
    lines
}

/// The names of months, or of years where a letter is long, each at the cell in
/// which it begins.
pub fn ruler(starts: &[Day], step: i32) -> String {
    let long = step > 12;
    let mut text = String::new();
    let mut free = 0;
    for (cell, day) in starts.iter().enumerate() {
        let name = day.to_string();
        let begins = |length: usize| {
            let before = cell.checked_sub(1).and_then(|cell| starts.get(cell));
            before.is_none_or(|before| before.to_string().get(..length) != name.get(..length))
        };
        let label = if long {
            begins(4).then(|| name.get(..4).unwrap_or_default().to_owned())
        } else {
            // January carries its year.
            let month = if name.get(5..7) == Some("01") { "%Y" } else { "%b" };
            begins(7).then(|| day.date().format(month).to_string())
        };
        if let Some(label) = label.filter(|_| cell >= free) {
            text += &" ".repeat(cell.saturating_sub(text.chars().count()));
            text += &label;
            free = cell + label.len() + 1;
        }
    }
    text
}

fn stage_letter(stage: Option<Availability>) -> char {
    match stage {
        Some(Availability::Ga) => 'G',
        Some(Availability::Preview) => 'P',
        Some(Availability::LimitedPreview) => 'L',
        Some(Availability::PrivatePreview) => 'I',
        Some(Availability::Announced) => 'A',
        Some(Availability::Suspended) => 'S',
        Some(Availability::Retired) => 'R',
        Some(Availability::NotListed) => '.',
        Some(Availability::Unknown) => '?',
        None => '-',
    }
}

fn overlaps(period: &Period, first: Day, last: Day) -> bool {
    period.from.is_none_or(|from| from <= last) && period.until.is_none_or(|until| first <= until)
}

/// What the letters of these periods stand for.
fn legend(periods: &[Period], first: Day, last: Day) -> String {
    let mut words: Vec<String> = Vec::new();
    let shown = || periods.iter().filter(|period| overlaps(period, first, last));
    for period in shown() {
        let face = Face::of(period.decision.right, period.decision.appointed);
        words.push(format!("{} {}", face.letter(), face.meaning()));
    }
    for period in shown() {
        words.push(format!("{} {}", stage_letter(period.stage), stage_full(period.stage)));
    }
    let mut distinct: Vec<String> = Vec::new();
    for word in words {
        if !distinct.contains(&word) {
            distinct.push(word);
        }
    }
    distinct.join("; ")
}

/// How many days a letter stands for, and the periods that none stands for.
fn unit(periods: &[Period], starts: &[Day], step: i32, first: Day, last: Day) -> String {
    let missed = periods.iter().filter(|period| {
        let drawn = |day: &&Day| {
            period.from.is_none_or(|from| from <= **day)
                && period.until.is_none_or(|until| **day <= until)
        };
        overlaps(period, first, last) && !starts.iter().any(|day| drawn(&day))
    });
    let missed: Vec<String> = missed
        .map(|period| {
            let from = period.from.map_or("before".to_owned(), |from| from.to_string());
            let until = period.until.map_or("open".to_owned(), |until| until.to_string());
            if from == until { from } else { format!("{from} to {until}") }
        })
        .collect();
    let days = if step == 1 { "one day".to_owned() } else { format!("{step} days") };
    match missed.as_slice() {
        [] => format!("One letter is {days}."),
        _ => format!("One letter is {days}; too short to be drawn: {}.", missed.join(", ")),
    }
}
