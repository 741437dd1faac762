//! The frame of the page, which needs nothing but a browser.
//!
//! The page holds its data, its style and its program, asks no network for
//! anything, and says so in its own policy, which also keeps anything else that
//! might be in it from running. Every text in it is escaped.

use sha2::{Digest, Sha256};

use crate::commands::price::plot::Plot;
use crate::output::markup::escape;
use crate::output::{Document, prose};
use aicloud_query::report::ReportParts;

const STYLE: &str = include_str!("page.css");
const PROGRAM: &str = include_str!("page.js");

/// The page.
pub(super) struct WebPage<'a> {
    /// What it tells.
    pub(super) parts: ReportParts<'a>,
    /// Pictures of the prices that changed.
    pub(super) plots: Vec<Plot>,
    /// Overrides that are applied to the data, in words.
    pub(super) overrides: Vec<String>,
}

impl WebPage<'_> {
    /// The page as HTML. `done` is told how many of the products are worked out.
    pub(super) fn html(&self, done: &mut dyn FnMut(usize)) -> String {
        let data = self.matrix(done).replace('<', "\\u003c");
        let sections = self.sections();
        [
            self.head(),
            "<body>\n<a class=\"skip\" href=\"#matrix\">To the matrix</a>\n<header>\n".to_owned(),
            self.introduction().html(),
            contents(&sections),
            "</header>\n<main>\n".to_owned(),
            self.controls(),
            sections.html(),
            "</main>\n<footer><p>Public statements, not the contracts. Nothing on this page is \
             fetched from anywhere.</p></footer>\n"
                .to_owned(),
            format!("<script type=\"application/json\" id=\"data\">{data}</script>\n"),
            format!("<script>{PROGRAM}</script>\n</body>\n</html>\n"),
        ]
        .concat()
    }

    /// What stands before the body: the policy, the title, the style.
    fn head(&self) -> String {
        let title = format!("AI products by cloud, {}", self.parts.setting.as_of);
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'unsafe-inline'; script-src 'sha256-{}'; base-uri 'none'; form-action \
             'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{}</title>\n<style>{STYLE}</style>\n</head>\n",
            digest(PROGRAM),
            escape(&title)
        )
    }

    fn introduction(&self) -> Document {
        let catalog = self.parts.lens.catalog;
        let overridden = self.overrides.iter().map(|words| format!("Overridden: {words}"));
        Document::titled("Which cloud may sell which AI product")
            .paragraph(format!(
                "Does it, since when, at what price, and on what evidence. Built from public \
                 statements, which are not the contracts. Data to {}, basis {}{}.",
                catalog.basis.newest,
                catalog.basis.short(),
                prose::knowledge(self.parts.setting, catalog),
            ))
            .paragraphs(overridden)
    }
}

/// Links to the parts.
fn contents(sections: &Document) -> String {
    let parts = std::iter::once(("matrix", "Matrix")).chain(sections.links());
    let links: Vec<String> =
        parts.map(|(id, title)| format!("<a href=\"#{id}\">{}</a>", escape(title))).collect();
    format!("<nav aria-label=\"Parts\">{}</nav>\n", links.join("\n"))
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
