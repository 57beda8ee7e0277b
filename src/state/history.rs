//! Undo and redo: a line of earlier states. A whole drag is one step.

mod tabs;

use super::{Action, State};
use tabs::Left;

/// Steps that are kept. A state is a few hundred bytes; one with a run of its own holds also its path of some 16 kB, and one
/// with examples of its own 16 bytes for each of them.
const DEPTH: usize = 500;

/// What can be done: act, let go, and take back.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Several in a row, up to the next [`Command::Rest`], undo as one. A run of training is one too, with what a hand does
    /// meanwhile that leaves the run as it is.
    Act(Action),
    /// The finger is lifted: what comes next is a new step, unless a run of training is under way.
    Rest,
    /// A run of training begins or ends: whatever is under way is closed.
    Stop,
    /// The finger was not meant: back to where the step began, as if nothing had happened.
    Cancel,
    /// One step, complete in itself: a preset, a link, a message.
    Leap(Box<State>),
    /// How the page turns out to open: nothing was before that.
    Begin(Box<State>),
    /// Back one step.
    Undo,
    /// Forward one step.
    Redo,
}

/// The present state with what was before and after it.
#[derive(Debug, Clone, Default)]
pub struct History {
    now: State,
    past: Vec<State>,
    future: Vec<State>,
    /// The state at the start of a drag that has not ended.
    start: Option<State>,
    /// Whether that drag is, or the last one was, a run of training.
    trains: bool,
    left: Option<Left>,
}

impl History {
    /// Starts at `state` with nothing to undo.
    #[must_use]
    pub fn new(state: State) -> Self {
        Self { now: state, ..Self::default() }
    }

    /// The present state.
    #[must_use]
    pub fn now(&self) -> &State {
        &self.now
    }

    /// Whether no step is under way.
    #[must_use]
    pub fn is_at_rest(&self) -> bool {
        self.start.is_none()
    }

