//! Sliders, axes and an activation that suit what is there: the line, or the examples.

use super::{Neuron, Param, Span, State, View};
use crate::data::Extent;
use crate::nn::{Activation, Loss};

/// Whether the activation stays when a tab that shows the examples is opened, also one that does not suit them: such a tab has
/// been open since it was chosen. No link holds this, so that it makes no state another one.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Kept(pub(super) bool);

impl PartialEq for Kept {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl State {
    /// Whether a beginner would recognise the line: its intercept and the tip of its slope triangle are on the plot.
    pub(super) fn shows_line(&self) -> bool {
        let Neuron { w, b, .. } = self.neuron();
        let x = self.span(Param::X);
        !(x.contains(0.0) && !(self.y.contains(b) && self.y.contains(w + b)))
    }

    pub(super) fn fit_x(&mut self) {
        let boundary = self.neuron().boundary();
        let x = &mut self.spans[Param::X as usize];
        if !x.contains(0.0) {
            *x = x.widened_to(0.0);
        }
        // A boundary a little off the plot is worth a wider one; a boundary far away would flatten everything else.
        let reach = f64::from(x.min.abs().max(x.max.abs()));
        if let Some(boundary) = boundary.filter(|at| libm::fabs(*at) <= 4.0 * reach) {
            *x = x.widened_to(boundary as f32);
        }
    }

    pub(super) fn fit_y(&mut self) {
        let (neuron, x) = (self.neuron(), self.span(Param::X));
        let ends = [neuron.z(x.min), neuron.z(x.max), 0.0];
        let low = ends.into_iter().fold(f32::INFINITY, f32::min);
        let high = ends.into_iter().fold(f32::NEG_INFINITY, f32::max);
        self.y = Span::around(low, high);
    }

    /// New examples: a loss and a learning rate for their labels, with all that suits these.
    pub(super) fn suit_examples(&mut self) {
        let binary = self.training.examples.are_binary();
        self.training.loss = if binary { Loss::BinaryCrossentropy } else { Loss::Mse };
        self.training.learning_rate = if binary { 0.1 } else { 0.01 };
        self.suit_labels();
    }

    /// An activation that suits the labels, and sliders and axes that show them. The rate stays, and the loss where it suits
    /// the activation: a hand or a link may have chosen them.
    fn suit_labels(&mut self) {
        let binary = self.training.examples.are_binary();
        self.activation = if binary { Activation::Sigmoid } else { Activation::Linear };
        if !binary && self.training.loss == Loss::BinaryCrossentropy {
            self.training.loss = Loss::Mse;
        }
        self.forget_run();
        self.fit_examples();
    }

    /// The line has moved out of sight: axes that show it, unless they hold examples, which they could take out of sight.
    pub(super) fn find_line(&mut self, has_x: bool) {
        let points = self.training.examples.points();
        if self.view != View::Explore && self.has_labels_on_axis() && !points.is_empty() {
            let x = self.span(Param::X);
            let is_empty = !points.iter().any(|at| x.contains(at.x) && self.y.contains(at.y));
            if is_empty && !has_x {
                self.fit_examples();
            }
            return;
        }
        if !has_x {
            self.fit_x();
        }
        self.fit_y();
    }

    /// Two classes lie within the axis of an activation that is bounded like them; all other labels on the axis of z.
    fn has_labels_on_axis(&self) -> bool {
        !(self.activation.is_bounded() && self.training.examples.are_binary())
    }

    /// Opens the view on examples that the neuron can learn: axes that show them, and an activation that suits their labels,
    /// unless this one was left standing in such a view.
    pub(super) fn open_training(&mut self) {
        let suits = self.training.examples.are_binary() == (self.activation == Activation::Sigmoid);
        let x = self.span(Param::X);
        // Where such a view has been open, its reader may have chosen an axis that leaves some of them out.
        let any_y = self.kept.0 || !self.has_labels_on_axis();
        let points = self.training.examples.points();
        let in_sight = points.iter().all(|at| x.contains(at.x) && (any_y || self.y.contains(at.y)));
        if !suits && !self.kept.0 {
            self.suit_labels();
        } else if !in_sight {
            self.fit_examples();
        }
    }

    /// Where the activation does not bound it, an axis on which two classes are two; where it does, the axis is that of z again.
    pub(super) fn fit_classes(&mut self) {
        if !self.training.examples.are_binary() {
            return;
        }
        let fitted = Span::holding(0.0, 1.0);
        if !self.activation.is_bounded() {
            self.y = fitted;
        } else if self.y == fitted {
            self.y = Self::default().y;
        }
    }

