//! Dates as people type them.

use crate::exit::Failure;
use crate::model::{Day, PartialDate};

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
        if let (true, Ok(days)) = (plain, days.parse::<u16>()) {
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
        for text in ["", "d", "yesterday", "--9d", "99999999d", "27.4.2026", "2026-02-30"] {
            assert_eq!(super::day(text, today()).unwrap_err().code, "bad-date", "{text}");
        }
    }
}
