//! Records to facts: every id becomes a position, every date a day.

use std::cell::RefCell;
use std::collections::BTreeMap;

use anyhow::{Context, Result, anyhow};
use sha2::{Digest, Sha256};

use crate::candidates;
use aicloud_core::facts::listed::Listed;
use aicloud_core::facts::packed::Packed;
use aicloud_core::facts::spellings::Spellings;
use aicloud_core::facts::text::Text;
use aicloud_core::facts::voices::VoiceList;
use aicloud_core::facts::{
    Basis, ClassFact, ClassIx, Concerns, DisputeFact, Facts, MOST, MemberFact, Party, ProductFact,
    ProductIx, ProductNames, ProviderFact, ProviderIx, Said, ScopeFact, SegmentFact, SegmentIx,
    ServiceFact, ServiceIx, SourceFact, SourceIx, TermFact, TermIx, Voices,
};
use aicloud_core::model::{
    Agreement, Dated, Day, Dispute, Id, Known, PartialDate, Price, Product, Records, Scope,
    Statement, Term,
};

/// Compiles records that passed every check. The records must be sorted.
///
/// # Errors
/// When a reference does not resolve, which the checks rule out, or when there
/// are more records of a kind than [`MOST`].
pub fn facts(records: &Records) -> Result<Facts> {
    let compiler = Compiler::new(records)?;
    let mut facts = Facts {
        basis: basis(records)?,
        providers: compiler.providers(records)?,
        services: compiler.services(records)?,
        segments: compiler.segments(records)?,
        classes: compiler.classes(records)?,
        products: records.products.iter().map(|r| compiler.product(r)).collect::<Result<_>>()?,
        spellings: Spellings::of(&records.products),
        terms: compiler.terms(records)?,
        disputes: Vec::new(),
        offers: compiler.offers(records)?,
        discounts: records.discounts.iter().map(|r| compiler.discount(r)).collect::<Result<_>>()?,
        sources: compiler.sources(records)?,
        evidence: records.sources.iter().map(|r| r.class).collect(),
        read: Packed::from(
            records.sources.iter().map(|r| r.retrieved.last_day()).collect::<Vec<_>>(),
        ),
        voices: VoiceList::default(),
        withdrawn: compiler.withdrawn(records)?,
    };
    let mut disputes: Vec<&Dispute> =
        records.agreements.iter().flat_map(|agreement| &agreement.disputes).collect();
    disputes.sort_by_key(|dispute| &dispute.id);
    facts.disputes = disputes.into_iter().map(|d| compiler.dispute(d)).collect::<Result<_>>()?;
    let most = facts.offers.len().max(facts.disputes.len());
    most.checked_sub(1).map(position).transpose()?;
    facts.voices = compiler.voices.take().into_iter().collect();
    candidates::note(&mut facts);
    Ok(facts)
}

/// Every term with its agreement, by id: the order within an agreement has no
/// influence on any answer.
fn terms_by_id(records: &Records) -> Vec<(&Term, &Agreement)> {
    let mut terms: Vec<(&Term, &Agreement)> = Vec::new();
    for agreement in &records.agreements {
        terms.extend(agreement.terms.iter().map(|term| (term, agreement)));
    }
    terms.sort_by_key(|(term, _)| &term.id);
    terms
}

/// The version of the data: a hash over the content of the records, whatever
/// their files, order or formatting. The records must be sorted.
///
/// # Errors
/// None in practice: every record has a JSON form.
pub fn basis(records: &Records) -> Result<Basis> {
    let text = serde_json::to_vec(records).context("cannot write the records")?;
    let mut hash = String::new();
    for byte in Sha256::digest(&text) {
        hash += &format!("{byte:02x}");
    }
    let newest = records.sources.iter().map(|source| source.retrieved.last_day()).max();
    Ok(Basis { hash: hash.into(), newest: newest.unwrap_or(Day::EPOCH) })
}

