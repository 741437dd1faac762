//! What an answer does not know, and what it would be if it did.

use crate::model::{Effect, EvidenceClass, Id, Layer, PartialDate, PrecedenceRule, Tri, Unstated};

use crate::rights::decide::{Decision, Overruled, right_in};
use crate::rights::lens::Lens;
use crate::rights::question::{Question, Right};
use crate::rights::side::Why;
use crate::rights::world::{Open, Value, World, values};

/// Something that no source states, or that rests on weak evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The field that is open.
    pub field: String,
    /// Of which record.
    pub of: String,
    /// What the answer would be for each value, where that was tried.
    pub values: Vec<(String, Right)>,
    /// The gap in words.
    pub text: String,
}

impl Gap {
    fn plain(field: &str, of: &str, text: String) -> Self {
        Self { field: field.to_owned(), of: of.to_owned(), values: Vec::new(), text }
    }

    /// Whether the answer is not without reserve because of it.
    pub fn is_reserve(&self) -> bool {
        self.field == "regions" || self.decides()
    }

    /// Whether the answer hangs on it.
    fn decides(&self) -> bool {
        self.values.windows(2).any(|pair| matches!(pair, [a, b] if a.1 != b.1))
    }
}

/// Everything an answer does not know.
pub fn gaps(question: &Question<'_>, decision: &Decision, lens: &Lens<'_>) -> Vec<Gap> {
    let mut gaps: Vec<Gap> =
        decision.opened.iter().map(|open| tried(*open, question, lens)).collect();
    for reason in &decision.because {
        if let Why::Term(term) = reason.why {
            of_term(term, question, decision, lens, &mut gaps);
        }
    }
    gaps.extend(decision.overruled.iter().filter_map(|beaten| narrow_victory(*beaten, lens)));
    gaps.extend(
        leanings(question, decision, lens).map(|leaning| leaning_gap(&leaning, question, lens)),
    );
    gaps.extend(silence(question, decision, lens));
    gaps
}

/// Whether an answer is not without reserve: it holds in some regions only, or
/// it rests on weak evidence without which it would be another. Open fields need no second look: a settled answer is the same for
/// every value that they may have.
pub fn hangs(question: &Question<'_>, decision: &Decision, lens: &Lens<'_>) -> bool {
    let regional = decision.because.iter().any(|reason| match reason.why {
        Why::Term(term) => is_regional(term, question, lens),
        Why::Implied(_) => false,
    });
    regional
        || (decision.right != Right::Unknown && leanings(question, decision, lens).next().is_some())
}

/// A victory that a lawyer would look at twice: between terms of different
/// parties by date alone, or of a later grant over an exclusivity that somebody
/// else held before, by the narrower scope alone.
fn narrow_victory(beaten: Overruled, lens: &Lens<'_>) -> Option<Gap> {
    let (out, by) = (lens.catalog.term(beaten.term), lens.catalog.term(beaten.by));
    let given_away = out.effect == Effect::Exclusive && out.from.first_day() < by.from.first_day();
    let text = match beaten.rule {
        _ if out.grantee == by.grantee => return None,
        PrecedenceRule::Recency => {
            format!(
                "only their dates decide between {} and {}, which name different parties",
                out.id, by.id
            )
        }
        PrecedenceRule::Specificity if given_away => format!(
            "{} grants what {} had given to somebody else before; only its narrower scope decides",
            by.id, out.id
        ),
        _ => return None,
    };
    Some(Gap::plain("from", &by.id, text))
}

/// Why there is no answer although no field is open.
fn silence(question: &Question<'_>, decision: &Decision, lens: &Lens<'_>) -> Option<Gap> {
    if decision.right != Right::Unknown || !decision.opened.is_empty() {
        return None;
    }
    let product = &lens.catalog.product(question.product).id;
    let seller = &lens.catalog.provider(question.seller).id;
    Some(if decision.because.is_empty() {
        let text =
            format!("no term, licence or offer in the data bears on {seller} selling {product}");
        Gap::plain("terms", product, text)
    } else {
        let text =
            format!("a source lets {product} be hosted, and none says that {seller} may sell it");
        Gap::plain("action", product, text)
    })
}

