//! Published catalogues, read from excerpts in `tests/import`, set against the
//! shipped data and written as overlays.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use aicloud_core::failure::Failure;
use aicloud_core::failure::FailureKind;
use aicloud_core::model::{Day, PartialDate};
use aicloud_core::prices::quote;
use aicloud_core::rights::{Filter, Lens};
use aicloud_data::DataSet;
use aicloud_facts::SNAPSHOT;
use aicloud_import::{CatalogueFormat, EntryStatus, ImportedCatalogue};

use crate::support;

fn day(text: &str) -> Day {
    text.parse::<PartialDate>().unwrap().first_day()
}

fn today() -> Day {
    day("2026-11-23")
}

fn shipped() -> DataSet {
    DataSet::embedded(SNAPSHOT).unwrap()
}

fn import_of(format: CatalogueFormat, text: &str) -> Result<ImportedCatalogue, Failure> {
    aicloud_import::import(format, text, today(), &shipped().catalog)
}

fn excerpt(format: CatalogueFormat) -> String {
    fs::read_to_string(format!("tests/import/{}.json", format.word())).unwrap()
}

/// What became of each entry: its offer, what it is, and its price per million.
fn told(import: &ImportedCatalogue) -> BTreeMap<String, String> {
    let catalog = shipped().catalog;
    let rows = import.rows.iter().map(|row| {
        let offer = row.offer.map_or("-".to_owned(), |offer| catalog.offer(offer).id.to_string());
        let amount = |at: usize| row.theirs[at].map_or("-".to_owned(), |usd| usd.to_string());
        let reason = row.reason.as_ref().map_or(String::new(), |reason| format!(" ({reason})"));
        let what = row.what.word();
        let told = format!("{offer} {what} {}/{}{reason}", amount(0), amount(1));
        (row.id.clone(), told)
    });
    rows.collect()
}

/// A directory of a test's own, empty.
fn scratch(name: &str) -> PathBuf {
    support::scratch(format!("import-{name}"))
}

/// Every file of a directory with what it holds.
fn files(dir: &Path) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            let text = fs::read_to_string(&path).unwrap();
            files.insert(path, text);
        }
    }
    files
}

