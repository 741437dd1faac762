//! Changes as text, so that a corpus can be read: first edits of a document, one a
//! line, then whole files.
//!
//! `/offers/0/prices/0/input = "5"` gives a place its value, `/offers/0 = @/offers/1`
//! that of another place, `/offers/- = ...` adds to a list, `/offers/0` alone takes
//! away. `57 8` does one of these at the 57th place, and again from the start where
//! there are not so many: so any number changes something. What stands behind a line `%% offers/x.yaml` is that file.

use std::path::PathBuf;

use serde_json::Value;

/// So many edits of one document, and a document of so many bytes.
const MOST_EDITS: usize = 32;
const LARGEST: usize = 100_000;

/// Applies the edits to a document.
pub fn apply(text: &str, document: &mut Value) {
    let (edits, _) = parts(text);
    for edit in edits.lines().take(MOST_EDITS) {
        let spelled = spelled(document, edit);
        change(document, spelled.as_deref().unwrap_or(edit));
    }
}

/// The whole files, by path; those that would lie elsewhere left out.
pub fn files(text: &str) -> Vec<(PathBuf, String)> {
    let (_, rest) = parts(text);
    let file = |part: &str| {
        let (path, text) = part.split_once('\n').unwrap_or((part, ""));
        let plain = |c: char| c.is_ascii_alphanumeric() || "/-._".contains(c);
        let inside = !path.is_empty() && path.chars().all(plain) && !path.contains("..");
        let deep = path.starts_with('/') || path.ends_with('/') || path.len() > 80;
        (inside && !deep).then(|| (PathBuf::from(path), text.to_owned()))
    };
    rest.split("%% ").filter_map(file).collect()
}

/// The edits, and what stands behind them.
fn parts(text: &str) -> (&str, &str) {
    text.split_at(text.find("%% ").unwrap_or(text.len()))
}

/// What a place may be given that has not seen it.
const VALUES: &[&str] = &[
    "null",
    "[]",
    "{}",
    "true",
    "18446744073709551615",
    r#""""#,
    r#""0""#,
    r#""100""#,
    r#""9999999999999999""#,
    r#""0.0000000000000000000000000001""#,
    r#""1900""#,
    r#""2026-04""#,
    r#""2200-12-31""#,
    r#""acme""#,
    r#""nimbus""#,
    r#""acme/anvil-2""#,
    r#""sky-clouds""#,
    r#""unknown""#,
    r#""\u001b[2J\u202e""#,
];

/// An edit that names its place and its value by number, spelled out.
fn spelled(document: &Value, edit: &str) -> Option<String> {
    let (place, choice) = edit.split_once(' ')?;
    let (place, choice) = (place.parse::<usize>().ok()?, choice.parse::<usize>().ok()?);
    let mut places = Vec::new();
    gather(document, String::new(), &mut places);
    let place = places.get(place % places.len().max(1))?;
    // What stands elsewhere under the same name fits, mostly.
    let alike: Vec<&String> = places.iter().filter(|p| name(p) == name(place)).collect();
    Some(match choice % 4 {
        0 => place.clone(),
        1 => format!("{place} = {}", VALUES[choice / 4 % VALUES.len()]),
        2 => format!("{place} = @{}", alike[choice / 4 % alike.len()]),
        _ => {
            let list = place.rsplit_once('/').map_or("", |(list, _)| list);
            format!("{list}/- = @{}", alike[choice / 4 % alike.len()])
        }
    })
}

/// The name of a field, or that of a list and that it is of an item.
fn name(place: &str) -> (Option<&str>, bool) {
    let mut parts = place.rsplit('/');
    let last = parts.next();
    let item = last.is_some_and(|last| last.parse::<usize>().is_ok());
    (if item { parts.next() } else { last }, item)
}

/// Every place below a value, in order.
fn gather(value: &Value, place: String, places: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let key = key.replace('~', "~0").replace('/', "~1");
                gather(value, format!("{place}/{key}"), places);
            }
        }
        Value::Array(list) => {
            let items = list.iter().enumerate();
            items.for_each(|(item, value)| gather(value, format!("{place}/{item}"), places));
        }
        _ => {}
    }
    if !place.is_empty() {
        places.push(place);
    }
}

fn change(document: &mut Value, edit: &str) {
    let (place, value) = match edit.split_once(" = ") {
        Some((place, value)) => (place, Some(value)),
        None => (edit, None),
    };
    let value = value.map(|value| match value.strip_prefix('@') {
        Some(other) => document.pointer(other).cloned().unwrap_or(Value::Null),
        None => serde_json::from_str(value).unwrap_or_else(|_| Value::from(value)),
    });
    if value.as_ref().is_some_and(|value| value.to_string().len() > LARGEST / MOST_EDITS) {
        return;
    }
    let Some((around, key)) = place.rsplit_once('/') else { return };
    let name = key.replace("~1", "/").replace("~0", "~");
    let number = key.parse::<usize>().ok();
    match (document.pointer_mut(around), value) {
        (Some(Value::Object(map)), Some(value)) => {
            map.insert(name, value);
        }
        (Some(Value::Object(map)), None) => {
            map.shift_remove(&name);
        }
        (Some(Value::Array(list)), Some(value)) if key == "-" => list.push(value),
        (Some(Value::Array(list)), value) => {
            let Some(place) = number.filter(|place| *place < list.len()) else { return };
            match value {
                Some(value) => list[place] = value,
                None => drop(list.remove(place)),
            }
        }
        _ => {}
    }
}
