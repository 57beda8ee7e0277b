//! The programs that drive browsers, and browser windows from them.

use std::env;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::process::{self, Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Mutex, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use thirtyfour::WebDriver;
use tokio::time::timeout;

use crate::Engine;

/// Runs a program for as long as the shell's own input stays open.
///
/// The other end of that input belongs to the test program and closes when it ends, in whatever way: nothing is left
/// behind by a failed, an interrupted or a killed test.
const KEEP: &str = r#""$0" "$@" 2>&1 & kept=$!; exec > /dev/null 2>&1; cat; kill $kept; wait"#;

/// Longer than any of these programs takes to start, on any machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// So large that no test asks for a larger window.
const SCREEN: &str = "2560x4800x24";

/// Whether WebKit has its two compilers for WebAssembly; here it interprets, unless somebody asks for them.
///
/// With them WebKitGTK 2.50.6 now and then changes values on their way into a function, so that about one page in a hundred
/// breaks while it opens (ARCHITECTURE.md, "Three engines"). Without them none did, and what is tested is the page.
const COMPILERS: [&str; 2] = ["JSC_useOMGJIT", "JSC_useBBQJIT"];

/// A program that runs until this is dropped.
struct Kept {
    child: Child,
    /// What it says, line by line.
    said: Mutex<Receiver<String>>,
}

impl Kept {
    fn start(program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut child = Command::new("sh")
            .args(["-c", KEEP, program])
            .args(arguments)
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a POSIX shell starts the driver");
        let output = child.stdout.take().expect("the output was asked for");
        let (tell, said) = mpsc::channel();
        // Reads on to the end, whether or not anyone listens: a program must not be stopped by its own talk.
        thread::spawn(move || {
            for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
                let _ = tell.send(String::from_utf8_lossy(&line).into_owned());
            }
        });
        Self { child, said: Mutex::new(said) }
    }

    /// The next line, unless the time is over or the program has ended.
    fn next(&self, end: Instant) -> Option<String> {
        let said = self.said.lock().expect("nobody panics while it listens");
        said.recv_timeout(end.saturating_duration_since(Instant::now())).ok()
    }

    /// What comes of the first line that `read` can read.
    fn first<T>(&self, what: &str, read: impl Fn(&str) -> Option<T>) -> T {
        let end = Instant::now() + PATIENCE;
        let mut heard = Vec::new();
        while let Some(line) = self.next(end) {
            if let Some(found) = read(&line) {
                return found;
            }
            heard.push(line);
        }
        panic!("{what} did not start; it said {heard:#?}")
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// A driver that can be asked for windows.
pub(crate) struct Driver {
    engine: Engine,
    address: String,
    kept: Kept,
}

impl Driver {
    /// ChromeDriver serves all tests of a program; of the others each window needs its own.
    fn shared() -> &'static Self {
        static CHROME_DRIVER: OnceLock<Driver> = OnceLock::new();
        CHROME_DRIVER.get_or_init(|| Self::start(Engine::Chromium))
    }

    fn start(engine: Engine) -> Self {
        let program = engine.driver();
        let local = |port: u16| format!("http://127.0.0.1:{port}");
        let port_after =
            |words: &'static str| move |line: &str| line.split_once(words)?.1.trim_end_matches('.').parse::<u16>().ok();
        match engine {
            Engine::Chromium => {
                let kept = Kept::start(&program, &["--port=0"], &[]);
                let port = kept.first(&program, port_after("started successfully on port "));
                Self { engine, address: local(port), kept }
            }
            Engine::Firefox => {
                let kept = Kept::start(&program, &["--port=0"], &[]);
                let port = kept.first(&program, port_after("Listening on 127.0.0.1:"));
                Self { engine, address: local(port), kept }
            }
            Engine::WebKit => {
                let port = free_port();
                // A desktop's own windowing system is left alone.
                let compilers = COMPILERS.map(|name| (name, env::var(name).unwrap_or_else(|_| "0".to_owned())));
                let mut variables = vec![("DISPLAY", display()), ("GDK_BACKEND", "x11"), ("NO_AT_BRIDGE", "1")];
                variables.extend(compilers.iter().map(|(name, value)| (*name, value.as_str())));
                let kept = Kept::start(&program, &[&format!("--port={port}")], &variables);
                let end = Instant::now() + PATIENCE;
                // It says nothing when it is ready.
                while TcpStream::connect(("127.0.0.1", port)).is_err() {
                    assert!(Instant::now() < end, "{program} did not start");
                    thread::yield_now();
                }
                Self { engine, address: local(port), kept }
            }
        }
    }

    /// A window with a fresh profile, and the driver that must live as long.
    ///
    /// WebKit's driver now and then waits for a browser that never comes: another one is started then.
    pub(crate) async fn window() -> (WebDriver, Option<Self>) {
        const TRIES: usize = 3;
        let engine = Engine::current();
        let mut trouble = String::new();
        for _ in 0..TRIES {
            let own = (engine != Engine::Chromium).then(|| Self::start(engine));
            let driver = own.as_ref().unwrap_or_else(|| Self::shared());
            let window = WebDriver::builder(&driver.address, engine.capabilities()).request_timeout(2 * PATIENCE);
            match timeout(PATIENCE, async { window.await }).await {
                Ok(Ok(window)) => return (window, own),
                Ok(Err(error)) => trouble = error.to_string(),
                Err(late) => trouble = late.to_string(),
            }
        }
        panic!("no window of {engine:?}: {trouble}")
    }

    /// What pages said on the console up to a line with this mark.
    ///
    /// Firefox writes it among much else of its own. WebKit's small browser tells nobody.
    pub(crate) fn console(&self, mark: &str) -> Vec<String> {
        if self.engine != Engine::Firefox {
            return Vec::new();
        }
        let (mut heard, end) = (Vec::new(), Instant::now() + PATIENCE);
        loop {
            let line = self.kept.next(end).expect("Firefox says what it was told to say");
            if line.contains(mark) {
                return heard;
            }
            let from_page = ["http:", "file:", "data:", "blob:"];
            let failed = line.strip_prefix("JavaScript error: ");
            // The browser's own messages have no quotes.
            let said = ["error", "warn", "log", "info", "debug"]
                .iter()
                .any(|level| line.starts_with(&format!("console.{level}: \"")));
            if said || failed.is_some_and(|place| from_page.iter().any(|start| place.starts_with(start))) {
                heard.push(line);
            }
        }
    }
}

/// A port that WebKit's driver can be told: it cannot choose one and say which.
///
/// Below those that the system gives to connections; each test program begins somewhere else.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    const FIRST: u16 = 20_000;
    const COUNT: u16 = 12_000;
    let begin = (process::id().wrapping_mul(97) % u32::from(COUNT)) as u16;
    let mut tries = (0..COUNT).map(|_| FIRST + (begin + NEXT.fetch_add(1, Ordering::Relaxed) % COUNT) % COUNT);
    tries.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).expect("a free port")
}

/// A screen that nobody sees, for all windows of the test program.
fn display() -> &'static str {
    static SCREEN_OF_ALL: OnceLock<(Kept, String)> = OnceLock::new();
    let (_, display) = SCREEN_OF_ALL.get_or_init(|| {
        let program = env::var("XVFB").unwrap_or_else(|_| "Xvfb".to_owned());
        let arguments = ["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"];
        let kept = Kept::start(&program, &arguments, &[]);
        let number = kept.first(&program, |line| line.parse::<u32>().ok());
        (kept, format!(":{number}"))
    });
    display
}
