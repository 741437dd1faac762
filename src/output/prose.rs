//! Titles, feet and the other sentences around a table.

use aicloud_core::catalog::{Basis, Catalog};
use serde_json::Value;

use crate::output::Page;
use crate::output::pieces::wrap;
use crate::output::style;
use aicloud_core::clean::clean;
use aicloud_query::Setting;
use aicloud_query::answer::Fields;

/// What was asked, as scripts read it.
pub fn query(setting: &Setting, catalog: &Catalog) -> Fields {
    let mut query = Fields::new();
    let filter = &setting.filter;
    let known_by = filter.known_by.map_or(Value::Null, |day| day.to_string().into());
    let evidence = filter.evidence.map_or(Value::Null, |class| class.word().into());
    let according_to: Value = filter
        .according_to
        .iter()
        .map(|source| Value::from(&*catalog.source(*source).id))
        .collect();
    query.insert("as_of".to_owned(), setting.as_of.to_string().into());
    query.insert("known_by".to_owned(), known_by);
    query.insert("segment".to_owned(), Value::from(&*catalog.segment(setting.segment).id));
    query.insert("region".to_owned(), setting.region.clone().map_or(Value::Null, Value::from));
    query.insert("evidence".to_owned(), evidence);
    query.insert("according_to".to_owned(), according_to);
    query
}

/// The setting in words, for titles: ", commercial, any region, known by ...".
pub fn setting(setting: &Setting, catalog: &Catalog) -> String {
    let mut text = format!(", {}", catalog.segment(setting.segment).id);
    if let Some(region) = &setting.region {
        text += &format!(", region {}", clean(region));
    }
    text + &knowledge(setting, catalog)
}

/// On whose word, in words, for titles.
pub fn knowledge(setting: &Setting, catalog: &Catalog) -> String {
    let mut text = String::new();
    if let Some(day) = setting.filter.known_by {
        text += &format!(", known by {day}");
    }
    if let Some(class) = setting.filter.evidence {
        text += &format!(", {} evidence or better", class.word());
    }
    if !setting.filter.according_to.is_empty() {
        let ids: Vec<&str> =
            setting.filter.according_to.iter().map(|s| &*catalog.source(*s).id).collect();
        text += &format!(", according to {} alone", ids.join(" or "));
    }
    text
}

/// The line at the foot of a document: what it rests on.
pub fn foot(basis: &Basis) -> String {
    format!(
        "Public statements, not the contracts. Data to {}, basis {}.",
        basis.newest,
        basis.short()
    )
}

/// The line at the foot of a table, folded.
pub fn foot_folded(basis: &Basis, page: &Page) -> String {
    wrap(&foot(basis), page.cells(), 0) + "\n"
}

/// A line in bold, where colour is used.
pub fn bold(text: &str, page: &Page) -> String {
    if page.look.color { style::bold(text) } else { text.to_owned() }
}
