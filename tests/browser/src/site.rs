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
#[derive(Debug, Clone)]
pub struct Site {
    root: PathBuf,
    missing: Option<&'static str>,
    kept: Option<&'static str>,
    headers: Vec<(&'static str, &'static str)>,
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

    fn named_by(variable: &str) -> Self {
        let root = env::var_os(variable).map(PathBuf::from);
        let root = root.unwrap_or_else(|| panic!("{variable} names a built folder: run `cargo xtask test browser`"));
        Self { root, missing: None, kept: None, headers: Vec::new() }
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
        let file = name
            .filter(|name| !name.contains("..") && !is_missing(name))
            .and_then(|name| fs::read(self.root.join(name)).ok());
        let mut response = match file {
            Some(bytes) => Response::from_data(bytes).with_header(header("Content-Type", content_type(path))),
            None => Response::from_string("Not found").with_status_code(404),
        };
        for (name, value) in &self.headers {
            response.add_header(header(name, value));
        }
        // A browser that has gone away needs no answer.
        let _ = request.respond(response);
    }
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
        _ => "text/html; charset=utf-8",
    }
}
