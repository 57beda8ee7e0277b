//! The built site on a web server of its own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::server::{Answer, Server};

/// Never the root: a page that only works there fails here.
const FOLDER: &str = "/some/sub/folder/";

/// What is served: the built site, perhaps with something missing or added.
#[derive(Debug, Clone, Default)]
pub struct Site {
    root: Option<PathBuf>,
    missing: Option<&'static str>,
    kept: Option<&'static str>,
    /// Whether nothing is missing any more; of all copies.
    whole: Arc<AtomicBool>,
    headers: Vec<(&'static str, &'static str)>,
    pages: Vec<(String, String)>,
    types: Vec<(&'static str, &'static str)>,
    /// What is answered in place of a file that is not there.
    fallback: Option<&'static str>,
}

impl Site {
    /// The site as it was built.
    #[must_use]
    pub fn built() -> Self {
        Self::named_by("WXPLUSB_SITE")
    }

    /// No page: the dense-layer core as a bare module, `core_in_wasm.js`.
    #[must_use]
    pub fn core() -> Self {
        Self::named_by("WXPLUSB_CORE")
    }

    /// The page that is a single file, `wxplusb.html`, and beside it nothing.
    #[must_use]
    pub fn single_file() -> Self {
        let path = Self::single_file_on_disk();
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self::empty().with_page("wxplusb.html", text)
    }

    /// Where that file lies.
    #[must_use]
    pub fn single_file_on_disk() -> PathBuf {
        let path = named_by("WXPLUSB_SINGLE_FILE");
        path.canonicalize().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Somebody else's site, which has only the pages that are added.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    fn named_by(variable: &str) -> Self {
        Self { root: Some(named_by(variable)), ..Self::default() }
    }

    /// Where one of its files is, as an address without a server.
    #[must_use]
    pub fn file(&self, name: &str) -> String {
        let root = self.root.as_deref().expect("a built folder");
        format!("file://{}", root.join(name).canonicalize().expect("a file that is there").display())
    }

    /// The same without the files whose names end like this.
    #[must_use]
    pub fn without(self, ending: &'static str) -> Self {
        Self { missing: Some(ending), ..self }
    }

    /// From now on what is missing is there, also on the copies that are being served.
    pub fn make_whole(&self) {
        self.whole.store(true, Ordering::Relaxed);
    }

    /// The same, but this file is there in any case.
    #[must_use]
    pub fn with(self, name: &'static str) -> Self {
        Self { kept: Some(name), ..self }
    }

    /// The same with one more header on every answer.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The same with one more page, or with this text in place of a file.
    #[must_use]
    pub fn with_page(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.pages.push((name.into(), text.into()));
        self
    }

    /// The same without the policy in its page, which would not let a test make hostile scripts of texts there.
    #[must_use]
    pub fn without_policy(self) -> Self {
        let page = self.read("index.html").and_then(|page| String::from_utf8(page).ok()).expect("a built page");
        let (before, policy) =
            page.split_once("<meta http-equiv=\"Content-Security-Policy\"").expect("it has a policy");
        let (_, after) = policy.split_once('>').expect("the tag ends");
        let lawless = format!("{before}{after}");
        self.with_page("index.html", lawless)
    }

    /// The same, but the files whose names end like this are said to be of another type.
    #[must_use]
    pub fn with_type(mut self, ending: &'static str, content_type: &'static str) -> Self {
        self.types.push((ending, content_type));
        self
    }

    /// The same, but in place of what it does not have it answers with its start page, as servers of single-page apps do.
    #[must_use]
    pub fn with_start_page_for_all(self) -> Self {
        Self { fallback: Some("index.html"), ..self }
    }

    /// Serves it until the returned value is dropped.
    pub(crate) fn serve(self) -> Served {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let server = Server::start({
            let asked = Arc::clone(&asked);
            move |path| {
                asked.lock().expect("no test panics while it holds this").push(path.to_owned());
                self.answer(path)
            }
        });
        Served { url: format!("http://{}{FOLDER}", server.address), asked, _server: server }
    }

    fn answer(&self, path: &str) -> Answer {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let name = path.strip_prefix(FOLDER).map(|name| if name.is_empty() { "index.html" } else { name });
        let is_whole = self.whole.load(Ordering::Relaxed);
        let is_missing = |name: &str| {
            !is_whole && self.missing.is_some_and(|ending| name.ends_with(ending) && self.kept != Some(name))
        };
        let file = name.filter(|name| !name.contains("..") && !is_missing(name));
        let found = [file, self.fallback].into_iter().flatten().find_map(|name| Some((name, self.read(name)?)));
        let (status, content_type, body) = match found {
            Some((name, body)) => ("200 OK", self.content_type(name), body),
            None => ("404 Not Found", "text/plain; charset=utf-8", b"Not found".to_vec()),
        };
        Answer { status, headers: [&[("Content-Type", content_type)], &self.headers[..]].concat(), body }
    }

    fn read(&self, name: &str) -> Option<Vec<u8>> {
        let page = self.pages.iter().find(|(page, _)| page == name).map(|(_, text)| text.clone().into_bytes());
        let path = || match self.root.as_ref()?.join(name) {
            folder if folder.is_dir() => Some(folder.join("index.html")),
            file => Some(file),
        };
        page.or_else(|| fs::read(path()?).ok())
    }

    fn content_type(&self, path: &str) -> &'static str {
        let own = self.types.iter().find(|(ending, _)| path.ends_with(ending)).map(|(_, content_type)| *content_type);
        own.unwrap_or_else(|| content_type(path))
    }
}

fn named_by(variable: &str) -> PathBuf {
    let path = env::var_os(variable).map(PathBuf::from);
    path.unwrap_or_else(|| panic!("{variable} names what was built: run `cargo xtask test browser`"))
}

/// A site that is being served.
pub(crate) struct Served {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<String>>>,
    _server: Server,
}

impl Served {
    /// What was asked for so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no test panics while it holds this").clone()
    }
}

fn content_type(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        Some("json" | "ipynb") => "application/json",
        _ => "text/html; charset=utf-8",
    }
}
