//! Runs of training, a slice in each frame: nothing freezes, however many examples there are.

use std::time::Duration;

use leptos::prelude::*;

use super::Origin;
use super::follow::signal_in_view;
use super::wait::now;
use crate::state::{Action, Command, State, bring_training};

/// How long a run of given length is to be seen, in milliseconds, unless its examples are so many that it needs more.
const DURATION: f64 = 1500.0;
/// Examples looked at in one frame.
const BUDGET: u32 = 200_000;
/// A frame that is not on the screen may never be drawn; its run goes on all the same.
const LONGEST_FRAME: Duration = Duration::from_millis(100);

/// A run that goes on.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Going {
    /// Epochs still to do; nothing for as long as nobody pauses.
    left: Option<u32>,
    /// Epochs in all.
    total: u32,
    /// How fast it goes.
    pace: Pace,
    /// Epochs that the path should have by now; others mean that somebody has moved something.
    path: u32,
}

/// How fast a run goes.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Pace {
    /// So many epochs a frame.
    PerFrame(u32),
    /// Evenly over [`DURATION`] from this moment on, however many frames that is: what it ends in does not depend on them.
    Since(f64),
}

/// What to do when a run has ended, in whatever way.
type Done = Box<dyn FnOnce()>;

/// What starts, carries on and pauses runs.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    state: Memo<State>,
    anybody: Callback<(Origin, Command)>,
    going: RwSignal<Option<Going>>,
    done: StoredValue<Option<Done>, LocalStorage>,
    /// The number of the next tick: a timer that comes late finds another number and does nothing.
    next: StoredValue<u32>,
    /// Whether a frame was asked for that has not come yet.
    awaits_frame: StoredValue<bool>,
}

/// The run that a view follows.
#[derive(Clone, Copy)]
pub(super) struct Dial(Memo<Option<Going>>);

impl Dial {
    /// Whether a run goes on.
    pub(super) fn is_going(self) -> bool {
        self.0.get().is_some()
    }

    /// The share of the run that is done; nothing for an endless one or none.
    pub(super) fn progress(self) -> Option<f64> {
        self.0.get().and_then(|going| Some(1.0 - f64::from(going.left?) / f64::from(going.total.max(1))))
    }
}

impl Clock {
    pub(super) fn new(state: Memo<State>, anybody: Callback<(Origin, Command)>) -> Self {
        let (going, done) = (RwSignal::new(None), StoredValue::new_local(None));
        let (next, awaits_frame) = (StoredValue::new(0), StoredValue::new(false));
        Self { state, anybody, going, done, next, awaits_frame }
    }

    /// What a view sees of the run for as long as it is there.
    pub(super) fn in_view(self) -> Dial {
        Dial(signal_in_view(self.going))
    }

    /// Whether a run goes on.
    pub(super) fn is_going(self) -> bool {
        self.going.with_untracked(Option::is_some)
    }

    /// Does so many epochs, in less than two seconds if the examples are few; at once for a reader who wants no motion.
    pub(super) fn run(self, epochs: u32) {
        let pace = if epochs <= 10 { Pace::PerFrame(epochs) } else { Self::pace_of(epochs) };
        self.start(Some(epochs), pace);
    }

    /// Over a while; at once for a reader who wants no motion.
    fn pace_of(epochs: u32) -> Pace {
        if prefers_stillness() { Pace::PerFrame(epochs) } else { Pace::Since(now()) }
    }

    /// Goes on until it is paused.
    pub(super) fn play(self, pace: u32) {
        self.start(None, Pace::PerFrame(pace));
    }

    /// Changes how fast it goes on, if it does.
    pub(super) fn set_pace(self, pace: u32) {
        if self.going.with_untracked(|going| going.is_some_and(|going| going.left.is_none())) {
            self.play(pace);
        }
    }

    /// Does so many epochs for the host page, which is told when they have ended.
    pub(super) fn run_for_host(self, epochs: u32, done: Done) {
        self.pause();
        self.done.set_value(Some(done));
        self.start(Some(epochs), Self::pace_of(epochs));
    }

    /// Stops where it is. All that this run did is one step of undo.
    pub(super) fn pause(self) {
        self.anybody.run((Origin::Train, Command::Stop));
        self.end();
    }

    fn end(self) {
        self.going.set(None);
        if let Some(done) = self.done.try_update_value(Option::take).flatten() {
            done();
        }
    }

    /// The reader has gone elsewhere: a run goes on only for a host that waits for its end.
    pub(super) fn leave(self) {
        if self.done.with_value(Option::is_none) {
            self.pause();
        }
    }

    fn start(self, left: Option<u32>, pace: Pace) {
        let already = self.going.get_untracked().is_some();
        if !already {
            self.anybody.run((Origin::Train, Command::Stop));
        }
        self.going.set(Some(Going { left, total: left.unwrap_or(0), pace, path: self.epochs() }));
        if !already {
            self.tick();
        }
    }

    fn tick(self) {
        let Some(going) = self.going.get_untracked() else { return };
        // A moved slider, an undo or other examples end the run: it would go on from somewhere else.
        if going.path != self.epochs() {
            // The step that is under way is not the run's.
            self.end();
            return;
        }
        let count = self.state.with_untracked(|state| state.training.examples.points().len());
        let affordable = BUDGET / u32::try_from(count.max(1)).unwrap_or(u32::MAX);
        let due = match going.pace {
            Pace::PerFrame(epochs) => epochs,
            Pace::Since(start) => {
                let share = ((now() - start) / DURATION).min(1.0);
                let done = going.total - going.left.unwrap_or(0);
                // At least one, so that each frame shows something.
                ((share * f64::from(going.total)) as u32).saturating_sub(done).max(1)
            }
        };
        let slice = due.min(affordable.max(1)).min(going.left.unwrap_or(u32::MAX));
        bring_training();
        self.anybody.run((Origin::Train, Command::Act(Action::Epochs(slice))));
        let left = going.left.map(|left| left - slice);
        if left == Some(0) || self.state.with_untracked(State::cannot_train) {
            self.pause();
            return;
        }
        self.going.set(Some(Going { left, path: self.epochs(), ..going }));
        self.soon();
    }

    /// The next tick in the next frame, or after [`LONGEST_FRAME`] where no frame comes.
    fn soon(self) {
        let number = self.next.get_value();
        // One frame is asked for at a time: those that do not come would all come at once when the page is seen again.
        if !self.awaits_frame.get_value() {
            self.awaits_frame.set_value(true);
            request_animation_frame(move || {
                if self.awaits_frame.try_set_value(false).is_none() {
                    self.tick_once();
                }
            });
        }
        let late = move || {
            if self.next.try_get_value() == Some(number) {
                self.tick_once();
            }
        };
        set_timeout(late, LONGEST_FRAME);
    }

    fn tick_once(self) {
        self.next.set_value(self.next.get_value().wrapping_add(1));
        self.tick();
    }

    fn epochs(self) -> u32 {
        self.state.with_untracked(|state| state.training.run.epochs())
    }
}

pub(super) fn prefers_stillness() -> bool {
    window().match_media("(prefers-reduced-motion: reduce)").ok().flatten().is_some_and(|query| query.matches())
}
