//! `may` for people: the answer in short, and the whole proof.

use crate::output::pieces::{count, span, wrap};
use crate::output::prose;
use crate::output::words::{Face, stage_full};
use crate::report::Page;
use crate::report::may::{Answer, without};
use crate::report::row::{because, why_id};
use aicloud_core::catalog::Catalog;
use aicloud_core::clean::clean;
use aicloud_core::model::{Id, PriceState, Rule, Term};
use aicloud_core::rights::decide::{Overruled, Reason, rule_word};
use aicloud_core::rights::flips::Flip;
use aicloud_core::rights::gaps::Gap;
use aicloud_core::rights::hindsight::Revision;
use aicloud_core::rights::side::Implied;
use aicloud_core::rights::{Asked, Right, Why};

/// A part of a proof.
pub(super) struct Section {
    /// Its heading.
    pub(super) title: &'static str,
    /// Its entries.
    pub(super) items: Vec<String>,
}

impl Answer<'_> {
    fn names(&self) -> (String, String, String) {
        let catalog = self.lens.catalog;
        let segment = &catalog.segment(self.question.segment).id;
        let region =
            self.question.region.map_or(String::new(), |region| format!(" in {}", clean(region)));
        (
            catalog.provider(self.question.seller).name.to_string(),
            catalog.product(self.question.product).name.to_string(),
            format!("{segment} customers{region}"),
        )
    }

    /// The answer in one sentence.
    pub(super) fn verdict(&self) -> String {
        let (cloud, product, whom) = self.names();
        let newest = self.lens.catalog.basis.newest;
        let day = match self.question.as_of {
            day if day > newest => format!("{day}, if nothing changes after {newest},"),
            day => day.to_string(),
        };
        let verb = match self.question.asked {
            Asked::Sell => "sell",
            Asked::Host => "host",
        };
        match self.decision.right {
            Right::Permitted if self.decision.appointed => {
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
        let catalog = self.lens.catalog;
        let listing = self.row.listing;
        let mut text = stage_full(listing.stage()).to_owned();
        if let Some(day) = listing.since() {
            text += &format!(" since {day}");
        }
        if let Some(day) = listing.seen() {
            text += &format!(", seen on {day}");
        }
        if let Some(service) = self.row.service {
            text += &format!(", {}", catalog.service(service).name);
        }
        let priced = self.row.quote.as_ref().is_some_and(|q| q.state == Some(PriceState::Priced));
        if let Some(price) = crate::output::words::price_short(&self.row).filter(|_| priced) {
            text += &format!(", {price} USD per 1M tokens in/out");
        }
        text
    }

    fn not_existing(&self) -> Option<String> {
        let released = self.lens.catalog.product(self.question.product).released?.days();
        (released.0 > self.question.as_of)
            .then(|| format!("It was first released {}: it did not exist then.", span(released)))
    }

    pub(super) fn period(&self) -> String {
        let since = self
            .since()
            .map_or("as far back as the data goes".to_owned(), |day| format!("since {day}"));
        let next = self.next().map_or("no change known ahead".to_owned(), |change| {
            format!("{} from {}", change.right.word(), change.day)
        });
        format!("{since}; {next}")
    }

    /// That the right hangs on one source, where it does, or on each of several.
    pub(super) fn lone_source(&self) -> Option<String> {
        let sources = self.lone_sources();
        let alone = sources
            .iter()
            .map(|source| format!("on {} alone", self.lens.catalog.source(*source).id));
        let alone: Vec<String> = alone.collect();
        (!alone.is_empty()).then(|| format!("the right hangs {}", alone.join(", and ")))
    }

    /// When what it rests on was last read, and how long before the asked day.
    fn evidence_age(&self) -> Option<String> {
        let read = self.evidence_read()?;
        let age = match usize::try_from(self.question.as_of.since(read)) {
            Ok(days) if days > 0 => format!(", {} before", count(days, "day", "days")),
            _ => String::new(),
        };
        Some(format!("each part has a source read on {read} or later{age}"))
    }

    /// What would change the answer, or how far that was looked for.
    pub(super) fn flip_texts(&self) -> Vec<String> {
        let flips = self.flips();
        if flips.is_empty() {
            return vec![
                "leaving out any one or two of its terms, disputes or sources would not".to_owned(),
            ];
        }
        flips.iter().map(|flip| flip_text(flip, self.lens.catalog)).collect()
    }

    /// What later sources changed about that day, where they did.
    pub(super) fn learnt(&self) -> Option<String> {
        let revisions = self.revisions();
        let (first, later) = revisions.split_first()?;
        let catalog = self.lens.catalog;
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
    fn headline(&self, page: &Page) -> String {
        let verdict = self.verdict();
        let (word, rest) = verdict.split_at(verdict.find(['.', ' ']).unwrap_or(verdict.len()));
        let word = Face::of(self.decision.right, true).tinted(word, page);
        prose::bold(&wrap(&format!("{word}{rest}"), page.cells(), 0), page)
    }

    pub(super) fn short(&self, page: &Page) -> String {
        let catalog = self.lens.catalog;
        let mut text = self.headline(page) + "\n";
        let mut line = |label: &str, value: String| {
            if !value.is_empty() {
                text += &format!(
                    "{label:<11} {}\n",
                    wrap(&value, page.cells() - 12, 0).replace('\n', "\n            ")
                );
            }
        };
        line("because", because(&self.decision, catalog).join(", "));
        let disputes: Vec<&str> =
            self.decision.disputes.iter().map(|d| &*catalog.dispute(*d).id).collect();
        line("disputed", disputes.join(", "));
        let overruled = self.decision.overruled.iter().map(|b| {
            format!(
                "{} by {} ({})",
                catalog.term(b.term).id,
                catalog.term(b.by).id,
                rule_word(b.rule)
            )
        });
        line("overruled", overruled.collect::<Vec<_>>().join(", "));
        line("right", self.period());
        line("stage", self.availability());
        line("", self.not_existing().unwrap_or_default());
        let gaps = self.gaps();
        let gaps = gaps.iter().filter(|gap| gap.is_reserve() || self.decision.because.is_empty());
        line("hangs on", gaps.map(gap_text).collect::<Vec<_>>().join("; "));
        line("one source", self.lone_source().unwrap_or_default());
        line("learnt", self.learnt().unwrap_or_default());
        text += &format!(
            "\nThe whole proof: add --explain.\n{}",
            prose::foot_folded(&catalog.basis, page)
        );
        text
    }

    pub(super) fn proof(&self, records: &Catalog, page: &Page) -> String {
        let mut text = self.headline(page) + "\n";
        text += &format!("{}\n", wrap(&format!("The right: {}.", self.period()), page.cells(), 0));
        text += &format!(
            "{}\n",
            wrap(&format!("The stage: {}.", self.availability()), page.cells(), 0)
        );
        if let Some(line) = self.not_existing() {
            text += &format!("{line}\n");
        }
        for line in [self.evidence_age(), self.lone_source(), self.learnt()].into_iter().flatten() {
            text += &format!("{}\n", wrap(&sentence(&line), page.cells(), 0));
        }
        let cited = self.cited();
        let mut sections = self.sections(records, &cited);
        let gaps = self.gaps().iter().map(gap_text).collect();
        sections.push(Section { title: "Not stated by any source", items: gaps });
        sections.push(Section { title: "Would change the answer", items: self.flip_texts() });
        let sources = self.source_texts(&cited, records, page);
        sections.push(Section { title: "Sources", items: sources });
        for Section { title, items } in sections.iter().filter(|one| !one.items.is_empty()) {
            text += &format!("\n{}\n", prose::bold(title, page));
            for item in items {
                let wrapped = wrap(item, page.cells().saturating_sub(2), 2);
                text += &format!("  {}\n", wrapped.replace('\n', "\n  "));
            }
        }
        text += &format!("\n{}", prose::foot_folded(&self.lens.catalog.basis, page));
        text
    }

    /// What speaks for the answer and against it, those parts that hold anything.
    pub(super) fn sections(&self, records: &Catalog, sources: &[Id]) -> Vec<Section> {
        let (mut pro, mut contra) = (Vec::new(), Vec::new());
        for reason in &self.decision.because {
            let against =
                matches!(reason.why, Why::Term(term) if self.decision.against.contains(&term));
            let side = if against { &mut contra } else { &mut pro };
            side.push(self.reason_text(*reason, records, sources));
        }
        let disputes = self.decision.disputes.iter();
        contra.extend(disputes.map(|d| self.dispute_text(*d, records, sources)));
        let support = self.decision.corroboration.iter();
        let support = support.map(|r| self.reason_text(*r, records, sources)).collect();
        let sections = [
            Section { title: "For", items: pro },
            Section { title: "Against", items: contra },
            Section { title: "Overruled", items: self.overruled_texts(records, sources) },
            Section { title: "Also on the same side", items: support },
        ];
        sections.into_iter().filter(|section| !section.items.is_empty()).collect()
    }

    /// Every source in the proof, in the order of first mention.
    pub(super) fn cited(&self) -> Vec<Id> {
        let mut cited: Vec<Id> = Vec::new();
        let reasons = self.decision.because.iter().chain(&self.decision.corroboration);
        let overruled = self
            .decision
            .overruled
            .iter()
            .map(|b| self.lens.voices(&self.lens.catalog.term(b.term).sources));
        let disputes = self
            .decision
            .disputes
            .iter()
            .map(|d| self.lens.voices(&self.lens.catalog.dispute(*d).sources));
        for voices in reasons
            .map(|reason| reason.sources(&self.question, self.lens))
            .chain(disputes)
            .chain(overruled)
        {
            cited.extend(
                voices.into_iter().filter(|source| !cited.contains(source)).collect::<Vec<_>>(),
            );
        }
        cited
    }

    fn reason_text(&self, reason: Reason, records: &Catalog, cited: &[Id]) -> String {
        let catalog = self.lens.catalog;
        let marks = marks(&reason.sources(&self.question, self.lens), cited);
        let says = match reason.why {
            Why::Term(term) => term_says(&catalog.term(term).id, records)
                .map_or(String::new(), |term| term.says.clone()),
            Why::Implied(Implied::Own) => "it is the vendor's own product".to_owned(),
            Why::Implied(Implied::Licence) => {
                "the licence of the product lets anyone host and sell it".to_owned()
            }
            Why::Implied(Implied::Offer(offer)) => {
                format!("{} is on sale, and no term bears on it", catalog.offer(offer).id)
            }
        };
        format!("{}: {says} {marks}", why_id(reason.why, catalog))
    }

    fn dispute_text(&self, position: Id, records: &Catalog, cited: &[Id]) -> String {
        let fact = self.lens.catalog.dispute(position);
        let disputes = records.agreements.iter().flat_map(|agreement| &agreement.disputes);
        let says =
            disputes.into_iter().find(|d| d.id.as_str() == &*fact.id).map(|d| d.says.clone());
        let end =
            self.lens.dispute_end(position).map_or("still open".to_owned(), |end| end.to_string());
        let marks = marks(&self.lens.voices(&fact.sources), cited);
        format!(
            "{}: {} (from {}, to: {end}) {marks}",
            fact.id,
            says.unwrap_or_default(),
            fact.from.first_day()
        )
    }

    fn overruled_texts(&self, records: &Catalog, cited: &[Id]) -> Vec<String> {
        let catalog = self.lens.catalog;
        let one = |beaten: &Overruled| {
            let says = term_says(&catalog.term(beaten.term).id, records)
                .map_or(String::new(), |term| term.says.clone());
            let why = match beaten.rule {
                Rule::Rank => "a public authority outranks private parties",
                Rule::Exception => "it is a carve-out from this",
                Rule::Authority => "it rests on stronger evidence",
                Rule::Specificity => "its scope is narrower",
                Rule::Recency => "it is later",
            };
            format!(
                "{}: {says} {} Overruled by {} by {}: {why}.",
                catalog.term(beaten.term).id,
                marks(&self.lens.voices(&catalog.term(beaten.term).sources), cited),
                catalog.term(beaten.by).id,
                rule_word(beaten.rule)
            )
        };
        self.decision.overruled.iter().map(one).collect()
    }

    fn source_texts(&self, cited: &[Id], records: &Catalog, page: &Page) -> Vec<String> {
        let catalog = self.lens.catalog;
        let one = |(place, position): (usize, &Id)| {
            let source = records
                .sources
                .iter()
                .find(|source| source.id.as_str() == &*catalog.source(*position).id)?;
            let class = source.class.word();
            let via =
                source.via.as_ref().map_or(String::new(), |via| format!(" (read through {via})"));
            let address =
                if page.width.is_none() { format!(" {}{via}", source.url) } else { String::new() };
            Some(format!(
                "[{}] {} {class}, {}: {}. {}{address}",
                place + 1,
                source.published,
                source.publisher,
                source.title,
                source.id
            ))
        };
        let mut texts: Vec<String> = cited.iter().enumerate().filter_map(one).collect();
        if page.width.is_some() && !texts.is_empty() {
            texts.push("Addresses: --wide, -o json, or aicloud show SOURCE".to_owned());
        }
        texts
    }
}

fn term_says<'r>(id: &str, records: &'r Catalog) -> Option<&'r Term> {
    records
        .agreements
        .iter()
        .flat_map(|agreement| &agreement.terms)
        .find(|term| term.id.as_str() == id)
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
