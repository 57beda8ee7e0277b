//! Work that waits for a better moment.

use std::time::Duration;

use leptos::prelude::*;

/// Work that waits a while, and is then done once for all who have asked for it meanwhile.
#[derive(Clone, Copy)]
pub(super) struct Throttle {
    waits: StoredValue<bool>,
}

impl Throttle {
    pub(super) fn new() -> Self {
        Self { waits: StoredValue::new(false) }
    }

    /// Does the work after this time, unless it is about to be done anyway: so whoever asks, it is always the same work.
    pub(super) fn after(self, pause: Duration, work: impl Fn() + 'static) {
        if self.waits.get_value() {
            return;
        }
        self.waits.set_value(true);
        let work = move || {
            // What waits may be gone by now.
            if self.waits.try_set_value(false).is_none() {
                work();
            }
        };
        set_timeout(work, pause);
    }
}

/// Work that waits until it has not been asked for for a while. Asking costs next to nothing.
#[derive(Clone, Copy)]
pub(super) struct Lull {
    /// When it was last asked for.
    asked: StoredValue<f64>,
    waits: StoredValue<bool>,
}

impl Lull {
    pub(super) fn new() -> Self {
        Self { asked: StoredValue::new(0.0), waits: StoredValue::new(false) }
    }

    /// Does the work once this has not been called for as long as `pause`; whoever asks, it is always the same work.
    pub(super) fn then(self, pause: Duration, work: impl Fn() + 'static) {
        self.asked.set_value(now());
        if !self.waits.get_value() {
            self.waits.set_value(true);
            self.wait(pause, pause, work);
        }
    }

    /// One timer that is set again costs less than a new one at every move.
    fn wait(self, pause: Duration, left: Duration, work: impl Fn() + 'static) {
        let look = move || {
            // What waits may be gone by now.
            let Some(asked) = self.asked.try_get_value() else { return };
            let left = since(asked).and_then(|since| pause.checked_sub(since));
            match left.filter(|left| !left.is_zero()) {
                Some(left) => self.wait(pause, left, work),
                None => {
                    self.waits.set_value(false);
                    work();
                }
            }
        };
        set_timeout(look, left);
    }
}

/// Milliseconds, which the reader may set back.
pub(super) fn now() -> f64 {
    js_sys::Date::now()
}

/// How long ago that was; nothing if the clock was set back meanwhile.
pub(super) fn since(then: f64) -> Option<Duration> {
    Duration::try_from_secs_f64((now() - then) / 1000.0).ok()
}
