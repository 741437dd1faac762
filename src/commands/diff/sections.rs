//! `diff` as people read it: grouped by what changed and why, on a terminal and
//! in Markdown for a pull request.

use aicloud_core::catalog::Catalog;
use aicloud_core::model::Id;
use std::collections::BTreeMap;

use crate::output::markdown::escaped;
use crate::output::pieces::{count, wrap};
use crate::output::words::stage_full;
use crate::output::{Document, Page, prose};
use aicloud_core::evidence::changes::{PriceChange, RightChange, StageChange};
use aicloud_core::evidence::timeline::{Event, EventKind};
use aicloud_core::prices::Settled;
use aicloud_query::diff::{Became, ChangeKind, Differences, became, causes};
use aicloud_query::price_words::settled_words;
use aicloud_query::wording;

/// Cells that share what happened to them, by why.
type Groups = BTreeMap<String, BTreeMap<Id, Vec<Id>>>;

/// What is different, as people are told it.
pub(super) struct DiffPage<'a> {
    /// What is different.
    pub(super) diff: &'a Differences<'a>,
    /// Whether every row is told, in place of groups.
    pub(super) all: bool,
}

/// What changed in one way.
struct Section {
    title: String,
    /// The change, or how many there are.
    detail: String,
    lines: Vec<String>,
}

impl Section {
    fn new(title: &str, detail: String, lines: Vec<String>) -> Self {
        Self { title: title.to_owned(), detail, lines }
    }
}

