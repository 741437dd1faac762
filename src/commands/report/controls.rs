//! What narrows the page, and the frame of the matrix that its program fills.

use crate::commands::report::page::WebPage;
use crate::output::markup::escape;
use aicloud_core::model::Id;

impl WebPage<'_> {
    /// What narrows the page, and the matrix that it narrows.
    pub(super) fn controls(&self) -> String {
        let catalog = self.parts.lens.catalog;
        let (first, last) = self.days();
        let mut vendors: Vec<Id> =
            self.parts.products.iter().map(|p| catalog.product(*p).vendor).collect();
        vendors.sort_unstable();
        vendors.dedup();
        let option = |id: &str, name: &str, chosen: bool| {
            let chosen = if chosen { " selected" } else { "" };
            format!("<option value=\"{}\"{chosen}>{}</option>", escape(id), escape(name))
        };
        let vendor = |one: &Id| {
            option(one.as_str(), &catalog.provider(*one).name, self.parts.vendor == Some(*one))
        };
        let vendors: String = vendors.iter().map(vendor).collect();
        let segment =
            |one: Id| option(one.as_str(), one.as_str(), one == self.parts.setting.segment);
        let segments: String = catalog.segment_ids().map(segment).collect();
        let names =
            self.parts.products.iter().map(|p| option(&catalog.product(*p).short, "", false));
        let (names, days) = (names.collect::<String>(), last.since(first));
        let (as_of, day) = (self.parts.setting.as_of, self.parts.setting.as_of.since(first));
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
}
