//! The parts of the page that hold still: what happened, prices, what is
//! contested, claims, open questions, sources.

use aicloud_core::model::Id;
use std::collections::{BTreeSet, HashMap};

use serde::Serialize;
use serde_json::Value;

use crate::output::markup::escape;
use crate::report::html::{Claimed, Web, ids, told};
use aicloud_query::answer::Fields;

/// The parts, by their anchors.
const PARTS: [(&str, &str); 7] = [
    ("matrix", "Matrix"),
    ("timeline", "Timeline"),
    ("prices", "Prices"),
    ("contested", "Contested facts"),
    ("claims", "Claims"),
    ("watchlist", "Open questions"),
    ("sources", "Sources"),
];

/// Links to the parts.
pub(super) fn contents() -> String {
    let link = |(id, title): &(&str, &str)| format!("<a href=\"#{id}\">{title}</a>");
    let links: Vec<String> = PARTS.iter().map(link).collect();
    format!("<nav aria-label=\"Parts\">{}</nav>\n", links.join("\n"))
}

impl Web<'_> {
    /// What narrows the page, and the matrix that it narrows.
    pub(super) fn controls(&self) -> String {
        let catalog = self.lens.catalog;
        let (first, last) = self.days();
        let mut vendors: Vec<Id> =
            self.products.iter().map(|p| catalog.product(*p).vendor).collect();
        vendors.sort_unstable();
        vendors.dedup();
        let option = |id: &str, name: &str, chosen: bool| {
            let chosen = if chosen { " selected" } else { "" };
            format!("<option value=\"{}\"{chosen}>{}</option>", escape(id), escape(name))
        };
        let vendor = |one: &Id| {
            option(
                &catalog.provider(*one).id,
                &catalog.provider(*one).name,
                self.vendor == Some(*one),
            )
        };
        let vendors: String = vendors.iter().map(vendor).collect();
        let segment = |one: Id| {
            option(&catalog.segment(one).id, &catalog.segment(one).id, one == self.setting.segment)
        };
        let segments: String = catalog.segment_ids().map(segment).collect();
        let names = self.products.iter().map(|p| option(&catalog.product(*p).short, "", false));
        let (names, days) = (names.collect::<String>(), last.since(first));
        let (as_of, day) = (self.setting.as_of, self.setting.as_of.since(first));
        format!(
            "<section id=\"matrix\" aria-labelledby=\"matrix-title\">\n\
             <h2 id=\"matrix-title\">Products by cloud on <output id=\"day\">{as_of}</output></h2>\n\
             <form id=\"controls\" autocomplete=\"off\">\n\
             <div class=\"when\"><label for=\"date\">Day</label>\
             <input id=\"date\" type=\"date\" min=\"{first}\" max=\"{last}\" value=\"{as_of}\">\
             <button type=\"button\" id=\"back\">Change before</button>\
             <input id=\"slider\" type=\"range\" min=\"0\" max=\"{days}\" value=\"{day}\" \
             aria-label=\"Day, from {first} to {last}\">\
             <button type=\"button\" id=\"on\">Change after</button></div>\n\
             <div class=\"what\"><label>Vendor <select id=\"vendor\"><option value=\"\">every one</option>\
             {vendors}</select></label>\n\
             <label>Product <input id=\"product\" type=\"search\" list=\"products\" \
             placeholder=\"part of a name\"></label><datalist id=\"products\">{names}</datalist>\n\
             <label>Segment <select id=\"segment\">{segments}</select></label>\n\
             <label><input id=\"all\" type=\"checkbox\"> superseded and unreleased too</label></div>\n\
             <fieldset><legend>Clouds</legend><div id=\"clouds\"></div></fieldset>\n</form>\n\
             <p id=\"count\" role=\"status\"></p>\n\
             <noscript><p>The matrix needs JavaScript; everything below does not.</p></noscript>\n\
             <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Matrix\">\
             <table id=\"grid\"></table></div>\n\
             <p class=\"key\"><b class=\"Y\">yes</b> may sell; <b class=\"F\">free</b> nothing bars it, \
             the vendor has not appointed this cloud; <b class=\"N\">NO</b> barred; \
             <b class=\"D\">disp</b> disputed; <b class=\"U\">?</b> no source says; ~ not without \
             reserve; ! on sale although barred. GA, prev public preview, ltd limited, priv by \
             invitation, ann announced, susp suspended; not listed: looked, absent; no record: nobody \
             looked; listed: stage unknown; r resold; gw gateway. Prices in USD per 1M tokens, \
             in/out, the cheapest standard scope; n/p not published, n/r not recorded, token: tokens \
             only, * sources differ. Suites, variants of another product and models that only \
             index or rank are left out, unless the page was made for them by name.</p>\n</section>\n"
        )
    }

    pub(super) fn sections(&self) -> Vec<String> {
        let about = About::new(self);
        vec![
            self.told_timeline(&about),
            self.told_prices(&about),
            self.told_conflicts(&about),
            self.told_claims(&about),
            self.told_watchlist(&about),
            self.told_sources(),
        ]
    }

    fn told_timeline(&self, about: &About) -> String {
        let item = |row: &Fields| {
            let (date, title) = (escape(&told(row, "date")), escape(&told(row, "title")));
            format!(
                "<li{}><time datetime=\"{date}\">{date}</time> <span class=\"kind\">{}</span> {title} {}</li>\n",
                about.of(&[told(row, "id")]),
                escape(&told(row, "kind")),
                cites(&ids(row, "sources")),
            )
        };
        let items: String = self.timeline.iter().map(item).collect();
        part(
            "timeline",
            "Timeline",
            "Agreements, disputes, claims and what came of them.",
            &format!("<ol class=\"events\">\n{items}</ol>\n"),
        )
    }

    fn told_prices(&self, about: &About) -> String {
        let row = |row: &Fields| {
            let price = |name: &str| format!("<td class=\"n\">{}</td>", escape(&told(row, name)));
            let contested = row.get("contested") == Some(&Value::Bool(true));
            let scope = [told(row, "scope"), told(row, "within")].join(" ");
            let state = match told(row, "price_state").as_str() {
                "priced" => String::new(),
                state => state.replace('_', " "),
            };
            let note = if contested { "sources differ".to_owned() } else { state };
            format!(
                "<tr{}><th scope=\"row\">{}</th><td>{}</td><td>{}</td>{}{}<td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                about.of(&[told(row, "product"), told(row, "cloud")]),
                escape(&told(row, "product")),
                escape(&told(row, "service")),
                escape(scope.trim()),
                price("input_per_mtok"),
                price("output_per_mtok"),
                escape(&told(row, "effective_from")),
                escape(&told(row, "effective_until")),
                escape(&note),
                cites(&ids(row, "sources").into_iter().take(3).collect::<Vec<_>>()),
            )
        };
        let rows: String = self.prices.iter().map(row).collect();
        let picture = |plot: &crate::commands::price::plot::Plot| {
            let product = plot.title.split(':').next().unwrap_or_default().to_owned();
            let svg = plot.svg();
            format!(
                "<figure{}><details><summary>{} over time</summary><div class=\"scroll\">{svg}</div></details></figure>\n",
                about.of(std::slice::from_ref(&product)),
                escape(&product),
            )
        };
        let pictures: String = self.plots.iter().map(picture).collect();
        let table = format!(
            "{pictures}<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Prices\"><table>\
             <thead><tr><th scope=\"col\">Product</th><th scope=\"col\">Service</th><th scope=\"col\">Scope</th>\
             <th scope=\"col\" class=\"n\">In</th><th scope=\"col\" class=\"n\">Out</th><th scope=\"col\">From</th>\
             <th scope=\"col\">To</th><th scope=\"col\">Note</th><th scope=\"col\">Sources</th></tr></thead>\
             <tbody>\n{rows}</tbody></table></div>\n"
        );
        part(
            "prices",
            "Prices",
            "List prices of the standard tier over time, USD per 1M tokens.",
            &table,
        )
    }

    fn told_conflicts(&self, about: &About) -> String {
        let side = |name: &str, row: &Fields| -> String {
            let Some(Value::Object(side)) = row.get(name) else { return String::new() };
            let holds =
                if side.get("holds") == Some(&Value::Bool(true)) { " <b>holds</b>" } else { "" };
            let says = escape(&told(side, "says"));
            format!("<li>{says}{holds} {}</li>", cites(&ids(side, "sources")))
        };
        let item = |row: &Fields| {
            let open = row.get("open") == Some(&Value::Bool(true));
            let state = if open {
                "open".to_owned()
            } else {
                format!("settled by {}", escape(&told(row, "decided_by")))
            };
            let note = told(row, "note");
            let note =
                if note.is_empty() { String::new() } else { format!("<p>{}</p>", escape(&note)) };
            format!(
                "<li{}><h3>{}</h3><p class=\"kind\">{state}, since {}; {}</p><ul>{}{}</ul>{note}</li>\n",
                about.of(&[told(row, "id"), told(row, "subject")]),
                escape(&told(row, "question")),
                escape(&told(row, "since")),
                escape(&told(row, "subject")),
                side("a", row),
                side("b", row),
            )
        };
        let items: String = self.conflicts.iter().map(item).collect();
        part(
            "contested",
            "Contested facts",
            "Where sources contradict one another, and what settles it.",
            &format!("<ol class=\"plain\">\n{items}</ol>\n"),
        )
    }

    fn told_claims(&self, about: &About) -> String {
        let item = |claim: &Claimed| {
            let record = &claim.record;
            let verdict = claim
                .audit
                .as_ref()
                .map_or_else(|| "<p class=\"kind\">not audited</p>".to_owned(), audit);
            format!(
                "<li{}><h3>{}</h3><p class=\"kind\">{} on {}: {} times, {}</p>{verdict}<p>{}</p></li>\n",
                about.of(&[told(record, "id"), told(record, "claimant")]),
                escape(&told(record, "says")),
                escape(&told(record, "claimant")),
                escape(&told(record, "date")),
                escape(&told(record, "factor")),
                escape(&told(record, "hedge")),
                cites(&ids(record, "sources")),
            )
        };
        let items: String = self.claims.iter().map(item).collect();
        part(
            "claims",
            "Claims",
            "Performance for the price, as vendors put it, and what an audit finds.",
            &format!("<ol class=\"plain\">\n{items}</ol>\n"),
        )
    }

    fn told_watchlist(&self, about: &About) -> String {
        let development = |value: &Value| -> String {
            let Value::Object(fields) = value else { return String::new() };
            format!(
                "<li><time>{}</time> {} {}</li>",
                escape(&told(fields, "date")),
                escape(&told(fields, "text")),
                cites(&ids(fields, "sources"))
            )
        };
        let item = |row: &Fields| {
            let list = row.get("developments").and_then(Value::as_array);
            let events: String = list.into_iter().flatten().map(development).collect();
            format!(
                "<li{}><h3>{}</h3><p class=\"kind\">{}, asked since {} {}</p><ul>{events}</ul></li>\n",
                about.of(&[vec![told(row, "id")], ids(row, "about")].concat()),
                escape(&told(row, "question")),
                escape(&told(row, "status")),
                escape(&told(row, "since")),
                cites(&ids(row, "sources")),
            )
        };
        let items: String = self.watchlist.iter().map(item).collect();
        part(
            "watchlist",
            "Open questions",
            "What no source answers yet, and what has happened since.",
            &format!("<ol class=\"plain\">\n{items}</ol>\n"),
        )
    }

    fn told_sources(&self) -> String {
        let catalog = self.lens.catalog;
        let known: HashMap<&str, Id> =
            catalog.source_ids().map(|source| (&*catalog.source(source).id, source)).collect();
        let mut rows = String::new();
        for source in self.records.sources.iter() {
            if !known.get(source.id.as_str()).is_some_and(|one| self.lens.admits(*one)) {
                continue;
            }
            let title = escape(&source.title);
            let is_address =
                source.url.starts_with("https://") || source.url.starts_with("http://");
            let title = if is_address {
                let address = escape(&source.url);
                format!("<a href=\"{address}\" rel=\"noopener noreferrer\">{title}</a>")
            } else {
                title
            };
            rows += &format!(
                "<tr id=\"s-{id}\"><th scope=\"row\">{id}</th><td>{}</td><td>{}</td><td>{}</td><td>{title}</td></tr>\n",
                escape(&source.published.to_string()),
                source.class.word(),
                escape(&source.publisher),
                id = escape(source.id.as_str()),
            );
        }
        let table = format!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Sources\"><table><thead><tr>\
             <th scope=\"col\">Id</th><th scope=\"col\">Published</th><th scope=\"col\">Class</th>\
             <th scope=\"col\">Publisher</th><th scope=\"col\">Title</th></tr></thead><tbody>\n{rows}</tbody></table></div>\n"
        );
        part("sources", "Sources", "The evidence. Links leave this page.", &table)
    }
}

