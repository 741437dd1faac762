//! Small data sets and questions drawn at random, for the laws.
//!
//! A data set is built from lists of byte strings, one string a record: each
//! choice takes the next byte, and zero is always the plainest choice. So a
//! failing case shrinks by dropping records and by making the others plain.

#![allow(
    dead_code,
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "every law uses a part of it, and a test fails by panicking"
)]

use std::fmt;
use std::str::FromStr;

use aicloud_core::model::{
    Access, Action, Agreement, AgreementKind, Availability, Channel, Class, Dated, Day, Dispute,
    Effect, EvidenceClass, Host, Hosting, HostingLicence, Id, Known, Layer, Licence, Membership,
    Offer, PartialDate, Product, ProductKind, Provider, ProviderKind, Rank, Records, Scope,
    Segment, Service, Source, Stage, Stance, Statement, Task, Term, Tri,
};
use aicloud_core::rights::{Asked, Filter, Question};
use aicloud_data::yaml;
use proptest::prelude::*;

/// Days on which something happens in a drawn data set.
pub(crate) const SPAN: i32 = 48;
pub(crate) const PROVIDERS: [&str; 11] =
    ["c1", "c2", "c3", "h1", "s1", "v1", "v1-cloud", "v1-direct", "v2", "a1", "parent"];
pub(crate) const SELLERS: [&str; 8] =
    ["c1", "c2", "s1", "c3", "h1", "v1-direct", "v1-cloud", "parent"];
pub(crate) const SEGMENTS: [&str; 3] = ["commercial", "gov", "defence"];
pub(crate) const REGIONS: [&str; 2] = ["east", "west"];
pub(crate) const SHOPS: [&str; 6] =
    ["c1/shop", "c1/gov-shop", "c2/shop", "c3/shop", "s1/shop", "v1-direct/shop"];

/// More than any record takes.
pub(crate) const LENGTH: usize = 48;

pub(crate) type Bytes = Vec<u8>;

pub(crate) fn id(text: &str) -> Id {
    Id::from_str(text).unwrap()
}

/// The first day of every drawn data set: 1 January 2026.
pub(crate) fn first() -> Day {
    "2026-01-01".parse::<PartialDate>().unwrap().first_day()
}

/// Choices, taken from bytes one after the other; the plainest once they run out.
pub(crate) struct Draw<'b>(std::slice::Iter<'b, u8>);

impl Draw<'_> {
    pub(crate) fn below(&mut self, count: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % count
    }

    /// One chance in `of`.
    pub(crate) fn rarely(&mut self, of: usize) -> bool {
        self.below(of) == of - 1
    }

    pub(crate) fn one<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }

    pub(crate) fn name(&mut self, list: &[&str]) -> Id {
        id(list[self.below(list.len())])
    }

    pub(crate) fn maybe<T>(&mut self, of: usize, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.rarely(of).then(|| make(self))
    }

    /// A date at which something may begin: it leaves time to see what comes of it.
    pub(crate) fn early(&mut self) -> PartialDate {
        first().plus(i32::try_from(self.below(24)).unwrap()).into()
    }

    /// Mostly a day, now and then a month.
    pub(crate) fn date(&mut self) -> PartialDate {
        let days = i32::try_from(self.below(usize::try_from(SPAN).unwrap())).unwrap();
        let day: PartialDate = first().plus(days).into();
        if self.rarely(8) { day.to_string()[..7].parse().unwrap() } else { day }
    }

    pub(crate) fn tri(&mut self) -> Tri {
        self.one(&[Tri::Yes, Tri::No, Tri::Unknown])
    }

    /// One or two sources; the second one may deny.
    pub(crate) fn said(&mut self) -> Vec<Statement> {
        let mut said = vec![statement(self.below(SOURCES), Stance::Asserts)];
        if self.rarely(3) {
            let stance = self.one(&[Stance::Denies, Stance::Asserts]);
            said.push(statement(self.below(SOURCES), stance));
        }
        said
    }

    /// A scope around one product, which most of its conditions fit.
    pub(crate) fn scope(&mut self, products: &[Product]) -> Scope {
        let about = &products[self.one(&[0, 0, 0, 0, 0, 0, 1, 2])];
        let kinds = [about.kind, about.kind, ProductKind::Tool];
        let layers = [Layer::Stateless, Layer::Stateful];
        let access = [Access::Api, Access::Api, Access::App, Access::Weights];
        let other = |draw: &mut Self| draw.one(products).id;
        let mut listed: Vec<Id> = self.maybe(3, |_| about.id).into_iter().collect();
        listed.extend(self.maybe(4, other).filter(|id| *id != about.id));
        Scope {
            products: listed,
            vendor: self.maybe(3, |draw| {
                let vendor = || about.vendor;
                draw.one(&[vendor(), vendor(), vendor(), id("v2"), id("v1")])
            }),
            kinds: self.maybe(5, |draw| draw.one(&kinds)).into_iter().collect(),
            layer: self.maybe(6, |draw| draw.one(&layers)),
            access: self.maybe(5, |draw| draw.one(&access)),
            without_access: self.maybe(8, |draw| draw.one(&access)),
            developed_with_third_party: self.maybe(8, |draw| draw.rarely(2)),
            except: self.maybe(8, other).into_iter().collect(),
            segments: self.maybe(4, |draw| draw.name(&SEGMENTS)).into_iter().collect(),
            regions: self.maybe(5, |draw| draw.one(&REGIONS).to_owned()).into_iter().collect(),
        }
    }
}

