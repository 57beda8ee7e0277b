//! A page that measures by itself: served to a browser without a window, until it posts what it found.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::program::{Outcome, root};

/// Far longer than the page takes, on any machine.
const DEADLINE: Duration = Duration::from_secs(600);

/// What the browser needs to start at once, in silence, without a screen, as any user.
const FLAGS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-extensions",
];

/// Files to serve, each under an address such as `/race.js`; `/` is the page.
type Files = Vec<(&'static str, PathBuf)>;

/// Opens the page `/` in Chromium and waits for the text that it posts to `report`; one posted to `failure` is an error.
pub(crate) fn report(chromium: &Path, files: Files) -> Outcome<String> {
    let complaint = |error: io::Error| format!("the page could not be served: {error}");
    let listener = TcpListener::bind("127.0.0.1:0").map_err(complaint)?;
    let url = format!("http://{}/", listener.local_addr().map_err(complaint)?);
    let (sender, posted) = mpsc::channel();
    thread::spawn(move || serve(&listener, &files, &sender));

    let mut browser = Browser::open(chromium, &url)?;
    let start = Instant::now();
    loop {
        match posted.recv_timeout(Duration::from_millis(500)) {
            Ok(outcome) => return outcome,
            Err(RecvTimeoutError::Timeout) if start.elapsed() < DEADLINE => browser.must_be_open()?,
            Err(_) => return Err(format!("the page in {} reported nothing in {DEADLINE:?}.", chromium.display())),
        }
    }
}

/// A browser without a window and its profile; both are gone when this is dropped.
struct Browser {
    process: Child,
    profile: PathBuf,
}

impl Browser {
    fn open(chromium: &Path, url: &str) -> Outcome<Self> {
        // Also what an earlier run may have left that was killed.
        let profile = root().join("target/bench-profile");
        let _ = fs::remove_dir_all(&profile);
        let mut profile_flag = std::ffi::OsString::from("--user-data-dir=");
        profile_flag.push(&profile);
        let mut command = Command::new(chromium);
        command.args(FLAGS).arg(profile_flag).arg(url);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let process = command.spawn().map_err(|error| format!("{} did not start: {error}", chromium.display()))?;
        Ok(Self { process, profile })
    }

    fn must_be_open(&mut self) -> Outcome {
        match self.process.try_wait() {
            Ok(None) => Ok(()),
            Ok(Some(status)) => Err(format!("the browser ended with {status} before the page had reported.")),
            Err(error) => Err(format!("the browser is out of reach: {error}")),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        // Its helpers end with it, but not in the same moment, and until then may write into the profile.
        let start = Instant::now();
        while fs::remove_dir_all(&self.profile).is_err() && self.profile.exists() && start.elapsed().as_secs() < 10 {
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Answers every connection in a thread of its own: a browser opens some before it knows what to ask.
fn serve(listener: &TcpListener, files: &Files, posted: &Sender<Outcome<String>>) {
    for stream in listener.incoming().flatten() {
        let (files, posted) = (files.clone(), posted.clone());
        // A browser that has gone away needs no answer.
        thread::spawn(move || answer(&stream, &files, &posted).ok());
    }
}

/// Answers one request.
fn answer(mut stream: &TcpStream, files: &Files, posted: &Sender<Outcome<String>>) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace();
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut length = 0;
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = String::new();
    reader.take(length).read_to_string(&mut body)?;

    let file = files.iter().find(|(address, _)| *address == path);
    let (status, content) = match (method, path, file) {
        ("POST", "/report", _) => {
            let _ = posted.send(Ok(body));
            ("204 No Content", Vec::new())
        }
        ("POST", "/failure", _) => {
            let _ = posted.send(Err(format!("the page failed: {body}")));
            ("204 No Content", Vec::new())
        }
        ("GET", _, Some((_, file))) => ("200 OK", fs::read(file)?),
        _ => ("404 Not Found", Vec::new()),
    };
    let (kind, size) = (content_type(file.map_or(Path::new(""), |(_, file)| file)), content.len());
    // The last two headers isolate the page; the browser gives such a page its finest clock.
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\nConnection: close\r\n\
         Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&content)
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "text/plain; charset=utf-8",
    }
}
