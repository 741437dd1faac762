//! What products answer to.

use serde::{Deserialize, Serialize};

use crate::facts::ProductIx;
use crate::facts::text::Text;
use crate::model::Product;
use crate::names::spelled;

/// Every name of every product as [`spelled`], looked up without taking any product
/// apart: sorted lines of a name, a tab and the position of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Spellings(Text);

impl Spellings {
    /// The names of products that are in order of their positions.
    pub fn of(products: &[Product]) -> Self {
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
