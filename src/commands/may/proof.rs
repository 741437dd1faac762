//! The decision of `may` in words: in short, and the whole proof.

use crate::output::words::{Face, price_short, stage_full};
use crate::output::{Document, Page, prose};
use aicloud_core::catalog::Catalog;
use aicloud_core::clean::clean;
use aicloud_core::model::{Id, PrecedenceRule, PriceState};
use aicloud_core::rights::decide::{Overruled, Reason, rule_word};
use aicloud_core::rights::flips::Flip;
use aicloud_core::rights::gaps::Gap;
use aicloud_core::rights::hindsight::Revision;
use aicloud_core::rights::side::Implied;
use aicloud_core::rights::{Asked, Right, Why};
use aicloud_query::may::{MayAnswer, without};
use aicloud_query::reasons;
use aicloud_query::values::{DateSpan, count};

/// A decision in words.
pub(super) struct Proof<'a> {
    pub(super) verdict: &'a MayAnswer<'a>,
}

/// A part of a proof.
pub(super) struct ProofSection {
    /// Its heading.
    pub(super) title: &'static str,
    /// Its entries.
    pub(super) items: Vec<String>,
}

impl<'a> Proof<'a> {
    /// The words of a decision.
    pub(super) fn new(verdict: &'a MayAnswer<'a>) -> Self {
        Self { verdict }
    }
}