/// Positions of every id.
pub(super) struct Compiler<'a> {
    pub(super) providers: BTreeMap<&'a Id, ProviderIx>,
    pub(super) services: BTreeMap<&'a Id, ServiceIx>,
    pub(super) segments: BTreeMap<&'a Id, SegmentIx>,
    pub(super) classes: BTreeMap<&'a Id, ClassIx>,
    pub(super) products: BTreeMap<&'a Id, ProductIx>,
    pub(super) terms: BTreeMap<&'a Id, TermIx>,
    pub(super) sources: BTreeMap<&'a Id, SourceIx>,
    /// Prices that others state for each offer.
    pub(super) stated: Vec<Vec<&'a Price>>,
    /// When each source was read.
    read: BTreeMap<&'a Id, Day>,
    /// Filled as facts are compiled.
    voices: RefCell<Vec<Said>>,
}

/// Numbers ids in the order given.
fn number<'a, T>(
    ids: impl Iterator<Item = &'a Id>,
    of: impl Fn(u32) -> T,
) -> Result<BTreeMap<&'a Id, T>> {
    ids.enumerate().map(|(place, id)| Ok((id, of(position(place)?)))).collect()
}

/// The position of the record at a place in its list.
fn position(place: usize) -> Result<u32> {
    let position = u32::try_from(place).ok().filter(|position| *position < MOST);
    position.with_context(|| format!("more than {MOST} records of one kind; that is the most"))
}

pub(super) fn find<T: Copy>(map: &BTreeMap<&Id, T>, id: &Id) -> Result<T> {
    map.get(id).copied().ok_or_else(|| anyhow!("`{id}` does not resolve"))
}

/// The provider that an id begins with.
pub(super) fn head(id: &Id) -> Result<Id> {
    id.head().parse().map_err(|error: String| anyhow!(error))
}

pub(super) fn find_all<T: Copy>(map: &BTreeMap<&Id, T>, ids: &[Id]) -> Result<Vec<T>> {
    ids.iter().map(|id| find(map, id)).collect()
}

pub(super) fn boxed(texts: &[String]) -> Vec<Text> {
    texts.iter().map(|text| text.as_str().into()).collect()
}

impl<'a> Compiler<'a> {
    fn new(records: &'a Records) -> Result<Self> {
        let mut stated: Vec<Vec<&Price>> = vec![Vec::new(); records.offers.len()];
        for statement in &records.prices {
            let offer = records.offers.binary_search_by(|offer| offer.id.cmp(&statement.offer));
            stated
                .get_mut(offer.unwrap_or(usize::MAX))
                .into_iter()
                .for_each(|stated| stated.extend(&statement.prices));
        }
        Ok(Self {
            stated,
            providers: number(records.providers.iter().map(|r| &r.id), ProviderIx)?,
            services: number(records.services.iter().map(|r| &r.id), ServiceIx)?,
            segments: number(records.segments.iter().map(|r| &r.id), SegmentIx)?,
            classes: number(records.classes.iter().map(|r| &r.id), ClassIx)?,
            products: number(records.products.iter().map(|r| &r.id), ProductIx)?,
            terms: number(terms_by_id(records).iter().map(|(term, _)| &term.id), TermIx)?,
            sources: number(records.sources.iter().map(|r| &r.id), SourceIx)?,
            read: records.sources.iter().map(|r| (&r.id, r.retrieved.last_day())).collect(),
            voices: RefCell::default(),
        })
    }

    fn providers(&self, records: &Records) -> Result<Vec<ProviderFact>> {
        let mut makes = self.makes(records)?;
        let mut one = |r: &aicloud_core::model::Provider| {
            Ok(ProviderFact {
                id: r.id.as_str().into(),
                name: r.name.as_str().into(),
                short: r.short.as_str().into(),
                kind: r.kind,
                parent: r.parent.as_ref().map(|id| find(&self.providers, id)).transpose()?,
                aliases: boxed(&r.aliases).into(),
                makes: makes.remove(&r.id).unwrap_or_default(),
            })
        };
        records.providers.iter().map(&mut one).collect()
    }

