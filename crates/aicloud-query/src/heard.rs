//! A record as far as it was known: without what nobody who is admitted states.

use serde_json::Value;

use crate::fields::Fields;
use aicloud_core::evidence::topic::speakers;
use aicloud_core::model::Id;
use aicloud_core::rights::Lens;

/// The fields that name who states something, with what falls when nobody does.
const VOICES: &[(&str, Option<&str>)] = &[("until_sources", Some("until")), ("sources", None)];

/// A record without what no admitted source states; nothing where nobody states
/// the record itself. A record that names no source stays: it is a name, not a
/// fact.
pub(super) fn heard(entry: Fields, is_source: bool, lens: &Lens<'_>) -> Option<Fields> {
    if is_source && !is_admitted(entry.get("id")?.as_str()?, lens) {
        return None;
    }
    match pruned(Value::Object(entry), lens)? {
        Value::Object(entry) => Some(entry),
        _ => None,
    }
}

fn is_admitted(id: &str, lens: &Lens<'_>) -> bool {
    let id: Result<Id, _> = id.parse();
    id.is_ok_and(|id| !speakers([&id].into_iter(), lens).is_empty())
}

/// A value without what is not heard; nothing where that is all of it.
fn pruned(value: Value, lens: &Lens<'_>) -> Option<Value> {
    match value {
        Value::Array(list) => {
            Some(Value::Array(list.into_iter().filter_map(|item| pruned(item, lens)).collect()))
        }
        Value::Object(mut map) => {
            for (name, falls) in VOICES {
                let Some(voices) = map.get_mut(*name).and_then(Value::as_array_mut) else {
                    continue;
                };
                let named = !voices.is_empty();
                voices.retain(|voice| {
                    let id = voice.get("source").unwrap_or(voice).as_str();
                    id.is_some_and(|id| is_admitted(id, lens))
                });
                // Who denies it does not state it.
                let denies = |voice: &Value| voice.get("stance").is_some_and(|s| s == "denies");
                if named && voices.iter().all(denies) {
                    let field = (*falls)?;
                    map.shift_remove(field);
                    map.shift_remove(*name);
                }
            }
            // A note was written with everything in sight.
            let rest = map.into_iter().filter(|(name, _)| name != "note");
            let kept = rest.filter_map(|(name, value)| Some((name, pruned(value, lens)?)));
            Some(Value::Object(kept.collect()))
        }
        other => Some(other),
    }
}
