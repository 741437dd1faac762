//! What factor a claim states, and how a span of price ratios meets it.

use rust_decimal::Decimal;

use super::ratio::{Mix, Ratio};
use super::span::Span;
use crate::model::{Claim, ClaimVersion, Hedge, Usd};

/// A factor as it is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The factor, or the lower end of a range.
    pub factor: Usd,
    /// The upper end of a range.
    pub factor_to: Option<Usd>,
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
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

impl Claimed {
    /// The factor of the record.
    pub fn of(claim: &Claim) -> Self {
        Self { factor: claim.factor, factor_to: claim.factor_to, hedge: claim.hedge }
    }

    /// The factor as one source has it.
    pub fn in_version(claim: &Claim, version: &ClaimVersion) -> Self {
        let own = Self::of(claim);
        let (factor, factor_to) = match version.factor {
            Some(factor) => (factor, version.factor_to),
            None => (own.factor, own.factor_to),
        };
        Self { factor, factor_to, hedge: version.hedge.unwrap_or(own.hedge) }
    }

    /// It in words: `up to 3x`, `1.3 to 1.4x`.
    pub fn words(&self) -> String {
        let hedge = match self.hedge {
            Hedge::Exactly => "",
            Hedge::AtLeast => "at least ",
            Hedge::UpTo => "up to ",
            Hedge::About => "about ",
        };
        match self.factor_to {
            Some(upper) => format!("{hedge}{} to {upper}x", self.factor),
            None => format!("{hedge}{}x", self.factor),
        }
    }

    /// The least number that counts as the factor: half a unit of its last digit
    /// below it, or a tenth below where it is only about that. "At least" is
    /// meant to the digit.
    pub fn least(&self) -> Option<Ratio> {
        let stated = self.factor.amount();
        let rounded = stated - half_unit(stated);
        let least = match self.hedge {
            Hedge::AtLeast => stated,
            Hedge::About => rounded.min(stated - stated.checked_mul(ABOUT)?),
            Hedge::Exactly | Hedge::UpTo => rounded,
        };
        Ratio::of(least, Decimal::ONE)
    }

    /// The greatest such number.
    pub fn most(&self) -> Option<Ratio> {
        let stated = self.factor_to.unwrap_or(self.factor).amount();
        let rounded = stated + half_unit(stated);
        let about = stated + stated.checked_mul(ABOUT)?;
        Ratio::of(
            if self.hedge == Hedge::About { rounded.max(about) } else { rounded },
            Decimal::ONE,
        )
    }

    /// The factor itself, and the upper end of a range.
    pub fn exact(&self) -> Option<(Ratio, Ratio)> {
        let upper = self.factor_to.unwrap_or(self.factor).amount();
        Some((Ratio::of(self.factor.amount(), Decimal::ONE)?, Ratio::of(upper, Decimal::ONE)?))
    }

    /// How a span meets it; nothing where the numbers are too long to be exact.
    pub fn grade(&self, span: &Span) -> Option<Grade> {
        let (least, most) = (self.least()?, self.most()?);
        Some(match self.hedge {
            _ if span.high < least => Grade::Short,
            Hedge::AtLeast if span.low < least => Grade::Partly,
            Hedge::AtLeast => Grade::Fits,
            _ if span.low > most => Grade::More,
            _ => Grade::Fits,
        })
    }

    /// The mix that comes nearest to the factor, with the ratio there: nothing
    /// where every mix gives the same.
    pub fn nearest(&self, span: &Span) -> Option<(Mix, Ratio)> {
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
    pub fn needed(&self, span: &Span) -> Option<Ratio> {
        let (factor, upper) = self.exact()?;
        match self.grade(span)? {
            Grade::Fits => Some(Ratio::ONE),
            Grade::More => upper.over(span.low),
            Grade::Partly => factor.over(span.low),
            Grade::Short if self.hedge == Hedge::AtLeast => factor.over(span.low),
            Grade::Short => factor.over(span.high),
        }
    }

    /// The least and the most that it takes over all mixes.
    pub fn needed_range(&self, span: &Span) -> Option<(Ratio, Ratio)> {
        let (factor, upper) = self.exact()?;
        Some((factor.over(span.high)?, upper.over(span.low)?))
    }
}

/// Half a unit of the last digit of a number as it is written.
fn half_unit(stated: Decimal) -> Decimal {
    HALF * Decimal::new(1, stated.scale().min(20))
}
