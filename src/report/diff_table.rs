//! `diff` as people read it: grouped by what changed and why.

use std::collections::BTreeMap;

use super::diff::{Differences, causes, change_word, price_words};
use super::pieces::{count, wrap};
use super::words::stage_full;
use super::{Page, prose};
use crate::data::facts::{ProductIx, ProviderIx};
use crate::engine::changes::RightChange;
use crate::engine::timeline::What;

/// Cells that share what happened to them and why.
type Groups<'d> = BTreeMap<(String, String), BTreeMap<ProviderIx, Vec<ProductIx>>>;

/// What becomes of rights, in the order in which it is told.
const ORDER: &[&str] = &["opened", "cleared", "contested", "closed", "lost"];

impl Differences<'_> {
    pub(super) fn draw(&self, page: &Page) -> String {
        let facts = self.lens.facts;
        let title = format!(
            "{} to {}{}",
            self.days.was,
            self.days.now,
            prose::setting(self.setting, facts)
        );
        let mut text = prose::bold(&wrap(&title, page.cells(), 0), page) + "\n\n";
        for (heading, lines) in self.sections() {
            text += &heading;
            text.push('\n');
            for line in lines {
                let width = page.cells().saturating_sub(2);
                text += &format!("  {}\n", wrap(&line, width, 4));
            }
        }
        text += &format!("\n{}\n", wrap(&self.total(), page.cells(), 0));
        if !self.all {
            text += "Every row: --all. For a pull request: -o markdown. CI: --exit-code.\n";
        }
        text + &prose::foot(&facts.basis, page)
    }

    /// Headings with their lines; a kind that was asked for says so where
    /// nothing changed.
    fn sections(&self) -> Vec<(String, Vec<String>)> {
        let mut sections = Vec::new();
        if self.tells("rights") {
            let (seen, changed): (Vec<&RightChange>, Vec<&RightChange>) =
                self.rights.iter().partition(|change| change.seen && !self.all);
            if changed.is_empty() {
                sections.push(("RIGHTS          no change".to_owned(), Vec::new()));
            }
            sections.extend(self.right_sections("RIGHTS", &changed));
            if !seen.is_empty() {
                let line = format!(
                    "{} only because an offer was first seen by then: --all",
                    count(seen.len(), "right differs", "rights differ")
                );
                sections.push(("RIGHTS SEEN".to_owned(), vec![line]));
            }
            if !self.expected.is_empty() {
                let heading = "RIGHTS UNCHANGED, and you may have expected otherwise".to_owned();
                sections.push((heading, self.unchanged()));
            }
        }
        if self.tells("availability") {
            sections.push(self.stage_section());
        }
        sections.extend(self.term_sections());
        if self.tells("prices") {
            sections.push(self.price_section());
        }
        if !self.claims.is_empty() {
            let says = |place: &usize| self.records.claims.get(*place).map(|c| c.says.clone());
            let lines = self.claims.iter().filter_map(says).collect();
            sections.push(("CLAIMS MADE".to_owned(), lines));
        }
        let learnt: Vec<&RightChange> = self.learnt.iter().collect();
        sections.extend(self.right_sections("LEARNT LATER of the first day:", &learnt));
        sections
    }

    fn right_sections(&self, head: &str, changes: &[&RightChange]) -> Vec<(String, Vec<String>)> {
        let facts = self.lens.facts;
        let mut groups: BTreeMap<(usize, &str, &str), Groups<'_>> = BTreeMap::new();
        for change in changes {
            let word = change_word(change);
            let place = ORDER.iter().position(|known| *known == word).unwrap_or(ORDER.len());
            let kind = (place, change.was.right.word(), change.now.right.word());
            let group = groups.entry(kind).or_default();
            let cells = group.entry((causes(change, facts).join(" "), String::new())).or_default();
            cells.entry(change.cloud).or_default().push(change.product);
        }
        let section = |((place, was, now), groups): ((usize, &str, &str), Groups<'_>)| {
            let word = ORDER.get(place).copied().unwrap_or_default();
            let lines = groups.iter().flat_map(|((why, _), cells)| self.cells(cells, why));
            let heading = format!("{head} {}   {was} to {now}", word.to_uppercase());
            (heading, lines.collect())
        };
        groups.into_iter().map(section).collect()
    }

    /// Lines for cells with one cause: clouds whose products are the same share
    /// a line.
    fn cells(&self, cells: &BTreeMap<ProviderIx, Vec<ProductIx>>, why: &str) -> Vec<String> {
        let facts = self.lens.facts;
        let mut alike: Vec<(Vec<ProviderIx>, &Vec<ProductIx>)> = Vec::new();
        for (cloud, products) in cells {
            match alike.iter_mut().find(|(_, same)| *same == products) {
                Some((clouds, _)) => clouds.push(*cloud),
                None => alike.push((vec![*cloud], products)),
            }
        }
        let few = if self.all { usize::MAX } else { 3 };
        let line = |(clouds, products): &(Vec<ProviderIx>, &Vec<ProductIx>)| {
            let names: Vec<&str> = clouds.iter().map(|cloud| &*facts[*cloud].id).collect();
            let ids: Vec<&str> = products.iter().map(|product| &*facts[*product].id).collect();
            let clouds = if names.len() <= few {
                names.join(", ")
            } else {
                format!("{} clouds", names.len())
            };
            let products =
                if ids.len() <= few { ids.join(", ") } else { format!("{} products", ids.len()) };
            format!("{clouds}: {products}  [{why}]")
        };
        alike.iter().map(line).collect()
    }

    fn unchanged(&self) -> Vec<String> {
        let facts = self.lens.facts;
        let mut groups: BTreeMap<String, BTreeMap<ProviderIx, Vec<ProductIx>>> = BTreeMap::new();
        for cell in &self.expected {
            let against: Vec<&str> =
                cell.now.against.iter().map(|term| &*facts[*term].id).collect();
            let why = format!("still prohibited: {}", against.join(" "));
            groups.entry(why).or_default().entry(cell.cloud).or_default().push(cell.product);
        }
        groups.iter().flat_map(|(why, cells)| self.cells(cells, why)).collect()
    }

    fn stage_section(&self) -> (String, Vec<String>) {
        let facts = self.lens.facts;
        let told = |change: &&crate::engine::changes::StageChange| change.dated || self.all;
        let line = |change: &crate::engine::changes::StageChange| {
            let fact = &facts[change.offer];
            let (was, now) = (stage_full(change.was), stage_full(change.now));
            format!("{}: {was} to {now}", fact.id)
        };
        let lines: Vec<String> = self.stages.iter().filter(told).map(line).collect();
        let seen = self.stages.len() - lines.len();
        let more = if seen == 0 {
            String::new()
        } else {
            format!("; {} first seen by a catalogue", count(seen, "offer", "offers"))
        };
        let heading = match lines.len() {
            0 => format!("AVAILABILITY    no dated change{more}"),
            changed => format!("AVAILABILITY    {}{more}", count(changed, "change", "changes")),
        };
        (heading, lines)
    }

    fn price_section(&self) -> (String, Vec<String>) {
        let facts = self.lens.facts;
        let mut lines = Vec::new();
        let mut begun = 0;
        for change in &self.prices {
            let id = &facts[change.offer].id;
            match (&change.was, &change.now) {
                (Some(was), Some(now)) => {
                    let (was, now) = (price_words(was), price_words(now));
                    lines.push(format!("{id}: {was} to {now}"));
                }
                (None, Some(now)) if self.all => {
                    lines.push(format!("{id}: first {}", price_words(now)));
                }
                (Some(was), None) => lines.push(format!("{id}: no longer {}", price_words(was))),
                _ => begun += 1,
            }
        }
        let more = if begun == 0 { String::new() } else { format!("; {begun} first prices") };
        let heading = match lines.len() {
            0 => format!("PRICES          no change recorded{more}"),
            changed => format!("PRICES          {}{more}", count(changed, "change", "changes")),
        };
        (heading, lines)
    }

    /// Terms that decide rights and began or ended between the days.
    fn term_sections(&self) -> Vec<(String, Vec<String>)> {
        let facts = self.lens.facts;
        let ids = |wanted: fn(What) -> Option<crate::data::facts::TermIx>| -> Vec<String> {
            let terms =
                self.terms.iter().filter_map(|event| Some((event.day, wanted(event.what)?)));
            terms.map(|(day, term)| format!("{day}  {}", facts[term].id)).collect()
        };
        let ended = ids(|what| match what {
            What::TermEnds(term) => Some(term),
            _ => None,
        });
        let begun = ids(|what| match what {
            What::TermBegins(term) => Some(term),
            _ => None,
        });
        let sections = [("TERMS ENDED", ended), ("TERMS BEGUN", begun)];
        let sections = sections.into_iter().filter(|(_, lines)| !lines.is_empty());
        sections.map(|(heading, lines)| (heading.to_owned(), lines)).collect()
    }

    fn total(&self) -> String {
        let learnt = if self.learnt.is_empty() {
            "Later sources changed nothing about the first day.".to_owned()
        } else {
            let rights = count(self.learnt.len(), "right", "rights");
            format!("Of the first day itself, later sources changed {rights}.")
        };
        format!(
            "{} and {} changed. {learnt}",
            count(self.rights.iter().filter(|change| !change.seen).count(), "right", "rights"),
            count(self.stages.iter().filter(|stage| stage.dated).count(), "stage", "stages"),
        )
    }
}
