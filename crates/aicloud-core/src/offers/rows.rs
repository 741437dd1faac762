//! The four dimensions of a product on a cloud side by side: right, channel,
//! availability, price.

use crate::catalog::Milestone;
use crate::model::{Availability, Channel, Dated, Day, Id};

use crate::few::Few;
use crate::offers::availability::{closeness, current_stage, host_on, offers_of, stage_run};
use crate::prices::quote::{Quote, quote};
use crate::rights::decide::{Decision, decide_by};
use crate::rights::gaps;
use crate::rights::lens::Lens;
use crate::rights::question::{Asked, Question, Right};
use crate::rights::side::Terms;

/// What a cell knows of availability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// A stage, from a day that is of a kind.
    Stage(Availability, Day, Dated),
    /// Nobody has looked.
    NoRecord,
}

impl Listing {
    /// The stage; nothing where nobody has looked.
    pub fn stage(self) -> Option<Availability> {
        match self {
            Self::Stage(stage, ..) => Some(stage),
            Self::NoRecord => None,
        }
    }

    /// Whether it can be bought.
    pub fn on_sale(self) -> bool {
        self.stage().is_some_and(Availability::on_sale)
    }

    /// The day on which the stage began, where it is known.
    pub fn since(self) -> Option<Day> {
        match self {
            Self::Stage(_, day, Dated::Effective | Dated::Announced) => Some(day),
            _ => None,
        }
    }

    /// The day on which the stage was seen, where its beginning is not known.
    pub fn seen(self) -> Option<Day> {
        match self {
            Self::Stage(_, day, Dated::Observed) => Some(day),
            _ => None,
        }
    }
}

/// One product on one cloud: a row for each offer, or one row without.
#[derive(Clone, Debug)]
pub struct Row {
    /// The product.
    pub product: Id,
    /// The cloud.
    pub cloud: Id,
    /// The offer, where there is one.
    pub offer: Option<Id>,
    /// Its shop window.
    pub service: Option<Id>,
    /// How it reaches the buyer.
    pub channel: Option<Channel>,
    /// Who runs it: nothing where no record says, `Some(None)` where the record
    /// says that it is unknown.
    pub hosted_by: Option<Option<Id>>,
    /// The right, with its proof.
    pub decision: Decision,
    /// How far it has come.
    pub listing: Listing,
    /// What it costs.
    pub quote: Option<Quote>,
    /// Whether the right rests on weak evidence without which it would differ.
    pub hangs: bool,
}

impl Row {
    /// What is known of a product on a cloud where nobody has recorded an offer.
    fn without_offer((product, cloud): (Id, Id), decision: Decision, hangs: bool) -> Self {
        Self {
            product,
            cloud,
            offer: None,
            service: None,
            channel: None,
            hosted_by: None,
            decision,
            listing: Listing::NoRecord,
            quote: None,
            hangs,
        }
    }

    /// Whether it is sold although the seller is barred: a fault in the data,
    /// or a finding.
    pub fn sold_though_barred(&self) -> bool {
        self.on_sale() && self.decision.right == Right::Prohibited
    }

    /// Whether it can be bought from this cloud: a gateway sells nothing.
    pub fn on_sale(&self) -> bool {
        self.listing.on_sale() && self.channel != Some(Channel::Gateway)
    }
}

/// What is asked of every cell of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'q> {
    /// To whom.
    pub segment: Id,
    /// Where.
    pub region: Option<&'q str>,
    /// When.
    pub as_of: Day,
}

impl<'q> Frame<'q> {
    /// The question about one cell.
    pub fn question(&self, seller: Id, product: Id) -> Question<'q> {
        Question {
            seller,
            product,
            asked: Asked::Sell,
            segment: self.segment,
            region: self.region,
            as_of: self.as_of,
        }
    }
}

/// The rows of one product on one cloud, the closest to being bought first, and
/// what the cloud runs itself before what it resells.
pub fn rows(product: Id, cloud: Id, frame: &Frame<'_>, lens: &Lens<'_>) -> Vec<Row> {
    let terms = Terms::new(product, frame.segment, frame.as_of, lens);
    rows_by(&terms, (product, cloud), frame, lens)
}