pub(crate) const SOURCES: usize = 8;

pub(crate) fn statement(source: usize, stance: Stance) -> Statement {
    Statement {
        source: id(&format!("source-{source}")),
        stance,
        speaker: None,
        locator: None,
        says: None,
        dates_it: None,
        quote: None,
    }
}

/// What the records of a data set are drawn from.
#[derive(Clone)]
pub(crate) struct Seeds {
    pub(crate) products: Vec<Bytes>,
    pub(crate) sources: Vec<Bytes>,
    pub(crate) members: Vec<Bytes>,
    pub(crate) terms: Vec<Bytes>,
    pub(crate) disputes: Vec<Bytes>,
    pub(crate) offers: Vec<Bytes>,
    pub(crate) question: Bytes,
    pub(crate) other: Bytes,
}

impl Seeds {
    /// The question without a filter.
    pub(crate) fn asked(&self, records: &Records) -> Plain {
        Plain::draw(&self.question, records)
    }
}

/// A failing case is shown as the records that it makes.
impl fmt::Debug for Seeds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let records = records(self);
        let plain = self.asked(&records);
        writeln!(f, "{plain:?}\nfiltered: {:?}", plain.clone().filtered(&self.other))?;
        for (name, list) in [
            ("classes", yaml::text(&records.classes)),
            ("products", yaml::text(&records.products)),
            ("agreements", yaml::text(&records.agreements)),
            ("offers", yaml::text(&records.offers)),
            ("sources", yaml::text(&records.sources)),
        ] {
            writeln!(f, "{name}:\n{}", list.map_err(|_| fmt::Error)?)?;
        }
        Ok(())
    }
}

pub(crate) fn seeds() -> impl Strategy<Value = Seeds> {
    let bytes = || prop::collection::vec(any::<u8>(), LENGTH);
    let some = |range| prop::collection::vec(bytes(), range);
    (
        some(3..=6),
        some(SOURCES..=SOURCES),
        some(1..=12),
        some(0..=8),
        some(0..=2),
        some(0..=4),
        (bytes(), bytes()),
    )
        .prop_map(
            |(products, sources, members, terms, disputes, offers, (question, other))| Seeds {
                products,
                sources,
                members,
                terms,
                disputes,
                offers,
                question,
                other,
            },
        )
}

pub(crate) fn providers() -> Vec<Provider> {
    let one = |name: &&str| Provider {
        id: id(name),
        name: (*name).to_owned(),
        short: (*name).to_owned(),
        kind: match *name {
            "h1" => ProviderKind::Host,
            "s1" => ProviderKind::Platform,
            "a1" => ProviderKind::Agency,
            "parent" => ProviderKind::Investor,
            lab if lab.starts_with('v') && lab != "v1-cloud" => ProviderKind::Lab,
            _ => ProviderKind::Cloud,
        },
        parent: match *name {
            "c3" | "v2" => Some(id("parent")),
            "v1-direct" | "v1-cloud" => Some(id("v1")),
            _ => None,
        },
        aliases: Vec::new(),
        note: None,
    };
    PROVIDERS.iter().map(one).collect()
}

pub(crate) fn services() -> Vec<Service> {
    let one = |name: &&str| Service {
        id: id(name),
        name: (*name).to_owned(),
        aliases: Vec::new(),
        segments: vec![id(if *name == "c1/gov-shop" { "gov" } else { "commercial" })],
        url: None,
        note: None,
    };
    SHOPS.iter().map(one).collect()
}