/// What an audit finds: the verdict, and what it takes for each pair of products.
fn audit(row: &Fields) -> String {
    let list = row.get("pairs").and_then(Value::as_array);
    let texts = list.into_iter().flatten().filter_map(|pair| pair.get("text")?.as_str());
    let item = |text: &str| format!("<li>{}</li>", escape(text));
    let pairs: String = texts.map(item).collect();
    let missing = told(row, "missing").replace(';', "; ");
    let missing = if missing.is_empty() { missing } else { format!("; missing: {missing}") };
    format!(
        "<p>Audit at the prices of {}: <b>{}</b>{}. Performance needed for it to hold:</p><ul>{pairs}</ul>",
        escape(&told(row, "prices_on")),
        escape(&told(row, "verdict").replace('_', " ")),
        escape(&missing),
    )
}

fn json<T: Serialize>(record: &T) -> String {
    serde_json::to_string(record).unwrap_or_default()
}

fn part(id: &str, title: &str, says: &str, body: &str) -> String {
    format!(
        "<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{title} \
         <small class=\"shown\"></small></h2>\n<p>{says}</p>\n{body}</section>\n"
    )
}

/// Sources as links to where they stand on the page.
fn cites(sources: &[String]) -> String {
    let link = |id: &String| format!("<a href=\"#s-{0}\">{0}</a>", escape(id));
    let links: Vec<String> = sources.iter().map(link).collect();
    format!("<span class=\"cite\">{}</span>", links.join(" "))
}

