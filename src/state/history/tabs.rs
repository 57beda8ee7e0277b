//! What a look at another tab leaves behind: nothing.

use super::History;
use crate::state::{Action, State, View};

/// What was left for another tab.
#[derive(Debug, Clone)]
pub(super) struct Left {
    pub(super) state: State,
    /// What it became there.
    pub(super) opened: State,
    /// What could be done again.
    pub(super) future: Vec<State>,
    /// How many steps could be undone there.
    pub(super) steps: usize,
}

impl History {
    /// Opens another tab. One that had to suit its examples and in which nothing was done is left as if it had not been opened.
    pub(super) fn show(&mut self, view: View) {
        if view == self.now.view {
            return;
        }
        if let Some(left) = self.left.take_if(|left| left.state.view == view)
            && self.is_as_opened(&left)
        {
            if self.past.last() == Some(&left.state) {
                self.past.pop();
                if self.future.is_empty() {
                    self.future = left.future;
                }
            }
            self.now = State { theme: self.now.theme, ..left.state };
            return;
        }
        let before = self.now.clone();
        self.now.apply(Action::Show(view));
        if !self.now.same_but_for_looks(&before) {
            let future = std::mem::take(&mut self.future);
            self.push(before.clone());
            self.left = Some(Left { state: before, opened: self.now.clone(), future, steps: self.past.len() });
        }
    }