impl Proof<'_> {
    fn names(&self) -> (String, String, String) {
        let catalog = self.verdict.lens.catalog;
        let segment = &catalog.segment(self.verdict.question.segment).id;
        let region = self
            .verdict
            .question
            .region
            .map_or(String::new(), |region| format!(" in {}", clean(region)));
        (
            catalog.provider(self.verdict.question.seller).name.clone(),
            catalog.product(self.verdict.question.product).name.clone(),
            format!("{segment} customers{region}"),
        )
    }

    /// The answer in one sentence.
    pub(super) fn sentence(&self) -> String {
        let (cloud, product, whom) = self.names();
        let newest = self.verdict.lens.catalog.basis.newest;
        let day = match self.verdict.question.as_of {
            day if day > newest => format!("{day}, if nothing changes after {newest},"),
            day => day.to_string(),
        };
        let verb = match self.verdict.question.asked {
            Asked::Sell => "sell",
            Asked::Host => "host",
        };
        match self.verdict.decision.right {
            Right::Permitted if self.verdict.decision.appointed => {
                format!("PERMITTED. On {day} {cloud} may {verb} {product} to {whom}.")
            }
            Right::Permitted => format!(
                "PERMITTED, not appointed. On {day} nothing bars {cloud} from {verb}ing {product} to {whom}; \
                 the vendor is not known to have chosen this cloud."
            ),
            Right::Prohibited => {
                format!("PROHIBITED. On {day} {cloud} may not {verb} {product} to {whom}.")
            }
            Right::Contested => {
                format!(
                    "CONTESTED. On {day} it is disputed whether {cloud} may {verb} {product} to {whom}."
                )
            }
            Right::Unknown => {
                format!(
                    "UNKNOWN. On {day} no source settles whether {cloud} may {verb} {product} to {whom}."
                )
            }
        }
    }

    pub(super) fn availability(&self) -> String {
        let catalog = self.verdict.lens.catalog;
        let listing = self.verdict.row.listing;
        let mut text = stage_full(listing.stage()).to_owned();
        if let Some(day) = listing.since() {
            text += &format!(" since {day}");
        }
        if let Some(day) = listing.seen() {
            text += &format!(", seen on {day}");
        }
        if let Some(service) = self.verdict.row.service {
            text += &format!(", {}", catalog.service(service).name);
        }
        let priced =
            self.verdict.row.quote.as_ref().is_some_and(|q| q.state == Some(PriceState::Priced));
        if let Some(price) = price_short(&self.verdict.row).filter(|_| priced) {
            text += &format!(", {price} USD per 1M tokens in/out");
        }
        text
    }

    fn not_existing(&self) -> Option<String> {
        let released = self.verdict.lens.catalog.product(self.verdict.question.product).released?;
        (released.first_day() > self.verdict.question.as_of).then(|| {
            format!(
                "It was first released {}: it did not exist then.",
                DateSpan(released.first_day(), released.last_day())
            )
        })
    }

    pub(super) fn period(&self) -> String {
        let since = self
            .verdict
            .since()
            .map_or("as far back as the data goes".to_owned(), |day| format!("since {day}"));
        let next = self.verdict.next().map_or("no change known ahead".to_owned(), |change| {
            format!("{} from {}", change.right.word(), change.day)
        });
        format!("{since}; {next}")
    }

    /// That the right hangs on one source, where it does, or on each of several.
    pub(super) fn lone_source(&self) -> Option<String> {
        let sources = self.verdict.lone_sources();
        let alone = sources
            .iter()
            .map(|source| format!("on {} alone", self.verdict.lens.catalog.source(*source).id));
        let alone: Vec<String> = alone.collect();
        (!alone.is_empty()).then(|| format!("the right hangs {}", alone.join(", and ")))
    }

    /// When what it rests on was last read, and how long before the asked day.
    fn evidence_age(&self) -> Option<String> {
        let read = self.verdict.evidence_read()?;
        let age = match usize::try_from(self.verdict.question.as_of.since(read)) {
            Ok(days) if days > 0 => format!(", {} before", count(days, "day", "days")),
            _ => String::new(),
        };
        Some(format!("each part has a source read on {read} or later{age}"))
    }

    /// What would change the answer, or how far that was looked for.
    pub(super) fn flip_texts(&self) -> Vec<String> {
        let flips = self.verdict.flips();
        if flips.is_empty() {
            return vec![
                "leaving out any one or two of its terms, disputes or sources would not".to_owned(),
            ];
        }
        flips.iter().map(|flip| flip_text(flip, self.verdict.lens.catalog)).collect()
    }

    /// What later sources changed about that day, where they did.
    pub(super) fn learnt(&self) -> Option<String> {
        let revisions = self.verdict.revisions();
        let (first, later) = revisions.split_first()?;
        let catalog = self.verdict.lens.catalog;
        let step = |revision: &Revision| {
            let by = revision.sources.first().map_or("", |source| &*catalog.source(*source).id);
            format!("{} from {} ({by})", revision.right.word(), revision.known_by)
        };
        let steps: Vec<String> = later.iter().map(step).collect();
        let (was, by) = (first.right.word(), first.known_by);
        Some(format!(
            "by what was public on {by} it was {was}; with later sources {}",
            steps.join(", then ")
        ))
    }

    /// The verdict, its word in the colour of what it means.
    fn headline(&self, page: &Page) -> Document {
        let sentence = self.sentence();
        let (word, rest) = sentence.split_at(sentence.find(['.', ' ']).unwrap_or(sentence.len()));
        let word = Face::of(self.verdict.decision.right, true).tinted(word, page);
        Document::titled(format!("{word}{rest}"))
    }

    /// The answer in short.
    pub(super) fn short(&self, page: &Page) -> Document {
        let catalog = self.verdict.lens.catalog;
        let decision = &self.verdict.decision;
        let disputes: Vec<&str> =
            decision.disputes.iter().map(|d| &*catalog.dispute(*d).id).collect();
        let overruled = decision.overruled.iter().map(|b| {
            format!(
                "{} by {} ({})",
                catalog.term(b.term).id,
                catalog.term(b.by).id,
                rule_word(b.rule)
            )
        });
        let overruled: Vec<String> = overruled.collect();
        let gaps = self.verdict.gaps();
        let gaps = gaps.iter().filter(|gap| gap.is_reserve() || decision.because.is_empty());
        let gaps: Vec<String> = gaps.map(gap_text).collect();
        let lines = [
            ("because", reasons::ids(decision, catalog).join(", ")),
            ("disputed", disputes.join(", ")),
            ("overruled", overruled.join(", ")),
            ("right", self.period()),
            ("stage", self.availability()),
            ("", self.not_existing().unwrap_or_default()),
            ("hangs on", gaps.join("; ")),
            ("one source", self.lone_source().unwrap_or_default()),
            ("learnt", self.learnt().unwrap_or_default()),
        ];
        let lines = lines.into_iter().filter(|(_, value)| !value.is_empty());
        lines
            .fold(self.headline(page), |document, (label, value)| document.labelled(label, value))
            .blank()
            .line("The whole proof: add --explain.")
            .paragraph(prose::foot(&catalog.basis))
    }

    /// The whole proof.
    pub(super) fn whole(&self, page: &Page) -> Document {
        let notes = [self.evidence_age(), self.lone_source(), self.learnt()];
        let document = self
            .headline(page)
            .paragraph(format!("The right: {}.", self.period()))
            .paragraph(format!("The stage: {}.", self.availability()))
            .lines(self.not_existing())
            .paragraphs(notes.iter().flatten().map(|note| sentence(note)));
        let cited = self.cited();
        let mut sections = self.sections(&cited);
        let gaps = self.verdict.gaps().iter().map(gap_text).collect();
        sections.push(ProofSection { title: "Not stated by any source", items: gaps });
        sections.push(ProofSection { title: "Would change the answer", items: self.flip_texts() });
        let sources = self.source_texts(&cited, page);
        sections.push(ProofSection { title: "Sources", items: sources });
        let sections = sections.into_iter().filter(|section| !section.items.is_empty());
        sections
            .fold(document, |document, section| {
                let document = document.blank().then(Document::titled(section.title));
                section
                    .items
                    .into_iter()
                    .fold(document, |document, item| document.indented(item, 2, 2))
            })
            .blank()
            .paragraph(prose::foot(&self.verdict.lens.catalog.basis))
    }

    /// What speaks for the answer and against it, those parts that hold anything.
    pub(super) fn sections(&self, sources: &[Id]) -> Vec<ProofSection> {
        let (mut pro, mut contra) = (Vec::new(), Vec::new());
        for reason in &self.verdict.decision.because {
            let against = matches!(reason.why, Why::Term(term) if self.verdict.decision.against.contains(&term));
            let side = if against { &mut contra } else { &mut pro };
            side.push(self.reason_text(*reason, sources));
        }
        let disputes = self.verdict.decision.disputes.iter();
        contra.extend(disputes.map(|d| self.dispute_text(*d, sources)));
        let support = self.verdict.decision.corroboration.iter();
        let support = support.map(|r| self.reason_text(*r, sources)).collect();
        let sections = [
            ProofSection { title: "For", items: pro },
            ProofSection { title: "Against", items: contra },
            ProofSection { title: "Overruled", items: self.overruled_texts(sources) },
            ProofSection { title: "Also on the same side", items: support },
        ];
        sections.into_iter().filter(|section| !section.items.is_empty()).collect()
    }

    /// Every source in the proof, in the order of first mention.
    pub(super) fn cited(&self) -> Vec<Id> {
        let mut cited: Vec<Id> = Vec::new();
        let reasons =
            self.verdict.decision.because.iter().chain(&self.verdict.decision.corroboration);
        let overruled = self
            .verdict
            .decision
            .overruled
            .iter()
            .map(|b| self.verdict.lens.voices(&self.verdict.lens.catalog.term(b.term).sources));
        let disputes = self
            .verdict
            .decision
            .disputes
            .iter()
            .map(|d| self.verdict.lens.voices(&self.verdict.lens.catalog.dispute(*d).sources));
        for voices in reasons
            .map(|reason| reason.sources(&self.verdict.question, self.verdict.lens))
            .chain(disputes)
            .chain(overruled)
        {
            cited.extend(
                voices.into_iter().filter(|source| !cited.contains(source)).collect::<Vec<_>>(),
            );
        }
        cited
    }

    fn reason_text(&self, reason: Reason, cited: &[Id]) -> String {
        let catalog = self.verdict.lens.catalog;
        let marks = marks(&reason.sources(&self.verdict.question, self.verdict.lens), cited);
        let says = match reason.why {
            Why::Term(term) => catalog.term(term).says.clone(),
            Why::Implied(Implied::Own) => "it is the vendor's own product".to_owned(),
            Why::Implied(Implied::Licence) => {
                "the licence of the product lets anyone host and sell it".to_owned()
            }
            Why::Implied(Implied::Offer(offer)) => {
                format!("{} is on sale, and no term bears on it", catalog.offer(offer).id)
            }
        };
        format!("{}: {says} {marks}", reasons::id(reason.why, catalog))
    }

    fn dispute_text(&self, position: Id, cited: &[Id]) -> String {
        let dispute = self.verdict.lens.catalog.dispute(position);
        let end = self
            .verdict
            .lens
            .dispute_end(position)
            .map_or("still open".to_owned(), |end| end.to_string());
        let marks = marks(&self.verdict.lens.voices(&dispute.sources), cited);
        format!(
            "{}: {} (from {}, to: {end}) {marks}",
            dispute.id,
            dispute.says,
            dispute.from.first_day()
        )
    }

    fn overruled_texts(&self, cited: &[Id]) -> Vec<String> {
        let catalog = self.verdict.lens.catalog;
        let one = |beaten: &Overruled| {
            let term = catalog.term(beaten.term);
            let why = match beaten.rule {
                PrecedenceRule::Rank => "a public authority outranks private parties",
                PrecedenceRule::Exception => "it is a carve-out from this",
                PrecedenceRule::Authority => "it rests on stronger evidence",
                PrecedenceRule::Specificity => "its scope is narrower",
                PrecedenceRule::Recency => "it is later",
            };
            format!(
                "{}: {} {} Overruled by {} by {}: {why}.",
                term.id,
                term.says,
                marks(&self.verdict.lens.voices(&term.sources), cited),
                catalog.term(beaten.by).id,
                rule_word(beaten.rule)
            )
        };
        self.verdict.decision.overruled.iter().map(one).collect()
    }

    fn source_texts(&self, cited: &[Id], page: &Page) -> Vec<String> {
        let catalog = self.verdict.lens.catalog;
        let one = |(place, position): (usize, &Id)| {
            let source = catalog.source(*position);
            let class = source.class.word();
            let via =
                source.via.as_ref().map_or(String::new(), |via| format!(" (read through {via})"));
            let address =
                if page.width.is_none() { format!(" {}{via}", source.url) } else { String::new() };
            format!(
                "[{}] {} {class}, {}: {}. {}{address}",
                place + 1,
                source.published,
                source.publisher,
                source.title,
                source.id
            )
        };
        let mut texts: Vec<String> = cited.iter().enumerate().map(one).collect();
        if page.width.is_some() && !texts.is_empty() {
            texts.push("Addresses: --wide, -o json, or aicloud show SOURCE".to_owned());
        }
        texts
    }
}

