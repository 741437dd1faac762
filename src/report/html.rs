//! `report`: all of it as one page of HTML that needs nothing but a browser.
//!
//! The page holds its data, its style and its program, asks no network for
//! anything, and says so in its own policy, which also keeps anything else that
//! might be in it from running. Every text goes through [`escape`].

mod matrix;
mod sections;

use aicloud_core::catalog::Catalog;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::commands::price::plot::Plot;
use crate::output::markup::escape;
use crate::output::prose;
use aicloud_core::model::Id;
use aicloud_core::rights::Lens;
use aicloud_query::Setting;
use aicloud_query::answer::Fields;

const STYLE: &str = include_str!("html/page.css");
const PROGRAM: &str = include_str!("html/page.js");

/// What the page tells.
pub struct Web<'a> {
    /// On which day it opens, for whom, on whose word.
    pub setting: &'a Setting,
    /// The facts behind it.
    pub lens: &'a Lens<'a>,
    /// The prose behind it.
    pub records: &'a Catalog,
    /// The products of the matrix.
    pub products: Vec<Id>,
    /// The clouds of the matrix.
    pub clouds: Vec<Id>,
    /// The vendor that is shown first; every one where nothing.
    pub vendor: Option<Id>,
    /// Events, as `timeline` writes them.
    pub timeline: Vec<Fields>,
    /// Prices over time, as `price --history` writes them.
    pub prices: Vec<Fields>,
    /// Pictures of the prices that changed.
    pub plots: Vec<Plot>,
    /// Contradictions, as `conflicts` writes them.
    pub conflicts: Vec<Fields>,
    /// Claims, each with its audit where there is one.
    pub claims: Vec<Claimed>,
    /// Open questions, as `watchlist` writes them.
    pub watchlist: Vec<Fields>,
    /// Overrides that are applied to the data, in words.
    pub overrides: Vec<String>,
}

/// A claim, and what an audit of it says.
pub struct Claimed {
    /// The record, as `list claims` writes it.
    pub record: Fields,
    /// What the audit finds, as `audit` writes it.
    pub audit: Option<Fields>,
}

impl Web<'_> {
    /// The page. `done` is told how many of the products are worked out.
    pub fn page(&self, done: &mut dyn FnMut(usize)) -> String {
        let catalog = self.lens.catalog;
        let data = self.matrix(done).to_string().replace('<', "\\u003c");
        let title = format!("AI products by cloud, {}", self.setting.as_of);
        let mut text = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n");
        text += "<meta charset=\"utf-8\">\n";
        text += &format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'unsafe-inline'; script-src 'sha256-{}'; base-uri 'none'; form-action \
             'none'\">\n",
            digest(PROGRAM)
        );
        text += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
                 <meta name=\"color-scheme\" content=\"light dark\">\n\
                 <meta name=\"referrer\" content=\"no-referrer\">\n";
        text += &format!(
            "<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
            escape(&title)
        );
        text += "<a class=\"skip\" href=\"#matrix\">To the matrix</a>\n<header>\n";
        text += &format!(
            "<h1>Which cloud may sell which AI product</h1>\n<p>Does it, since when, at what price, \
             and on what evidence. Built from public statements, which are not the contracts. \
             Data to {}, basis {}{}.</p>\n",
            catalog.basis.newest,
            catalog.basis.short(),
            escape(&prose::knowledge(self.setting, catalog)),
        );
        for words in &self.overrides {
            text += &format!("<p>Overridden: {}</p>\n", escape(words));
        }
        text += &sections::contents();
        text += "</header>\n<main>\n";
        text += &self.controls();
        for section in self.sections() {
            text += &section;
        }
        text += "</main>\n<footer><p>Public statements, not the contracts. Nothing on this page \
                 is fetched from anywhere.</p></footer>\n";
        text += &format!("<script type=\"application/json\" id=\"data\">{data}</script>\n");
        text + &format!("<script>{PROGRAM}</script>\n</body>\n</html>\n")
    }
}

/// The digest of a program as a policy names it.
fn digest(program: &str) -> String {
    base64(&Sha256::digest(program.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let at = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
        let word = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = (word >> (18 - 6 * place)) & 63;
            let padded = place > u32::try_from(chunk.len()).unwrap_or(3);
            let letter = usize::try_from(letter).ok().and_then(|at| LETTERS.get(at)).copied();
            text.push(if padded { '=' } else { char::from(letter.unwrap_or(b'=')) });
        }
    }
    text
}

/// A value of a row as text.
fn told(fields: &Fields, name: &str) -> String {
    fields.get(name).map(crate::output::pieces::flat).unwrap_or_default()
}

/// The ids in a list of a row: of statements those of their sources.
fn ids(fields: &Fields, name: &str) -> Vec<String> {
    let list = fields.get(name).and_then(Value::as_array);
    let id = |value: &Value| {
        let id = value.as_str().or_else(|| value.get("source")?.as_str())?;
        Some(id.to_owned())
    };
    list.into_iter().flatten().filter_map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::{STYLE, base64};

    /// The luminance of a colour and the contrast of two, as WCAG 2 defines them.
    fn contrast(one: &str, other: &str) -> f64 {
        let channel = |color: &str, at: usize| {
            let digits = color.trim_start_matches('#');
            let wide = if digits.len() == 3 {
                digits[at..=at].repeat(2)
            } else {
                digits[2 * at..2 * at + 2].to_owned()
            };
            let value = f64::from(u8::from_str_radix(&wide, 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |color: &str| {
            0.2126 * channel(color, 0) + 0.7152 * channel(color, 1) + 0.0722 * channel(color, 2)
        };
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_colour_can_be_read_by_day_and_by_night() {
        let schemes: Vec<&str> =
            STYLE.match_indices(":root{").map(|(at, _)| &STYLE[at..]).collect();
        assert_eq!(schemes.len(), 3, "light, dark, and on paper");
        for scheme in &schemes[..2] {
            let of = |name: &str| {
                let at = scheme.find(&format!("--{name}:")).unwrap() + name.len() + 3;
                scheme[at..].split([';', '}']).next().unwrap()
            };
            for ink in ["ink", "dim", "link", "good", "bad", "doubt"] {
                for paper in ["paper", "band"] {
                    let ratio = contrast(of(ink), of(paper));
                    assert!(ratio >= 4.5, "{ink} on {paper}: {ratio:.1}");
                }
            }
        }
    }

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
