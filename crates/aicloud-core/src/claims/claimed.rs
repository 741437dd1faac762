//! What factor a claim states, and how a span of price ratios meets it.

use rust_decimal::Decimal;

use crate::claims::interval::Interval;
use crate::claims::ratio::{Mix, Ratio};
use crate::model::{Claim, ClaimVersion, Hedge, PercentForm, Percentage, Usd};

/// A factor as it is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The factor, or the lower end of a range.
    pub factor: Usd,
    /// The upper end of a range.
    pub factor_to: Option<Usd>,
    /// The percentage as which it is stated.
    pub percent: Option<Percentage>,
    /// How firmly it is stated.
    pub hedge: Hedge,
}

/// How the price ratio alone meets a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// It gives the factor, where the claim is held to it.
    Fits,
    /// It gives more, at every mix.
    More,
    /// A factor for every mix, which only some mixes give.
    Partly,
    /// It gives less, at every mix.
    Short,
}

/// The share by which a factor may be missed and still be about that.
const ABOUT: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
/// The most by which a factor may be missed for being rounded: 2 is not 1.6.
const ROUNDED: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

impl Claimed {
    /// The factor of the record.
    pub fn of(claim: &Claim) -> Self {
        Self {
            factor: claim.factor,
            factor_to: claim.factor_to,
            percent: claim.percent,
            hedge: claim.hedge,
        }
    }

    /// The factor as one source has it.
    pub fn in_version(claim: &Claim, version: &ClaimVersion) -> Self {
        let own = Self::of(claim);
        let hedge = version.hedge.unwrap_or(own.hedge);
        match version.factor {
            Some(factor) => {
                let (factor_to, percent) = (version.factor_to, version.percent);
                Self { factor, factor_to, percent, hedge }
            }
            None => Self { hedge, ..own },
        }
    }

    /// It in words: `up to 3x`, `1.3 to 1.4x`.
    pub fn words(&self) -> String {
        let hedge = match self.hedge {
            Hedge::Exactly => "",
            Hedge::AtLeast => "at least ",
            Hedge::MoreThan => "more than ",
            Hedge::UpTo => "up to ",
            Hedge::About => "about ",
        };
        match self.factor_to {
            Some(upper) => format!("{hedge}{} to {upper}x", self.factor),
            None => format!("{hedge}{}x", self.factor),
        }
    }

    /// Whether every mix is held to the factor, and to its digits.
    pub fn for_every_mix(&self) -> bool {
        matches!(self.hedge, Hedge::AtLeast | Hedge::MoreThan)
    }

    /// The least number that counts as the factor: what rounds to it as it is
    /// stated, or a tenth below where it is only about that. "At least" and "more
    /// than" are meant to the digit.
    pub fn least(&self) -> Option<Ratio> {
        let stated = self.factor.amount();
        let slack = if self.for_every_mix() { Decimal::ZERO } else { -Decimal::ONE };
        let rounded = self.rounded(stated, self.percent.map(|percent| percent.number), slack)?;
        if self.hedge != Hedge::About {
            return Some(rounded);
        }
        let about = Ratio::of(stated - stated.checked_mul(ABOUT)?, Decimal::ONE)?;
        Some(rounded.min(about))
    }

    /// The greatest such number.
    pub fn most(&self) -> Option<Ratio> {
        let stated = self.factor_to.unwrap_or(self.factor).amount();
        let percent = self.percent.map(|percent| percent.number_to.unwrap_or(percent.number));
        let rounded = self.rounded(stated, percent, Decimal::ONE)?;
        if self.hedge != Hedge::About {
            return Some(rounded);
        }
        let about = Ratio::of(stated + stated.checked_mul(ABOUT)?, Decimal::ONE)?;
        Some(rounded.max(about))
    }

    /// A number moved by so many times the half of its last digit: that of the
    /// percentage where it is stated as one, else of the factor, and then by a
    /// twentieth at most.
    fn rounded(&self, factor: Decimal, percent: Option<Usd>, by: Decimal) -> Option<Ratio> {
        let Some((percent, form)) = percent.zip(self.percent.map(|percent| percent.form)) else {
            let slack = half_unit(factor).min(factor.checked_mul(ROUNDED)?);
            return Ratio::of(factor + by * slack, Decimal::ONE);
        };
        let percent = percent.amount() + by * half_unit(percent.amount());
        match form {
            PercentForm::Less => Ratio::of(Decimal::ONE_HUNDRED, Decimal::ONE_HUNDRED - percent),
            PercentForm::More => Ratio::of(Decimal::ONE_HUNDRED + percent, Decimal::ONE_HUNDRED),
        }
    }

    /// The factor itself, and the upper end of a range.
    pub fn exact(&self) -> Option<(Ratio, Ratio)> {
        let upper = self.factor_to.unwrap_or(self.factor).amount();
        Some((Ratio::of(self.factor.amount(), Decimal::ONE)?, Ratio::of(upper, Decimal::ONE)?))
    }

    /// How a span meets it; nothing where the numbers are too long to be exact.
    pub fn grade(&self, span: &Interval) -> Option<Grade> {
        let (least, most) = (self.least()?, self.most()?);
        let strict = self.hedge == Hedge::MoreThan;
        if span.high < least || strict && span.high == least {
            return Some(Grade::Short);
        }
        if self.for_every_mix() {
            let reached = span.low > least
                || span.low == least
                    && (!strict || matches!(span.low_at, Mix::INPUT | Mix::OUTPUT));
            return Some(if reached { Grade::Fits } else { Grade::Partly });
        }
        Some(if span.low > most { Grade::More } else { Grade::Fits })
    }

    /// The mix that comes nearest to the factor, with the ratio there: nothing
    /// where every mix gives the same.
    pub fn nearest(&self, span: &Interval) -> Option<(Mix, Ratio)> {
        let (factor, upper) = self.exact()?;
        if span.is_flat() {
            return None;
        }
        if upper < span.low {
            return Some((span.low_at, span.low));
        }
        if factor > span.high {
            return Some((span.high_at, span.high));
        }
        let inside = factor.max(span.low);
        Some((span.mix_for(inside)?, inside))
    }

    /// The performance ratio that makes the claim true where it is held to it:
    /// one where equal performance does.
    pub fn needed(&self, span: &Interval) -> Option<Ratio> {
        let (factor, upper) = self.exact()?;
        match self.grade(span)? {
            Grade::Fits => Some(Ratio::ONE),
            Grade::More => upper.over(span.low),
            Grade::Partly => factor.over(span.low),
            Grade::Short if self.for_every_mix() => factor.over(span.low),
            Grade::Short => factor.over(span.high),
        }
    }

    /// The least and the most that it takes over all mixes.
    pub fn needed_range(&self, span: &Interval) -> Option<(Ratio, Ratio)> {
        let (factor, upper) = self.exact()?;
        Some((factor.over(span.high)?, upper.over(span.low)?))
    }
}

/// Half a unit of the last digit of a number as it is written.
fn half_unit(stated: Decimal) -> Decimal {
    HALF * Decimal::new(1, stated.scale().min(20))
}
