//! One browser window on the page.

use std::cell::{Cell, RefCell};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{Key, WebDriver};
use tokio::runtime::{Builder, Runtime};

use crate::driver::Driver;
use crate::site::Served;
use crate::{Engine, Pixels, Plot, Rgb, Site};

/// What every script may use.
const HELPERS: &str = include_str!("helpers.js");

/// How long [`Page::until`] waits, in milliseconds: far longer than anything takes, on any machine.
const DEADLINE: u32 = 20_000;

/// How often a page may be loaded anew under one [`Page::until`].
const RELOADS: usize = 3;

/// The size of a window in CSS pixels, and its device pixels in one of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screen {
    /// CSS pixels across.
    pub width: u32,
    /// CSS pixels down.
    pub height: u32,
    /// Device pixels in a CSS pixel.
    pub density: f64,
}

impl Screen {
    /// A laptop.
    pub const LAPTOP: Self = Self::new(1280, 800);
    /// A phone.
    pub const PHONE: Self = Self::new(390, 844);
    /// The narrowest screen a page must serve (WCAG 1.4.10).
    pub const NARROW: Self = Self::new(320, 640);

    /// A screen with one device pixel in a CSS pixel.
    #[must_use]
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height, density: 1.0 }
    }
}

/// A browser window with a fresh profile. When it is dropped the console must have stayed silent.
pub struct Page {
    runtime: Runtime,
    pub(crate) driver: WebDriver,
    /// The program that drives this window alone, where one cannot drive several.
    own: Option<Driver>,
    pub(crate) engine: Engine,
    site: Served,
    /// Sites on origins of their own.
    others: RefCell<Vec<Served>>,
    /// The frame that scripts run in, as an expression of its host, and where its corner is in the window.
    pub(crate) frame: RefCell<Option<String>>,
    pub(crate) corner: Cell<(f64, f64)>,
    /// The fingers that are on the screen.
    pub(crate) fingers_held: RefCell<Vec<u8>>,
    may_log: bool,
}

impl Page {
    /// Opens the page on a laptop with a query such as `w=2&b=-1`, and waits until it is drawn.
    #[must_use]
    pub fn open(query: &str) -> Self {
        Self::open_on(Screen::LAPTOP, query)
    }

    /// The same on another screen.
    #[must_use]
    pub fn open_on(screen: Screen, query: &str) -> Self {
        let page = Self::blank(Site::built());
        page.resize(screen);
        page.go(query);
        page
    }

