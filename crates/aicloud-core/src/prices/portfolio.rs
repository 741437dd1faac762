//! What a portfolio of workloads costs on each cloud.

use crate::model::Id;
use rust_decimal::Decimal;

use crate::prices::cost::{Line, Status};

/// What a whole portfolio costs on one cloud.
#[derive(Clone, Debug)]
pub struct CloudTotal {
    /// The cloud.
    pub cloud: Id,
    /// What the lines cost that can be had there at a known total.
    pub known: Decimal,
    /// The least and the most that contested prices make of a whole total.
    pub range: Option<(Decimal, Decimal)>,
    /// The places of the lines that cannot be had there at a known total.
    pub missing: Vec<usize>,
    /// How many lines there are.
    pub lines: usize,
    /// Its place among the clouds with a whole total.
    pub rank: Option<usize>,
}

impl CloudTotal {
    /// How much of the portfolio is priced.
    pub fn status(&self) -> Status {
        match self.missing.len() {
            0 => Status::Priced,
            missing if missing < self.lines => Status::Partial,
            _ => Status::Unpriced,
        }
    }
}

/// Totals a portfolio by cloud: of each line the cheapest that can be had there.
pub fn totals(portfolio: &[Vec<Line<'_>>], clouds: &[Id]) -> Vec<CloudTotal> {
    let mut totals: Vec<CloudTotal> =
        clouds.iter().map(|cloud| cloud_total(*cloud, portfolio)).collect();
    totals.sort_by_key(|total| (total.missing.len(), total.known, total.cloud));
    let mut best: Option<(usize, Decimal)> = None;
    for (place, total) in totals.iter_mut().enumerate() {
        if total.status() != Status::Priced {
            continue;
        }
        let same = best.filter(|(_, known)| *known == total.known);
        let rank = same.map_or(place + 1, |(rank, _)| rank);
        best = Some((rank, total.known));
        total.rank = Some(rank);
    }
    totals
}

fn cloud_total(cloud: Id, portfolio: &[Vec<Line<'_>>]) -> CloudTotal {
    let (mut known, mut low, mut high) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
    let mut missing = Vec::new();
    for (place, lines) in portfolio.iter().enumerate() {
        let here = lines.iter().filter(|line| line.row.cloud == cloud && line.rank.is_some());
        match here.min_by_key(|line| line.rank).and_then(|line| line.bill.as_ref()) {
            Some(bill) => {
                let (least, most) = bill.range.unwrap_or((bill.known, bill.known));
                known += bill.known;
                low += least;
                high += most;
            }
            None => missing.push(place),
        }
    }
    let range = missing.is_empty().then_some((low, high));
    CloudTotal { cloud, known, range, missing, lines: portfolio.len(), rank: None }
}