/// An open field, with what each of its values would give.
fn tried(open: Open, question: &Question<'_>, lens: &Lens<'_>) -> Gap {
    let catalog = lens.catalog;
    let (field, of, text) = match open {
        Open::Access(product, access) => {
            let access = format!("{access:?}").to_lowercase();
            let of = catalog.product(product).id.to_string();
            (format!("access.{access}"), of.clone(), format!("whether {of} is an {access} product"))
        }
        Open::Layer(product) => {
            let of = catalog.product(product).id.to_string();
            ("layer".to_owned(), of.clone(), format!("whether {of} is stateless or stateful"))
        }
        Open::DevelopedWith(product) => {
            let of = catalog.product(product).id.to_string();
            let text = format!("whether a third party helped to develop {of}");
            ("developed_with".to_owned(), of, text)
        }
        Open::Licence(product) => {
            let of = catalog.product(product).id.to_string();
            let text = format!("whether the licence of {of} lets anyone host it");
            ("licence.hosting".to_owned(), of, text)
        }
        Open::Member(class, provider) => {
            let (class, provider) = (&catalog.class(class).id, &catalog.provider(provider).id);
            let text = format!("whether {provider} belongs to the class {class}");
            (format!("member.{provider}"), class.to_string(), text)
        }
        Open::Host(product, seller) => {
            let of = catalog.product(product).id.to_string();
            let text = format!("who runs {of} where {} sells it", catalog.provider(seller).id);
            ("hosted_by".to_owned(), of, text)
        }
    };
    let world = |value| World::default().with(open, value);
    let right = |value| right_in(question, lens, &world(value));
    let values = values(lens, open).into_iter();
    let values = values.map(|value| (value_word(value, lens), right(value))).collect();
    Gap { field, of, values, text }
}

fn value_word(value: Value, lens: &Lens<'_>) -> String {
    match value {
        Value::Yes => "yes".to_owned(),
        Value::No => "no".to_owned(),
        Value::Layer(Layer::Stateful) => "stateful".to_owned(),
        Value::Layer(_) => "stateless".to_owned(),
        Value::Host(host) => lens.catalog.provider(host).id.to_string(),
    }
}

/// Whether a term covers only some regions while none is asked about.
fn is_regional(term: Id, question: &Question<'_>, lens: &Lens<'_>) -> bool {
    question.region.is_none() && !lens.catalog.term(term).scope.regions.is_empty()
}

/// What no source states about a term that decided.
fn of_term(
    position: Id,
    question: &Question<'_>,
    decision: &Decision,
    lens: &Lens<'_>,
    gaps: &mut Vec<Gap>,
) {
    let term = lens.catalog.term(position);
    for Unstated { field, says } in &term.unstated {
        // What access means is no question for a product whose access is known.
        if field == "access" && decision.opened.is_empty() {
            continue;
        }
        gaps.push(Gap::plain(field, &term.id, says.clone()));
    }
    let promised = term.until_at_least.map(PartialDate::last_day);
    if let Some(promised) = promised.filter(|promised| *promised < question.as_of) {
        let text = format!(
            "it was promised until {promised} at least; no source says that it still holds"
        );
        gaps.push(Gap::plain("until", &term.id, text));
    }
    if is_regional(position, question, lens) {
        let regions: Vec<&str> = term.scope.regions.iter().map(|region| &**region).collect();
        let text = format!("it covers only {}", regions.join(", "));
        gaps.push(Gap::plain("regions", &term.id, text));
    }
}

/// A membership that no party states and without which the answer would differ.
struct Leaning {
    open: Open,
    strength: EvidenceClass,
    member: bool,
    otherwise: Right,
}

/// Memberships that the answer leans on although no party states them.
fn leanings<'l>(
    question: &'l Question<'_>,
    decision: &'l Decision,
    lens: &'l Lens<'_>,
) -> impl Iterator<Item = Leaning> + 'l {
    let catalog = lens.catalog;
    let bears = move |class: &Id| {
        catalog.terms_on(question.product).any(|term| {
            let record = catalog.term(term);
            let names = record.among == Some(*class) || record.grantee == *class;
            names && lens.in_force(term, question.as_of)
        })
    };
    catalog.class_ids().filter(bears).filter_map(move |class| {
        let (member, strength) = lens.member(class, question.seller);
        let strength =
            strength.filter(|strength| strength.is_weaker_than(EvidenceClass::Primary))?;
        let (member, value) = match member {
            Tri::Yes => (true, Value::No),
            Tri::No => (false, Value::Yes),
            Tri::Unknown => return None,
        };
        let open = Open::Member(class, question.seller);
        let otherwise = right_in(question, lens, &World::default().with(open, value));
        let leaning = Leaning { open, strength, member, otherwise };
        (otherwise != decision.right).then_some(leaning)
    })
}

/// A leaning in words.
fn leaning_gap(leaning: &Leaning, question: &Question<'_>, lens: &Lens<'_>) -> Gap {
    let mut gap = tried(leaning.open, question, lens);
    gap.text = format!(
        "{}; {} reading says that it {}, otherwise the answer would be {}",
        gap.text,
        reading(leaning.strength),
        if leaning.member { "does" } else { "does not" },
        leaning.otherwise.word()
    );
    gap
}

fn reading(strength: EvidenceClass) -> &'static str {
    match strength {
        EvidenceClass::Primary => "a party's",
        EvidenceClass::Press => "a press",
        EvidenceClass::Analyst => "an analyst's",
        EvidenceClass::Catalogue => "a catalogue's",
        EvidenceClass::Inferred => "an inferred",
    }
}

impl Right {
    /// The answer as the lower-case word that scripts read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Permitted => "permitted",
            Self::Prohibited => "prohibited",
            Self::Contested => "contested",
            Self::Unknown => "unknown",
        }
    }
}
