//! When a hand rests: what would only cost time while it moves waits until then.

use std::time::Duration;

use leptos::prelude::*;
use leptos::reactive::graph::{Source, ToAnySource, ToAnySubscriber};

use crate::state::{History, State};

/// How long nothing must change in the middle of a step.
const PAUSE: Duration = Duration::from_millis(150);

/// The state after a whole step, or when nothing has changed for a moment within one.
pub(super) fn rested(state: Memo<State>, history: RwSignal<History>) -> Memo<State> {
    let rested = RwSignal::new(state.get_untracked());
    let lull = Lull::new();
    let look = move || {
        if rested.with_untracked(|rested| state.with_untracked(|state| rested != state)) {
            rested.set(state.get_untracked());
        }
    };
    Effect::new(move |_| {
        // Every command counts, also the one that only says that the hand rests.
        history.track();
        if history.with_untracked(History::is_at_rest) { look() } else { lull.then(PAUSE, look) }
    });
    Memo::new(move |_| rested.get())
}

/// What follows this ends with the component that asks for it.
///
/// A source keeps those who follow it also after their end (reactive_graph 0.2): one that lives as long as the page would
/// collect them, and go through all of them at every change.
pub(super) fn in_view<T: Clone + PartialEq + Send + Sync + 'static>(source: Memo<T>) -> Memo<T> {
    let own = ArcMemo::new(move |_| source.get());
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
            let since = Duration::try_from_secs_f64((now() - asked) / 1000.0).unwrap_or_default();
            match pause.checked_sub(since).filter(|left| !left.is_zero()) {
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

fn now() -> f64 {
    js_sys::Date::now()
}