    /// Sliders and axes that show the examples and the place of the best line.
    pub(super) fn fit_examples(&mut self) {
        let Some(Extent { low, high }) = self.training.examples.extent() else { return };
        let probe = self.value(Param::X);
        let x = Span::holding(low.x.min(0.0), high.x.max(0.0));
        self.spans[Param::X as usize] = Span::slider(x.min, x.max);
        // Not onto a step: a typed value is kept exactly.
        self.values[Param::X as usize] = self.span(Param::X).clamp(probe);
        if self.has_labels_on_axis() {
            self.y = Span::holding(low.y.min(0.0), high.y.max(0.0));
        }
        let best = self.bowl_with(true, true).and_then(|bowl| bowl.bottom);
        let [reach_x, reach_y] =
            [[low.x, high.x], [low.y, high.y]].map(|ends| f64::from(ends[0].abs().max(ends[1].abs())));
        // Half as far again as the best line, and as far as the size of the labels alone asks for.
        let reach = best.map_or([7.5; 2], |(w, b)| {
            let steep = if reach_x > 0.0 { 0.5 * reach_y / reach_x } else { 0.0 };
            [(1.5 * libm::fabs(w)).max(steep), (1.5 * libm::fabs(b)).max(0.5 * reach_y)]
        });
        for (param, reach) in [Param::W, Param::B].into_iter().zip(reach) {
            let span = Span::slider_around_zero(reach);
            self.training.run.measure(param, |_| span);
            self.spans[param as usize] = span.widened_to(self.value(param));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Action, Ruler, Units};
    use super::*;
    use crate::data::{Point, Set};

    #[test]
    fn classes_bring_an_axis_that_no_other_examples_had() {
        let opened = |actions: &[Action]| State::open(&[&[Action::Show(View::Train)], actions].concat());
        let set = Action::UseSet(Set::Logistic);
        assert_eq!(opened(std::slice::from_ref(&set)).y, State::default().y, "that of z");
        for activation in [Activation::Linear, Activation::Relu] {
            let y = opened(&[set.clone(), Action::Activate(activation)]).y;
            assert!(y.min < 0.0 && y.min >= -1.0 && y.max > 1.0 && y.max <= 2.0, "{activation:?}: {y:?}");
            let back = opened(&[set.clone(), Action::Activate(activation), Action::Activate(Activation::Sigmoid)]);
            assert_eq!(back.y, State::default().y, "{activation:?} and back");
            let own =
                [set.clone(), Action::Activate(activation), Action::Max(Ruler::Y, 7.0), Action::Activate(activation)];
            assert_eq!(opened(&own).y.max, 7.0, "{activation:?} again");
        }
    }

    #[test]
    fn an_axis_is_fitted_to_classes_where_the_activation_does_not_bound_it() {
        let mut state = State::open(&[Action::UseSet(Set::Houses), Action::Show(View::Train)]);
        for (activation, is_fitted) in [(Activation::Sigmoid, false), (Activation::Linear, true)] {
            state.apply(Action::UseSet(Set::Logistic));
            state.apply(Action::Activate(activation));
            state.apply(Action::FitView);
            assert_eq!(state.ruler(Ruler::Y).max < 5.0, is_fitted, "{activation:?}");
        }
    }
    #[test]
    fn a_line_that_is_far_away_takes_no_example_out_of_sight() {
        let far = [Action::Set(Param::W, -200.0), Action::Set(Param::B, 0.0)];
        for view in [View::Train, View::Notebook] {
            let show = Action::Show(view);
            for set in [Action::UseSet(Set::Houses), Action::UsePoints([Point { x: 1.0, y: 300.0 }].into())] {
                let linked = State::open(&[&[show.clone(), set.clone()], &far[..]].concat());
                let told = State::open(&[show.clone(), set.clone()]).with(&far);
                // What fits the line alone is fitted anew where the examples are shown too.
                let mut turned = State::open(&[std::slice::from_ref(&set), &far[..]].concat());
                assert!(!turned.y.contains(300.0) && turned.shows_line());
                turned.apply(show.clone());
                for state in [linked, told, turned] {
                    assert_eq!(crate::figure::examples_out_of_sight(&state), 0, "{view:?} {set:?}: {:?}", state.y);
                    assert_eq!(state.value(Param::W), -200.0);
                }
            }
            let given = [show.clone(), Action::Max(Ruler::Y, 7.0)];
            assert_eq!(State::open(&[&given, &far[..]].concat()).y.max, 7.0, "a given axis is that");
            // Where no example is on the axis, it shows the line.
            let steep = [Action::Set(Param::W, 20.0), Action::Set(Param::B, -45.0)];
            for none in [Action::UsePoints([].into()), Action::UseSet(Set::Logistic)] {
                assert!(State::open(&[&[show.clone(), none], &steep[..]].concat()).shows_line(), "{view:?}");
            }
        }
    }

    #[test]
    fn where_neither_the_line_nor_an_example_is_left_the_examples_are_shown() {
        let mut state =
            State::open(&[Action::UseSet(Set::Houses), Action::Show(View::Train), Action::Show(View::Explore)]);
        for action in [Action::Set(Param::W, -200.0), Action::Set(Param::B, -2000.0), Action::FitView] {
            state.apply(action);
        }
        let state =
            state.with(&[Action::Show(View::Train), Action::Set(Param::W, 50.0), Action::Set(Param::B, 5000.0)]);
        assert_eq!(crate::figure::examples_out_of_sight(&state), 0, "{:?}", state.y);
    }

    #[test]
    fn an_axis_that_was_chosen_for_the_examples_is_there_again_after_a_look_at_the_line() {
        let mut state = State::open(&[Action::Show(View::Train), Action::Max(Ruler::Y, 400.0)]);
        [View::Explore, View::Train].into_iter().for_each(|view| state.apply(Action::Show(view)));
        assert_eq!(state.y.max, 400.0);
    }

    #[test]
    fn a_rate_and_a_loss_that_were_chosen_before_stay_where_the_examples_are_shown() {
        let mut state = State::open(&[Action::Rate(0.3), Action::Loss(Loss::HalfMse)]);
        state.apply(Action::Show(View::Train));
        let (rate, loss) = (state.training.learning_rate, state.training.loss);
        assert_eq!((state.activation, rate, loss), (Activation::Linear, 0.3, Loss::HalfMse));
        // A cross-entropy does not suit a line, and is what suits two classes.
        let mut state = State::open(&[Action::Loss(Loss::BinaryCrossentropy)]);
        state.apply(Action::Show(View::Train));
        assert_eq!((state.training.loss, state.training.learning_rate), (Loss::Mse, 0.01));
        let mut state = State::open(&[Action::UseSet(Set::Logistic), Action::Activate(Activation::Tanh)]);
        state.apply(Action::Show(View::Train));
        assert_eq!((state.training.loss, state.training.learning_rate), (Loss::BinaryCrossentropy, 0.1));
    }

    #[test]
    fn examples_of_a_hundredth_fill_their_axes() {
        let points = [Point { x: 0.01, y: 0.002 }, Point { x: 0.03, y: 0.005 }];
        let state = State::open(&[Action::Show(View::Train), Action::UsePoints(points.into())]);
        assert!(
            state.span(Param::X).width() < 0.05 && state.y.width() < 0.01,
            "{:?} {:?}",
            state.span(Param::X),
            state.y
        );
        let flat = State::open(&[Action::Show(View::Train), Action::UsePoints([Point { x: 0.0, y: 0.0 }].into())]);
        assert!(flat.span(Param::X).min <= -1.0 && flat.y.max >= 1.0);
    }

    #[test]
    fn a_typed_x_is_kept_where_axes_are_fitted() {
        let x = Action::Set(Param::X, 1.23456);
        let mut state = State::open(&[Action::UseSet(Set::Houses), x.clone(), Action::Show(View::Train)]);
        for action in [Action::FitView, Action::Units(Units::ZScore), Action::Units(Units::Given)] {
            state.apply(action.clone());
            let kept = if state.training.examples.units() == Units::Given { 1.23456 } else { -0.53088 };
            assert!((state.value(Param::X) - kept).abs() < 1e-6, "{action:?}: {}", state.value(Param::X));
        }
        assert_eq!(state.value(Param::X), 1.23456);
        state.apply(Action::Set(Param::X, 1e5));
        state.apply(Action::FitView);
        assert_eq!(state.value(Param::X), state.span(Param::X).max, "into sight");
        let mut first = State::open(&[x]);
        first.apply(Action::Show(View::Train));
        assert_eq!(first.value(Param::X), 1.23456);
    }
}