#[test]
fn each_format_maps_as_expected() {
    for (format, entries, expected) in [
        (
            CatalogueFormat::Litellm,
            24,
            &[
                ("azure/gpt-5.4", "azure/foundry/gpt-5.4 same 2.5/15"),
                ("azure/gpt-4o-2024-05-13", "azure/foundry/gpt-4o new 5/15 (named by a release)"),
                (
                    "vertex_ai/openai/gpt-oss-120b-maas",
                    "google-cloud/agent-platform/gpt-oss-120b same 0.09/0.36",
                ),
                (
                    "bedrock_mantle/us-gov-west-1/openai.gpt-5.4",
                    "aws/bedrock-govcloud/gpt-5.4 changed 3.375/20.25 (differs: input 3.375 against 3.3, output 20.25 against 19.8, cached_input 0.3375 against 0.33; government us-gov-west-1 standard)",
                ),
                (
                    "wandb/openai/gpt-oss-20b",
                    "coreweave/inference/gpt-oss-20b changed 0.03/0.13 (differs: input 0.03 against 0.05, output 0.13 against 0.2; unstated standard)",
                ),
                ("groq/openai/gpt-oss-120b", "- unmapped -/- (unknown provider: groq)"),
                (
                    "bedrock_mantle/openai.gpt-5.6-cyber",
                    "- unmapped -/- (ambiguous: aws/bedrock/daybreak-red or aws/bedrock/gpt-5.6-cyber)",
                ),
                (
                    "1024-x-1024/50-steps/bedrock/amazon.nova-canvas-v1:0",
                    "- unmapped -/- (not a price of text tokens: image_generation)",
                ),
            ][..],
        ),
        (
            CatalogueFormat::ModelsDev,
            19,
            &[
                ("amazon-bedrock/openai.gpt-5.5", "aws/bedrock/gpt-5.5 new 5.5/33"),
                (
                    "amazon-bedrock/global.anthropic.claude-opus-4-6-v1",
                    "aws/bedrock/claude-opus-4.6 same 5/25",
                ),
                (
                    "google-vertex/gemini-2.5-pro",
                    "google-cloud/agent-platform/gemini-2.5-pro same 1.25/10",
                ),
                ("github-copilot/gpt-5.4", "- unmapped -/- (unknown provider: github-copilot)"),
            ],
        ),
        (
            CatalogueFormat::GenaiPrices,
            19,
            &[
                ("openai/o3", "openai-direct/api/o3 same 2/8"),
                (
                    "aws/deepseek.r1-v1:0",
                    "aws/bedrock/deepseek-r1 new 1.35/5.4 (named by a release)",
                ),
                ("anthropic/claude-opus-4-6", "anthropic-direct/api/claude-opus-4.6 same 5/25"),
                (
                    "deepseek/deepseek-reasoner",
                    "- unmapped -/- (price depends on more than the day)",
                ),
                (
                    "openai/chatgpt-4o-latest",
                    "openai-direct/api/gpt-4o unmapped 5/15 (another entry names the offer more directly)",
                ),
            ],
        ),
        (
            CatalogueFormat::AzureRetail,
            49,
            &[
                ("5.4 inp Gl 1M Tokens (eastus)", "azure/foundry/gpt-5.4 same 2.5/-"),
                ("5.4 longco opt Gl 1M Tokens (westeurope)", "azure/foundry/gpt-5.4 same -/22.5"),
                ("gpt 4.1 Inp regnl Tokens (swedencentral)", "azure/foundry/gpt-4.1 same 2.42/-"),
                (
                    "5.4 inp Dz 1M Tokens (southeastasia)",
                    "- unmapped -/- (unknown data zone: southeastasia)",
                ),
            ],
        ),
    ] {
        let import = import_of(format, &excerpt(format)).unwrap();
        assert_eq!(import.rows.len(), entries, "{}: an entry each", format.word());
        let told = told(&import);
        for (id, expected) in expected {
            assert_eq!(
                told.get(*id).map(String::as_str),
                Some(*expected),
                "{}: {id}",
                format.word()
            );
        }
    }
}

#[test]
fn a_price_of_the_day_is_taken_of_several() {
    let text = excerpt(CatalogueFormat::GenaiPrices);
    let catalog = shipped().catalog;
    for (on, usd) in [("2025-06-01", "10"), ("2025-06-10", "2")] {
        let import =
            aicloud_import::import(CatalogueFormat::GenaiPrices, &text, day(on), &catalog).unwrap();
        let row = import.rows.iter().find(|row| row.id == "openai/o3").unwrap();
        assert_eq!(row.theirs[0].unwrap().to_string(), usd, "{on}");
    }
}

