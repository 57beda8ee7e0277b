//! How closely things follow a hand: what would only cost time while it moves waits until it rests.

use std::time::Duration;

use leptos::prelude::*;
use leptos::reactive::graph::{Source, ToAnySource, ToAnySubscriber};

use crate::state::{History, State};

/// How long nothing must change in the middle of a step.
const PAUSE: Duration = Duration::from_millis(150);
/// Nobody reads numbers that change more than twenty times a second.
const PACE: Duration = Duration::from_millis(50);

/// The state after a whole step, or when nothing has changed for a moment within one.
#[derive(Clone, Copy)]
pub(super) struct Rested {
    late: Late,
    lull: Lull,
}

impl Rested {
    pub(super) fn new(history: RwSignal<History>) -> Self {
        Self { late: Late::new(history), lull: Lull::new() }
    }

    pub(super) fn state(self) -> Memo<State> {
        self.late.state()
    }

    /// To be called after every command.
    pub(super) fn follow(self) {
        if self.late.is_at_rest() { self.late.catch_up() } else { self.lull.then(PAUSE, move || self.late.catch_up()) }
    }
}

/// The state after a whole step, and [`PACE`] within one.
#[derive(Clone, Copy)]
pub(super) struct Paced {
    late: Late,
    /// When it caught up last.
    last: StoredValue<f64>,
    waits: StoredValue<bool>,
}

impl Paced {
    pub(super) fn new(history: RwSignal<History>) -> Self {
        Self { late: Late::new(history), last: StoredValue::new(0.0), waits: StoredValue::new(false) }
    }

    pub(super) fn state(self) -> Memo<State> {
        self.late.state()
    }

    /// To be called after every command.
    pub(super) fn follow(self) {
        if self.late.is_at_rest() {
            return self.catch_up();
        }
        if self.waits.get_value() {
            return;
        }
        match since(self.last.get_value()).and_then(|since| PACE.checked_sub(since)) {
            Some(left) => {
                self.waits.set_value(true);
                set_timeout(
                    move || {
                        self.waits.set_value(false);
                        self.catch_up();
                    },
                    left,
                );
            }
            None => self.catch_up(),
        }
    }

    fn catch_up(self) {
        self.last.set_value(now());
        self.late.catch_up();
    }
}

/// A state that lags behind the history.
#[derive(Clone, Copy)]
struct Late {
    history: RwSignal<History>,
    state: RwSignal<State>,
}

impl Late {
    fn new(history: RwSignal<History>) -> Self {
        Self { history, state: RwSignal::new(history.with_untracked(|history| history.now().clone())) }
    }

    fn state(self) -> Memo<State> {
        always(self.state)
    }

    fn is_at_rest(self) -> bool {
        self.history.with_untracked(History::is_at_rest)
    }

    fn catch_up(self) {
        self.history.with_untracked(|history| renew(self.state, history.now()));
    }
}

/// Sets what has changed, and leaves alone who follows what has not.
pub(super) fn renew<T: Clone + PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, now: &T) {
    if signal.with_untracked(|old| old != now) {
        signal.set(now.clone());
    }
}

/// A memo of what is set when it changes, and so has to be compared with nothing.
pub(super) fn always<T: Clone + Send + Sync + 'static>(source: RwSignal<T>) -> Memo<T> {
    Memo::new_with_compare(move |_| source.get(), |_, _| true)
}

/// What follows this ends with the component that asks for it.
///
/// A source keeps those who follow it also after their end (reactive_graph 0.2): one that lives as long as the page would
/// collect them, and go through all of them at every change.
pub(super) fn in_view<T: Clone + Send + Sync + 'static>(source: Memo<T>) -> Memo<T> {
    let own = ArcMemo::new_with_compare(move |_| source.get(), |_, _| true);
    let memo = Memo::from(own.clone());
    let source = ArcMemo::from(source);
    on_cleanup(move || source.to_any_source().remove_subscriber(&own.to_any_subscriber()));
    memo
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

    /// Does the work once this has not been called for as long as `pause`.
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

/// How long ago that was; nothing if the clock was set back meanwhile.
fn since(then: f64) -> Option<Duration> {
    Duration::try_from_secs_f64((now() - then) / 1000.0).ok()
}

fn now() -> f64 {
    js_sys::Date::now()
}
