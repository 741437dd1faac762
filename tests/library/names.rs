//! What products answer to.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use aicloud_core::facts::ProductIx;
use aicloud_core::facts::spellings::Spellings;
use aicloud_core::model::Product;
use aicloud_core::names::spelled;
use aicloud_data::{Catalog, yaml};
use aicloud_facts::SNAPSHOT;

#[test]
fn products_share_a_name_and_a_name_of_two_lines_moves_nothing() {
    let product = |id: &str, names: &str| {
        format!(
            "- {{id: {id}, name: N, short: {id}, kind: model, vendor: v, layer: stateless, \
             access: [], developed_with: [], licence: {{name: x, hosting: none}}, \
             aliases: {names}, sources: []}}\n"
        )
    };
    let text = product("v/a", "[old, \"two\\nlines\"]") + &product("v/b", "[old, OLD]");
    let products: Vec<Product> = yaml::records(&text).unwrap();
    let answering = |known: &[Product], name: &str| -> Vec<u32> {
        Spellings::of(known).answering(name).map(|place| place.0).collect()
    };
    assert_eq!(answering(&products, "old"), [0, 1]);
    assert_eq!(answering(&products, "n"), [0, 1]);
    assert_eq!(answering(&products, "v/b"), [1]);
    assert_eq!(answering(&products, "b"), [1]);
    assert_eq!(answering(&products[..1], "a"), [0]);
    for name in ["two", "lines", "two\nlines", "c"] {
        assert_eq!(answering(&products, name), [0; 0], "{name:?}");
    }
    assert_eq!(answering(&[], "a"), [0; 0]);
}

#[test]
fn a_product_answers_to_each_of_its_names_and_to_nothing_else() {
    let catalog = Catalog::embedded(SNAPSHOT).unwrap();
    let answering = |name: &str| catalog.facts.spellings.answering(name).collect::<Vec<_>>();
    let places = ProductIx::all(&catalog.facts);
    for (place, product) in places.zip(&catalog.records().unwrap().products) {
        let (_, tail) = product.id.as_str().split_once('/').unwrap();
        let names = [product.id.as_str(), tail, &product.name, &product.short];
        for name in names.into_iter().chain(product.aliases.iter().map(String::as_str)) {
            let name = spelled(name);
            assert!(answering(&name).contains(&place), "{name}");
            assert_eq!(answering(&format!("{name}\u{7f}")), []);
        }
    }
    let sure = answering("gpt-5.5");
    assert_eq!(sure.len(), 1);
    assert_eq!(answering("openai/gpt-5.5"), sure);
    for nothing in ["", "\n", "\t", "gpt", "~", "openai/gpt-5.", "\u{10ffff}"] {
        assert_eq!(answering(nothing), [], "{nothing:?}");
    }
}
