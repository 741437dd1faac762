//! Overrides: what is withdrawn is believed nowhere, and what they do not touch
//! stays as it is.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use aicloud_core::model::{Day, Id, Kind, PartialDate};
use aicloud_core::offers::rows::{Frame, rows};
use aicloud_core::rights::{Filter, Lens};
use aicloud_data::export;
use aicloud_data::folder;
use aicloud_data::load::Loaded;
use aicloud_data::{DataSet, snapshot};
use aicloud_facts::SNAPSHOT;

use crate::support;

fn day(text: &str) -> Day {
    text.parse::<PartialDate>().unwrap().first_day()
}

/// The shipped data with an overlay of one file.
fn overlaid(name: &str, overrides: &str, today: &str) -> DataSet {
    let dir = support::scratch(Path::new("overrides").join(name));
    fs::write(dir.join("overrides.yaml"), overrides).unwrap();
    let base = DataSet::embedded(SNAPSHOT).unwrap();
    let loaded = Loaded::on_top_of(base.records());
    DataSet::read(loaded, &[dir], Some(day(today))).unwrap()
}

/// All that a data set holds, what is looked up in it included.
fn packed(data: &DataSet) -> Vec<u8> {
    snapshot::pack(&data.catalog).unwrap()
}

/// Every row of every product on every cloud, as far as an answer shows it.
fn answers(data: &DataSet, filter: &Filter) -> Vec<String> {
    let catalog = &data.catalog;
    let lens = Lens::new(catalog, filter);
    let segment = catalog.find(Kind::Segment, "commercial").unwrap();
    let frame = Frame { segment, region: None, as_of: day("2026-11-23") };
    let clouds: Vec<Id> = catalog.provider_ids().collect();
    let cells = catalog.product_ids().flat_map(|p| clouds.iter().map(move |cloud| (p, *cloud)));
    cells.map(|(p, cloud)| format!("{:?}", rows(p, cloud, &frame, &lens))).collect()
}

#[test]
fn a_withdrawn_source_is_one_that_nobody_believes() {
    let base = DataSet::embedded(SNAPSHOT).unwrap();
    for source in ["microsoft-2026-04-27", "startupfortune-2026-04-28", "litellm-2026-11"] {
        let text = format!(
            "- {{id: gone, withdraw: {source}, who: Jane Roe, reason: It was taken back., \
             expires: 2030}}\n"
        );
        let with = overlaid(source, &text, "2026-11-23");
        let catalog = &base.catalog;
        let ix = catalog.find(Kind::Source, source).unwrap();
        let filter = Filter { without_sources: vec![ix], ..Filter::default() };
        assert_eq!(answers(&with, &Filter::default()), answers(&base, &filter), "{source}");
        // Without the override the data is what it was.
        let again = with.without("gone".parse().unwrap()).unwrap();
        assert!(packed(&again) == packed(&base), "{source}");
        assert!(with.catalog.basis != base.catalog.basis, "the basis tells the two apart");
    }
}

#[test]
fn an_override_changes_its_field_and_nothing_else() {
    let base = DataSet::embedded(SNAPSHOT).unwrap();
    let text = "\
- id: our-end
  of: msoa-2026-04-primary
  field: until
  value: 2029-12-31
  who: Jane Roe
  reason: Our letter of 3 May says so.
  expires: 2030-06
";
    let with = overlaid("until", text, "2030-06-30");
    assert_eq!(with.overrides.len(), 1);
    let (now, was) = (with.records(), base.records());
    let mut expected = was.clone();
    let terms = expected.agreements.iter_mut().flat_map(|agreement| &mut agreement.terms);
    for term in terms.filter(|term| term.id.as_str() == "msoa-2026-04-primary") {
        term.until = Some("2029-12-31".parse().unwrap());
    }
    expected.overrides.clone_from(&now.overrides);
    assert!(now == expected);
    // The day after, the data speaks for itself again.
    let over = overlaid("until", text, "2030-07-01");
    assert!(over.overrides.is_empty());
    assert_eq!(over.told.len(), 1);
    assert!(over.records() == was);
}

#[test]
fn what_is_exported_is_read_again_to_the_last_fact() {
    let scratch = support::scratch("overrides/exported");
    let text = "- {id: gone, withdraw: litellm-2026-11, who: J. R., reason: No., expires: 2030}\n";
    let catalogs = [
        ("shipped", DataSet::embedded(SNAPSHOT).unwrap()),
        ("overridden", overlaid("exported-from", text, "2026-11-23")),
    ];
    for (name, data) in catalogs {
        let files = export::files(&data.before_overrides()).unwrap();
        let dir = scratch.join(name);
        folder::write(&dir, &files, false).unwrap();
        let again = DataSet::read(Loaded::default(), &[dir], Some(day("2026-11-23"))).unwrap();
        assert!(packed(&again) == packed(&data), "{name}");
        assert!(again.overrides == data.overrides, "{name}");
        assert!(again.records() == data.records(), "{name}");
    }
}
