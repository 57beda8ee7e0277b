//! The whole page as one plain value, [`State`], and everything that can happen to it, [`Action`].
//!
//! [`State::apply`] is total: it cannot fail, and every value it leaves behind lies inside the [`Span`] its slider shows.
//! What can be computed from a state (z, a, the boundary) is computed by [`Neuron`], not stored.

mod action;
mod alike;
mod control;
mod descent;
mod examples;
mod fitting;
mod goal;
mod grip;
mod history;
mod judgement;
mod lab;
mod neuron;
mod refusal;
mod run;
mod setting;
mod span;
mod training;
mod units;

pub use action::{Action, Nudge, Param, Ruler, Theme, View};
pub use control::Control;
pub use descent::bring_training;
pub use examples::{Examples, MOST_EXAMPLES};
pub use goal::{Goal, Quantity};
pub use grip::Grip;
pub use history::{Command, History};
pub use judgement::{Judged, Update};
pub use lab::{LAB_SEED, Lab};
pub use neuron::Neuron;
pub use refusal::{Refusal, Wanted};
pub use run::{End, Milestone, Run};
pub use setting::{Access, LONGEST_TEXT, MOST_GOALS, Resize, Setting};
pub use span::{LEAST_STEP, LIMIT, Span};
pub use training::{MOST_EPOCHS, RATE_LIMITS, RATES, Training};
pub use units::Units;

use crate::nn::{Activation, Dense, init};
use fitting::Kept;

/// Everything that the page shows and a link can hold.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Weight, bias and input; read them with [`State::value`].
    values: [f32; 3],
    /// The range and step of each slider; that of x is also the x axis of both plots.
    spans: [Span; 3],
    /// The vertical axis of z.
    y: Span,
    /// From z to a.
    pub activation: Activation,
    /// Whether the layer has a bias. Switched off, the value of b is kept for later but counts as 0.
    pub use_bias: bool,
    /// The seed of the latest random initialisation.
    pub seed: u32,
    /// Learning.
    pub training: Training,
    /// The open tab.
    pub view: View,
    /// Light or dark.
    pub theme: Theme,
    kept: Kept,
}

impl Default for State {
    /// A line that rises, crosses the vertical axis below zero and the horizontal axis in sight, so that nothing that
    /// is to be discovered hides at the origin.
    fn default() -> Self {
        Self {
            values: [1.5, -1.0, 2.0],
            spans: [Span::new(-10.0, 10.0, 0.1), Span::new(-10.0, 10.0, 0.1), Span::new(-5.0, 5.0, 0.1)],
            y: Span::axis(-10.0, 10.0),
            activation: Activation::Sigmoid,
            use_bias: true,
            seed: 0,
            training: Training::default(),
            view: View::default(),
            theme: Theme::default(),
            kept: Kept::default(),
        }
    }
}

impl State {
    /// How the page opens for a link: the actions on a default state, and axes that show the line unless the link says which.
    #[must_use]
    pub fn open(actions: &[Action]) -> Self {
        Self::default().with(actions)
    }

    /// A link laid over this state: its actions, and axes that show the line, or the examples where these are shown, unless
    /// the link says which.
    #[must_use]
    pub fn with(mut self, actions: &[Action]) -> Self {
        // Axes that were turned away from the line before stay as they are.
        let was_shown = self.shows_line();
        for action in actions {
            self.apply(action.clone());
        }
        let given = |ruler: Ruler| {
            let names = |action: &Action| matches!(action, Action::Min(of, _) | Action::Max(of, _) if *of == ruler);
            actions.iter().any(names)
        };
        if was_shown && !given(Ruler::Y) && !self.shows_line() {
            self.find_line(given(Ruler::Of(Param::X)));
            // Another range brings a step of its own.
            let steps = actions.iter().filter(|action| matches!(action, Action::Step(..)));
            steps.for_each(|step| self.apply(step.clone()));
        }
        self
    }