/// Which clouds, vendors and products a record speaks of, so that the page can be
/// narrowed to them.
struct About {
    /// What each record names.
    named: HashMap<String, BTreeSet<String>>,
    /// The vendor of each product.
    vendors: HashMap<String, String>,
}

impl About {
    fn new(web: &Web<'_>) -> Self {
        let catalog = web.lens.catalog;
        let vendors: HashMap<String, String> = catalog
            .product_ids()
            .map(|p| {
                (
                    catalog.product(p).id.to_string(),
                    catalog.provider(catalog.product(p).vendor).id.to_string(),
                )
            })
            .collect();
        let providers: BTreeSet<&str> = catalog.providers.iter().map(|one| &*one.id).collect();
        let mut named: HashMap<String, BTreeSet<String>> = HashMap::new();
        let mut add = |id: &str, text: String| {
            let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "./-".contains(c)));
            let known =
                words.filter(|word| providers.contains(word) || vendors.contains_key(*word));
            named.entry(id.to_owned()).or_default().extend(known.map(str::to_owned));
        };
        let records = web.records;
        for agreement in records.agreements.iter() {
            add(agreement.id.as_str(), json(agreement));
            agreement.terms.iter().for_each(|term| add(term.id.as_str(), json(term)));
            agreement.disputes.iter().for_each(|one| add(one.id.as_str(), json(one)));
        }
        records.claims.iter().for_each(|one| add(one.id.as_str(), json(one)));
        records.conflicts.iter().for_each(|one| add(one.id.as_str(), json(one)));
        records.watchlist.iter().for_each(|one| add(one.id.as_str(), json(one)));
        for offer in catalog.offers.iter() {
            let (product, seller) =
                (&catalog.product(offer.product).id, &catalog.provider(offer.seller()).id);
            add(&offer.id, format!("{product} {seller}"));
        }
        Self { named, vendors }
    }

    /// The attribute that says what some records, products and providers are about.
    fn of(&self, ids: &[String]) -> String {
        let mut words: BTreeSet<String> = BTreeSet::new();
        for id in ids {
            words.extend(self.named.get(id).into_iter().flatten().cloned());
            words.insert(id.clone());
        }
        let vendors: Vec<String> =
            words.iter().filter_map(|word| self.vendors.get(word)).cloned().collect();
        words.extend(vendors);
        let words: Vec<String> = words.into_iter().collect();
        format!(" data-about=\"{}\"", escape(&words.join(" ")))
    }
}