pub(super) fn gap_text(gap: &Gap) -> String {
    let [first, rest @ ..] = gap.values.as_slice() else { return gap.text.clone() };
    if rest.iter().all(|(_, right)| *right == first.1) {
        if first.1 == Right::Unknown {
            return format!("{} (settling this alone would not be enough)", gap.text);
        }
        return format!("{} (it makes no difference: {} either way)", gap.text, first.1.word());
    }
    let mut groups: Vec<(Right, Vec<&str>)> = Vec::new();
    for (value, right) in &gap.values {
        match groups.iter_mut().find(|(known, _)| known == right) {
            Some((_, values)) => values.push(value),
            None => groups.push((*right, vec![value])),
        }
    }
    let groups: Vec<String> = groups
        .iter()
        .map(|(right, values)| format!("{}: {}", values.join(" or "), right.word()))
        .collect();
    format!("{} ({})", gap.text, groups.join("; "))
}

fn flip_text(flip: &Flip, catalog: &Catalog) -> String {
    let (kind, ids) = without(flip, catalog);
    let many = if ids.len() > 1 { "s" } else { "" };
    format!("without the {kind}{many} {}: {}", ids.join(" and "), flip.right.word())
}

/// A sentence part as a sentence.
fn sentence(part: &str) -> String {
    let mut letters = part.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// The numbers of sources in the list at the end: `[1][3]`.
fn marks(sources: &[Id], cited: &[Id]) -> String {
    let places = sources.iter().filter_map(|source| cited.iter().position(|known| known == source));
    let mut places: Vec<usize> = places.map(|place| place + 1).collect();
    places.sort_unstable();
    places.iter().fold(String::new(), |text, place| text + &format!("[{place}]"))
}