#[test]
fn what_is_not_the_format_is_refused_with_its_place() {
    let mut faults = Vec::new();
    for format in CatalogueFormat::ALL {
        let whole = excerpt(*format);
        let mut cut = whole.len() / 2;
        while !whole.is_char_boundary(cut) {
            cut -= 1;
        }
        let deep = format!("{{\"a\":{}", "[".repeat(60));
        for text in ["x", "\"text\"", "7", "null", "{}", "[]", "[7]", "{\"a\": 7}", "[{}]", &deep] {
            match import_of(*format, text) {
                Err(failure) if failure.kind == FailureKind::Data => {}
                other => faults.push(format!("{}: {text}: {other:?}", format.word())),
            }
        }
        let failure = import_of(*format, &whole[..cut]).unwrap_err();
        if failure.kind != FailureKind::Data || !failure.message.contains(", line ") {
            faults.push(format!("{}: truncated: {failure}", format.word()));
        }
    }
    // Another format than the one named is told apart too.
    for (format, other) in [
        (CatalogueFormat::Litellm, CatalogueFormat::ModelsDev),
        (CatalogueFormat::ModelsDev, CatalogueFormat::Litellm),
        (CatalogueFormat::GenaiPrices, CatalogueFormat::AzureRetail),
        (CatalogueFormat::AzureRetail, CatalogueFormat::GenaiPrices),
    ] {
        if import_of(format, &excerpt(other)).is_ok() {
            faults.push(format!("{} takes {}", format.word(), other.word()));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn whatever_is_cut_off_or_changed_is_answered() {
    let catalog = shipped().catalog;
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for format in CatalogueFormat::ALL {
        let whole = excerpt(*format).into_bytes();
        for round in 0..150 {
            let mut bytes = whole.clone();
            for _ in 0..=round % 4 {
                let at = next(bytes.len());
                bytes[at] = b"\"{}[],:-0e9.ax\\"[next(15)];
            }
            if round % 5 == 0 {
                bytes.truncate(next(whole.len()));
            }
            let text = String::from_utf8_lossy(&bytes);
            if let Err(failure) = aicloud_import::import(*format, &text, today(), &catalog) {
                assert_eq!(failure.kind, FailureKind::Data, "{failure}");
            }
        }
    }
}

#[test]
fn one_bad_entry_leaves_the_others() {
    let entry = |price: &str| {
        format!(
            r#"{{"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": {price}, "output_cost_per_token": 1e-05}}"#
        )
    };
    let bad = [
        ("-1e-06", "price is no price: negative (-1e-06)"),
        ("1e300", "price is no price: no price of tokens is like that (1e300)"),
        ("\"free\"", "price is no price: not a number (\\\"free\\\")"),
        ("{}", "price is no price: not a number ({})"),
        ("0", "price is no price: 0, which may mean free, not sold or not known"),
    ];
    for (price, reason) in bad {
        let text = format!("{{\"gpt-5\": {}, \"gpt-5.4\": {}}}", entry(price), entry("2.5e-06"));
        let import = import_of(CatalogueFormat::Litellm, &text).unwrap();
        assert_eq!(import.rows[0].what, EntryStatus::Unmapped);
        assert_eq!(import.rows[0].reason.as_ref().unwrap().to_string(), reason);
        assert_eq!(import.rows[1].what, EntryStatus::New, "{price}");
        assert_eq!(import.statements.len(), 1);
    }
    let text = format!("{{\"gpt-5\": 7, \"gpt-5.4\": {}}}", entry("2.5e-06"));
    let import = import_of(CatalogueFormat::Litellm, &text).unwrap();
    assert_eq!(import.rows[0].reason.as_ref().unwrap().to_string(), "entry is not an object");
}

#[test]
fn a_repeated_key_is_nobodys_price() {
    let entry = |price: &str| {
        format!(
            r#"{{"litellm_provider": "openai", "input_cost_per_token": {price}, "output_cost_per_token": 1e-05}}"#
        )
    };
    let text = format!("{{\"gpt-5\": {}, \"gpt-5\": {}}}", entry("1e-06"), entry("2e-06"));
    let import = import_of(CatalogueFormat::Litellm, &text).unwrap();
    assert!(import.rows.iter().all(|row| row.what == EntryStatus::Unmapped));
    assert_eq!(import.rows[0].reason.as_ref().unwrap().group, "key stands twice in the file");
    let twice = r#"{"gpt-5": {"litellm_provider": "openai", "input_cost_per_token": 1e-06, "input_cost_per_token": 2e-06}}"#;
    let import = import_of(CatalogueFormat::Litellm, twice).unwrap();
    let reason = import.rows[0].reason.as_ref().unwrap().to_string();
    assert_eq!(reason, "price is no price: input_cost_per_token stands twice");
}

#[test]
fn entries_that_disagree_are_settled_by_directness_or_not_at_all() {
    let entry = |price: &str| {
        format!(
            r#"{{"litellm_provider": "azure", "mode": "chat", "input_cost_per_token": {price}, "output_cost_per_token": 1e-05}}"#
        )
    };
    let of = |one: &str, other: &str| {
        let text = format!("{{\"{one}\": {}, \"{other}\": {}}}", entry("1e-06"), entry("2e-06"));
        let import = import_of(CatalogueFormat::Litellm, &text).unwrap();
        import.rows.iter().map(|row| row.what).collect::<Vec<_>>()
    };
    let (new, unmapped) = (EntryStatus::New, EntryStatus::Unmapped);
    assert_eq!(of("azure/gpt-5.4-2026-03-05", "azure/gpt-5.4"), [unmapped, new]);
    assert_eq!(of("azure/gpt-5.4", "azure_ai/gpt-5.4"), [unmapped, unmapped]);
}

#[test]
fn pages_come_one_in_a_list_or_one_a_line() {
    let pages: Vec<serde_json::Value> =
        serde_json::from_str(&excerpt(CatalogueFormat::AzureRetail)).unwrap();
    let lines: Vec<String> = pages.iter().map(ToString::to_string).collect();
    let listed =
        import_of(CatalogueFormat::AzureRetail, &excerpt(CatalogueFormat::AzureRetail)).unwrap();
    let one_a_line = import_of(CatalogueFormat::AzureRetail, &lines.join("\n")).unwrap();
    assert_eq!(told(&listed), told(&one_a_line));
    let first = import_of(CatalogueFormat::AzureRetail, &pages[0].to_string()).unwrap();
    assert_eq!(first.rows.len(), 12);
}

#[test]
fn an_item_in_another_currency_or_of_another_kind_is_told() {
    let page = |change: &str, to: &str| {
        let text = r#"{"Items": [{"currencyCode": "USD", "retailPrice": 2.5,
            "armRegionName": "eastus", "effectiveStartDate": "2026-03-01T00:00:00Z",
            "meterName": "5.4 inp Gl 1M Tokens", "productName": "Azure OpenAI GPT5",
            "unitOfMeasure": "1M", "type": "Consumption"}]}"#;
        let import = import_of(CatalogueFormat::AzureRetail, &text.replace(change, to)).unwrap();
        let row = &import.rows[0];
        row.reason.as_ref().map_or(row.what.word().to_owned(), ToString::to_string)
    };
    assert_eq!(page("", ""), "same");
    assert_eq!(page("USD", "EUR"), "not in USD: EUR");
    assert_eq!(page("Consumption", "Reservation"), "not a list price on demand: Reservation");
    assert_eq!(page("\"1M\"", "\"1 Hour\""), "not a price of text tokens: 1 Hour");
    assert_eq!(page("2026-03-01", "2027-03-01"), "not in force on the day: 2027-03-01");
    assert_eq!(page("Azure OpenAI GPT5", "Virtual Machines"), "unknown provider: Virtual Machines");
}

