//! Dates: what is read is printed as it was written, and spans a day or more.

use aicloud_core::model::{Day, PartialDate};
use aicloud_data::yaml;
use aicloud_query::dates;

use super::choices::Choices;

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::of(bytes);
    let (days, more) = (choices.number(), choices.number());
    arithmetic(days, more);
    // Whatever a clock may say for a long time.
    let today = Day::EPOCH.plus(days.rem_euclid(50_000));
    for text in choices.rest().split('\n') {
        typed(text, today);
        written(text);
    }
}

fn arithmetic(days: i32, more: i32) {
    let day = Day::EPOCH.plus(days);
    assert!(day.previous() <= day && day <= day.next());
    assert_eq!(day.plus(more) > day, more > 0 && day.plus(more) != day);
    // A day that no calendar has is shown, too.
    assert!(!format!("{day:>12}").is_empty());
    let (near, step) = (Day::EPOCH.plus(days % 40_000), more % 20_000);
    assert_eq!(near.plus(step).since(near), step);
    let date = PartialDate::from(near);
    assert_eq!((date.first_day(), date.last_day()), (near, near));
    assert_eq!(date.to_string(), near.to_string());
    assert_eq!(date.to_string().parse(), Ok(date));
}

/// What stands behind `--as-of`, `--max-age` and the like.
fn typed(text: &str, today: Day) {
    let (first, last) = (dates::first_day(text, today), dates::day(text, today));
    assert_eq!(first.is_ok(), last.is_ok(), "{text:?}");
    if let (Ok(first), Ok(last)) = (first, last) {
        assert!(first <= last, "{text:?}");
        assert_eq!(dates::day(&last.to_string(), today), Ok(last), "{text:?}");
    }
    if let Ok(days) = dates::days(text) {
        assert!(days >= 0, "{text:?}");
        assert_eq!(dates::days(&format!("{days}d")), Ok(days));
    }
}

/// What a file holds: bare, in quotes, in another format.
fn written(text: &str) {
    let read = text.parse::<PartialDate>();
    let json = serde_json::to_string(text).unwrap();
    assert_eq!(serde_json::from_str::<PartialDate>(&json).ok(), read.clone().ok(), "{text:?}");
    let Ok(date) = read else { return };
    assert_eq!(date.to_string(), text);
    assert!(date.first_day() <= date.last_day());
    assert!(date.last_day().since(date.first_day()) < 366);
    for written in [format!("- {text}\n"), format!("- '{text}'\n"), format!("[{text}]")] {
        assert_eq!(yaml::records::<PartialDate>(&written).unwrap(), [date], "{written}");
    }
    let again = yaml::text(&[date]).unwrap();
    assert_eq!(yaml::records::<PartialDate>(&again).unwrap(), [date], "{again}");
}