pub(crate) fn segments() -> Vec<Segment> {
    let one = |name: &&str| Segment {
        id: id(name),
        name: (*name).to_owned(),
        within: (*name == "defence").then(|| id("gov")),
    };
    SEGMENTS.iter().map(one).collect()
}

pub(crate) fn product(number: usize, bytes: &[u8]) -> Product {
    let draw = &mut Draw(bytes.iter());
    let vendor = draw.name(&["v1", "v1", "v2"]);
    Product {
        id: id(&format!("{vendor}/p{number}")),
        name: String::new(),
        short: String::new(),
        kind: draw.one(&[ProductKind::Model, ProductKind::Tool]),
        task: Task::default(),
        vendor,
        layer: draw.one(&[Layer::Stateless, Layer::Stateful, Layer::Unknown]),
        access: match draw.below(4) {
            0 => Known::Is(vec![Access::Api]),
            1 => Known::Is(vec![Access::App]),
            2 => Known::Is(vec![Access::Api, Access::Weights]),
            _ => Known::Unknown,
        },
        developed_with: match draw.below(4) {
            0 | 1 => Known::Is(Vec::new()),
            2 => Known::Is(vec![id("c1")]),
            _ => Known::Unknown,
        },
        licence: Licence {
            name: String::new(),
            hosting: draw.one(&[
                HostingLicence::None,
                HostingLicence::Restricted,
                HostingLicence::Free,
                HostingLicence::Unknown,
            ]),
        },
        part_of: None,
        released: None,
        succeeded_by: None,
        aliases: Vec::new(),
        sources: vec![statement(0, Stance::Asserts)],
        note: None,
    }
}

pub(crate) fn source(number: usize, bytes: &[u8]) -> Source {
    let draw = &mut Draw(bytes.iter());
    Source {
        id: id(&format!("source-{number}")),
        title: String::new(),
        publisher: String::new(),
        url: String::new(),
        class: draw.one(&[
            EvidenceClass::Primary,
            EvidenceClass::Press,
            EvidenceClass::Analyst,
            EvidenceClass::Catalogue,
            EvidenceClass::Inferred,
        ]),
        published: draw.date(),
        retrieved: first().plus(SPAN).into(),
        via: None,
        derives_from: Vec::new(),
        publishes_prices: None,
        sentences: Vec::new(),
        note: None,
    }
}

pub(crate) fn member(bytes: &[u8]) -> (usize, Membership) {
    let draw = &mut Draw(bytes.iter());
    let class = draw.below(2);
    let provider =
        draw.name(&["c1", "c1", "c1", "c1", "c2", "c3", "s1", "h1", "v1-cloud", "parent"]);
    let member = draw.one(&[Tri::Yes, Tri::Yes, Tri::No, Tri::Unknown]);
    (class, Membership { provider, member, sources: draw.said(), note: None })
}

pub(crate) fn classes(seeds: &[Bytes]) -> Vec<Class> {
    let members: Vec<(usize, Membership)> = seeds.iter().map(|bytes| member(bytes)).collect();
    let of = |wanted: usize| {
        members.iter().filter(move |(class, _)| *class == wanted).map(|(_, member)| member.clone())
    };
    let one = |(place, name): (usize, &&str)| Class {
        id: id(name),
        name: String::new(),
        members: of(place).collect(),
    };
    ["any", "third"].iter().enumerate().map(one).collect()
}

/// A term that ends no other; `before` terms are there to carve out from.
pub(crate) fn term(name: &str, before: usize, bytes: &[u8], products: &[Product]) -> Term {
    let draw = &mut Draw(bytes.iter());
    let effects = [Effect::Grant, Effect::Exclusive, Effect::Prohibit];
    let effect = if draw.rarely(16) { Effect::Commitment } else { draw.one(&effects) };
    let grantee = draw
        .name(&["any", "c1", "c1", "any", "c1", "any", "third", "c2", "s1", "h1", "parent", "v1"]);
    Term {
        id: id(name),
        says: String::new(),
        rank: if draw.rarely(8) { Rank::PublicAuthority } else { Rank::Private },
        effect,
        action: draw.one(&[
            None,
            None,
            None,
            Some(Action::Sell),
            Some(Action::Sell),
            Some(Action::Host),
            Some(Action::Host),
            Some(Action::LicenseIp),
        ]),
        grantor: draw.name(&["v1", "v1", "v2", "a1"]),
        grantee,
        among: (effect == Effect::Exclusive).then(|| draw.name(&["any", "third"])),
        from: if draw.rarely(8) { draw.date() } else { draw.early() },
        until: draw.maybe(4, Draw::date),
        until_at_least: None,
        until_sources: draw.maybe(2, Draw::said).unwrap_or_default(),
        supersedes: Vec::new(),
        exception_to: (before > 0)
            .then(|| draw.maybe(3, |draw| id(&format!("term-{}", draw.below(before)))))
            .flatten()
            .into_iter()
            .collect(),
        sources: draw.said(),
        scope: draw.scope(products),
        amount_usd: None,
        quantity: None,
        unstated: Vec::new(),
        note: None,
    }
}

