//! Sliders, axes and an activation that suit what is there: the line, or the examples.

use super::{Neuron, Param, Span, State};
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

    /// New examples: an activation and loss that suit their labels, and sliders and axes that show them.
    pub(super) fn suit_examples(&mut self) {
        let binary = self.training.examples.are_binary();
        self.activation = if binary { Activation::Sigmoid } else { Activation::Linear };
        self.training.loss = if binary { Loss::BinaryCrossentropy } else { Loss::Mse };
        self.training.learning_rate = if binary { 0.1 } else { 0.01 };
        self.forget_run();
        self.fit_examples();
    }

    /// Opens the view on examples that the neuron can learn: axes that show them, and an activation that suits their labels,
    /// unless this one was left standing in such a view.
    pub(super) fn open_training(&mut self) {
        let suits = self.training.examples.are_binary() == (self.activation == Activation::Sigmoid);
        let x = self.span(Param::X);
        let in_sight = self.training.examples.inputs().iter().all(|at| x.contains(*at));
        if !suits && !self.kept.0 {
            self.suit_examples();
        } else if !in_sight {
            self.fit_examples();
        }
    }

    /// Where the activation does not bound it, an axis on which two classes are two; where it does, the axis is that of z again.
    pub(super) fn fit_classes(&mut self) {
        if !self.training.examples.are_binary() {
            return;
        }
        let fitted = Span::around(0.0, 1.0);
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
        let x = Span::around(low.x.min(0.0), high.x.max(0.0));
        self.spans[Param::X as usize] = Span::slider(x.min, x.max);
        self.values[Param::X as usize] = self.span(Param::X).snap(probe);
        // Two classes lie within the axis of an activation that is bounded like them; the axis of z stays as it is.
        if !(self.activation.is_bounded() && self.training.examples.are_binary()) {
            self.y = Span::around(low.y.min(0.0), high.y.max(0.0));
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
            self.spans[param as usize] = Span::slider_around_zero(reach).widened_to(self.value(param));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Action, Ruler, View};
    use super::*;
    use crate::data::Set;

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
}
