//! A window, its size and its history.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::{Engine, Page, Screen};

/// WebKitGTK's small browser has no narrower window: where a narrower one is asked for, it gets this.
const NARROWEST: u32 = 447;

/// How long the browser may take to hear of an address.
const LONGEST: Duration = Duration::from_secs(20);

impl Page {
    /// Goes on in a window without toolbars: Firefox makes only those as narrow as a phone.
    pub(crate) fn leave_toolbars(&self) {
        if self.engine != Engine::Firefox {
            return;
        }
        self.script("window.open('about:blank', '', 'popup,noopener,width=1280,height=800');");
        let windows = self.wait(self.driver.windows()).expect("windows");
        let opened = windows.last().expect("a window").clone();
        self.wait(self.driver.switch_to_window(opened)).expect("a window to go to");
    }

    /// Waits until the browser itself, and not only the page in it, has heard of the page's address. A page that is loaded anew
    /// before that, Chrome now and then loads without what was put beside the address.
    pub fn is_known(&self) {
        let search: String = self.eval("location.search.slice(1)");
        let end = Instant::now() + LONGEST;
        while self.wait(self.driver.current_url()).expect("an address").query().unwrap_or_default() != search {
            assert!(Instant::now() < end, "the browser has not heard of ?{search}");
        }
    }

    /// Loads the page anew and waits until it is drawn.
    pub fn reload(&self) {
        self.wait(self.driver.refresh()).expect("a page that loads again");
        self.opened();
    }

    /// Goes to the entry before in the history of the window, and waits until it is drawn.
    pub fn back(&self) {
        self.wait(self.driver.back()).expect("an entry before");
        self.opened();
    }

    /// Goes to the entry after.
    pub fn forward(&self) {
        self.wait(self.driver.forward()).expect("an entry after");
        self.opened();
    }

    /// Gives the window another size or density.
    pub fn resize(&self, screen: Screen) {
        let Screen { width, height, density } = screen;
        if self.engine == Engine::Chromium {
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": density, "mobile": false });
            self.devtools("Emulation.setDeviceMetricsOverride", metrics);
            return;
        }
        assert!(density == 1.0, "{:?} has one density: mark this test #[ignore = \"DevTools: density\"]", self.engine);
        let width = if self.engine == Engine::WebKit { width.max(NARROWEST) } else { width };
        // What is around the page is not the page's.
        let [across, down]: [u32; 2] = self.eval("[outerWidth - innerWidth, outerHeight - innerHeight]");
        let answer = self.driver.set_window_rect(0, 0, width + across, height + down);
        self.wait(answer).expect("a window that can be resized");
        self.until("the window has its size", &format!("innerWidth === {width} && innerHeight === {height}"));
    }
}