    /// A window that has not gone anywhere yet, for a site of its own.
    #[must_use]
    pub fn blank(site: Site) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let (driver, own) = runtime.block_on(Driver::window());
        let (others, frame, corner, fingers_held) = Default::default();
        let engine = Engine::current();
        let page = Self {
            runtime,
            driver,
            own,
            engine,
            site: site.serve(),
            others,
            frame,
            corner,
            fingers_held,
            may_log: false,
        };
        page.leave_toolbars();
        page.wait(page.driver.set_script_timeout(Duration::from_millis(2 * u64::from(DEADLINE)))).expect("a timeout");
        page.resize(Screen::LAPTOP);
        page
    }

    /// From now on the console may say something.
    pub fn let_log(&mut self) {
        self.may_log = true;
    }

    /// Goes to the page with another query and waits until it is drawn.
    pub fn go(&self, query: &str) {
        self.visit(&if query.is_empty() { String::new() } else { format!("?{query}") });
        self.opened();
    }

    /// Waits until the page is drawn.
    pub fn opened(&self) {
        self.until(
            "the page is drawn",
            "all('.plot').length && all('.plot').every((one) => one.dataset.frame) && text('description') && !id('loading') && !document.querySelector('[aria-busy=true]')",
        );
        self.drawn();
    }

    /// Goes to an address inside the site, or to a whole one, without waiting for the page.
    pub fn visit(&self, address: &str) {
        let is_whole = ["http://", "https://", "file://", "data:"].iter().any(|start| address.starts_with(start));
        let address = if is_whole { address.to_owned() } else { format!("{}{address}", self.site.url) };
        self.wait(self.driver.goto(address)).expect("an address that loads");
    }

    /// Where the site is.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.site.url
    }

    /// Serves another site, on another origin, for as long as this page is open, and says where.
    pub fn serve(&self, site: Site) -> String {
        let served = site.serve();
        let address = served.url.clone();
        self.others.borrow_mut().push(served);
        address
    }

    /// Everything that was asked of the web servers.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        let others = self.others.borrow();
        [&self.site].into_iter().chain(others.iter()).flat_map(Served::asked).collect()
    }

    /// Runs a script that answers nothing, with `id`, `text`, `plot`, `all` and `seen` at hand.
    pub fn script(&self, statements: &str) {
        let _: Value = self.run(&format!("{statements}\nreturn null;"));
    }

    /// Runs a script with the same at hand; what it returns is read as `T`.
    pub fn run<T: DeserializeOwned>(&self, script: &str) -> T {
        let answer = self.wait(self.driver.execute(format!("{HELPERS}{script}"), Vec::new()));
        let answer = answer.unwrap_or_else(|error| panic!("{error}\nin the script: {script}"));
        answer.convert().unwrap_or_else(|error| panic!("{error}\nfrom the script: {script}"))
    }

    /// The value of a JavaScript expression.
    pub fn eval<T: DeserializeOwned>(&self, expression: &str) -> T {
        self.run(&format!("return ({expression});"))
    }

    /// Waits until a JavaScript condition holds, looking at every frame; `what` says it in words.
    pub fn until(&self, what: &str, condition: &str) {
        let script = format!(
            "const end = performance.now() + {DEADLINE};
            const look = () => {{
                let holds, trouble = '';
                try {{ holds = ({condition}); }} catch (error) {{ trouble = ' ' + error; }}
                if (holds) done('');
                else if (performance.now() > end) done('waited in vain until ' + {what:?} + trouble);
                else requestAnimationFrame(look);
            }};
            look();"
        );
        // Where a page is loaded anew under a script that waits, Firefox answers nothing, or an error; the new page is then asked.
        let asked = if self.engine == Engine::Firefox { RELOADS } else { 1 };
        let answer = (0..asked).find_map(|_| match self.answer::<Option<String>>(&script) {
            Err(error) if self.engine == Engine::Firefox && error.contains("Document was unloaded") => None,
            answer => answer.unwrap_or_else(|error| panic!("{error}")),
        });
        let answer = answer.unwrap_or_else(|| format!("{asked} pages were loaded in vain until {what}"));
        if !answer.is_empty() {
            let page: String = self.eval("document.body.outerHTML.slice(0, 2500)");
            panic!("{answer}\ncondition: {condition}\nasked of the servers: {:#?}\nthe page: {page}", self.requests());
        }
    }

    /// Waits until everything that has happened so far is on the screen.
    pub fn drawn(&self) {
        let _: bool = self.run_async(
            "let frames = 4;
            const next = () => (frames-- ? requestAnimationFrame(next) : done(true));
            next();",
        );
    }

    /// Runs a script that answers by calling `done`.
    pub fn run_async<T: DeserializeOwned>(&self, script: &str) -> T {
        self.answer(script).unwrap_or_else(|error| panic!("{error}"))
    }

    /// What a script answers, or what went wrong and where.
    fn answer<T: DeserializeOwned>(&self, script: &str) -> Result<T, String> {
        let script = format!("{HELPERS}const done = arguments[arguments.length - 1];\n{script}");
        let answer = self.wait(self.driver.execute_async(script.as_str(), Vec::new()));
        let answer = answer.map_err(|error| format!("{error}\nin the script: {script}"))?;
        answer.convert().map_err(|error| format!("{error}\nfrom the script: {script}"))
    }

    /// Sends a DevTools command, which only Chromium has.
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        assert!(
            self.engine == Engine::Chromium,
            "{:?} has no DevTools ({method}): mark this test #[ignore = \"DevTools: …\"]",
            self.engine
        );
        let answer = self.wait(self.driver.cdp().send_raw(method, parameters));
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Pretends a medium (`screen`, `print`) and media features such as `("forced-colors", "active")`.
    pub fn pretend(&self, medium: &str, features: &[(&str, &str)]) {
        let features: Vec<_> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": medium, "features": features }));
        self.drawn();
    }

    /// The text of an element, as it stands in the document.
    #[must_use]
    pub fn text(&self, id: &str) -> String {
        self.eval(&format!("text('{id}')"))
    }

    /// What a number field shows: `w` for `#w-value`, `xmin` for `#xmin`.
    #[must_use]
    pub fn field(&self, name: &str) -> String {
        self.eval(&format!("(id('{name}-value') ?? id('{name}')).value"))
    }

    /// The number in a field.
    #[must_use]
    pub fn value(&self, name: &str) -> f64 {
        let text = self.field(name);
        text.parse().unwrap_or_else(|_| panic!("{name}: a number, not “{text}”"))
    }

    /// The query in the address bar, without the question mark.
    #[must_use]
    pub fn query(&self) -> String {
        self.eval("location.search.slice(1)")
    }

    /// Where data lies in a plot: `line` for `#plot-line`.
    #[must_use]
    pub fn plot(&self, name: &str) -> Plot {
        let [frame, axes]: [String; 2] =
            self.eval(&format!("[plot('{name}').dataset.frame, plot('{name}').dataset.axes]"));
        Plot::read(&frame, &axes)
    }

    /// What is drawn of a layer of a plot, nothing where it shows what lies below it: `live` moves with w, b and x and lies
    /// over `still`, which has the axes and lies over the paper; `under` is the still one with its paper.
    #[must_use]
    pub fn pixels(&self, plot: &str, layer: &str) -> Pixels {
        self.drawn();
        let (width, height, density, bytes): (usize, usize, f64, String) = self.run(&format!(
            "const {{ width, height, data }} = layers(plot('{plot}')).{layer}();
            let letters = '';
            for (let at = 0; at < data.length; at += 8192)
                letters += String.fromCharCode(...data.subarray(at, at + 8192));
            return [width, height, width / plot('{plot}').clientWidth, btoa(letters)];",
        ));
        Pixels::read(width, height, density, &bytes)
    }

    /// The colour that the stylesheet resolves for a role: `sum`, `output`, `background`.
    #[must_use]
    pub fn ink(&self, role: &str) -> Rgb {
        let colour: String = self.eval(&format!("getComputedStyle(document.querySelector('.ink-{role}')).color"));
        Rgb::read(&colour)
    }

    /// Presses keys one after the other.
    pub fn keys(&self, keys: impl IntoIterator<Item = Key>) {
        let typed =
            keys.into_iter().fold(self.driver.action_chain(), |chain, key| chain.key_down(key.clone()).key_up(key));
        self.wait(typed.perform()).expect("keys");
    }

    /// Holds a key down until it has repeated so often.
    pub fn hold(&self, key: Key, times: usize) {
        let held = (0..times).fold(self.driver.action_chain(), |chain, _| chain.key_down(key.clone()));
        self.wait(held.key_up(key).perform()).expect("keys");
    }

    /// Presses a key while another is held down.
    pub fn chord(&self, held: Key, key: impl Into<char>) {
        self.chord_of(&[held], key);
    }

    /// Presses a key while others are held down.
    pub fn chord_of(&self, held: &[Key], key: impl Into<char>) {
        let key: char = key.into();
        let down = held.iter().fold(self.driver.action_chain(), |chain, held| chain.key_down(held.clone()));
        let pressed = down.key_down(key).key_up(key);
        let up = held.iter().rev().fold(pressed, |chain, held| chain.key_up(held.clone()));
        self.wait(up.perform()).expect("keys");
    }

    /// Types text where the focus is, with the Enter key for each new line.
    pub fn type_text(&self, text: &str) {
        let typed = text.replace('\n', &char::from(Key::Return).to_string());
        self.wait(self.driver.action_chain().send_keys(typed).perform()).expect("keys");
    }

    /// Puts the focus on an element, as the Tab key would.
    pub fn focus(&self, id: &str) {
        self.focus_frame();
        self.script(&format!("id('{id}').focus();"));
    }

    /// Chooses a line of a menu by keyboard.
    pub fn choose(&self, menu: &str, value: &str) {
        self.focus(menu);
        self.keys([Key::Home]);
        for _ in 0..20 {
            if self.eval::<bool>(&format!("id('{menu}').value === '{value}'")) {
                return self.drawn();
            }
            self.keys([Key::Down]);
        }
        panic!("{menu} has no line {value}");
    }

    /// Types over what is in a field and presses Enter.
    pub fn enter(&self, name: &str, text: &str) {
        self.type_over(name, text);
        self.keys([Key::Enter]);
    }

    /// Types over what is in a field and leaves it there.
    ///
    /// On a busy machine WebKit comes back to the focus a little later, in any page, and what is selected by then is so no more.
    pub fn type_over(&self, name: &str, text: &str) {
        self.focus_frame();
        let focus = format!("const field = id('{name}-value') ?? id('{name}'); field.focus();");
        if self.engine == Engine::WebKit {
            self.script(&focus);
            self.drawn();
        }
        self.script(&format!("{focus} field.select();"));
        self.type_text(text);
    }

    /// What the console said since this was last asked.
    #[must_use]
    pub fn console(&self) -> Vec<String> {
        if let Some(driver) = &self.own {
            static MARKS: AtomicU32 = AtomicU32::new(0);
            let mark = format!("asked for the {}. time", MARKS.fetch_add(1, Ordering::Relaxed));
            self.script(&format!("console.info({mark:?});"));
            return driver.console(&mark);
        }
        let entries = self.wait(self.driver.browser_log()).expect("a log");
        entries.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message)).collect()
    }

    pub(crate) fn wait<T>(&self, answer: impl Future<Output = T>) -> T {
        self.runtime.block_on(answer)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let said = if self.may_log || thread::panicking() { Vec::new() } else { self.console() };
        // Closes the window and throws its profile away, also after a failure.
        let closed = self.wait(self.driver.clone().quit());
        if !thread::panicking() {
            closed.expect("a window that closes");
            assert!(said.is_empty(), "the console said {said:#?}");
        }
    }
}
