//! Titles, feet and the other sentences around a table.

use aicloud_core::catalog::{Basis, Catalog};

use crate::output::Page;
use crate::output::style;
use aicloud_core::clean::clean;
use aicloud_query::Setting;

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

/// A line in bold, where colour is used.
pub fn bold(text: &str, page: &Page) -> String {
    if page.look.color { style::bold(text) } else { text.to_owned() }
}