    /// Whether nothing has been done since the tab was opened, or all of it was undone.
    pub(super) fn is_as_opened(&self, left: &Left) -> bool {
        left.steps == self.past.len() && left.opened.same_but_for_looks(&self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Command;
    use super::super::tests::{after, slide};
    use super::*;
    use crate::nn::{Activation, Loss};
    use crate::state::{Param, Theme};

    #[test]
    fn a_tab_in_which_nothing_was_done_is_left_as_if_it_had_not_been_opened() {
        let show = |view| [Command::Act(Action::Show(view)), Command::Rest];
        let before = after([slide(2.0), Command::Rest]);
        let themed = before.now().clone().with(&[Action::Theme(Theme::Dark)]);
        for views in
            [&[View::Train][..], &[View::Train, View::Notebook], &[View::Notebook], &[View::Notebook, View::Train]]
        {
            let mut history = before.clone();
            for command in
                views.iter().copied().flat_map(show).chain([Command::Act(Action::Theme(Theme::Dark)), Command::Rest])
            {
                history.run(command);
            }
            assert_ne!(history.now().activation, before.now().activation, "{views:?}");
            show(View::Explore).into_iter().for_each(|command| history.run(command));
            assert_eq!((history.now(), history.can_redo()), (&themed, false), "{views:?}");
            history.run(Command::Undo);
            assert_eq!((history.now().value(Param::W), history.can_undo()), (1.5, false), "{views:?}");
        }
        // What had been undone can still be done again.
        let mut history = after([slide(2.0), Command::Rest, Command::Undo]);
        [View::Train, View::Explore].into_iter().flat_map(show).for_each(|command| history.run(command));
        assert_eq!((history.now(), history.can_redo()), (&State::default(), true));
        // What is undone there is undone where it was done.
        let mut history =
            after([slide(2.0), Command::Rest].into_iter().chain(show(View::Train)).chain([Command::Undo]));
        assert_eq!(history.now().activation, Activation::Linear);
        show(View::Explore).into_iter().for_each(|command| history.run(command));
        assert_eq!((history.now(), history.can_undo(), history.can_redo()), (&State::default(), false, true));
        // And done again as it was done.
        history.run(Command::Redo);
        assert_eq!((history.now(), history.can_redo()), (before.now(), false));
        history.run(Command::Undo);
        assert_eq!((history.now(), history.can_undo()), (&State::default(), false));
        // Also after a step and its reverse, of which one or both were undone.
        for (undone, opened) in [(1, false), (2, true)] {
            let squares = [true, false].map(|on| Command::Act(Action::Squares(on)));
            let mut history = after(show(View::Train));
            let there = history.now().activation;
            for command in squares.into_iter().flat_map(|squares| [squares, Command::Rest]) {
                history.run(command);
            }
            (0..undone).for_each(|_| history.run(Command::Undo));
            show(View::Explore).into_iter().for_each(|command| history.run(command));
            assert_eq!((history.now() == &State::default(), history.can_undo()), (opened, !opened), "{undone} undone");
            history.run(Command::Redo);
            let now = history.now();
            assert_eq!((now.activation, now.training.squares), (there, undone == 2), "{undone} undone");
        }
        // What was chosen by hand stays, also where a tab would have chosen it.
        let choose = |activation| [Command::Act(Action::Activate(activation)), Command::Rest];
        let done = [slide(3.0), Command::Rest];
        let mut history = after(show(View::Train).into_iter().chain(done).chain(show(View::Explore)));
        for activation in [Activation::Sigmoid, Activation::Linear] {
            choose(activation).into_iter().for_each(|command| history.run(command));
        }
        let chosen = history.now().clone();
        for view in [View::Explore, View::Train, View::Explore] {
            show(view).into_iter().for_each(|command| history.run(command));
        }
        assert_eq!(history.now(), &chosen);
        // The tab that is open anyway is not opened.
        let mut history =
            after(show(View::Train).into_iter().chain([slide(3.0), Command::Rest]).chain(show(View::Explore)));
        history.run(Command::Undo);
        let undone = history.now().clone();
        show(View::Explore).into_iter().for_each(|command| history.run(command));
        assert_eq!(history.now(), &undone);
        // What was done there is seen in the other tab as well.
        let done = [slide(3.0), Command::Rest];
        let history = after(show(View::Train).into_iter().chain(done).chain(show(View::Explore)));
        assert_eq!((history.now().activation, history.now().value(Param::W)), (Activation::Linear, 3.0));
    }

    #[test]
    fn undo_and_redo_in_a_tab_that_is_only_looked_at_leave_what_can_be_done_again() {
        let show = |view| Command::Act(Action::Show(view));
        let done = [2.0, 3.0, 4.0].into_iter().flat_map(|w| [slide(w), Command::Rest]);
        let looked = after(done.chain([Command::Undo, show(View::Train)]));
        for (undone, again) in [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)] {
            let mut history = looked.clone();
            (0..undone).for_each(|_| history.run(Command::Undo));
            (0..again).for_each(|_| history.run(Command::Redo));
            let values = [3.0, 2.0, 1.5];
            history.run(show(View::Explore));
            assert_eq!(history.now().value(Param::W), values[undone - again], "{undone} undone, {again} again");
            (again..=undone).for_each(|_| history.run(Command::Redo));
            assert_eq!(
                (history.now().value(Param::W), history.can_redo()),
                (4.0, false),
                "{undone} undone, {again} again"
            );
            assert_eq!(history.now().activation, State::default().activation);
        }
    }

    #[test]
    fn a_look_at_the_line_leaves_what_was_chosen_for_the_examples() {
        let act = |action| [Command::Act(action), Command::Rest];
        let (sigmoid, rate) = (Action::Activate(Activation::Sigmoid), Action::Rate(0.5));
        for view in [View::Train, View::Notebook] {
            let done =
                [Action::Show(view), sigmoid.clone(), rate.clone(), Action::Loss(Loss::HalfMse), Action::Epochs(3)];
            let mut history = after(done.into_iter().flat_map(act));
            let chosen = history.now().clone();
            [View::Explore, view].map(Action::Show).into_iter().flat_map(act).for_each(|command| history.run(command));
            assert_eq!((history.now(), history.can_redo()), (&chosen, false), "{view:?}");
            // Also with another w, and also what was undone.
            [Action::Show(View::Explore), Action::Set(Param::W, 7.0), Action::Show(view)]
                .into_iter()
                .flat_map(act)
                .for_each(|command| history.run(command));
            assert_eq!(
                (history.now().activation, history.now().value(Param::W)),
                (Activation::Sigmoid, 7.0),
                "{view:?}"
            );
            history.run(Command::Undo);
            assert_eq!(history.now(), &chosen, "{view:?}");
            // One that was chosen for the line alone gives way to one that suits the examples.
            [Action::Show(View::Explore), Action::Activate(Activation::Tanh), sigmoid.clone(), Action::Show(view)]
                .into_iter()
                .flat_map(act)
                .for_each(|command| history.run(command));
            assert_eq!(history.now().activation, Activation::Linear, "{view:?}");
        }
    }

    #[test]
    fn in_a_tab_that_suits_its_examples_undo_passes_by_that_it_was_opened() {
        let mut history = after([slide(2.0), Command::Rest, Command::Act(Action::Show(View::Train)), Command::Rest]);
        let opened = history.now().clone();
        assert_eq!((opened.activation, opened.value(Param::W)), (Activation::Linear, 2.0));
        history.run(Command::Undo);
        let now = history.now();
        assert_eq!((now.view, now.activation, now.value(Param::W)), (View::Train, Activation::Linear, 1.5));
        assert!(!history.can_undo());
        history.run(Command::Redo);
        assert_eq!(*history.now(), opened);
        // Where the line is explored, what the tab had changed is taken back.
        for command in [Command::Act(Action::Show(View::Explore)), Command::Rest, Command::Undo] {
            history.run(command);
        }
        assert_eq!((history.now().view, history.now().value(Param::W)), (View::Explore, 1.5));
    }

    #[test]
    fn a_tab_that_only_suits_its_examples_can_be_neither_undone_nor_redone() {
        let mut history = after([Command::Act(Action::Show(View::Train)), Command::Rest]);
        assert!(!history.can_undo());
        for command in [slide(2.0), Command::Rest, Command::Undo] {
            history.run(command);
        }
        assert_eq!((history.can_undo(), history.can_redo()), (false, true));
        // Where the line is explored nothing of it is left, and what was undone can still be done again.
        history.run(Command::Act(Action::Show(View::Explore)));
        assert_eq!(history.now(), &State::default());
        assert_eq!((history.can_undo(), history.can_redo()), (false, true));
    }
}
