//! Overrides, applied to what was loaded before anything is checked.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::file_outline::unknown_field;
use crate::kinds::FileKind;
use crate::load::{Loaded, Overridden, OverrideNotice};
use crate::spot::{Spot, spots};
use aicloud_core::model::{Day, Id, Kind, Override, Records};
use aicloud_core::names::nearest;

/// An override that changes something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Its id.
    pub id: Id,
    /// The record, or the source that is withdrawn.
    pub of: Id,
    /// The record and the field, or the source that is withdrawn, in words.
    pub what: String,
    /// Who says so.
    pub who: String,
    /// Why.
    pub reason: String,
    /// The last day on which it is applied.
    pub expires: Day,
}

/// Applies every override that is sound, is not over on a day and changes
/// something; of the others `loaded` is told.
pub fn apply(loaded: &mut Loaded, today: Option<Day>) -> Vec<Applied> {
    let overrides = loaded.records.overrides.clone();
    let mut known = BTreeMap::new();
    // Almost every data set has none, and then nothing is looked up.
    for (kind, id, spot) in spots(&loaded.records).into_iter().filter(|_| !overrides.is_empty()) {
        known.entry(id).or_insert((kind, spot));
    }
    let mut applied = Vec::new();
    for (index, wanted) in overrides.iter().enumerate() {
        let by = Spot { kind: FileKind::Overrides, index, inner: None };
        match one(wanted, by, today, &known, loaded) {
            Ok(done) => applied.push(done),
            Err((code, field, message)) => {
                loaded.told.push(OverrideNotice { code, id: wanted.id, field, message });
            }
        }
    }
    applied
}

type Known = BTreeMap<Id, (Kind, Spot)>;
/// A code, a field of the override, and what is said of it.
type Refused = (&'static str, &'static str, String);

fn one(
    wanted: &Override,
    by: Spot,
    today: Option<Day>,
    known: &Known,
    loaded: &mut Loaded,
) -> Result<Applied, Refused> {
    if wanted.who.trim().is_empty() || wanted.reason.trim().is_empty() {
        return Err(("override", "who", "an override says who and why".to_owned()));
    }
    let expires = wanted.expires.last_day();
    let (what, of) = match wanted {
        Override { withdraw: Some(source), of: None, field: None, value: None, .. } => {
            (format!("source {source} withdrawn"), source)
        }
        Override {
            of: Some(record), field: Some(field), value: Some(_), withdraw: None, ..
        } => (format!("{record} {field}"), record),
        _ => {
            let message = "an override names a record, a field and a value, or a source to \
                           withdraw";
            return Err(("override", "id", message.to_owned()));
        }
    };
    if today.is_some_and(|today| expires < today) {
        let message = format!("{what}: expired on {expires} and is not applied any more");
        return Err(("expired-override", "expires", message));
    }
    let spot = find(wanted, *of, known)?;
    if let (Some(field), Some(value)) = (&wanted.field, &wanted.value) {
        let field = spot.path(field);
        free(spot, &field, known, loaded)?;
        set(wanted, spot, &field, value, &mut loaded.records)?;
        loaded.overridden.push(Overridden { record: spot, field, by });
    }
    let (id, who, reason) = (wanted.id, wanted.who.clone(), wanted.reason.clone());
    Ok(Applied { id, of: *of, what, who, reason, expires })
}

/// The record that an override is about.
fn find(wanted: &Override, of: Id, known: &Known) -> Result<Spot, Refused> {
    let withdraws = wanted.withdraw.is_some();
    let (field, noun) = if withdraws { ("withdraw", "source") } else { ("of", "record") };
    let fits = |kind: Kind| kind != Kind::Override && (!withdraws || kind == Kind::Source);
    if let Some((_, spot)) = known.get(&of).filter(|(kind, _)| fits(*kind)) {
        return Ok(*spot);
    }
    let names = known.iter().filter(|(_, (kind, _))| fits(*kind)).map(|(id, _)| id.as_str());
    let near = nearest(of.as_str(), names, 1).join("");
    let message = format!("there is no {noun} `{of}`; the nearest is `{near}`; it is not applied");
    Err(("unused-override", field, message))
}

