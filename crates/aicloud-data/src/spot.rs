//! The place of every record in the lists of records.

use crate::kinds::FileKind;
use aicloud_core::model::{Id, Kind, Records};

/// A record by its place in the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// The list.
    pub(super) kind: FileKind,
    /// Its place there.
    pub(super) index: usize,
    /// For a record within another: the field that holds it, and its place.
    pub(super) inner: Option<(&'static str, usize)>,
}

impl Spot {
    /// The path of a field within the record of the list.
    pub(super) fn path(&self, field: &str) -> String {
        match (self.inner, field) {
            (Some((within, place)), "") => format!("{within}[{place}]"),
            (Some((within, place)), field) => format!("{within}[{place}].{field}"),
            (None, field) => field.to_owned(),
        }
    }
}

/// Every record with its kind and its place, terms and disputes with their
/// agreement.
pub(crate) fn spots(records: &Records) -> Vec<(Kind, Id, Spot)> {
    let mut spots = Vec::new();
    let (mut kind, mut index) = (FileKind::Providers, 0);
    let (mut agreement, mut terms, mut disputes) = (0, 0, 0);
    for (of, id) in records.ids() {
        if file_of(of) != kind {
            (kind, index) = (file_of(of), 0);
        }
        let inner = match of {
            Kind::Term => {
                terms += 1;
                Some(("terms", terms - 1))
            }
            Kind::Dispute => {
                disputes += 1;
                Some(("disputes", disputes - 1))
            }
            _ => {
                (agreement, terms, disputes) = (index, 0, 0);
                index += 1;
                None
            }
        };
        let index = if inner.is_some() { agreement } else { index - 1 };
        spots.push((of, id, Spot { kind, index, inner }));
    }
    spots
}

/// The kind of file that holds a kind of record.
fn file_of(kind: Kind) -> FileKind {
    match kind {
        Kind::Provider => FileKind::Providers,
        Kind::Service => FileKind::Services,
        Kind::Segment => FileKind::Segments,
        Kind::Class => FileKind::Classes,
        Kind::Product => FileKind::Products,
        Kind::Offer => FileKind::Offers,
        Kind::PriceStatement => FileKind::Prices,
        Kind::Discount => FileKind::Discounts,
        Kind::Override => FileKind::Overrides,
        Kind::Agreement | Kind::Term | Kind::Dispute => FileKind::Agreements,
        Kind::Claim => FileKind::Claims,
        Kind::Benchmark => FileKind::Benchmarks,
        Kind::Source => FileKind::Sources,
        Kind::WatchItem => FileKind::Watchlist,
        Kind::Conflict => FileKind::Conflicts,
    }
}
