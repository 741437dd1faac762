//! iCalendar, RFC 5545: all-day events that a calendar imports.

use aicloud_core::model::Day;

/// One all-day event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// Its day.
    pub day: Day,
    /// What tells it apart, the same from run to run.
    pub uid: String,
    /// Its title.
    pub summary: String,
    /// What it rests on.
    pub description: String,
}

/// A calendar of events, stamped with a day so that the same data gives the same
/// bytes.
pub fn text(entries: &[CalendarEntry], stamp: Day) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//aicloud//expiring//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "X-WR-CALNAME:AI distribution deadlines".to_owned(),
    ];
    for entry in entries {
        lines.push("BEGIN:VEVENT".to_owned());
        lines.push(format!("UID:{}@aicloud", escaped(&entry.uid.replace(' ', "-"))));
        lines.push(format!("DTSTAMP:{}T000000Z", basic(stamp)));
        lines.push(format!("LAST-MODIFIED:{}T000000Z", basic(stamp)));
        lines.push(format!("DTSTART;VALUE=DATE:{}", basic(entry.day)));
        lines.push(format!("DTEND;VALUE=DATE:{}", basic(entry.day.next())));
        lines.push(format!("SUMMARY:{}", escaped(&entry.summary)));
        lines.push(format!("DESCRIPTION:{}", escaped(&entry.description)));
        lines.push("TRANSP:TRANSPARENT".to_owned());
        lines.push("END:VEVENT".to_owned());
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line) + "\r\n").collect()
}

/// A calendar with remarks of our own behind its head.
pub fn remarked(calendar: &str, remarks: impl Iterator<Item = String>) -> String {
    let head = "CALSCALE:GREGORIAN\r\n";
    let line = |remark: String| folded(&format!("X-AICLOUD-REMARK:{}", escaped(&remark))) + "\r\n";
    let remarks: String = remarks.map(line).collect();
    calendar.replacen(head, &format!("{head}{remarks}"), 1)
}

/// A day without hyphens.
fn basic(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// Text with what means something to a calendar escaped (section 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A line folded to at most 75 octets (section 3.1), never within a character.
fn folded(line: &str) -> String {
    let mut out = String::new();
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let line = format!("SUMMARY:{}", "ä".repeat(80));
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|part| part.len() <= 75), "{folded}");
        assert_eq!(folded.replace("\r\n ", ""), line);
    }

    #[test]
    fn a_remark_stands_behind_the_head() {
        let day = Day::EPOCH;
        let entry =
            CalendarEntry { day, uid: "a".into(), summary: "b".into(), description: "c".into() };
        let calendar = text(&[entry], day);
        let remarked = remarked(&calendar, ["x, y".to_owned()].into_iter());
        let line = "X-AICLOUD-REMARK:x\\, y\r\n";
        assert_eq!(remarked.replacen(line, "", 1), calendar);
        assert!(remarked.find(line) < remarked.find("BEGIN:VEVENT"));
    }

    #[test]
    fn what_means_something_is_escaped() {
        assert_eq!(escaped("a;b,c\\d\ne\u{1b}"), "a\\;b\\,c\\\\d\\ne");
    }
}
