//! The price ratio of two products over every mix of input and output tokens.
//!
//! With `i` parts of input to `o` of output the comparator costs `i*ci + o*co`
//! and the subject `i*si + o*so`. Their ratio is a Moebius function of the share
//! of output, hence monotone: its ends are the interval, and a factor between
//! them is reached at exactly one mix, unless the ratio is the same everywhere.

use rust_decimal::Decimal;

use crate::claims::ratio::{Mix, Mixes, Ratio, divisor, whole};

/// What a million tokens cost, USD.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Input tokens.
    pub input: Decimal,
    /// Output tokens.
    pub output: Decimal,
}

/// Comparator price over subject price, over a range of mixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Input, output of the subject, in a unit common to all four.
    subject: [u128; 2],
    /// The same of the comparator.
    comparator: [u128; 2],
    /// The least ratio.
    pub low: Ratio,
    /// The mix that gives it.
    pub low_at: Mix,
    /// The greatest.
    pub high: Ratio,
    /// The mix that gives it.
    pub high_at: Mix,
}

impl Interval {
    /// The ratio over a range of mixes; nothing where a price is not positive,
    /// or where the numbers are too long to be exact.
    pub fn of(subject: Rates, comparator: Rates, mixes: Mixes) -> Option<Self> {
        let all = [subject.input, subject.output, comparator.input, comparator.output];
        let all = whole(all)?;
        let common = all.into_iter().fold(0, divisor);
        if common == 0 || all.contains(&0) {
            return None;
        }
        let [si, so, ci, co] = all.map(|price| price / common);
        let (subject, comparator) = ([si, so], [ci, co]);
        let at = |mix: Mix| Ratio::reduced(cost(comparator, mix)?, cost(subject, mix)?);
        let mut ends = [mixes.most_input, mixes.most_output].map(|mix| at(mix).map(|r| (r, mix)));
        if let [Some((first, _)), Some((second, _))] = ends
            && second < first
        {
            ends.reverse();
        }
        let [(low, low_at), (high, high_at)] = [ends[0]?, ends[1]?];
        Some(Self { subject, comparator, low, low_at, high, high_at })
    }

    /// Whether every mix gives the same ratio.
    pub fn is_flat(&self) -> bool {
        self.low == self.high
    }

    /// The mix that gives exactly this ratio: nothing where none does, or where
    /// all do.
    pub fn mix_for(&self, ratio: Ratio) -> Option<Mix> {
        if ratio < self.low || ratio > self.high || self.is_flat() {
            return None;
        }
        // i*ci + o*co = r*(i*si + o*so), so that i : o = r*so - co : ci - r*si.
        let (over, under) = ratio.parts();
        let part = |subject: u128, comparator: u128| {
            let ours = i128::try_from(subject.checked_mul(u128::from(over))?).ok()?;
            let theirs = i128::try_from(comparator.checked_mul(u128::from(under))?).ok()?;
            ours.checked_sub(theirs)
        };
        let ([si, so], [ci, co]) = (self.subject, self.comparator);
        let (input, output) = (part(so, co)?, part(si, ci)?);
        Mix::reduced(input.unsigned_abs(), output.unsigned_abs())
    }
}

fn cost([input, output]: [u128; 2], mix: Mix) -> Option<u128> {
    let part = |price: u128, parts: u64| price.checked_mul(u128::from(parts));
    part(input, mix.input)?.checked_add(part(output, mix.output)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(input: &str, output: &str) -> Rates {
        Rates { input: input.parse().unwrap(), output: output.parse().unwrap() }
    }

    fn ratio(over: u32, under: u32) -> Ratio {
        Ratio::of(over.into(), under.into()).unwrap()
    }

    #[test]
    fn the_ends_are_input_alone_and_output_alone() {
        let span = Interval::of(rates("0.15", "0.60"), rates("1.25", "10.00"), Mixes::default());
        let span = span.unwrap();
        assert_eq!((span.low, span.low_at), (ratio(25, 3), Mix::INPUT));
        assert_eq!((span.high, span.high_at), (ratio(50, 3), Mix::OUTPUT));
        // (16 * 1.25 + 10) / (16 * 0.15 + 0.60) = 30 / 3.
        assert_eq!(span.mix_for(ratio(10, 1)), Some(Mix { input: 16, output: 1 }));
        assert_eq!(span.mix_for(ratio(25, 3)), Some(Mix::INPUT));
        assert_eq!(span.mix_for(ratio(50, 3)), Some(Mix::OUTPUT));
        assert_eq!(span.mix_for(ratio(17, 1)), None);
    }

    #[test]
    fn a_ratio_that_falls_with_output_has_its_ends_the_other_way_round() {
        let span = Interval::of(rates("0.07", "0.30"), rates("1.35", "5.40"), Mixes::default());
        let span = span.unwrap();
        assert_eq!((span.low, span.low_at), (ratio(18, 1), Mix::OUTPUT));
        assert_eq!((span.high, span.high_at), (ratio(135, 7), Mix::INPUT));
        // (15 * 1.35 + 5.40) / (15 * 0.07 + 0.30) = 25.65 / 1.35.
        assert_eq!(span.mix_for(ratio(19, 1)), Some(Mix { input: 15, output: 1 }));
    }

    #[test]
    fn proportional_prices_give_one_ratio() {
        let span = Interval::of(rates("0.15", "0.60"), rates("1.35", "5.40"), Mixes::default());
        let span = span.unwrap();
        assert!(span.is_flat());
        assert_eq!(span.low, ratio(9, 1));
        assert_eq!(span.mix_for(ratio(9, 1)), None);
    }

    #[test]
    fn a_price_of_nothing_has_no_ratio() {
        assert_eq!(Interval::of(rates("0", "0.60"), rates("1.35", "5.40"), Mixes::default()), None);
    }
}
