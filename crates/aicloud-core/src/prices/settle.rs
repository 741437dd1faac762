//! Which of several statements about a price holds.
//!
//! Statements about one slot meet in a stated order: the seller's own price
//! list or API, then its price page, then other documentation, the press,
//! analysts, catalogues, and last what somebody inferred. Within one rank the
//! later date decides. What neither settles is contested, and every statement
//! that lost stays in the answer.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use crate::few::Few;
use crate::model::{
    Dated, Day, EvidenceClass, Id, Offer, Price, PriceForm, PriceState, Stance, Usd,
};
use crate::rights::lens::Lens;

use crate::prices::meters::Meters;
use crate::prices::slot::Slot;

/// How much a source's word on a price weighs, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Authority {
    /// A guess from other facts.
    Inferred,
    /// A data set that copies prices.
    Catalogue,
    /// An analyst.
    Analyst,
    /// The press.
    Press,
    /// Documentation and announcements of a party.
    #[serde(rename = "docs")]
    Documentation,
    /// The seller's own price page.
    #[serde(rename = "price page")]
    PricePage,
    /// The seller's own price list or price API.
    #[serde(rename = "price list")]
    PriceList,
}

impl fmt::Display for Authority {
    /// It in the words that scripts read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// Why a statement does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// It has not lost: nothing settles between it and the one that is shown.
    Contests,
    /// To a source that stands higher in the order.
    Authority,
    /// To a later price.
    Recency,
}

/// A statement that contradicts the price that is shown.
#[derive(Clone, Debug)]
pub struct Rival<'f> {
    /// What it states.
    pub price: &'f Price,
    /// Its first day.
    pub from: Day,
    /// Why it does not hold.
    pub lost: Lost,
}

/// The price of one slot on a day.
#[derive(Clone, Debug)]
pub struct Settled<'f> {
    /// What it is for.
    pub slot: Slot<'f>,
    /// What is known.
    pub state: PriceState,
    /// The amounts: those of the statement that holds, and what it leaves open
    /// from others that do not contradict it.
    pub meters: Meters,
    /// The statement that holds.
    pub price: &'f Price,
    /// Its first day.
    pub from: Day,
    /// How much the best of those who make it weighs.
    pub authority: Authority,
    /// Statements that say the same.
    pub agreeing: Vec<&'f Price>,
    /// Statements that say otherwise.
    pub rivals: Vec<Rival<'f>>,
}

impl<'f> Settled<'f> {
    /// Statements between which and this one nothing settles.
    pub fn contests(&self) -> impl Iterator<Item = &'f Price> {
        let open = self.rivals.iter().filter(|rival| rival.lost == Lost::Contests);
        open.map(|rival| rival.price)
    }

    /// Whether nothing settles between it and another statement.
    pub fn contested(&self) -> bool {
        self.contests().next().is_some()
    }

    /// Whether that is so of the price of input or output, or of there being one.
    pub fn contested_at_heart(&self) -> bool {
        let differs = |a: Option<Usd>, b: Option<Usd>| a.zip(b).is_some_and(|(a, b)| a != b);
        self.contests().any(|other| {
            other.state != self.state
                || differs(other.input, self.meters.input)
                || differs(other.output, self.meters.output)
        })
    }

    /// What the contested statements would make of the meters.
    pub fn alternatives(&self) -> impl Iterator<Item = Meters> {
        self.contests().map(|other| Meters::of(other).or(&self.meters))
    }

    /// The admitted sources that state it: those of the statement that holds, then
    /// those that agree, the strongest first of each.
    pub fn sources(&self, lens: &Lens<'_>) -> Vec<Id> {
        let mut sources = lens.voices(&self.price.sources);
        for same in &self.agreeing {
            let more = lens.voices(&same.sources);
            sources.extend(
                more.into_iter().filter(|source| !sources.contains(source)).collect::<Vec<_>>(),
            );
        }
        sources
    }
}

/// The price of every slot of an offer on a day, standard tier first.
pub fn settled<'f>(
    offer: &'f Offer,
    day: Day,
    region: Option<&str>,
    lens: &Lens<'f>,
) -> Vec<Settled<'f>> {
    settled_where(|_| true, offer, day, region, lens)
}

/// The same of the slots of some prices only.
pub(crate) fn settled_where<'f>(
    wanted: impl Fn(&Slot<'f>) -> bool,
    offer: &'f Offer,
    day: Day,
    region: Option<&str>,
    lens: &Lens<'f>,
) -> Vec<Settled<'f>> {
    let catalog = lens.catalog;
    let live: Few<Live<'f>> = catalog
        .prices(offer)
        .filter(|price| wanted(&Slot::of(price)))
        .filter(|price| {
            catalog.price_from(price) <= day && lens.price_end(price).is_none_or(|end| day <= end)
        })
        .filter(|price| !Slot::of(price).is_elsewhere(region))
        .filter_map(|price| Live::of(price, offer, lens))
        .collect();
    let mut slots: Few<Slot<'f>> = live.iter().map(|live| Slot::of(live.price)).collect();
    slots.sort_unstable();
    slots.dedup();
    slots.into_iter().filter_map(|slot| settle(slot, &live)).collect()
}

