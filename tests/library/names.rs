//! What products answer to.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use aicloud_core::model::{Product, Records};
use aicloud_core::names::spelled;
use aicloud_data::{DataSet, yaml};
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
    let answering = |known: &[Product], name: &str| -> Vec<&str> {
        let vendor = "- {id: v, name: V, short: v, kind: lab}\n";
        let providers = yaml::records(vendor).unwrap();
        let records = Records { products: known.to_vec(), providers, ..Records::default() };
        let data = DataSet::from_records(records).unwrap();
        data.catalog.answering(name).map(aicloud_core::model::Id::as_str).collect()
    };
    assert_eq!(answering(&products, "old"), ["v/a", "v/b"]);
    assert_eq!(answering(&products, "n"), ["v/a", "v/b"]);
    assert_eq!(answering(&products, "v/b"), ["v/b"]);
    assert_eq!(answering(&products, "b"), ["v/b"]);
    assert_eq!(answering(&products[..1], "a"), ["v/a"]);
    assert_eq!(answering(&products, "two\nlines"), ["v/a"]);
    for name in ["two", "lines", "c"] {
        assert_eq!(answering(&products, name), [""; 0], "{name:?}");
    }
    assert_eq!(answering(&[], "a"), [""; 0]);
}

#[test]
fn a_product_answers_to_each_of_its_names_and_to_nothing_else() {
    let data = DataSet::embedded(SNAPSHOT).unwrap();
    let answering = |name: &str| data.catalog.answering(name).collect::<Vec<_>>();
    for product in data.catalog.products.iter() {
        let (_, tail) = product.id.as_str().split_once('/').unwrap();
        let names = [product.id.as_str(), tail, &product.name, &product.short];
        for name in names.into_iter().chain(product.aliases.iter().map(String::as_str)) {
            let name = spelled(name);
            assert!(answering(&name).contains(&product.id), "{name}");
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
