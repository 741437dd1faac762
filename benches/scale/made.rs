//! A data directory of any size, the same one for the same size.
//!
//! It is made of families: 25 products of one vendor, each on nine of twenty clouds
//! and in the vendor's own shop, with the price pages, the agreements and the terms
//! that are about them. Every tenth family is of `OpenAI`, so that what `compare`
//! shows unasked grows with the data; every other family has a vendor of its own, so
//! that what is about one of those stays as it is whatever the size.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Products of a family.
const PRODUCTS: usize = 25;
/// Offers of a product: on clouds, and in the vendor's own shop.
const OFFERS: usize = 10;
/// Clouds, whatever the size.
const CLOUDS: usize = 20;
/// Families whose offers on one cloud share a file: no file may be too large.
const FAMILIES_A_FILE: usize = 100;

/// What was made.
pub(crate) struct Made {
    /// How many records there are of each kind that grows.
    pub(crate) counts: String,
    /// A cloud.
    pub(crate) cloud: String,
    /// A product that it sells, of which the data says the same at every size.
    pub(crate) product: String,
}

/// The records of each file, by id.
#[derive(Default)]
struct Files(BTreeMap<String, BTreeMap<String, String>>);

impl Files {
    /// Adds a record: its id, and the lines behind it.
    fn add(&mut self, file: &str, id: &str, rest: &str) {
        let record = format!("- id: {id}\n{rest}");
        self.0.entry(file.to_owned()).or_default().insert(id.to_owned(), record);
    }

    /// How many records the files of a folder hold.
    fn count(&self, folder: &str) -> usize {
        let files = self.0.iter().filter(|(file, _)| file.starts_with(folder));
        files.map(|(_, records)| records.len()).sum()
    }

    fn write(&self, dir: &Path) {
        for (file, records) in &self.0 {
            let path = dir.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, records.values().map(String::as_str).collect::<String>()).unwrap();
        }
    }
}

/// Writes a data directory with so many offers, a multiple of those of a family.
pub(crate) fn write(dir: &Path, offers: usize) -> Made {
    let _ = fs::remove_dir_all(dir);
    let mut files = Files::default();
    shared(&mut files);
    let families = offers / (PRODUCTS * OFFERS);
    for number in 0..families {
        Family { number, files: &mut files }.add();
    }
    files.write(dir);
    let counts = ["offers/", "products/", "prices/", "sources/", "agreements/"];
    let counts = counts.map(|kind| format!("{} {}", files.count(kind), kind.trim_end_matches('/')));
    let counts = format!("{}, {} terms", counts.join(", "), 3 * families + 2);
    Made { counts, cloud: cloud(7), product: "lab-0001/model-0001-24".to_owned() }
}

/// The id of a cloud; the first are those that are compared unasked.
fn cloud(number: usize) -> String {
    match number % CLOUDS {
        0 => "azure".to_owned(),
        1 => "aws".to_owned(),
        2 => "google-cloud".to_owned(),
        3 => "oracle".to_owned(),
        other => format!("cloud-{other:02}"),
    }
}

/// What every size has: clouds, their classes, segments, and an order that is about
/// every product.
fn shared(files: &mut Files) {
    let mut members = String::new();
    for number in 0..CLOUDS {
        let id = cloud(number);
        let provider = format!("  name: Cloud {number:02}\n  short: c{number:02}\n  kind: cloud\n");
        files.add("providers.yaml", &id, &provider);
        let name = format!("  name: Models of cloud {number:02}\n");
        files.add("services.yaml", &format!("{id}/models"), &name);
        members +=
            &format!("  - provider: {id}\n    member: yes\n    sources:\n    - source: law\n");
    }
    for class in ["any-cloud", "third-party-clouds"] {
        let class_of = format!("  name: The class {class}\n  members:\n{members}");
        files.add("classes.yaml", class, &class_of);
    }
    let agency = "  name: An agency\n  short: Agency\n  kind: agency\n";
    files.add("providers.yaml", "agency", agency);
    files.add("segments.yaml", "commercial", "  name: Everybody\n");
    files.add("segments.yaml", "us-government", "  name: The government\n");
    source(files, "law", "primary", "");
    let term = |id: &str, effect: &str, segment: &str| {
        format!(
            "  - id: {id}\n    says: The agency rules on a segment.\n    rank: public-authority\n    \
             effect: {effect}\n    grantor: agency\n    grantee: any-cloud\n    scope:\n      \
             kinds:\n      - {segment}\n      segments:\n      - us-government\n    \
             from: 2024-02-01\n    sources:\n    - source: law\n"
        )
    };
    let terms = term("order-models", "grant", "model") + &term("order-tools", "prohibit", "tool");
    let order = agreement("An order of the agency", "order", &["agency"], &terms, "law");
    files.add("agreements/order.yaml", "agency-order", &order);
}