/// Decides between the statements about one slot.
fn settle<'f>(slot: Slot<'f>, live: &[Live<'f>]) -> Option<Settled<'f>> {
    let here: Few<&Live<'f>> = live.iter().filter(|live| Slot::of(live.price) == slot).collect();
    let current: Few<&Live<'f>> =
        here.iter().filter(|live| !live.is_taken_back(&here)).copied().collect();
    let mut best = strongest(&current)?;
    // A stronger source does not speak of a price that began after it spoke.
    let later = |best: &Live<'f>| {
        let later = here.iter().filter(|other| other.began_after(best) && !best.says_as(other));
        later.max_by_key(|other| other.weight()).copied()
    };
    while let Some(other) = later(best) {
        best = other;
    }
    let (mut meters, mut authority) = (Meters::of(best.price), best.authority);
    let (mut agreeing, mut rivals) = (Vec::new(), Vec::new());
    let mut others: Few<&&Live<'f>> =
        here.iter().filter(|live| !std::ptr::eq(live.price, best.price)).collect();
    others.sort_by_key(|live| std::cmp::Reverse(live.weight()));
    for other in others {
        let lost = best.beats(other);
        let taken_back = lost.is_some() && other.is_taken_back(&here);
        if let Some(lost) = lost.map(|lost| if taken_back { Lost::Recency } else { lost }) {
            rivals.push(Rival { price: other.price, from: other.from, lost });
        } else {
            agreeing.push(other.price);
            authority = authority.max(other.authority);
            meters = meters.or(&Meters::of(other.price));
        }
    }
    Some(Settled {
        slot,
        state: best.price.state,
        meters,
        price: best.price,
        from: best.from,
        authority,
        agreeing,
        rivals,
    })
}

/// The statement of the highest rank: the latest that tells when its price
/// began, unless somebody looked later. Of several readings the one that most
/// voices share, since none tells more than that it was seen.
fn strongest<'l, 'f>(here: &[&'l Live<'f>]) -> Option<&'l Live<'f>> {
    let rank = here.iter().map(|live| live.authority).max()?;
    let top = || here.iter().copied().filter(|live| live.authority == rank);
    let stated = top().filter(|live| !live.is_reading()).max_by_key(|live| live.weight());
    let later = |live: &&Live<'f>| stated.is_none_or(|stated| live.from >= stated.from);
    let readings = top().filter(|live| live.is_reading()).filter(later);
    let amounts = |live: &Live<'f>| Meters::of(live.price).list();
    readings.max_by_key(|live| (live.sources.len(), live.from, amounts(live))).or(stated)
}

/// A believed price in force, with the weight of its evidence.
struct Live<'f> {
    price: &'f Price,
    /// Its first day.
    from: Day,
    authority: Authority,
    /// The last day on which one of its sources spoke.
    spoken: Day,
    /// The admitted sources that state it.
    sources: Few<Id>,
}

impl<'f> Live<'f> {
    fn of(price: &'f Price, offer: &Offer, lens: &Lens<'_>) -> Option<Self> {
        if !lens.believes(&price.sources) {
            return None;
        }
        let catalog = lens.catalog;
        let sources: Few<Id> = {
            let said = price.sources.iter().filter(|one| one.stance == Stance::Asserts);
            said.map(|one| one.source).filter(|source| lens.admits(*source)).collect()
        };
        Some(Self {
            price,
            from: catalog.price_from(price),
            authority: sources.iter().map(|source| authority(*source, offer, lens)).max()?,
            spoken: sources.iter().map(|source| catalog.published(*source)).max()?,
            sources,
        })
    }

    /// By what one statement is taken before another; the amounts come last so
    /// that the order of the records has no say.
    fn weight(&self) -> impl Ord + use<> {
        let meters = Meters::of(self.price);
        (self.authority, self.from, self.sources.len(), meters.list())
    }

    /// Whether it only tells that a price was seen on a day.
    fn is_reading(&self) -> bool {
        self.price.dated == Dated::Observed
    }

    /// Whether this price began after the last word on the other one. A reading
    /// tells no beginning.
    fn began_after(&self, other: &Self) -> bool {
        !self.is_reading() && self.from > other.spoken && self.from > other.from
    }

    /// Whether everybody who read it so has read it otherwise since: a source that
    /// keeps its history does not contradict itself.
    fn is_taken_back(&self, here: &[&Self]) -> bool {
        let again = |source: &Id| {
            here.iter().any(|other| {
                other.from > self.from && other.sources.contains(source) && !other.says_as(self)
            })
        };
        self.is_reading() && self.sources.iter().all(again)
    }

    /// Whether two statements do not contradict one another.
    fn says_as(&self, other: &Self) -> bool {
        self.price.state == other.price.state
            && !Meters::of(self.price).contradicts(&Meters::of(other.price))
    }

    /// Why another statement does not hold beside this one; nothing where it
    /// says the same. Readings of different days contest one another: nobody
    /// knows whether the price changed between them.
    fn beats(&self, other: &Self) -> Option<Lost> {
        if self.says_as(other) {
            return None;
        }
        let readings = self.is_reading() && other.is_reading();
        Some(if self.began_after(other) {
            Lost::Recency
        } else if other.authority < self.authority {
            Lost::Authority
        } else if self.from > other.from && !readings {
            Lost::Recency
        } else {
            Lost::Contests
        })
    }
}

/// What a source's word on the price of an offer weighs.
fn authority(source: Id, offer: &Offer, lens: &Lens<'_>) -> Authority {
    let catalog = lens.catalog;
    let sellers = [offer.seller(), offer.service.head()];
    match catalog.evidence_of(source) {
        EvidenceClass::Primary => {
            let own = catalog.source(source).publishes_prices.as_ref();
            match own.filter(|own| sellers.contains(&own.of)).map(|own| own.form) {
                Some(PriceForm::PriceList) => Authority::PriceList,
                Some(PriceForm::PricePage) => Authority::PricePage,
                None => Authority::Documentation,
            }
        }
        EvidenceClass::Press => Authority::Press,
        EvidenceClass::Analyst => Authority::Analyst,
        EvidenceClass::Catalogue => Authority::Catalogue,
        EvidenceClass::Inferred => Authority::Inferred,
    }
}
