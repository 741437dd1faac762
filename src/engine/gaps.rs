//! What an answer does not know, and what it would be if it did.

use crate::data::facts::{Party, TermIx};
use crate::model::{Effect, EvidenceClass, Layer, Rule, Tri};

use super::decide::{Outcome, Question, Right, Why, right_in};
use super::lens::Lens;
use super::world::{Open, Value, World, values};

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

    /// Whether the answer hangs on it.
    pub fn decides(&self) -> bool {
        self.values.windows(2).any(|pair| matches!(pair, [a, b] if a.1 != b.1))
    }
}

/// Everything an answer does not know.
pub(super) fn gaps(
    question: &Question<'_>,
    right: Right,
    outcome: Option<&Outcome>,
    opened: &[Open],
    lens: &Lens<'_>,
) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = opened.iter().map(|open| tried(*open, question, lens)).collect();
    let Some(outcome) = outcome else { return gaps };
    for why in &outcome.deciding {
        if let Why::Term(term) = why {
            of_term(*term, question, lens, &mut gaps);
        }
    }
    gaps.extend(outcome.overruled.iter().filter_map(|beaten| {
        let (out, by) = (&lens.facts[beaten.term], &lens.facts[beaten.by]);
        (beaten.rule == Rule::Recency && out.grantee != by.grantee).then(|| {
            let text = format!(
                "only their dates decide between {} and {}, which name different parties",
                out.id, by.id
            );
            Gap::plain("from", &by.id, text)
        })
    }));
    weak_memberships(question, right, outcome, lens, &mut gaps);
    if right == Right::Unknown && outcome.deciding.is_empty() {
        let facts = lens.facts;
        let text = format!(
            "no term, licence or offer in the data bears on {} selling {}",
            facts[question.seller].id, facts[question.product].id
        );
        gaps.push(Gap::plain("terms", &facts[question.product].id, text));
    } else if right == Right::Unknown {
        let text =
            "a source lets it be hosted, and none says that this cloud may sell it".to_owned();
        gaps.push(Gap::plain("action", &lens.facts[question.product].id, text));
    }
    gaps
}

/// An open field, with what each of its values would give.
fn tried(open: Open, question: &Question<'_>, lens: &Lens<'_>) -> Gap {
    let facts = lens.facts;
    let (field, of, text) = match open {
        Open::Access(product, access) => {
            let access = format!("{access:?}").to_lowercase();
            let of = facts[product].id.to_string();
            (format!("access.{access}"), of.clone(), format!("whether {of} is an {access} product"))
        }
        Open::Layer(product) => {
            let of = facts[product].id.to_string();
            ("layer".to_owned(), of.clone(), format!("whether {of} is stateless or stateful"))
        }
        Open::DevelopedWith(product) => {
            let of = facts[product].id.to_string();
            let text = format!("whether a third party helped to develop {of}");
            ("developed_with".to_owned(), of, text)
        }
        Open::Licence(product) => {
            let of = facts[product].id.to_string();
            let text = format!("whether the licence of {of} lets anyone host it");
            ("licence.hosting".to_owned(), of, text)
        }
        Open::Member(class, provider) => {
            let (class, provider) = (&facts[class].id, &facts[provider].id);
            let text = format!("whether {provider} counts among the {}", class.replace('-', " "));
            (format!("member.{provider}"), class.to_string(), text)
        }
        Open::Host(product, seller) => {
            let of = facts[product].id.to_string();
            let text = format!("who runs {of} where {} sells it", facts[seller].id);
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
        Value::Host(host) => lens.facts[host].id.to_string(),
    }
}

/// What no source states about a term that decided.
fn of_term(position: TermIx, question: &Question<'_>, lens: &Lens<'_>, gaps: &mut Vec<Gap>) {
    let term = &lens.facts[position];
    for (field, says) in &term.unstated {
        gaps.push(Gap::plain(field, &term.id, says.to_string()));
    }
    if let Some(promised) = term.until_at_least.filter(|promised| *promised < question.as_of) {
        let text = format!(
            "it was promised until {promised} at least; no source says that it still holds"
        );
        gaps.push(Gap::plain("until", &term.id, text));
    }
    if question.region.is_none() && !term.scope.regions.is_empty() {
        let text = format!("it covers only {}", term.scope.regions.join(", "));
        gaps.push(Gap::plain("regions", &term.id, text));
    }
}

/// Memberships that the answer hangs on although no party states them.
fn weak_memberships(
    question: &Question<'_>,
    right: Right,
    outcome: &Outcome,
    lens: &Lens<'_>,
    gaps: &mut Vec<Gap>,
) {
    let facts = lens.facts;
    let mut classes = Vec::new();
    for position in &facts[question.product].terms {
        let term = &facts[*position];
        let class = match (term.effect, term.grantee) {
            (Effect::Exclusive, _) => term.among,
            (_, Party::Class(class)) => Some(class),
            _ => None,
        };
        if lens.in_force(*position, question.as_of) {
            classes.extend(class.filter(|class| !classes.contains(class)));
        }
    }
    let actors = std::iter::once(question.seller);
    for (class, actor) in
        classes.into_iter().flat_map(|class| actors.clone().map(move |a| (class, a)))
    {
        let (member, strength) = lens.member(class, actor);
        let weak = strength.is_some_and(|strength| strength < EvidenceClass::Primary);
        if member == Tri::Unknown || !weak {
            continue;
        }
        let open = Open::Member(class, actor);
        let mut gap = tried(open, question, lens);
        if gap.decides() && !outcome.deciding.is_empty() {
            let (says, other) =
                if member == Tri::Yes { ("does", "no") } else { ("does not", "yes") };
            let class_word = strength.map_or("a", |class| match class {
                EvidenceClass::Analyst => "an analyst's",
                EvidenceClass::Press => "a press",
                EvidenceClass::Catalogue => "a catalogue's",
                _ => "an inferred",
            });
            let otherwise = gap.values.iter().find(|(value, _)| value == other);
            let otherwise = otherwise.map_or(right, |(_, right)| *right);
            gap.text = format!(
                "{}; {class_word} reading says that it {says}, otherwise the answer would be {}",
                gap.text,
                otherwise.word()
            );
            gaps.push(gap);
        }
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