pub(crate) fn terms(seeds: &[Bytes], products: &[Product]) -> Vec<Term> {
    let one = |(place, bytes): (usize, &Bytes)| {
        let mut term = term(&format!("term-{place}"), place, bytes, products);
        // The last byte is far behind those that the term itself takes.
        let ended = usize::from(bytes[LENGTH - 1]) % (4 * seeds.len());
        if ended < seeds.len() && ended != place {
            term.supersedes.push(id(&format!("term-{ended}")));
        }
        term
    };
    seeds.iter().enumerate().map(one).collect()
}

pub(crate) fn dispute(number: usize, bytes: &[u8], products: &[Product]) -> Dispute {
    let draw = &mut Draw(bytes.iter());
    Dispute {
        id: id(&format!("dispute-{number}")),
        says: String::new(),
        by: id("v2"),
        sellers: vec![draw.name(&["c1", "c1", "c2", "s1", "parent"])],
        from: draw.early(),
        until: draw.maybe(2, Draw::date),
        until_sources: draw.maybe(2, Draw::said).unwrap_or_default(),
        sources: draw.said(),
        scope: draw.scope(products),
        note: None,
    }
}

/// Statements on a stage, the last of which may give it another date.
fn dated_otherwise(draw: &mut Draw<'_>) -> Vec<Statement> {
    let mut said = draw.said();
    if let (Some(last), 3) = (said.last_mut(), draw.below(4)) {
        last.dates_it = Some(draw.early());
    }
    said
}

pub(crate) fn stages(draw: &mut Draw<'_>) -> Vec<Stage> {
    let count = draw.below(4);
    let mut stages: Vec<Stage> = (0..count)
        .map(|_| Stage {
            stage: draw.one(&[
                Availability::Ga,
                Availability::Announced,
                Availability::Suspended,
                Availability::Retired,
                Availability::NotListed,
                Availability::Unknown,
            ]),
            from: draw.early(),
            dated: Dated::Effective,
            regions: Vec::new(),
            until_at_least: None,
            replaced_by: Vec::new(),
            sources: dated_otherwise(draw),
            note: None,
        })
        .collect();
    stages.sort_by_key(|stage| stage.from.first_day());
    stages
}

pub(crate) fn offer(number: usize, bytes: &[u8], products: &[Product]) -> Offer {
    let draw = &mut Draw(bytes.iter());
    let product = products[draw.one(&[0, 0, 0, 0, 0, 0, 1, 2])].id;
    let service = draw.name(&SHOPS);
    let hosts = [
        Host::Provider(id("c1")),
        Host::Unknown,
        Host::Provider(id("c2")),
        Host::Provider(id("v1")),
    ];
    let hosting = |draw: &mut Draw<'_>| Hosting {
        host: draw.one(&hosts),
        from: draw.maybe(2, Draw::date),
        sources: draw.said(),
    };
    Offer {
        id: id(&format!("{service}/{number}")),
        product,
        service,
        seller: draw.maybe(5, |draw| draw.name(&["c1", "c2", "v1"])),
        channel: draw.one(&[Channel::Hosted, Channel::Resold, Channel::Hosted, Channel::Gateway]),
        model_id: None,
        hosted_by: draw.maybe(2, hosting).into_iter().chain(draw.maybe(3, hosting)).collect(),
        appointed: draw.maybe(3, Draw::tri),
        segments: draw.maybe(3, |draw| draw.name(&SEGMENTS)).into_iter().collect(),
        buyer_terms: Vec::new(),
        draws_down: Vec::new(),
        residency: Vec::new(),
        stages: stages(draw),
        prices: Vec::new(),
        note: None,
    }
}

