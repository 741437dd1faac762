//! Overrides: what is withdrawn is believed nowhere, and what they do not touch
//! stays as it is.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use aicloud::report::export;
use aicloud_core::facts::{ProductIx, ProviderIx, SourceIx};
use aicloud_core::model::{Day, PartialDate};
use aicloud_core::offers::rows::{Frame, rows};
use aicloud_core::rights::{Filter, Lens};
use aicloud_data::Catalog;
use aicloud_data::folder;
use aicloud_data::load::Loaded;
use aicloud_facts::SNAPSHOT;

use crate::support;

fn day(text: &str) -> Day {
    text.parse::<PartialDate>().unwrap().first_day()
}

/// The shipped data with an overlay of one file.
fn overlaid(name: &str, overrides: &str, today: &str) -> Catalog {
    let dir = support::scratch(Path::new("overrides").join(name));
    fs::write(dir.join("overrides.yaml"), overrides).unwrap();
    let base = Catalog::embedded(SNAPSHOT).unwrap();
    let loaded = Loaded::on_top_of(base.records().unwrap());
    Catalog::read(loaded, &[dir], Some(day(today))).unwrap()
}

/// Every row of every product on every cloud, as far as an answer shows it.
fn answers(catalog: &Catalog, filter: &Filter) -> Vec<String> {
    let facts = &catalog.facts;
    let lens = Lens::new(facts, filter);
    let segment = facts.segments.iter().position(|s| &*s.id == "commercial").unwrap();
    let segment = aicloud_core::facts::SegmentIx(u32::try_from(segment).unwrap());
    let frame = Frame { segment, region: None, as_of: day("2026-11-23") };
    let clouds: Vec<ProviderIx> = ProviderIx::all(facts).collect();
    let cells = ProductIx::all(facts).flat_map(|p| clouds.iter().map(move |cloud| (p, *cloud)));
    cells.map(|(p, cloud)| format!("{:?}", rows(p, cloud, &frame, &lens))).collect()
}

#[test]
fn a_withdrawn_source_is_one_that_nobody_believes() {
    let base = Catalog::embedded(SNAPSHOT).unwrap();
    for source in ["microsoft-2026-04-27", "startupfortune-2026-04-28", "litellm-2026-11"] {
        let text = format!(
            "- {{id: gone, withdraw: {source}, who: Jane Roe, reason: It was taken back., \
             expires: 2030}}\n"
        );
        let with = overlaid(source, &text, "2026-11-23");
        let facts = &base.facts;
        let ix = SourceIx::all(facts).find(|ix| *facts.source(*ix).id == *source).unwrap();
        let filter = Filter { without_sources: vec![ix], ..Filter::default() };
        assert_eq!(answers(&with, &Filter::default()), answers(&base, &filter), "{source}");
        // Without the override the data is what it was.
        let again = with.without(&"gone".parse().unwrap()).unwrap();
        assert!(again.facts == base.facts, "{source}");
        assert!(with.facts.basis != base.facts.basis, "the basis tells the two apart");
    }
}

#[test]
fn an_override_changes_its_field_and_nothing_else() {
    let base = Catalog::embedded(SNAPSHOT).unwrap();
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
    let (now, was) = (with.records().unwrap(), base.records().unwrap());
    let mut expected = was.clone();
    let terms = expected.agreements.iter_mut().flat_map(|agreement| &mut agreement.terms);
    for term in terms.filter(|term| term.id.as_str() == "msoa-2026-04-primary") {
        term.until = Some("2029-12-31".parse().unwrap());
    }
    expected.overrides.clone_from(&now.overrides);
    assert!(*now == expected);
    // The day after, the data speaks for itself again.
    let over = overlaid("until", text, "2030-07-01");
    assert!(over.overrides.is_empty());
    assert_eq!(over.told.len(), 1);
    assert!(over.records().unwrap() == was);
}

#[test]
fn what_is_exported_is_read_again_to_the_last_fact() {
    let scratch = support::scratch("overrides/exported");
    let text = "- {id: gone, withdraw: litellm-2026-11, who: J. R., reason: No., expires: 2030}\n";
    let catalogs = [
        ("shipped", Catalog::embedded(SNAPSHOT).unwrap()),
        ("overridden", overlaid("exported-from", text, "2026-11-23")),
    ];
    for (name, catalog) in catalogs {
        let files = export::files(catalog.before_overrides().unwrap()).unwrap();
        let dir = scratch.join(name);
        folder::write(&dir, &files, false).unwrap();
        let again = Catalog::read(Loaded::default(), &[dir], Some(day("2026-11-23"))).unwrap();
        assert!(again.facts == catalog.facts, "{name}");
        assert!(again.overrides == catalog.overrides, "{name}");
        assert!(again.records().unwrap() == catalog.records().unwrap(), "{name}");
    }
}
