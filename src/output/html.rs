//! A document as HTML. Every text goes through [`escape`]; what is drawn carries no
//! style and no program of its own.

use crate::output::document::{Block, Document, ListItem, ListStyle, Picture, Section, TableRow};
use crate::output::markup::escape;
use crate::output::phrase::{Phrase, Piece, is_web_address};
use crate::output::table::Column;

/// What a block needs to know of where it stands.
#[derive(Clone, Copy)]
struct Place<'d> {
    /// The heading above it.
    below: &'d str,
    /// How deep it stands: 2 is a part of the page, as in `<h2>`.
    level: usize,
    /// Behind each block: a line break, but nothing within an item of a list.
    end: &'static str,
}

impl Document {
    /// The blocks as HTML, to stand within the body of a page.
    pub fn html(&self) -> String {
        self.html_at(Place { below: "", level: 2, end: "\n" })
    }

    /// Links to the parts that have a name.
    pub fn links(&self) -> Vec<(&'static str, &str)> {
        let blocks = self.blocks().iter();
        let sections = blocks.filter_map(|block| match block {
            Block::Section(section) => Some((section.anchor?, section.title.as_str())),
            _ => None,
        });
        sections.collect()
    }

    fn html_at(&self, place: Place<'_>) -> String {
        self.blocks().iter().map(|block| block.html(place)).collect()
    }
}

impl Block {
    fn html(&self, place: Place<'_>) -> String {
        let end = place.end;
        match self {
            Self::Title(title) => format!("<h1>{}</h1>{end}", escape(title)),
            Self::Heading(text) => {
                format!("<h{0}>{1}</h{0}>{end}", place.level, escape(text))
            }
            Self::Paragraph { text, .. } => format!("<p>{}</p>{end}", text.html()),
            Self::Aside(text) => format!("<p class=\"kind\">{}</p>{end}", text.html()),
            Self::Entry { head, text } => {
                format!("<p><b>{}</b> {}</p>{end}", escape(head.trim()), escape(text))
            }
            Self::Table { columns, rows } => table(columns, rows, place),
            Self::Labelled { label, value } => {
                format!("<p><b>{label}</b> {}</p>{end}", escape(value))
            }
            Self::Flow(entries) => format!("<p>{}</p>{end}", escape(&entries.join("; "))),
            Self::Line(line) if line.is_empty() => String::new(),
            Self::Line(line) => format!("<pre>{}</pre>{end}", escape(line)),
            Self::Section(section) => section.html(place),
            Self::List { style, items } => list(*style, items, place),
            Self::Picture(picture) => picture.html(place),
        }
    }
}

impl Section {
    fn html(&self, place: Place<'_>) -> String {
        let (title, level) = (escape(&self.title), place.level);
        let named = self.anchor.map_or_else(
            || (String::new(), String::new()),
            |id| {
                (
                    format!(" id=\"{id}\" aria-labelledby=\"{id}-title\""),
                    format!(" id=\"{id}-title\""),
                )
            },
        );
        let below = Place { below: &self.title, level: (level + 1).min(6), end: place.end };
        format!(
            "<section{}>\n<h{level}{}>{title} <small class=\"shown\"></small></h{level}>\n{}</section>\n",
            named.0,
            named.1,
            self.body.html_at(below)
        )
    }
}

impl Picture {
    fn html(&self, place: Place<'_>) -> String {
        format!(
            "<figure{}><details><summary>{}</summary><div class=\"scroll\">{}</div></details></figure>{}",
            about(&self.about),
            escape(&self.caption),
            self.svg,
            place.end
        )
    }
}

fn list(style: ListStyle, items: &[ListItem], place: Place<'_>) -> String {
    let (tag, class) = match style {
        ListStyle::Bullets => ("ul", ""),
        ListStyle::Numbers => ("ol", ""),
        ListStyle::Entries => ("ol", " class=\"plain\""),
        ListStyle::Events => ("ol", " class=\"events\""),
    };
    let end = place.end;
    let inner = Place { end: "", ..place };
    let items: String = items.iter().map(|item| item.html(inner) + end).collect();
    format!("<{tag}{class}>{end}{items}</{tag}>{end}")
}

impl ListItem {
    fn html(&self, place: Place<'_>) -> String {
        let level = place.level;
        let heading = self.heading.as_ref();
        let heading = heading.map(|text| format!("<h{level}>{}</h{level}>", escape(text)));
        format!(
            "<li{}>{}{}{}</li>",
            about(&self.about),
            heading.unwrap_or_default(),
            self.text.html(),
            self.body.html_at(Place { level: (level + 1).min(6), ..place })
        )
    }
}

