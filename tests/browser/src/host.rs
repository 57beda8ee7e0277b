//! Somebody else's page with wx+b in a frame.

use serde_json::{Value, json};

use crate::{Page, Screen, Site};

/// Where the page around the frame comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// From the same origin as wx+b.
    Beside,
    /// From another one.
    Across,
}

/// A page with wx+b in a frame, which keeps what it is told and lets the frame be as tall as it says.
pub struct Host {
    /// The window.
    pub page: Page,
    /// Where wx+b is.
    pub address: String,
}

/// What every host page does.
const LISTENS: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Host</title><link rel=icon href=data:,>
    <style>body { margin: 0 } iframe { display: block; width: 100%; height: 600px; border: 0 }</style>
    <script>
      window.heard = [];
      const windows = () => [...Array(window.length).keys()].map((at) => window[at]);
      addEventListener('message', ({ data, origin, source }) => {
        const frame = windows().indexOf(source);
        heard.push({ data, origin, frame, at: performance.now() });
        const shown = document.querySelectorAll('iframe')[frame];
        if (data?.type === 'resize' && shown) shown.style.height = data.height + 'px';
      });
      window.tell = (message, frame = 0) => window[frame].postMessage({ target: 'wxplusb', v: 1, ...message }, '*');
      window.ask = (message) => {
        tell({ ...message, re: ask.re = (ask.re ?? 0) + 1 });
        return ask.re;
      };
    </script>";

/// Remembers what the frame has put off until later, under no name that a page could have. WebKit's driver puts off the end
/// of a script that takes too long, and what tidies up a minute later need not be waited for.
const COUNTS: &str = "const putOff = window[Symbol.for('put off')] = new Set();
    const [wait, forget] = [window.setTimeout, window.clearTimeout];
    window.setTimeout = (work, delay = 0, ...more) => {
        const number = wait((...with_) => { putOff.delete(number); work(...with_); }, delay, ...more);
        if (delay < 30_000) putOff.add(number);
        return number;
    };
    window.clearTimeout = (number) => { putOff.delete(number); forget(number); };";

impl Host {
    /// A host on another origin with a frame of this link, drawn.
    #[must_use]
    pub fn across(query: &str) -> Self {
        Self::open(Place::Across, query)
    }

    /// A host on the same origin.
    #[must_use]
    pub fn beside(query: &str) -> Self {
        Self::open(Place::Beside, query)
    }

    fn open(place: Place, query: &str) -> Self {
        let host = Self::new(Site::built(), place, &format!("<iframe title=embed src='PAGE?{query}'></iframe>"));
        host.ready();
        host
    }

    /// A page with this in its body that keeps what it is told.
    #[must_use]
    pub fn text(body: &str) -> String {
        format!("{LISTENS}<body>{body}</body></html>")
    }

    /// A host with this in its body; PAGE stands for the address of wx+b.
    #[must_use]
    pub fn new(site: Site, place: Place, body: &str) -> Self {
        let text = |address: &str| Self::text(&body.replace("PAGE", address));
        let (page, address) = match place {
            Place::Beside => (Page::blank(site.with_page("host.html", text("./"))), String::new()),
            Place::Across => {
                let page = Page::blank(Site::empty());
                let address = page.serve(site);
                (page, address)
            }
        };
        let host = match place {
            Place::Beside => "host.html".to_owned(),
            Place::Across => page.serve(Site::empty().with_page("host.html", text(&address))) + "host.html",
        };
        let address = if address.is_empty() { page.address().to_owned() } else { address };
        // So tall that nothing has to be scrolled.
        page.resize(Screen::new(1280, 2400));
        page.visit(&host);
        Self { page, address }
    }

    /// Waits until the frame has said that it is ready, and is drawn.
    pub fn ready(&self) {
        self.until_heard("ready");
        self.inside(|page| {
            page.opened();
            page.script(COUNTS);
        });
    }

    /// Waits until the frame has told everything that it was about to tell.
    pub fn settle(&self) {
        self.inside(|page| page.until("nothing is put off", "window[Symbol.for('put off')].size === 0"));
        // Whatever it sent has come before this.
        let _ = self.state();
    }

    /// Waits until a message of this type has come.
    pub fn until_heard(&self, kind: &str) {
        self.page.until(&format!("{kind} is told"), &format!("heard.some(({{ data }}) => data.type === '{kind}')"));
    }

    /// Does something inside the first frame, or that of the first element.
    pub fn inside<T>(&self, work: impl FnOnce(&Page) -> T) -> T {
        self.page.inside(
            "document.querySelector('iframe') ?? document.querySelector('wx-plus-b').shadowRoot.querySelector('iframe')",
            work,
        )
    }

    /// What was told so far, of one type or (empty) of all.
    #[must_use]
    pub fn heard(&self, kind: &str) -> Vec<Value> {
        let all: Vec<Value> = self.page.eval("heard.map(({ data }) => data)");
        all.into_iter().filter(|message| kind.is_empty() || message["type"] == kind).collect()
    }

    /// Forgets what was told.
    pub fn forget(&self) {
        self.page.script("heard.length = 0;");
    }

    /// Sends a message and waits for its reply.
    #[must_use]
    pub fn ask(&self, message: &Value) -> Value {
        self.page.run_async(&format!(
            "const re = ask({message});
            const look = () => {{
                const reply = heard.find(({{ data }}) => data.type === 'reply' && data.re === re);
                if (reply) done(reply.data);
                else setTimeout(look, 5);
            }};
            look();"
        ))
    }

    /// Lays a link over how the frame stands.
    pub fn set(&self, link: &str) -> Value {
        self.ask(&json!({ "type": "set", "state": link }))
    }

    /// How the frame stands, as a link.
    #[must_use]
    pub fn state(&self) -> String {
        self.ask(&json!({ "type": "get" }))["result"].as_str().expect("a link").to_owned()
    }
}
