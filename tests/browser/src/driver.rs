//! The ChromeDriver that all tests of a program share, and browser windows from it.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver, WebDriverBuilder};

/// Runs ChromeDriver for as long as the shell's own input stays open.
///
/// The other end of that input belongs to the test program and closes when it ends, in whatever way: no ChromeDriver is
/// left behind by a failed, an interrupted or a killed test.
const KEEP: &str = r#""$0" --port=0 & driver=$!; exec > /dev/null; cat; kill $driver; wait"#;

/// What a browser needs to start at once, in silence, without a screen, as any user.
const FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--lang=en-US",
    // The browser listens on a pipe of ChromeDriver's and ends with it.
    "--remote-debugging-pipe",
];

struct Driver {
    address: String,
    /// Holds the input that keeps ChromeDriver running.
    _keeper: Child,
}

/// A browser window with a fresh profile.
pub(crate) fn window() -> WebDriverBuilder {
    static DRIVER: OnceLock<Driver> = OnceLock::new();
    let mut capabilities = DesiredCapabilities::chrome();
    for flag in FLAGS {
        capabilities.add_arg(flag).expect("a flag is a text");
    }
    if let Ok(chromium) = env::var("CHROMIUM") {
        capabilities.set_binary(&chromium).expect("a path is a text");
    }
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All).expect("a level is a text");
    WebDriver::builder(&DRIVER.get_or_init(start).address, capabilities).request_timeout(Duration::from_secs(120))
}

fn start() -> Driver {
    let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
    let mut keeper = Command::new("sh")
        .args(["-c", KEEP, &program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a POSIX shell starts ChromeDriver");
    let output = keeper.stdout.take().expect("the output was asked for");
    let port = BufReader::new(output)
        .lines()
        .map_while(Result::ok)
        .find_map(|line| line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse::<u16>().ok())
        .unwrap_or_else(|| panic!("{program} did not start; the variable CHROMEDRIVER says where it is"));
    Driver { address: format!("http://127.0.0.1:{port}"), _keeper: keeper }
}
