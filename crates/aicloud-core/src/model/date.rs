//! Days, and dates that name only a month or a year.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// One calendar day, held as days since the beginning of the common era so
/// that comparing two is one integer comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(i32);

impl Day {
    /// The earliest day that the program reasons about: 1 January 2015, before
    /// any agreement in the data and before `OpenAI` was founded.
    pub const EPOCH: Self = Self(735_599);

    /// The day of a calendar date.
    pub fn from_date(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce())
    }

    /// The calendar date of this day.
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0).unwrap_or(NaiveDate::MAX)
    }

    /// The day after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The day before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// This day moved by a number of days, backwards if negative.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from `other` to this day.
    pub fn since(self, other: Self) -> i32 {
        self.0.saturating_sub(other.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.date().format("%Y-%m-%d").to_string())
    }
}

/// A date as sources give it: a day (`2026-04-27`), a month (`2026-04`) or a
/// year (`2032`).
///
/// Where a term begins, a partial date means its first day; where one ends or
/// where a source was published, its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

impl PartialDate {
    /// The first day that the date may mean.
    pub fn first_day(self) -> Day {
        let date =
            NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1));
        Day::from_date(date.unwrap_or(NaiveDate::MIN))
    }

    /// The first and the last day that the date may mean.
    pub fn days(self) -> (Day, Day) {
        (self.first_day(), self.last_day())
    }

    /// The last day that the date may mean.
    pub fn last_day(self) -> Day {
        if self.day.is_some() {
            return self.first_day();
        }
        let (year, month) = match self.month {
            Some(month) if month < 12 => (self.year, month + 1),
            _ => (self.year + 1, 1),
        };
        let end =
            NaiveDate::from_ymd_opt(year, month, 1).and_then(|d| d.checked_sub_days(Days::new(1)));
        Day::from_date(end.unwrap_or(NaiveDate::MAX))
    }
}

impl From<Day> for PartialDate {
    fn from(day: Day) -> Self {
        let date = day.date();
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl FromStr for PartialDate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!("`{}` is not a date; write 2026-04-27, 2026-04 or 2026", text.escape_debug())
        };
        let digits = |part: &str, len: usize| -> Result<u32, String> {
            if part.len() != len || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(wrong());
            }
            part.parse().map_err(|_| wrong())
        };
        let mut parts = text.split('-');
        let year = digits(parts.next().unwrap_or_default(), 4)?;
        let month = parts.next().map(|part| digits(part, 2)).transpose()?;
        let day = parts.next().map(|part| digits(part, 2)).transpose()?;
        let year = i32::try_from(year).map_err(|_| wrong())?;
        let exists = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1)).is_some();
        if parts.next().is_some() || !exists || !(1900..=2200).contains(&year) {
            return Err(wrong());
        }
        Ok(Self { year, month, day })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            _ => format!("{:04}", self.year),
        };
        f.pad(&text)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // `deserialize_str` receives the raw text of a YAML scalar, so that a
        // bare `2032` is read as the year it is and not as a number.
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = PartialDate;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as 2026-04-27, 2026-04 or 2026")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<PartialDate, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// What the date of a stage or a price is.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Dated {
    /// It began on that day.
    #[default]
    Effective,
    /// It was announced on that day.
    Announced,
    /// It was seen on that day and may have begun earlier.
    Observed,
}

impl Dated {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    pub(crate) fn is_effective(&self) -> bool {
        *self == Self::Effective
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partial(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_partial_date_spans_its_first_to_its_last_day() {
        for (text, first, last) in [
            ("2026-04-27", "2026-04-27", "2026-04-27"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2025-12", "2025-12-01", "2025-12-31"),
            ("2032", "2032-01-01", "2032-12-31"),
        ] {
            assert_eq!(partial(text).first_day().to_string(), first);
            assert_eq!(partial(text).last_day().to_string(), last);
            assert_eq!(partial(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in
            ["", "26-04-27", "2026-13", "2026-02-30", "2026-4-1", "2026-04-27-1", "0001", "soon"]
        {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_epoch_is_the_first_of_january_2015() {
        assert_eq!(Day::EPOCH.to_string(), "2015-01-01");
    }
}
