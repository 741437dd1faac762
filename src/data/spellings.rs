//! What products answer to.

use serde::{Deserialize, Serialize};

use super::facts::ProductIx;
use super::names::spelled;
use super::text::Text;
use crate::model::Product;

/// Every name of every product as [`spelled`], looked up without taking any product
/// apart: sorted lines of a name, a tab and the position of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Spellings(Text);

impl Spellings {
    /// The names of products that are in order of their positions.
    pub(super) fn of(products: &[Product]) -> Self {
        let names = |r: &Product| -> Vec<String> {
            let id = r.id.as_str();
            let tail = id.rsplit('/').next().unwrap_or(id);
            let names = [id, tail, &r.name, &r.short].into_iter();
            names.chain(r.aliases.iter().map(String::as_str)).map(spelled).collect()
        };
        let mut entries: Vec<(String, usize)> = Vec::new();
        for (place, product) in products.iter().enumerate() {
            entries.extend(names(product).into_iter().map(|name| (name, place)));
        }
        // A name that no line can hold is still found among the products themselves.
        entries.retain(|(name, _)| !name.contains(char::is_control));
        entries.sort_unstable();
        entries.dedup();
        let lines: Vec<String> =
            entries.iter().map(|(name, place)| format!("{name}\t{place}")).collect();
        Self(lines.join("\n").into())
    }

    /// The products that answer to a name, each once.
    pub fn answering(&self, wanted: &str) -> impl Iterator<Item = ProductIx> {
        let bytes = self.0.bytes();
        let (mut from, mut to) = (0, bytes.len());
        while from < to {
            let middle = from.midpoint(to);
            let is_end = |byte: &u8| *byte == b'\n';
            let begin = bytes[..middle].iter().rposition(is_end).map_or(0, |end| end + 1);
            let length = bytes[begin..].iter().position(is_end).unwrap_or(bytes.len() - begin);
            if entry(&bytes[begin..begin + length]).0 < wanted.as_bytes() {
                from = begin + length + 1;
            } else {
                to = begin;
            }
        }
        let lines = bytes.get(from..).unwrap_or_default().split(|byte| *byte == b'\n').map(entry);
        let same = lines.take_while(|(name, _)| *name == wanted.as_bytes());
        same.filter_map(|(_, place)| str::from_utf8(place).ok()?.parse().ok().map(ProductIx))
    }
}

/// The name and the position of a line.
fn entry(line: &[u8]) -> (&[u8], &[u8]) {
    let tab = line.iter().rposition(|byte| *byte == b'\t').unwrap_or(line.len());
    (&line[..tab], line.get(tab + 1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::Spellings;
    use crate::data::facts::ProductIx;
    use crate::data::names::spelled;
    use crate::data::{Catalog, yaml};
    use crate::embedded::SNAPSHOT;
    use crate::model::Product;

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
}
