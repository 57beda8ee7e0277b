//! The built site on a web server of its own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

use tiny_http::{Header, Request, Response, Server};

/// Never the root: a page that only works there fails here.
const FOLDER: &str = "/some/sub/folder/";

/// What is served: the built site, perhaps with something missing or added.
#[derive(Debug, Clone, Default)]
pub struct Site {
    root: Option<PathBuf>,
    missing: Option<&'static str>,
    kept: Option<&'static str>,
    headers: Vec<(&'static str, &'static str)>,
    pages: Vec<(String, String)>,
    types: Vec<(&'static str, &'static str)>,
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
        let path = named_by("WXPLUSB_SINGLE_FILE");
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self::empty().with_page("wxplusb.html", text)
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

    /// The same, but the files whose names end like this are said to be of another type.
    #[must_use]
    pub fn with_type(mut self, ending: &'static str, content_type: &'static str) -> Self {
        self.types.push((ending, content_type));
        self
    }

    /// Serves it until the returned value is dropped.
    pub(crate) fn serve(self) -> Served {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a free port"));
        let address = server.server_addr().to_ip().expect("an IP address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        thread::spawn({
            let (server, asked) = (Arc::clone(&server), Arc::clone(&asked));
            move || {
                for request in server.incoming_requests() {
                    asked.lock().expect("no test panics while it holds this").push(request.url().to_owned());
                    self.answer(request);
                }
            }
        });
        Served { url: format!("http://{address}{FOLDER}"), server, asked }
    }

    fn answer(&self, request: Request) {
        let path = request.url().split(['?', '#']).next().unwrap_or_default();
        let name = path.strip_prefix(FOLDER).map(|name| if name.is_empty() { "index.html" } else { name });
        let is_missing =
            |name: &str| self.missing.is_some_and(|ending| name.ends_with(ending) && self.kept != Some(name));
        let file = name.filter(|name| !name.contains("..") && !is_missing(name)).and_then(|name| self.read(name));
        let mut response = match file {
            Some(bytes) => Response::from_data(bytes).with_header(header("Content-Type", self.content_type(path))),
            None => Response::from_string("Not found").with_status_code(404),
        };
        for (name, value) in &self.headers {
            response.add_header(header(name, value));
        }
        // A browser that has gone away needs no answer.
        let _ = request.respond(response);
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
    server: Arc<Server>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Served {
    /// What was asked for so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no test panics while it holds this").clone()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("headers are ASCII")
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