/// A whole data set, sorted.
pub(crate) fn records(seeds: &Seeds) -> Records {
    let products: Vec<Product> =
        seeds.products.iter().enumerate().map(|(n, bytes)| product(n, bytes)).collect();
    let one = |(n, bytes): (usize, &Bytes)| dispute(n, bytes, &products);
    let disputes = seeds.disputes.iter().enumerate().map(one).collect();
    let one = |(n, bytes): (usize, &Bytes)| offer(n, bytes, &products);
    let mut records = Records {
        providers: providers(),
        services: services(),
        segments: segments(),
        classes: classes(&seeds.members),
        offers: seeds.offers.iter().enumerate().map(one).collect(),
        agreements: agreements(terms(&seeds.terms, &products), disputes),
        sources: seeds.sources.iter().enumerate().map(|(n, bytes)| source(n, bytes)).collect(),
        products,
        ..Records::default()
    };
    records.sort();
    records
}

/// Terms dealt out to two agreements, the disputes in the second.
pub(crate) fn agreements(terms: Vec<Term>, disputes: Vec<Dispute>) -> Vec<Agreement> {
    let agreement = |name: &str| Agreement {
        id: id(name),
        title: String::new(),
        kind: AgreementKind::Agreement,
        parties: Vec::new(),
        announced: first().into(),
        effective: None,
        amends: Vec::new(),
        terms: Vec::new(),
        disputes: Vec::new(),
        sources: vec![statement(0, Stance::Asserts)],
        note: None,
    };
    let mut pair = vec![agreement("deal-a"), agreement("deal-b")];
    for (place, term) in terms.into_iter().enumerate() {
        pair[place % 2].terms.push(term);
    }
    pair[1].disputes = disputes;
    pair
}

/// A question in ids, so that it outlives a change to the records.
#[derive(Clone, Debug)]
pub(crate) struct Plain {
    pub(crate) seller: Id,
    pub(crate) product: Id,
    pub(crate) asked: Asked,
    pub(crate) segment: Id,
    pub(crate) region: Option<&'static str>,
    pub(crate) as_of: Day,
    pub(crate) known_by: Option<Day>,
    pub(crate) evidence: Option<EvidenceClass>,
    pub(crate) according_to: Vec<Id>,
}

impl Plain {
    /// A question without a filter.
    pub(crate) fn draw(bytes: &[u8], records: &Records) -> Self {
        let draw = &mut Draw(bytes.iter());
        let days = i32::try_from(draw.below(usize::try_from(SPAN).unwrap())).unwrap();
        // Most records are about the product that was drawn first.
        let nth = |n: usize| {
            let ends = format!("/p{n}");
            let found = records.products.iter().find(|p| p.id.as_str().ends_with(&ends));
            found.unwrap().id
        };
        let products = [nth(0), nth(0), nth(0), nth(0), nth(0), nth(0), nth(1), nth(2)];
        Self {
            seller: draw.name(&SELLERS),
            product: draw.one(&products),
            asked: draw.one(&[Asked::Sell, Asked::Sell, Asked::Host]),
            segment: draw.name(&SEGMENTS),
            region: draw.maybe(4, |draw| draw.one(&REGIONS)),
            as_of: first().plus(days + 6),
            known_by: None,
            evidence: None,
            according_to: Vec::new(),
        }
    }

    pub(crate) fn filtered(mut self, bytes: &[u8]) -> Self {
        let draw = &mut Draw(bytes.iter());
        self.known_by = draw.maybe(5, Draw::date).map(PartialDate::last_day);
        self.evidence = draw.maybe(5, |draw| {
            draw.one(&[EvidenceClass::Catalogue, EvidenceClass::Press, EvidenceClass::Primary])
        });
        if draw.rarely(5) {
            let one = |draw: &mut Draw<'_>| id(&format!("source-{}", draw.below(SOURCES)));
            self.according_to = (0..=draw.below(4)).map(|_| one(draw)).collect();
        }
        self
    }

    pub(crate) fn filter(&self) -> Filter {
        Filter {
            known_by: self.known_by,
            evidence: self.evidence,
            according_to: self.according_to.clone(),
            ..Filter::default()
        }
    }

    pub(crate) fn question(&self) -> Question<'static> {
        Question {
            seller: self.seller,
            product: self.product,
            asked: self.asked,
            segment: self.segment,
            region: self.region,
            as_of: self.as_of,
        }
    }

    /// The same question about every seller, about two products.
    pub(crate) fn everywhere(self, records: &Records) -> Vec<Self> {
        let first = records.products.iter().find(|p| p.id.as_str().ends_with("/p0")).unwrap();
        let mut all = Vec::new();
        for product in [&self.product, &first.id] {
            for seller in SELLERS {
                all.push(Self { seller: id(seller), product: *product, ..self.clone() });
            }
        }
        all
    }
}

pub(crate) fn days() -> impl Iterator<Item = Day> {
    (-6..SPAN + 6).map(|days| first().plus(days))
}
