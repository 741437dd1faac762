//! The calendar of `expiring`, as a parser reads it that is not ours.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use icalendar::parser::{read_calendar, unfold};
use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime};

use crate::support;

fn answer(format: &str) -> String {
    let options = ["--within", "400d", "-o", format];
    let answer = support::aicloud().arg("expiring").args(options).output().unwrap();
    assert!(answer.status.success());
    String::from_utf8(answer.stdout).unwrap()
}

/// Every event has its own id, lies on its day, and says what the table says.
#[test]
fn a_calendar_imports_what_expires() {
    let text = answer("ics");
    assert!(text.lines().all(|line| line.len() <= 75), "RFC 5545, section 3.1");
    assert!(text.split("\r\n").all(|line| !line.contains('\n')), "lines end in CR LF");
    read_calendar(&unfold(&text)).unwrap();
    let calendar: Calendar = text.parse().unwrap();

    let document: serde_json::Value = serde_json::from_str(&answer("json")).unwrap();
    let mut expected: Vec<(String, String)> = Vec::new();
    for row in document["rows"].as_array().unwrap() {
        let text = |key: &str| row[key].as_str().unwrap().to_owned();
        expected.push((text("date"), text("title")));
    }
    let mut found: Vec<(String, String)> = Vec::new();
    let mut ids = BTreeSet::new();
    for component in calendar.components {
        let CalendarComponent::Event(event) = component else { panic!("no event") };
        let Some(DatePerhapsTime::Date(start)) = event.get_start() else { panic!("no whole day") };
        assert_eq!(event.get_end(), start.succ_opt().map(DatePerhapsTime::Date));
        assert!(ids.insert(event.get_uid().unwrap().to_owned()), "an id of its own");
        assert!(event.get_timestamp().is_some());
        found.push((start.to_string(), event.get_summary().unwrap().to_owned()));
    }
    expected.sort();
    found.sort();
    assert!(expected.len() > 50);
    assert_eq!(found, expected);
}