    /// Whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.has_begun() || self.differs(&self.past)
    }

    /// Whether there is something to redo.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.has_begun() && self.differs(&self.future)
    }

    /// Whether a step is under way that leaves a trace.
    fn has_begun(&self) -> bool {
        self.start.as_ref().is_some_and(|start| !self.now.same_but_for_looks(start))
    }

    /// Whether one of these is another state, looked at in the open tab.
    fn differs(&self, states: &[State]) -> bool {
        states.iter().rev().any(|state| state.clone().looked_at_as(&self.now) != self.now)
    }

    /// Does it.
    pub fn run(&mut self, command: Command) {
        match command {
            Command::Act(action) => self.act(action),
            // A run that goes on meanwhile is not the finger's.
            Command::Rest | Command::Cancel if self.trains => {}
            Command::Rest | Command::Stop => self.rest(),
            Command::Cancel => {
                if let Some(start) = self.start.take() {
                    self.now = start.looked_at_as(&self.now);
                }
            }
            Command::Begin(state) => *self = Self::new(*state),
            Command::Leap(state) => {
                self.rest();
                self.start = Some(std::mem::replace(&mut self.now, *state));
                self.rest();
            }
            Command::Undo => {
                self.rest();
                self.go(true);
            }
            Command::Redo => {
                self.rest();
                self.go(false);
            }
        }
    }

    /// To the nearest step on one side, past those that are none in the open tab: another tab was opened, and this one opens likewise.
    fn go(&mut self, back: bool) {
        let is_as_opened = self.left.as_ref().is_some_and(|left| self.is_as_opened(left));
        let (from, to) = if back { (&mut self.past, &mut self.future) } else { (&mut self.future, &mut self.past) };
        // Undo does not switch tabs or themes: those are where the reader looks, not what she did.
        let is_step = |other: &State| other.clone().looked_at_as(&self.now) != self.now;
        let Some(other) = from.iter().rposition(is_step).and_then(|at| from.drain(at..).next()) else { return };
        let opened = other.clone().looked_at_as(&self.now);
        let before = std::mem::replace(&mut self.now, opened.clone());
        // What only suits this tab comes again as it was where it was done, and then what could be done again there.
        let before = match self.left.take_if(|_| is_as_opened) {
            Some(left) => {
                if back && to.is_empty() {
                    to.extend(left.future);
                }
                left.state
            }
            None => before,
        };
        to.push(before);
        if other.view != opened.view {
            self.left = Some(Left { state: other, opened, future: Vec::new(), steps: self.past.len() });
        }
    }

    fn act(&mut self, action: Action) {
        if let (Action::Show(view), None) = (&action, &self.start) {
            return self.show(*view);
        }
        let trains = matches!(action, Action::Epochs(_));
        // The state of a run in which a hand does something.
        let before = (self.trains && !trains && self.start.is_some()).then(|| self.now.clone());
        if before.is_none() && trains != self.trains {
            self.rest();
            self.trains = trains;
        }
        self.start.get_or_insert_with(|| self.now.clone());
        self.now.apply(action);
        // What ends the run is a step of its own.
        if let Some(before) = before.filter(|before| before.training.run.epochs() != self.now.training.run.epochs()) {
            let now = std::mem::replace(&mut self.now, before);
            self.rest();
            self.trains = false;
            self.start = Some(std::mem::replace(&mut self.now, now));
        }
    }

    /// Ends a step. One that changed nothing, or only tab and theme, leaves no trace.
    fn rest(&mut self) {
        if let Some(start) = self.start.take()
            && !self.now.same_but_for_looks(&start)
        {
            self.push(start);
            self.future.clear();
        }
    }

    fn push(&mut self, step: State) {
        self.past.push(step);
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Param, Ruler, Theme, View};
    use super::*;
    use crate::data::Set;

    pub(super) fn slide(w: f32) -> Command {
        Command::Act(Action::Slide(Param::W, w))
    }

    pub(super) fn after(commands: impl IntoIterator<Item = Command>) -> History {
        let mut history = History::default();
        for command in commands {
            history.run(command);
        }
        history
    }

    #[test]
    fn a_whole_drag_is_one_step() {
        let mut history = after([slide(2.0), slide(3.0), slide(4.0), Command::Rest, slide(5.0), Command::Rest]);
        history.run(Command::Undo);
        assert_eq!(history.now().value(Param::W), 4.0);
        history.run(Command::Undo);
        assert_eq!(history.now(), &State::default());
        assert!(!history.can_undo());
        history.run(Command::Redo);
        history.run(Command::Redo);
        assert_eq!(history.now().value(Param::W), 5.0);
        assert!(!history.can_redo());
    }

    #[test]
    fn a_run_of_training_and_a_hand_in_the_middle_of_it_are_two_steps() {
        let epoch = || Command::Act(Action::Epochs(1));
        let mut history = after([
            Command::Act(Action::UseSet(crate::data::Set::Houses)),
            Command::Rest,
            epoch(),
            epoch(),
            slide(7.0),
        ]);
        history.run(Command::Undo);
        assert_eq!(history.now().training.run.epochs(), 2);
        history.run(Command::Undo);
        assert_eq!(history.now().training.run.epochs(), 0);
    }

    #[test]
    fn a_drag_that_ends_where_it_began_is_no_step() {
        let history = after([slide(9.0), slide(1.5), Command::Rest]);
        assert!(!history.can_undo());
    }

    #[test]
    fn undo_in_the_middle_of_a_drag_takes_back_the_drag() {
        let history = after([slide(9.0), Command::Undo]);
        assert_eq!(history.now(), &State::default());
    }

    #[test]
    fn a_cancelled_drag_never_happened() {
        let history = after([slide(2.0), Command::Rest, slide(9.0), Command::Cancel]);
        assert_eq!(history.now().value(Param::W), 2.0);
        assert!(!history.can_redo());
    }

    #[test]
    fn a_finger_that_scrolls_while_a_training_runs_takes_nothing_of_it_back() {
        let train = |epochs| Command::Act(Action::Epochs(epochs));
        let houses = Command::Act(Action::UseSet(crate::data::Set::Houses));
        let mut history = after([houses, Command::Rest, train(3), Command::Cancel, train(2), Command::Stop]);
        assert_eq!(history.now().training.run.epochs(), 5);
        history.run(Command::Undo);
        assert_eq!(history.now().training.run.epochs(), 0, "the run is one step");
    }

    #[test]
    fn a_key_that_comes_up_while_a_training_runs_does_not_cut_it_in_two() {
        let train = |epochs| Command::Act(Action::Epochs(epochs));
        let houses = Command::Act(Action::UseSet(crate::data::Set::Houses));
        let mut history = after([houses, Command::Rest, train(3), Command::Rest, train(2)]);
        assert!(!history.is_at_rest());
        history.run(Command::Stop);
        assert!(history.is_at_rest());
        history.run(Command::Undo);
        assert_eq!(history.now().training.run.epochs(), 0);
    }

    #[test]
    fn what_leaves_a_run_as_it_is_does_not_cut_it_in_two() {
        let train = |epochs| Command::Act(Action::Epochs(epochs));
        let houses = Command::Act(Action::UseSet(crate::data::Set::Houses));
        let dark = Command::Act(Action::Theme(Theme::Dark));
        let look = |x| Command::Act(Action::Slide(Param::X, x));
        let wider = Command::Act(Action::Max(Ruler::Of(Param::W), 900.0));
        let mut history = after([
            houses,
            Command::Rest,
            train(1),
            look(1.0),
            train(1),
            wider,
            look(0.5),
            dark,
            train(1),
            Command::Stop,
        ]);
        history.run(Command::Undo);
        assert_eq!(history.now().training.run.epochs(), 0);
        history.run(Command::Redo);
        assert_eq!((history.now().training.run.epochs(), history.now().value(Param::X)), (3, 0.5));
    }

    #[test]
    fn a_cancelled_finger_leaves_the_reader_where_she_looks() {
        let (train, dark) = (Action::Show(crate::state::View::Train), Action::Theme(Theme::Dark));
        let history = after([Command::Act(train), Command::Act(dark), slide(9.0), Command::Cancel]);
        assert_eq!((history.now().view, history.now().theme), (crate::state::View::Train, Theme::Dark));
        assert_eq!(history.now().value(Param::W), 1.5);
    }

    #[test]
    fn a_new_step_forgets_what_was_undone() {
        let history = after([slide(9.0), Command::Undo, slide(3.0), Command::Rest]);
        assert!(!history.can_redo());
    }

    #[test]
    fn undo_leaves_the_theme_alone() {
        let dark = Command::Act(Action::Theme(Theme::Dark));
        let history = after([slide(3.0), Command::Rest, dark, Command::Rest, Command::Undo]);
        assert_eq!(history.now().theme, Theme::Dark);
        assert_eq!(history.now().value(Param::W), 1.5);
    }

    #[test]
    fn how_the_page_turns_out_to_open_is_no_step() {
        let history =
            after([slide(3.0), Command::Rest, Command::Begin(Box::new(crate::state::Lab::Logistic.shipped()))]);
        assert_eq!((history.now().value(Param::W), history.can_undo()), (2.0, false));
    }

    #[test]
    fn the_past_is_long_but_not_endless() {
        let many = (0..2 * DEPTH).flat_map(|i| [slide(if i % 2 == 0 { 1.0 } else { 2.0 }), Command::Rest]);
        let mut history = after(many);
        for _ in 0..DEPTH {
            assert!(history.can_undo());
            history.run(Command::Undo);
        }
        assert!(!history.can_undo());
    }

    #[test]
    fn a_step_that_diverges_again_at_once_is_none_that_is_undone() {
        let mut history = History::new(State::open(&[Action::UseSet(Set::Houses), Action::Show(View::Train)]));
        for action in [Action::Rate(0.3), Action::Epochs(100_000), Action::Rate(0.35), Action::Epochs(1000)] {
            history.run(Command::Act(action));
            history.run(Command::Rest);
        }
        assert!(history.now().cannot_train(), "not even one epoch");
        history.run(Command::Undo);
        assert_eq!(history.now().training.learning_rate, 0.3, "the last that changed anything");
    }
}
