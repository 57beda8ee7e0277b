//! A clock that stands still: what a page does by its clock then depends on no machine.

use crate::Page;

impl Page {
    /// From now on no time passes by the page's `Date`; frames and timers go on. A run of training that is to last a while
    /// does one epoch a frame, and what waits for a rest waits.
    pub fn hold_time(&self) {
        // In Firefox the scripts of WebDriver have a `Date` of their own, beside that of the window.
        self.script(
            "const now = window.Date.now();
            window.timeGoes = window.Date.now;
            window.Date.now = () => now;",
        );
    }

    /// Time passes again, as if it had all the while.
    pub fn let_time_go(&self) {
        self.script("window.Date.now = window.timeGoes;");
    }
}
