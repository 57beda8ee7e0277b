//! A web server for what is measured, which remembers what it sent.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::program::Outcome;

/// Folders by the first part of the address: `/node/…` is in the folder of `node`.
type Folders = Vec<(&'static str, PathBuf)>;

/// Folders that are served until the program ends.
pub(crate) struct Site {
    /// Ends with a slash.
    pub(crate) url: String,
    sent: Arc<Mutex<Vec<PathBuf>>>,
}

impl Site {
    pub(crate) fn serve(folders: Folders) -> Outcome<Self> {
        let complaint = |error: io::Error| format!("the pages could not be served: {error}");
        let listener = TcpListener::bind("127.0.0.1:0").map_err(complaint)?;
        let url = format!("http://{}/", listener.local_addr().map_err(complaint)?);
        let sent = Arc::new(Mutex::new(Vec::new()));
        thread::spawn({
            let sent = Arc::clone(&sent);
            move || {
                for stream in listener.incoming().flatten() {
                    let (folders, sent) = (folders.clone(), Arc::clone(&sent));
                    // In a thread of its own: a browser opens connections before it knows what to ask. One that has gone
                    // away needs no answer.
                    thread::spawn(move || answer(&stream, &folders, &sent).ok());
                }
            }
        });
        Ok(Self { url, sent })
    }

    /// What was sent since this was last asked, in bytes as a web server compresses them.
    pub(crate) fn gzipped(&self) -> Outcome<usize> {
        let mut files = std::mem::take(&mut *self.sent.lock().unwrap_or_else(PoisonError::into_inner));
        files.sort();
        files.dedup();
        files.iter().map(|file| gzipped(file).map_err(|error| format!("{}: {error}", file.display()))).sum()
    }
}

fn gzipped(file: &Path) -> io::Result<usize> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&fs::read(file)?)?;
    Ok(gzip.finish()?.len())
}

/// Answers one request.
fn answer(mut stream: &TcpStream, folders: &Folders, sent: &Mutex<Vec<PathBuf>>) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 0 && !header.trim().is_empty() {
        header.clear();
    }
    let file = file(line.split_whitespace().nth(1).unwrap_or_default(), folders);
    let (status, kind, content) = match file.and_then(|file| fs::read(&file).ok().map(|content| (file, content))) {
        Some((file, content)) => {
            let kind = content_type(&file);
            sent.lock().unwrap_or_else(PoisonError::into_inner).push(file);
            ("200 OK", kind, content)
        }
        None => ("404 Not Found", "text/plain", Vec::new()),
    };
    // The last two headers isolate the page; the browser gives such a page its finest clock.
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\
         Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n\r\n",
        content.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&content)
}

/// The file that an address such as `/wxplusb/?w=2` names; a folder's is its index.
fn file(address: &str, folders: &Folders) -> Option<PathBuf> {
    let path = address.split(['?', '#']).next()?.strip_prefix('/')?;
    let (name, rest) = path.split_once('/')?;
    let (_, folder) = folders.iter().find(|(folder, _)| *folder == name)?;
    let rest = if rest.is_empty() { "index.html" } else { rest };
    (!rest.contains("..")).then(|| folder.join(rest))
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::file;
    use std::path::PathBuf;

    #[test]
    fn an_address_is_a_file_in_one_of_the_folders() {
        let folders = vec![("node", PathBuf::from("modules")), ("page", PathBuf::from("site"))];
        for (address, expected) in [
            ("/node/uplot/dist/uPlot.min.css", Some("modules/uplot/dist/uPlot.min.css")),
            ("/page/?w=2&b=/", Some("site/index.html")),
            ("/page/../secret", None),
            ("/elsewhere/", None),
            ("/favicon.ico", None),
            ("", None),
        ] {
            assert_eq!(file(address, &folders), expected.map(PathBuf::from), "{address}");
        }
    }
}
