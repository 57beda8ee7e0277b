//! How closely things follow a hand: what would only cost time while it moves waits until it rests.

use std::time::Duration;

use leptos::prelude::*;

use super::follow::{always, renew};
use super::wait::{Lull, now, since};
use crate::state::{History, State};

/// How long nothing must change in the middle of a step.
const PAUSE: Duration = Duration::from_millis(150);
/// Nobody reads numbers that change more than twenty times a second.
const PACE: Duration = Duration::from_millis(50);
/// So many moves pass them by, however slowly these come: a slow machine has enough to do with the picture.
const MOVES: u32 = 4;

/// Two states that lag behind: numbers that are read along follow one, what may wait for the end of a step the other.
#[derive(Clone, Copy)]
pub(super) struct Lag {
    history: RwSignal<History>,
    paced: RwSignal<State>,
    rested: RwSignal<State>,
    /// When one of them caught up last.
    last: StoredValue<f64>,
    /// Moves since then.
    moves: StoredValue<u32>,
    lull: Lull,
}

impl Lag {
    pub(super) fn new(history: RwSignal<History>) -> Self {
        let state = || RwSignal::new(history.with_untracked(|history| history.now().clone()));
        let (last, moves) = (StoredValue::new(0.0), StoredValue::new(0));
        Self { history, paced: state(), rested: state(), last, moves, lull: Lull::new() }
    }

    /// The state after a whole step, or when nothing has changed for a moment within one.
    pub(super) fn rested(self) -> Memo<State> {
        always(self.rested)
    }

    /// The same, and now and then within a step: at most once in a [`PACE`], and in more than [`MOVES`] moves.
    pub(super) fn paced(self) -> Memo<State> {
        always(self.paced)
    }

    /// To be called after every command.
    pub(super) fn follow(self) {
        if self.history.with_untracked(History::is_at_rest) {
            return self.rest();
        }
        let moves = self.moves.get_value();
        let is_early = since(self.last.get_value()).is_some_and(|since| since < PACE);
        if is_early || moves < MOVES {
            self.moves.set_value(moves + 1);
        } else {
            self.catch_up(self.paced);
        }
        self.lull.then(PAUSE, move || self.rest());
    }

    fn rest(self) {
        self.catch_up(self.paced);
        self.catch_up(self.rested);
    }

    fn catch_up(self, state: RwSignal<State>) {
        self.last.set_value(now());
        self.moves.set_value(0);
        self.history.with_untracked(|history| renew(state, history.now()));
    }
}
