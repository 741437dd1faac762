//! Offers, prices and discounts to facts.

use anyhow::Result;

use crate::compile::{Compiler, boxed, find, find_all, head};
use aicloud_core::facts::listed::Listed;
use aicloud_core::facts::{DiscountFact, HostingFact, OfferFact, PriceFact, StageFact, Voices};
use aicloud_core::model::{
    Dated, Discount, Host, Offer, PartialDate, Price, Records, Stage, Stance, Statement,
};

impl Compiler<'_> {
    pub(super) fn offers(&self, records: &Records) -> Result<Listed<OfferFact>> {
        let offers = records.offers.iter().zip(&self.stated);
        offers.map(|(offer, stated)| self.offer(offer, stated, records)).collect()
    }

    /// An offer with the prices that others state for it.
    fn offer(&self, r: &Offer, stated: &[&Price], records: &Records) -> Result<OfferFact> {
        let service = find(&self.services, &r.service)?;
        let shop = records.services.get(service.place());
        let service_segments = shop.map(|shop| shop.segments.as_slice()).unwrap_or_default();
        let segments = if r.segments.is_empty() { service_segments } else { &r.segments };
        let hosting = |h: &aicloud_core::model::Hosting| {
            Ok(HostingFact {
                host: match &h.host {
                    Host::Unknown => None,
                    Host::Provider(id) => Some(find(&self.providers, id)?),
                },
                from: h.from.map(PartialDate::first_day),
                said: self.said(&h.sources)?,
            })
        };
        let prices = r.prices.iter().chain(stated.iter().copied());
        Ok(OfferFact {
            id: r.id.as_str().into(),
            product: find(&self.products, &r.product)?,
            service,
            seller: match &r.seller {
                Some(seller) => find(&self.providers, seller)?,
                None => find(&self.providers, &head(&r.service)?)?,
            },
            channel: r.channel,
            model_id: r.model_id.as_deref().map(Into::into),
            hosted_by: r.hosted_by.iter().map(hosting).collect::<Result<_>>()?,
            appointed: r.appointed,
            segments: find_all(&self.segments, segments)?,
            stages: self.stages(&r.stages)?,
            prices: prices.map(|price| self.price(price)).collect::<Result<Vec<_>>>()?.into(),
        })
    }

    /// Stages in order. A source that dates one otherwise asserts its own date, until
    /// somebody who gives the date of the record is heard.
    fn stages(&self, stages: &[Stage]) -> Result<Vec<StageFact>> {
        let mut facts = Vec::new();
        for s in stages {
            let fact = |from: PartialDate, sources: &[Statement], moved_by: Voices| {
                Ok::<_, anyhow::Error>(StageFact {
                    stage: s.stage,
                    from: self.began(from, s.dated, sources)?,
                    dated: s.dated,
                    regions: boxed(&s.regions),
                    until_at_least: s.until_at_least.map(PartialDate::last_day),
                    replaced_by: find_all(&self.products, &s.replaced_by)?,
                    said: self.said(sources)?,
                    moved_by,
                })
            };
            let (otherwise, same): (Vec<Statement>, Vec<Statement>) =
                s.sources.iter().cloned().partition(|statement| dates_otherwise(statement, s));
            if !same.iter().any(|statement| statement.stance == Stance::Asserts) {
                facts.push(fact(s.from, &s.sources, Voices::default())?);
                continue;
            }
            let own = fact(s.from, &same, Voices::default())?;
            for statement in &otherwise {
                let from = statement.dates_it.unwrap_or(s.from);
                facts.push(fact(from, std::slice::from_ref(statement), own.said)?);
            }
            facts.push(own);
        }
        facts.sort_by_key(|fact| fact.from);
        Ok(facts)
    }

    fn price(&self, r: &Price) -> Result<PriceFact> {
        let until_sources = if r.until_sources.is_empty() { &r.sources } else { &r.until_sources };
        Ok(PriceFact {
            scope: r.scope,
            within: boxed(&r.within),
            tier: r.tier,
            context_over: r.context_over,
            state: r.state,
            input: r.input,
            cached_input: r.cached_input,
            cache_write: r.cache_write,
            cache_write_lifetime: r.cache_write_lifetime.as_deref().map(Into::into),
            cache_write_1h: r.cache_write_1h,
            output: r.output,
            as_stated: r.as_stated.as_deref().map(Into::into),
            from: self.began(r.from, r.dated, &r.sources)?,
            dated: r.dated,
            until: r.until.map(PartialDate::last_day),
            until_at_least: r.until_at_least.map(PartialDate::last_day),
            until_said: self.said(until_sources)?,
            said: self.said(&r.sources)?,
        })
    }

    pub(super) fn discount(&self, r: &Discount) -> Result<DiscountFact> {
        Ok(DiscountFact {
            id: r.id.as_str().into(),
            clouds: find_all(&self.providers, &r.clouds)?,
            services: find_all(&self.services, &r.services)?,
            products: find_all(&self.products, &r.products)?,
            tiers: r.tiers.clone(),
            percent_off: r.percent_off,
            input: r.input,
            cached_input: r.cached_input,
            cache_write: r.cache_write,
            output: r.output,
            from: r.from.first_day(),
            until: r.until.map(PartialDate::last_day),
        })
    }
}

/// Whether a statement gives a stage a date that lies outside that of the record.
/// What was only seen has no date that could be another.
fn dates_otherwise(statement: &Statement, stage: &Stage) -> bool {
    let is_other = |date: PartialDate| {
        date.last_day() < stage.from.first_day() || stage.from.last_day() < date.first_day()
    };
    stage.dated != Dated::Observed && statement.dates_it.is_some_and(is_other)
}
