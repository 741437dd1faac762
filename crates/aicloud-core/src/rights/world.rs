//! Unknown fields, decided each way.
//!
//! A decision asks a [`World`] for every fact that may be unknown. The first
//! open field that it meets without a value stops it; it is then decided once
//! for each value that the field may have. So only unknowns that matter are
//! ever tried.

use smallvec::smallvec;

use crate::model::{Access, HostingLicence, Id, Layer, Tri};

use crate::few::Few;
use crate::rights::lens::Lens;

/// A field that no believed source settles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Whether the product has this access.
    Access(Id, Access),
    /// Whether the product keeps state.
    Layer(Id),
    /// Whether a third party helped to develop the product.
    DevelopedWith(Id),
    /// Whether the licence lets anyone host the product.
    Licence(Id),
    /// Whether the provider belongs to the class.
    Member(Id, Id),
    /// Who hosts what the seller sells.
    Host(Id, Id),
}

/// A value that an open field may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// This layer.
    Layer(Layer),
    /// This host.
    Host(Id),
}

/// One way in which the open fields may be settled.
#[derive(Clone, Debug, Default)]
pub struct World {
    settled: Few<(Open, Value)>,
}

/// An answer, or the open field that it first hangs on.
pub type OrOpen<T> = Result<T, Open>;

impl World {
    /// This world with one more field settled.
    #[must_use]
    pub fn with(&self, open: Open, value: Value) -> Self {
        let mut settled = self.settled.clone();
        settled.push((open, value));
        Self { settled }
    }

    /// The value of a field here, where it is settled.
    pub fn value(&self, open: Open) -> Option<Value> {
        self.settled.iter().find(|(field, _)| *field == open).map(|(_, value)| *value)
    }

    fn yes(&self, open: Open) -> OrOpen<bool> {
        self.value(open).map(|value| value == Value::Yes).ok_or(open)
    }

    /// Whether a product has an access.
    ///
    /// # Errors
    /// The field, where it is open.
    pub fn access(&self, lens: &Lens<'_>, product: Id, access: Access) -> OrOpen<bool> {
        match lens.catalog.product(product).access.list() {
            Some(list) => Ok(list.contains(&access)),
            None => self.yes(Open::Access(product, access)),
        }
    }

    /// The layer of a product.
    ///
    /// # Errors
    /// The field, where it is open.
    pub fn layer(&self, lens: &Lens<'_>, product: Id) -> OrOpen<Layer> {
        let open = Open::Layer(product);
        match (lens.catalog.product(product).layer, self.value(open)) {
            (Layer::Unknown, Some(Value::Layer(layer))) => Ok(layer),
            (Layer::Unknown, _) => Err(open),
            (layer, _) => Ok(layer),
        }
    }

    /// Whether a third party helped to develop a product.
    ///
    /// # Errors
    /// The field, where it is open.
    pub fn developed_with_third_party(&self, lens: &Lens<'_>, product: Id) -> OrOpen<bool> {
        match lens.catalog.product(product).developed_with.list() {
            Some(partners) => Ok(!partners.is_empty()),
            None => self.yes(Open::DevelopedWith(product)),
        }
    }

    /// Whether a product's licence lets anyone host and sell it.
    ///
    /// # Errors
    /// The field, where it is open.
    pub fn free_to_host(&self, lens: &Lens<'_>, product: Id) -> OrOpen<bool> {
        match lens.catalog.product(product).licence.hosting {
            HostingLicence::Free => Ok(true),
            HostingLicence::Restricted | HostingLicence::None => Ok(false),
            HostingLicence::Unknown => self.yes(Open::Licence(product)),
        }
    }

    /// Whether a provider belongs to a class. A settled field wins over the
    /// evidence, so that a decision can be tried the other way round.
    ///
    /// # Errors
    /// The field, where it is open.
    pub fn member(&self, lens: &Lens<'_>, class: Id, provider: Id) -> OrOpen<bool> {
        let open = Open::Member(class, provider);
        match (self.value(open), lens.member(class, provider).0) {
            (Some(value), _) => Ok(value == Value::Yes),
            (None, Tri::Yes) => Ok(true),
            (None, Tri::No) => Ok(false),
            (None, Tri::Unknown) => Err(open),
        }
    }
}

/// The values that are worth trying: of hosts that no term tells apart, one.
pub fn ways(lens: &Lens<'_>, world: &World, open: Open) -> Few<Value> {
    let mut ways = values(lens, open);
    let Open::Host(product, seller) = open else { return ways };
    let catalog = lens.catalog;
    let special = |host: Id| {
        host == seller
            || lens.catalog.is_or_belongs_to(host, catalog.product(product).vendor)
            || catalog
                .terms_on(product)
                .any(|term| lens.catalog.is_or_belongs_to(host, catalog.term(term).grantee))
    };
    // What is settled already may tell two hosts apart that the evidence does not.
    let member =
        |class: Id, host: Id| (world.value(Open::Member(class, host)), lens.member(class, host).0);
    let mut seen: Vec<Few<(Option<Value>, Tri)>> = Vec::new();
    ways.retain(|way| match *way {
        Value::Host(host) if !special(host) => {
            let classes = catalog.class_ids().map(|class| member(class, host)).collect();
            let new = !seen.contains(&classes);
            seen.push(classes);
            new
        }
        _ => true,
    });
    ways
}

/// Every value that an open field may have.
pub fn values(lens: &Lens<'_>, open: Open) -> Few<Value> {
    match open {
        Open::Layer(_) => smallvec![Value::Layer(Layer::Stateless), Value::Layer(Layer::Stateful)],
        Open::Host(product, seller) => {
            let vendor = lens.catalog.product(product).vendor;
            let hosts = lens.catalog.provider_ids().filter(|provider| {
                use crate::model::ProviderKind::{Cloud, Host};
                *provider == vendor
                    || *provider == seller
                    || matches!(lens.catalog.provider(*provider).kind, Cloud | Host)
            });
            hosts.map(Value::Host).collect()
        }
        // The fewer rights first, so that a proof which holds either way does
        // not lean on a membership that nobody has confirmed.
        Open::Member(..) | Open::Licence(_) => smallvec![Value::No, Value::Yes],
        Open::Access(..) | Open::DevelopedWith(_) => smallvec![Value::Yes, Value::No],
    }
}