    /// Does it. Never fails: values out of range are moved into it.
    pub fn apply(&mut self, action: Action) {
        match action {
            // Not a number is not a place to go to.
            Action::Set(_, value)
            | Action::Slide(_, value)
            | Action::Min(_, value)
            | Action::Max(_, value)
            | Action::Step(_, value)
                if value.is_nan() => {}
            Action::Rate(rate) if rate.is_nan() => {}
            Action::Set(param, value) => {
                let span = &mut self.spans[param as usize];
                *span = span.widened_to(value);
                // No minus before a zero, which a cell may say.
                self.place(param, self.span(param).clamp(value) + 0.0);
            }
            Action::Slide(param, value) => self.place(param, self.span(param).snap(value)),
            Action::Nudge(param, nudge) => self.place(param, self.span(param).nudge(self.value(param), nudge)),
            Action::Min(ruler, value) => self.measure(ruler, |span| span.with_min(value)),
            Action::Max(ruler, value) => self.measure(ruler, |span| span.with_max(value)),
            Action::Step(param, value) => self.measure(Ruler::Of(param), |span| span.with_step(value)),
            Action::Activate(activation) => {
                let before = std::mem::replace(&mut self.activation, activation);
                self.kept = Kept(self.view != View::Explore);
                self.forget_run();
                if self.view != View::Explore && before.is_bounded() != activation.is_bounded() {
                    self.fit_classes();
                }
            }
            Action::UseBias(on) => {
                self.use_bias = on;
                self.forget_run();
            }
            Action::Initialise(seed) => {
                self.seed = seed;
                let kernel = init::glorot_uniform(1, 1, u64::from(seed));
                self.apply(Action::Set(Param::W, kernel.first().copied().unwrap_or_default()));
                self.apply(Action::Set(Param::B, 0.0));
            }
            Action::FitView if self.view != View::Explore => self.fit_examples(),
            Action::FitView => {
                self.fit_x();
                self.fit_y();
            }
            Action::Show(view) => {
                match view {
                    View::Notebook if self.same_but_for_looks(&Self::default()) => self.open_lab(Lab::Linear),
                    View::Train | View::Notebook if self.view == View::Explore => self.open_training(),
                    View::Explore | View::Train | View::Notebook => {}
                }
                self.kept = Kept(self.kept.0 || view != View::Explore);
                self.view = view;
            }
            Action::Theme(theme) => self.theme = theme,
            Action::Reset => *self = Self::default().looked_at_as(self),
            Action::UseSet(_)
            | Action::UsePoints(_)
            | Action::AddPoint(_)
            | Action::MovePoint(..)
            | Action::RemovePoint(_)
            | Action::Units(_)
            | Action::Loss(_)
            | Action::Rate(_)
            | Action::Batch(_)
            | Action::UseWeight(_)
            | Action::Squares(_)
            | Action::LogLoss(_)
            | Action::Epochs(_) => self.train(action),
        }
    }

    /// The same values under the tab and theme of another state: undo, reset and presets leave those to the reader.
    ///
    /// A tab that was not open is opened on them, with an activation that suits the examples.
    #[must_use]
    pub fn looked_at_as(self, other: &Self) -> Self {
        Self { theme: other.theme, ..self.looked_at_in(other.view) }
    }

    fn looked_at_in(mut self, view: View) -> Self {
        self.apply(Action::Show(view));
        self
    }

    /// The value a slider stands at. For b also while the bias is switched off: see [`State::neuron`] for what counts.
    #[must_use]
    pub fn value(&self, param: Param) -> f32 {
        self.values[param as usize]
    }

    /// Whether a parameter is switched on.
    #[must_use]
    pub fn counts(&self, param: Param) -> bool {
        match param {
            Param::W => self.training.use_weight,
            Param::B => self.use_bias,
            Param::X => true,
        }
    }

    /// The range and step of a slider.
    #[must_use]
    pub fn span(&self, param: Param) -> Span {
        self.spans[param as usize]
    }

    /// The ends of a ruler.
    #[must_use]
    pub fn ruler(&self, ruler: Ruler) -> Span {
        match ruler {
            Ruler::Of(param) => self.span(param),
            Ruler::Y => self.y,
        }
    }

    /// The neuron as it stands, with everything that can be computed from it.
    #[must_use]
    pub fn neuron(&self) -> Neuron {
        Neuron {
            w: if self.training.use_weight { self.value(Param::W) } else { 0.0 },
            b: if self.use_bias { self.value(Param::B) } else { 0.0 },
            activation: self.activation,
        }
    }

    /// The same neuron as a Keras layer with one unit and one input.
    #[must_use]
    pub fn layer(&self) -> Dense {
        let bias = self.use_bias.then_some(self.value(Param::B));
        Dense::neuron(self.neuron().w, bias, self.activation)
    }

    /// Whether the point (0, b) lies above or below the plot.
    #[must_use]
    pub fn is_out_of_sight(&self) -> bool {
        self.span(Param::X).contains(0.0) && !self.y.contains(self.neuron().b)
    }

    /// Puts a slider somewhere. A weight or bias that a hand moves, or pushes by an end of its range, begins a new path.
    fn place(&mut self, param: Param, value: f32) {
        if param != Param::X && self.value(param) != value {
            self.forget_run();
        }
        self.values[param as usize] = value;
    }