/// Refuses a field that another override has given its value.
fn free(spot: Spot, field: &str, known: &Known, loaded: &Loaded) -> Result<(), Refused> {
    let within = |a: &str, b: &str| {
        a.strip_prefix(b).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let same = |other: &&Overridden| {
        let place = (other.record.kind, other.record.index) == (spot.kind, spot.index);
        place && (within(&other.field, field) || within(field, &other.field))
    };
    let Some(other) = loaded.overridden.iter().find(same) else { return Ok(()) };
    let by =
        known.iter().find(|(_, (_, spot))| *spot == other.by).map_or("", |(id, _)| id.as_str());
    let message = format!("`{by}` gives this field a value, too; keep one of the two");
    Err(("overlapping-overrides", "field", message))
}

fn set(
    wanted: &Override,
    spot: Spot,
    field: &str,
    value: &Value,
    records: &mut Records,
) -> Result<(), Refused> {
    let unused = |field, message: String| ("unused-override", field, message);
    if field.rsplit('.').next() == Some("id") {
        let message = "an id is for ever; no override changes it".to_owned();
        return Err(("override", "field", message));
    }
    let change = |record: &mut Value| {
        let old = put(record, field, value.clone()).ok_or_else(|| {
            unused("field", "the record has no such place; it is not applied".to_owned())
        })?;
        match &wanted.was {
            Some(was) if plain(was) != plain(&old) => {
                let message = format!("the record holds {old} by now; it is not applied");
                Err(unused("was", message))
            }
            _ => Ok(()),
        }
    };
    let wrong = |message: String| match message.split('`').nth(1) {
        Some(name) if message.starts_with("unknown field") => {
            ("override-value", "field", unknown_field(name, &message))
        }
        _ => ("override-value", "value", message),
    };
    if spot.kind.rewrite(records, spot.index, &change, &wrong)? {
        return Ok(());
    }
    let message = "the record holds this value already; the override can go".to_owned();
    Err(unused("value", message))
}

/// A number and the same in quotes are one value.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Puts a value at a path: `stages[0].from`. `null` takes out what is there.
/// What was there; nothing where the path leads nowhere.
fn put(record: &mut Value, path: &str, value: Value) -> Option<Value> {
    let (ahead, last) = match path.rfind(['.', '[']) {
        Some(end) => (&path[..end], &path[end..]),
        None => ("", path),
    };
    let mut place = record;
    for step in ahead.split(['.', '[']).filter(|step| !step.is_empty()) {
        place = match step.strip_suffix(']') {
            Some(number) => place.get_mut(number.parse::<usize>().ok()?)?,
            None => place.get_mut(step)?,
        };
    }
    if let Some(number) = last.strip_prefix('[') {
        let number: usize = number.strip_suffix(']')?.parse().ok()?;
        let items = place.as_array_mut().filter(|items| number < items.len())?;
        return Some(if value.is_null() {
            items.remove(number)
        } else {
            std::mem::replace(&mut items[number], value)
        });
    }
    let (fields, name) = (place.as_object_mut()?, last.trim_start_matches('.'));
    let old = if value.is_null() {
        fields.shift_remove(name)
    } else {
        fields.insert(name.to_owned(), value)
    };
    Some(old.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::put;

    #[test]
    fn a_value_is_put_where_the_path_leads() {
        let record = json!({"until": "2026", "stages": [{"from": "2026-01-01"}, {"from": "2026"}]});
        for (path, value, was, now) in [
            (
                "until",
                json!("2027"),
                json!("2026"),
                json!({"until": "2027", "stages": record["stages"]}),
            ),
            ("until", Value::Null, json!("2026"), json!({"stages": record["stages"]})),
            (
                "stages[1].from",
                json!("2027"),
                json!("2026"),
                json!({"until": "2026", "stages": [{"from": "2026-01-01"}, {"from": "2027"}]}),
            ),
            (
                "stages[0]",
                Value::Null,
                json!({"from": "2026-01-01"}),
                json!({"until": "2026", "stages": [{"from": "2026"}]}),
            ),
        ] {
            let mut changed = record.clone();
            assert_eq!(put(&mut changed, path, value), Some(was), "{path}");
            assert_eq!(changed, now, "{path}");
        }
        for nowhere in ["stages[2]", "stages[x]", "stages.from", "prices[0].input", "until[0]"] {
            assert_eq!(put(&mut record.clone(), nowhere, json!(1)), None, "{nowhere}");
        }
    }
}
