//! The three engines that browsers are made of, and what each needs to start.

use std::env;

use serde_json::json;
use thirtyfour::{Capabilities, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel};

/// The engine that all tests of a program run in; the variable `WXPLUSB_BROWSER` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium. The only one with DevTools: touch, other media, densities and clipboards.
    Chromium,
    /// Firefox, which is Gecko.
    Firefox,
    /// WebKitGTK's own small browser, on a screen that nobody sees: what Safari is made of.
    WebKit,
}

/// What Chromium needs to start at once, in silence, without a screen, as any user.
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

impl Engine {
    /// The engine that was asked for; Chromium if none was.
    #[must_use]
    pub fn current() -> Self {
        match env::var("WXPLUSB_BROWSER").as_deref() {
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok("chromium") | Err(_) => Self::Chromium,
            Ok(other) => panic!("WXPLUSB_BROWSER is chromium, firefox or webkit, not “{other}”"),
        }
    }

    /// The program that drives it.
    pub(crate) fn driver(self) -> String {
        let (variable, name) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKITWEBDRIVER", "WebKitWebDriver"),
        };
        env::var(variable).unwrap_or_else(|_| name.to_owned())
    }

    /// What a window is asked for with.
    pub(crate) fn capabilities(self) -> Capabilities {
        match self {
            Self::Chromium => {
                let mut capabilities = DesiredCapabilities::chrome();
                for flag in FLAGS {
                    capabilities.add_arg(flag).expect("a flag is a text");
                }
                if let Ok(chromium) = env::var("CHROMIUM") {
                    capabilities.set_binary(&chromium).expect("a path is a text");
                }
                capabilities.set_browser_log_level(LoggingPrefsLogLevel::All).expect("a level is a text");
                capabilities.into()
            }
            Self::Firefox => only(
                "moz:firefoxOptions",
                json!({
                    "binary": env::var("FIREFOX").unwrap_or_else(|_| "firefox-esr".to_owned()),
                    "args": ["-headless"],
                    "prefs": {
                        // What pages say and where their scripts fail goes to the output, where the tests read it.
                        "devtools.console.stdout.content": true,
                        "devtools.console.stdout.chrome": false,
                        "browser.dom.window.dump.enabled": true,
                        // The window of a test is opened by a script: see `Window::open`.
                        "dom.disable_open_during_load": false,
                        // geckodriver lets files read each other, which a reader's Firefox does not.
                        "security.fileuri.strict_origin_policy": true,
                        "intl.accept_languages": "en-US",
                    },
                }),
            ),
            Self::WebKit => only(
                "webkitgtk:browserOptions",
                json!({
                    "binary": env::var("MINIBROWSER").expect("MINIBROWSER names WebKitGTK's small browser"),
                    "args": ["--automation", "--javascript-can-open-windows-automatically=true"],
                }),
            ),
        }
    }
}

fn only(name: &str, options: serde_json::Value) -> Capabilities {
    let mut capabilities = Capabilities::new();
    capabilities.set(name, options).expect("options are JSON");
    capabilities
}