    fn measure(&mut self, ruler: Ruler, change: impl Fn(Span) -> Span) {
        match ruler {
            Ruler::Of(param) => {
                let span = change(self.span(param));
                self.spans[param as usize] = span;
                self.training.run.measure(param, change);
                self.place(param, span.clamp(self.value(param)));
            }
            Ruler::Y => {
                let y = change(self.y);
                self.y = Span::axis(y.min, y.max);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Set;
    use proptest::prelude::*;

    fn opened(actions: &[Action]) -> State {
        State::open(actions)
    }

    #[test]
    fn a_typed_value_outside_the_range_widens_it_and_is_kept_exactly() {
        let state = opened(&[Action::Set(Param::W, 200.0), Action::Set(Param::B, 100.0)]);
        assert_eq!((state.value(Param::W), state.value(Param::B)), (200.0, 100.0));
        assert!(state.span(Param::W).max > 200.0 && state.span(Param::W).min < -200.0);
    }

    #[test]
    fn a_link_with_large_weights_opens_on_axes_that_show_the_line() {
        for (w, b) in [(200.0, 100.0), (1e6, 0.0), (-1e6, 3.0), (0.0, 5000.0), (1e6, -1e6)] {
            let state = opened(&[Action::Set(Param::W, w), Action::Set(Param::B, b)]);
            assert!(state.shows_line(), "w = {w}, b = {b}: {:?}", state.ruler(Ruler::Y));
        }
    }

    #[test]
    fn w_b_x_and_epochs_change_no_setup_and_everything_else_does() {
        let before = opened(&[Action::UseSet(Set::Houses)]);
        for (action, is_same) in [
            (Action::Slide(Param::W, 3.0), true),
            (Action::Slide(Param::B, 3.0), true),
            (Action::Slide(Param::X, 1.0), true),
            (Action::Epochs(3), true),
            (Action::Set(Param::W, 1e5), false),
            (Action::Max(Ruler::Y, 7e3), false),
            (Action::Activate(Activation::Relu), false),
            (Action::UseBias(false), false),
            (Action::Theme(Theme::Dark), false),
            (Action::Show(View::Notebook), false),
            (Action::UseSet(Set::Noisy), false),
            (Action::Units(Units::ZScore), false),
            (Action::Loss(crate::nn::Loss::HalfMse), false),
            (Action::Rate(0.5), false),
            (Action::Batch(Some(1)), false),
            (Action::UseWeight(false), false),
            (Action::Squares(true), false),
            (Action::LogLoss(true), false),
        ] {
            let mut after = before.clone();
            after.apply(action.clone());
            assert_ne!(after, before, "{action:?}");
            assert_eq!(after.is_set_up_as(&before), is_same, "{action:?}");
        }
    }

    #[test]
    fn small_weights_keep_the_usual_axes() {
        for (w, b) in [(2.0, -4.5), (-1.03, 0.0), (1e-6, 0.0), (0.0, 0.0)] {
            let state = opened(&[Action::Set(Param::W, w), Action::Set(Param::B, b)]);
            assert_eq!(state.ruler(Ruler::Y), State::default().ruler(Ruler::Y), "w = {w}, b = {b}");
        }
    }

    #[test]
    fn switching_the_bias_off_keeps_b_for_later_but_counts_it_as_zero() {
        let mut state = opened(&[Action::Set(Param::B, 3.0), Action::UseBias(false)]);
        assert_eq!(state.neuron().b, 0.0);
        assert_eq!(state.layer().weights().len(), 1);
        state.apply(Action::UseBias(true));
        assert_eq!(state.neuron().b, 3.0);
    }

    #[test]
    fn initialise_draws_the_weight_inside_the_glorot_limit_and_zeroes_the_bias() {
        let limit = init::glorot_limit(1, 1);
        for seed in 0..1000 {
            let state = opened(&[Action::Initialise(seed)]);
            assert!(state.value(Param::W).abs() <= limit, "{seed}");
            assert_eq!(state.value(Param::B), 0.0);
        }
        assert_ne!(opened(&[Action::Initialise(1)]).value(Param::W), opened(&[Action::Initialise(2)]).value(Param::W));
    }

    #[test]
    fn reset_keeps_only_view_and_theme() {
        let mut state = opened(&[Action::Set(Param::W, 7.0), Action::Theme(Theme::Dark)]);
        state.apply(Action::Reset);
        assert_eq!(state, State { theme: Theme::Dark, ..State::default() });
    }

    #[test]
    fn reset_opens_the_tab_as_it_opens_by_itself() {
        for view in View::ALL {
            let fresh = opened(&[Action::Show(view)]);
            let mut state = fresh.clone();
            for action in [Action::Set(Param::W, 7.0), Action::UseSet(Set::Noisy), Action::Reset] {
                state.apply(action);
            }
            assert_eq!(state, fresh, "{view:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn apply_is_total_and_leaves_every_value_inside_its_span(actions in crate::testing::actions(30)) {
            let mut state = State::default();
            for action in actions {
                state.apply(action.clone());
                for param in Param::ALL {
                    let (value, span) = (state.value(param), state.span(param));
                    prop_assert!(span.contains(value), "{param:?} {value} {span:?} after {action:?}");
                    prop_assert!(span.is_sound(), "{span:?} after {action:?}");
                }
                prop_assert!(state.ruler(Ruler::Y).is_sound(), "{:?} after {action:?}", state.ruler(Ruler::Y));
            }
        }
    }
}