/// A table that can be scrolled by itself where it is wider than the page. The first
/// cell of a row names it.
fn table(columns: &[Column], rows: &[TableRow], place: Place<'_>) -> String {
    let class = |column: &Column| if column.right { " class=\"n\"" } else { "" };
    let head = columns
        .iter()
        .map(|column| format!("<th scope=\"col\"{}>{}</th>", class(column), escape(&column.name)));
    let row = |row: &TableRow| {
        let cells = columns.iter().zip(&row.cells).enumerate();
        let cells = cells.map(|(at, (column, cell))| match at {
            0 => format!("<th scope=\"row\">{}</th>", cell.html()),
            _ => format!("<td{}>{}</td>", class(column), cell.html()),
        });
        let source = row.source.as_ref().map(|id| format!(" id=\"s-{}\"", escape(id)));
        let cells: String = cells.collect();
        format!("<tr{}{}>{cells}</tr>\n", source.unwrap_or_default(), about(&row.about))
    };
    format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr>{}</tr>\
         </thead><tbody>\n{}</tbody></table></div>{}",
        escape(if place.below.is_empty() { "Table" } else { place.below }),
        head.collect::<String>(),
        rows.iter().map(row).collect::<String>(),
        place.end
    )
}

/// The attribute that says what something is about.
fn about(ids: &[String]) -> String {
    if ids.is_empty() {
        return String::new();
    }
    format!(" data-about=\"{}\"", escape(&ids.join(" ")))
}

impl Phrase {
    fn html(&self) -> String {
        self.pieces().iter().map(Piece::html).collect()
    }
}

impl Piece {
    fn html(&self) -> String {
        match self {
            Self::Strong(text) => format!("<b>{}</b>", escape(text)),
            Self::Emphasis(text) => format!("<em>{}</em>", escape(text)),
            Self::Code(text) => format!("<code>{}</code>", escape(text)),
            Self::Dim(text) => format!("<span class=\"kind\">{}</span>", escape(text)),
            Self::Date(text) => format!("<time datetime=\"{0}\">{0}</time>", escape(text)),
            Self::Link { text, address } if is_web_address(address) => format!(
                "<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>",
                escape(address),
                escape(text)
            ),
            Self::Plain(text) | Self::Link { text, .. } => escape(text),
            Self::Cited(sources) => {
                let link = |id: &String| format!("<a href=\"#s-{0}\">{0}</a>", escape(id));
                let links: Vec<String> = sources.iter().map(link).collect();
                format!("<span class=\"cite\">{}</span>", links.join(" "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::output::document::sample;
    use crate::output::phrase::Phrase;

    #[test]
    fn every_kind_of_block_has_its_html() {
        let html = "\
<h1>May it?</h1>
<p>Only <b>&lt;so&gt;</b>, see <em>terms</em><code>.</code></p>
<section>
<h2>What happened <small class=\"shown\"></small></h2>
<ol class=\"events\">
<li data-about=\"azure a&amp;b\"><time datetime=\"2026-04\">2026-04</time> <span class=\"kind\">sale</span> \
it &lt;began&gt; <span class=\"cite\"><a href=\"#s-a\">a</a> <a href=\"#s-b\">b</a></span></li>
</ol>
<ul>
<li><h3>one</h3><ol><li><p class=\"kind\">it was said on paper and then repeated in so many words that it \
folds</p></li></ol></li>
</ul>
</section>
<section id=\"sources\" aria-labelledby=\"sources-title\">
<h2 id=\"sources-title\">Sources <small class=\"shown\"></small></h2>
<h3>Which</h3>
<figure data-about=\"azure a&amp;b\"><details><summary>a title</summary><div class=\"scroll\"><svg/></div>\
</details></figure>
<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Sources\"><table><thead><tr>\
<th scope=\"col\">ID</th><th scope=\"col\">FOUND</th></tr></thead><tbody>
<tr id=\"s-a\" data-about=\"azure\"><th scope=\"row\">a</th><td><a href=\"https://example.com/?a&amp;b\" \
rel=\"noopener noreferrer\">there</a></td></tr>
<tr><th scope=\"row\">b</th><td>|</td></tr>
</tbody></table></div>
<pre>  exactly   so</pre>
</section>
";
        assert_eq!(sample().html(), html);
        assert_eq!(sample().links(), [("sources", "Sources")]);
    }

    #[test]
    fn only_a_web_address_is_led_to() {
        let phrase = Phrase::default().link("here", "javascript:alert(1)");
        assert_eq!(phrase.html(), "here");
    }
}