fn source(files: &mut Files, id: &str, class: &str, more: &str) {
    let file = match id.split('-').nth(1).and_then(|number| number.parse::<usize>().ok()) {
        Some(family) => format!("sources/{:02}.yaml", family / FAMILIES_A_FILE),
        None => "sources/law.yaml".to_owned(),
    };
    let record = format!(
        "  title: A page of {id}\n  publisher: The publisher of {id}\n  \
         url: https://example.com/pages/{id}\n  class: {class}\n  published: 2024-02-01\n  \
         retrieved: 2026-11-20\n{more}"
    );
    files.add(&file, id, &record);
}

fn agreement(title: &str, kind: &str, parties: &[&str], terms: &str, source: &str) -> String {
    let parties = lines(parties.iter().map(|party| format!("  - {party}\n")));
    format!(
        "  title: {title}\n  kind: {kind}\n  parties:\n{parties}  announced: 2024-02-01\n  \
         terms:\n{terms}  sources:\n  - source: {source}\n"
    )
}

/// One family on its way into the files.
struct Family<'f> {
    number: usize,
    files: &'f mut Files,
}

impl Family<'_> {
    fn add(&mut self) {
        self.vendor();
        self.sources();
        (0..PRODUCTS).for_each(|place| self.product(place));
        self.agreements();
    }

    fn vendor_id(&self) -> String {
        match self.number % 10 {
            0 => "openai".to_owned(),
            _ => format!("lab-{:04}", self.number),
        }
    }

    /// The last part of a product's id.
    fn name(&self, place: usize) -> String {
        format!("model-{:04}-{place:02}", self.number)
    }

    fn vendor(&mut self) {
        let vendor = self.vendor_id();
        let lab = format!("  name: Vendor {vendor}\n  short: {vendor}\n  kind: lab\n");
        self.files.add("providers.yaml", &vendor, &lab);
        let shop =
            format!("  name: Shop of {vendor}\n  short: direct\n  kind: lab\n  parent: {vendor}\n");
        self.files.add("providers.yaml", &format!("{vendor}-direct"), &shop);
        let api = format!("  name: API of {vendor}\n");
        self.files.add("services.yaml", &format!("{vendor}-direct/api"), &api);
    }

    /// A launch, a catalogue, and a price page of every seller.
    fn sources(&mut self) {
        let number = self.number;
        source(self.files, &format!("s-{number:04}-launch"), "primary", "");
        source(self.files, &format!("s-{number:04}-catalogue"), "catalogue", "");
        let direct = format!("{}-direct", self.vendor_id());
        for seller in (0..CLOUDS).map(cloud).chain([direct]) {
            let prices = format!("  publishes_prices:\n    of: {seller}\n    form: price-page\n");
            source(self.files, &format!("s-{number:04}-{seller}"), "primary", &prices);
        }
    }

    fn product(&mut self, place: usize) {
        let (vendor, name, number) = (self.vendor_id(), self.name(place), self.number);
        // A line of five generations, each with a successor up to the last.
        let successor = (place + 5 < PRODUCTS)
            .then(|| format!("  succeeded_by: {vendor}/{}\n", self.name(place + 5)));
        let hosting = if place.is_multiple_of(5) { "free" } else { "none" };
        let record = format!(
            "  name: Model {number:04} {place:02}\n  short: m{number:04}-{place:02}\n  kind: model\n  \
             vendor: {vendor}\n  layer: stateless\n  access:\n  - api\n  developed_with: []\n  \
             licence:\n    name: a licence\n    hosting: {hosting}\n  released: {}\n{}  aliases:\n  \
             - the {place:02} of {number:04}\n  sources:\n  - source: s-{number:04}-launch\n",
            month(place),
            successor.unwrap_or_default(),
        );
        let file = format!("products/{vendor}.yaml");
        self.files.add(&file, &format!("{vendor}/{name}"), &record);
        for nth in 0..OFFERS - 1 {
            let seller = cloud(number + place + 2 * nth);
            self.offer(place, nth, &seller, &format!("{seller}/models"), "hosted");
        }
        let direct = format!("{vendor}-direct");
        self.offer(place, OFFERS - 1, &direct, &format!("{direct}/api"), "own");
    }

    fn offer(&mut self, place: usize, nth: usize, seller: &str, service: &str, channel: &str) {
        let (number, page) = (self.number, format!("s-{:04}-{seller}", self.number));
        let id = format!("{service}/{}", self.name(place));
        let product = format!("{}/{}", self.vendor_id(), self.name(place));
        let launch = format!("s-{number:04}-launch");
        let record = format!(
            "  product: {product}\n  service: {service}\n  channel: {channel}\n  \
             model_id: {number:04}-{place:02}-v1\n  stages:\n  - stage: preview\n    \
             from: {0}-01\n    sources:\n    - source: {launch}\n    - source: {page}\n  - stage: ga\n    \
             from: {0}-15\n    regions:\n    - region-1\n    - region-2\n    sources:\n    \
             - source: {launch}\n    - source: {page}\n  prices:\n{1}{2}",
            month(place),
            price(nth, "", &page),
            price(nth, "    tier: batch\n", &page),
        );
        let file = format!("offers/{seller}-{:02}.yaml", number / FAMILIES_A_FILE);
        self.files.add(&file, &id, &record);
        if nth == 0 {
            let stated = price(nth, "", &format!("s-{number:04}-catalogue"));
            let stated = format!("  offer: {id}\n  prices:\n{stated}");
            let file = format!("prices/catalogue-{:02}.yaml", number / FAMILIES_A_FILE);
            self.files.add(&file, &format!("catalogue/{id}"), &stated);
        }
    }

    /// One cloud is exclusive until every cloud may; another is named for a few
    /// products, which the first disputes for a time.
    fn agreements(&mut self) {
        let (vendor, number) = (self.vendor_id(), self.number);
        let source = format!("s-{number:04}-launch");
        let listed = |places: std::ops::Range<usize>| -> String {
            lines(places.map(|place| format!("      - {vendor}/{}\n", self.name(place))))
        };
        let term = |word: &str, effect: &str, grantee: &str, products: &str, more: &str| {
            let among = match effect {
                "exclusive" => "    among: third-party-clouds\n",
                _ => "",
            };
            format!(
                "  - id: t-{number:04}-{word}\n    says: A term on models.\n    effect: {effect}\n    \
                 grantor: {vendor}\n    grantee: {grantee}\n{among}    scope:\n      \
                 products:\n{products}{more}    sources:\n    - source: {source}\n"
            )
        };
        let (first, second) = (cloud(number), cloud(number + 1));
        let every = listed(0..PRODUCTS);
        let ends = format!("    from: 2023-12-01\n    supersedes:\n    - t-{number:04}-only\n");
        let only = term("only", "exclusive", &first, &every, "    from: 2023-06-01\n");
        let any = term("any", "grant", "any-cloud", &every, &ends);
        let few = term("few", "grant", &second, &listed(0..5), "    from: 2025-09-01\n");
        let dispute = format!(
            "  disputes:\n  - id: d-{number:04}\n    says: It is disputed.\n    by: {first}\n    \
             sellers:\n    - {second}\n    scope:\n      products:\n{}    from: 2025-09-10\n    \
             until: 2025-10-10\n    sources:\n    - source: {source}\n",
            listed(0..5),
        );
        let file = format!("agreements/{vendor}.yaml");
        for (word, cloud, terms) in
            [("only", &first, only), ("any", &first, any), ("few", &second, few)]
        {
            let title = format!("Agreement {word} of family {number:04}");
            let mut record = agreement(&title, "agreement", &[&vendor, cloud], &terms, &source);
            if word == "few" {
                record =
                    record.replace("  sources:\n  - s", &format!("{dispute}  sources:\n  - s"));
            }
            self.files.add(&file, &format!("a-{number:04}-{word}"), &record);
        }
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect()
}

/// The month in which the nth product of a family came out.
fn month(place: usize) -> String {
    format!("{}-{:02}", 2024 + place / 12, place % 12 + 1)
}

/// A price that two sellers seldom have in common.
fn price(nth: usize, tier: &str, source: &str) -> String {
    format!(
        "  - scope: in-region\n{tier}    input: '{}.25'\n    cached_input: '0.125'\n    \
         output: '{}.5'\n    from: 2026-01-15\n    sources:\n    - source: {source}\n",
        nth + 1,
        nth + 5,
    )
}