impl<'a> DiffPage<'a> {
    fn catalog(&self) -> &'a Catalog {
        self.diff.lens.catalog
    }

    pub(super) fn document(&self, page: &Page) -> Document {
        let catalog = self.catalog();
        let setting = prose::setting(self.diff.setting, catalog);
        let title = format!("{} to {}{setting}", self.diff.days.was, self.diff.days.now);
        let mut document = Document::titled(title).blank();
        for section in self.sections() {
            let colon = if section.detail.is_empty() { "" } else { ": " };
            let heading = format!("{}{colon}{}", section.title.to_uppercase(), section.detail);
            document = document.hanging(heading, 2);
            for line in section.lines {
                let folded = wrap(&line, page.cells().saturating_sub(2), 4);
                document = document.lines(format!("  {folded}").lines());
            }
        }
        document = document.blank().paragraph(self.total());
        if !self.all {
            let line = "Every row: --all. For a pull request: -o markdown. CI: --exit-code.";
            document = document.line(line);
        }
        document.paragraph(prose::foot(&catalog.basis))
    }

    /// The same for a pull request.
    pub(super) fn markdown(&self) -> String {
        let catalog = self.catalog();
        let setting = prose::setting(self.diff.setting, catalog);
        let mut text = format!(
            "## What is different on {} from {}{}\n\n{}\n",
            self.diff.days.now,
            self.diff.days.was,
            escaped(&setting),
            escaped(&self.total())
        );
        for Section { title, detail, lines } in self.sections() {
            let colon = if detail.is_empty() { "" } else { ": " };
            text += &format!("\n### {title}{colon}{}\n\n", escaped(&detail));
            for line in lines {
                text += &format!("- {}\n", escaped(&line));
            }
        }
        text += &format!(
            "\nData to {}, basis {}. Public statements, not the contracts.\n",
            catalog.basis.newest,
            catalog.basis.short()
        );
        // A heading without lines is followed by one empty line, not by two.
        text.replace("\n\n\n", "\n\n")
    }

    /// What changed, a kind after the other; a kind that was asked for says so
    /// where nothing did.
    fn sections(&self) -> Vec<Section> {
        let mut sections = Vec::new();
        if self.diff.tells(ChangeKind::Rights) {
            let (seen, changed): (Vec<&RightChange>, Vec<&RightChange>) =
                self.diff.rights.iter().partition(|change| change.seen && !self.all);
            if changed.is_empty() {
                sections.push(Section::new("Rights", "no change".to_owned(), Vec::new()));
            }
            sections.extend(self.right_sections("Rights", &changed));
            if !seen.is_empty() {
                let differ = count(seen.len(), "right differs", "rights differ");
                let detail = format!("{differ} only because an offer was seen by then: --all");
                sections.push(Section::new("Rights seen", detail, Vec::new()));
            }
            if !self.diff.expected.is_empty() {
                let detail = "where you may have expected otherwise".to_owned();
                sections.push(Section::new("Rights unchanged", detail, self.unchanged()));
            }
        }
        if self.diff.tells(ChangeKind::Availability) {
            sections.push(self.stage_section());
        }
        sections.extend(self.term_sections());
        if self.diff.tells(ChangeKind::Prices) {
            sections.push(self.price_section());
        }
        if !self.diff.claims.is_empty() {
            let says = |place: &usize| self.catalog().claims.get(*place).map(|c| c.says.clone());
            let lines = self.diff.claims.iter().filter_map(says).collect();
            let title =
                if self.diff.days.forward() { "Claims made" } else { "Claims not made yet" };
            sections.push(Section::new(title, String::new(), lines));
        }
        let learnt: Vec<&RightChange> = self.diff.learnt.iter().collect();
        sections.extend(self.right_sections("Learnt later of the first day,", &learnt));
        sections
    }

    fn right_sections(&self, head: &str, changes: &[&RightChange]) -> Vec<Section> {
        let catalog = self.catalog();
        let mut groups: BTreeMap<(Became, &str, &str), Groups> = BTreeMap::new();
        for change in changes {
            let kind = (became(change), change.was.right.word(), change.now.right.word());
            let cells = groups.entry(kind).or_default();
            let cells = cells.entry(causes(change, true, catalog).join(" ")).or_default();
            cells.entry(change.cloud).or_default().push(change.product);
        }
        let section = |((became, was, now), groups): ((Became, &str, &str), Groups)| {
            let lines = groups.iter().flat_map(|(why, cells)| self.cells(cells, why)).collect();
            Section::new(&format!("{head} {became}"), format!("{was} to {now}"), lines)
        };
        groups.into_iter().map(section).collect()
    }

    /// Lines for cells with one cause: clouds whose products are the same share
    /// a line.
    fn cells(&self, cells: &BTreeMap<Id, Vec<Id>>, why: &str) -> Vec<String> {
        let catalog = self.catalog();
        let mut alike: Vec<(Vec<Id>, &Vec<Id>)> = Vec::new();
        for (cloud, products) in cells {
            match alike.iter_mut().find(|(_, same)| *same == products) {
                Some((clouds, _)) => clouds.push(*cloud),
                None => alike.push((vec![*cloud], products)),
            }
        }
        let few = if self.all { usize::MAX } else { 3 };
        let line = |(clouds, products): &(Vec<Id>, &Vec<Id>)| {
            let names: Vec<&str> =
                clouds.iter().map(|cloud| &*catalog.provider(*cloud).id).collect();
            let ids: Vec<&str> =
                products.iter().map(|product| &*catalog.product(*product).id).collect();
            let products = if ids.len() <= few {
                ids.join(", ")
            } else {
                format!("{} products{}", ids.len(), self.vendor_of(products))
            };
            format!("{}: {products} [{why}]", names.join(", "))
        };
        alike.iter().map(line).collect()
    }

    /// `of openai`, where all of them are of one vendor.
    fn vendor_of(&self, products: &[Id]) -> String {
        let catalog = self.catalog();
        let mut vendors = products.iter().map(|product| catalog.product(*product).vendor);
        let first = vendors.next();
        match first.filter(|first| vendors.all(|vendor| vendor == *first)) {
            Some(vendor) => format!(" of {}", catalog.provider(vendor).id),
            None => String::new(),
        }
    }

    fn unchanged(&self) -> Vec<String> {
        let catalog = self.catalog();
        let mut groups = Groups::new();
        for cell in &self.diff.expected {
            let against: Vec<&str> =
                cell.now.against.iter().map(|term| &*catalog.term(*term).id).collect();
            let why = format!("still prohibited: {}", against.join(" "));
            groups.entry(why).or_default().entry(cell.cloud).or_default().push(cell.product);
        }
        groups.iter().flat_map(|(why, cells)| self.cells(cells, why)).collect()
    }

    /// Stages that changed, those that changed alike on one line.
    fn stage_section(&self) -> Section {
        let catalog = self.catalog();
        let told: Vec<&StageChange> =
            self.diff.stages.iter().filter(|change| change.dated || self.all).collect();
        let mut groups: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        for change in &told {
            let how = (stage_full(change.was), stage_full(change.now));
            groups.entry(how).or_default().push(&catalog.offer(change.offer).id);
        }
        let line = |((was, now), offers): (&(&str, &str), &Vec<&str>)| {
            format!("{was} to {now}: {}", offers.join(", "))
        };
        let seen = self.diff.stages.len() - told.len();
        let seen = (seen > 0).then(|| format!("{} only seen", count(seen, "more", "more")));
        let changes = match told.len() {
            0 => "no dated change".to_owned(),
            changes => count(changes, "change", "changes"),
        };
        let detail = [Some(changes), seen].into_iter().flatten().collect::<Vec<_>>().join("; ");
        Section::new("Availability", detail, groups.iter().map(line).collect())
    }

    /// Prices that changed; what catalogues only read differently, or for the
    /// first time, is counted: more than half of it corrects the catalogue.
    fn price_section(&self) -> Section {
        let (moved, read): (Vec<&PriceChange<'_>>, Vec<&PriceChange<'_>>) =
            self.diff.prices.iter().partition(|change| change.moved());
        let first = read.iter().filter(|change| change.was.is_none()).count();
        let otherwise = read.len() - first;
        let changes = match moved.len() {
            0 => "no dated change".to_owned(),
            moved => count(moved, "change", "changes"),
        };
        let otherwise = (otherwise > 0).then(|| format!("{otherwise} read differently"));
        let first = (first > 0).then(|| format!("{first} read for the first time"));
        let parts: Vec<String> = [Some(changes), otherwise, first].into_iter().flatten().collect();
        let told = moved.iter().chain(read.iter().filter(|_| self.all));
        let lines = told.map(|change| self.price_line(change)).collect();
        Section::new("Prices", parts.join("; "), lines)
    }

    fn price_line(&self, change: &PriceChange<'_>) -> String {
        let id = &self.catalog().offer(change.offer).id;
        let words = |price: &Option<Settled<'_>>| price.as_ref().map(settled_words);
        match (words(&change.was), words(&change.now)) {
            (Some(was), Some(now)) => format!("{id}: {was} to {now}"),
            (Some(was), None) => format!("{id}: no longer {was}"),
            (None, now) => format!("{id}: first {}", now.unwrap_or_default()),
        }
    }

    /// Terms that decide rights and began or ended between the days.
    fn term_sections(&self) -> Vec<Section> {
        let section = |title: &str, wanted: fn(EventKind) -> Option<Id>| {
            let line = |event: &Event| {
                let id = wanted(event.what)?;
                Some(format!("{} {id}: {}", event.day, wording::term(id, self.catalog())))
            };
            let lines = self.diff.terms.iter().filter_map(line).collect();
            Section::new(title, String::new(), lines)
        };
        let titles = if self.diff.days.forward() {
            ["Terms ended", "Terms begun"]
        } else {
            ["Terms that had not ended", "Terms that had not begun"]
        };
        let ended = section(titles[0], |what| match what {
            EventKind::TermEnds(term) => Some(term),
            _ => None,
        });
        let begun = section(titles[1], |what| match what {
            EventKind::TermBegins(term) => Some(term),
            _ => None,
        });
        [ended, begun].into_iter().filter(|section| !section.lines.is_empty()).collect()
    }

    fn total(&self) -> String {
        let learnt = if self.diff.learnt.is_empty() {
            "Later sources changed nothing about the first day.".to_owned()
        } else {
            let rights = count(self.diff.learnt.len(), "right", "rights");
            format!("Of the first day itself, later sources changed {rights}.")
        };
        let rights = self.diff.rights.iter().filter(|change| !change.seen).count();
        let stages = self.diff.stages.iter().filter(|stage| stage.dated).count();
        let prices = self.diff.prices.iter().filter(|price| price.moved()).count();
        let counts = [
            (ChangeKind::Rights, count(rights, "right", "rights")),
            (ChangeKind::Availability, count(stages, "stage", "stages")),
            (ChangeKind::Prices, count(prices, "price", "prices")),
            (ChangeKind::Claims, count(self.diff.claims.len(), "claim", "claims")),
        ];
        let told = counts.into_iter().filter(|(kind, _)| self.diff.tells(*kind));
        let told: Vec<String> = told.map(|(_, counted)| counted).collect();
        let changed = format!("Changed: {}.", told.join(", "));
        if self.diff.tells(ChangeKind::Rights) { format!("{changed} {learnt}") } else { changed }
    }
}
