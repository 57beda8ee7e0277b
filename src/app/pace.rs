//! How closely things follow a hand: what would only cost time while it moves waits until it rests.

use std::time::Duration;

use leptos::prelude::*;

use super::follow::{always, renew};
use super::wait::{Lull, Throttle, now, since};
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
    throttle: Throttle,
}

impl Paced {
    pub(super) fn new(history: RwSignal<History>) -> Self {
        Self { late: Late::new(history), last: StoredValue::new(0.0), throttle: Throttle::new() }
    }

    pub(super) fn state(self) -> Memo<State> {
        self.late.state()
    }

    /// To be called after every command. Within a step even what is due waits for a timer: the frame shows the picture first.
    pub(super) fn follow(self) {
        if self.late.is_at_rest() {
            self.catch_up();
        } else {
            self.throttle.after(self.left().unwrap_or_default(), move || self.look());
        }
    }

    /// A timer that is late looks again whether it still has to do anything.
    fn look(self) {
        if self.left().is_some() { self.follow() } else { self.catch_up() }
    }

    /// How long it is until the next catching up; nothing if that is due.
    fn left(self) -> Option<Duration> {
        since(self.last.get_value()).and_then(|since| PACE.checked_sub(since)).filter(|left| !left.is_zero())
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