#[test]
fn the_overlay_meets_the_prices_on_record_in_one_contest() {
    let dir = scratch("contest").join("overlay");
    let base = shipped();
    let price = |data: &DataSet, id: &str| {
        let catalog = &data.catalog;
        let offer = catalog.offers.iter().find(|offer| *offer.id == *id).unwrap();
        let quote = quote(offer, today(), None, &Lens::new(catalog, &Filter::default()));
        (quote.input.map(|usd| usd.to_string()), quote.contested)
    };
    let overlaid = |text: &str| {
        let import = import_of(CatalogueFormat::Litellm, text).unwrap();
        aicloud_import::write::overlay(&dir, &import).unwrap();
        (DataSet::overlaid(&base, std::slice::from_ref(&dir)).unwrap(), import)
    };
    let databricks = "databricks/foundation-model-apis/gpt-5.4";
    assert_eq!(price(&base, databricks), (Some("2.5".to_owned()), false));
    // What was rounded in the seller's units, 2.49998, is the price on record.
    let (with, import) = overlaid(&excerpt(CatalogueFormat::Litellm));
    assert_eq!(price(&with, databricks), (Some("2.5".to_owned()), false));
    // One catalogue against others: the reading that more of them share is shown,
    // and contested.
    let other = excerpt(CatalogueFormat::Litellm).replace("2.49998e-06", "3e-06");
    assert_ne!(other, excerpt(CatalogueFormat::Litellm));
    assert_eq!(price(&overlaid(&other).0, databricks), (Some("2.5".to_owned()), true));
    // A catalogue against the seller's own word changes nothing.
    let coreweave = "coreweave/inference/gpt-oss-20b";
    assert_eq!(price(&base, coreweave), price(&with, coreweave));
    // What was on record is still there, word for word.
    let records = with.records();
    assert_eq!(records.offers, base.records().offers);
    assert_eq!(records.prices.len(), import.statements.len());
}

