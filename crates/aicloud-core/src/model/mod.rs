//! The vocabulary: every noun of the data set as a plain typed struct.
//!
//! Nothing here reads files, decides anything or prints. Each struct is the
//! shape of one YAML record under `data/`, so the field docs are also the
//! documentation of the data format. Lists of records always carry an `id`;
//! a field that no source settles says `unknown` rather than a guess.

pub mod agreement;
pub mod claim;
pub mod date;
pub mod form;
pub mod id;
pub mod known;
pub mod market;
pub mod money;
pub mod offer;
pub mod overrides;
pub mod place;
pub mod price;
pub mod product;
pub mod records;
pub mod release;
mod schema;
pub mod source;
pub mod unit;

pub use agreement::{
    Action, Agreement, AgreementKind, Dispute, Effect, Rank, Scope, Term, Unstated,
};
pub use claim::{
    Benchmark, Claim, ClaimDate, ClaimParty, ClaimVersion, Hedge, Metric, PercentForm, Percentage,
    PriceDay, Score, ScoreUnit,
};
pub use date::{Dated, Day, PartialDate};
pub use form::{Form, FormKind, Stays};
pub use id::Id;
pub use known::{Known, Tri};
pub use market::{Class, Membership, Provider, ProviderKind, Segment, Service};
pub use money::{Percent, Usd};
pub use offer::{
    Availability, BuyerTerms, Channel, DrawDown, Host, Hosting, Offer, Residency, Stage,
};
pub use overrides::Override;
pub use place::{Partition, Place, PlaceKind};
pub use price::{Discount, Price, PriceScope, PriceState, PriceStatement, Tier};
pub use product::{Access, HostingLicence, Layer, Licence, Product, ProductKind, Task};
pub use records::{Kind, ListKind, Records, sort_by_id};
pub use release::Release;
pub use source::{
    Conflict, ConflictSide, Development, EvidenceClass, PrecedenceRule, PriceForm, PublishesPrices,
    Sentence, Source, Stance, Standing, Statement, Strength, WatchItem, WatchStatus,
};
pub use unit::{Commitment, Direction, OtherAmount, Unit};
