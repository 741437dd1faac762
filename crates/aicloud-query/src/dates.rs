//! Dates as people type them.

use aicloud_core::failure::Failure;
use aicloud_core::model::{Day, PartialDate};

/// Reads an ISO day, month or year (its last day), `today`, or a number of
/// days ago: `90d`, `-90d`.
///
/// # Errors
/// A text that is none of these.
pub fn day(text: &str, today: Day) -> Result<Day, Failure> {
    if text == "today" {
        return Ok(today);
    }
    if let Some(days) = text.strip_suffix('d') {
        let days = days.strip_prefix('-').unwrap_or(days);
        let plain = !days.is_empty() && days.bytes().all(|b| b.is_ascii_digit());
        // Not so many that the day would be one that nobody can type.
        if let (true, Ok(days)) = (plain, days.parse::<i16>()) {
            return Ok(today.plus(-i32::from(days)));
        }
    }
    text.parse::<PartialDate>().map(PartialDate::last_day).map_err(|_| {
        Failure::usage(
            "bad-date",
            format!("`{}` is not a date", text.escape_debug()),
            "write 2026-04-27, 2026-04, 2026, today, or 90d for ninety days ago".to_owned(),
        )
    })
}

/// Reads a number of days: `90d`, `90`.
///
/// # Errors
/// A text that is none, or more than some 89 years.
pub fn days(text: &str) -> Result<i32, Failure> {
    let number = text.strip_suffix('d').unwrap_or(text);
    let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    number.parse::<i16>().ok().filter(|_| plain).map(i32::from).ok_or_else(|| {
        let shown = crate::names::shown(text);
        let message = format!("`{shown}` is not a number of days");
        Failure::usage("bad-days", message, "write 90d, at most 32767d".to_owned())
    })
}

/// Reads a date as [`day`] does, a month or a year as its first day.
///
/// # Errors
/// A text that is no date.
pub fn first_day(text: &str, today: Day) -> Result<Day, Failure> {
    match text.parse::<PartialDate>() {
        Ok(date) => Ok(date.first_day()),
        Err(_) => day(text, today),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        "2026-11-23".parse::<PartialDate>().unwrap().first_day()
    }

    #[test]
    fn a_partial_date_means_its_last_day() {
        for (text, day) in [
            ("2026-04-27", "2026-04-27"),
            ("2026-04", "2026-04-30"),
            ("2026", "2026-12-31"),
            ("today", "2026-11-23"),
            ("90d", "2026-08-25"),
            ("-90d", "2026-08-25"),
            ("0d", "2026-11-23"),
        ] {
            assert_eq!(super::day(text, today()).unwrap().to_string(), day, "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "d", "yesterday", "--9d", "32768d", "99999999d", "27.4.2026", "2026-02-30"]
        {
            assert_eq!(super::day(text, today()).unwrap_err().code, "bad-date", "{text}");
        }
    }
}