    /// The products of each provider, by position.
    fn makes(&self, records: &'a Records) -> Result<BTreeMap<&'a Id, Vec<ProductIx>>> {
        let mut makes: BTreeMap<&Id, Vec<ProductIx>> = BTreeMap::new();
        for product in &records.products {
            let position = find(&self.products, &product.id)?;
            let partners = match &product.developed_with {
                Known::Unknown => [].iter(),
                Known::Is(partners) => partners.iter(),
            };
            for maker in std::iter::once(&product.vendor).chain(partners) {
                candidates::note_once(makes.entry(maker).or_default(), position);
            }
        }
        Ok(makes)
    }

    fn services(&self, records: &Records) -> Result<Vec<ServiceFact>> {
        let one = |r: &aicloud_core::model::Service| {
            Ok(ServiceFact {
                id: r.id.as_str().into(),
                name: r.name.as_str().into(),
                provider: find(&self.providers, &head(&r.id)?)?,
                aliases: boxed(&r.aliases).into(),
            })
        };
        records.services.iter().map(one).collect()
    }

    fn segments(&self, records: &Records) -> Result<Vec<SegmentFact>> {
        let one = |r: &aicloud_core::model::Segment| {
            let mut within = vec![find(&self.segments, &r.id)?];
            let mut next = r.within.as_ref();
            while let Some(id) = next {
                within.push(find(&self.segments, id)?);
                let wider = records.segments.get(find(&self.segments, id)?.place());
                next = wider.and_then(|wider| wider.within.as_ref());
            }
            Ok(SegmentFact { id: r.id.as_str().into(), within })
        };
        records.segments.iter().map(one).collect()
    }

    fn classes(&self, records: &Records) -> Result<Vec<ClassFact>> {
        let member = |r: &aicloud_core::model::Membership| {
            Ok(MemberFact {
                provider: find(&self.providers, &r.provider)?,
                member: r.member,
                said: self.said(&r.sources)?,
            })
        };
        let one = |r: &aicloud_core::model::Class| {
            let members = r.members.iter().map(member).collect::<Result<_>>()?;
            Ok(ClassFact { id: r.id.as_str().into(), members })
        };
        records.classes.iter().map(one).collect()
    }

    pub(super) fn said(&self, statements: &[Statement]) -> Result<Voices> {
        let mut voices = self.voices.borrow_mut();
        let from = u32::try_from(voices.len()).context("too many statements")?;
        for statement in statements {
            let denies = statement.stance == aicloud_core::model::Stance::Denies;
            voices.push(Said { source: find(&self.sources, &statement.source)?, denies });
        }
        Ok(Voices { from, count: u32::try_from(statements.len()).context("too many statements")? })
    }

    /// The first day of a stage or a price. What was seen in a month or a year
    /// is certain only from its last day, or from the day on which it was read.
    pub(super) fn began(
        &self,
        from: PartialDate,
        dated: Dated,
        sources: &[Statement],
    ) -> Result<Day> {
        if dated != Dated::Observed {
            return Ok(from.first_day());
        }
        let read = sources.iter().map(|statement| find(&self.read, &statement.source));
        let read = read.collect::<Result<Vec<Day>>>()?.into_iter().min();
        Ok(read.map_or(from.last_day(), |read| from.last_day().min(read)))
    }

    fn product(&self, r: &Product) -> Result<ProductFact> {
        Ok(ProductFact {
            id: r.id.as_str().into(),
            names: Packed::from(ProductNames {
                full: r.name.as_str().into(),
                short: r.short.as_str().into(),
                aliases: boxed(&r.aliases),
            }),
            kind: r.kind,
            task: r.task,
            vendor: find(&self.providers, &r.vendor)?,
            layer: r.layer,
            developed_with: match &r.developed_with {
                Known::Unknown => None,
                Known::Is(partners) => Some(find_all(&self.providers, partners)?),
            },
            hosting: r.licence.hosting,
            released: r.released.map(|date| (date.first_day(), date.last_day())),
            part_of: r.part_of.as_ref().map(|id| find(&self.products, id)).transpose()?,
            succeeded_by: r.succeeded_by.as_ref().map(|id| find(&self.products, id)).transpose()?,
            said: self.said(&r.sources)?,
            launched: Packed::from(Vec::new()),
            concerns: Packed::from(Concerns {
                access: match &r.access {
                    Known::Unknown => None,
                    Known::Is(access) => Some(access.clone()),
                },
                ..Concerns::default()
            }),
        })
    }

    fn scope(&self, r: &Scope) -> Result<ScopeFact> {
        Ok(ScopeFact {
            products: find_all(&self.products, &r.products)?,
            vendor: r.vendor.as_ref().map(|id| find(&self.providers, id)).transpose()?,
            kinds: r.kinds.clone(),
            layer: r.layer,
            access: r.access,
            without_access: r.without_access,
            developed_with_third_party: r.developed_with_third_party,
            except: find_all(&self.products, &r.except)?,
            segments: find_all(&self.segments, &r.segments)?,
            regions: boxed(&r.regions),
        })
    }

    fn term(&self, r: &Term, agreement: &Id) -> Result<TermFact> {
        let until_sources = if r.until_sources.is_empty() { &r.sources } else { &r.until_sources };
        let grantee = match self.classes.get(&r.grantee) {
            Some(class) => Party::Class(*class),
            None => Party::Provider(find(&self.providers, &r.grantee)?),
        };
        let unstated =
            r.unstated.iter().map(|open| (open.field.as_str().into(), open.says.as_str().into()));
        Ok(TermFact {
            id: r.id.as_str().into(),
            agreement: agreement.as_str().into(),
            rank: r.rank,
            effect: r.effect,
            action: r.action,
            grantor: find(&self.providers, &r.grantor)?,
            grantee,
            among: r.among.as_ref().map(|id| find(&self.classes, id)).transpose()?,
            scope: self.scope(&r.scope)?,
            from: r.from.first_day(),
            until: r.until.map(PartialDate::last_day),
            until_at_least: r.until_at_least.map(PartialDate::last_day),
            until_said: self.said(until_sources)?,
            superseded_by: Vec::new(),
            exception_to: find_all(&self.terms, &r.exception_to)?,
            said: self.said(&r.sources)?,
            unstated: unstated.collect(),
        })
    }

    fn dispute(&self, r: &Dispute) -> Result<DisputeFact> {
        let until_sources = if r.until_sources.is_empty() { &r.sources } else { &r.until_sources };
        Ok(DisputeFact {
            id: r.id.as_str().into(),
            by: find(&self.providers, &r.by)?,
            sellers: find_all(&self.providers, &r.sellers)?,
            scope: self.scope(&r.scope)?,
            from: r.from.first_day(),
            until: r.until.map(PartialDate::last_day),
            until_said: self.said(until_sources)?,
            said: self.said(&r.sources)?,
        })
    }

    /// Turns `supersedes` around: the engine asks what ended a term.
    fn terms(&self, records: &Records) -> Result<Listed<TermFact>> {
        let by_id = terms_by_id(records).into_iter();
        let terms = by_id.map(|(term, agreement)| self.term(term, &agreement.id));
        let mut terms: Vec<TermFact> = terms.collect::<Result<_>>()?;
        for term in records.agreements.iter().flat_map(|agreement| &agreement.terms) {
            let by = find(&self.terms, &term.id)?;
            for ended in find_all(&self.terms, &term.supersedes)? {
                terms[ended.place()].superseded_by.push(by);
            }
        }
        Ok(terms.into_iter().collect())
    }

    fn withdrawn(&self, records: &Records) -> Result<Vec<SourceIx>> {
        let sources = records.overrides.iter().filter_map(|wanted| wanted.withdraw.as_ref());
        sources.map(|id| find(&self.sources, id)).collect()
    }

    fn sources(&self, records: &Records) -> Result<Listed<SourceFact>> {
        let one = |r: &aicloud_core::model::Source| {
            let prices = r.publishes_prices.as_ref();
            let prices =
                prices.map(|p| Ok::<_, anyhow::Error>((find(&self.providers, &p.of)?, p.form)));
            Ok(SourceFact {
                id: r.id.as_str().into(),
                published: r.published.last_day().min(r.retrieved.last_day()),
                prices: prices.transpose()?,
            })
        };
        records.sources.iter().map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::position;
    use aicloud_core::facts::voices::VoiceList;
    use aicloud_core::facts::{MOST, Said, SourceIx, Voices};

    #[test]
    fn the_last_position_that_a_statement_can_name_is_kept_and_the_next_refused() {
        let last = position(usize::try_from(MOST - 1).unwrap()).unwrap();
        let said = [false, true].map(|denies| Said { source: SourceIx(last), denies });
        let kept: Vec<Said> =
            said.into_iter().collect::<VoiceList>().stretch(Voices { from: 0, count: 2 }).collect();
        assert_eq!(kept, said);
        let error = position(usize::try_from(MOST).unwrap()).unwrap_err();
        assert_eq!(error.to_string(), "more than 8388608 records of one kind; that is the most");
    }
}