/// The same on several clouds.
pub fn on_clouds(product: Id, clouds: &[Id], frame: &Frame<'_>, lens: &Lens<'_>) -> Vec<Vec<Row>> {
    let terms = Terms::new(product, frame.segment, frame.as_of, lens);
    clouds.iter().map(|cloud| rows_by(&terms, (product, *cloud), frame, lens)).collect()
}

fn rows_by(
    terms: &Terms,
    (product, cloud): (Id, Id),
    frame: &Frame<'_>,
    lens: &Lens<'_>,
) -> Vec<Row> {
    let question = frame.question(cloud, product);
    let decision = decide_by(terms, &question, lens);
    let hangs = gaps::hangs(&question, &decision, lens);
    let begun = |offer: Id| {
        let stage = stage_run(lens.catalog.offer(offer), frame.as_of, frame.region, lens)?;
        Some((offer, stage))
    };
    let offers = offers_of(cloud, product, frame.segment, lens);
    let begun: Few<(Id, Milestone<'_>)> = offers.filter_map(begun).collect();
    if begun.is_empty() {
        return vec![Row::without_offer((product, cloud), decision, hangs)];
    }
    let decisions = std::iter::repeat_n(decision, begun.len());
    let row = |(offer, decision)| offer_row(offer, frame, (decision, hangs), lens);
    let mut rows: Vec<Row> = begun.into_iter().zip(decisions).map(row).collect();
    let place = |row: &Row| {
        let stage = row.listing.stage().map(closeness);
        (!row.on_sale(), stage, row.channel, row.service)
    };
    rows.sort_by_key(place);
    rows
}

/// The row of an offer that has come to a stage.
fn offer_row(
    (position, stage): (Id, Milestone<'_>),
    frame: &Frame<'_>,
    (decision, hangs): (Decision, bool),
    lens: &Lens<'_>,
) -> Row {
    let offer = lens.catalog.offer(position);
    Row {
        offer: Some(position),
        service: Some(offer.service),
        channel: Some(offer.channel),
        hosted_by: host_on(offer, frame.as_of, lens),
        listing: Listing::Stage(stage.stage, stage.from, stage.dated),
        quote: Some(quote(offer, frame.as_of, frame.region, lens)),
        ..Row::without_offer((offer.product, offer.seller()), decision, hangs)
    }
}

/// The day on which what an answer rests on was last read: every reason of the
/// right, the disputes over it and the stage have a source that was read on that day
/// or later. Nothing where no source speaks.
pub fn evidence_read(
    question: &Question<'_>,
    decision: &Decision,
    offer: Option<Id>,
    lens: &Lens<'_>,
) -> Option<Day> {
    let catalog = lens.catalog;
    let reasons = decision.because.iter().map(|reason| reason.sources(question, lens));
    let disputes =
        decision.disputes.iter().map(|dispute| lens.voices(&catalog.dispute(*dispute).sources));
    let stage = offer.and_then(|offer| {
        current_stage(catalog.offer(offer), question.as_of, question.region, lens)
    });
    let stage = stage.map(|stage| lens.voices(stage.said()));
    let parts = reasons.chain(disputes).chain(stage);
    parts.filter_map(|part| part.into_iter().map(|one| catalog.read(one)).max()).min()
}

/// Whether a product has a successor that has become generally available
/// somewhere by the asked day: if not, it is current.
pub fn is_superseded(product: Id, frame: &Frame<'_>, lens: &Lens<'_>) -> bool {
    let Some(successor) = lens.catalog.product(product).succeeded_by else { return false };
    let launched = lens.catalog.launches(successor);
    let mut launched = launched.take_while(|(day, _)| *day <= frame.as_of);
    launched.any(|(_, said)| lens.believes(said)) || is_superseded(successor, frame, lens)
}

/// Whether the cells of one product differ in right or stage.
pub fn differ(cells: &[&Row]) -> bool {
    let face = |row: &Row| -> (Right, bool, Option<Availability>) {
        (row.decision.right, row.decision.appointed, row.listing.stage())
    };
    cells.windows(2).any(|pair| matches!(pair, [a, b] if face(a) != face(b)))
}
