//! The parts of the page that hold still: what happened, prices, what is
//! contested, claims, open questions, sources.

use crate::commands::price::plot::Plot;
use crate::commands::report::about::About;
use crate::commands::report::page::WebPage;
use crate::output::document::{Block, ListItem, ListStyle, Picture, TableRow};
use crate::output::table::Column;
use crate::output::{Document, Phrase};
use aicloud_core::model::Source;
use aicloud_query::conflicts::{ConflictsRow, SideKeys};
use aicloud_query::price::PriceRow;
use aicloud_query::report::{ReportedAudit, ReportedClaim};
use aicloud_query::timeline::TimelineRow;
use aicloud_query::values::{Amount, Date, Written};
use aicloud_query::watchlist::{DevelopmentKeys, WatchlistRow};

/// How many sources a price names.
const SOURCES: usize = 3;

impl WebPage<'_> {
    /// Every part, each with its anchor.
    pub(super) fn sections(&self) -> Document {
        let about = About::new(&self.parts);
        Document::default()
            .anchored("timeline", "Timeline", self.timeline(&about))
            .anchored("prices", "Prices", self.prices(&about))
            .anchored("contested", "Contested facts", self.conflicts(&about))
            .anchored("claims", "Claims", self.claims(&about))
            .anchored("watchlist", "Open questions", self.watchlist(&about))
            .anchored("sources", "Sources", self.sources())
    }

    fn timeline(&self, about: &About) -> Document {
        let item = |row: &TimelineRow| ListItem {
            text: Phrase::default()
                .date(row.date.0.to_string())
                .plain(" ")
                .dim(row.kind)
                .plain(format!(" {} ", row.title))
                .cited(row.sources.clone()),
            about: about.of([row.id.as_str()]),
            ..ListItem::default()
        };
        Document::default()
            .paragraph("Agreements, disputes, claims and what came of them.")
            .list(ListStyle::Events, self.parts.timeline.iter().map(item))
    }

    fn prices(&self, about: &About) -> Document {
        let head = Document::default()
            .paragraph("List prices of the standard tier over time, USD per 1M tokens.");
        let picture = |plot: &Plot| {
            let product = plot.title.split(':').next().unwrap_or_default();
            Block::Picture(Picture {
                caption: format!("{product} over time"),
                svg: plot.svg(),
                about: about.of([product]),
            })
        };
        let columns = vec![
            Column::left("Product"),
            Column::left("Service"),
            Column::left("Scope"),
            Column::right("In"),
            Column::right("Out"),
            Column::left("From"),
            Column::left("To"),
            Column::left("Note"),
            Column::left("Sources"),
        ];
        let rows = self.parts.prices.rows();
        let rows = rows.iter().map(|row| price(row, about)).collect();
        let pictures = self.plots.iter().map(picture).fold(head, Document::with);
        pictures.with(Block::Table { columns, rows })
    }

    fn conflicts(&self, about: &About) -> Document {
        let item = |row: &ConflictsRow| {
            let state = if row.open {
                "open".to_owned()
            } else {
                let rule = row.decided_by.map(|rule| Written(rule).to_string());
                format!("settled by {}", rule.unwrap_or_default())
            };
            let state = format!("{state}, since {}; {}", Written(row.since), row.subject);
            let sides = [&row.a, &row.b].into_iter().flatten().map(side);
            let body = Document::default().aside(state).list(ListStyle::Bullets, sides);
            ListItem {
                heading: Some(row.question.clone()),
                body: body.paragraphs(row.note.as_ref().filter(|note| !note.is_empty())),
                about: about.of([row.id.as_str(), row.subject.as_str()]),
                ..ListItem::default()
            }
        };
        Document::default()
            .paragraph("Where sources contradict one another, and what settles it.")
            .list(ListStyle::Entries, self.parts.conflicts.iter().map(item))
    }

    fn claims(&self, about: &About) -> Document {
        let item = |told: &ReportedClaim<'_>| {
            let claim = told.claim;
            let said = format!(
                "{} on {}: {} times, {}",
                claim.claimant,
                claim.date,
                Written(claim.factor),
                Written(claim.hedge)
            );
            let verdict = match &told.audit {
                Some(audit) => audited(audit),
                None => Document::default().aside("not audited"),
            };
            let sources = Phrase::default().cited(told.sources.clone());
            ListItem {
                heading: Some(claim.says.clone()),
                body: Document::default().aside(said).then(verdict).paragraph(sources),
                about: about.of([claim.id.as_str(), claim.claimant.as_str()]),
                ..ListItem::default()
            }
        };
        Document::default()
            .paragraph("Performance for the price, as vendors put it, and what an audit finds.")
            .list(ListStyle::Entries, self.parts.claims.iter().map(item))
    }

    fn watchlist(&self, about: &About) -> Document {
        let item = |row: &WatchlistRow| {
            let state = format!("{}, asked since {} ", Written(row.status), row.since);
            let state = Phrase::default().plain(state).cited(row.sources.clone());
            let happened = row.developments.iter().map(development);
            let ids = std::iter::once(&row.id).chain(&row.about);
            ListItem {
                heading: Some(row.question.clone()),
                body: Document::default().aside(state).list(ListStyle::Bullets, happened),
                about: about.of(ids.map(|id| id.as_str())),
                ..ListItem::default()
            }
        };
        Document::default()
            .paragraph("What no source answers yet, and what has happened since.")
            .list(ListStyle::Entries, self.parts.watchlist.iter().map(item))
    }

    fn sources(&self) -> Document {
        let lens = self.parts.lens;
        let row = |source: &Source| TableRow {
            cells: vec![
                source.id.to_string().into(),
                source.published.to_string().into(),
                source.class.word().into(),
                source.publisher.as_str().into(),
                Phrase::default().link(source.title.as_str(), source.url.as_str()),
            ],
            source: Some(source.id.to_string()),
            about: Vec::new(),
        };
        let columns = ["Id", "Published", "Class", "Publisher", "Title"].map(Column::left);
        let sources = lens.catalog.sources.iter();
        let rows = sources.filter(|source| lens.admits(source.id)).map(row).collect();
        Document::default()
            .paragraph("The evidence. Links leave this page.")
            .with(Block::Table { columns: columns.to_vec(), rows })
    }
}