#[test]
fn every_overlay_loads_and_the_same_input_gives_the_same_bytes() {
    let base = shipped();
    for format in CatalogueFormat::ALL {
        let dir = scratch(&format!("bytes-{}", format.word()));
        let [one, other] = ["one", "other"].map(|name| dir.join(name));
        for dir in [&one, &other] {
            let import = import_of(*format, &excerpt(*format)).unwrap();
            aicloud_import::write::overlay(dir, &import).unwrap();
        }
        let contents = |dir: &Path| files(dir).into_values().collect::<Vec<_>>();
        assert_eq!(contents(&one), contents(&other));
        assert_eq!(fs::read_dir(&dir).unwrap().count(), 2, "nothing else is left there");
        DataSet::overlaid(&base, &[one]).unwrap();
    }
}

#[test]
fn a_second_import_replaces_the_first_and_nothing_else() {
    let dir = scratch("again");
    let overlay = dir.join("overlay");
    for format in [CatalogueFormat::Litellm, CatalogueFormat::GenaiPrices] {
        let import = import_of(format, &excerpt(format)).unwrap();
        aicloud_import::write::overlay(&overlay, &import).unwrap();
    }
    let names: Vec<PathBuf> = files(&overlay)
        .into_keys()
        .map(|path| path.strip_prefix(&overlay).unwrap().to_owned())
        .collect();
    assert!(names.contains(&PathBuf::from("sources/import-genai-prices-2026-11-23.yaml")));
    assert!(!names.contains(&PathBuf::from("sources/import-litellm-2026-11-23.yaml")));
    assert!(!names.contains(&PathBuf::from("prices/databricks.yaml")));
    assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
}

#[test]
fn a_directory_of_somebody_elses_is_left_as_it_is() {
    let import = import_of(CatalogueFormat::Litellm, &excerpt(CatalogueFormat::Litellm)).unwrap();
    for (name, file, text) in [
        ("note", "notes.txt", "mine"),
        ("data", "sources/2026.yaml", "- id: my-source\n  title: mine\n"),
        ("mixed", "prices/aws.yaml", "- id: import-litellm-2026-01-01/x\n- id: mine/x\n"),
        ("order", "prices/aws.yaml", "- offer: x\n  id: import-litellm-2026-01-01/x\n"),
        ("other", "prices/notes.txt", ""),
    ] {
        let dir = scratch(&format!("foreign-{name}"));
        fs::create_dir_all(dir.join(file).parent().unwrap()).unwrap();
        fs::write(dir.join(file), text).unwrap();
        let failure = aicloud_import::write::overlay(&dir, &import).unwrap_err();
        assert_eq!((failure.kind, failure.code), (FailureKind::Usage, "not-an-import"), "{name}");
        assert_eq!(files(&dir).into_values().collect::<Vec<_>>(), [text], "{name}");
    }
    let file = scratch("foreign-file").join("file");
    fs::write(&file, "mine").unwrap();
    assert_eq!(aicloud_import::write::overlay(&file, &import).unwrap_err().code, "not-an-import");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn a_directory_that_cannot_be_made_is_an_error_of_output() {
    let import = import_of(CatalogueFormat::Litellm, &excerpt(CatalogueFormat::Litellm)).unwrap();
    let dir = scratch("nowhere").join("no/such");
    assert_eq!(
        aicloud_import::write::overlay(&dir, &import).unwrap_err().kind,
        FailureKind::InputOutput
    );
}
