//! The page of `report` in a real browser, driven over a pipe.
//!
//! Skipped with a line on standard error where there is no Chromium: install
//! `chromium`, or name one in `CHROMIUM`.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking"
)]

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support;

const PATIENCE: Duration = Duration::from_secs(120);

/// A browser with one page open.
struct Browser {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    session: Option<String>,
    next: u64,
    /// What happened and nobody has looked at yet.
    events: VecDeque<Value>,
}

fn chromium() -> Option<String> {
    let named = std::env::var("CHROMIUM").ok();
    let known = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let candidates = named.into_iter().chain(known.map(str::to_owned));
    let runs = |name: &String| Command::new(name).arg("--version").output().is_ok();
    candidates.into_iter().find(runs)
}

impl Browser {
    fn start(name: &str) -> Option<Self> {
        let Some(program) = chromium() else {
            eprintln!("skipped: there is no Chromium here, so nobody looked at the page");
            return None;
        };
        let dir = support::scratch(format!("browser-{name}"));
        // The browser reads on 3 and writes on 4; its own chatter goes nowhere.
        let script = "exec \"$0\" \"$@\" 3<&0 4>&1 >/dev/null 2>&1 </dev/null";
        let mut command = Command::new("sh");
        command.args(["-c", script, &program]).args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1200,900",
            "--remote-debugging-pipe",
        ]);
        command.arg(format!("--user-data-dir={}", dir.display())).arg("about:blank");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (told, from) = channel();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            let mut message = Vec::new();
            while out.read_until(0, &mut message).is_ok_and(|read| read > 0) {
                message.pop();
                let Ok(value) = serde_json::from_slice(&message) else { break };
                if told.send(value).is_err() {
                    break;
                }
                message.clear();
            }
        });
        let to = child.stdin.take().unwrap();
        let mut browser = Self { child, to, from, session: None, next: 0, events: VecDeque::new() };
        let target = browser.call("Target.createTarget", &json!({"url": "about:blank"}));
        let attached = json!({"targetId": target["targetId"], "flatten": true});
        let attached = browser.call("Target.attachToTarget", &attached);
        browser.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page", "Runtime", "Log", "Network", "Accessibility"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        Some(browser)
    }

    fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.next += 1;
        let mut message = json!({"id": self.next, "method": method, "params": parameters});
        if let Some(session) = &self.session {
            message["sessionId"] = session.as_str().into();
        }
        self.to.write_all(message.to_string().as_bytes()).unwrap();
        self.to.write_all(&[0]).unwrap();
        self.to.flush().unwrap();
        loop {
            let told = self
                .from
                .recv_timeout(PATIENCE)
                .unwrap_or_else(|error| panic!("the browser does not answer {method}: {error}"));
            if told["id"] == self.next {
                assert!(told.get("error").is_none(), "{method}: {told}");
                return told["result"].clone();
            }
            self.events.push_back(told);
        }
    }

    /// Opens a page and waits until it is there.
    fn open(&mut self, address: &str) {
        self.call("Page.navigate", &json!({"url": "about:blank"}));
        self.events.clear();
        self.call("Page.navigate", &json!({"url": address}));
        // The blank page goes before the wanted one.
        while self.eval("document.readyState + location.protocol") != "completefile:" {
            if let Ok(event) = self.from.recv_timeout(Duration::from_millis(20)) {
                self.events.push_back(event);
            }
        }
    }

    fn eval(&mut self, expression: &str) -> Value {
        let asked = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let told = self.call("Runtime.evaluate", &asked);
        assert!(told.get("exceptionDetails").is_none(), "{expression}: {told}");
        told["result"]["value"].clone()
    }

    /// Types a key as a keyboard does.
    fn press(&mut self, key: &str) {
        for kind in ["keyDown", "keyUp"] {
            let code = match key {
                "ArrowLeft" => 37,
                "ArrowRight" => 39,
                "Tab" => 9,
                _ => 0,
            };
            let event =
                json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code});
            self.call("Input.dispatchKeyEvent", &event);
        }
    }

    /// Errors, warnings and requests to anywhere since the page was opened.
    fn complaints(&mut self) -> Vec<String> {
        // Whatever has been told is read once this is answered.
        self.eval("1");
        let complaint = |event: &Value| {
            let method = event["method"].as_str().unwrap_or_default();
            let asked = event["params"]["request"]["url"].as_str().unwrap_or_default();
            let local = ["file:", "data:", "about:"].iter().any(|scheme| asked.starts_with(scheme));
            let bad = ["Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"]
                .contains(&method);
            (bad || (method == "Network.requestWillBeSent" && !local)).then(|| event.to_string())
        };
        self.events.iter().filter_map(complaint).collect()
    }

    /// The matrix as it is shown: products, then what each cloud's cell says.
    fn grid(&mut self) -> Vec<Vec<String>> {
        let told = self.eval(
            "[...document.querySelectorAll('#grid tbody tr')].map((row) => [...row.children]\
             .map((cell) => cell.textContent.trim().split(/\\s+/).join(' ')))",
        );
        serde_json::from_value(told).unwrap()
    }

    /// Sets a control as a hand would, with the event that comes of it.
    fn set(&mut self, id: &str, value: &str, event: &str) {
        self.eval(&format!(
            "(() => {{ const one = document.getElementById({id:?}); one.value = {value:?}; \
             one.dispatchEvent(new Event({event:?}, {{bubbles: true}})); }})()"
        ));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn aicloud(line: &[&str]) -> String {
    let done = support::undisturbed(support::PROGRAM).args(line).output().unwrap();
    assert!(done.status.success(), "{line:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// Writes a page and gives its address.
fn page(name: &str, line: &[&str]) -> String {
    let file = support::scratch(format!("browser-page-{name}")).join(name);
    let out = file.to_str().unwrap();
    aicloud(&[&["report", "--as-of", "2026-11-23", "--out", out], line].concat());
    format!("file://{out}")
}

/// What `compare` prints, as rows of cells.
fn compare(line: &[&str]) -> Vec<Vec<String>> {
    let text = aicloud(&[&["compare", "--wide"], line].concat());
    let mut lines = text.lines().skip_while(|line| !line.starts_with("PRODUCT"));
    let head = lines.next().unwrap();
    let names = ["PRODUCT", "AZURE", "AWS", "GOOGLE CLOUD", "ORACLE", "DIRECT"];
    let starts: Vec<usize> = names.iter().filter_map(|name| head.find(name)).collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for line in lines.take_while(|line| !line.starts_with("RIGHT")) {
        let cut = |place: usize| {
            let from = starts[place].min(line.len());
            let to = starts.get(place + 1).map_or(line.len(), |end| (*end).min(line.len()));
            line[from..to].split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let cells: Vec<String> = (0..starts.len()).map(cut).collect();
        if cells[0].is_empty() {
            // The rest of a cell that is folded.
            for (cell, more) in rows.last_mut().unwrap().iter_mut().zip(cells) {
                let joined = format!("{cell} {more}");
                joined.trim().clone_into(cell);
            }
        } else {
            rows.push(cells);
        }
    }
    rows
}

#[test]
fn the_page_shows_what_compare_prints_on_any_day() {
    let Some(mut browser) = Browser::start("matrix") else { return };
    let address = page("openai.html", &["--vendor", "openai"]);
    browser.open(&address);
    assert_eq!(browser.grid(), compare(&["--as-of", "2026-11-23"]), "as it opens");

    // The slider, as a hand moves it.
    for day in ["2026-03-15", "2026-03-25", "2026-04-27", "2026-05-01", "2026-08-12"] {
        let days = format!("(Date.parse('{day}') - Date.parse('2023-01-01')) / 86400000");
        let days = browser.eval(&days).to_string();
        browser.set("slider", &days, "input");
        assert_eq!(browser.eval("document.getElementById('day').textContent"), day);
        assert_eq!(browser.grid(), compare(&["--as-of", day]), "{day}");
    }
    // The date beside it, and the segment.
    browser.set("date", "2026-03-20", "change");
    for segment in ["us-government", "us-national-security", "commercial"] {
        browser.set("segment", segment, "change");
        let asked = ["--as-of", "2026-03-20", "--segment", segment];
        assert_eq!(browser.grid(), compare(&asked), "{segment}");
    }
    // The keyboard.
    browser.eval("document.getElementById('slider').focus()");
    browser.press("ArrowRight");
    assert_eq!(browser.eval("document.getElementById('day').textContent"), "2026-03-21");
    browser.press("ArrowLeft");
    browser.press("ArrowLeft");
    assert_eq!(browser.eval("document.getElementById('day').textContent"), "2026-03-19");
    // From change to change.
    browser.set("date", "2026-04-20", "change");
    browser.eval("document.getElementById('on').click()");
    let next = browser.eval("document.getElementById('day').textContent");
    let next = next.as_str().unwrap();
    assert!(("2026-04-21"..="2026-04-27").contains(&next), "{next}");
    assert_ne!(browser.grid(), compare(&["--as-of", "2026-04-20"]), "{next}");
    // Superseded products too.
    browser.eval("document.getElementById('all').click()");
    assert!(browser.grid().len() > compare(&["--as-of", next]).len());

    // What is chosen is in the address, and the address opens it again.
    let kept = browser.eval("location.href");
    let before = browser.grid();
    browser.open(kept.as_str().unwrap());
    assert_eq!(browser.grid(), before);
    let complaints = browser.complaints();
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn the_page_is_narrowed_by_product_cloud_and_vendor() {
    let Some(mut browser) = Browser::start("filters") else { return };
    let address = page("filters.html", &["--cloud", "azure,aws,google-cloud,oracle,databricks"]);
    browser.open(&address);
    let count = |browser: &mut Browser, what: &str| {
        let asked = format!("document.querySelectorAll({what:?}).length");
        browser.eval(&asked).as_u64().unwrap()
    };
    let timeline = "#timeline [data-about]:not([hidden])";
    let every = count(&mut browser, timeline);
    browser.set("product", "frontier", "input");
    assert_eq!(browser.grid().iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["frontier"]);
    let of_frontier = count(&mut browser, timeline);
    assert!(of_frontier > 0 && of_frontier < every, "{of_frontier} of {every}");
    assert!(count(&mut browser, "#contested [data-about]:not([hidden])") > 0);
    browser.set("product", "", "input");

    let clouds = count(&mut browser, "#grid thead th");
    browser.eval("document.querySelector('#clouds input[value=oracle]').click()");
    assert_eq!(count(&mut browser, "#grid thead th"), clouds - 1);
    browser.eval("document.querySelector('#clouds input[value=databricks]').click()");
    assert_eq!(count(&mut browser, "#grid thead th"), clouds);

    browser.set("vendor", "anthropic", "change");
    let ids =
        "[...document.querySelectorAll('#grid [data-product]')].map((r) => r.dataset.product)";
    let ids: Vec<String> = serde_json::from_value(browser.eval(ids)).unwrap();
    assert!(!ids.is_empty() && ids.iter().all(|id| id.starts_with("anthropic/")), "{ids:?}");
    browser.set("vendor", "", "change");
    assert!(browser.grid().len() > ids.len());
    assert!(count(&mut browser, "#prices tbody tr:not([hidden])") > 100);
    assert!(count(&mut browser, "#sources tbody tr") > 100);
    assert!(count(&mut browser, "#prices svg") > 0);
    // Every source that is cited stands on the page.
    let lost = browser.eval(
        "[...document.querySelectorAll('.cite a')].map((a) => a.getAttribute('href').slice(1))\
         .filter((id) => !document.getElementById(id)).slice(0, 5)",
    );
    assert_eq!(lost, json!([]));
    let complaints = browser.complaints();
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn markup_in_a_field_stays_text() {
    let Some(mut browser) = Browser::start("evil") else { return };
    let data = ["--data", "tests/cmd/fixture-data", "--overlay", "tests/cmd/evil-overlay"];
    browser.open(&page("evil.html", &data));
    assert_eq!(browser.eval("typeof window.owned"), "undefined");
    let text = browser.eval("document.body.innerText");
    for part in [
        "<b>evil</b>",
        "<svg onload=\"window.owned = 6\"> & \"friends\"",
        "Nimbus may sell <script>window.owned = 7</script>.",
        "<iframe src=\"javascript:parent.owned = 8\"></iframe>",
        "Will it <a href=\"javascript:window.owned = 9\">click</a>?",
        "<img src=x onerror=\"window.owned = 2\">",
    ] {
        assert!(text.as_str().unwrap().contains(part), "{part} is not on the page as text");
    }
    let found = browser.eval(
        "document.querySelectorAll('iframe, img, svg[onload], main script, [onerror], \
         [onmouseover], a[href^=\"javascript\"]').length",
    );
    assert_eq!(found, 0);
    // What is typed stays text too, and so does what an address brings.
    browser.set("product", "<img src=x onerror=window.owned=10>", "input");
    let address = browser.eval("location.href");
    browser.open(address.as_str().unwrap());
    assert_eq!(browser.eval("typeof window.owned"), "undefined");
    let complaints = browser.complaints();
    assert!(complaints.is_empty(), "{complaints:#?}");
    // A script that got in all the same would not run.
    browser.eval(
        "(() => { const one = document.createElement('script'); one.textContent = \
         'window.owned = 11'; document.body.append(one); })()",
    );
    assert_eq!(browser.eval("typeof window.owned"), "undefined");
}

#[test]
fn the_page_is_for_everybody() {
    let Some(mut browser) = Browser::start("everybody") else { return };
    browser.open(&page("fixture.html", &["--data", "tests/cmd/fixture-data"]));
    // Everything that can be worked has a name for those who do not see it.
    let tree = browser.call("Accessibility.getFullAXTree", &json!({}));
    let worked = [
        "textbox",
        "searchbox",
        "checkbox",
        "slider",
        "combobox",
        "button",
        "link",
        "table",
        "Date",
        "region",
    ];
    let mut seen = 0;
    for node in tree["nodes"].as_array().unwrap() {
        let role = node["role"]["value"].as_str().unwrap_or_default();
        if worked.contains(&role) && node["ignored"] != true {
            seen += 1;
            let name = node["name"]["value"].as_str().unwrap_or_default();
            assert!(!name.is_empty() || role == "table", "no name: {node}");
        }
    }
    assert!(seen > 20, "{seen} controls");
    let scopes = "[...document.querySelectorAll('th')].every((th) => th.scope)";
    assert_eq!(browser.eval(scopes), true);
    assert_eq!(browser.eval("document.documentElement.lang"), "en");
    assert_eq!(browser.eval("document.querySelectorAll('h1').length"), 1);
    // The first key leads past everything.
    browser.press("Tab");
    assert_eq!(browser.eval("document.activeElement.className"), "skip");

    // In the dark.
    let paper = "getComputedStyle(document.body).backgroundColor";
    let light = browser.eval(paper);
    let dark = json!({"features": [{"name": "prefers-color-scheme", "value": "dark"}]});
    browser.call("Emulation.setEmulatedMedia", &dark);
    assert_ne!(browser.eval(paper), light);
    // On paper: the controls are gone, everything else is there.
    let print = json!({"media": "print", "features": []});
    browser.call("Emulation.setEmulatedMedia", &print);
    let shown = "getComputedStyle(document.querySelector('form')).display";
    assert_eq!(browser.eval(shown), "none");
    assert_eq!(browser.eval(paper), "rgb(255, 255, 255)");
    assert!(browser.eval("document.querySelectorAll('#grid tbody tr').length").as_u64() > Some(0));
    browser.call("Emulation.setEmulatedMedia", &json!({"media": "", "features": []}));
    let printed = browser.call("Page.printToPDF", &json!({}));
    assert!(printed["data"].as_str().unwrap().starts_with("JVBERi"), "no PDF");

    // Narrow as a telephone: nothing sticks out but what can be scrolled.
    let phone = json!({"width": 360, "height": 700, "deviceScaleFactor": 1, "mobile": true});
    browser.call("Emulation.setDeviceMetricsOverride", &phone);
    assert_eq!(browser.eval("document.documentElement.scrollWidth <= 360"), true);
    let complaints = browser.complaints();
    assert!(complaints.is_empty(), "{complaints:#?}");
}