/// A price for a stretch of days.
fn price(row: &PriceRow, about: &About) -> TableRow {
    let day = |day: Option<Date>| day.map(|day| day.0.to_string()).unwrap_or_default();
    let amount = |usd: Option<Amount>| usd.map(|usd| Written(usd).to_string()).unwrap_or_default();
    let scope = row.scope.map_or("", aicloud_core::model::PriceScope::word);
    let within = row.within.as_ref().map(|within| within.join(";")).unwrap_or_default();
    let state = row.price_state.to_string();
    let note = match state.as_str() {
        _ if row.contested => "sources differ".to_owned(),
        "priced" => String::new(),
        state => state.replace('_', " "),
    };
    let sources = row.sources.iter().flatten().take(SOURCES).cloned().collect();
    TableRow {
        cells: vec![
            row.product.as_str().into(),
            row.service.as_deref().unwrap_or_default().into(),
            format!("{scope} {within}").trim().into(),
            amount(row.input_per_mtok).into(),
            amount(row.output_per_mtok).into(),
            day(row.effective_from).into(),
            day(row.effective_until).into(),
            note.into(),
            Phrase::default().cited(sources),
        ],
        source: None,
        about: about.of([row.product.as_str(), row.cloud.as_str()]),
    }
}

/// What one side of a contradiction says.
fn side(side: &SideKeys) -> Phrase {
    let said = Phrase::default().plain(side.says.as_str());
    let said = if side.holds { said.plain(" ").strong("holds") } else { said };
    said.plain(" ").cited(side.sources.clone())
}

/// What an audit finds: the verdict, and what it takes for each pair of products.
fn audited(audit: &ReportedAudit) -> Document {
    let missing = match audit.missing.as_slice() {
        [] => String::new(),
        missing => format!("; missing: {}", missing.join("; ")),
    };
    let verdict = Phrase::default()
        .plain(format!("Audit at the prices of {}: ", Written(audit.prices_on)))
        .strong(audit.verdict.word().replace('_', " "))
        .plain(format!("{missing}. Performance needed for it to hold:"));
    Document::default().paragraph(verdict).list(ListStyle::Bullets, &audit.pairs)
}

/// What has happened to an open question.
fn development(told: &DevelopmentKeys) -> Phrase {
    Phrase::default()
        .date(told.date.to_string())
        .plain(format!(" {} ", told.text))
        .cited(told.sources.clone())
}
